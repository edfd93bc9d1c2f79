"""What makes the work on claims easier: views that staff saved, and whether help entries spared a claim."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from shop.claims.words import Topic


class SavedView(models.Model):
    """A search in the queue of claims that somebody gave a name; `query` is the query string of its address."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="claim_views")
    name = models.CharField(_("Name"), max_length=60)
    query = models.CharField(max_length=1000, blank=True)

    class Meta:
        ordering = ["name"]
        verbose_name = _("saved view")
        verbose_name_plural = _("saved views")
        constraints = [models.UniqueConstraint(fields=["user", "name"], name="claims_view_name_once_per_user")]

    def __str__(self):
        return self.name


class HelpOffer(models.Model):
    """A help entry that was offered while somebody wrote a claim, and that answered the question."""

    entry_key = models.UUIDField(_("Help entry"))  # the same in both languages
    entry_title = models.CharField(_("Help entry"), max_length=255)
    topic = models.CharField(_("Topic"), max_length=16, choices=Topic)
    language = models.CharField(_("Language"), max_length=5)
    created_at = models.DateTimeField(_("When"), auto_now_add=True, db_index=True)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("help that spared a claim")
        verbose_name_plural = _("help that spared claims")

    def __str__(self):
        return self.entry_title
