"""The demonstration's orders: the shop's last weeks, lived again by the verbs of the shop, each step at its moment."""

import datetime as dt
from contextlib import contextmanager
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
from shop.policies.calendar import WIB, processing_calendar
from shop.policies.models import PolicyFacts
from web.models import LoadedContent

BUYER, STAFF = "shopper@example.com", "staff@example.com"
HOME = "31.74"  # Jakarta Selatan
BETWEEN_STEPS = dt.timedelta(minutes=10)
GIVE_UP_AFTER = 30  # days without work


@dataclass(frozen=True)
class DemoOrder:
    """What was ordered, how long ago, and what happened since: (time since the placing, verb) in order.

    A verb takes the order and the member of staff; shop.checkout.demo_steps has them.
    """

    lines: dict  # SKU → quantity
    ago: dt.timedelta
    steps: tuple = ()
    regency: str = HOME
    language: str = "id"
    email: str = ""  # of a guest; empty for the demonstration's shopper
    name: str = "Budi Santoso"
    is_pickup: bool = False


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


@transaction.atomic
def load_orders(orders):
    """Let each of `orders` (key → DemoOrder) happen once; return how many were new.

    All steps run in the order of their moments, so that the invoices are numbered by their dates.
    """
    user = get_user_model().objects.filter(email=BUYER).first()
    new = [demo for key, demo in orders.items() if user and _is_new(key)]
    staff = get_user_model().objects.filter(email=STAFF).first()
    now, placed, calendar = timezone.now(), {}, processing_calendar(PolicyFacts.current())
    happened = [
        (moment, index, verb) for index, demo in enumerate(new) for moment, verb in moments_of(demo, now, calendar)
    ]
    for moment, index, verb in sorted(happened, key=lambda step: step[:2]):
        demo = new[index]
        with clock_at(moment), translation.override(demo.language):
            if verb:
                verb(get_model("order", "Order").objects.get(pk=placed[index]), staff)
            else:
                placed[index] = _place(demo, None if demo.email else user, moment).pk
    return len(new)


def moments_of(demo, now, calendar):
    """(moment, verb) of each step, None for the placing. What staff do in their hours is moved back into them."""
    steps = [(now - demo.ago + after, verb) for after, verb in ((dt.timedelta(0), None), *demo.steps)]
    found, latest = [], now
    for moment, verb in reversed(steps):
        moment = min(moment, latest)
        if getattr(verb, "is_in_hours", False):
            moment = latest_open_moment(calendar, moment)
        found.insert(0, (moment, verb))
        latest = moment - BETWEEN_STEPS
    return found


def latest_open_moment(calendar, moment):
    """`moment`, or the last minutes of the hours before it."""
    for _ in range(GIVE_UP_AFTER):
        if calendar.is_open_at(moment):
            break
        day = moment.astimezone(WIB).date()
        closing = calendar.closing_wib(day) - BETWEEN_STEPS
        moment = closing if closing < moment else calendar.closing_wib(day - dt.timedelta(days=1)) - BETWEEN_STEPS
    return moment


def _is_new(key):
    return LoadedContent.objects.get_or_create(key=f"demo-order/{key}")[1]


@contextmanager
def clock_at(moment):
    """Let Django's clock stand at `moment`: what is written now was written then, on paper too."""
    real = timezone.now
    timezone.now = lambda: moment
    try:
        yield
    finally:
        timezone.now = real


def _place(demo, user, moment):
    basket = get_model("basket", "Basket").objects.create(owner=user)
    basket.strategy = get_class("partner.strategy", "Selector")().strategy()
    for sku, quantity in demo.lines.items():
        basket.add_product(get_model("catalogue", "Product").objects.get(upc=sku), quantity)
    destination = Destination(is_pickup=demo.is_pickup, cleaned=_address(demo.regency, demo.name), email=demo.email)
    review = Review(basket, destination, PolicyFacts.current())
    order = place_order(
        basket_pk=basket.pk,
        key=uuid4(),
        destination=destination,
        method=review.shown.code,
        seen=Review(basket, destination, review.facts, review.shown.code).seen,
        user=user,
        language=demo.language,
    )
    order.date_placed = moment  # Oscar reads a clock of its own
    order.save(update_fields=["date_placed"])
    return order


def _address(regency=HOME, name="Budi Santoso"):
    return {
        "first_name": name,
        "phone_number": PhoneNumber.from_string("+6281234567890"),
        "regency": get_model("address", "Regency").objects.select_related("province").get(pk=regency),
        "line1": "Jl. Kemang Raya No. 12",
        "line2": "",
        "line3": "Mampang Prapatan",
        "postcode": "12730",
    }
