"""Form fields of the dashboard."""

import re
from decimal import Decimal

from django import forms
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _

from web.fields import GROUPED, without_grouping

MAX_PRICE_RP = 9_999_999_999
WRITTEN = re.compile(r"-?[0-9]+([.,][0-9]+)?")
NO_CENTS = re.compile(r",(00?|-)\Z")


class RupiahField(forms.DecimalField):
    """An amount of whole rupiah, not below zero. `1.500.000`, `Rp1.500.000,00` and `1.500.000,-` are understood."""

    default_error_messages = {
        "invalid": _("Type the amount in rupiah as digits, for example 1500000."),
        "min_value": _("The amount is below zero."),
        "max_value": _("The amount is too large."),
        "max_decimal_places": _("The shop knows whole rupiah only: leave out what follows the comma or dot."),
    }

    def __init__(self, **kwargs):
        kwargs = {"min_value": 0, "max_value": MAX_PRICE_RP, "decimal_places": 0} | kwargs
        super().__init__(**kwargs, widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}))

    def prepare_value(self, value):
        """Stored amounts carry two decimals that mean nothing."""
        return int(value) if hasattr(value, "to_integral_value") else value

    def to_python(self, value):
        if isinstance(value, str):
            value = value.strip().removeprefix("Rp").replace(" ", "")
            value = without_grouping(NO_CENTS.sub("", value))
            if value and not WRITTEN.fullmatch(value):  # 1e3 is a number, and a slip
                raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
            value = value.replace(",", ".")
        return super().to_python(value)


class KilogramField(forms.DecimalField):
    """A weight. Both comma and dot stand before the grams; what could be read as thousands is refused."""

    default_error_messages = {
        "invalid": _("Write the weight in kilograms, for example 1,5 or 1500, without dots between the thousands."),
    }

    def __init__(self, **kwargs):
        super().__init__(**kwargs | {"widget": forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})})

    def prepare_value(self, value):
        """0,5 or 0.5 by the language of the page, without the zeros that a column carries."""
        if not isinstance(value, Decimal):
            return value
        return number_format(value.normalize() + 0, use_l10n=True, force_grouping=False)

    def to_python(self, value):
        if isinstance(value, str):
            value = value.strip()
            if GROUPED.fullmatch(value) or (value and not WRITTEN.fullmatch(value)):
                raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
            value = value.replace(",", ".")
        return super().to_python(value)


class PriceField(RupiahField):
    """What something sells for: nothing is given away by a slip."""

    default_error_messages = {"min_value": _("The price must be at least Rp1.")}

    def __init__(self, **kwargs):
        super().__init__(min_value=1, **kwargs)
