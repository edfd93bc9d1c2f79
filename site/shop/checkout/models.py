"""What a shopper has typed at the checkout so far, kept with the basket rather than with the session."""

import datetime as dt
import uuid

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

KEPT_FOR = dt.timedelta(days=30)


class CheckoutDraft(models.Model):
    """The answers as they were typed, and the key that makes a repeated order the same order."""

    basket = models.OneToOneField(
        "basket.Basket", on_delete=models.CASCADE, related_name="checkout_draft", verbose_name=_("Basket")
    )
    key = models.UUIDField(_("Checkout key"), default=uuid.uuid4, unique=True, editable=False)
    answers = models.JSONField(_("Answers"), default=dict)
    updated_at = models.DateTimeField(_("Updated"), auto_now=True, db_index=True)

    class Meta:
        verbose_name = _("Checkout draft")
        verbose_name_plural = _("Checkout drafts")

    def __str__(self):
        return str(self.key)

    @classmethod
    def forget_old(cls):
        """Delete what nobody came back to: names and addresses are not kept longer than they are of use."""
        cls.objects.filter(updated_at__lt=timezone.now() - KEPT_FOR).delete()
