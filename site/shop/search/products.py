"""Search over products: every word must occur, the last may be unfinished; codes and titles come first.

English plurals find their singular. Where no product has every word, `find_in_part` takes those that have most.
"""

from collections import Counter

from django.db import connection
from django.db.models import Case, Q, Value, When
from oscar.core.loading import get_model

from shop.search.sqlite import sqlite_keys
from shop.search.words import singular, words

MENTIONED = 2  # the rank of what has the words in its description alone
IN_TITLE, LITTLE, SHORTEST_TELLING = 5, 0.1, 3  # weights, and letters of a word that says something
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
    return found.annotate(rank=Case(When(coded, then=0), When(named, then=1), default=MENTIONED))


def find_in_part(text, most):
    """At most so many public products, for tiles, that have some of the words of `text`, the nearest first.

    A word in a title counts for more than one in a description, one that few products have for more than one of many,
    and a number or the like for little. Two queries for each word: for searches that find nothing else.
    """
    weights = Counter()
    for word in dict.fromkeys(words(text)):
        having = find_products(word).order_by().values_list("pk", "rank")[:MAX_HITS]
        worth = (1 if len(word) >= SHORTEST_TELLING else LITTLE) / max(len(having), 1)
        for pk, rank in having:
            weights[pk] += worth * (1 if rank == MENTIONED else IN_TITLE)
    best = sorted(weights, key=lambda pk: (-weights[pk], -pk))[:most]
    found = {
        product.pk: product for product in get_model("catalogue", "Product").objects.filter(pk__in=best).for_tiles()
    }
    return [found[pk] for pk in best if pk in found]


def keys(results):
    """The keys of search results: a query where the index is in this database, else a list."""
    if connection.vendor == "sqlite" and hasattr(results, "get_queryset"):
        return sqlite_keys(results)
    if hasattr(results, "get_queryset"):
        return results.get_queryset().values("pk")
    return [product.pk for product in results[:MAX_HITS]]
