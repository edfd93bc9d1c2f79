"""Random work on random orders, as shoppers, staff and the clock do it, until somebody kills it.

`work(say)` calls `say` after each step.
"""

import datetime as dt
import random

from django.utils import timezone
from oscar.core.loading import get_class, get_model

from shop import stock
from shop.fulfilment import deadlines, giving_up, shipping, stock_check
from shop.fulfilment.cancelling import cancel_order
from shop.fulfilment.missing import report_missing_after_payment
from shop.order import lifecycle
from shop.order.lifecycle import Role, State, StepRefused
from shop.payment import refunds
from shop.payment.balance import balance
from shop.payment.receiving import record_payment
from tests.support.shopping import place

Order = get_model("order", "Order")


def work(say):
    """Take random steps for ever. What is refused is refused; any other error ends the process."""
    while True:
        try:
            random.choice(STEPS)()  # noqa: S311
        except (StepRefused, stock.NotEnoughStock, refunds.RefundRefused):
            continue
        say("done")


def _one(*states):
    """A random order in one of the states; refused where there is none."""
    order = Order.objects.filter(status__in=states).order_by("?").first()
    if order is None:
        raise StepRefused
    return order


def _some_of(pieces):
    """Of line → pieces, one line and some of its pieces."""
    if not pieces:
        raise StepRefused
    line = random.choice(list(pieces))  # noqa: S311
    return {line: random.randint(1, pieces[line])}  # noqa: S311


def order():
    basket = get_model("basket", "Basket").objects.filter(status="Open").order_by("?").first()
    if basket is None:
        raise StepRefused
    basket.strategy = get_class("partner.strategy", "Selector")().strategy()
    return place(basket)


def confirm():
    return stock_check.confirm_stock(_one(State.PENDING))


def find_short():
    order = _one(State.PENDING)
    lines = order.lines.filter(quantity__gt=0)
    return stock_check.report_missing(order, _some_of({line: line.quantity for line in lines}), None)


def answer():
    return stock_check.answer_missing(_one(State.PENDING), random.choice(stock_check.Answer.values))  # noqa: S311


def pay():
    order = _one(State.INVOICED, State.INVOICED, State.CANCELLED, State.PAID)
    amount = random.choice([balance(order).due or 1_000, 1_000, int(order.total_incl_tax)])  # noqa: S311
    reference = f"{order.number}/{order.payments.count() + 1}"
    return record_payment(order, amount=amount, received_on=timezone.localdate(), reference=reference)


def process():
    return shipping.start_processing(_one(State.PAID), None)


def ship():
    order = _one(State.PROCESSING)
    return shipping.ship(order, _some_of(shipping.still_to_send(order)), courier="JNE")


def miss():
    order = _one(State.PAID, State.PROCESSING)
    return report_missing_after_payment(order, _some_of(shipping.still_to_send(order)), None)


def give_up():
    return giving_up.give_up(_one(State.PAID, State.PROCESSING), None, "Salah pesan")


def receive():
    return shipping.receive(_one(State.SHIPPED, State.PROCESSING), Role.SHOPPER)


def cancel():
    return cancel_order(_one(*lifecycle.UNPAID), random.choice([Role.SHOPPER, Role.STAFF]))  # noqa: S311


def run_clock():
    """The deadlines of one order each."""
    pks = [order.pk for order in (_one(State.INVOICED, State.DELIVERED),)]
    past = timezone.now() - dt.timedelta(minutes=1)
    Order.objects.filter(pk__in=pks, status=State.INVOICED).update(pay_until=past)
    Order.objects.filter(pk__in=pks, status=State.DELIVERED).update(claim_deadline=past)
    return deadlines.expire() + deadlines.complete()


def pay_back():
    order = _one(State.REFUND_DUE, State.PAID, State.PROCESSING, State.SHIPPED)
    refund = order.refunds.filter(paid_at=None).first()
    if refund is None:
        raise StepRefused
    refunds.give_account(refund, "BCA", "1234567890", "Siti")
    return refunds.pay(refund, f"R{refund.pk}", None)


STEPS = [order, order, confirm, confirm, pay, pay, pay, process, ship, ship, receive, find_short, answer, miss, give_up,
         cancel, run_clock, pay_back]  # fmt: skip
