"""The orders that send claimed goods once more."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from shop.claims.models.claim import Claim


class Replacement(models.Model):
    """An order that costs nothing and replaces the goods of a claim; a second one follows where goods were missing."""

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="replacements", verbose_name=_("Claim"))
    order = models.OneToOneField("order.Order", on_delete=models.PROTECT, related_name="replaces")
    ended_at = models.DateTimeField(_("Given up"), null=True)  # before anything was sent

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("Replacement")
        verbose_name_plural = _("Replacements")

    def __str__(self):
        return f"{self.claim} {self.order}"
