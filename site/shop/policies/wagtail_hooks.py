"""How changes of the facts read in the CMS's history."""

from django.utils.translation import gettext as _, gettext_lazy
from wagtail import hooks
from wagtail.log_actions import LogFormatter

from shop.policies.forms import LOG_ACTION


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
