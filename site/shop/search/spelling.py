"""A search that finds nothing, in the nearest words that the shop knows: "gerindra" becomes "gerinda"."""

from difflib import get_close_matches

from django.core.cache import cache
from oscar.core.loading import get_model

from shop.search.words import words

SHORTEST = 4  # letters; shorter words are near to too many others
NEAR = 0.74  # of difflib's ratio: one letter too many, missing or swapped in a word of five
KEPT_S = 600
KEY = "search-vocabulary"


def vocabulary():
    """The words of all public titles and brands, in both languages; one query, kept for ten minutes."""
    known = cache.get(KEY)
    if known is None:
        rows = get_model("catalogue", "Product").objects.browsable().values_list("title_ind", "title_en", "brand")
        known = {word for row in rows.iterator() for text in row for word in words(text or "", most=None)}
        known = frozenset(word for word in known if len(word) >= SHORTEST)
        cache.set(KEY, known, KEPT_S)
    return known


def mended(text):
    """`text` with each unknown word replaced by the nearest known one; None where nothing changes."""
    known = vocabulary()
    typed = words(text)
    nearest = [word if word in known or len(word) < SHORTEST else _nearest(word, known) for word in typed]
    return " ".join(nearest) if nearest != typed else None


def _nearest(word, known):
    return next(iter(get_close_matches(word, known, 1, NEAR)), word)
