"""The first page of the checkout: who, and where to."""

from dataclasses import dataclass

from django import forms
from django.utils.html import format_html_join
from django.utils.translation import gettext_lazy as _
from oscar.core.loading import get_model

from shop.address.forms import PERSON, PLACE, PersonFields, PlaceFields, TextField, fill_address

SHIP, PICKUP = "ship", "pickup"
NEW = "new"


@dataclass(frozen=True)
class Destination:
    """Where an order goes: `cleaned` has person and place as far as asked; `saved` is a row of the address book."""

    is_pickup: bool
    cleaned: dict
    email: str = ""
    notes: str = ""
    saved: object = None
    keep: bool = False

    @property
    def regency(self):
        """The city that shipping is priced for; None for pickup."""
        if self.is_pickup:
            return None
        return self.saved.regency if self.saved else self.cleaned["regency"]

    def shipping_address(self, facts):
        """A new shipping address; for pickup the person, at the shop's address."""
        address = get_model("order", "ShippingAddress")(notes=self.notes)
        if self.saved:
            self.saved.populate_alternative_model(address)
            address.regency, address.notes = self.saved.regency, self.notes
        elif self.is_pickup:
            address.first_name, address.phone_number = (self.cleaned[name] for name in PERSON)
            address.line1, address.country_id = facts.pickup_address[:255], "ID"
        else:
            fill_address(address, self.cleaned)
        return address


class DestinationForm(PersonFields, PlaceFields):
    """Contact, and an address: a saved one, a new one, or none where the goods are picked up."""

    field_order = ("email", "delivery", "saved", *PERSON, *PLACE, "keep", "notes")

    email = forms.EmailField(
        label=_("Email"),
        help_text=_("We send the order and the invoice there."),
        error_messages={"required": _("Write your email address, for example siti@example.com.")},
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    delivery = forms.ChoiceField(
        label=_("How do you want to get it?"),
        choices=[(SHIP, _("Send it to an address")), (PICKUP, _("Pick it up at the shop, free of charge"))],
        widget=forms.RadioSelect,
        initial=SHIP,
    )
    saved = forms.ChoiceField(label=_("Address"), widget=forms.RadioSelect)
    keep = forms.BooleanField(label=_("Keep this address in my address book"), required=False)
    notes = TextField(
        label=_("Note"),
        max_length=500,
        required=False,
        help_text=_("For the delivery or the pickup, for example a gate or a time."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.addresses = {}
        if user.is_authenticated:
            del self.fields["email"]
            rows = user.addresses.filter(regency__isnull=False).select_related("regency__province", "country")
            self.addresses = {str(row.pk): row for row in rows.order_by("-is_default_for_shipping", "-pk")}
        else:
            del self.fields["keep"]
        if self.addresses:
            choices = [(pk, _in_one_line(row)) for pk, row in self.addresses.items()]
            self.fields["saved"].choices = [*choices, (NEW, _("Another address"))]
            self.fields["saved"].initial = next(iter(self.addresses))
        else:
            del self.fields["saved"]
        if self.is_bound:
            for name in self.unasked():
                self.fields[name].required = False

    def answer(self, name):
        """What was chosen, or is chosen to begin with."""
        return self.data.get(name, "") if self.is_bound else self.get_initial_for_field(self.fields[name], name)

    def unasked(self):
        """The fields that do not count with this choice: what is typed there is kept, and not looked at."""
        if self.answer("delivery") == PICKUP:
            return (*PLACE, *(("saved",) if "saved" in self.fields else ()))
        if "saved" in self.fields and self.answer("saved") in self.addresses:
            return (*PERSON, *PLACE)
        return ()

    def clean(self):
        cleaned = super().clean()
        for name in self.unasked():
            self.errors.pop(name, None)
            cleaned.pop(name, None)
        return cleaned

    def destination(self):
        """What the form says, once it is valid."""
        cleaned = self.cleaned_data
        return Destination(
            is_pickup=cleaned["delivery"] == PICKUP,
            cleaned={name: cleaned[name] for name in (*PERSON, *PLACE) if name in cleaned},
            email=cleaned.get("email", ""),
            notes=cleaned["notes"],
            saved=self.addresses.get(cleaned.get("saved", "")),
            keep=cleaned.get("keep", False),
        )


def _in_one_line(address):
    """A saved address as a choice; a part in another direction of writing does not turn the others around."""
    return format_html_join(", ", "<bdi>{}</bdi>", ((part,) for part in address.active_address_fields()))
