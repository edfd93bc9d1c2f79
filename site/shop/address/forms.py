"""One way to ask for an Indonesian address, at the checkout and in the address book."""

from itertools import groupby

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _
from oscar.core.loading import get_model
from phonenumber_field.formfields import PhoneNumberField

from shop.address.models import Regency

COUNTRY = "ID"
PHONE_HELP = _("For example 0812-3456-7890 or +62 812 3456 7890.")
PHONE_ERROR = _("This is not a telephone number. Write it as 0812-3456-7890, 62812… or +62812….")


class _ByProvince(forms.models.ModelChoiceIterator):
    """The cities and regencies in a group per province; one query."""

    def __iter__(self):
        yield ("", self.field.empty_label)
        for province, regencies in groupby(self.queryset, key=lambda regency: regency.province.name):
            yield (province, [self.choice(regency) for regency in regencies])


class RegencyField(forms.ModelChoiceField):
    """A city or regency, picked from the list of its province."""

    iterator = _ByProvince

    def __init__(self, **kwargs):
        regencies = Regency.objects.select_related("province").order_by("province__name", "name")
        super().__init__(regencies, empty_label=_("Choose a city or regency"), **kwargs)


def phone_field(**kwargs):
    """A telephone number in any of the forms 08…, 62…, +62…."""
    return PhoneNumberField(
        label=_("Phone"),
        region=COUNTRY,
        help_text=PHONE_HELP,
        error_messages={"invalid": PHONE_ERROR},
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
        **kwargs,
    )


def _text(label, max_length, autocomplete, **kwargs):
    widget = forms.TextInput(attrs={"autocomplete": autocomplete})
    return forms.CharField(label=label, max_length=max_length, widget=widget, **kwargs)


class AddressFields(forms.Form):
    """The fields of an address; `fill` writes them to any of Oscar's address models."""

    first_name = _text(_("Name"), 255, "name")
    phone_number = phone_field()
    line1 = _text(_("Street and house number"), 255, "street-address", help_text=_("With RT/RW, building or floor."))
    line3 = _text(_("District (kecamatan)"), 255, "address-level3")
    regency = RegencyField(label=_("City or regency"))
    postcode = _text(
        _("Postal code"),
        5,
        "postal-code",
        validators=[RegexValidator(r"^[1-9]\d{4}\Z", _("A postal code has five digits, for example 11180."))],
    )

    def fill(self, address):
        """Write the answers to `address`, with the names of city and province as they are now; it is not saved."""
        for name in AddressFields.base_fields:
            setattr(address, name, self.cleaned_data[name])
        regency = self.cleaned_data["regency"]
        address.line4, address.state = regency.name, regency.province.name
        address.last_name = address.line2 = ""
        address.country_id = COUNTRY
        return address

    @staticmethod
    def answers_of(address):
        """The values that show `address` in the form again."""
        return {name: getattr(address, name) for name in AddressFields.base_fields}


class UserAddressForm(AddressFields):
    """An address in a member's address book."""

    is_default_for_shipping = forms.BooleanField(label=_("Use this address first"), required=False)

    def __init__(self, address, *args, **kwargs):
        self.address = address
        if address.pk:
            default = {"is_default_for_shipping": address.is_default_for_shipping}
            kwargs["initial"] = self.answers_of(address) | default
        super().__init__(*args, **kwargs)

    def clean(self):
        cleaned = super().clean()
        if not self.errors:
            twins = get_model("address", "UserAddress").objects.filter(
                user=self.address.user, hash=self.fill(self.address).generate_hash()
            )
            if twins.exclude(pk=self.address.pk).exists():
                raise ValidationError(_("This address is in your address book already."))
        return cleaned

    def save(self):
        """Save the address; a member's first one is the one used first."""
        first = not self.address.user.addresses.exclude(pk=self.address.pk).exists()
        self.address.is_default_for_shipping = first or self.cleaned_data["is_default_for_shipping"]
        self.address.save()
        return self.address
