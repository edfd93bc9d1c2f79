"""Looking orders up, correcting an address."""

from django import forms
from django.utils.translation import gettext_lazy as _
from oscar.apps.dashboard.orders.forms import *  # noqa: F403
from oscar.core.loading import get_model
from oscar.forms.widgets import DatePickerInput

from shop.address.forms import PERSON, PLACE, PersonFields, PlaceFields
from shop.dashboard.today.queues import ALL
from shop.order.lifecycle import State


class OrderSearchForm(forms.Form):
    """What staff know of an order when somebody calls."""

    order_number = forms.CharField(required=False, label=_("Order number"))
    customer = forms.CharField(required=False, label=_("Customer (name or email)"))
    product_title = forms.CharField(required=False, label=_("Product name"))
    partner_sku = forms.CharField(required=False, label=_("SKU"))
    status = forms.ChoiceField(required=False, label=_("Status"), choices=[("", _("All")), *State.choices])
    queue = forms.ChoiceField(
        required=False, label=_("To do"), choices=[("", _("All")), *((queue.code, queue.title) for queue in ALL)]
    )
    date_from = forms.DateField(required=False, label=_("Placed from"), widget=DatePickerInput)
    date_to = forms.DateField(required=False, label=_("Placed until"), widget=DatePickerInput)

    def clean(self):
        """Oscar's list also asks for what this shop does not search by."""
        return super().clean() | dict.fromkeys(("name", "upc", "voucher", "payment_method"), "")


class ShippingAddressForm(PersonFields, PlaceFields, forms.ModelForm):
    """The address without its city: that one decided the price of the delivery."""

    regency = None
    notes = forms.CharField(label=_("Note for the courier"), max_length=500, required=False, widget=forms.Textarea)

    class Meta:
        model = get_model("order", "ShippingAddress")
        fields = (*PERSON, *(name for name in PLACE if name != "regency"), "notes")


class PickupPersonForm(PersonFields, forms.ModelForm):
    """Who picks the goods up; the address that such an order keeps is the shop's."""

    notes = forms.CharField(label=_("Note"), max_length=500, required=False, widget=forms.Textarea)

    class Meta:
        model = get_model("order", "ShippingAddress")
        fields = (*PERSON, "notes")
