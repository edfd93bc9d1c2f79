"""What staff do with orders that are paid: give one up, name a parcel, name an account; money that came early."""

import pytest
from django.contrib.auth.models import Permission

from shop.accounts.models import User
from shop.dashboard.orders.task_forms import ParcelForm
from shop.fulfilment.missing import report_missing_after_payment
from shop.order.lifecycle import State
from tests.dashboard.conftest import CONFIRM, address, form_values, page_of, refusals, texts
from tests.support.life import pay, placed, taken_to

pytestmark = pytest.mark.django_db


def test_a_paid_order_is_given_up_with_a_reason_a_yes_and_the_right_to_refund(fill_in, do, dashboard, admin):
    order = taken_to(State.PROCESSING)
    opened = dashboard.get(page_of(order))
    assert "Say why the order is cancelled." in refusals(fill_in(order, "give-up", opened=opened))
    assert texts(fill_in(order, "give-up", {"why": "Twice."}, opened), CONFIRM)

    do(order, "give-up", {"why": "The customer called."}, opened)

    assert (order.status, order.refunds.get().amount) == ("refund_due", order.total_incl_tax)
    assert order.lines.get().stockrecord.num_allocated == 0
    assert "Rp2.240.000 goes back to the customer." in dashboard.get(page_of(order)).content.decode()
    for kept in (placed(), taken_to(State.SHIPPED)):
        assert not texts(dashboard.get(page_of(kept)), "#task-give-up")
    packer = User.objects.create_user("packer", "packer@example.com", is_staff=True)
    packer.user_permissions.set(Permission.objects.filter(codename__in=["view_order", "change_order"]))
    dashboard.force_login(packer)
    paid = taken_to(State.PAID)
    assert not texts(dashboard.get(page_of(paid)), "#task-give-up")
    assert dashboard.post(address(paid, "give-up"), {"why": "x", "confirmed": "yes"}).status_code == 403


NO_NUMBERS = ["JX1<script>", "JX 1; drop", "-JX1", "J_X1", "X", "9" * 61]


def test_what_is_no_tracking_number_is_named_beside_its_field(fill_in):
    order = taken_to(State.PROCESSING)
    forms = [
        ParcelForm({"courier": "JNE", "tracking_number": number}, subject=order, code="ship", last_event=None)
        for number in NO_NUMBERS
    ]
    assert [len(form.errors.get("tracking_number", ())) for form in forms] == [1] * len(NO_NUMBERS)
    page = fill_in(order, "ship", {"courier": "JNE", "tracking_number": NO_NUMBERS[0]})
    assert len(texts(page, "#div_id_tracking_number .error-block, #id_ship_tracking_number ~ div .error-block")) == 1
    assert form_values(page, "#task-ship")["tracking_number"] == [NO_NUMBERS[0]]
    assert not order.shipments.exists()


def test_a_tracking_number_may_have_the_signs_that_couriers_print(do):
    order = taken_to(State.PROCESSING)
    do(order, "ship", {"courier": "J&T Express", "tracking_number": "  JX-12.3/A & 4 "})
    assert order.shipments.get().tracking_number == "JX-12.3/A & 4"


def test_a_bank_on_the_phone_is_written_as_on_the_page_of_the_refund(fill_in, do, dashboard):
    order = taken_to(State.PAID)
    report_missing_after_payment(order, {order.lines.get(): 2}, None, "Rusak")
    account = {"bank": "BCA<b>", "account_number": "123-456", "account_holder": "Siti Aminah"}
    opened = dashboard.get(page_of(order))
    wrong = fill_in(order, "name-account", account, opened)
    assert "Write it with letters, digits, spaces and - . / & alone." in refusals(wrong)
    do(order, "name-account", account | {"bank": "Bank BCA"}, opened)
    refund = order.refunds.get()
    assert (refund.bank, refund.account_number) == ("Bank BCA", "123456")


def test_money_that_came_before_the_invoice_is_called_so(dashboard):
    order = placed()
    pay(order, 50_000)
    balance = texts(dashboard.get(page_of(order)), "#balance dt")
    assert balance == ["Invoiced", "Received", "Paid before the invoice"]
