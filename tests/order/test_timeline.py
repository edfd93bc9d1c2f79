"""What happened to an order: one row for each thing, for the shopper and for staff."""

import datetime as dt
from importlib import import_module

import pytest
import time_machine
from django.apps import apps
from django.utils import timezone, translation

from shop.claims import deciding, resolving
from shop.dashboard.orders.page import timeline
from shop.fulfilment import deadlines, shipping, stock_check
from shop.fulfilment.cancelling import cancel_order
from shop.fulfilment.giving_up import give_up
from shop.fulfilment.letters import cancelled
from shop.fulfilment.missing import report_missing_after_payment
from shop.order.lifecycle import Role, State, note
from shop.order.progress import with_progress
from shop.order.reasons import said
from shop.order.timeline import what_happened
from shop.payment import refunds
from shop.shipping.methods import PICKUP
from tests.support.claims import received_order, sent_claim
from tests.support.life import Order, add_line, pay, placed, taken_to
from tests.support.people import make_member

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


def rows(order):
    """Each row as the shopper reads it: label and how, and no row of staff beside what is internal."""
    told = [(event.label, *event.how) for event in what_happened(order)]
    assert [(row.label, *row.how) for row in timeline(order, []) if not row.is_internal] == told
    return told


@pytest.mark.parametrize(("language", "words"), [("id", "Klaim {}"), ("en", "Claim {}")])
def test_a_claim_as_the_reason_speaks_the_readers_language(set_up_shop, language, words):
    staff, (first, second) = make_member("agus"), (received_order(), received_order())
    claims = [sent_claim(first), sent_claim(second)]
    for claim in claims:
        deciding.approve(claim, staff)
    refund = resolving.resolve_with_refund(claims[0], 1_000, staff)
    replacement = resolving.resolve_with_replacement(claims[1], staff)
    with translation.override(language):
        named = [words.format(claim.number) for claim in claims]
        assert refund.reason_words == named[0]
        assert what_happened(first)[-1].reason == named[0]
        assert [row.reason for row in what_happened(replacement)] == [named[1]]


def test_a_claim_that_was_kept_as_a_sentence_becomes_a_reason_of_the_shop(set_up_shop):
    order, staff = received_order(), make_member("agus")
    claim = sent_claim(order)
    deciding.approve(claim, staff)
    refund = resolving.resolve_with_refund(claim, 1_000, staff)
    sentence = f"Klaim {claim.number}"
    order.events.filter(kind="refund").update(why=sentence, details={"amount": 1_000, "step": "due"})
    written = note(order, "message", Role.STAFF, staff, why=f"{sentence} dan lain-lain")
    order.refunds.update(why=sentence)
    import_module("shop.claims.migrations.0004_reasons_in_every_language").keep_codes(apps, None)
    refund.refresh_from_db()
    kept = order.events.get(kind="refund")
    assert (refund.why, kept.why, said(kept)) == ("", "", f"Claim {claim.number}")
    assert (kept.details["amount"], kept.details["step"]) == (1_000, "due")
    assert order.events.get(pk=written.pk).why == f"{sentence} dan lain-lain"


@pytest.mark.parametrize(("language", "words"), [("id", "tidak masuk tepat waktu"), ("en", "did not arrive in time")])
def test_the_shops_own_reason_speaks_the_readers_language(language, words):
    order = taken_to(State.INVOICED)
    Order.objects.update(pay_until=timezone.now() - dt.timedelta(minutes=1))
    assert deadlines.expire() == 1
    with translation.override(language):
        assert words in what_happened(order)[-1].reason
        assert words in cancelled(order.pk, order.events.get(to_state=State.CANCELLED, kind="state").pk)["why"]


def test_the_usual_way_is_a_row_for_each_step():
    order = taken_to(State.DELIVERED)
    invoice = order.documents.get().number
    assert rows(order) == [
        ("Order placed",),
        ("Waiting for payment", f"Invoice {invoice} was mailed"),
        ("Paid", "Payment of Rp2.240.000 recorded"),
        ("Being processed",),
        ("On its way", "Sent with JNE JX1: 2 × Bor listrik"),
        ("Received", "JNE JX1"),
    ]


def test_what_is_picked_up_is_ready_and_not_on_its_way():
    order = placed()
    Order.objects.update(shipping_code=PICKUP)
    order.refresh_from_db()
    taken_to(State.PROCESSING, order)
    shipping.ship(order, shipping.still_to_send(order))
    assert rows(order)[-1] == ("Ready for pickup", "Ready: 2 × Bor listrik")
    order.refresh_from_db()
    assert with_progress([order])[0].state_label == "Ready for pickup"


def test_parcels_that_leave_and_come_one_by_one_are_a_row_each():
    order = placed()
    cable = add_line(order, 3)
    taken_to(State.PROCESSING, order)
    drill = order.lines.exclude(pk=cable.pk).get()
    shipping.ship(order, {drill: 2}, courier="JNE", tracking_number="A")
    shipping.ship(order, {cable: 3}, courier="JNE", tracking_number="B")
    shipping.receive(order, Role.SHOPPER)
    assert rows(order)[4:] == [
        ("Sent with JNE A: 2 × Bor listrik",),
        ("On its way", "Sent with JNE B: 3 × Kabel"),
        ("Received", "JNE A", "JNE B"),
    ]


def test_a_cancellation_has_its_credit_note_and_the_refund_its_money():
    order = taken_to(State.INVOICED)
    pay(order, 100_000)
    cancel_order(order, Role.STAFF, why="Salah pesan")
    invoice, note = order.documents.all()
    assert rows(order)[2:] == [
        ("Payment of Rp100.000 recorded",),
        ("Cancelled", f"Credit note {note.number} corrects invoice {invoice.number}"),
        ("Refund on its way", "Rp100.000 is to be paid back"),
    ]
    refund = order.refunds.get()
    refunds.give_account(refund, "BCA", "1234567890", "Siti")
    refunds.pay(refund, "OUT-1", None)
    assert rows(order)[5:] == [
        ("Account for the refund of Rp100.000 named: BCA ••7890",),
        ("Refunded", "Rp100.000 was paid back, reference OUT-1"),
    ]


def test_a_reason_is_read_once():
    order = taken_to(State.PAID)
    report_missing_after_payment(order, {order.lines.get(): 1}, None, "Rusak")
    assert [event.reason for event in what_happened(order)].count("Rusak") == 1
    with time_machine.travel(timezone.now() + dt.timedelta(minutes=1)):
        give_up(order, None, "Tidak jadi")
    last = what_happened(order)[-1]
    assert (last.label, last.reason, len(last.how)) == ("Refund on its way", "Tidak jadi", 2)


def test_missing_goods_that_end_the_order_are_said_where_it_ends():
    order = placed()
    stock_check.report_missing(order, {order.lines.get(): 1}, None)
    stock_check.answer_missing(order, "cancel")
    assert rows(order)[1:] == [
        ("Missing at the stock check: 1 × Bor listrik",),
        ("Cancelled", "Not available, to be cancelled: 1 × Bor listrik"),
    ]
