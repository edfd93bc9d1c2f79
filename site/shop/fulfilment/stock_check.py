"""The stock check before the invoice (promise 12): all there, or some of it missing and the shopper chooses.

Every verb locks the order, then the stock records it changes.
"""

import datetime as dt

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from shop.communication import outbox
from shop.fulfilment.cancelling import cancel_order
from shop.fulfilment.models import Shortage
from shop.fulfilment.pieces import take_out
from shop.invoices.issuing import issue_invoice
from shop.order import lifecycle
from shop.order.lifecycle import Kind, Role, State
from shop.partner.tax import split
from shop.payment import receiving
from shop.payment.balance import is_paid_early
from shop.policies.models import PolicyFacts

Answer = Shortage.Answer
ASKED = "asked"


@transaction.atomic
def confirm_stock(order, role=Role.STAFF, actor=None):
    """Everything is there: issue the invoice, mail it, and start the time to pay. Raises StepRefused.

    The order waits for the shopper where a question about missing goods is open; goods that were waited for are there.
    """
    order = lifecycle.locked(order)
    lifecycle.require(order, {State.PENDING})
    if _open(order).filter(answer="").exists():
        raise lifecycle.StepRefused(_("The shopper has not answered yet what to do about the missing goods."))
    _open(order).update(is_open=False)
    hours = order.terms.get("payment_deadline_hours", PolicyFacts.current().payment_deadline_hours)
    order.pay_until = timezone.now() + dt.timedelta(hours=hours)
    order.save(update_fields=["pay_until"])
    lifecycle.move(order, State.INVOICED, role, actor)
    invoice = issue_invoice(order, order.pay_until, is_paid=is_paid_early(order))
    receiving.mail_invoice(order, invoice, role, actor)
    receiving.settle(order, Role.SHOP)  # money may have come early
    return invoice


def confirm_if_counted(order):
    """Confirm a new order at once where the stock of all its products is counted, so that nobody needs to look."""
    lines = list(order.lines.select_related("product__parent"))
    if lines and all(line.product and line.product.family.stock_is_counted for line in lines):
        confirm_stock(order, Role.SHOP)


@transaction.atomic
def report_missing(order, missing, actor):
    """Pieces are missing before the invoice: ask the shopper what to do. `missing` is line → pieces.

    Raises StepRefused, and ValueError for more pieces than were ordered.
    """
    order = lifecycle.locked(order)
    lifecycle.require(order, {State.PENDING})
    for line, quantity in missing.items():
        if not 0 < quantity <= line.quantity:
            raise ValueError(f"{quantity} of {line.quantity} cannot be missing")
        Shortage.objects.update_or_create(line=line, is_open=True, defaults={"quantity": quantity, "answer": ""})
    lifecycle.note(order, Kind.SHORTAGE, Role.STAFF, actor, step=ASKED, lines=_named(missing))
    asked = order.events.filter(kind=Kind.SHORTAGE).count()
    outbox.enqueue(
        "ORDER_SHORT",
        recipient=order.email,
        language=order.language,
        once=f"ORDER_SHORT:{order.pk}:{asked}",
        order=order.pk,
    )


@transaction.atomic
def confirm_found(order, actor):
    """What was reported missing is there after all: the question is taken back and the stock confirmed; the invoice.

    The mail with the invoice tells the shopper. Raises StepRefused where no question waits for an answer.
    """
    order = lifecycle.locked(order)
    lifecycle.require(order, {State.PENDING})
    shortages = list(_open(order).filter(answer="").select_related("line"))
    if not shortages:
        raise lifecycle.StepRefused(_("There is no open question about this order."))
    found = {shortage.line: shortage.quantity for shortage in shortages}
    lifecycle.note(order, Kind.SHORTAGE, Role.STAFF, actor, step="found", lines=_named(found))
    _open(order).filter(answer="").update(is_open=False)
    return confirm_stock(order, Role.STAFF, actor)


@transaction.atomic
def answer_missing(order, answer, role=Role.SHOPPER, actor=None):
    """What the shopper wants done about the missing goods. Raises StepRefused where no question is open."""
    order = lifecycle.locked(order)
    shortages = open_shortages(order)
    if not shortages:
        raise lifecycle.StepRefused(_("This question is closed: it was answered, or the goods are there after all."))
    lifecycle.require(order, {State.PENDING})
    missing = {shortage.line: shortage.quantity for shortage in shortages}
    lifecycle.note(order, Kind.SHORTAGE, role, actor, step=answer, lines=_named(missing))
    _open(order).update(answer=answer, is_open=answer == Answer.WAIT)
    if answer == Answer.WAIT:
        return
    take_out(missing)
    if answer == Answer.CANCEL or _is_all(order, missing):
        cancel_order(order, role, actor, _("The goods are not available."), goods_are_missing=True)
        return
    for line, quantity in missing.items():
        _leave_out(line, quantity)
    _add_up(order)


def open_shortages(order):
    """What is missing and not settled, with the lines. A question waits where `answer` is empty."""
    return list(_open(order).select_related("line"))


def answers(order, shortages):
    """What can be chosen about the open `shortages` of an order, with its words; one query.

    Nothing is left out where nothing else would be left.
    """
    missing = {shortage.line: shortage.quantity for shortage in shortages}
    return [(value, words) for value, words in Answer.choices if value != Answer.DROP or not _is_all(order, missing)]


def _is_all(order, missing):
    return all(line.quantity == missing.get(line, 0) for line in order.lines.filter(quantity__gt=0))


def _open(order):
    return Shortage.objects.filter(line__order=order, is_open=True)


def _named(missing):
    """The missing goods as the events keep them."""
    return [[line.title, quantity] for line, quantity in missing.items()]


def _leave_out(line, quantity):
    """Shorten a line that is on no invoice yet."""
    line.quantity -= quantity
    total = line.unit_price_incl_tax * line.quantity
    net, _tax = split(total)
    line.line_price_incl_tax = line.line_price_before_discounts_incl_tax = total
    line.line_price_excl_tax = line.line_price_before_discounts_excl_tax = net
    line.save()


def _add_up(order):
    """The totals of an order whose lines became shorter; the shipping stays as it was agreed."""
    lines = order.lines.all()
    order.total_incl_tax = order.shipping_incl_tax + sum(line.line_price_incl_tax for line in lines)
    order.total_excl_tax = order.shipping_excl_tax + sum(line.line_price_excl_tax for line in lines)
    order.save(update_fields=["total_incl_tax", "total_excl_tax"])
