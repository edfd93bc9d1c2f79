"""Refunds: money that goes back, never more than came. Each verb locks the order first."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from shop.communication import outbox
from shop.order import lifecycle
from shop.order.lifecycle import Kind, Role, State
from shop.payment.balance import balance
from shop.payment.models import Refund


class RefundRefused(Exception):
    """The refund cannot be made; the message says why, for the person who asked."""


def owe(order, amount, reason, *, why="", role=Role.SHOP, actor=None, line=None):
    """Owe `amount` rupiah back, at most what the shop still keeps; return the Refund, or None for nothing.

    The order is locked by the caller. The shopper is mailed, and asked for an account where none is known.
    """
    amount = min(int(amount), balance(order).kept)
    if amount <= 0:
        return None
    refund = Refund.objects.create(
        order=order, line=line, amount=amount, reason=reason, why=why, payment=order.payments.order_by("-pk").first()
    )
    lifecycle.note(order, Kind.REFUND, role, actor, why=why, amount=amount, step="due")
    outbox.enqueue(
        "REFUND_DUE", recipient=order.email, language=order.language, once=f"REFUND_DUE:{refund.pk}", refund=refund.pk
    )
    return refund


@transaction.atomic
def give_account(refund, bank, account_number, account_holder, *, role=Role.SHOPPER, actor=None):
    """Keep the account the shopper names, to staff or by itself. Locks the order and the refund.

    Raises RefundRefused once it is paid.
    """
    order, refund = _locked(refund)
    if (refund.bank, refund.account_number, refund.account_holder) == (bank, account_number, account_holder):
        return refund
    refund.bank, refund.account_number, refund.account_holder = bank, account_number, account_holder
    refund.save(update_fields=["bank", "account_number", "account_holder"])
    lifecycle.note(order, Kind.REFUND, role, actor, amount=int(refund.amount), step="account")
    return refund


@transaction.atomic
def pay(refund, reference, actor, route=Refund.Route.TRANSFER):
    """Record that the money went back. Locks the order and the refund. Raises RefundRefused where it is paid already.

    An order that only waited for this is refunded with it.
    """
    order, refund = _locked(refund)
    if route == Refund.Route.TRANSFER and not refund.has_account:
        raise RefundRefused(_("The account is not known yet: the shopper is asked for it by mail."))
    refund.route, refund.reference = route, reference
    refund.paid_by, refund.paid_at = actor, timezone.now()
    refund.save(update_fields=["route", "reference", "paid_by", "paid_at"])
    role = Role.STAFF if actor else Role.SHOP
    lifecycle.note(order, Kind.REFUND, role, actor, amount=int(refund.amount), step="paid", reference=reference)
    outbox.enqueue(
        "REFUND_PAID", recipient=order.email, language=order.language, once=f"REFUND_PAID:{refund.pk}", refund=refund.pk
    )
    if order.status == State.REFUND_DUE and not order.refunds.filter(paid_at=None).exists():
        lifecycle.move(order, State.REFUNDED, role, actor)
    return refund


def _locked(refund):
    order = lifecycle.locked(refund.order)
    refund = Refund.objects.select_for_update().get(pk=refund.pk)
    if refund.paid_at:
        raise RefundRefused(_("This refund is paid already."))
    return order, refund
