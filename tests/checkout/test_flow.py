"""The checkout from the basket to the thank-you page."""

import pytest
from django.urls import reverse
from oscar.core.loading import get_model

from tests.support.shopping import buy, make_shop

Order = get_model("order", "Order")
pytestmark = pytest.mark.django_db


def test_a_guest_buys_two_drills_and_is_thanked(client):
    product = make_shop()
    page = buy(client, product, 2)
    order = Order.objects.get()
    assert page.status_code == 200
    assert page.request["PATH_INFO"] == reverse("checkout:thank-you", args=[order.number])
    assert order.number in page.content.decode()
    assert (order.status, order.guest_email, order.language) == ("pending", "siti@example.com", "id")
    assert (order.total_incl_tax, order.shipping_incl_tax) == (2_240_000, 20_000)
    assert order.total_excl_tax == 2_000_000 + 18_018
    record = product.stockrecords.get()
    assert (record.num_in_stock, record.num_allocated) == (5, 2)
    assert order.shipping_address.phone_number.as_e164 == "+6281234567890"
    assert (order.shipping_address.line4, order.shipping_address.state) == ("Kota Bandung", "Jawa Barat")
    assert [(event.from_state, event.to_state, event.role) for event in order.events.all()] == [
        ("", "pending", "shopper")
    ]
