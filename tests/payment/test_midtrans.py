"""Payment by Midtrans, against a server that answers as its documentation says."""

import datetime as dt
import threading

import pytest
from django.core.management import call_command
from django.db import connections
from django.test import Client
from django.utils import timezone

from shop.fulfilment.cancelling import cancel_order
from shop.order.lifecycle import Role, State, StepRefused
from shop.order.links import Purpose, sign
from shop.payment import providers
from shop.payment.balance import balance
from shop.payment.models import Attempt, Payment, Refund
from shop.payment.paying import PayingRefused, start_attempt
from tests.support.gateway import signed
from tests.support.life import pay, placed, taken_to

pytestmark = pytest.mark.django_db
BACK = "http://shop.test/order/"
NOTICE = "/payment/midtrans/notice/"


@pytest.fixture
def order(db):
    return taken_to(State.INVOICED)


@pytest.fixture
def gateway(order, gateway):
    """Switched on when the order is there: its rows are put back under the usual settings alone."""
    return gateway


def started(order):
    return start_attempt(order, "midtrans", BACK)


def tell(notice):
    """What the shop answers to a notice."""
    return Client().post(NOTICE, notice, content_type="application/json").status_code


def state_of(row):
    row.refresh_from_db()
    return row.status


def page_of(order):
    return f"/en/account/guest-order/{sign(Purpose.ORDER, order.number)}/"


# --- Starting --------------------------------------------------------------------------------------------------------


def test_it_is_off_until_its_key_is_set(settings, client):
    order = taken_to(State.INVOICED)
    assert [provider.code for provider in providers.enabled()] == ["transfer"]
    assert "Pay online" not in client.get(page_of(order)).content.decode()
    assert tell({}) == 404
    with pytest.raises(PayingRefused):
        start_attempt(order, "midtrans", BACK)
    with pytest.raises(PayingRefused):
        start_attempt(order, "transfer", BACK)
    settings.MIDTRANS_SERVER_KEY = "SB-Mid-server-test"
    assert [provider.code for provider in providers.enabled()] == ["transfer", "midtrans"]


def test_a_guest_is_led_to_a_payment_page_over_what_is_due_and_the_order_says_what_is_waited_for(
    client, gateway, order, settings
):
    pay(order, 100_000)
    page = page_of(order)
    response = client.get(page)
    assert "Pay online" in response.content.decode()
    response = client.post(page + "pay/", {"provider": "midtrans"})
    attempt = order.payment_attempts.get()
    assert response.url == attempt.page == f"{gateway.url}/snap/v4/redirection/{attempt.key}"
    assert attempt.amount == order.total_incl_tax - 100_000
    (request,) = gateway.requests
    assert request[2]["transaction_details"] == {"order_id": str(attempt.key), "gross_amount": int(attempt.amount)}
    assert request[2]["callbacks"]["finish"] == settings.BASE_URL + page
    assert request[2]["expiry"]["unit"] == "minute"
    assert 47 * 60 < request[2]["expiry"]["duration"] <= 48 * 60
    assert request[3]["X-Override-Notification"].endswith(NOTICE)
    text = client.get(page).content.decode()
    assert "we wait for the confirmation" in text
    assert attempt.page in text
    assert state_of(order) == State.INVOICED


def test_each_try_has_a_key_of_its_own(gateway, order):
    assert len({started(order).key for _ in range(3)}) == 3


@pytest.mark.parametrize("state", [State.PENDING, State.PAID])
def test_only_an_invoiced_order_is_paid_online(gateway, state):
    with pytest.raises(StepRefused):
        started(taken_to(state) if state != State.PENDING else placed())
    assert not gateway.requests
    assert not Attempt.objects.exists()


@pytest.mark.parametrize("fault", ["is_down", "loses_answers"])
def test_a_gateway_that_is_down_is_told_and_leaves_the_order_as_it_is(client, gateway, order, fault):
    setattr(gateway, fault, True)
    response = client.post(page_of(order) + "pay/", {"provider": "midtrans"}, follow=True)
    assert "The payment page cannot be opened right now." in response.content.decode()
    assert "we wait for the confirmation" not in response.content.decode()
    assert order.payment_attempts.get().status == Attempt.Status.FAILED
    assert state_of(order) == State.INVOICED


# --- Notices ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("status", "values"),
    [("settlement", {}), ("capture", {"payment_type": "credit_card", "fraud_status": "accept"})],
)
def test_money_that_the_gateway_confirms_pays_the_order(gateway, order, status, values):
    attempt = started(order)
    assert tell(gateway.set(attempt, status, **values)) == 200
    payment = order.payments.get()
    assert (payment.provider, payment.reference, payment.amount, payment.attempt, payment.recorded_by) == (
        "midtrans", f"tx-{attempt.key}", order.total_incl_tax, attempt, None,
    )  # fmt: skip
    assert payment.received_on == (dt.date(2026, 3, 17) if status == "settlement" else dt.date(2026, 3, 16))
    assert (state_of(order), state_of(attempt)) == (State.PAID, Attempt.Status.PAID)


@pytest.mark.parametrize(
    ("status", "values", "becomes"),
    [
        ("pending", {}, "open"),
        ("authorize", {}, "open"),
        ("capture", {"fraud_status": "challenge"}, "open"),
        ("capture", {"fraud_status": "deny"}, "failed"),
        ("deny", {"fraud_status": "deny"}, "failed"),
        ("expire", {}, "failed"),
        ("cancel", {}, "failed"),
    ],
)
def test_what_is_no_money_changes_the_attempt_only(gateway, order, status, values, becomes):
    attempt = started(order)
    assert tell(gateway.set(attempt, status, **values)) == 200
    assert (state_of(attempt), state_of(order)) == (becomes, State.INVOICED)
    assert not Payment.objects.exists()


def test_a_notice_is_worth_nothing_against_the_answer_of_the_gateway(gateway, order):
    attempt = started(order)
    gateway.set(attempt, "pending")
    assert tell(gateway.notice(attempt, transaction_status="settlement", status_code="200")) == 200
    assert (state_of(attempt), state_of(order)) == (Attempt.Status.OPEN, State.INVOICED)


def test_forged_notices_are_refused_and_the_gateway_is_not_asked(gateway, order):
    attempt = started(order)
    good = gateway.set(attempt, "settlement")
    asked = len(gateway.requests)
    unsigned = {name: value for name, value in good.items() if name != "signature_key"}
    forged = [
        good | {"gross_amount": "1.00"}, good | {"status_code": "201"}, signed(good, "another key"), unsigned, {}, [],
        good | {"order_id": "\ud800"}, good | {"signature_key": "\ud800"}, good | {"order_id": 1},
    ]  # fmt: skip
    assert [tell(notice) for notice in forged] == [403] * len(forged)
    assert Client().post(NOTICE, b"\xff{", content_type="application/json").status_code == 403
    assert Client().get(NOTICE).status_code == 405
    assert len(gateway.requests) == asked
    assert state_of(order) == State.INVOICED


def test_what_no_attempt_is_known_for_is_not_found(gateway, order):
    attempt = started(order)
    known = gateway.set(attempt, "settlement")
    for key in ("payment_notif_test_G1", str(order.checkout_key), order.number):
        assert tell(signed(known | {"order_id": key})) == 404
    gateway.transactions.clear()
    assert tell(known) == 404
    assert state_of(order) == State.INVOICED


def test_another_amount_is_refused_and_logged(gateway, order, caplog):
    attempt = started(order)
    assert tell(gateway.set(attempt, "settlement", gross_amount="1000.00")) == 400
    assert f"attempt {attempt.key}" in caplog.text
    real = gateway.set(attempt, "settlement")
    gateway.set(attempt, "settlement", gross_amount="1000.00")  # only its answer names another one
    assert tell(real) == 400
    gateway.set(attempt, "settlement", currency="USD")
    assert tell(real) == 400
    assert (state_of(attempt), state_of(order)) == (Attempt.Status.OPEN, State.INVOICED)


def test_a_notice_that_comes_twice_late_and_out_of_order_is_harmless(gateway, order):
    attempt = started(order)
    pending = gateway.set(attempt, "pending")
    settled = gateway.set(attempt, "settlement")
    assert [tell(notice) for notice in (settled, pending, settled, settled)] == [200] * 4
    for later in ("expire", "cancel", "deny", "pending", "refund"):
        assert tell(gateway.set(attempt, later)) == 200
        assert state_of(attempt) == Attempt.Status.PAID
    assert order.payments.count() == 1
    assert state_of(order) == State.PAID
    assert balance(order).kept == order.total_incl_tax


def test_a_denied_card_can_be_followed_by_one_that_is_taken(gateway, order):
    attempt = started(order)
    tell(gateway.set(attempt, "deny"))
    assert state_of(attempt) == Attempt.Status.FAILED
    assert tell(gateway.set(attempt, "settlement", transaction_id="second")) == 200
    assert (order.payments.get().reference, state_of(order)) == ("second", State.PAID)


@pytest.mark.parametrize("fault", ["is_down", "loses_answers"])
def test_a_gateway_that_does_not_answer_is_waited_for(gateway, order, fault):
    attempt = started(order)
    notice = gateway.set(attempt, "settlement")
    setattr(gateway, fault, True)
    assert tell(notice) == 503
    assert state_of(order) == State.INVOICED
    setattr(gateway, fault, False)
    assert tell(notice) == 200
    assert state_of(order) == State.PAID


def test_a_page_of_a_cancelled_order_can_still_be_paid(gateway, order):
    attempt = started(order)
    cancel_order(order, Role.SHOPPER)
    assert tell(gateway.set(attempt, "settlement")) == 200
    assert state_of(order) == State.PAID


def test_two_pages_that_are_both_paid_make_two_payments_and_one_goes_back(gateway, order):
    first, second = started(order), started(order)
    for attempt in (first, second):
        assert tell(gateway.set(attempt, "settlement")) == 200
    refund = order.refunds.get()
    assert (refund.reason, refund.amount, refund.route) == ("overpaid", order.total_incl_tax, Refund.Route.GATEWAY)
    assert refund.payment.attempt == second


@pytest.mark.django_db(transaction=True)
def test_two_notices_at_once_make_one_payment(gateway):
    order = taken_to(State.INVOICED)
    attempt = started(order)
    notice, answers, gate = gateway.set(attempt, "settlement"), [], threading.Barrier(4)

    def send():
        try:
            gate.wait(60)
            answers.append(tell(notice))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=send) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert answers == [200] * 4
    assert order.payments.count() == 1
    assert order.events.filter(kind="payment").count() == 1
    assert state_of(order) == State.PAID


def test_money_whose_notice_was_lost_is_asked_about(gateway, order):
    paid, unpaid, untouched = started(order), started(order), started(order)
    gateway.set(paid, "settlement")
    gateway.set(unpaid, "expire")
    call_command("ask_payments", verbosity=0)
    assert state_of(order) == State.INVOICED  # a notice may still come
    order.payment_attempts.update(created_at=timezone.now() - dt.timedelta(minutes=11))
    gateway.is_down = True
    call_command("ask_payments", verbosity=0)
    assert state_of(order) == State.INVOICED
    gateway.is_down = False
    call_command("ask_payments", verbosity=0)
    assert [state_of(attempt) for attempt in (paid, unpaid, untouched)] == ["paid", "failed", "open"]
    assert state_of(order) == State.PAID
    order.payment_attempts.update(created_at=timezone.now() - dt.timedelta(days=16))
    call_command("ask_payments", verbosity=0)
    assert state_of(untouched) == "failed"
