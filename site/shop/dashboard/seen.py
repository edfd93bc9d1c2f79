"""A form about something that others work on too: it knows the last event that its reader saw."""

import datetime as dt

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from shop.dashboard.fields import RupiahField
from web.formats import rupiah


def last_event(subject):
    """The key of the last event of an order or a claim; None where nothing has happened."""
    return subject.events.order_by("-pk").values_list("pk", flat=True).first()


class SeenForm(forms.Form):
    """Refused where `subject` has a `last_event` that the person had not seen when they filled the form in."""

    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)
    was_done = ""  # what to tell where the same was sent and done before: by a second click, or a colleague

    def __init__(self, data=None, *, subject, code, last_event):
        super().__init__(data, auto_id=f"id_{code}_%s")
        self.subject, self.code = subject, code
        self.last_event = self.fields["seen"].initial = last_event

    def clean(self):
        data = super().clean()
        if data.get("seen") != self.last_event:
            self.data = self.data.copy()
            self.data["seen"] = self.last_event
            raise forms.ValidationError(self.changed(), code="changed")
        return data

    def changed(self):
        """What to tell who was too late."""
        return _("Meanwhile something happened here, see the timeline. Check, and send this again.")

    def said(self):
        """What was filled in, as (label, words), for the question before it is done."""
        said = self.cleaned_data
        filled = [field for field in self.visible_fields() if said.get(field.name) or said.get(field.name) is False]
        return [(field.label, in_words(field, self.cleaned_data[field.name])) for field in filled]


def in_words(field, value):
    """The value of a field as its reader would write it."""
    if isinstance(field.field, forms.BooleanField):
        return _("Yes") if value else _("No")
    if isinstance(field.field, RupiahField):
        return rupiah(value)
    if isinstance(value, dt.date):
        return date_format(value, "j F Y")
    if type(field.field) is forms.ChoiceField:
        return dict(field.field.choices)[value]
    return str(value)
