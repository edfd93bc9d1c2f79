"""What staff record of payments: a question first, slips told before anything is done, each payment once."""

import datetime as dt

import pytest

from shop.order.lifecycle import State
from shop.payment.proofs import add_proof
from shop.policies.calendar import WIB
from tests.dashboard.conftest import CONFIRM, address, form_values, page_of, parsed, refusals, texts
from tests.support.claims import upload
from tests.support.life import pay, taken_to

pytestmark = pytest.mark.django_db

RECORDED = "This payment is recorded already. Nothing was added."


def told(page):
    """What the page tells at its top, good and bad."""
    tones = ("success", "info", "warning", "danger")
    return [f"{tone}: {said.removesuffix(' ×')}" for tone in tones for said in texts(page, f"#messages .alert-{tone}")]


def test_a_payment_is_recorded_after_a_question(fill_in, do, dashboard, admin):
    order = taken_to(State.INVOICED)
    opened = dashboard.get(page_of(order))
    asked = fill_in(order, "record-payment", {"reference": "BCA-77"}, opened)
    assert texts(asked, f"{CONFIRM} dd")[1:] == ["Rp2.240.000", _today_in_words(), "BCA-77"]
    assert not order.payments.exists()

    do(order, "record-payment", {"amount": "2.240.000", "reference": "BCA-77"}, opened)

    assert order.status == "paid"
    payment = order.payments.get()
    assert (payment.amount, payment.reference, payment.recorded_by) == (2_240_000, "BCA-77", admin)
    assert texts(dashboard.get(page_of(order)), "#balance dt") == ["Invoiced", "Received"]


def _today_in_words():
    return f"{dt.datetime.now(WIB):%-d %B %Y}"


def test_what_is_still_due_and_what_is_too_much_is_shown(dashboard):
    order = taken_to(State.INVOICED)

    pay(order, 240_000)
    short = dashboard.get(page_of(order))
    pay(order, 2_100_000)
    over = dashboard.get(page_of(order))

    assert texts(short, "#balance .text-danger") == ["Still to be paid", "Rp2.000.000"]
    assert texts(over, "#refunds li")[0].startswith("Rp100.000, More was paid than asked for")


def test_a_reference_of_another_order_is_refused_beside_its_field_and_nothing_is_lost(do):
    other, order = taken_to(State.PAID), taken_to(State.INVOICED)
    taken = other.payments.get().reference

    page = do(order, "record-payment", {"amount": "55000", "reference": taken})

    assert f"This reference is recorded already, for order {other.number}." in refusals(page)
    assert form_values(page, "#task-record-payment")["amount"] == ["55000"]
    assert order.status == "invoiced"


def test_a_payment_that_is_recorded_already_is_not_called_recorded_once_more(do, dashboard):
    order = taken_to(State.INVOICED)
    pay(order, 55_000, "BCA 77")

    answer = do(order, "record-payment", {"amount": "55000", "reference": "bca  77"})

    assert told(dashboard.get(answer.url)) == ["info: " + RECORDED]
    assert order.payments.count() == 1


def test_back_from_the_question_keeps_what_was_typed(fill_in, dashboard):
    order = taken_to(State.INVOICED)
    asked = fill_in(order, "record-payment", {"amount": "55000", "reference": "BCA-77"})

    page = dashboard.post(address(order, "record-payment"), form_values(asked, CONFIRM) | {"back": "yes"})

    values = form_values(page, "#task-record-payment")
    assert (values["amount"], values["reference"]) == (["55000"], ["BCA-77"])
    assert [field["name"] for field in parsed(page).select("[autofocus]")] == ["amount"]
    assert not order.payments.exists()


def test_a_proof_without_money_is_put_aside_for_staff_alone(do):
    order = taken_to(State.INVOICED)
    add_proof(order, upload())

    do(order, "set-proofs-aside")

    assert order.proofs.get().checked_at
    assert not order.events.get(details__step="aside").is_public


def test_a_second_click_is_told_that_the_payment_is_recorded(do, dashboard):
    order = taken_to(State.INVOICED)
    opened = dashboard.get(page_of(order))
    part = {"amount": "55.000,00", "reference": "BCA 78", "confirmed": "1"}
    dashboard.get(do(order, "record-payment", part, opened).url)

    answer = do(order, "record-payment", part, opened)

    assert told(dashboard.get(answer.url)) == ["info: " + RECORDED]
    assert [int(payment.amount) for payment in order.payments.all()] == [55_000]


def test_a_slip_in_a_payment_is_told_before_anything_is_asked(do, dashboard):
    order = taken_to(State.INVOICED)
    opened = dashboard.get(page_of(order))
    for slips in (
        {
            "amount": ("0", "The amount must be at least Rp1."),
            "received_on": ("1900-01-01", "This day is before the order was placed."),
        },
        {
            "amount": ("1e3", "Type the amount in rupiah as digits, for example 1500000."),
            "received_on": ("9999-01-01", "This day is still to come."),
        },
    ):
        changes = {name: value for name, (value, _told) in slips.items()}
        answer = do(order, "record-payment", {"reference": "BCA 9"} | changes, opened)
        told = {name: texts(answer, f"#id_record-payment_{name}_error") for name in slips}
        assert told == {name: [words] for name, (_value, words) in slips.items()}
    assert not order.payments.exists()


def test_a_reference_of_another_payment_is_told_before_anything_is_asked(do):
    first, second = taken_to(State.INVOICED), taken_to(State.INVOICED)
    pay(first, 55_000, "BCA 77")
    refused = refusals(do(second, "record-payment", {"reference": "bca  77"}))
    assert f"This reference is recorded already, for order {first.number}." in refused


def test_what_is_too_much_is_told_before_it_is_recorded(fill_in):
    order = taken_to(State.INVOICED)
    total = int(order.total_incl_tax)
    asked = fill_in(order, "record-payment", {"amount": str(total + 5_000), "reference": "BCA 8"})
    assert "Rp5.000" in texts(asked, f"{CONFIRM} dd")


def test_what_happened_meanwhile_is_told_before_the_same_money_is_recorded_twice(do, dashboard):
    order = taken_to(State.INVOICED)
    opened = dashboard.get(page_of(order))
    pay(order, 55_000, "BCA 77")

    page = do(order, "record-payment", {"amount": "55000", "reference": "bca77"}, opened=opened)

    assert "Meanwhile something happened to this order" in " ".join(refusals(page))
    assert form_values(page, "#task-record-payment")["reference"] == ["bca77"]
    assert order.payments.count() == 1
