"""Numbers as the shop writes them."""

import unicodedata
from decimal import ROUND_HALF_UP, Decimal

from django.utils.formats import number_format

RUPIAH = Decimal(1)


def whole_rupiah(amount):
    """`amount` rounded half up to whole rupiah: the shop knows no smaller unit."""
    return Decimal(amount).quantize(RUPIAH, ROUND_HALF_UP)


def rupiah(amount):
    """`Rp1.500.000`, in both languages: the same price reads the same everywhere."""
    return f"{'-' if amount < 0 else ''}Rp{abs(whole_rupiah(amount)):,}".replace(",", ".")


def isolated(text):
    """`text` in directional isolates where some of it runs from right to left, so that the words around it stay put."""
    runs_left = any(unicodedata.bidirectional(character) in ("R", "AL") for character in text)
    return f"\u2068{text}\u2069" if runs_left else text


def clock(time):
    """`08.30`, in both languages, as the help center writes it."""
    return f"{time:%H.%M}"


def kilograms(weight_g):
    """`12,5 kg` or `12.5 kg`, as the language of the page writes it; at most two decimals."""
    text = f"{Decimal(weight_g) / 1000:.2f}".rstrip("0").rstrip(".")
    return f"{number_format(text)} kg"
