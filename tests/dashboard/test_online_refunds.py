"""What staff do with a refund of money that was paid online."""

import pytest

from shop.fulfilment.missing import report_missing_after_payment
from shop.order.lifecycle import State
from shop.payment.paying import start_attempt
from tests.dashboard.conftest import form_values, texts
from tests.support.life import taken_to

pytestmark = pytest.mark.django_db
CONFIRM = "#confirm_form"


def page_of(order):
    return f"/en/dashboard/orders/{order.number}/"


@pytest.fixture
def do(dashboard):
    """A callable that fills in the form of a task and answers its question; the order is read again."""

    def send(order, code, changes=None, answer="confirmed"):
        address = f"{page_of(order)}do/{code}/"
        values = form_values(dashboard.get(page_of(order)), f"#task-{code}") | (changes or {})
        response = dashboard.post(address, values, follow=True)
        if texts(response, CONFIRM):
            response = dashboard.post(address, form_values(response, CONFIRM) | {answer: "yes"}, follow=True)
        order.refresh_from_db()
        return response

    return send


def refusals(response):
    return texts(response, ".alert-danger, .error-block")


def test_a_refund_goes_back_through_the_gateway_after_a_question(do, dashboard, gateway):
    order = taken_to(State.INVOICED)
    attempt = start_attempt(order, "midtrans", "http://shop.test/")
    dashboard.post("/payment/midtrans/notice/", gateway.set(attempt, "settlement"), content_type="application/json")
    report_missing_after_payment(order, {order.lines.get(): 2}, None, "Rusak")
    refund = order.refunds.get()

    assert not texts(dashboard.get(page_of(order)), "#task-pay-refund")
    assert texts(do(order, "send-back", answer="back"), "#task-send-back")
    assert "refunds" not in gateway.transactions[str(attempt.key)]
    gateway.is_down = True
    refused = do(order, "send-back")
    assert "Midtrans gives no answer." in " ".join(refusals(refused))
    assert order.status == State.REFUND_DUE
    gateway.is_down = False
    do(order, "send-back")

    refund.refresh_from_db()
    assert (order.status, refund.reference, refund.route) == ("refunded", str(refund.key), "gateway")
    (made,) = gateway.transactions[str(attempt.key)]["refunds"]
    assert made == {"refund_key": str(refund.key), "refund_amount": f"{refund.amount}.00"}


def test_a_refund_that_the_gateway_refuses_is_transferred_instead(do, dashboard, gateway):
    order = taken_to(State.INVOICED)
    attempt = start_attempt(order, "midtrans", "http://shop.test/")
    notice = gateway.set(attempt, "capture", "credit_card")
    dashboard.post("/payment/midtrans/notice/", notice, content_type="application/json")
    report_missing_after_payment(order, {order.lines.get(): 2}, None, "Rusak")

    assert "Transaction status cannot be updated." in " ".join(refusals(do(order, "send-back")))
    do(order, "transfer-instead")
    do(order, "name-account", {"bank": "BCA", "account_number": "123 456", "account_holder": "Siti Aminah"})
    do(order, "pay-refund", {"reference": "OUT-2"})

    assert (order.status, order.refunds.get().reference, order.refunds.get().route) == ("refunded", "OUT-2", "transfer")
