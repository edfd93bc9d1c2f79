"""The forms on the page of a claim."""

from django import forms
from django.utils.translation import gettext as _, gettext_lazy

from shop.address.forms import LineField, TextField
from shop.claims.files import ACCEPT, MOST_FILES, inspect_once
from shop.claims.talking import LONGEST
from shop.customer.order_forms import FilesInput


class EvidenceField(forms.FileField):
    """Pictures, PDFs and videos. The good ones are taken; `refused` names the others with the reason of each."""

    widget = FilesInput(attrs={"accept": ACCEPT})

    def clean(self, data, initial=None):
        if len(data or []) > MOST_FILES:
            raise forms.ValidationError(_("Please send at most %(count)d files at once.") % {"count": MOST_FILES})
        good, self.refused = [], []
        for file in data or []:
            try:
                inspect_once(super().clean(file, initial))
                good.append(file)
            except forms.ValidationError as error:
                self.refused += [f"{file.name}: {message}" for message in error.messages]
        if self.refused and not good:
            raise forms.ValidationError(self.refused)
        return good


class ClaimMessageForm(forms.Form):
    """A message about a claim, files, or both."""

    text = TextField(
        label=gettext_lazy("Your message"),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    files = EvidenceField(
        label=gettext_lazy("Photos, videos or PDFs"),
        required=False,
        allow_empty_file=True,  # inspect says so itself
        help_text=gettext_lazy("Several are fine. Pictures and PDFs up to 10 MB, videos (MP4) up to 50 MB."),
    )
    hides_optional = True

    def clean(self):
        said = super().clean()
        if not self.errors and not said.get("text") and not said.get("files"):
            raise forms.ValidationError(_("Write something, or choose a file."))
        return said


class ParcelForm(forms.Form):
    """How the customer sent the goods to the shop."""

    courier = LineField(
        label=gettext_lazy("Courier"),
        max_length=50,
        help_text=gettext_lazy("For example JNE or SiCepat."),
        error_messages={"required": gettext_lazy("Write the name of the courier, for example JNE.")},
    )
    tracking_number = LineField(
        label=gettext_lazy("Tracking number"),
        max_length=50,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
