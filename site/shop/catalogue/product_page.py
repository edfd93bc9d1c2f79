"""What a product page tells: variants, specifications, warranty, delivery, related products."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.formats import date_format, number_format
from django.utils.functional import cached_property
from django.utils.html import strip_tags
from django.utils.text import Truncator
from django.utils.translation import get_language, gettext as _, ngettext
from oscar.core.loading import get_model

from shop.catalogue.categories import browsable_tree
from shop.policies.calendar import NeverOpen, processing_calendar
from shop.policies.contact import contact_cards

RELATED = 6
DESCRIPTION_LENGTH = 155  # characters of a search engine's excerpt


@dataclass(frozen=True)
class Variant:
    """A child product as a choice."""

    product: object
    label: str
    price: object
    availability: object
    is_chosen: bool
    picture_number: int | None = None  # its first picture's place in the gallery


class ProductPage:
    """Everything on the page of `product` (loaded with `for_page`) at the moment `now`; a fixed number of queries."""

    def __init__(self, product, facts, now: datetime, chosen=None):
        self.product = product
        self.facts = facts
        self.now = now
        self.chosen = chosen
        self.tree = browsable_tree()

    @property
    def tags(self):
        """What this page shows, for the page cache."""
        shown = {"facts"} | {f"product:{product.pk}" for product in (self.product, *self.related)}
        found = [self.tree[category.pk] for category in self.product.categories.all() if category.pk in self.tree]
        return shown | {f"category:{branch.pk}" for category in found for branch in (*category.trunk, category)}

    @property
    def price(self):
        return self.product.purchase_info.price

    @property
    def availability(self):
        return self.product.purchase_info.availability

    @cached_property
    def variants(self):
        """The variants; the one that the address names is marked, no other."""
        return [
            Variant(
                child,
                variant_label(child),
                child.purchase_info.price,
                child.purchase_info.availability,
                child is self.shown,
                next((place for place, picture in enumerate(self.gallery, 1) if picture.product_id == child.pk), None),
            )
            for child in self.children
        ]

    @cached_property
    def children(self):
        return self.product.get_public_children() if self.product.is_parent else []

    @cached_property
    def shown(self):
        """What the top of the page offers: the variant that the address names, else the product."""
        return next((child for child in self.children if str(child.pk) == self.chosen), self.product)

    @cached_property
    def gallery(self):
        """The pictures of what is shown, then the family's and those of its other variants."""
        others = [product for product in (self.product, *self.children) if product is not self.shown]
        return [picture for product in (self.shown, *others) for picture in product.images.all()]

    @property
    def can_be_bought(self):
        return self.availability.is_available_to_buy

    @cached_property
    def sold_out(self):
        """What one can ask to be told about: the product and label of each thing that is sold out."""
        if self.variants:
            return [variant for variant in self.variants if not variant.availability.is_available_to_buy]
        return [] if self.can_be_bought else [{"product": self.product, "label": self.product.title}]

    @property
    def has_several_prices(self):
        """Whether the price at the top is only where the prices begin."""
        return (
            self.shown is self.product
            and len({variant.price.incl_tax for variant in self.variants if variant.price.exists}) > 1
        )

    @property
    def pictures(self):
        return list(self.product.images.all())

    @cached_property
    def specifications(self):
        """(name, text) of each attribute, then the shipping weight; of a family, what its variants share."""
        rows = [(value.attribute.name, attribute_text(value)) for value in self.product.attribute_values.all()]
        if self.product.weight_g:
            rows.append((_("Shipping weight"), weight_text(self.product.weight_g)))
        return [(name, text) for name, text in rows if text]

    @property
    def warranty(self):
        """Promise 7, as a sentence: how long the manufacturer answers for this product."""
        months = self.product.warranty_months
        if months is None:
            return _("The manufacturer's terms apply, usually %(months)d months.") % {
                "months": self.facts.warranty_usual_months
            }
        if months == 0:
            return _("This product comes without a manufacturer's warranty.")
        return ngettext(
            "%(months)d month of manufacturer's warranty", "%(months)d months of manufacturer's warranty", months
        ) % {"months": months}

    @cached_property
    def processing_day(self):
        """The day on which an order paid now is processed (promise 9); None where the calendar is closed for a year."""
        try:
            return self.calendar.processing_day_wib(self.now)
        except NeverOpen:
            return None

    @cached_property
    def calendar(self):
        return processing_calendar(self.facts)

    @property
    def max_age_s(self):
        """Seconds until the promise names another day."""
        if self.processing_day is None:
            return 60
        return max((self.calendar.closing_wib(self.processing_day) - self.now).total_seconds(), 1)

    @cached_property
    def contacts(self):
        return contact_cards(self.facts, self.now, get_language())

    @cached_property
    def category(self):
        """The deepest public category that the product is in."""
        found = [self.tree[category.pk] for category in self.product.categories.all() if category.pk in self.tree]
        return max(found, key=lambda category: category.depth, default=None)

    @cached_property
    def trail(self):
        """(name, address) from the top category down to the product."""
        return [*self.trail_above, (self.product.title, self.product.get_absolute_url())]

    @cached_property
    def trail_above(self):
        """The same without the product."""
        above = [*self.category.trunk, self.category] if self.category else []
        return [(category.name, category.get_absolute_url()) for category in above]

    @cached_property
    def related(self):
        """Other products of the same category, the newest first."""
        if self.category is None:
            return []
        Product = get_model("catalogue", "Product")
        others = Product.objects.browsable().in_categories([self.category.pk]).exclude(pk=self.product.pk)
        return list(others.order_by("-priority", "-date_created", "-pk").for_tiles()[:RELATED])

    @property
    def excerpt(self):
        """What a search engine shows below the title."""
        return self.product.meta_description or Truncator(plain(self.product.description)).chars(DESCRIPTION_LENGTH)


def variant_label(child):
    """What tells a variant from the others: the end of its title after its family's, else its attributes."""
    ending = child.title.removeprefix(child.parent.title).strip(" ,–-")
    attributes = ", ".join(attribute_text(value) for value in child.attribute_values.all())
    return ending or attributes or child.title or child.upc


def attribute_text(value):
    """An attribute's value as text in the active language."""
    kind, plain_value = value.attribute.type, value.value
    if plain_value is None or plain_value == "":
        return ""
    if kind == "boolean":
        return _("Yes") if plain_value else _("No")
    if kind in ("integer", "float"):
        whole = float(plain_value).is_integer()
        return number_format(int(plain_value) if whole else plain_value, use_l10n=True, force_grouping=True)
    if kind in ("date", "datetime"):
        return date_format(plain_value)
    if kind == "multi_option":
        return ", ".join(option.option for option in plain_value.all())
    if kind == "option":
        return plain_value.option
    return str(plain_value)


def weight_text(grams):
    """`1,5 kg` or `350 g`."""
    if grams < 1000:
        return f"{grams} g"
    return f"{number_format(round(grams / 1000, 2), use_l10n=True)} kg"


def plain(html):
    """The words of a description, without its markup, in one line."""
    return " ".join(strip_tags(html).split())
