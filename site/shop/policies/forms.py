"""The form of the settings page, which writes down who changed which fact."""

from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.log_actions import log

LOG_ACTION = "policies.change"


class PolicyFactsForm(WagtailAdminModelForm):
    """Saves the facts and logs each changed one with its old and its new value."""

    def save(self, commit=True):
        before = snapshot(type(self.instance))
        facts = super().save(commit)
        after = snapshot(type(self.instance))
        changes = [[name, before.get(name, ""), after[name]] for name in after if after[name] != before.get(name, "")]
        if commit and changes:
            log(facts, LOG_ACTION, data={"changes": changes})
        return facts


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
