"""Search over products: every word must occur, the last may be unfinished; codes and titles come first.

English plurals find their singular. Where no product has every word, `find_in_part` takes those that have most.
"""

from collections import Counter

from django.db import connection
from django.db.models import Case, Q, Value, When
from oscar.core.loading import get_model

from shop.search.sqlite import sqlite_keys
from shop.search.words import singular, words

MAX_HITS = 2000  # where the index is not in the database, and its answers are carried over


def find_products(text):
    """Public products that fit `text`, annotated with `rank` (smaller is better); none for a text without words."""
    Product = get_model("catalogue", "Product")
    products = Product.objects.browsable()
    typed = words(text)
    terms = " ".join(typed)
    if not terms:
        return products.annotate(rank=Value(0)).none()
    variants = Product.objects.public().filter(upc__iexact=terms, structure=Product.CHILD)
    coded = Q(upc__iexact=terms) | Q(pk__in=variants.values("parent"))
    named = mentioned = Q()
    for spelled in dict.fromkeys((terms, " ".join(map(singular, typed)))):
        named |= Q(pk__in=keys(Product.objects.order_by().autocomplete(spelled, order_by_relevance=False)))
        mentioned |= Q(pk__in=keys(Product.objects.order_by().search(spelled, order_by_relevance=False)))
    found = products.filter(named | mentioned | coded)
    return found.annotate(rank=Case(When(coded, then=0), When(named, then=1), default=2))


def find_in_part(text):
    """Public products that have most of the words of `text`; a word that few have counts more than one of many.

    Two queries for each word: for searches that find nothing else.
    """
    Product = get_model("catalogue", "Product")
    weights = Counter()
    for word in dict.fromkeys(words(text)):
        having = set(find_products(word).order_by().values_list("pk", flat=True)[:MAX_HITS])
        for pk in having:
            weights[pk] += 1 / len(having)
    best = max(weights.values(), default=0)
    return Product.objects.browsable().filter(pk__in=[pk for pk, weight in weights.items() if weight == best])


def keys(results):
    """The keys of search results: a query where the index is in this database, else a list."""
    if connection.vendor == "sqlite" and hasattr(results, "get_queryset"):
        return sqlite_keys(results)
    if hasattr(results, "get_queryset"):
        return results.get_queryset().values("pk")
    return [product.pk for product in results[:MAX_HITS]]
