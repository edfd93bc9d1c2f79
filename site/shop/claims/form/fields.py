"""The fields of the form for claims: what each question of a schema asks for."""

import datetime as dt

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shop.address.forms import LineField, TextField
from shop.claims.eligibility import REASONS, WISHES
from shop.claims.files import ACCEPT
from shop.claims.form.schema import FIRST_FAILURE, SYSTEM, QuestionKind
from shop.claims.words import Reason, Topic, Wish
from shop.customer.forms import email_field, phone_field
from shop.customer.order_forms import FilesInput
from web.fields import WholeNumberField

OWN = "own_"  # before the key of an editor's question, so that it is never a name of ours
LONGEST_NAME, LONGEST_LINE, LONGEST_TEXT = 150, 500, 4000  # characters
MOST_PIECES = 999_999
MOST_RADIOS = 7  # longer lists of options are a select
FIRST_DAY = dt.date(1990, 1, 1)
YES_NO = (("yes", _("Yes")), ("no", _("No")))


def storable(text):
    """`text` without what no database keeps: nulls, and halves of characters."""
    return text.replace("\0", "").encode("utf-8", "replace").decode()


class FilesField(forms.FileField):
    """Files that are kept in the draft as soon as they come, so none of them is looked at here."""

    widget = FilesInput(attrs={"accept": ACCEPT})
    attachments = ()

    def __init__(self, *, is_needed, **kwargs):
        super().__init__(required=False, template_name="claims/files.html", **kwargs)
        self.is_needed = is_needed

    def clean(self, value, initial=None):
        return None


def fields_of(question, topic):
    """Field name → field, for one question of a form about `topic`."""
    if question.kind == SYSTEM:
        return SYSTEM_FIELDS[question.key](question, topic)
    return {OWN + question.key: OWN_FIELDS[question.kind](question)}


def _contact(question, topic):
    return {
        "name": LineField(
            label=_("Name"), max_length=LONGEST_NAME, widget=forms.TextInput(attrs={"autocomplete": "name"})
        ),
        "email": email_field(max_length=254, help_text=_("We answer to this address.")),
        "phone": phone_field(required=False),
    }


def _condition(question, topic):
    return {
        "is_sealed": _yes_no(_("Is the seal of the packaging unbroken?")),
        "is_unused": _yes_no(_("Are the goods unused and in their original state?")),
    }


def _yes_no(label):
    return forms.TypedChoiceField(
        label=label, choices=YES_NO, coerce=lambda value: value == "yes", empty_value=None, **_radios()
    )


def _quantity(question, topic):
    widget = forms.NumberInput(attrs={"inputmode": "numeric"})
    return {"quantity": WholeNumberField(min_value=1, max_value=MOST_PIECES, widget=widget, **_words(question))}


def _one_of(name, offered, choices):
    def build(question, topic):
        labels = [(value, choices(value).label) for value in offered[topic]]
        only = labels[0][0] if len(labels) == 1 else None
        return {name: forms.ChoiceField(choices=labels, initial=only, **_words(question), **_radios())}

    return build


def _description(question, topic):
    return {"description": TextField(max_length=LONGEST_TEXT, **_words(question))}


def _photos(question, topic):
    return {"photos": FilesField(is_needed=topic != Topic.QUESTION, **_words(question))}


SYSTEM_FIELDS = {
    "contact": _contact,
    "condition": _condition,
    "quantity": _quantity,
    "reason": _one_of("reason", REASONS, Reason),
    "wish": _one_of("wish", WISHES, Wish),
    "description": _description,
    "photos": _photos,
}


def _text(question):
    if question.is_long:
        return TextField(max_length=LONGEST_TEXT, required=question.is_required, **_words(question))
    return LineField(max_length=LONGEST_LINE, required=question.is_required, **_words(question))


def _choice(question):
    options = [(str(value), label) for value, label in question.options]
    values = {"required": question.is_required, **_words(question)}
    if len(options) > MOST_RADIOS:
        return forms.ChoiceField(choices=[("", "–"), *options], **values)
    return forms.ChoiceField(choices=options if question.is_required else [("", _("No answer")), *options],
                             **values, **_radios())  # fmt: skip


def _is_likely_day(day):
    """Refuse what can only be a slip of the finger."""
    if not FIRST_DAY <= day <= timezone.localdate() + dt.timedelta(days=366):
        raise forms.ValidationError(_("Please check the year."), code="unlikely")


def _is_past_day(day):
    """Refuse a day that is still ahead, besides slips of the finger. Today is not."""
    if day > timezone.localdate():
        raise forms.ValidationError(_("This day has not come yet."), code="ahead")
    _is_likely_day(day)


def _date(question):
    is_past = question.key == FIRST_FAILURE
    last = {"max": timezone.localdate().isoformat()} if is_past else {}
    return forms.DateField(
        required=question.is_required,
        validators=[_is_past_day if is_past else _is_likely_day],
        input_formats=["%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y"],
        widget=forms.DateInput(attrs={"type": "date"} | last, format="%Y-%m-%d"),
        **_words(question),
    )


OWN_FIELDS = {
    QuestionKind.TEXT: _text,
    QuestionKind.CHOICE: _choice,
    QuestionKind.DATE: _date,
    QuestionKind.CONSENT: lambda question: forms.BooleanField(required=question.is_required, **_words(question)),
    QuestionKind.FILE: lambda question: FilesField(is_needed=question.is_required, **_words(question)),
}


def _words(question):
    return {"label": question.label, "help_text": question.help_text}


def _radios():
    return {
        "widget": forms.RadioSelect,
        "template_name": "claims/radios.html",
        "error_messages": {
            "required": _("Please choose an answer."),
            "invalid_choice": _("Please choose one of these."),
        },
    }
