"""The demonstration's orders: placed and cancelled by the verbs of the shop, then moved into the past."""

import datetime as dt
from dataclasses import dataclass
from uuid import uuid4

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone, translation
from oscar.core.loading import get_class, get_model
from phonenumber_field.phonenumber import PhoneNumber

from shop.address.forms import fill_address
from shop.checkout.forms import Destination
from shop.checkout.placing import place_order
from shop.checkout.review import Review
from shop.fulfilment.cancelling import cancel_order
from shop.order import lifecycle
from shop.policies.models import PolicyFacts
from web.models import LoadedContent

BUYER = "shopper@example.com"
HOME = "31.74"  # Jakarta Selatan


@dataclass(frozen=True)
class DemoOrder:
    """What was ordered, how long ago, and who cancelled it why."""

    lines: dict  # SKU → quantity
    ago: dt.timedelta
    regency: str = HOME
    language: str = "id"
    email: str = ""  # of a guest; empty for the demonstration's shopper
    cancelled_by: lifecycle.Role | None = None
    why: str = ""


def load_address():
    """The shopper's saved address, so that the checkout is filled in; once, and not over one that is there."""
    user = get_user_model().objects.filter(email=BUYER).first()
    UserAddress = get_model("address", "UserAddress")
    if user is None or UserAddress.objects.filter(user=user).exists():
        return
    _record, is_new = LoadedContent.objects.get_or_create(key="demo-address")
    if is_new:
        address = UserAddress(user=user, is_default_for_shipping=True)
        fill_address(address, _address()).save()


def load_orders(orders):
    """Place each of `orders` (key → DemoOrder) once; return how many were new."""
    return sum(_load(f"demo-order/{key}", order) for key, order in orders.items())


@transaction.atomic
def _load(key, demo):
    _record, is_new = LoadedContent.objects.get_or_create(key=key)
    user = get_user_model().objects.filter(email=BUYER).first()
    if not is_new or user is None:
        return False
    with translation.override(demo.language):
        order = _place(demo, None if demo.email else user)
        if demo.cancelled_by:
            cancel_order(order, demo.cancelled_by, user, demo.why)
    _move_into_the_past(order, demo.ago)
    return True


def _place(demo, user):
    basket = get_model("basket", "Basket").objects.create(owner=user)
    basket.strategy = get_class("partner.strategy", "Selector")().strategy()
    for sku, quantity in demo.lines.items():
        basket.add_product(get_model("catalogue", "Product").objects.get(upc=sku), quantity)
    destination = Destination(is_pickup=False, cleaned=_address(demo.regency), email=demo.email)
    review = Review(basket, destination, PolicyFacts.current())
    return place_order(
        basket_pk=basket.pk,
        key=uuid4(),
        destination=destination,
        method=review.shown.code,
        seen=Review(basket, destination, review.facts, review.shown.code).seen,
        user=user,
        language=demo.language,
    )


def _address(regency=HOME):
    return {
        "first_name": "Budi Santoso",
        "phone_number": PhoneNumber.from_string("+6281234567890"),
        "regency": get_model("address", "Regency").objects.select_related("province").get(pk=regency),
        "line1": "Jl. Kemang Raya No. 12",
        "line2": "",
        "line3": "Mampang Prapatan",
        "postcode": "12730",
    }


def _move_into_the_past(order, ago):
    """An order of days ago, with the steps between as they were."""
    then = timezone.now() - ago
    get_model("order", "Order").objects.filter(pk=order.pk).update(date_placed=then)
    for place, event in enumerate(order.events.all()):
        order.events.filter(pk=event.pk).update(created_at=then + place * dt.timedelta(hours=2))
