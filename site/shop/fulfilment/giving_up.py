"""Giving a paid order up, for a customer who asks Customer Service before anything has left: all the money goes back.

Promise 8 stays: the shopper's own button is gone once the order is paid.
"""

from django.db import transaction
from django.utils.translation import gettext as _

from shop.fulfilment.missing import COSTS_NOTHING, PAID_AND_HERE
from shop.invoices.issuing import issue_credit_note, open_invoice, uncredited
from shop.order import lifecycle
from shop.order.lifecycle import Role, State
from shop.payment import refunds
from shop.payment.balance import balance
from shop.payment.models import Refund


def can_give_up(order):
    """Whether the order is paid, cost something (unlike the replacement of a claim), and no parcel has left."""
    return order.status in PAID_AND_HERE and not order.shipments.exists() and open_invoice(order) is not None


@transaction.atomic
def give_up(order, actor, why):
    """End a paid order of which nothing was sent; return the Refund. Locks the order, then its stock records.

    Its pieces are free at once and its invoice is credited. Raises StepRefused.
    """
    order = lifecycle.locked(order)
    lifecycle.require(order, PAID_AND_HERE)
    if open_invoice(order) is None:
        raise lifecycle.StepRefused(COSTS_NOTHING)
    if not can_give_up(order):
        raise lifecycle.StepRefused(_("A parcel of this order has left already. What comes back is a claim."))
    lifecycle.move(order, State.REFUND_DUE, Role.STAFF, actor, why)
    issue_credit_note(order, uncredited(open_invoice(order)), why)
    kept = balance(order).kept
    return refunds.owe(order, kept, Refund.Reason.CANCELLED, why=why, role=Role.STAFF, actor=actor)
