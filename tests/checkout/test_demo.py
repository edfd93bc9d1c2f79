"""The demonstration's orders: real ones, placed once, in more than one state."""

import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.urls import reverse
from oscar.core.loading import get_model

from tests.support.shopping import hidden, put

Order = get_model("order", "Order")


@pytest.mark.django_db(transaction=True)
def test_the_shopper_has_past_orders_in_several_states_and_loading_again_adds_none(demo_shop):
    mine = Order.objects.filter(user__email="shopper@example.com").order_by("-date_placed")
    assert [order.status for order in mine] == ["pending", "pending", "cancelled", "cancelled"]
    assert list(Order.objects.filter(user=None).values_list("guest_email", flat=True)) == ["tamu@example.com"]
    for order in Order.objects.prefetch_related("lines", "events"):
        assert order.total_incl_tax == order.shipping_incl_tax + sum(
            line.line_price_incl_tax for line in order.lines.all()
        )
        assert [event.to_state for event in order.events.all()][-1] == order.status
    call_command("load_demo_orders", verbosity=0)
    assert Order.objects.count() == 5


@pytest.mark.django_db(transaction=True)
def test_the_held_pieces_are_those_of_the_orders_that_wait(demo_shop):
    held = {
        record.partner_sku: record.num_allocated
        for record in get_model("partner", "StockRecord").objects.filter(num_allocated__gt=0)
    }
    assert sum(held.values()) == sum(
        line.quantity for line in get_model("order", "Line").objects.filter(order__status="pending")
    )


@pytest.mark.django_db(transaction=True)
def test_the_shopper_finds_the_checkout_filled_in_and_a_deleted_address_stays_away(demo_shop, client):
    shopper = get_user_model().objects.get(email="shopper@example.com")
    client.force_login(shopper)
    put(client, get_model("catalogue", "Product").objects.get(upc="TKR-RH26-850"))
    page = client.get(reverse("checkout:index"))
    answers = {name: page.context["form"][name].value() for name in ("delivery", "saved")}
    review = client.post(reverse("checkout:index"), answers | {"basket": hidden(page, "basket")}, follow=True)
    assert "Jl. Kemang Raya No. 12" in review.context["address"].line1
    shopper.addresses.all().delete()
    call_command("load_demo_orders", verbosity=0)
    assert not shopper.addresses.exists()
