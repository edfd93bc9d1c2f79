"""Cancelling an order that is not paid (promise 8): its pieces are free at once, its invoice is credited."""

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from shop.communication import outbox
from shop.invoices.issuing import issue_credit_note, open_invoice, uncredited
from shop.order import lifecycle
from shop.order.lifecycle import Role, State
from shop.payment import receiving
from shop.payment.balance import is_paid_early
from shop.payment.models import Refund


@transaction.atomic
def cancel_order(order, role, actor=None, why="", *, goods_are_missing=False):
    """Cancel an unpaid order; what was paid goes back. Locks the order, then its stock. Raises StepRefused.

    A shopper whose money is all there before the invoice has paid (promise 8), unless the goods are missing.
    """
    now = lifecycle.locked(order)
    is_early = role == Role.SHOPPER and now.status == State.PENDING and not goods_are_missing
    if is_early and is_paid_early(now):
        raise lifecycle.StepRefused(lifecycle.REFUSALS[State.PAID])
    try:
        event = lifecycle.move(now, State.CANCELLED, role, actor, why)
    finally:
        order.status = now.status
    if invoice := open_invoice(now):
        with translation.override(now.language):
            issue_credit_note(now, uncredited(invoice), str(why) or _("The order was cancelled."))
    outbox.enqueue(
        "ORDER_CANCELLED",
        recipient=now.email,
        language=now.language,
        once=f"ORDER_CANCELLED:{event.pk}",
        order=now.pk,
        event=event.pk,
    )
    receiving.give_back(now, Refund.Reason.CANCELLED, Role.SHOP)
    order.status = now.status
    return event
