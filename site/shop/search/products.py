"""Search over products: every word must occur, the last may be unfinished; codes and titles come first."""

from django.db import connection
from django.db.models import Case, Q, Value, When
from oscar.core.loading import get_model

from shop.search.sqlite import sqlite_keys
from shop.search.words import words

MAX_HITS = 2000  # where the index is not in the database, and its answers are carried over


def find_products(text):
    """Public products that fit `text`, annotated with `rank` (smaller is better); none for a text without words."""
    Product = get_model("catalogue", "Product")
    products = Product.objects.browsable()
    terms = " ".join(words(text))
    if not terms:
        return products.annotate(rank=Value(0)).none()
    named = keys(Product.objects.order_by().autocomplete(terms, order_by_relevance=False))
    mentioned = keys(Product.objects.order_by().search(terms, order_by_relevance=False))
    variants = Product.objects.public().filter(upc__iexact=terms, structure=Product.CHILD)
    coded = Q(upc__iexact=terms) | Q(pk__in=variants.values("parent"))
    found = products.filter(Q(pk__in=named) | Q(pk__in=mentioned) | coded)
    return found.annotate(rank=Case(When(coded, then=0), When(pk__in=named, then=1), default=2))


def keys(results):
    """The keys of search results: a query where the index is in this database, else a list."""
    if connection.vendor == "sqlite" and hasattr(results, "get_queryset"):
        return sqlite_keys(results)
    if hasattr(results, "get_queryset"):
        return results.get_queryset().values("pk")
    return [product.pk for product in results[:MAX_HITS]]
