"""Looking orders up, taking their next step, correcting an address."""

from django import forms
from django.utils.translation import gettext_lazy as _
from oscar.apps.dashboard.orders.forms import *  # noqa: F403
from oscar.core.loading import get_model
from oscar.forms.widgets import DatePickerInput

from shop.address.forms import PERSON, PLACE, PersonFields, PlaceFields
from shop.order.lifecycle import Role, State, can_move


class OrderSearchForm(forms.Form):
    """What staff know of an order when somebody calls."""

    order_number = forms.CharField(required=False, label=_("Order number"))
    customer = forms.CharField(required=False, label=_("Customer (name or email)"))
    product_title = forms.CharField(required=False, label=_("Product name"))
    partner_sku = forms.CharField(required=False, label=_("SKU"))
    status = forms.ChoiceField(required=False, label=_("Status"), choices=[("", _("All")), *State.choices])
    date_from = forms.DateField(required=False, label=_("Placed from"), widget=DatePickerInput)
    date_to = forms.DateField(required=False, label=_("Placed until"), widget=DatePickerInput)

    def clean(self):
        """Oscar's list also asks for what this shop does not search by."""
        return super().clean() | dict.fromkeys(("name", "upc", "voucher", "payment_method"), "")


ACTIONS = {State.CANCELLED: _("Cancel the order")}  # what staff do; a state's own name is what the order then is


class StepForm(forms.Form):
    """The next step of an order, one of those that staff may take now."""

    state = forms.ChoiceField(label=_("Next step"))
    why = forms.CharField(
        label=_("Reason"),
        max_length=500,
        required=False,
        help_text=_("The customer reads it in the order's timeline."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args, order, **kwargs):
        super().__init__(*args, **kwargs)
        steps = [state for state in State if can_move(order, state, Role.STAFF)]
        choose = [("", _("Choose …"))] if steps else []
        self.fields["state"].choices = choose + [(state.value, ACTIONS.get(state, state.label)) for state in steps]

    def clean(self):
        data = super().clean()
        if data.get("state") == State.CANCELLED and not data.get("why", "").strip():
            self.add_error("why", _("Say why the order is cancelled."))
        return data


class ShippingAddressForm(PersonFields, PlaceFields, forms.ModelForm):
    """The address without its city: that one decided the price of the delivery."""

    regency = None
    notes = forms.CharField(label=_("Note for the courier"), max_length=500, required=False, widget=forms.Textarea)

    class Meta:
        model = get_model("order", "ShippingAddress")
        fields = (*PERSON, *(name for name in PLACE if name != "regency"), "notes")
