"""What the basket page and the checkout say about a basket: each line as it can be bought now, and what changed."""

from dataclasses import dataclass
from functools import cached_property

from shop.basket.contents import free_pieces
from shop.partner.tax import split


@dataclass
class LineNow:
    """A line as it can be bought now. `quantity` is what can be had of what was wanted."""

    line: object
    free: int

    @cached_property
    def quantity(self):
        """Pieces that can be had."""
        return min(self.line.quantity, self.free)

    @property
    def wanted(self):
        """Pieces that the shopper chose."""
        return self.line.quantity

    @property
    def is_sold_out(self):
        """Whether not one piece can be had."""
        return self.free == 0

    @property
    def is_short(self):
        """Whether fewer pieces can be had than were chosen."""
        return 0 < self.free < self.line.quantity

    @property
    def price(self):
        """The price of one piece now, PPN included; None where there is none."""
        price = self.line.purchase_info.price
        return price.incl_tax if price.exists else None

    @property
    def old_price(self):
        """The price that the shopper saw, where it is another one now."""
        seen = self.line.price_incl_tax
        return seen if seen is not None and self.price is not None and seen != self.price else None

    @property
    def total(self):
        """The price of the pieces that can be had."""
        return self.price * self.quantity if self.quantity else 0

    @property
    def product(self):
        """What is bought."""
        return self.line.product

    @property
    def picture(self):
        """The first picture of the product, else of its family; from what is loaded."""
        for product in (self.product, self.product.family):
            for image in product.images.all():
                return image
        return None

    @property
    def variant(self):
        """What tells a variant from the others of its family."""
        return self.product.title if self.product.is_child else ""

    @property
    def weight_g(self):
        """Grams of the pieces that can be had; a product without a weight counts as nothing here."""
        return (self.product.own_or_parents("weight_g") or 0) * self.quantity


class BasketNow:
    """A basket as it can be bought now."""

    def __init__(self, basket):
        self.basket = basket
        self.lines = [LineNow(line, free_pieces(line.product)) for line in basket.all_lines()]
        self.lost = list(basket.lost_lines.all()) if basket.pk else []

    @property
    def is_empty(self):
        """Whether there is nothing in it."""
        return not self.lines

    @property
    def is_blocked(self):
        """Whether it cannot be ordered as it is."""
        return self.is_empty or any(line.is_sold_out or line.is_short for line in self.lines)

    @property
    def has_news(self):
        """Whether the shopper has something to accept."""
        return bool(self.lost) or any(line.is_sold_out or line.is_short or line.old_price for line in self.lines)

    @property
    def pieces(self):
        """Pieces that can be had."""
        return sum(line.quantity for line in self.lines)

    @cached_property
    def goods(self):
        """The price of the goods, PPN included."""
        return sum(line.total for line in self.lines)

    @cached_property
    def base(self):
        """The PPN base: the sum of the lines' bases, as an invoice shows them."""
        return sum(split(line.total)[0] for line in self.lines)

    @property
    def tax(self):
        """The PPN in `goods`; base and tax add up to it."""
        return self.goods - self.base

    @property
    def weight_g(self):
        """Grams."""
        return sum(line.weight_g for line in self.lines)
