from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from oscar.apps.customer.abstract_models import AbstractProductAlert


class ProductAlert(AbstractProductAlert):
    """A request to be told when a product is back in stock, in the language it was asked in."""

    language = models.CharField(
        _("Language"), max_length=5, choices=settings.LANGUAGES, default=settings.LANGUAGE_CODE, editable=False
    )


from oscar.apps.customer.models import *  # noqa: E402, F403
