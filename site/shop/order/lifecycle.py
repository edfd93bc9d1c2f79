"""An order's life, as data. Nothing else changes `order.status`, and every change leaves an event.

The table holds the steps that the shop can do; `move` is the one door, and takes its locks in this order: the order,
then the stock records by primary key.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from oscar.core.loading import get_model

from shop import stock


class State(models.TextChoices):
    """What an order can be in; the keys are stored."""

    PENDING = "pending", _("Waiting for the stock check")
    CANCELLED = "cancelled", _("Cancelled")


class Role(models.TextChoices):
    """Who acts on an order."""

    SHOPPER = "shopper", _("Shopper")
    STAFF = "staff", _("Staff")
    SHOP = "shop", _("The shop")


@dataclass(frozen=True)
class Step:
    """One way from a state to another: who may take it, and what happens to the pieces that the order holds."""

    roles: frozenset
    stock: Callable | None = None


STEPS = {
    (State.PENDING, State.CANCELLED): Step(frozenset({Role.SHOPPER, Role.STAFF}), stock.release),
}

UNPAID = frozenset({State.PENDING})  # promise 8: what is unpaid can be cancelled


class StepRefused(Exception):
    """The order cannot take this step; the message says why, for the person who asked."""


def can_move(order, to, role):
    """Whether `role` may take `order` to the state `to` now."""
    step = STEPS.get((order.status, to))
    return step is not None and role in step.roles


def begin(order, actor=None):
    """Record that a new order exists. The pieces are held by the caller, in the same transaction."""
    return _record(order, "", State(order.status), Role.SHOPPER, actor)


def move(order, to, role, actor=None, why="", is_public=True):
    """Take `order` to the state `to`; return the event. Locks the order, then its stock records. Raises StepRefused."""
    with transaction.atomic():
        now = type(order).objects.select_for_update().get(pk=order.pk)
        if not can_move(now, to, role):
            order.status = now.status
            raise StepRefused(refusal(now))
        step = STEPS[now.status, to]
        if step.stock:
            step.stock(stock.of_order(now))
            _forget_what_was_held(now)
        before, now.status = now.status, to
        now.save(update_fields=["status"])
        now.lines.update(status=to)
        order.status = to
        return _record(now, before, to, role, actor, why, is_public)


def cancel_order(order, role, actor=None, why=""):
    """Cancel an order that is not paid yet; its pieces can be bought again at once (promise 8). Raises StepRefused."""
    return move(order, State.CANCELLED, role, actor, why)


def refusal(order):
    """Why the order stays as it is, in the words of the reader's language."""
    if order.status == State.CANCELLED:
        return _("This order is cancelled already.")
    return _("This order can no longer be changed here. Please contact Customer Service.")


def _forget_what_was_held(order):
    order.lines.update(num_allocated=0)


def _record(order, before, to, role, actor, why="", is_public=True):
    return get_model("order", "OrderEvent").objects.create(
        order=order, from_state=before, to_state=to, role=role, actor=actor, why=why, is_public=is_public
    )
