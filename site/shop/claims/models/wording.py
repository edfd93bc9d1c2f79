"""Texts that editors write once and staff use often, in both languages."""

from django.db import models
from django.utils.translation import get_language, gettext_lazy as _


class Wording(models.Model):
    """A title and a text in Indonesian and English. `{name}` and `{number}` stand for the customer and the claim."""

    title_id = models.CharField(_("Title (Indonesian)"), max_length=100)
    title_en = models.CharField(_("Title (English)"), max_length=100)
    text_id = models.TextField(_("Text (Indonesian)"), max_length=2000)
    text_en = models.TextField(_("Text (English)"), max_length=2000)
    position = models.PositiveSmallIntegerField(_("Position"), default=0)
    is_active = models.BooleanField(_("Offered"), default=True)

    class Meta:
        abstract = True
        ordering = ["position", "pk"]

    def __str__(self):
        return self.title

    @property
    def title(self):
        """The title in the active language."""
        return self.title_en if get_language() == "en" else self.title_id

    def text_for(self, claim):
        """The text in the language of `claim`, with its placeholders filled."""
        text = self.text_en if claim.language == "en" else self.text_id
        return text.replace("{name}", claim.name).replace("{number}", claim.number)


class RejectionReason(Wording):
    """Why a claim is rejected, as the customer reads it."""

    class Meta(Wording.Meta):
        verbose_name = _("rejection reason")
        verbose_name_plural = _("rejection reasons")


class CannedReply(Wording):
    """An answer that Customer Service gives often."""

    class Meta(Wording.Meta):
        verbose_name = _("canned reply")
        verbose_name_plural = _("canned replies")
