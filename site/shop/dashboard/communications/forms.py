"""The wording of one mail in both languages."""

from django import forms
from django.utils.translation import gettext_lazy as _
from oscar.core.loading import get_model

from shop.dashboard.communications.placeholders import placeholders
from shop.dashboard.communications.wording import check
from shop.dashboard.languages import LANGUAGES, InBothLanguages, both
from web.merging import Merging

SUBJECT, HTML, TEXT = "email_subject_template", "email_body_html_template", "email_body_template"


class CommunicationEventTypeForm(Merging, InBothLanguages, forms.ModelForm):
    """Subject, HTML and text per language. What is left empty is the shop's own wording."""

    translated = (SUBJECT, HTML, TEXT)
    labels = {SUBJECT: _("Subject"), HTML: _("Body (HTML)"), TEXT: _("Body (plain text)")}
    sizes = {HTML: 14, TEXT: 10}

    class Meta:
        model = get_model("communication", "CommunicationEventType")
        fields = both(SUBJECT, HTML, TEXT)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, label in self.labels.items():
            for suffix, language in LANGUAGES.items():
                field = self.fields[f"{name}_{suffix}"]
                field.label = f"{label} ({language})"
                field.help_text = ""
                if name != SUBJECT:
                    field.strip = False  # so that an error names the line that the writer sees
                    field.widget = forms.Textarea(
                        attrs={"rows": self.sizes[name], "class": "no-widget-init", **field.widget.attrs}
                    )
        for name in both(TEXT):
            self.fields[name].help_text = _("Left empty, it is made from the HTML.")

    def clean(self):
        data = super().clean()
        names = placeholders(self.instance.code)
        for name in both(SUBJECT, HTML, TEXT):
            if (data.get(name) or "").strip():
                try:
                    check(data[name], names)
                except forms.ValidationError as error:
                    self.add_error(name, error)
            else:
                data[name] = None
        for suffix in LANGUAGES:
            if data.get(f"{TEXT}_{suffix}") and not data.get(f"{HTML}_{suffix}"):
                self.add_error(f"{HTML}_{suffix}", _("The plain text alone is not enough: write the HTML as well."))
        return data
