"""The list behind "Sales Order", the page of one order, and whose it is (promise 5)."""

import datetime as dt
import re

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from shop.order import lifecycle
from shop.order.links import Purpose, sign
from tests.support.catalogue import make_product
from tests.support.claim_customer import Customer
from tests.support.orders import add_line, make_order
from tests.support.people import make_member

pytestmark = pytest.mark.django_db


def test_the_list_shows_state_total_date_and_next_step(client):
    member = make_member()
    order = make_order(member)
    client.force_login(member)
    (shown,) = client.get("/akun/pesanan/").context["orders"]
    page = client.get("/akun/pesanan/").content.decode()
    assert shown == order
    assert shown.state_label == "Menunggu pemeriksaan stok"
    assert "Dipesan dan dibayar sekarang: akan diproses pada " in shown.next_step
    assert order.number in page
    assert "Rp1.110.000" in page
    assert shown.next_step in page


def test_a_member_without_orders_is_led_to_the_products(client):
    client.force_login(make_member())
    page = client.get("/en/account/orders/").content.decode()
    assert "You have not ordered anything yet." in page
    assert 'href="/en/catalogue/"' in page


def test_the_list_makes_the_same_queries_for_one_order_and_for_many(client):
    member = make_member()
    client.force_login(member)
    counts = []
    for more in (1, 15):
        for _number in range(more):
            make_order(member)
        client.get("/en/account/orders/")  # reads the menus, which are kept
        with CaptureQueriesContext(connection) as queries:
            client.get("/en/account/orders/")
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_the_order_page_makes_the_same_queries_for_one_line_and_for_many(client):
    member = make_member()
    client.force_login(member)
    counts = []
    for lines in (1, 6):
        order = make_order(member)
        for _number in range(lines):
            add_line(order, make_product())
        client.get("/en/account/orders/")  # reads the menus, which are kept
        with CaptureQueriesContext(connection) as queries:
            client.get(f"/en/account/orders/{order.number}/")
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_the_list_is_paged(client):
    member = make_member()
    client.force_login(member)
    orders = [make_order(member) for _number in range(21)]
    assert len(client.get("/en/account/orders/").context["orders"]) == 20
    assert client.get("/en/account/orders/?page=2").context["orders"] == [orders[0]]
    assert client.get("/en/account/orders/?page=99").status_code == 404


def test_the_order_page_shows_lines_totals_and_what_happened(client):
    member = make_member()
    order = make_order(member, make_product("Bor listrik"), quantity=2)
    lifecycle.begin(order, member)
    client.force_login(member)
    page = client.get(f"/en/account/orders/{order.number}/").content.decode()
    for words in ("Bor listrik", "2 ×", "Rp1.110.000", "Rp110.000", "Order placed", "will be processed on"):
        assert words in page


@pytest.mark.parametrize("owner", ["stranger", None])
def test_the_order_of_somebody_else_does_not_exist(client, owner):
    order = make_order(make_member(owner) if owner else None)
    client.force_login(make_member("budi"))
    assert client.get(f"/en/account/orders/{order.number}/").status_code == 404
    assert client.post(f"/en/account/orders/{order.number}/cancel/").status_code == 404


def test_a_visitor_is_asked_to_sign_in_first(client):
    order = make_order(make_member())
    response = client.get(f"/akun/pesanan/{order.number}/")
    assert response["Location"] == f"/akun/masuk/?next=/akun/pesanan/{order.number}/"


def guest_page(token):
    return f"/en/account/guest-order/{token}/"


def test_a_guest_sees_the_order_with_the_signed_link_only(client):
    order = make_order(None, make_product("Bor listrik"))
    token = sign(Purpose.ORDER, order.number)
    assert "Bor listrik" in client.get(guest_page(token)).content.decode()
    for wrong in (sign(Purpose.REFUND, order.number), sign(Purpose.ORDER, "EN-1"), token[:-1], order.number):
        assert client.get(guest_page(wrong)).status_code == 404
    with time_machine.travel(dt.datetime.now(dt.UTC) + dt.timedelta(days=181)):
        response = client.get(guest_page(token))
    assert response.status_code == 410
    assert 'href="/en/account/find-order/"' in response.content.decode()


def test_the_link_of_a_guest_does_not_open_the_order_of_a_member(client):
    order = make_order(make_member())
    assert client.get(guest_page(sign(Purpose.ORDER, order.number))).status_code == 404


def test_the_owner_cancels_an_unpaid_order_once(client):
    member = make_member()
    product = make_product(stock=2)
    order = make_order(member, product, quantity=2)
    product.stockrecords.update(num_allocated=2)
    client.force_login(member)
    response = client.post(f"/en/account/orders/{order.number}/cancel/", follow=True)
    assert "This order is cancelled." in response.content.decode()
    assert product.stockrecords.get().net_stock_level == 2
    response = client.post(f"/en/account/orders/{order.number}/cancel/", follow=True)
    assert "This order is cancelled already." in response.content.decode()
    assert product.stockrecords.get().net_stock_level == 2


def test_an_old_order_that_still_waits_is_not_promised_for_a_day_that_is_over(client):
    member = make_member()
    order = make_order(member, date_placed=timezone.now() - dt.timedelta(days=60))
    client.force_login(member)
    (shown,) = client.get("/en/account/orders/").context["orders"]
    assert f"{order.date_placed:%B}" not in shown.next_step


def searched(client, text, language="en"):
    """The page that a search for `text` leads to."""
    path = {"en": "/en/search/", "id": "/cari/"}[language]
    return client.get(path, {"q": text}, follow=True)


def test_a_searched_number_leads_a_member_to_the_order_or_claim(client, set_up_shop):
    customer = Customer(client, is_member=True)
    claim = customer.claims(user=customer.order.user)
    for number, page in ((customer.order.number, customer.order_page), (claim.number, customer.page())):
        for typed in (number, number.lower().replace("-", " "), f"#{number}", number.replace("-", "")):
            assert searched(client, typed).redirect_chain[-1][0] == page


def test_anybody_else_is_asked_for_the_email_and_told_nothing(client, set_up_shop):
    customer = Customer(client, is_member=False)
    claim = customer.claims()
    for language in ("id", "en"):
        answer = searched(client, customer.order.number, language)
        assert f'name="number" value="{customer.order.number}"' in answer.content.decode()
        assert claim.number in searched(client, claim.number, language).content.decode()
    known, unknown = customer.order.number, "EN-22222-33333"
    pages = [without_token(searched(client, number)).replace(number, "…") for number in (known, unknown)]
    assert pages[0] == pages[1]


def without_token(answer):
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", answer.content.decode())
