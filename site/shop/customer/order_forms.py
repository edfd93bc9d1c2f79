"""The forms of an order's life, as the shopper sees it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from shop.address.forms import LineField, TextField
from shop.order.messages import LONGEST
from shop.order.utils import with_dashes
from shop.payment.proofs import MOST_PER_ORDER, too_many


class FindOrderForm(forms.Form):
    """What a shopper knows about an order without its link."""

    number = LineField(
        label=_("Order number"),
        max_length=128,
        help_text=_("It is in each of our mails about the order."),
        widget=forms.TextInput(attrs={"autocapitalize": "characters", "spellcheck": "false", "autocomplete": "off"}),
    )
    email = forms.EmailField(label=_("Email"), widget=forms.EmailInput(attrs={"autocomplete": "email"}), max_length=254)

    def clean_number(self):
        return with_dashes(self.cleaned_data["number"].removeprefix("#").strip().upper())


class FilesInput(forms.FileInput):
    """A file input that takes several files."""

    allow_multiple_selected = True


class ProofsField(forms.FileField):
    """Pictures or PDFs that show a payment; `add_proof` looks into each."""

    widget = FilesInput(attrs={"accept": ".jpg,.jpeg,.png,.webp,.heic,.heif,.pdf,image/*,application/pdf"})

    def clean(self, data, initial=None):
        if len(data or []) > MOST_PER_ORDER:
            raise too_many()  # before anything is looked at
        return [super(ProofsField, self).clean(file, initial) for file in data or [None]]


class ProofsForm(forms.Form):
    """Proofs of payment, one or several."""

    files = ProofsField(
        label=_("Proof of payment"),
        allow_empty_file=True,  # add_proof says so itself
        help_text=_("A picture (JPEG, PNG, WebP, HEIC) or PDF of the transfer; several are fine."),
        error_messages={"required": _("Choose a picture or a PDF.")},
    )


class MessageForm(forms.Form):
    """A message about an order."""

    text = TextField(
        label=_("Your message"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Write your message.")},
    )
