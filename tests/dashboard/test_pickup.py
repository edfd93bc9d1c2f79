"""An order that is picked up: what staff, the customer and the papers say of it."""

import csv
import io

import pytest
from django.urls import reverse
from django.utils import translation

from shop.communication.letters import compose
from shop.communication.models import OutgoingMail
from shop.fulfilment import shipping
from shop.invoices.content import invoice_content
from shop.order.letters import recipient_lines
from shop.order.lifecycle import State
from shop.order.links import order_path
from shop.policies.models import PolicyFacts
from tests.dashboard.conftest import CONFIRM, page_of, parsed, texts
from tests.support.life import Order, placed, taken_to

pytestmark = pytest.mark.django_db
SHOP = ["Enportu", "Jl. Industri 5", "Bekasi 17530"]
PERSON = ["Siti", "+62 812-3456-7890"]


@pytest.fixture
def order(set_up_shop):
    PolicyFacts.objects.update(pickup_address="\n".join(SHOP[1:]))
    order = taken_to(State.PROCESSING, placed(delivery="pickup"))
    assert order.is_pickup
    return order


def test_staff_say_that_it_is_ready_and_send_no_parcel(order, dashboard, fill_in, do):
    page = dashboard.get(page_of(order))
    assert texts(page, "#task-ready button") == ["Ready for pickup …"]
    assert not texts(page, "#task-ship")
    assert "Jl. Industri" not in page.content.decode().partition("Customer and delivery")[2].partition("timeline")[0]
    assert texts(fill_in(order, "ready", opened=page), CONFIRM)
    do(order, "ready", opened=page)
    assert order.status == State.SHIPPED
    assert texts(dashboard.get(page_of(order)), ".badge-info") == ["Ready for pickup"]
    assert texts(dashboard.get("/en/dashboard/orders/"), "#orders_form tbody td:nth-of-type(3)") == ["Ready for pickup"]
    download = dashboard.get("/en/dashboard/orders/?response_format=csv").content.decode()
    assert next(csv.DictReader(io.StringIO(download)))["Order status"] == "Ready for pickup"


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("id", ["siap diambil", "Senin sampai Jumat"]),
        ("en", ["ready for pickup", "Monday to Friday"]),
    ],
)
def test_the_mail_and_the_page_say_where_and_when(order, client, language, words):
    shipping.ship(order, shipping.still_to_send(order))
    mail = OutgoingMail.objects.get(event_code="ORDER_SHIPPED")
    mail.language = language
    message = compose(mail)
    with translation.override(language):
        page = client.get(order_path(order)).content.decode()
    for part in (message.body, message.alternatives[0].content):
        for line in [*SHOP, *words, order.number]:
            assert line in part
        assert [word for word in ("parcel", "paket", "None") if word in part] == []
    for line in [*SHOP, *PERSON, words[0], words[1]]:
        assert line in page


def test_papers_name_the_person_and_not_the_shop_as_its_customer(order):
    assert recipient_lines(order) == PERSON
    content = invoice_content(order, None, is_paid=True)
    assert content["buyer"] == [*PERSON, "siti@example.com"]
    assert content["seller"][:3] == SHOP


def test_who_picks_it_up_is_corrected_without_an_address(order, dashboard):
    with translation.override("en"):
        address = reverse("dashboard:order-shipping-address", args=[order.number])
    assert parsed(dashboard.get(address)).select("[name=first_name]")
    assert not parsed(dashboard.get(address)).select("[name=line1], [name=postcode]")
    dashboard.post(address, {"first_name": "Siti Aminah", "phone_number": "0812-3456-7890", "notes": "Sore"})
    with translation.override("id"):
        assert recipient_lines(Order.objects.get()) == ["Siti Aminah", PERSON[1], "Catatan: Sore"]
