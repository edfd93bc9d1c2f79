"""The catalogue's pages in the dashboard."""

from django.contrib import messages
from django.db import transaction
from django.db.models import Q
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from oscar.apps.dashboard.catalogue import views as oscar
from oscar.core.loading import get_model

from shop.dashboard.catalogue.english import lacks_english
from web.merging import lock

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
    """A product with its pictures, price and stock: all of it is saved or nothing. Locks the product."""

    def post(self, request, *args, **kwargs):
        lock(Product, kwargs.get("pk"))
        return super().post(request, *args, **kwargs)

    def get_object(self, queryset=None):
        product = super().get_object(queryset)
        if self.parent:
            del self.formsets["category_formset"]  # a variant is where its family is
        return product

    def forms_valid(self, form, formsets):
        response = super().forms_valid(form, formsets)
        if self.parent:
            tell_hidden_family(self.request, self.parent)
        elif hide_unsellable(self.object):
            text = _("“%(title)s” has neither a price nor variants yet. Until then customers do not see it.")
            messages.warning(self.request, text % {"title": self.object.title})
        return response


class ProductDeleteView(oscar.ProductDeleteView):
    """Deletes a product; a family without its last variant has nothing to sell."""

    def handle_deleting_last_child(self, parent):
        super().handle_deleting_last_child(parent)
        hide_unsellable(parent)


def hide_unsellable(product):
    """Hide a product that has neither a price nor variants; return whether it was public before."""
    if not product.is_public or product.stockrecords.exists() or product.children.exists():
        return False
    product.is_public = False
    product.save(update_fields=["is_public"])
    return True


def tell_hidden_family(request, family):
    """Say that a variant cannot be seen while its family is hidden."""
    if not family.is_public:
        text = _("Customers do not see “%(title)s” yet. When its variants are complete, tick “Is public” on its page.")
        messages.warning(request, text % {"title": family.title})


class ProductLookupView(oscar.ProductLookupView):
    """Products by a part of their title in either language."""

    def lookup_filter(self, qs, term):
        return qs.filter(titled(term))
