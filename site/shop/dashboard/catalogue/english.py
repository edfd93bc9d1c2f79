"""Which products still lack their English text."""

from django.db.models import Q

TEXTS = ("title", "description", "warranty_terms")


def lacks(name):
    """Products with an Indonesian text `name` and no English one."""
    empty = Q(**{f"{name}_en": ""}) | Q(**{f"{name}_en__isnull": True})
    return empty & ~Q(**{f"{name}_ind": ""}) & Q(**{f"{name}_ind__isnull": False})


def lacks_english():
    """Products of which any text is in Indonesian only."""
    condition = Q()
    for name in TEXTS:
        condition |= lacks(name)
    return condition


def missing_texts(product):
    """The names of a product's texts that have no English."""
    return [name for name in TEXTS if getattr(product, f"{name}_ind") and not getattr(product, f"{name}_en")]
