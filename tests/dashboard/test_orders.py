"""Orders in the dashboard: found, read, their address corrected. What staff do with them is in test_tasks.py."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from shop.fulfilment.cancelling import cancel_order
from shop.policies.calendar import WIB
from tests.dashboard.conftest import texts
from tests.support.life import Order, placed


@pytest.fixture
def order(db):
    return placed()


@pytest.fixture
def order_page(order):
    return f"/en/dashboard/orders/{order.number}/"


def test_an_order_reads_in_the_staffs_language_in_rupiah(dashboard, order, order_page):
    english, indonesian = dashboard.get(order_page), dashboard.get(order_page.removeprefix("/en"))

    assert "Rp2.240.000" in texts(english, "tfoot th")
    assert texts(english, ".badge-info") == ["Waiting for the stock check"]
    assert texts(indonesian, ".badge-info") != ["Waiting for the stock check"]
    assert "siti@example.com" in texts(english, "dd a")
    assert texts(english, "#timeline tbody tr td:nth-child(2)") == ["Order placed"]


PAST_THE_LIFECYCLE = [
    {"order_action": "change_order_status", "new_status": "completed"},
    {"order_action": "take_step", "state": "completed"},
    {"order_action": "create_order_payment_event", "amount": "1"},
    {"line_action": "change_line_statuses", "new_status": "cancelled"},
    {"line_action": "create_shipping_event"},
    {"line_action": "create_payment_event"},
]


def test_oscars_ways_past_the_lifecycle_are_closed(dashboard, order, order_page):
    line = order.lines.get()
    for post in PAST_THE_LIFECYCLE:
        dashboard.post(order_page, post | {"selected_line": line.pk, f"selected_line_qty_{line.pk}": 1})

        order.refresh_from_db()
        assert order.status == order.lines.get().status == "pending", post
        assert not order.payment_events.exists(), post
        assert not order.shipping_events.exists(), post


@pytest.mark.parametrize("key", ["abc", ""])
def test_a_note_without_a_key_cannot_be_deleted(dashboard, order_page, key):
    assert dashboard.post(order_page, {"order_action": "delete_note", "note_id": key}).status_code == 400


def test_the_list_cannot_change_states(dashboard, order):
    dashboard.post(
        "/dashboard/orders/",
        {"action": "change_order_statuses", "selected_order": order.pk, "new_status": "cancelled"},
    )

    order.refresh_from_db()
    assert order.status == "pending"


def test_an_order_is_found_by_what_one_knows_of_it_and_by_nothing_else(dashboard, order):
    known = [{"customer": "SITI"}, {"customer": "siti@example"}, {"status": "pending"}, {"product_title": "Bor"}]
    other = [{"customer": "budi"}, {"status": "cancelled"}, {"date_to": "2020-01-01"}]
    found = [texts(dashboard.get("/dashboard/orders/", search), "tbody a") for search in known + other]
    assert found == [[order.number]] * len(known) + [[]] * len(other)


def test_a_download_disarms_formulas_and_is_in_rupiah(dashboard, order):
    order.shipping_address.first_name = "=1+1"
    order.shipping_address.save()

    response = dashboard.post(
        "/en/dashboard/orders/", {"action": "download_selected_orders", "selected_order": order.pk}
    )

    row = response.content.decode().splitlines()[1]
    assert "'=1+1" in row
    assert ",2240000," in row
    assert f"{order.date_placed.astimezone(WIB):%Y-%m-%d %H:%M}" in row  # as a spreadsheet sorts it
    assert "Waiting for the stock check" in row


def test_an_address_is_corrected_but_for_its_city(submit, order):
    path = f"/en/dashboard/orders/{order.number}/shipping-address/"

    submit(path, ".page-content form", {"line1": "Jl. Dago 21", "regency": "31.71"})

    address = order.shipping_address
    address.refresh_from_db()
    assert (address.line1, address.regency_id) == ("Jl. Dago 21", "32.73")
    assert "Jl. Dago 21" in order.notes.get().message


def test_the_address_of_a_cancelled_order_stays(dashboard, order, order_page):
    path = f"/en/dashboard/orders/{order.number}/shipping-address/"
    assert path in dashboard.get(order_page).content.decode()
    cancel_order(order, "staff", why="Twice.")

    response = dashboard.get(path)

    assert path not in dashboard.get(order_page).content.decode()
    assert (response.status_code, response.url) == (302, order_page)


def test_the_list_makes_the_same_queries_for_one_order_and_for_fifty(dashboard, order, django_assert_num_queries):
    dashboard.get("/dashboard/orders/")
    with CaptureQueriesContext(connection) as one:
        dashboard.get("/dashboard/orders/")
    order = Order.objects.get()  # one to be copied, the other is put back for later tests
    address, line = order.shipping_address, order.lines.get()
    for number in range(49):
        address.pk = None
        address.save()
        order.pk, order.number, order.checkout_key, order.shipping_address = None, f"E-{number}", None, address
        order.save()
        line.pk, line.order = None, order
        line.save()

    with django_assert_num_queries(len(one)):
        response = dashboard.get("/dashboard/orders/")

    assert response.context["paginator"].count == 50
