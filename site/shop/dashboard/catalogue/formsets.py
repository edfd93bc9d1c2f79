"""Formsets of a product's page."""

from django import forms
from django.utils.translation import ngettext
from oscar.apps.dashboard.catalogue import formsets as oscar

from shop.dashboard.rights import CHANGE_STOCK


class StockRecordFormSet(oscar.StockRecordFormSet):
    """One record: the shop sells from its own stock. What is held for orders cannot be deleted."""

    max_num = 1

    def __init__(self, product_class, user, *args, **kwargs):
        super().__init__(product_class, user, *args, **kwargs)
        self.can_delete = user.has_perm(CHANGE_STOCK)

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
