from django.apps import AppConfig
from django.db.models.signals import post_delete, post_save
from django.utils.translation import gettext_lazy as _

from web.pagecache import drop


class PoliciesConfig(AppConfig):
    name = "shop.policies"
    verbose_name = _("Policies")

    def ready(self):
        """A changed fact drops every page that shows one, whoever changed it."""
        for model in ("PolicyFacts", "CalendarException", "BankAccount"):
            for signal in (post_save, post_delete):
                signal.connect(drop_facts, self.get_model(model), dispatch_uid=f"{model} drops pages")


def drop_facts(**kwargs):
    drop("facts")
