"""What staff do with an order on its page: each task with its form, its question, its refusal and its right."""

import datetime as dt

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext

from config.roles import Role, grant_role, set_up_roles
from shop.accounts.models import User
from shop.dashboard.orders.tasks import ALL
from shop.dashboard.rights import WORK_ON_ORDERS
from shop.fulfilment import shipping, stock_check
from shop.fulfilment.books import check
from shop.fulfilment.giving_up import give_up
from shop.fulfilment.missing import report_missing_after_payment
from shop.order.lifecycle import State, StepRefused
from shop.order.links import order_address
from shop.payment.proofs import add_proof
from shop.policies.calendar import WIB
from tests.dashboard.conftest import CONFIRM, address, form_values, page_of, parsed, refusals, texts
from tests.support.claims import picture_bytes, upload
from tests.support.life import Order, add_line, pay, placed, taken_to

pytestmark = pytest.mark.django_db


def pieces(order, quantity):
    """The field of the order's first line."""
    return {f"line_{order.lines.first().pk}": quantity}


def test_confirming_the_stock_issues_the_invoice(do, admin):
    order = placed()

    do(order, "confirm-stock")

    assert order.status == "invoiced"
    assert order.documents.get().total == order.total_incl_tax
    assert order.events.get(to_state="invoiced", kind="state").actor == admin


def test_missing_pieces_are_named_by_line_and_the_customer_is_asked(do, dashboard):
    order = placed()

    do(order, "report-missing", pieces(order, 1))

    page = dashboard.get(page_of(order))
    assert texts(page, "#shortages li") == ["1 × Bor listrik: the customer has not answered yet"]
    assert not texts(page, "#task-confirm-stock")
    do(order, "answer-missing", {"answer": "drop"}, opened=page)
    assert (order.status, order.lines.get().quantity) == ("pending", 1)


def test_more_pieces_than_there_are_cannot_be_missing(fill_in, dashboard):
    order = placed(2)
    opened = dashboard.get(page_of(order))

    for quantity, why in (
        ("3", "less than or equal to 2"),
        ("", "Name at least one piece."),
        ("-1", "greater than or equal to 0"),
    ):
        page = fill_in(order, "report-missing", pieces(order, quantity), opened)
        assert why in " ".join(refusals(page)), quantity
    assert not order.lines.get().shortages.exists()


def test_nothing_can_be_left_out_where_nothing_else_is_left(dashboard):
    order = placed()
    stock_check.report_missing(order, {order.lines.get(): 2}, None)
    offered = [
        option["value"] for option in parsed(dashboard.get(page_of(order))).select("#task-answer-missing option")
    ]
    assert offered == ["", "wait", "cancel"]
    theirs = dashboard.get(order_address(order)).content.decode()
    assert 'value="wait"' in theirs
    assert 'value="drop"' not in theirs


def test_a_paid_order_is_processed_sent_in_two_parcels_and_received(do, dashboard):
    order = taken_to(State.PAID)
    do(order, "start-processing")
    assert order.status == "processing"

    do(order, "ship", pieces(order, 1) | {"courier": "JNE", "tracking_number": "JX1"})
    assert order.status == "processing"
    do(order, "ship", {"courier": "Truk sendiri"})

    assert order.status == "shipped"
    assert order.lines.get().stockrecord.num_allocated == 0
    assert [str(parcel) for parcel in order.shipments.all()] == ["JNE JX1", "Truk sendiri"]
    page = dashboard.get(page_of(order))
    assert texts(page, "a[href='https://www.jne.co.id/tracking-package?awb=JX1']") == ["JX1"]
    do(order, "receive", opened=page)
    assert order.status == "delivered"
    assert order.claim_deadline


def test_a_paid_order_says_on_which_working_day_it_is_due(dashboard, time_machine):
    order = taken_to(State.PAID)
    Order.objects.filter(pk=order.pk).update(paid_at=dt.datetime(2026, 3, 18, 17, 30, tzinfo=WIB))
    time_machine.move_to(dt.datetime(2026, 3, 19, 8, 30, tzinfo=WIB), tick=False)

    assert "Due on Friday, 20 March, placed" in texts(dashboard.get(page_of(order)), ".page-content > p")[0]


def test_a_parcel_is_not_received_before_it_left_nor_tomorrow(do, dashboard):
    order = taken_to(State.SHIPPED)
    opened = dashboard.get(page_of(order))

    early = do(order, "receive", {"day": "2026-01-01"}, opened)
    late = do(order, "receive", {"day": "2999-01-01"}, opened)

    assert "The parcel had not left the shop on that day." in refusals(early)
    assert "This day is still to come." in refusals(late)
    assert order.status == "shipped"


def test_paid_goods_that_are_missing_go_back_as_money(do, dashboard):
    order = taken_to(State.PAID)
    opened = dashboard.get(page_of(order))
    assert "This field is required." in refusals(do(order, "missing-after-payment", pieces(order, 1), opened))

    do(order, "missing-after-payment", pieces(order, 1) | {"why": "Rusak di gudang."}, opened)

    assert [refund.amount for refund in order.refunds.all()] == [1_110_000]
    assert (order.status, order.lines.get().missing) == ("paid", 1)


def test_cancelling_needs_a_reason_and_a_yes_and_frees_the_stock(fill_in, do, dashboard, admin):
    order = placed()
    opened = dashboard.get(page_of(order))
    assert "Say why the order is cancelled." in refusals(fill_in(order, "cancel", opened=opened))
    assert texts(fill_in(order, "cancel", {"why": "Twice."}, opened), CONFIRM)

    do(order, "cancel", {"why": "The customer ordered twice."}, opened)

    assert order.status == "cancelled"
    assert order.lines.get().stockrecord.num_allocated == 0
    event = order.events.get(to_state="cancelled", kind="state")
    assert (event.role, event.actor, event.why) == ("staff", admin, "The customer ordered twice.")


def test_a_refund_is_paid_once_its_account_is_known(do, dashboard):
    order = taken_to(State.PAID)
    report_missing_after_payment(order, {order.lines.get(): 2}, None, "Rusak")

    opened = dashboard.get(page_of(order))
    unknown = do(order, "pay-refund", {"reference": "OUT-1"}, opened)
    assert "The account is not known yet: the shopper is asked for it by mail." in refusals(unknown)
    assert form_values(unknown, "#task-pay-refund")["reference"] == ["OUT-1"]

    account = {"bank": "BCA", "account_number": "123 456", "account_holder": "Siti Aminah"}
    do(order, "name-account", account, opened)
    do(order, "pay-refund", {"reference": "OUT-1"})

    refund = order.refunds.get()
    assert (order.status, refund.reference, refund.account_holder) == ("refunded", "OUT-1", "Siti Aminah")


def test_goods_that_were_found_after_all_need_no_answer(do, dashboard):
    order = placed()
    stock_check.report_missing(order, {order.lines.get(): 1}, None)
    opened = dashboard.get(page_of(order))
    assert texts(opened, "#task-confirm-stock") == []
    do(order, "found", opened=opened)
    assert (order.status, order.documents.count()) == ("invoiced", 1)
    told = texts(dashboard.get(page_of(order)), "#timeline td")
    assert f"Found after all: 1 × {order.lines.get().title}" in told
    with pytest.raises(StepRefused, match="it was answered, or the goods are there after all"):
        stock_check.answer_missing(order, "cancel")
    assert check() == []


def test_a_message_is_mailed_and_stands_in_the_timeline(do, dashboard):
    order = placed()

    do(order, "write", {"text": "Warna merah habis."})

    page = dashboard.get(page_of(order))
    assert texts(page, "#timeline tr:last-child td:nth-child(2)") == ["MessageWarna merah habis."]
    assert order.events.filter(kind="message", role="staff").count() == 1


def test_the_second_of_two_staff_members_is_refused_and_told_why(do, dashboard):
    order = placed()
    opened = dashboard.get(page_of(order))
    do(order, "cancel", {"why": "Twice."}, opened=opened)

    page = do(order, "confirm-stock", opened=opened)
    assert "“Confirm stock” is no longer possible, the order is now: Cancelled." in refusals(page)[0]
    assert order.status == "cancelled"


def test_what_was_typed_for_a_task_that_is_over_can_be_copied(do, dashboard):
    order = taken_to(State.PAID)
    opened = dashboard.get(page_of(order))
    give_up(order, None, "Twice.")
    page = do(order, "give-up", {"why": "Pelanggan menelepon: batalkan."}, opened=opened)
    assert texts(page, "#too_late textarea") == ["Pelanggan menelepon: batalkan."]


def test_a_task_of_another_state_or_an_unknown_one_is_not_done(dashboard):
    order = placed()

    dashboard.post(address(order, "ship"), {"confirmed": "yes"} | pieces(order, 2))
    unknown = dashboard.post(address(order, "give-away"))

    order.refresh_from_db()
    assert (order.status, unknown.status_code) == ("pending", 404)


TASK_RIGHTS = sorted({task.right for task in ALL})


@pytest.mark.parametrize("right", TASK_RIGHTS)
def test_each_right_is_separate(client, right):
    """Whoever has all rights of staff but one sees no form that needs it, and is refused."""
    order = taken_to(State.PAID)
    report_missing_after_payment(order, {order.lines.get(): 1}, None, "Rusak")
    set_up_roles()
    user = User.objects.create_user("ani", "ani@example.com", "a-good-password")
    grant_role(user, Role.STAFF)
    group = user.groups.get()
    group.permissions.remove(group.permissions.get(codename=right.partition(".")[2]))
    client.force_login(user)

    page = client.get(page_of(order))

    lacking = {task.code for task in ALL if task.right == right}
    shown = {form.removeprefix("task-") for form in _forms(page)}
    assert "write" in shown or right == WORK_ON_ORDERS
    assert not shown & lacking
    assert {client.post(address(order, code), {"confirmed": "yes"}).status_code for code in lacking} == {403}


def _forms(page):
    return [form["id"] for form in BeautifulSoup(page.content, "html.parser").select("form[id^=task-]")]


def test_papers_are_downloaded_as_attachments(dashboard):
    order = taken_to(State.SHIPPED)
    document, parcel = order.documents.get(), order.shipments.get()

    for path, name in (
        (f"documents/{document.pk}/", f"{document.number}.pdf"),
        (f"parcels/{parcel.pk}/packing-slip/", f"{order.number}-{parcel.pk}.pdf"),
    ):
        answer = dashboard.get(page_of(order) + path)
        assert (answer["Content-Disposition"], answer.content[:5]) == (f'attachment; filename="{name}"', b"%PDF-")


def test_a_paper_of_another_order_does_not_exist(dashboard):
    order, other = taken_to(State.INVOICED), taken_to(State.INVOICED)

    assert dashboard.get(f"{page_of(order)}documents/{other.documents.get().pk}/").status_code == 404


def test_a_proof_is_an_attachment_for_those_who_confirm_money(dashboard, admin):
    order = taken_to(State.INVOICED)
    proof = add_proof(order, upload("..evil.html", picture_bytes(kind="PNG")))
    path = f"{page_of(order)}proofs/{proof.key}/"

    answer = dashboard.get(path)

    assert (answer["Content-Type"], answer["X-Content-Type-Options"]) == ("image/png", "nosniff")
    assert answer["Content-Disposition"] == f'attachment; filename="{order.number}-{proof.pk}.png"'
    assert b"".join(answer.streaming_content)[:4] == b"\x89PNG"
    admin.is_superuser = False
    admin.save()
    admin.user_permissions.add(_permission("view_order"))
    assert dashboard.get(page_of(order)).status_code == 200
    assert dashboard.get(path).status_code == 403


def _permission(codename):
    return Permission.objects.get(codename=codename)


def test_the_page_makes_the_same_queries_for_one_line_and_for_many(dashboard, django_assert_num_queries):
    order = placed()
    for _number in range(2):
        add_line(order)
    stock_check.confirm_stock(order)
    order.refresh_from_db()
    pay(order)
    pay(order, 1000, "more")
    order.refresh_from_db()
    shipping.start_processing(order, None)
    shipping.ship(order, {order.lines.first(): 1}, courier="JNE")
    dashboard.get(page_of(order))
    with CaptureQueriesContext(connection) as few:
        dashboard.get(page_of(order))
    for number in range(5):
        add_line(order, 2)
        pay(order, 1000, f"more-{number}")
    shipping.ship(order, dict.fromkeys(order.lines.all(), 1), courier="JNE")

    with django_assert_num_queries(len(few)):
        dashboard.get(page_of(order))


def test_orders_of_no_right_do_not_open(client, admin):
    order = placed()
    admin.is_superuser = False
    admin.save()
    client.force_login(admin)

    assert client.get(page_of(order)).status_code == 403
    assert Order.objects.get().status == "pending"
