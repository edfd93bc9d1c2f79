"""Numbers and rows of a new order."""

import re
import secrets

from oscar.apps.order.utils import *  # noqa: F403
from oscar.apps.order.utils import OrderCreator as OscarOrderCreator
from oscar.core.loading import get_model

from shop.partner.tax import split

LETTERS = "23456789BCDFGHJKMNPQRSTVWXYZ"  # none that is read as another one, no vowels that make words
WITHOUT_DASHES = re.compile(rf"(EN|CL)([{LETTERS}]{{5}})([{LETTERS}]{{5}})")  # the numbers of orders and of claims


def number_in(typed):
    """The number of an order or a claim as it is written, however it was typed; empty where it is no such number."""
    parts = WITHOUT_DASHES.fullmatch(re.sub(r"[\W_]", "", typed).upper())
    return "-".join(parts.groups()) if parts else ""


def with_dashes(typed):
    """The number of an order or a claim as it is written; any other text as it is."""
    return number_in(typed) or typed


class OrderNumberGenerator:
    """Numbers such as EN-7K2QF-9XM4T: about 48 random bits, so they can be neither guessed nor counted."""

    def order_number(self, basket=None):
        """A number that no order has yet."""
        Order = get_model("order", "Order")
        while True:
            parts = ("".join(secrets.choice(LETTERS) for _ in range(5)) for _ in range(2))
            number = "-".join(["EN", *parts])
            if not Order.objects.filter(number=number).exists():
                return number


class OrderCreator(OscarOrderCreator):
    """Writes the rows of an order. The stock is held by shop.stock, and a line keeps the warranty as it was sold."""

    def create_line_models(self, order, basket_line, extra_line_fields=None):
        product = basket_line.product
        unit_base, _tax = split(basket_line.unit_price_incl_tax)
        kept = {
            "warranty_months": product.own_or_parents("warranty_months") or 0,
            "warranty_terms": product.own_or_parents("warranty_terms") or "",
            "unit_price_excl_tax": unit_base,
        }
        return super().create_line_models(order, basket_line, kept | (extra_line_fields or {}))

    def update_stock_records(self, line):
        """Nothing: the pieces are held before the rows are written."""
