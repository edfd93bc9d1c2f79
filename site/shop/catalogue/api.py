"""The catalogue for other clients than a browser: the same lists and the same product page, as data."""

import datetime as dt
from typing import Literal

from django.db.models import Q
from django.http import Http404, QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _, override
from ninja import Field, Query, Router, Schema
from oscar.core.loading import get_model

from shop.catalogue.categories import browsable_tree, roots
from shop.catalogue.listing import Listing
from shop.catalogue.product_page import ProductPage
from shop.policies.models import PolicyFacts
from web.addresses import absolute
from web.api import InLanguage, Link, Money, link, money

router = Router(tags=["catalogue"])


class Filters(InLanguage):
    """What a list can be narrowed by, as in the address of its page."""

    category: int | None = None
    brand: list[str] = []
    price_from: int | None = Field(None, ge=0, le=10**12)
    price_to: int | None = Field(None, ge=0, le=10**12)
    in_stock: bool = False
    sort: Literal["newest", "price", "-price", "name"] = "newest"
    page: int = Field(1, ge=1, le=10**6)


class Availability(Schema):
    can_be_bought: bool
    words: str = Field(description="As the shop says it; “Sold Out” in both languages.")


class Offer(Schema):
    """What can be put into a basket, or the family of what can."""

    id: int
    code: str
    price: Money | None
    availability: Availability


class Product(Offer):
    title: str
    slug: str
    brand: str
    url: str
    picture: str | None
    has_variants: bool


class Variant(Offer):
    label: str


class Specification(Schema):
    name: str
    text: str


class ProductDetail(Product):
    description: str = Field(description="HTML or plain text, as the shop's staff wrote it.")
    pictures: list[str]
    trail: list[Link]
    specifications: list[Specification]
    warranty: str
    warranty_terms: str
    processed_on: dt.date | None = Field(description="The day on which an order paid now is processed.")
    variants: list[Variant]


class Products(Schema):
    count: int
    page: int
    pages: int
    items: list[Product]


class Category(Schema):
    id: int
    name: str
    url: str
    children: list["Category"]


@router.get("/categories/", response=list[Category], url_name="catalogue_categories", summary="The tree of categories")
def categories(request, language: Query[InLanguage]):
    with override(language.locale):
        return [_category(category) for category in roots(browsable_tree())]


@router.get("/products/", response=Products, url_name="catalogue_products", summary="Products, filtered and sorted")
def products(request, filters: Query[Filters]):
    with override(filters.locale):
        return listing_data(get_model("catalogue", "Product").objects.browsable(), filters)


@router.get("/products/{key}/", response=ProductDetail, url_name="catalogue_product", summary="A product by id or slug")
def product(request, key: str, language: Query[InLanguage]):
    with override(language.locale):
        wanted = Q(pk=key) if key.isascii() and key.isdigit() and len(key) < 10 else Q(slug_ind=key) | Q(slug_en=key)
        found = get_model("catalogue", "Product").objects.browsable().for_page().filter(wanted).order_by("pk").first()
        if found is None:
            raise Http404(_("This product is not sold here, or no longer."))
        return _detail(ProductPage(found, PolicyFacts.current(), timezone.now()))


def listing_data(products, filters, orders=None):
    """One page of `products` as the list pages show it. Raises Http404 for a page that does not exist."""
    tree = browsable_tree()
    if filters.category and filters.category not in tree:
        raise Http404(_("There is no such category."))
    listing = Listing(products, _as_address(filters), tree, tree.get(filters.category), orders)
    paginator = listing.page.paginator
    return {
        "count": paginator.count,
        "page": listing.page.number,
        "pages": paginator.num_pages,
        "items": [_product(product) for product in listing.page.object_list],
    }


def _as_address(filters):
    """The filters as the query of a list's address has them."""
    query = QueryDict(mutable=True)
    query.setlist("brand", filters.brand)
    for name in ("price_from", "price_to", "sort", "page"):
        if getattr(filters, name) is not None:
            query[name] = str(getattr(filters, name))
    if filters.in_stock:
        query["in_stock"] = "on"
    return query


def _category(category):
    return {
        "id": category.pk,
        "name": category.name,
        "url": absolute(category.get_absolute_url()),
        "children": [_category(branch) for branch in category.branches],
    }


def _offer(product, price, availability):
    return {
        "id": product.pk,
        "code": product.upc or "",
        "price": money(price.incl_tax) if price.exists else None,
        "availability": {"can_be_bought": availability.is_available_to_buy, "words": str(availability.message)},
    }


def _product(product):
    info, picture = product.purchase_info, product.first_picture
    return _offer(product, info.price, info.availability) | {
        "title": product.title,
        "slug": product.slug,
        "brand": product.brand,
        "url": absolute(product.get_absolute_url()),
        "picture": absolute(picture.original.url) if picture else None,
        "has_variants": product.is_parent,
    }


def _detail(page):
    return _product(page.product) | {
        "description": page.product.description or "",
        "pictures": [absolute(picture.original.url) for picture in page.pictures],
        "trail": [link(name, address) for name, address in page.trail_above],
        "specifications": [{"name": name, "text": text} for name, text in page.specifications],
        "warranty": page.warranty,
        "warranty_terms": page.product.warranty_terms or "",
        "processed_on": page.processing_day,
        "variants": [
            _offer(variant.product, variant.price, variant.availability) | {"label": str(variant.label)}
            for variant in page.variants
        ],
    }
