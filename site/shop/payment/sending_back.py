"""Refunds that go back the way they were paid: staff send them, the worker asks the provider and keeps its answer.

A refund names the task that is in charge of it; any other task leaves it alone. No lock is held while the provider is
asked, and it makes the same refund once only, so that a task whose worker was killed is simply done again.
"""

import datetime as dt

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django_tasks import default_task_backend, task
from django_tasks.exceptions import TaskResultDoesNotExist

from shop.order import lifecycle
from shop.order.lifecycle import Kind, Role
from shop.payment import providers
from shop.payment.models import Refund
from shop.payment.providers.base import GatewayDown, GatewayRefused
from shop.payment.refunds import RefundRefused, ask_for_account, locked, pay

Route, Sending = Refund.Route, Refund.Sending
MONEY_PRIORITY = 60  # before mail
PAUSES = tuple(dt.timedelta(seconds=seconds) for seconds in (5, 30, 120, 600, 1800, 3600, 3 * 3600))


@transaction.atomic
def send_back(refund, actor):
    """Have the worker send a refund back the way its payment came; return the refund. Locks the order and the refund.

    Raises RefundRefused where it cannot go that way, or is on its way.
    """
    order, refund = locked(refund)
    _refuse_underway(refund)
    if _provider(refund) is None:
        raise RefundRefused(_("This money cannot go back the way it came. Pay it by bank transfer instead."))
    return _hand_over(order, refund, Sending.SENDING, actor)


@transaction.atomic
def by_transfer_instead(refund, actor):
    """Pay a refund by bank transfer that the provider does not send back; the shopper is asked for an account.

    Where nobody knows whether it has gone, the worker asks the provider first. Locks the order and the refund. Raises
    RefundRefused while it is on its way.
    """
    order, refund = locked(refund)
    _refuse_underway(refund)
    if refund.sending == Sending.UNKNOWN and _provider(refund):
        return _hand_over(order, refund, Sending.ASKING, actor)
    return _take_by_transfer(order, refund, actor)


@task(takes_context=True, priority=MONEY_PRIORITY)
def ask_provider(context, refund_id, actor_id):
    """Send one refund, or ask whether it was sent. Harmless when run twice."""
    work(refund_id, str(context.task_result.id), actor_id)


def work(refund_id, task_id, actor_id=None):
    """Ask the provider about a refund that `task_id` is in charge of, and act on the answer."""
    refund = Refund.objects.select_related("order", "payment__attempt").filter(pk=refund_id, task=task_id).first()
    if refund is None or not refund.is_underway:
        return
    actor = get_user_model().objects.filter(pk=actor_id).first()
    try:
        reference = _ask(refund)
    except GatewayDown as error:
        _try_again(refund, actor_id, error)
    except GatewayRefused as error:
        _give_up(refund, Sending.REFUSED, str(error))
    except Exception as error:  # whatever it is, staff see that this refund has not gone, and the task fails too
        _give_up(refund, Sending.UNKNOWN, type(error).__name__)
        raise
    else:
        _finish(refund, reference, actor)


def sweep():
    """Take refunds from tasks that ended without an answer, as when several workers died of one; return how many."""
    underway = Refund.objects.filter(paid_at=None, sending__in=Refund.UNDERWAY).select_related("order")
    return sum(_give_up(refund, Sending.UNKNOWN, "") for refund in underway if _has_ended(refund.task))


def _ask(refund):
    """The reference with which the money has gone back; empty where it was only asked about, and has not."""
    provider = _provider(refund)
    if provider is None:
        raise GatewayRefused
    if refund.sending == Sending.SENDING:
        return provider.refund(refund)
    return str(refund.key) if provider.has_refunded(refund) else ""


def _provider(refund):
    return providers.for_refund(refund.payment) if refund.route == Route.GATEWAY else None


def _refuse_underway(refund):
    if refund.is_underway:
        raise RefundRefused(_("This refund is on its way. Please wait for the answer of the payment provider."))


def _hand_over(order, refund, sending, actor):
    """A task of the worker is in charge of a locked refund from now on."""
    refund.sending, refund.answer, refund.tries = sending, "", 0
    _enqueue(refund, actor and actor.pk)
    _note(order, refund, sending, Role.STAFF, actor)
    return refund


def _enqueue(refund, actor_id, run_after=None):
    refund.task = str(ask_provider.using(run_after=run_after).enqueue(refund.pk, actor_id).id)
    refund.save(update_fields=["sending", "answer", "tries", "task"])


@transaction.atomic
def _try_again(refund, actor_id, error):
    """Ask again after a pause; give up after the last."""
    order, now = _in_charge(refund)
    if now is None:
        return
    if now.tries == len(PAUSES):
        _end(order, now, Sending.UNKNOWN, str(error))
        return
    now.answer, now.tries = str(error)[:300], now.tries + 1
    _enqueue(now, actor_id, timezone.now() + PAUSES[now.tries - 1])


@transaction.atomic
def _give_up(refund, sending, answer):
    """Keep why the refund has not gone; return whether this task was still in charge of it."""
    order, now = _in_charge(refund)
    if now:
        _end(order, now, sending, answer)
    return now is not None


def _end(order, refund, sending, answer):
    refund.sending, refund.answer, refund.task = sending, answer[:300], ""
    refund.save(update_fields=["sending", "answer", "task"])
    _note(order, refund, sending, Role.SHOP, answer=refund.answer)


@transaction.atomic
def _finish(refund, reference, actor):
    """The provider has answered: the money has gone, or it goes by transfer."""
    order, now = _in_charge(refund)
    if now and reference:
        pay(now, reference, actor, Route.GATEWAY)
    elif now:
        _take_by_transfer(order, now, actor)


def _take_by_transfer(order, refund, actor):
    """A locked refund goes by bank transfer from now on."""
    if refund.route == Route.TRANSFER:
        return refund
    refund.route, refund.sending, refund.answer, refund.task = Route.TRANSFER, "", "", ""
    refund.save(update_fields=["route", "sending", "answer", "task"])
    _note(order, refund, Route.TRANSFER, Role.STAFF, actor)
    ask_for_account(order, refund, once=f"REFUND_DUE:{refund.pk}:transfer")
    return refund


def _in_charge(refund):
    """The order and the refund, locked; None for the refund where another task is in charge, or it is paid."""
    try:
        order, now = locked(refund)
    except RefundRefused:
        return None, None
    return order, now if now.task == refund.task and now.is_underway else None


def _note(order, refund, step, role, actor=None, **details):
    """What staff see of it; the shopper is told when the money has gone, or is asked for an account."""
    lifecycle.note(
        order, Kind.REFUND, role, actor, is_public=False, amount=int(refund.amount), step=str(step), **details
    )


def _has_ended(task_id):
    try:
        return default_task_backend.get_result(task_id).is_finished
    except TaskResultDoesNotExist:
        return True
