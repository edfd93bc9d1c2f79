"""An order's life, as data. Nothing else changes `order.status`, and every change leaves an event.

`STEPS` is the table of docs/architecture.md; `move` is the one door. Locks are always taken in this order: the order,
then the stock records by primary key. What a step means beyond the state (an invoice, money, a parcel) is said by the
verbs in shop.invoices, shop.payment and shop.fulfilment, which call `move` inside their own transaction.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from oscar.core.loading import get_model

from shop import stock
from shop.order import reasons


class State(models.TextChoices):
    """What an order can be in; the keys are stored."""

    PENDING = "pending", _("Waiting for the stock check")
    INVOICED = "invoiced", _("Waiting for payment")
    PAID = "paid", _("Paid")
    PROCESSING = "processing", _("Being processed")
    SHIPPED = "shipped", _("On its way")
    DELIVERED = "delivered", _("Received")
    COMPLETED = "completed", _("Completed")
    CANCELLED = "cancelled", _("Cancelled")
    REFUND_DUE = "refund_due", _("Refund on its way")
    REFUNDED = "refunded", _("Refunded")


class Role(models.TextChoices):
    """Who acts on an order."""

    SHOPPER = "shopper", _("Shopper")
    STAFF = "staff", _("Staff")
    SHOP = "shop", _("The shop")


class Kind(models.TextChoices):
    """What an event is about."""

    STATE = "state", _("Step")
    SHORTAGE = "shortage", _("Missing goods")
    INVOICE = "invoice", _("Invoice")
    PROOF = "proof", _("Proof of payment")
    PAYMENT = "payment", _("Payment")
    REFUND = "refund", _("Refund")
    SHIPMENT = "shipment", _("Parcel")
    MESSAGE = "message", _("Message")


@dataclass(frozen=True)
class Step:
    """A way from one state to another: who may take it, what happens to the pieces, which orders have it."""

    roles: frozenset
    stock: Callable | None = None
    when: Callable = lambda order: True


def costs_nothing(order):
    """Whether the order replaces goods of a claim: then no money has to go back."""
    return not order.total_incl_tax


def release(order):
    """Give back what the locked order holds."""
    stock.release(stock.of_order(order))
    order.lines.update(num_allocated=0)


def hold_again(order):
    """Set the pieces of a locked order aside once more. Raises NotEnoughStock."""
    pieces = {}
    lines = [line for line in order.lines.all() if line.stockrecord_id]
    for line in lines:
        pieces[line.stockrecord_id] = pieces.get(line.stockrecord_id, 0) + line.quantity
    stock.hold(pieces)
    for line in lines:
        line.num_allocated = line.quantity
        line.save(update_fields=["num_allocated"])


SHOPPER, STAFF, SHOP = (frozenset({role}) for role in Role)
STEPS = {
    (State.PENDING, State.INVOICED): Step(STAFF | SHOP),
    (State.PENDING, State.CANCELLED): Step(SHOPPER | STAFF, release),
    (State.INVOICED, State.PAID): Step(STAFF | SHOP),
    (State.INVOICED, State.CANCELLED): Step(SHOPPER | STAFF | SHOP, release),
    (State.PAID, State.PROCESSING): Step(STAFF),
    (State.PAID, State.REFUND_DUE): Step(STAFF, release),
    (State.PAID, State.CANCELLED): Step(STAFF, release, costs_nothing),
    (State.PROCESSING, State.SHIPPED): Step(STAFF),  # shop.fulfilment takes the pieces out, parcel by parcel
    (State.PROCESSING, State.REFUND_DUE): Step(STAFF, release),
    (State.PROCESSING, State.CANCELLED): Step(STAFF, release, costs_nothing),
    (State.SHIPPED, State.DELIVERED): Step(SHOPPER | STAFF),
    (State.DELIVERED, State.COMPLETED): Step(SHOP),
    (State.DELIVERED, State.REFUND_DUE): Step(STAFF),  # a claim, after which nothing is left to be paid for
    (State.COMPLETED, State.REFUND_DUE): Step(STAFF),  # … under warranty
    (State.CANCELLED, State.PAID): Step(STAFF | SHOP, hold_again),  # money that comes late, and the goods are there
    (State.CANCELLED, State.REFUND_DUE): Step(STAFF | SHOP),  # … and the goods are gone, or were never checked
    (State.REFUND_DUE, State.REFUNDED): Step(STAFF | SHOP),
}

UNPAID = frozenset({State.PENDING, State.INVOICED})  # promise 8: what is unpaid can be cancelled
UNSOLD = frozenset({State.CANCELLED, State.REFUND_DUE, State.REFUNDED})  # states that no money is earned with
HOLDING = frozenset({State.PENDING, State.INVOICED, State.PAID, State.PROCESSING})  # states whose lines hold stock
REFUSALS = {
    State.CANCELLED: _("This order is cancelled already."),
    State.PAID: _("This order is paid already. Please contact Customer Service."),
}


class StepRefused(Exception):
    """The order cannot take this step; the message says why, for the person who asked."""


def can_move(order, to, role):
    """Whether `role` may take `order` to the state `to` now."""
    step = STEPS.get((order.status, to))
    return step is not None and role in step.roles and step.when(order)


def locked(order):
    """The order as it is now, locked until the transaction ends."""
    return type(order).objects.select_for_update().get(pk=order.pk)


def begin(order, actor=None, *, role=Role.SHOPPER, why=""):
    """Record that a new order exists. The pieces are held by the caller, in the same transaction.

    Here and below `why` is what a person wrote, or a Reason of the shop's own (shop.order.reasons).
    """
    return _record(order, "", Kind.STATE, role, actor, why)


def move(order, to, role, actor=None, why="", is_public=True):
    """Take `order` to the state `to`; return the event. Locks the order, then its stock records. Raises StepRefused.

    A step that holds pieces raises NotEnoughStock where they are gone; nothing has changed then.
    """
    with transaction.atomic():
        now = locked(order)
        if not can_move(now, to, role):
            order.status = now.status
            raise StepRefused(refusal(now))
        before, step = now.status, STEPS[now.status, to]
        if step.stock:
            step.stock(now)
        now.status = order.status = to
        now.save(update_fields=["status"])
        now.lines.update(status=to)
        return _record(now, before, Kind.STATE, role, actor, why, is_public)


def note(order, kind, role, actor=None, *, why="", is_public=True, **details):
    """Write an event that leaves the state as it is; `details` are plain values that its sentence names."""
    return _record(order, order.status, kind, role, actor, why, is_public, details)


def require(order, states):
    """Raise StepRefused unless the locked order is in one of `states`."""
    if order.status not in states:
        raise StepRefused(refusal(order))


def refusal(order):
    """Why the order stays as it is, in the words of the reader's language."""
    default = _("This order can no longer be changed here. Please contact Customer Service.")
    return REFUSALS.get(order.status, default)


def _record(order, before, kind, role, actor, why="", is_public=True, details=None):
    why, details = reasons.kept(why, details or {})
    return get_model("order", "OrderEvent").objects.create(
        order=order,
        from_state=before,
        to_state=order.status,
        kind=kind,
        role=role,
        actor=actor,
        why=why,
        is_public=is_public,
        details=details,
    )
