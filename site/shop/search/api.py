"""The search for other clients than a browser."""

from typing import Literal

from django.utils.translation import override
from ninja import Field, Query, Router, Schema

from shop.catalogue.api import Filters, Products, listing_data
from shop.search.products import find_products
from shop.search.sources import search_elsewhere
from shop.search.views import BY_RELEVANCE, ELSEWHERE
from shop.search.words import clean
from web.addresses import absolute

router = Router(tags=["search"])


class SearchFilters(Filters):
    q: str = Field(max_length=100, description="Every word must occur; the last may be unfinished.")
    sort: Literal["relevance", "newest", "price", "-price", "name"] = "relevance"


class Found(Schema):
    title: str
    url: str
    excerpt: str


class Results(Schema):
    products: Products
    elsewhere: list[Found] = Field(description="Entries of the help center.")


@router.get("/", response=Results, url_name="search", summary="Search products and help")
def search(request, filters: Query[SearchFilters]):
    with override(filters.locale):
        text = clean(filters.q)
        return {
            "products": listing_data(find_products(text), filters, BY_RELEVANCE),
            "elsewhere": [
                {"title": result.title, "url": absolute(result.url), "excerpt": result.excerpt}
                for result in search_elsewhere(text, ELSEWHERE)
            ],
        }
