"""Refunds: money that goes back, never more than came. Each verb locks the order first."""

from django.db import transaction
from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext as _, gettext_lazy

from shop.communication import outbox
from shop.order import lifecycle
from shop.order.lifecycle import Kind, Role, State
from shop.payment import providers
from shop.payment.balance import balance
from shop.payment.models import Refund

ACCOUNT_UNKNOWN = gettext_lazy("The account is not known yet: the shopper is asked for it by mail.")


class RefundRefused(Exception):
    """The refund cannot be made; the message says why, for the person who asked."""


def owe(order, amount, reason, *, why="", role=Role.SHOP, actor=None, line=None, is_mailed=True):
    """Owe `amount` rupiah back, at most what the shop still keeps; return the Refund, or None for nothing.

    The order is locked by the caller. The shopper is mailed, and asked for an account where none is known; without
    `is_mailed` another mail of the caller does so.
    """
    amount = min(int(amount), balance(order).kept)
    if amount <= 0:
        return None
    payment, route = _way_back(order, amount)
    words = why if isinstance(why, str) else ""  # a Reason of the shop's own says no more than `reason`
    refund = Refund.objects.create(
        order=order, line=line, amount=amount, reason=reason, why=words, payment=payment, route=route
    )
    lifecycle.note(order, Kind.REFUND, role, actor, why=why, amount=amount, step="due")
    if is_mailed:
        ask_for_account(order, refund, once=f"REFUND_DUE:{refund.pk}")
    return refund


def ask_for_account(order, refund, once):
    """Owe the shopper the mail that says how the money comes back, and asks for an account where none is known."""
    outbox.enqueue("REFUND_DUE", recipient=order.email, language=order.language, once=once, refund=refund.pk)


@transaction.atomic
def give_account(refund, bank, account_number, account_holder, *, role=Role.SHOPPER, actor=None):
    """Keep the account the shopper names, to staff or by itself. Locks the order and the refund.

    The shopper is mailed each time, so that an account somebody else named is noticed before the money goes there.
    Raises RefundRefused once it is paid.
    """
    order, refund = locked(refund)
    if (refund.bank, refund.account_number, refund.account_holder) == (bank, account_number, account_holder):
        return refund
    step, before = ("changed" if refund.has_account else "account"), refund.masked_account
    if refund.has_account:
        refund.account_changed_at = timezone.now()
    refund.bank, refund.account_number, refund.account_holder = bank, account_number, account_holder
    refund.save(update_fields=["bank", "account_number", "account_holder", "account_changed_at"])
    details = {"amount": int(refund.amount), "account": refund.masked_account, "before": before}
    event = lifecycle.note(order, Kind.REFUND, role, actor, step=step, **details)
    outbox.enqueue(
        "REFUND_ACCOUNT", recipient=order.email, language=order.language, once=f"REFUND_ACCOUNT:{event.pk}",
        refund=refund.pk, event=event.pk,
    )  # fmt: skip
    return refund


@transaction.atomic
def pay(refund, reference, actor, route=Refund.Route.TRANSFER):
    """Record that the money went back. Locks the order and the refund. Raises RefundRefused where it is paid already.

    An order that only waited for this is refunded with it.
    """
    order, refund = locked(refund)
    if route != refund.route:
        raise RefundRefused(_("This refund goes another way: %(route)s.") % {"route": refund.get_route_display()})
    if route == Refund.Route.TRANSFER and not refund.has_account:
        raise RefundRefused(ACCOUNT_UNKNOWN)
    refund.reference, refund.sending, refund.answer = reference, "", ""
    refund.paid_by, refund.paid_at = actor, timezone.now()
    refund.save(update_fields=["reference", "sending", "answer", "paid_by", "paid_at"])
    role = Role.STAFF if actor else Role.SHOP
    lifecycle.note(order, Kind.REFUND, role, actor, amount=int(refund.amount), step="paid", reference=reference)
    outbox.enqueue(
        "REFUND_PAID", recipient=order.email, language=order.language, once=f"REFUND_PAID:{refund.pk}", refund=refund.pk
    )
    if order.status == State.REFUND_DUE and not order.refunds.filter(paid_at=None).exists():
        lifecycle.move(order, State.REFUNDED, role, actor)
    return refund


def _way_back(order, amount):
    """The payment that `amount` is returned from, and how: the way it came where that can be done."""
    payments = list(order.payments.select_related("attempt").order_by("-pk"))
    for payment in payments:
        returned = payment.refunds.filter(route=Refund.Route.GATEWAY).aggregate(total=Sum("amount"))["total"] or 0
        if payment.amount - returned >= amount and providers.for_refund(payment):
            return payment, Refund.Route.GATEWAY
    return (payments[0] if payments else None), Refund.Route.TRANSFER


def locked(refund):
    """The order and the refund as they are now, locked in that order. Raises RefundRefused once it is paid."""
    order = lifecycle.locked(refund.order)
    refund = Refund.objects.select_for_update().get(pk=refund.pk)
    if refund.paid_at:
        raise RefundRefused(_("This refund is paid already."))
    return order, refund
