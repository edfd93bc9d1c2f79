"""How changes of the facts read in the CMS's history."""

from django.utils.translation import gettext as _, gettext_lazy
from wagtail import hooks
from wagtail.log_actions import LogFormatter

from shop.policies.forms import LOG_ACTION, keep_one_log_entry
from shop.policies.models import PolicyFacts


@hooks.register("after_edit_setting")
def one_entry_for_each_change(request, instance):
    if isinstance(instance, PolicyFacts):
        keep_one_log_entry(instance)


@hooks.register("register_log_actions")
def tell_changes_of_facts(actions):
    @actions.register_action(LOG_ACTION)
    class ChangedFacts(LogFormatter):
        label = gettext_lazy("Change policy facts")

        def format_message(self, log_entry):
            return "; ".join(
                _("%(fact)s: from %(old)s to %(new)s") % {"fact": name, "old": old or "–", "new": new or "–"}
                for name, old, new in log_entry.data["changes"]
            )
