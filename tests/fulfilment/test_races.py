"""Two people at the same order at the same moment: one of the legal outcomes, and the books agree."""

import datetime as dt
from collections import Counter
from functools import partial
from io import BytesIO

import pytest
from django.contrib.auth import get_user_model
from django.core.files.base import ContentFile
from django.utils import timezone
from PIL import Image

from shop.checkout import many_orders
from shop.fulfilment import deadlines, shipping, stock_check
from shop.fulfilment.books import check
from shop.fulfilment.cancelling import cancel_order
from shop.fulfilment.giving_up import give_up
from shop.fulfilment.missing import report_missing_after_payment
from shop.order.lifecycle import Role, State, StepRefused
from shop.payment import refunds
from shop.payment.proofs import add_proof
from tests.support import races
from tests.support.life import Order, pay, placed, taken_to
from tests.support.people import make_member

pytestmark = pytest.mark.django_db(transaction=True)
race = partial(races.race, refusals=(StepRefused, ValueError, refunds.RefundRefused))
TURNS = 3  # each race is run so many times: who is faster differs


def now(order):
    """The order as it is in the database."""
    return Order.objects.get(pk=order.pk)


def refused(results):
    """How often each refusal happened."""
    return Counter(result for result in results if isinstance(result, type))


@pytest.fixture(params=range(TURNS))
def turn(request):
    """One of several runs; afterwards the books agree."""
    yield request.param
    assert list(map(str, check())) == []


def test_two_confirm_the_stock_and_one_invoice_goes_out(turn):
    order = placed()
    results = race(*[lambda: stock_check.confirm_stock(order)] * 3)
    assert refused(results) == {StepRefused: 2}
    assert (now(order).status, order.documents.count()) == (State.INVOICED, 1)


def test_a_confirmed_stock_and_a_shortage_exclude_each_other(turn):
    order = placed()
    line = order.lines.get()
    results = race(
        lambda: stock_check.confirm_stock(order),
        lambda: stock_check.report_missing(order, {line: 1}, None) or "asked",
    )
    assert refused(results) == {StepRefused: 1}
    is_asked = "asked" in results
    assert now(order).status == (State.PENDING if is_asked else State.INVOICED)
    assert line.shortages.filter(is_open=True).exists() == is_asked


def test_two_ship_the_same_pieces_and_one_parcel_leaves(turn):
    order = taken_to(State.PROCESSING)
    pieces = shipping.still_to_send(order)
    results = race(*[lambda: shipping.ship(order, pieces, courier="JNE")] * 3)
    assert sum(refused(results).values()) == 2
    assert (now(order).status, order.shipments.count()) == (State.SHIPPED, 1)
    record = order.lines.get().stockrecord
    assert (record.num_in_stock, record.num_allocated) == (3, 0)


def test_two_ship_one_piece_each_and_both_parcels_leave(turn):
    order = taken_to(State.PROCESSING)
    line = order.lines.get()
    race(*[lambda: shipping.ship(order, {line: 1}, courier="JNE")] * 2)
    assert (now(order).status, order.shipments.count()) == (State.SHIPPED, 2)


def test_a_cancellation_and_the_money_meet(turn):
    order = taken_to(State.INVOICED)
    results = race(lambda: cancel_order(order, Role.SHOPPER), lambda: pay(order, reference="A1"))
    # Either the money was first and nothing can be cancelled, or it came late and the goods are held again.
    assert refused(results) in ({StepRefused: 1}, {})
    assert now(order).status == State.PAID
    assert order.lines.get().num_allocated == 2


def test_a_cancellation_and_a_part_of_the_money_meet(turn):
    order = taken_to(State.INVOICED)
    race(lambda: cancel_order(order, Role.SHOPPER), lambda: pay(order, 50_000, reference="A1"))
    assert now(order).status == State.REFUND_DUE
    assert [int(refund.amount) for refund in order.refunds.all()] == [50_000]
    assert order.lines.get().num_allocated == 0


def test_the_same_transfer_recorded_by_two_is_one_payment(turn):
    order = taken_to(State.INVOICED)
    results = race(*[lambda: pay(order, int(order.total_incl_tax), reference="A1")] * 3)
    assert len(set(results)) == 1
    assert (now(order).status, order.payments.count(), order.refunds.count()) == (State.PAID, 1, 0)


def test_two_transfers_at_once_pay_the_order_and_the_second_goes_back(turn):
    order = taken_to(State.INVOICED)
    race(*[lambda reference=reference: pay(order, reference=reference) for reference in ("A1", "A2")])
    assert (now(order).status, order.payments.count()) == (State.PAID, 2)
    assert [refund.amount for refund in order.refunds.all()] == [order.total_incl_tax]


def test_the_deadline_and_a_proof_meet(turn):
    order = taken_to(State.INVOICED)
    late = timezone.now() + dt.timedelta(hours=49)
    picture = BytesIO()
    Image.new("RGB", (40, 30), (turn, 0, 0)).save(picture, "PNG")
    results = race(
        lambda: deadlines.expire(late),
        lambda: add_proof(order, ContentFile(picture.getvalue(), name="bukti.png")),
    )
    # The proof is kept in any case: a transfer may have crossed the end of the order.
    assert order.proofs.get() == results[1]
    assert now(order).status == (State.CANCELLED if results[0] else State.INVOICED)


def test_the_deadline_of_two_schedulers_cancels_once(turn):
    order = taken_to(State.INVOICED)
    late = timezone.now() + dt.timedelta(hours=49)
    assert sorted(race(*[lambda: deadlines.expire(late)] * 3)) == [0, 0, 1]
    assert order.documents.filter(kind="credit_note").count() == 1


def test_what_is_shipped_cannot_be_missing_too(turn):
    order = taken_to(State.PROCESSING)
    line = order.lines.get()
    results = race(
        lambda: shipping.ship(order, {line: 2}, courier="JNE"),
        lambda: report_missing_after_payment(order, {line: 2}, None),
    )
    assert sum(refused(results).values()) == 1
    is_sent = order.shipments.exists()
    assert now(order).status == (State.SHIPPED if is_sent else State.REFUND_DUE)
    assert order.refunds.exists() != is_sent


def test_a_parcel_and_giving_the_order_up_meet(turn):
    order = taken_to(State.PROCESSING)
    line = order.lines.get()
    results = race(lambda: shipping.ship(order, {line: 1}, courier="JNE"), lambda: give_up(order, None, "Salah pesan"))
    assert refused(results) == {StepRefused: 1}
    is_sent = order.shipments.exists()
    assert now(order).status == (State.PROCESSING if is_sent else State.REFUND_DUE)
    assert order.refunds.exists() != is_sent


def test_two_give_an_order_up_and_the_money_goes_back_once(turn):
    order = taken_to(State.PAID)
    results = race(*[lambda: give_up(order, None, "Salah pesan")] * 3)
    assert refused(results) == {StepRefused: 2}
    assert [refund.amount for refund in order.refunds.all()] == [order.total_incl_tax]


def test_a_cancellation_and_a_confirmed_stock_and_shipping_meet(turn):
    order = taken_to(State.PROCESSING)
    pieces = shipping.still_to_send(order)
    results = race(
        lambda: shipping.ship(order, pieces, courier="JNE"), lambda: cancel_order(order, Role.STAFF, why="Salah pesan")
    )
    assert refused(results) == {StepRefused: 1}  # what is paid is never cancelled
    assert now(order).status == State.SHIPPED


def test_a_cancellation_and_the_stock_check_meet(turn):
    order = placed()
    results = race(lambda: stock_check.confirm_stock(order), lambda: cancel_order(order, Role.SHOPPER))
    assert not refused(results) or refused(results) == {StepRefused: 1}
    assert now(order).status == State.CANCELLED
    assert order.documents.count() in (0, 2)  # none, or an invoice and the note that takes it back


def test_a_refund_is_paid_once(turn):
    staff = make_member("sari", is_staff=True)
    order = taken_to(State.PAID)
    refund = report_missing_after_payment(order, {order.lines.get(): 2}, None)
    refunds.give_account(refund, "BCA", "1234567890", "Siti")
    results = race(*[lambda name=name: refunds.pay(refund, name, staff) for name in ("R1", "R2", "R3")])
    assert refused(results) == {refunds.RefundRefused: 2}
    assert now(order).status == State.REFUNDED
    assert order.events.filter(kind="refund", details__step="paid").count() == 1
    assert get_user_model().objects.get(pk=staff.pk) == order.refunds.get().paid_by


def test_a_new_account_and_the_payment_of_a_refund_meet(turn):
    order = taken_to(State.PAID)
    refund = report_missing_after_payment(order, {order.lines.get(): 2}, None)
    refunds.give_account(refund, "BCA", "1234567890", "Siti")
    results = race(
        lambda: refunds.pay(refund, "R1", None), lambda: refunds.give_account(refund, "BNI", "99887766", "Siti")
    )
    is_late = refused(results) == {refunds.RefundRefused: 1}
    assert order.refunds.get().bank == ("BCA" if is_late else "BNI")
    assert now(order).status == State.REFUNDED


def test_twenty_invoices_at_once_have_twenty_numbers():
    placed()
    many_orders.add(19, lambda count: None)
    orders = list(Order.objects.all())
    race(*[lambda order=order: stock_check.confirm_stock(order) for order in orders])
    numbers = sorted(order.documents.get().sequence for order in orders)
    assert numbers == list(range(1, 21))
    assert list(map(str, check())) == []
