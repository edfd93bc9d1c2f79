"""Today: each queue counts what waits, the oldest first, and several orders take a safe step at once."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from config.roles import Role, grant_role, set_up_roles
from shop.accounts.models import User
from shop.communication.models import OutgoingMail
from shop.dashboard.today.queues import QUEUES, Clock
from shop.fulfilment import stock_check
from shop.fulfilment.missing import report_missing_after_payment
from shop.order.lifecycle import State
from shop.order.messages import write_to_shop
from shop.payment.models import Proof
from shop.policies.calendar import WIB
from tests.dashboard.conftest import form_values, texts
from tests.support.life import Order, pay, placed, taken_to
from tests.support.rows import keep_rows
from web.formats import rupiah

pytestmark = pytest.mark.django_db
TODAY, LIST = "/en/dashboard/", "/en/dashboard/orders/"


def queue(response, code):
    """The rows of a queue: order number and remark."""
    rows = zip(texts(response, f"#queue-{code} tbody a"), texts(response, f"#queue-{code} td.remark"), strict=True)
    return list(rows)


def add_proof_row(order):
    Proof.objects.create(order=order, name="bukti.png", content_type="image/png", digest=str(order.pk), file="x")


CODES = ("stock", "payments", "process", "ship", "refunds", "deadlines", "messages")


def fill():
    """One order in each queue; returns them by the queue's code."""
    keep_rows("an order in each queue", make_one_in_each)
    newest = Order.objects.order_by("-pk")[: len(CODES)]
    return dict(zip(CODES, reversed(newest), strict=True))


def make_one_in_each():
    placed()
    payments = taken_to(State.INVOICED)
    for state in (State.PAID, State.PROCESSING):
        taken_to(state)
    refunds, deadlines, messages = (taken_to(state) for state in (State.PAID, State.INVOICED, State.SHIPPED))
    add_proof_row(payments)
    line = refunds.lines.get()
    report_missing_after_payment(refunds, {line: line.quantity}, None, "Rusak")
    Order.objects.filter(pk=deadlines.pk).update(pay_until=timezone.now() - dt.timedelta(minutes=1))
    write_to_shop(messages, "Kapan dikirim?")


def test_every_queue_shows_the_order_that_waits_there(dashboard):
    orders = fill()

    page = dashboard.get(TODAY)

    found = {code: [number for number, _remark in queue(page, code)] for code in orders}
    assert found == {code: [order.number] for code, order in orders.items()}
    assert texts(page, "nav.row .figure") == ["1"] * 7 + ["0"]  # and no claim
    assert queue(page, "refunds")[0][1] == f"{rupiah(orders['refunds'].total_incl_tax)}: the account is not known yet"


def test_an_order_that_does_not_end_by_itself_says_why(dashboard):
    part, proof, nothing = [taken_to(State.INVOICED) for _ in range(3)]
    pay(part, amount=1000)
    add_proof_row(proof)
    Order.objects.update(pay_until=timezone.now() - dt.timedelta(minutes=1))
    remarks = dict(queue(dashboard.get(TODAY), "deadlines"))
    assert remarks[part.number].endswith(": a part is paid, so it stays until you cancel it or the rest comes")
    assert remarks[proof.number].endswith(": stays until the proof of payment is looked at")
    assert remarks[nothing.number].endswith(" WIB")


SENT_BACK = {  # how far it is → what is said, and whether it is urgent
    "": ("goes back the way it was paid", False),
    "sending": ("is being sent back", False),
    "asking": ("is being sent back", False),
    "refused": ("the payment provider has not paid it back", True),
    "unknown": ("the payment provider has not paid it back", True),
}


def test_today_says_how_far_a_refund_through_the_provider_is(dashboard):
    order, queued = taken_to(State.PAID), QUEUES["refunds"]
    report_missing_after_payment(order, {order.lines.get(): 2}, None, "Rusak")
    said = {}
    for sending in SENT_BACK:
        order.refunds.update(route="gateway", sending=sending)
        with translation.override("en"):
            said[sending] = queued.remark(queued.narrow(Order.objects.all()).get(), Clock())
    total = rupiah(order.total_incl_tax)
    assert said == {sending: (f"{total}: {words}", urgent) for sending, (words, urgent) in SENT_BACK.items()}
    for sending in ("unknown", "asking"):
        order.refunds.update(sending=sending)
        page = dashboard.get(TODAY)
        assert queue(page, "refunds") == [(order.number, said[sending][0])]
        assert bool(texts(page, "#queue-refunds .text-danger")) == said[sending][1]


def test_the_order_list_filters_by_the_same_queues(dashboard):
    orders = fill()
    found = {code: list(QUEUES[code].narrow(Order.objects.all())) for code in orders}
    assert found == {code: [order] for code, order in orders.items()}
    for code in ("stock", "refunds"):
        assert texts(dashboard.get(LIST, {"queue": code}), "tbody a") == [orders[code].number]


def test_orders_that_wait_for_the_shopper_or_for_goods_say_so(dashboard):
    plain, asked, waiting = placed(), placed(), placed()
    for order in (asked, waiting):
        stock_check.report_missing(order, {order.lines.get(): 1}, None)
    stock_check.answer_missing(waiting, "wait")

    assert queue(dashboard.get(TODAY), "stock") == [
        (plain.number, ""),
        (asked.number, "The customer has to answer"),
        (waiting.number, "Waiting for goods"),
    ]


def test_a_paid_order_is_due_on_its_working_day_and_overdue_after_closing(dashboard, time_machine):
    first, second = taken_to(State.PAID), taken_to(State.PAID)
    Order.objects.filter(pk=first.pk).update(paid_at=dt.datetime(2026, 3, 9, 17, 30, tzinfo=WIB))
    Order.objects.filter(pk=second.pk).update(paid_at=dt.datetime(2026, 3, 10, 17, 30, tzinfo=WIB))
    time_machine.move_to(dt.datetime(2026, 3, 10, 17, 30, tzinfo=WIB), tick=False)

    assert queue(dashboard.get(TODAY), "process") == [
        (first.number, "Overdue since Tuesday, 10 March"),
        (second.number, "Due on Wednesday, 11 March"),
    ]


def test_today_makes_the_same_queries_for_one_order_and_for_many(dashboard, django_assert_num_queries):
    fill()
    dashboard.get(TODAY)
    with CaptureQueriesContext(connection) as one:
        dashboard.get(TODAY)
    for _number in range(3):
        fill()

    with django_assert_num_queries(len(one)):
        dashboard.get(TODAY)


def test_mail_that_failed_is_counted_and_leads_to_its_list(dashboard):
    placed()
    OutgoingMail.objects.update(status="failed")

    assert texts(dashboard.get(TODAY), ".alert a[href$='outgoing/?status=failed']") == ["1 mail could not be sent"]


def test_a_year_without_the_governments_holidays_is_told(client, admin, time_machine):
    time_machine.move_to(dt.datetime(2040, 6, 1, tzinfo=WIB))
    client.force_login(admin)

    told = texts(client.get(TODAY), ".alert-warning")

    assert [year for year in (2039, 2040, 2041, 2042) if f"for {year} is" in " ".join(told)] == [2040, 2041]


def test_stock_of_chosen_orders_is_confirmed_after_a_question(dashboard, admin):
    orders, paid = [placed(), placed()], taken_to(State.PAID)
    chosen = {"action": "confirm_stock", "selected_order": [order.pk for order in (*orders, paid)]}

    asked = dashboard.post(LIST, chosen)
    assert {order.status for order in Order.objects.filter(pk__in=[o.pk for o in orders])} == {"pending"}
    dashboard.post(LIST, form_values(asked, "#confirm_form") | {"confirmed": "yes"})

    assert [order.status for order in Order.objects.order_by("pk")] == ["invoiced", "invoiced", "paid"]
    assert orders[0].events.filter(to_state="invoiced").first().actor == admin


def test_an_order_that_cannot_take_the_step_is_named_and_the_others_go_on(dashboard):
    asked, ready = placed(), placed()
    stock_check.report_missing(asked, {asked.lines.get(): 1}, None)
    sent = {"action": "confirm_stock", "confirmed": "yes", "selected_order": [asked.pk, ready.pk]}

    page = dashboard.post(LIST, sent, follow=True)

    assert texts(page, ".alert-danger")[0].startswith(f"{asked.number}: The shopper has not answered yet")
    assert [order.status for order in Order.objects.order_by("pk")] == ["pending", "invoiced"]


def test_chosen_orders_start_processing(dashboard):
    order = taken_to(State.PAID)

    dashboard.post(LIST, {"action": "start_processing", "confirmed": "yes", "selected_order": order.pk})

    order.refresh_from_db()
    assert order.status == "processing"


def test_without_the_right_to_work_on_orders_nothing_is_done_at_once(client):
    order = placed()
    set_up_roles()
    reader = User.objects.create_user("reader", "reader@example.com", "a-good-password")
    grant_role(reader, Role.STAFF)
    reader.groups.get().permissions.filter(codename="change_order").delete()
    client.force_login(reader)

    assert "Confirm the stock" not in client.get(TODAY).content.decode()
    answer = client.post(LIST, {"action": "confirm_stock", "confirmed": "yes", "selected_order": order.pk})

    assert answer.status_code == 403
    order.refresh_from_db()
    assert order.status == "pending"


def test_an_order_that_somebody_else_moved_meanwhile_is_told_in_its_state(dashboard):
    order = taken_to(State.PAID)

    page = dashboard.post(
        LIST, {"action": "confirm_stock", "confirmed": "yes", "selected_order": order.pk}, follow=True
    )

    assert f"{order.number}: the order is now: Paid. Nothing was done." in texts(page, ".alert-danger")[0]


def test_without_the_right_to_see_orders_today_shows_none(client, admin):
    fill()
    admin.is_superuser = False
    admin.save()
    client.force_login(admin)

    page = client.get(TODAY)

    assert (page.status_code, texts(page, "section[id^=queue-]"), texts(page, ".figure")) == (200, [], [])
