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
from shop.payment.providers.base import GatewayDown, GatewayRefused

_NO_ANSWER = gettext_lazy("%(name)s gives no answer. Please try again later: it never pays the same refund twice.")


class RefundRefused(Exception):
    """The refund cannot be made; the message says why, for the person who asked."""


def owe(order, amount, reason, *, why="", role=Role.SHOP, actor=None, line=None):
    """Owe `amount` rupiah back, at most what the shop still keeps; return the Refund, or None for nothing.

    The order is locked by the caller. The shopper is mailed, and asked for an account where none is known.
    """
    amount = min(int(amount), balance(order).kept)
    if amount <= 0:
        return None
    payment, route = _way_back(order, amount)
    refund = Refund.objects.create(
        order=order, line=line, amount=amount, reason=reason, why=why, payment=payment, route=route
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
    if route != refund.route:
        raise RefundRefused(_("This refund goes another way: %(route)s.") % {"route": refund.get_route_display()})
    if route == Refund.Route.TRANSFER and not refund.has_account:
        raise RefundRefused(_("The account is not known yet: the shopper is asked for it by mail."))
    refund.reference = reference
    refund.paid_by, refund.paid_at = actor, timezone.now()
    refund.save(update_fields=["reference", "paid_by", "paid_at"])
    role = Role.STAFF if actor else Role.SHOP
    lifecycle.note(order, Kind.REFUND, role, actor, amount=int(refund.amount), step="paid", reference=reference)
    outbox.enqueue(
        "REFUND_PAID", recipient=order.email, language=order.language, once=f"REFUND_PAID:{refund.pk}", refund=refund.pk
    )
    if order.status == State.REFUND_DUE and not order.refunds.filter(paid_at=None).exists():
        lifecycle.move(order, State.REFUNDED, role, actor)
    return refund


def send_back(refund, actor):
    """Send a refund back the way its payment came, then record it as paid. The provider sends the same one once only.

    No lock is held while the provider is asked. Raises RefundRefused; the refund is still due then.
    """
    provider = _provider(refund)
    if provider is None:
        raise RefundRefused(_("This money cannot go back the way it came. Pay it by bank transfer instead."))
    try:
        reference = provider.refund(refund)
    except GatewayDown as error:
        raise RefundRefused(_NO_ANSWER % {"name": provider.name}) from error
    except GatewayRefused as error:
        words = {"name": provider.name, "why": error}
        raise RefundRefused(_("%(name)s does not pay it back: “%(why)s”. It is still due.") % words) from error
    return pay(refund, reference, actor, Refund.Route.GATEWAY)


def by_transfer_instead(refund, actor):
    """Pay a refund by bank transfer that the provider cannot send back; the shopper is asked for an account.

    Where the provider has sent it after all, that is recorded. Raises RefundRefused where nobody can tell.
    """
    provider = _provider(refund)
    try:
        has_gone = provider is not None and provider.has_refunded(refund)
    except GatewayDown as error:
        raise RefundRefused(_NO_ANSWER % {"name": provider.name}) from error
    if has_gone:
        return pay(refund, str(refund.key), actor, Refund.Route.GATEWAY)
    with transaction.atomic():
        order, refund = _locked(refund)
        if refund.route != Refund.Route.TRANSFER:
            refund.route = Refund.Route.TRANSFER
            refund.save(update_fields=["route"])
            once = f"REFUND_DUE:{refund.pk}:transfer"
            outbox.enqueue("REFUND_DUE", recipient=order.email, language=order.language, once=once, refund=refund.pk)
    return refund


def _provider(refund):
    """Who sends an unpaid refund back the way its payment came, or None. Raises RefundRefused once it is paid."""
    refund.refresh_from_db()
    _refuse_paid(refund)
    return providers.for_refund(refund.payment) if refund.route == Refund.Route.GATEWAY else None


def _way_back(order, amount):
    """The payment that `amount` is returned from, and how: the way it came where that can be done."""
    payments = list(order.payments.select_related("attempt").order_by("-pk"))
    for payment in payments:
        returned = payment.refunds.filter(route=Refund.Route.GATEWAY).aggregate(total=Sum("amount"))["total"] or 0
        if payment.amount - returned >= amount and providers.for_refund(payment):
            return payment, Refund.Route.GATEWAY
    return (payments[0] if payments else None), Refund.Route.TRANSFER


def _locked(refund):
    order = lifecycle.locked(refund.order)
    refund = Refund.objects.select_for_update().get(pk=refund.pk)
    _refuse_paid(refund)
    return order, refund


def _refuse_paid(refund):
    if refund.paid_at:
        raise RefundRefused(_("This refund is paid already."))
