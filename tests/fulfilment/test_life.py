"""An order's life from the stock check to the last day of its claims, told by the verbs of the shop."""

import datetime as dt

import pytest
import time_machine
from django.utils import timezone

from shop.communication.models import OutgoingMail
from shop.fulfilment import deadlines, shipping, stock_check
from shop.fulfilment.books import check
from shop.fulfilment.cancelling import cancel_order
from shop.fulfilment.giving_up import give_up
from shop.fulfilment.missing import report_missing_after_payment
from shop.invoices.issuing import open_invoice
from shop.order.lifecycle import Role, State, StepRefused
from shop.order.progress import with_progress
from shop.order.reasons import said
from shop.payment import refunds
from shop.payment.balance import balance
from shop.payment.models import Refund
from tests.support.life import Order, add_line, pay, placed, taken_to

pytestmark = pytest.mark.django_db


def stock_of(order):
    record = order.lines.first().stockrecord
    record.refresh_from_db()
    return record.num_in_stock, record.num_allocated


def mails(order):
    return set(OutgoingMail.objects.filter(recipient=order.email).values_list("event_code", flat=True))


def test_an_order_goes_its_usual_way():
    order = taken_to(State.DELIVERED)
    assert [event.to_state for event in order.events.filter(kind="state")] == [
        "pending", "invoiced", "paid", "processing", "shipped", "delivered",
    ]  # fmt: skip
    assert mails(order) == {
        "ORDER_PLACED", "ORDER_INVOICED", "ORDER_PAID", "ORDER_SHIPPED", "ORDER_DELIVERED",
    }  # fmt: skip
    assert stock_of(order) == (3, 0)
    assert balance(order).is_settled
    assert order.lines.get().num_allocated == 0


def test_the_invoice_asks_for_the_total_and_gives_time_to_pay():
    order = placed()
    invoice = stock_check.confirm_stock(order)
    order.refresh_from_db()
    assert invoice.total == order.total_incl_tax == balance(order).due
    assert invoice.content["net"] + invoice.content["ppn"] == invoice.content["total"]
    assert (
        sum(line["amount"] for line in invoice.content["lines"]) + invoice.content["shipping"]["amount"]
        == (invoice.content["total"])
    )
    assert dt.timedelta(hours=47) < order.pay_until - timezone.now() <= dt.timedelta(hours=48)
    with pytest.raises(StepRefused):
        stock_check.confirm_stock(order)


@pytest.mark.parametrize("answer", ["drop", "wait", "cancel"])
def test_before_the_invoice_the_shopper_chooses_what_happens_about_missing_goods(answer):
    order = placed()
    line = order.lines.get()
    stock_check.report_missing(order, {line: 1}, None)
    with pytest.raises(StepRefused, match="answer|jawab"):
        stock_check.confirm_stock(order)
    stock_check.answer_missing(order, answer)
    order.refresh_from_db()
    if answer == "cancel":
        assert order.status == State.CANCELLED
        assert stock_of(order) == (4, 0)  # one was never there
        return
    invoice = stock_check.confirm_stock(order)
    pieces = 1 if answer == "drop" else 2
    assert stock_of(order) == (3 + pieces, pieces)
    assert invoice.content["lines"][0]["quantity"] == pieces
    assert invoice.total == 1_110_000 * pieces + 20_000
    assert invoice.content["net"] + invoice.content["ppn"] == invoice.content["total"]


def test_leaving_out_all_that_was_ordered_cancels_the_order():
    order = placed()
    stock_check.report_missing(order, {order.lines.get(): 2}, None)
    stock_check.answer_missing(order, "drop")
    order.refresh_from_db()
    assert order.status == State.CANCELLED
    with pytest.raises(StepRefused):
        stock_check.answer_missing(order, "wait")


def test_too_little_is_asked_for_and_the_rest_pays():
    order = taken_to(State.INVOICED)
    pay(order, 100_000)
    order.refresh_from_db()
    assert order.status == State.INVOICED
    assert balance(order).due == order.total_incl_tax - 100_000
    assert "PAYMENT_SHORT" in mails(order)
    pay(order, balance(order).due)
    order.refresh_from_db()
    assert order.status == State.PAID


def test_too_much_and_twice_go_back():
    order = taken_to(State.INVOICED)
    total = int(order.total_incl_tax)
    pay(order, total + 5_000)
    pay(order, total)
    order.refresh_from_db()
    assert order.status == State.PAID
    assert [int(refund.amount) for refund in order.refunds.all()] == [5_000, total]
    assert balance(order).too_much == 0


def test_the_same_reference_is_taken_once():
    order = taken_to(State.INVOICED)
    assert pay(order, reference="A1") == pay(order, int(order.total_incl_tax), reference="A1")
    assert order.payments.count() == 1
    assert not order.refunds.exists()


def test_cancelling_frees_the_pieces_and_credits_the_invoice():
    order = taken_to(State.INVOICED)
    cancel_order(order, Role.SHOPPER)
    order.refresh_from_db()
    assert stock_of(order) == (5, 0)
    assert open_invoice(order) is None
    assert [(row.kind, row.total) for row in order.documents.all()] == [
        ("invoice", order.total_incl_tax), ("credit_note", order.total_incl_tax),
    ]  # fmt: skip


def test_what_was_paid_in_part_goes_back_when_the_order_is_cancelled():
    order = taken_to(State.INVOICED)
    pay(order, 100_000)
    cancel_order(order, Role.STAFF, why="Salah pesan")
    order.refresh_from_db()
    assert order.status == State.REFUND_DUE
    assert int(order.refunds.get().amount) == 100_000


@pytest.mark.parametrize(("cancelled_by", "amount"), [(Role.SHOPPER, 100_000), (Role.STAFF, 2_240_000)])
def test_money_that_came_before_the_invoice_goes_back_with_a_cancellation(cancelled_by, amount):
    order = placed()
    pay(order, amount)
    cancel_order(order, cancelled_by)
    order.refresh_from_db()
    assert order.status == State.REFUND_DUE
    assert (order.refunds.get().amount, order.refunds.get().reason) == (amount, "cancelled")
    assert stock_of(order) == (5, 0)
    assert "ORDER_PAID" not in mails(order)


def test_an_order_that_is_paid_before_its_invoice_is_paid_to_its_shopper():
    order = placed()
    pay(order)
    assert "PAYMENT_EARLY" in mails(order)
    (shown,) = with_progress([order])
    assert (shown.can_cancel, shown.next_step[:27]) == (False, "Pembayaran Anda sudah masuk")
    with pytest.raises(StepRefused):
        cancel_order(order, Role.SHOPPER)  # promise 8
    invoice = stock_check.confirm_stock(order)
    order.refresh_from_db()
    assert order.status == State.PAID
    assert (invoice.content["is_paid"], invoice.content["bank_accounts"]) == (True, [])
    assert list(map(str, check())) == []


def test_goods_that_are_missing_can_be_given_up_however_much_is_paid():
    order = placed()
    pay(order)
    stock_check.report_missing(order, {order.lines.get(): 1}, None)
    stock_check.answer_missing(order, "cancel")
    order.refresh_from_db()
    assert (order.status, order.refunds.get().amount) == (State.REFUND_DUE, order.total_incl_tax)


@pytest.mark.parametrize("sold_meanwhile", [False, True])
def test_money_that_comes_after_the_cancellation_is_caught(sold_meanwhile):
    order = taken_to(State.INVOICED)
    cancel_order(order, Role.SHOPPER)
    if sold_meanwhile:
        order.lines.get().stockrecord.__class__.objects.update(num_in_stock=1)
    pay(order)
    order.refresh_from_db()
    if sold_meanwhile:
        assert order.status == State.REFUND_DUE
        assert order.refunds.get().amount == order.total_incl_tax
    else:
        assert order.status == State.PAID
        assert stock_of(order) == (5, 2)
        assert balance(order).is_settled
        assert balance(order).too_much == 0


@pytest.mark.parametrize("cancelled_by", [Role.SHOPPER, Role.STAFF])
def test_money_for_an_order_that_was_cancelled_before_its_stock_check_goes_back(cancelled_by):
    order = placed()
    cancel_order(order, cancelled_by)
    pay(order)
    order.refresh_from_db()
    assert order.status == State.REFUND_DUE
    assert (order.refunds.get().amount, order.refunds.get().reason) == (order.total_incl_tax, "unchecked")
    why = "Pembayaran masuk setelah pesanan dibatalkan, dan stoknya belum pernah diperiksa."
    assert said(order.events.last()) == why
    assert stock_of(order) == (5, 0)
    assert not order.documents.exists()
    assert not {"ORDER_PAID", "ORDER_INVOICED"} & mails(order)
    assert list(map(str, check())) == []


@pytest.mark.parametrize("state", [State.PAID, State.PROCESSING])
def test_staff_give_a_paid_order_up_for_a_customer_who_asks_before_anything_was_sent(state, django_user_model):
    order, staff = taken_to(state), django_user_model.objects.create(username="ani", email="ani@example.com")
    with pytest.raises(StepRefused):
        cancel_order(order, Role.SHOPPER)  # promise 8
    refund = give_up(order, staff, "Salah pesan")
    order.refresh_from_db()
    assert order.status == State.REFUND_DUE
    assert (refund.amount, refund.reason, refund.why) == (order.total_incl_tax, "cancelled", "Salah pesan")
    assert stock_of(order) == (5, 0)
    assert [(row.kind, row.total) for row in order.documents.all()] == [
        ("invoice", order.total_incl_tax), ("credit_note", order.total_incl_tax),
    ]  # fmt: skip
    assert order.documents.last().content["why"] == "Salah pesan"
    event = order.events.get(to_state=State.REFUND_DUE, kind="state")
    assert (event.role, event.actor, event.why) == ("staff", staff, "Salah pesan")
    assert "REFUND_DUE" in mails(order)
    with pytest.raises(StepRefused):
        give_up(order, staff, "Salah pesan")
    refunds.give_account(refund, "BCA", "1234567890", "Siti")
    refunds.pay(refund, "OUT-1", staff)
    assert list(map(str, check())) == []


def test_what_is_given_up_after_a_part_was_missing_pays_back_each_rupiah_once():
    order = taken_to(State.PAID)
    first = report_missing_after_payment(order, {order.lines.get(): 1}, None)
    second = give_up(order, None, "Tidak jadi")
    assert first.amount + second.amount == order.total_incl_tax
    assert stock_of(order) == (4, 0)
    assert list(map(str, check())) == []


def test_what_was_sent_in_part_or_is_unpaid_is_not_given_up():
    order = taken_to(State.PROCESSING)
    shipping.ship(order, {order.lines.get(): 1}, courier="JNE")
    for kept in (order, taken_to(State.INVOICED), placed()):
        before = kept.status
        with pytest.raises(StepRefused):
            give_up(kept, None, "Salah pesan")
        kept.refresh_from_db()
        assert kept.status == before
    assert not order.refunds.exists()


def test_goods_missing_after_payment_are_refunded_and_the_rest_is_sent():
    order = taken_to(State.PROCESSING)
    line = order.lines.get()
    refund = report_missing_after_payment(order, {line: 1}, None)
    assert refund.amount == line.unit_price_incl_tax
    order.refresh_from_db()
    assert order.status == State.PROCESSING
    shipping.ship(order, shipping.still_to_send(order), courier="JNE", tracking_number="1")
    order.refresh_from_db()
    assert order.status == State.SHIPPED
    assert balance(order).charged == order.total_incl_tax - refund.amount
    assert balance(order).due == balance(order).too_much == 0
    assert stock_of(order) == (3, 0)


def test_when_nothing_is_left_all_the_money_goes_back_with_the_shipping():
    order = taken_to(State.PAID)
    refund = report_missing_after_payment(order, {order.lines.get(): 2}, None)
    order.refresh_from_db()
    assert order.status == State.REFUND_DUE
    assert refund.amount == order.total_incl_tax == Refund.objects.get().amount
    assert stock_of(order) == (3, 0)


def test_an_order_may_leave_in_several_parcels_and_each_has_its_own_window():
    order = placed()
    cable = add_line(order, 3)
    order = taken_to(State.PROCESSING, order)
    drill = order.lines.exclude(pk=cable.pk).get()
    with time_machine.travel("2026-03-16 09:00+07:00", tick=False):
        first = shipping.ship(order, {drill: 2}, courier="JNE", tracking_number="A")
        shipping.receive(order, Role.SHOPPER, shipment=first)
    order.refresh_from_db()
    assert order.status == State.PROCESSING
    with pytest.raises(ValueError, match="parcel"):
        shipping.ship(order, {drill: 1}, courier="JNE")
    with time_machine.travel("2026-03-17 23:59+07:00", tick=False):
        shipping.ship(order, {cable: 3}, courier="JNE", tracking_number="B")
        shipping.receive(order, Role.SHOPPER)
    order.refresh_from_db()
    assert order.status == State.DELIVERED
    deadlines_wib = [f"{parcel.claim_deadline:%Y-%m-%d %H:%M:%S %Z}" for parcel in order.shipments.all()]
    assert deadlines_wib == ["2026-03-18 16:59:59 UTC", "2026-03-20 16:59:59 UTC"]  # 19 March 2026 is Nyepi
    assert order.claim_deadline == order.shipments.last().claim_deadline


def test_goods_found_missing_after_every_parcel_has_arrived_end_the_delivery():
    order = placed()
    cable = add_line(order, 3)
    order = taken_to(State.PROCESSING, order)
    drill = order.lines.exclude(pk=cable.pk).get()
    shipping.ship(order, {drill: 2}, courier="JNE", tracking_number="A")
    shipping.receive(order, Role.SHOPPER)
    report_missing_after_payment(order, {cable: 3}, None)
    order.refresh_from_db()
    assert order.status == State.DELIVERED
    assert order.claim_deadline == order.shipments.get().claim_deadline
    assert "ORDER_DELIVERED" in mails(order)


def test_the_deadline_cancels_what_is_unpaid_but_not_what_has_money_or_a_proof():
    orders = [taken_to(State.INVOICED) for _ in range(2)]
    pay(orders[1], 1_000)
    assert deadlines.expire(timezone.now()) == 0
    assert deadlines.expire(timezone.now() + dt.timedelta(hours=49)) == 1
    assert [order.status for order in Order.objects.order_by("pk")] == ["cancelled", "invoiced"]
    assert "ORDER_CANCELLED" in mails(orders[0])


def test_a_received_order_is_completed_when_its_window_is_over():
    order = taken_to(State.DELIVERED)
    assert deadlines.complete(timezone.now()) == 0
    assert deadlines.complete(timezone.now() + dt.timedelta(days=30)) == 1
    order.refresh_from_db()
    assert order.status == State.COMPLETED
