"""Refunds through the provider: staff send them, the worker asks, and its answer is kept whatever dies in between."""

import datetime as dt

import pytest
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from shop.communication.models import OutgoingMail
from shop.fulfilment.books import check
from shop.fulfilment.cancelling import cancel_order
from shop.fulfilment.giving_up import give_up
from shop.order.lifecycle import Role, State
from shop.payment import refunds, sending_back
from shop.payment.models import Refund
from shop.payment.paying import start_attempt
from shop.payment.refunds import RefundRefused
from shop.payment.sending_back import PAUSES, ask_provider, by_transfer_instead, send_back
from tests.support.gateway import KEY
from tests.support.life import pay, taken_to
from tests.support.workers import wait_until, worker

pytestmark = pytest.mark.django_db
Sending = Refund.Sending


@pytest.fixture
def order(db):
    return taken_to(State.INVOICED)


@pytest.fixture
def gateway(order, gateway):
    """Switched on when the order is there: its rows are put back under the usual settings alone."""
    return gateway


def paid_online(gateway, order, payment_type="qris", status="settlement"):
    attempt = start_attempt(order, "midtrans", "http://shop.test/order/")
    notice = gateway.set(attempt, status, payment_type)
    assert Client().post("/payment/midtrans/notice/", notice, content_type="application/json").status_code == 200
    order.refresh_from_db()
    return attempt


def owed(order, amount=500_000):
    return refunds.owe(order, amount, Refund.Reason.CLAIM)


def made(gateway, attempt):
    return [row["refund_key"] for row in gateway.transactions[str(attempt.key)].get("refunds", [])]


def let_time_pass():
    """What waits for its moment is to be done now."""
    DBTaskResult.objects.ready().update(run_after=timezone.now())
    DBTaskResult.objects.filter(status="READY").update(run_after=timezone.now() - dt.timedelta(seconds=1))


def steps(order):
    return [event.details["step"] for event in order.events.filter(kind="refund")]


@pytest.mark.parametrize("payment_type", ["credit_card", "gopay", "qris", "shopeepay"])
def test_a_refund_goes_back_the_way_it_came_and_the_worker_asks(gateway, order, payment_type, run_tasks):
    attempt = paid_online(gateway, order, payment_type)
    refund = owed(order)
    assert (refund.route, refund.needs_account) == (Refund.Route.GATEWAY, False)
    before = len(gateway.requests)
    refund = send_back(refund, None)
    assert (refund.sending, refund.paid_at) == (Sending.SENDING, None)
    assert len(gateway.requests) == before  # the request of staff asks nobody
    for refused in (send_back, by_transfer_instead):
        with pytest.raises(RefundRefused):
            refused(refund, None)
    run_tasks()
    refund.refresh_from_db()
    assert (refund.reference, refund.sending, refund.paid_at is None) == (str(refund.key), "", False)
    assert gateway.transactions[str(attempt.key)]["refunds"] == [
        {"refund_key": str(refund.key), "refund_amount": "500000.00"}
    ]
    assert steps(order) == ["due", "sending", "paid"]
    assert OutgoingMail.objects.filter(once=f"REFUND_PAID:{refund.pk}").exists()
    with pytest.raises(RefundRefused):
        send_back(refund, None)


@pytest.mark.parametrize("payment_type", ["bank_transfer", "echannel", "cstore", "permata"])
def test_a_virtual_account_is_refunded_by_transfer(gateway, order, payment_type):
    paid_online(gateway, order, payment_type)
    refund = owed(order)
    assert (refund.route, refund.needs_account) == (Refund.Route.TRANSFER, True)
    with pytest.raises(RefundRefused):
        send_back(refund, None)


def test_a_transfer_and_more_than_the_payment_was_go_back_by_transfer(gateway, order):
    pay(order, 2_000_000)
    attempt = paid_online(gateway, order)
    assert int(attempt.amount) == 240_000
    assert owed(order, 1_000_000).route == Refund.Route.TRANSFER
    assert owed(order, 200_000).route == Refund.Route.GATEWAY
    assert owed(order, 100_000).route == Refund.Route.TRANSFER  # 40.000 are left of what came online


def test_what_the_gateway_refuses_is_kept_in_its_words_and_can_be_transferred(gateway, order, run_tasks):
    paid_online(gateway, order, "credit_card", "capture")
    refund = send_back(owed(order), None)
    run_tasks()
    refund.refresh_from_db()
    assert (refund.sending, refund.paid_at) == (Sending.REFUSED, None)
    assert refund.answer == "Transaction status cannot be updated."
    event = order.events.get(details__step="refused")
    assert (event.is_public, event.details["answer"]) == (False, refund.answer)
    with pytest.raises(RefundRefused):
        refunds.pay(refund, "by hand", None)
    refund = by_transfer_instead(refund, None)
    assert refund.needs_account
    refunds.give_account(refund, "BCA", "123456", "Siti")
    refunds.pay(refund, "TRX", None)


def test_a_refused_refund_can_be_sent_again(gateway, order, run_tasks):
    attempt = paid_online(gateway, order, "credit_card", "capture")
    refund = send_back(owed(order), None)
    run_tasks()
    gateway.set(attempt, "settlement", "credit_card")
    send_back(refund, None)
    run_tasks()
    refund.refresh_from_db()
    assert refund.paid_at is not None
    assert made(gateway, attempt) == [str(refund.key)]


@pytest.mark.parametrize("fault", ["is_down", "loses_answers"])
def test_a_gateway_that_does_not_answer_is_asked_again_and_pays_once(gateway, order, run_tasks, fault):
    attempt = paid_online(gateway, order)
    refund = send_back(owed(order), None)
    setattr(gateway, fault, True)
    run_tasks()
    refund.refresh_from_db()
    assert (refund.sending, refund.tries, refund.paid_at) == (Sending.SENDING, 1, None)
    assert refund.answer  # staff see why it takes long
    waiting = DBTaskResult.objects.filter(task_path=ask_provider.module_path, status="READY").get()
    assert waiting.run_after - timezone.now() <= PAUSES[0]
    setattr(gateway, fault, False)
    let_time_pass()
    run_tasks()
    refund.refresh_from_db()
    assert refund.paid_at is not None
    assert made(gateway, attempt) == [str(refund.key)]


def unanswered(gateway, order, run_tasks):
    """A refund that the gateway has made, and gave no answer about until the worker gave up."""
    refund = send_back(owed(order), None)
    gateway.loses_answers = True
    for _ in range(len(PAUSES) + 1):
        run_tasks()
        let_time_pass()
    gateway.loses_answers = False
    refund.refresh_from_db()
    assert (refund.sending, refund.paid_at) == (Sending.UNKNOWN, None)
    return refund


def test_a_transfer_takes_its_place_only_after_the_gateway_said_that_it_has_not_gone(gateway, order, run_tasks):
    attempt = paid_online(gateway, order)
    refund = unanswered(gateway, order, run_tasks)
    refund = by_transfer_instead(refund, None)
    assert (refund.sending, refund.route) == (Sending.ASKING, Refund.Route.GATEWAY)
    run_tasks()
    refund.refresh_from_db()
    assert (refund.paid_at is not None, refund.route) == (True, Refund.Route.GATEWAY)  # it had gone

    gateway.is_down = True  # nothing reaches it
    second = unanswered(gateway, order, run_tasks)
    gateway.is_down = False
    by_transfer_instead(second, None)
    run_tasks()
    second.refresh_from_db()
    assert (second.paid_at, second.route, second.needs_account) == (None, Refund.Route.TRANSFER, True)
    assert made(gateway, attempt) == [str(refund.key)]


def test_a_task_that_is_no_longer_in_charge_asks_nobody(gateway, order, run_tasks):
    paid_online(gateway, order)
    refund = send_back(owed(order), None)
    before = len(gateway.requests)
    sending_back.work(refund.pk, "another task")
    assert len(gateway.requests) == before


def test_a_refund_whose_task_ended_without_an_answer_is_given_back_to_staff(gateway, order, run_tasks):
    paid_online(gateway, order)
    refund = send_back(owed(order), None)
    assert sending_back.sweep() == 0
    DBTaskResult.objects.filter(pk=refund.task).update(status="FAILED")
    assert sending_back.sweep() == 1
    refund.refresh_from_db()
    assert (refund.sending, refund.is_underway) == (Sending.UNKNOWN, False)
    send_back(refund, None)
    run_tasks()
    refund.refresh_from_db()
    assert refund.paid_at is not None


def test_a_late_payment_without_stock_goes_back_and_ends_the_order(gateway, order, run_tasks):
    attempt = start_attempt(order, "midtrans", "http://shop.test/order/")
    cancel_order(order, Role.SHOPPER)
    record = order.lines.get().stockrecord
    record.num_in_stock = 0
    record.save()
    notice = gateway.set(attempt, "settlement")
    assert Client().post("/payment/midtrans/notice/", notice, content_type="application/json").status_code == 200
    order.refresh_from_db()
    assert order.status == State.REFUND_DUE
    send_back(order.refunds.get(), None)
    run_tasks()
    order.refresh_from_db()
    assert order.status == State.REFUNDED


@pytest.mark.django_db(transaction=True)
def test_a_worker_killed_while_the_gateway_answers_pays_once(gateway, monkeypatch, smtp):
    monkeypatch.setenv("MIDTRANS_SERVER_KEY", KEY)
    monkeypatch.setenv("MIDTRANS_BASE_URL", gateway.url)
    monkeypatch.setenv("MIDTRANS_API_URL", gateway.url)
    order = taken_to(State.INVOICED)
    attempt = paid_online(gateway, order)
    refund = give_up(order, None, "Salah pesan")
    gateway.answers.clear()
    send_back(refund, None)
    with worker(smtp.port) as first:
        wait_until(lambda: made(gateway, attempt), "the refund at the gateway")
        first.kill()
        first.join()
    refund.refresh_from_db()
    assert (refund.sending, refund.paid_at) == (Sending.SENDING, None)
    gateway.answers.set()

    def is_paid():
        refund.refresh_from_db()
        return refund.paid_at is not None

    with worker(smtp.port):
        wait_until(is_paid, "the refund")
    assert made(gateway, attempt) == [str(refund.key)]
    assert order.events.filter(kind="refund", details__step="paid").count() == 1
    assert list(map(str, check())) == []
