"""Indonesian addresses as people write them: one name, a phone number in any form, a city of the list."""

import re
import unicodedata

from django import forms
from django.core.validators import RegexValidator
from django.forms.models import ModelChoiceIterator
from django.utils.translation import gettext_lazy as _
from oscar.core.loading import get_model
from phonenumber_field.formfields import PhoneNumberField

BIDI_CONTROLS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
BLANK_LETTERS = frozenset("\u115f\u1160\u2800\u3164\uffa0")  # letters by category that show nothing
UNSEEN = frozenset({"Cc", "Cf", "Mn", "Zl", "Zp", "Zs"})


class LineField(forms.CharField):
    """One line of text in any script: runs of white space become one space, controls of direction go.

    What shows nothing is nothing. A text that is too long can be typed, and is answered by an error that keeps it.
    """

    def to_python(self, value):
        value = BIDI_CONTROLS.sub("", super().to_python(value))
        text = " ".join("".join(" " if unicodedata.category(c) == "Cc" and c != "\0" else c for c in value).split())
        return text if any(_is_seen(c) for c in text) else ""

    def widget_attrs(self, widget):
        attrs = super().widget_attrs(widget) | {"dir": "auto"}
        attrs.pop("maxlength", None)
        return attrs


class TextField(forms.CharField):
    """Several lines of text in any script, without controls of direction: they would turn around what stands after it.

    Too long a text can be typed, and is answered by an error that keeps it.
    """

    widget = forms.Textarea(attrs={"rows": 6})

    def to_python(self, value):
        return BIDI_CONTROLS.sub("", super().to_python(value)).replace("\r\n", "\n").strip()

    def widget_attrs(self, widget):
        return {"dir": "auto"}


class PlainLineField(LineField):
    """A name or a number as banks and couriers print it: letters, digits and few signs."""

    default_validators = [
        RegexValidator(r"^[^\W_](?:[^\W_]|[ \-./&])*$", _("Write it with letters, digits, spaces and - . / & alone."))
    ]


def _is_seen(character):
    """Whether a character shows something by itself; a null counts, so that it is refused."""
    if character == "\0":
        return True
    return character not in BLANK_LETTERS and unicodedata.category(character) not in UNSEEN


class _ByProvince(ModelChoiceIterator):
    """The cities and regencies, grouped by province; one query."""

    def __iter__(self):
        yield ("", self.field.empty_label)
        groups = {}
        for regency in self.queryset:
            groups.setdefault(regency.province.name, []).append(self.choice(regency))
        yield from groups.items()


class RegencyField(forms.ModelChoiceField):
    """A city or regency of the official list."""

    iterator = _ByProvince

    def __init__(self, **kwargs):
        rows = get_model("address", "Regency").objects.select_related("province")
        super().__init__(rows, empty_label=_("Choose your city or regency"), **kwargs)


class PersonFields(forms.Form):
    """Who receives the parcel."""

    first_name = LineField(
        label=_("Name"),
        max_length=255,
        error_messages={"required": _("Write the name of the person who receives it.")},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    phone_number = PhoneNumberField(
        label=_("Phone"),
        region="ID",
        help_text=_("For the delivery or the pickup, for example 0812-3456-7890."),
        error_messages={
            "required": _("Write a phone number."),
            "invalid": _("Write a phone number such as 0812-3456-7890 or +62 812-3456-7890."),
        },
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
    )


class PlaceFields(forms.Form):
    """Where it goes."""

    regency = RegencyField(
        label=_("City or regency"),
        error_messages={
            "required": _("Choose a city or regency of the list."),
            "invalid_choice": _("Choose a city or regency of the list."),
        },
        widget=forms.Select(attrs={"data-regencies": ""}),
    )
    line3 = LineField(
        label=_("District (kecamatan)"),
        max_length=255,
        error_messages={"required": _("Write the district (kecamatan).")},
    )
    line1 = LineField(
        label=_("Street and number"),
        max_length=255,
        error_messages={"required": _("Write the street and the house number.")},
        widget=forms.TextInput(attrs={"autocomplete": "address-line1"}),
    )
    line2 = LineField(
        label=_("Details"),
        max_length=255,
        required=False,
        help_text=_("Building, floor, RT/RW, a landmark."),
        widget=forms.TextInput(attrs={"autocomplete": "address-line2"}),
    )
    postcode = LineField(
        label=_("Postal code"),
        max_length=64,
        error_messages={"required": _("Write the postal code, 5 digits.")},
        validators=[RegexValidator(r"\A[1-9]\d{4}\Z", _("A postal code has 5 digits, for example 40115."))],
        widget=forms.TextInput(attrs={"autocomplete": "postal-code", "inputmode": "numeric"}),
    )


PLACE = ("regency", "line3", "line1", "line2", "postcode")
PERSON = ("first_name", "phone_number")


def fill_address(address, cleaned):
    """Write what a form with person and place found into an address of any kind; it is not saved."""
    for name in (*PERSON, *PLACE):
        setattr(address, name, cleaned[name])
    address.last_name = ""
    address.line4 = cleaned["regency"].name
    address.state = cleaned["regency"].province.name
    address.country_id = "ID"
    return address


class UserAddressForm(PersonFields, PlaceFields, forms.ModelForm):
    """An address of a member's address book."""

    class Meta:
        model = get_model("address", "UserAddress")
        fields = (*PERSON, *PLACE)

    def _post_clean(self):
        if not self.errors:
            fill_address(self.instance, self.cleaned_data)
        super()._post_clean()
