"""What a shopper sees before placing an order, and what placing it compares with."""

import hashlib
import json
from dataclasses import dataclass
from decimal import Decimal

from django.utils import timezone
from oscar.core.loading import get_class
from oscar.core.prices import Price

from shop.basket.lines import BasketNow
from shop.order.progress import processing_words, steps_ahead
from shop.policies.calendar import processing_calendar
from web.formats import whole_rupiah

PARTS = ("goods", "charges", "destination")
WHERE = ("first_name", "phone_number", "line1", "line2", "line3", "line4", "state", "postcode", "notes")


@dataclass(frozen=True)
class Option:
    """A way to get the goods, with its charge and the total that results. All amounts are whole rupiah."""

    method: object
    charge: Price
    total: Price

    @property
    def code(self):
        """The method's code, as the form posts it."""
        return self.method.code


class Review:
    """A basket on its way to `destination`, priced now. `basket.strategy` must be set."""

    def __init__(self, basket, destination, facts, method=""):
        self.basket, self.destination, self.facts = basket, destination, facts
        self.now = BasketNow(basket)
        self.options = [] if self.now.is_empty else self._options()
        self.chosen = next((option for option in self.options if option.code == method), None)
        self.shown = self.chosen or (self.options[0] if self.options else None)

    def _options(self):
        goods = Price("IDR", excl_tax=self.now.base, incl_tax=self.now.goods)
        methods = get_class("shipping.repository", "Repository")().get_shipping_methods(
            self.basket, regency=self.destination.regency
        )
        charges = [(method, method.calculate(self.basket)) for method in methods]
        return [Option(method, charge, goods + _rupiah(charge)) for method, charge in charges]

    @property
    def seen(self):
        """A fingerprint of all that is shown: one for each of PARTS, with a dot between them."""
        goods = [(line.product.pk, line.wanted, line.price) for line in self.now.lines]
        charges = [(option.code, option.total.incl_tax) for option in self.options]
        address = self.destination.shipping_address(self.facts)
        return ".".join([_print(goods), _print(charges), _print(_where(address, self.destination.email))])

    def news(self, seen):
        """The PARTS that look otherwise now than they did under `seen`."""
        return _different(self.seen, seen)

    def processing_day(self):
        """The day on which an order paid now is processed (promise 9), in words; empty where the calendar has none."""
        return processing_words(processing_calendar(self.facts), timezone.now())

    def steps(self, email):
        """What happens once it is ordered, a sentence each."""
        return steps_ahead(
            self.facts,
            deadline_hours=self.facts.payment_deadline_hours,
            email=email,
            is_pickup=self.destination.is_pickup,
        )


def other_than_ordered(order, seen):
    """The PARTS of an order that are not what was shown under `seen`; charges go by the order's method alone."""
    goods = [(line.product_id, line.quantity, line.unit_price_incl_tax) for line in order.lines.order_by("pk")]
    where = _where(order.shipping_address, order.guest_email)
    return [part for part in _different(".".join([_print(goods), "", _print(where)]), seen) if part != "charges"]


def _where(address, email):
    """Who gets it, where, and who hears of it. A member's `email` is the account's, and empty here."""
    return [email, *(getattr(address, name) or "" for name in WHERE)]


def _print(values):
    """A fingerprint of numbers and texts; an amount is the same with and without its cents of nothing."""

    def plain(value):
        return f"{value.normalize():f}" if isinstance(value, Decimal) else str(value)

    return hashlib.sha256(json.dumps(values, default=plain).encode()).hexdigest()[:32]


def _different(now, before):
    earlier = [*before.split("."), "", "", ""]  # what is forged or old is different in every part
    return [part for part, one, other in zip(PARTS, now.split("."), earlier, strict=False) if one != other]


def _rupiah(charge):
    return Price("IDR", excl_tax=whole_rupiah(charge.excl_tax), incl_tax=whole_rupiah(charge.incl_tax))
