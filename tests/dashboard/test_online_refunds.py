"""What staff do with a refund of money that was paid online."""

import pytest

from shop.fulfilment.missing import report_missing_after_payment
from shop.order.lifecycle import State
from shop.payment.paying import start_attempt
from tests.dashboard.conftest import page_of, texts
from tests.support.life import taken_to

pytestmark = pytest.mark.django_db


def owed(dashboard, gateway, status, payment_type):
    """An order paid online, all of which goes back; and its attempt."""
    order = taken_to(State.INVOICED)
    attempt = start_attempt(order, "midtrans", "http://shop.test/")
    notice = gateway.set(attempt, status, payment_type)
    dashboard.post("/payment/midtrans/notice/", notice, content_type="application/json")
    report_missing_after_payment(order, {order.lines.get(): 2}, None, "Rusak")
    return order, attempt


def test_a_refund_goes_back_through_the_gateway_after_a_question(do, dashboard, gateway, run_tasks):
    order, attempt = owed(dashboard, gateway, "settlement", "qris")
    refund = order.refunds.get()

    opened = dashboard.get(page_of(order))
    assert not texts(opened, "#task-pay-refund")
    assert texts(do(order, "send-back", opened=opened, answer="back"), "#task-send-back")
    assert "refunds" not in gateway.transactions[str(attempt.key)]
    gateway.is_down = True
    do(order, "send-back", opened=opened)
    page = dashboard.get(page_of(order))
    assert texts(page, "#refunds .badge") == ["is being sent back"]
    assert not texts(page, "#task-send-back, #task-transfer-instead")
    run_tasks()
    assert texts(dashboard.get(page_of(order)), "#refunds q") == ["503"]  # it is tried again
    assert order.status == State.REFUND_DUE
    gateway.is_down = False
    order.refunds.update(sending="unknown")
    do(order, "send-back")
    run_tasks()

    refund.refresh_from_db()
    order.refresh_from_db()
    assert (order.status, refund.reference, refund.route) == ("refunded", str(refund.key), "gateway")
    assert refund.paid_by.username == "admin"
    (made,) = gateway.transactions[str(attempt.key)]["refunds"]
    assert made == {"refund_key": str(refund.key), "refund_amount": f"{refund.amount}.00"}


def test_a_refund_that_the_gateway_refuses_is_transferred_instead(do, dashboard, gateway, run_tasks):
    order, _attempt = owed(dashboard, gateway, "capture", "credit_card")

    do(order, "send-back")
    run_tasks()
    page = dashboard.get(page_of(order))
    assert texts(page, "#refunds .badge") == ["the payment provider does not pay it back"]
    assert texts(page, "#refunds q") == ["Transaction status cannot be updated."]
    told = "The payment provider does not pay Rp2.240.000 back: “Transaction status cannot be updated.”"
    assert told in " ".join(texts(page, "#timeline td"))
    do(order, "transfer-instead", opened=page)
    do(order, "name-account", {"bank": "BCA", "account_number": "123 456", "account_holder": "Siti Aminah"})
    do(order, "pay-refund", {"reference": "OUT-2"})

    assert (order.status, order.refunds.get().reference, order.refunds.get().route) == ("refunded", "OUT-2", "transfer")
