"""A list of products as an address asks for it: filtered, counted, sorted, one page of it.

A fixed number of queries: brands (which give the count), page with its tiles (five), categories.
"""

from urllib.parse import urlencode

from django.core.paginator import InvalidPage, Paginator
from django.db.models import Count
from django.db.models.functions import Substr
from django.http import Http404
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from oscar.core.loading import get_model

from shop.catalogue.categories import roots, with_descendants
from shop.catalogue.filters import ORDERS, FilterForm
from web.formats import rupiah

PER_PAGE = 24
KEPT_PARAMETERS = ("q", "category", "brand", "price_from", "price_to", "in_stock", "sort")


class Listing:
    """`products` narrowed by the query of an address (`parameters`, a QueryDict), within `category` of `tree`.

    Raises Http404 for a page that does not exist.
    """

    def __init__(self, products, parameters, tree, category=None, orders=None, is_search=False):
        self.all_products = products
        self.tree = tree
        self.category = category
        self.is_search = is_search
        self.orders = orders or ORDERS
        self.form = FilterForm(parameters)
        self.form.is_valid()
        self.filters = self.form.cleaned_data
        self.sort = parameters.get("sort") if parameters.get("sort") in self.orders else next(iter(self.orders))
        self.parameters = {name: parameters.getlist(name) for name in KEPT_PARAMETERS if any(parameters.getlist(name))}
        self.page = self.find_page(parameters.get("page", "1"))

    # What is shown

    @cached_property
    def narrowed(self):
        """The products by everything but brand and category."""
        products = self.all_products
        least, most = self.filters.get("price_from"), self.filters.get("price_to")
        if least is not None or most is not None:
            products = products.with_price_from()
        if least is not None:
            products = products.filter(price_from__gte=least)
        if most is not None:
            products = products.filter(price_from__lte=most)
        return products.in_stock() if self.filters.get("in_stock") else products

    def within(self, products, *, category=True, brand=True):
        """`products` of the chosen category and brands."""
        if category and self.category:
            products = products.in_categories(with_descendants(self.category))
        if brand and self.filters.get("brand"):
            products = products.filter(brand__in=self.filters["brand"])
        return products

    def find_page(self, number):
        products = self.within(self.narrowed)
        columns = self.orders[self.sort][1]
        if self.sort in ("price", "-price"):
            products = products.with_price_from()
        paginator = Paginator(products.order_by(*columns), PER_PAGE)
        paginator.count = self.count
        try:
            page = paginator.page(number)
        except InvalidPage as error:
            raise Http404(_("This list has no page %(number)s.") % {"number": number[:20]}) from error
        page.object_list = list(page.object_list.for_tiles())
        return page

    @cached_property
    def brand_counts(self):
        """Brand → number of products here, whatever brands are chosen; one query."""
        found = self.within(self.narrowed, brand=False).order_by()
        return dict(found.values_list("brand").annotate(Count("pk")))

    @property
    def count(self):
        """How many products the list has; a product has one brand, so the brands know, without another query."""
        brands = self.filters.get("brand") or self.brand_counts
        return sum(self.brand_counts.get(brand, 0) for brand in set(brands))

    @property
    def tags(self):
        """What this page shows, for the page cache: which products there are, and how many are left of those here."""
        return {"catalogue"} | {f"product:{product.pk}" for product in self.page.object_list}

    @property
    def is_filtered(self):
        return bool(self.chips())

    # Addresses

    def address(self, page=None, without=None, **changes):
        """The query of this list with changes; `without` is a (name, value) pair to leave out."""
        parameters = self.parameters | {name: [value] for name, value in changes.items()}
        pairs = [(name, value) for name, values in parameters.items() for value in values if value]
        pairs = [pair for pair in pairs if pair != without and pair != ("sort", next(iter(self.orders)))]
        return "?" + urlencode([*pairs, ("page", page)] if page and page > 1 else pairs)

    @property
    def bare_url(self):
        """The list without any filter."""
        kept = {"brand": "", "price_from": "", "price_to": "", "in_stock": "", "category": ""}
        return self.address(**kept)

    def category_url(self, category):
        """This list in another category: a search names it in its query, a list moves to the category's page."""
        if self.is_search:
            return self.address(category="" if category == self.category else category.pk)
        return category.get_absolute_url() + self.address().removesuffix("?")

    def pages(self):
        """(number or None for a gap, address, whether it is this one)."""
        numbers = self.page.paginator.get_elided_page_range(self.page.number, on_each_side=1, on_ends=1)
        return [
            {"number": number, "url": self.address(page=number), "current": number == self.page.number}
            if isinstance(number, int)
            else {"number": None}
            for number in numbers
        ]

    @property
    def previous_url(self):
        return self.address(page=self.page.number - 1) if self.page.has_previous() else ""

    @property
    def next_url(self):
        return self.address(page=self.page.number + 1) if self.page.has_next() else ""

    def chips(self):
        """Each filter in force, with the address of the list without it."""
        words = [("brand", brand, brand) for brand in self.filters.get("brand", ())]
        if self.filters.get("price_from") is not None:
            words.append(("price_from", None, _("From %(price)s") % {"price": rupiah(self.filters["price_from"])}))
        if self.filters.get("price_to") is not None:
            words.append(("price_to", None, _("Up to %(price)s") % {"price": rupiah(self.filters["price_to"])}))
        if self.filters.get("in_stock"):
            words.append(("in_stock", None, _("In stock only")))
        if self.category and self.is_search:
            words.append(("category", None, self.category.name))
        return [
            {"label": label, "url": self.address(without=(name, value)) if value else self.address(**{name: ""})}
            for name, value, label in words
        ]

    # Facets

    def brands(self):
        """Each brand with its number of products here, the chosen ones marked."""
        chosen = self.filters.get("brand", [])
        names = sorted((self.brand_counts.keys() | set(chosen)) - {""}, key=str.casefold)
        return [{"name": name, "count": self.brand_counts.get(name, 0), "chosen": name in chosen} for name in names]

    def categories(self):
        """The categories below this one, beside it where it has none, with their numbers of products; one query."""
        here = self.category
        if here is None:
            shown = roots(self.tree)
        else:
            shown = here.branches or (here.trunk[-1].branches if here.trunk else roots(self.tree))
        if not shown:
            return []
        Through = get_model("catalogue", "ProductCategory")
        found = self.within(self.narrowed, category=False).order_by().values("pk")
        rows = Through.objects.filter(product__in=found).order_by()
        rows = rows.annotate(top=Substr("category__path", 1, len(shown[0].path))).values_list("top")
        counts = dict(rows.annotate(Count("product", distinct=True)))
        return [
            {
                "category": category,
                "count": counts.get(category.path, 0),
                "current": category == here,
                "url": self.category_url(category),
            }
            for category in shown
            if counts.get(category.path) or category == here
        ]

    # Order

    def sort_choices(self):
        return [
            {"value": word, "label": label, "current": word == self.sort} for word, (label, _c) in self.orders.items()
        ]
