"""The bank account in Indonesia that a refund goes to, as the shopper and staff write it."""

import re

from django import forms
from django.utils.translation import gettext_lazy as _

from shop.address.forms import LineField, PlainLineField

BETWEEN_DIGITS = re.compile(r"[ .\-]")
DIGITS = re.compile(r"[0-9]{5,20}")


class RefundAccountForm(forms.Form):
    """A bank account. Its number is kept as digits alone."""

    bank = PlainLineField(label=_("Bank"), min_length=2, max_length=50, help_text=_("For example BCA or Bank Mandiri."))
    account_number = forms.CharField(
        label=_("Account number"),
        help_text=_("Digits; spaces and dashes are fine."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    account_holder = LineField(
        label=_("Account holder"),
        min_length=2,
        max_length=100,
        help_text=_("The name as the bank knows it."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )

    def clean_bank(self):
        return _with_a_letter(self.cleaned_data["bank"], _("Write the name of the bank, for example BCA."))

    def clean_account_number(self):
        number = BETWEEN_DIGITS.sub("", self.cleaned_data["account_number"])
        if not DIGITS.fullmatch(number):
            raise forms.ValidationError(_("Write the account number with 5 to 20 digits, for example 123-456-7890."))
        return number

    def clean_account_holder(self):
        return _with_a_letter(self.cleaned_data["account_holder"], _("Write the name of the account holder."))


def _with_a_letter(text, message):
    if not any(character.isalpha() for character in text):
        raise forms.ValidationError(message)
    return text
