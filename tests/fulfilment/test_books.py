"""The books: clean after every step of an order's life, and every kind of damage is found."""

import datetime as dt

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from oscar.core.loading import get_model

from shop.communication.models import OutgoingMail
from shop.fulfilment import deadlines, shipping, stock_check
from shop.fulfilment.books import check
from shop.fulfilment.cancelling import cancel_order
from shop.fulfilment.missing import report_missing_after_payment
from shop.fulfilment.models import ShipmentLine
from shop.invoices.models import Counter, Document
from shop.order.lifecycle import Role, State
from shop.order.messages import write_to_shop, write_to_shopper
from shop.payment import refunds
from shop.payment.models import Attempt, Payment, Refund
from tests.support.life import Order, add_line, pay, placed, taken_to

pytestmark = pytest.mark.django_db
Line, StockRecord = get_model("order", "Line"), get_model("partner", "StockRecord")
OrderEvent = get_model("order", "OrderEvent")


def missing_before_the_invoice(answer):
    order = placed()
    add_line(order)
    stock_check.report_missing(order, {order.lines.first(): 1}, None)
    stock_check.answer_missing(order, answer)
    return order


def paid_after_the_cancellation(is_sold=False):
    order = taken_to(State.INVOICED)
    cancel_order(order, Role.SHOPPER)
    if is_sold:
        StockRecord.objects.update(num_in_stock=1)
    pay(order)
    return order


def refunded():
    order = taken_to(State.PAID)
    refund = report_missing_after_payment(order, {order.lines.get(): 2}, None)
    refunds.give_account(refund, "BCA", "1234567890", "Siti")
    refunds.pay(refund, "R1", None)
    return order


def completed():
    order = taken_to(State.DELIVERED)
    order.delivered_at -= dt.timedelta(days=40)
    order.claim_deadline = order.delivered_at
    order.save()
    deadlines.complete()
    return order


def in_parcels():
    order = placed()
    cable = add_line(order, 3)
    taken_to(State.PROCESSING, order)
    shipping.ship(order, {cable: 2}, courier="JNE")
    report_missing_after_payment(order, {cable: 1}, None)
    return order


LIVES = {
    "pending": placed,
    "with messages": lambda: [write(placed(), "Halo", None) for write in (write_to_shop, write_to_shopper)],
    "shortage asked": lambda: stock_check.report_missing(order := placed(), {order.lines.get(): 1}, None),
    "shortage dropped": lambda: missing_before_the_invoice("drop"),
    "shortage waited for": lambda: stock_check.confirm_stock(missing_before_the_invoice("wait")),
    "shortage cancelled": lambda: missing_before_the_invoice("cancel"),
    "paid early": lambda: pay(placed()),
    "paid in part": lambda: pay(taken_to(State.INVOICED), 1_000),
    "paid too much and twice": lambda: [pay(order, 2_500_000) for order in [taken_to(State.INVOICED)] * 2],
    "late money": paid_after_the_cancellation,
    "cancelled": lambda: cancel_order(taken_to(State.INVOICED), Role.STAFF, why="Salah pesan"),
    "cancelled with a part": lambda: cancel_order(pay(taken_to(State.INVOICED), 1_000).order, Role.STAFF),
    "in parcels": in_parcels,
    "refunded": refunded,
    "completed": completed,
} | {state.value: lambda state=state: taken_to(state) for state in (
    State.INVOICED, State.PAID, State.PROCESSING, State.SHIPPED, State.DELIVERED,
)}  # fmt: skip


@pytest.mark.parametrize("life", LIVES)
def test_the_books_agree_whatever_happened(life):
    LIVES[life]()
    assert list(map(str, check())) == []


def test_pieces_sold_that_are_not_there_are_an_error_until_the_stock_check_named_them():
    order = placed()
    StockRecord.objects.update(num_in_stock=1)
    assert [(finding.text, finding.is_warning) for finding in check()] == [
        ("2 pieces are allocated, 1 are in stock", False)
    ]
    stock_check.report_missing(order, {order.lines.get(): 1}, None)
    assert [finding.is_warning for finding in check()] == [True]
    call_command("audit_orders", verbosity=0)  # a warning is no failure


def change(model, **values):
    return lambda order: model.objects.update(**values)


def remove(model, **values):
    return lambda order: model.objects.filter(**values)._raw_delete("default")


DAMAGE = [
    (State.PENDING, change(StockRecord, num_allocated=3), "3 pieces are allocated, the orders hold 2"),
    (State.PENDING, change(Line, quantity=1), "more than are still to be sent"),
    (State.PENDING, change(Line, status="paid"), "is paid, the order pending"),
    (State.PENDING, change(Order, total_incl_tax=5), "total 5, lines and shipping 2240000"),
    (State.PENDING, change(OrderEvent, to_state="paid"), "its first event is not its placing"),
    (State.PENDING, remove(OrderEvent), "has no event"),
    (State.PENDING, remove(OutgoingMail), "the mail ORDER_PLACED:"),
    (State.PENDING, change(Order, status="invoiced"), "its last event says pending"),
    (State.PENDING, change(Order, status="invoiced"), "0 open invoices instead of 1"),
    (State.PENDING, change(Order, status="invoiced"), "without pay_until"),
    (State.PENDING, change(Order, status="refund_due"), "none is unpaid"),
    (State.PENDING, change(Order, status="refunded"), "0 of 0 refunds are unpaid"),
    (State.INVOICED, change(Order, status="cancelled"), "1 open invoices instead of 0"),
    (State.INVOICED, change(Order, status="cancelled"), "holds 2 pieces of a cancelled order"),
    (State.INVOICED, change(Document, sequence=7), "numbers missing: 1, 2, 3, 4, 5, 6"),
    (State.INVOICED, change(Counter, last=2), "the counter says 2, the last number is 1"),
    (State.INVOICED, change(Counter, last=2), "numbers missing: 2"),
    (State.INVOICED, change(Document, total=5), "or not the total 5"),
    (State.INVOICED, remove(OutgoingMail, event_code="ORDER_INVOICED"), "the mail ORDER_INVOICED:"),
    (State.INVOICED, remove(OrderEvent, from_state=""), "its first event is not its placing"),
    (State.PAID, change(Payment, amount=5), "2239995 of 2240000 rupiah are not paid"),
    (State.PAID, change(Payment, amount=3_000_000), "760000 rupiah too much"),
    (
        State.PAID,
        lambda order: Attempt.objects.create(order=order, provider="midtrans", amount=5, status="paid"),
        "is paid without a payment",
    ),
    (State.PAID, change(Order, paid_at=None), "without paid_at"),
    (State.PAID, remove(OutgoingMail, event_code="ORDER_PAID"), "the mail ORDER_PAID:"),
    (State.PAID, remove(OrderEvent, to_state="invoiced", kind="state"), "went from pending to paid"),
    (State.SHIPPED, change(Line, missing=1), "2 sent and 1 missing of 2 ordered"),
    (State.SHIPPED, change(ShipmentLine, quantity=1), "1 sent and 0 missing of 2"),
    (State.SHIPPED, remove(OutgoingMail, event_code="ORDER_SHIPPED"), "the mail ORDER_SHIPPED:"),
    (State.DELIVERED, change(Order, delivered_at=None), "without delivered_at"),
    (State.DELIVERED, lambda order: order.shipments.update(received_at=None), "a parcel is on its way"),
    (State.DELIVERED, remove(OutgoingMail, event_code="ORDER_DELIVERED"), "the mail ORDER_DELIVERED:"),
    (State.REFUNDED, change(Refund, amount=9_000_000), "refunds of 9000000 rupiah, received were 2240000"),
    (State.REFUNDED, change(Refund, paid_at=None), "1 of 1 refunds are unpaid"),
    (State.REFUNDED, change(Refund, bank=""), "is paid to no account"),
    (State.REFUNDED, remove(OutgoingMail, event_code="REFUND_PAID"), "the mail REFUND_PAID:"),
    (State.REFUNDED, lambda order: order.documents.filter(kind="invoice").update(total=5), "on an invoice of 5"),
    (State.REFUNDED, lambda order: order.documents.update(corrects=None), "corrects no invoice of its order"),
]


@pytest.mark.parametrize(("state", "damage", "said"), DAMAGE, ids=[said for _state, _damage, said in DAMAGE])
def test_damage_is_found_and_fails_the_command(state, damage, said, capsys):
    order = refunded() if state == State.REFUNDED else taken_to(state)
    damage(order)
    with pytest.raises(CommandError, match="disagree"):
        call_command("audit_orders")
    assert said in capsys.readouterr().out


def test_the_number_of_queries_does_not_depend_on_the_number_of_orders():
    counted = []
    for _ in range(2):
        taken_to(State.PAID)
        with CaptureQueriesContext(connection) as made:
            check()
        counted.append(len(made))
    assert counted == [16, 16]
