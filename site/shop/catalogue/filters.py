"""What a list of products can be narrowed by, as it stands in the address."""

import re
from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import F
from django.utils.translation import gettext_lazy as _

ORDERS = {  # the word in the address → its label and its columns
    "newest": (_("Newest"), ("-priority", "-date_created", "-pk")),
    "price": (_("Price, low to high"), (F("price_from").asc(nulls_last=True), "-pk")),
    "-price": (_("Price, high to low"), (F("price_from").desc(nulls_last=True), "-pk")),
    "name": (_("Name"), ("title", "pk")),
}
MAX_DIGITS = 12


class RupiahField(forms.CharField):
    """An amount as people write it: 1500000, 1.500.000 or Rp1.500.000; `Decimal`, or None where it is empty."""

    widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "size": 10})

    def to_python(self, value):
        text = re.sub(r"^Rp\.?|[\s.]", "", super().to_python(value), flags=re.IGNORECASE)
        if not text:
            return None
        if not (text.isascii() and text.isdigit() and len(text) <= MAX_DIGITS):
            raise ValidationError(_("Write an amount in rupiah, such as 1.500.000."))
        return Decimal(text)


class WordsField(forms.Field):
    """Any of several words; what is not known finds nothing, it is no mistake of the shopper."""

    widget = forms.MultipleHiddenInput

    def to_python(self, value):
        return [word.replace("\0", "")[:64] for word in value or [] if word]


class FilterForm(forms.Form):
    """The filters of every list. A field in error is left out of the filter and keeps what was typed."""

    hides_optional = True

    brand = WordsField(label=_("Brand"), required=False)
    price_from = RupiahField(label=_("From (Rp)"), required=False)
    price_to = RupiahField(label=_("To (Rp)"), required=False)
    in_stock = forms.BooleanField(label=_("In stock only"), required=False)

    def clean(self):
        least, most = self.cleaned_data.get("price_from"), self.cleaned_data.get("price_to")
        if least is not None and most is not None and least > most:
            self.add_error("price_to", _("This is less than the lowest price. Swap the two."))
            del self.cleaned_data["price_from"]
        return self.cleaned_data
