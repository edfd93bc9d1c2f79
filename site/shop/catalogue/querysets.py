"""Questions about many products."""

from oscar.apps.catalogue.managers import ProductQuerySet as OscarProductQuerySet
from modelsearch.queryset import SearchableQuerySetMixin


class ProductQuerySet(SearchableQuerySetMixin, OscarProductQuerySet):
    """Oscar's questions and ours."""
