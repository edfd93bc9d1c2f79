from django.conf import settings
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _
from oscar.apps.customer.abstract_models import AbstractProductAlert


class ProductAlert(AbstractProductAlert):
    """A request to be told, once, when a product is back in stock, in the language it was asked in.

    A guest's request is active at once: whoever is entered by somebody else gets no more than the one mail, and a
    confirmation would be one more.
    """

    language = models.CharField(
        _("Language"), max_length=5, choices=settings.LANGUAGES, default=settings.LANGUAGE_CODE, editable=False
    )

    class Meta(AbstractProductAlert.Meta):
        constraints = [
            models.UniqueConstraint(
                "product",
                Lower("email"),
                condition=models.Q(status=AbstractProductAlert.ACTIVE, user=None),
                name="customer_one_active_alert_per_email",
            ),
            models.UniqueConstraint(
                fields=["product", "user"],
                condition=models.Q(status=AbstractProductAlert.ACTIVE),
                name="customer_one_active_alert_per_user",
            ),
        ]

    def save(self, *args, **kwargs):
        self.key = self.key or self.get_random_key()
        # Past Oscar's own save, which would leave a guest's request waiting for a confirmation.
        super(AbstractProductAlert, self).save(*args, **kwargs)


from oscar.apps.customer.models import *  # noqa: E402, F403
