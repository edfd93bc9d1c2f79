"""The catalogue's pages in the dashboard."""

from django.db import transaction
from django.db.models import Q
from django.utils.decorators import method_decorator
from oscar.apps.dashboard.catalogue import views as oscar
from oscar.core.loading import get_model

from shop.dashboard.catalogue.english import lacks_english

Product = get_model("catalogue", "Product")


class ProductListView(oscar.ProductListView):
    """The products with price and stock, in a fixed number of queries."""

    def get_queryset(self):
        return super().get_queryset().prefetch_related("children__stockrecords")

    def apply_search(self, queryset):
        """Search the titles of both languages, and what lacks English; a variant finds its family."""
        queryset = super().apply_search(queryset)
        data = self.form.cleaned_data if self.form.is_valid() else {}
        for condition in (
            titled(data["text"]) if data.get("text") else None,
            lacks_english() if data.get("english") else None,
        ):
            if condition is not None:
                found = Product.objects.filter(condition)
                queryset = queryset.filter(Q(pk__in=found.values("pk")) | Q(pk__in=found.values("parent_id")))
        return queryset


def titled(text):
    """Products with `text` in a title of either language."""
    return Q(title_ind__icontains=text) | Q(title_en__icontains=text)


@method_decorator(transaction.atomic, name="post")
class ProductCreateUpdateView(oscar.ProductCreateUpdateView):
    """A product with its pictures, price and stock: all of it is saved or nothing."""


class ProductLookupView(oscar.ProductLookupView):
    """Products by a part of their title in either language."""

    def lookup_filter(self, qs, term):
        return qs.filter(titled(term))
