"""What shoppers send to the basket: how many of what."""

from django import forms
from django.utils.translation import gettext, gettext_lazy as _
from oscar.core.loading import get_model

from shop.basket.contents import MOST, free_pieces
from web.fields import WholeNumberField


def quantity_field(free=MOST):
    """A number of pieces; whether there are so many is checked under the basket's lock (shop.basket.contents)."""
    return WholeNumberField(
        label=_("Quantity"),
        error_messages={
            "required": _("Write how many pieces you want."),
            "invalid": _("Write a whole number, for example 2."),
        },
        widget=forms.NumberInput(attrs={"min": 1, "max": min(free, MOST) or 1, "inputmode": "numeric"}),
    )


class AddForm(forms.Form):
    """The buy form of a product: the quantity, and which variant where there are some."""

    def __init__(self, product, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.product = product
        if product.is_parent:
            self.fields["child_id"] = forms.ModelChoiceField(
                get_model("catalogue", "Product").objects.filter(parent=product, is_public=True).order_by("pk"),
                label=_("Variant"),
                empty_label=None,
                error_messages={
                    "required": _("Choose a variant."),
                    "invalid_choice": _("This variant does not exist. Choose one of the list."),
                },
            )
            self.fields["child_id"].label_from_instance = _label
        self.fields["quantity"] = quantity_field()
        self.fields["quantity"].initial = 1

    def clean(self):
        cleaned = super().clean()
        if "child_id" in self.fields:
            self.product = cleaned.get("child_id") or self.product
        return cleaned


def _label(variant):
    title = variant.title or variant.get_title()
    return title if free_pieces(variant) else gettext("%(title)s (Sold Out)") % {"title": title}
