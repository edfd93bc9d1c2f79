"""Formsets of a product's page."""

from django import forms
from django.utils.translation import ngettext
from oscar.apps.dashboard.catalogue import formsets as oscar


class StockRecordFormSet(oscar.StockRecordFormSet):
    """One record: the shop sells from its own stock. What is held for orders cannot be deleted."""

    max_num = 1

    def clean(self):
        super().clean()
        for form in self.deleted_forms:
            held = form.instance.num_allocated or 0
            if held:
                message = ngettext(
                    "%(count)d piece is held for orders: the stock record cannot be deleted.",
                    "%(count)d pieces are held for orders: the stock record cannot be deleted.",
                    held,
                )
                raise forms.ValidationError(message % {"count": held})
