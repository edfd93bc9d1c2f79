"""Form fields of the dashboard."""

import re

from django import forms
from django.utils.translation import gettext_lazy as _

MAX_PRICE_RP = 9_999_999_999
WRITTEN = re.compile(r"-?[0-9]+([.,][0-9]+)?")


class RupiahField(forms.DecimalField):
    """An amount of whole rupiah, not below zero. `1.500.000` and `Rp1.500.000` are understood."""

    default_error_messages = {
        "invalid": _("Type the amount in rupiah as digits, for example 1500000."),
        "min_value": _("The amount is below zero."),
        "max_value": _("The amount is too large."),
        "max_decimal_places": _("The shop knows whole rupiah only: leave out what follows the comma."),
    }

    def __init__(self, **kwargs):
        kwargs = {"min_value": 0, "max_value": MAX_PRICE_RP, "decimal_places": 0} | kwargs
        super().__init__(**kwargs, widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}))

    def prepare_value(self, value):
        """Stored amounts carry two decimals that mean nothing."""
        return int(value) if hasattr(value, "to_integral_value") else value

    def to_python(self, value):
        if isinstance(value, str):
            value = without_grouping(value.strip().removeprefix("Rp").replace(" ", ""))
            if value and not WRITTEN.fullmatch(value):  # 1e3 is a number, and a slip
                raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return super().to_python(value)


class PriceField(RupiahField):
    """What something sells for: nothing is given away by a slip."""

    default_error_messages = {"min_value": _("The price must be at least Rp1.")}

    def __init__(self, **kwargs):
        super().__init__(min_value=1, **kwargs)


def without_grouping(text):
    """`1.500.000` as `1500000`; text that is not grouped by thousands stays as it is."""
    head, *groups = text.split(".")
    grouped = bool(groups) and head.removeprefix("-").isdigit() and all(len(g) == 3 and g.isdigit() for g in groups)
    return head + "".join(groups) if grouped else text
