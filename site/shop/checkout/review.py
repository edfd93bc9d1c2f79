"""What a shopper sees before placing an order, and what placing it compares with."""

import hashlib
import json
from dataclasses import dataclass

from django.utils import timezone
from oscar.core.loading import get_class
from oscar.core.prices import Price

from shop.basket.lines import BasketNow
from shop.order.progress import processing_words, steps_ahead
from shop.policies.calendar import processing_calendar
from web.formats import whole_rupiah


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
        """A fingerprint of all that is shown: products, quantities, prices, charges and where it goes."""
        lines = [(line.product.pk, line.wanted, str(line.price)) for line in self.now.lines]
        options = [(option.code, str(option.total.incl_tax)) for option in self.options]
        where = [str(value) for value in self.destination.cleaned.values()]
        saved = self.destination.saved
        where += [self.destination.email, str(self.destination.is_pickup), str(saved and saved.generate_hash())]
        return hashlib.sha256(json.dumps([lines, options, where]).encode()).hexdigest()

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


def _rupiah(charge):
    return Price("IDR", excl_tax=whole_rupiah(charge.excl_tax), incl_tax=whole_rupiah(charge.incl_tax))
