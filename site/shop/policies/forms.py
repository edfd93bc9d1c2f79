"""The form of the settings page, which writes down who changed which fact."""

from django import forms
from django.utils.translation import gettext as _, gettext_lazy
from modelcluster.forms import BaseChildFormSet
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import InlinePanel
from wagtail.log_actions import log, registry

LOG_ACTION = "policies.change"
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


class DaysPanel(InlinePanel):
    """The list of days, with messages that say what is wrong."""

    def get_form_options(self):
        options = super().get_form_options()
        options["formsets"][self.relation_name]["formset"] = DaysFormSet
        return options


class PolicyFactsForm(WagtailAdminModelForm):
    """Saves the facts and logs each changed one with its old and its new value."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field, forms.TimeField):
                field.input_formats = HOURS
                field.error_messages["invalid"] = gettext_lazy("Write the time with 24 hours, such as 08:30 or 17:30.")

    def save(self, commit=True):
        before = snapshot(type(self.instance))
        facts = super().save(commit)
        after = snapshot(type(self.instance))
        changes = [[name, before.get(name, ""), after[name]] for name in after if after[name] != before.get(name, "")]
        if commit and changes:
            log(facts, LOG_ACTION, data={"changes": changes})
        return facts


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
