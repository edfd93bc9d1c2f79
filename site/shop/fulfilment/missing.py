"""Goods that are missing after the payment (promise 12): the money for them goes back, the rest is sent."""

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _, gettext_lazy

from shop.fulfilment.pieces import take_out
from shop.fulfilment.shipping import finish_if_all_sent, still_to_send
from shop.invoices.issuing import issue_credit_note, open_invoice
from shop.order import lifecycle
from shop.order.lifecycle import Kind, Role, State
from shop.payment import refunds
from shop.payment.models import Refund

PAID_AND_HERE = frozenset({State.PAID, State.PROCESSING})
COSTS_NOTHING = gettext_lazy("This order costs nothing: no money can go back for it. Its claim says what can be done.")


@transaction.atomic
def report_missing_after_payment(order, missing, actor, why=""):
    """Owe the money for pieces that cannot be delivered; return the Refund. `missing` is line → pieces.

    Locks the order, then the stock records. The charge for shipping goes back with the last piece, if no parcel has
    left. Raises StepRefused, and ValueError for more pieces than are still to be sent.
    """
    order = lifecycle.locked(order)
    lifecycle.require(order, PAID_AND_HERE)
    if open_invoice(order) is None:
        raise lifecycle.StepRefused(COSTS_NOTHING)
    open_before = still_to_send(order)
    for line, quantity in missing.items():
        if not 0 < quantity <= open_before.get(line, 0):
            raise ValueError(f"{quantity} of {open_before.get(line, 0)} cannot be missing")
    credited = [(line.title, quantity, int(line.unit_price_incl_tax) * quantity) for line, quantity in missing.items()]
    write_off(order, missing, actor, why)
    nothing_left = not still_to_send(order)
    if nothing_left and order.shipping_incl_tax and not order.shipments.exists():
        credited.append((order.shipping_method, 1, int(order.shipping_incl_tax)))
    amount = sum(part for _title, _quantity, part in credited)
    with translation.override(order.language):
        issue_credit_note(order, amount, why or _("The goods are not available."), credited)
    refund = refunds.owe(order, amount, Refund.Reason.MISSING, why=why, role=Role.STAFF, actor=actor)
    if nothing_left and not order.shipments.exists():
        lifecycle.move(order, State.REFUND_DUE, Role.STAFF, actor, why)
    else:
        finish_if_all_sent(order, actor)
    return refund


def write_off(order, missing, actor, why=""):
    """Take pieces that nobody finds, line → pieces, out of the stock and note it. The order is locked by the caller.

    Locks the stock records.
    """
    take_out(missing)
    for line, quantity in missing.items():
        line.missing += quantity
        line.save(update_fields=["missing"])
    named = [[line.title, quantity] for line, quantity in missing.items()]
    lifecycle.note(order, Kind.SHORTAGE, Role.STAFF, actor, why=why, step="missing", lines=named)
