"""Numbers in forms as people here write them: a dot groups thousands."""

import re

from django import forms
from django.utils.translation import gettext_lazy as _

GROUPED = re.compile(r"[+-]?[0-9]{1,3}(\.[0-9]{3})+")
WHOLE = re.compile(r"[+-]?[0-9]+")


def without_grouping(text):
    """`1.500.000` as `1500000`; text that is not grouped by thousands stays as it is."""
    return text.replace(".", "") if GROUPED.fullmatch(text) else text


class WholeNumberField(forms.IntegerField):
    """A whole number. `1.500` is fifteen hundred; Django alone would take `1.000` for one, and `1.5` for a mistake."""

    default_error_messages = {"invalid": _("Write a whole number in digits, for example 1500.")}

    def to_python(self, value):
        if isinstance(value, str):
            value = without_grouping(value.strip())
            if value and not WHOLE.fullmatch(value):
                raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return super().to_python(value)
