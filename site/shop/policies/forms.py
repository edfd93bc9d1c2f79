"""The form of the settings page, which writes down who changed which fact."""

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext as _, gettext_lazy, ngettext_lazy
from modelcluster.forms import BaseChildFormSet
from phonenumber_field.formfields import PhoneNumberField
from phonenumber_field.widgets import RegionalPhoneNumberWidget
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import InlinePanel
from wagtail.log_actions import log, registry

from web.fields import WholeNumberField
from web.merging import Merging

LOG_ACTION = "policies.change"
NO_PHONE = gettext_lazy(
    "This is not a telephone number. Write it in digits, such as (021) 1234-5678 or 0812-3456-7890."
)
PLAIN_WORDS = RegexValidator(r"[{}<>]", gettext_lazy("Write plain words, without { } < and >."), inverse_match=True)
NUMBERS = (
    "claim_window_days", "warranty_usual_months", "payment_deadline_hours", "claim_reply_hours",
)  # fmt: skip
HOURS = ("%H:%M", "%H.%M", "%H:%M:%S")


class HourInput(forms.TimeInput):
    """A plain field: Wagtail's picker turns what it cannot read into the time that it is now."""

    def __init__(self):
        super().__init__(attrs={"placeholder": "08:30", "autocomplete": "off"}, format="%H:%M")


class DaysFormSet(BaseChildFormSet):
    """Days of which each may stand in the list once."""

    def get_unique_error_message(self, unique_check):
        return _("A day may stand in this list once.")

    def get_form_error(self):
        return _("This day is in the list already. Change one of the two, or delete it.")


class AccountsFormSet(BaseChildFormSet):
    """Bank accounts, of which some must stay, and none stands there twice."""

    default_error_messages = BaseChildFormSet.default_error_messages | {
        "too_few_forms": ngettext_lazy(
            "Keep at least %(num)d bank account.", "Keep at least %(num)d bank accounts.", "num"
        ),
    }

    def clean(self):
        super().clean()
        seen = set()
        for form in self.forms:
            account = self._account(form)
            if account in seen:
                form.add_error("number", _("This account is in the list already."))
            seen |= {account} - {None}

    def _account(self, form):
        """Bank and digits; None where the row is empty, wrong or to be deleted."""
        said = getattr(form, "cleaned_data", {})
        if not said.get("bank") or not said.get("number") or self._should_delete_form(form):
            return None
        return " ".join(said["bank"].casefold().split()), "".join(filter(str.isdigit, said["number"]))


class RowForm(Merging, WagtailAdminModelForm):
    """A row of a list."""


class ListPanel(InlinePanel):
    """A list of rows, with messages of its `formset` that say what is wrong."""

    def __init__(self, *args, formset, **kwargs):
        super().__init__(*args, **kwargs)
        self.formset = formset

    def clone_kwargs(self):
        return super().clone_kwargs() | {"formset": self.formset}

    def get_form_options(self):
        options = super().get_form_options()
        options["formsets"][self.relation_name] |= {"formset": self.formset, "form": RowForm}
        return options


class NumberAsTyped(RegionalPhoneNumberWidget):
    """Shows what was typed, also where it is no telephone number."""

    def format_value(self, value):
        return value if isinstance(value, str) else super().format_value(value)


class PhoneInDigits(PhoneNumberField):
    """A telephone number. Letters, which would be read as the keys of a phone, are refused."""

    widget = NumberAsTyped

    def to_python(self, value):
        if any(letter.isalpha() for letter in value or ""):
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return super().to_python(value)


class PolicyFactsForm(Merging, WagtailAdminModelForm):
    """Saves the facts and logs each changed one with its old and its new value."""

    class Meta:
        field_classes = {"phone": PhoneInDigits, "whatsapp": PhoneInDigits} | dict.fromkeys(NUMBERS, WholeNumberField)
        error_messages = {name: {"invalid": NO_PHONE} for name in ("phone", "whatsapp")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["pickup_address"].validators.append(PLAIN_WORDS)
        for name, field in self.fields.items():
            if isinstance(field, forms.TimeField):
                field.input_formats = HOURS
                field.error_messages["invalid"] = gettext_lazy("Write the time with 24 hours, such as 08:30 or 17:30.")
            if isinstance(field, forms.IntegerField):
                name_bounds(field, self._meta.model._meta.get_field(name))

    def save(self, commit=True):
        before = snapshot(type(self.instance))
        facts = super().save(commit)
        after = snapshot(type(self.instance))
        changes = [[name, before.get(name, ""), after[name]] for name in after if after[name] != before.get(name, "")]
        if commit and changes:
            log(facts, LOG_ACTION, data={"changes": changes})
        return facts


def name_bounds(field, fact):
    """Let the form's `field` say which numbers the model's `fact` takes, beside it and whatever else was typed."""
    least = max(limit.limit_value for limit in fact.validators if limit.code == "min_value")
    most = min(limit.limit_value for limit in fact.validators if limit.code == "max_value")
    message = _("Write a whole number from %(least)d to %(most)d.") % {"least": least, "most": most}
    field.error_messages |= dict.fromkeys(("invalid", "min_value", "max_value"), message)
    field.widget.attrs |= {"min": least, "max": most}


def keep_one_log_entry(facts):
    """Of the two entries for one change, remove the one that only says that something was edited."""
    entries = registry.get_logs_for_instance(facts)
    change = entries.filter(action=LOG_ACTION, uuid__isnull=False).order_by("-pk").first()
    if change:
        entries.filter(action="wagtail.edit", uuid=change.uuid).delete()


def snapshot(model):
    """The saved facts as text, by the names that editors see."""
    facts = model.objects.first()
    if facts is None:
        return {}
    values = {
        str(field.verbose_name): str(field.value_from_object(facts))
        for field in model._meta.fields
        if not field.primary_key
    }
    for relation in ("calendar_exceptions", "bank_accounts"):
        rows = getattr(facts, relation).all()
        values[str(rows.model._meta.verbose_name_plural)] = ", ".join(row.summary() for row in rows)
    return values
