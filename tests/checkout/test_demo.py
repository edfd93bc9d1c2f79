"""The demonstration's orders: real ones, placed once, in more than one state."""

import datetime as dt
from itertools import pairwise, product

import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.urls import reverse
from oscar.core.loading import get_model

from shop.checkout.demo import moments_of
from shop.checkout.demo_orders import ORDERS
from shop.claims.demo.claims import CLAIMED
from shop.dashboard.today.queues import today
from shop.fulfilment.books import check
from shop.fulfilment.models import Shipment
from shop.invoices.models import Document
from shop.order.lifecycle import State
from shop.payment.models import Refund
from shop.policies.calendar import WIB, processing_calendar
from shop.policies.models import PolicyFacts
from tests.support.shopping import hidden, put
from web.models import LoadedContent

Order = get_model("order", "Order")


@pytest.mark.django_db(transaction=True)
def test_there_are_orders_in_every_state_and_loading_again_adds_none(demo_shop):
    assert set(Order.objects.values_list("status", flat=True)) == set(State)
    mine = Order.objects.filter(user__email="shopper@example.com")
    assert (mine.count(), mine.values("status").distinct().count()) == (20, 10)
    assert list(Order.objects.filter(user=None).order_by("guest_email").values_list("guest_email", "language")) == [
        *[("alex@example.com", "en")] * 3, ("dewi@example.com", "id"), ("tamu@example.com", "id"),
    ]  # fmt: skip
    call_command("load_demo_orders", verbosity=0)
    assert Order.objects.count() == 25


@pytest.mark.django_db(transaction=True)
def test_each_queue_of_the_dashboard_shows_something(demo_shop):
    counts = {row["queue"].code: row["count"] for row in today()}
    assert counts.pop("deadlines") >= 1  # one is over since long, more end as the day goes on
    assert counts == {"stock": 4, "payments": 2, "process": 2, "ship": 2, "refunds": 3, "messages": 1}
    refunds = Refund.objects.filter(paid_at=None)
    assert sorted(refund.has_account for refund in refunds) == [False, False, True]
    assert Shipment.objects.filter(order__status="processing").count() == 1


@pytest.mark.django_db(transaction=True)
def test_the_books_of_the_demonstration_agree_and_its_past_is_in_order(demo_shop):
    assert list(map(str, check())) == []
    loaded_at = LoadedContent.objects.get(key="demo-order/invoiced").loaded_at
    for order in Order.objects.prefetch_related("events"):
        moments = [event.created_at for event in order.events.all()]
        assert moments == sorted(moments)
        assert order.date_placed == moments[0]
        assert moments[-1] < loaded_at
    for kind in Document.Kind:
        issued = list(
            Document.objects.filter(kind=kind).order_by("year", "sequence").values_list("issued_at", flat=True)
        )
        assert issued == sorted(issued)
    unpaid = Order.objects.filter(status="invoiced", payments=None)
    assert min(order.pay_until for order in unpaid) > loaded_at + dt.timedelta(hours=12)
    assert Order.objects.get(status="delivered", lines__upc="ARS-PX18").claim_deadline > loaded_at


def test_nothing_is_processed_outside_the_hours_or_before_its_day():
    calendar = processing_calendar(PolicyFacts())
    for day, hour in product(range(22, 29), (3, 12, 23)):  # from a Sunday to a Saturday
        now = dt.datetime(2026, 11, day, hour, 5, tzinfo=WIB)
        for demo in (ORDERS | CLAIMED).values():
            steps = moments_of(demo, now, calendar)
            moments = [moment for moment, _verb in steps]
            assert (moments, moments[-1] <= now) == (sorted(moments), True)
            worked = [pair for pair in pairwise(steps) if getattr(pair[1][1], "is_in_hours", False)]
            for (before, _verb), (moment, _work) in worked:
                assert calendar.is_open_at(moment)
                assert calendar.processing_day_wib(before) <= moment.astimezone(WIB).date()
    assert worked


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
