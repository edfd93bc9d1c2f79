"""Oscar's wordings of mail, and the outbox: every mail the shop owes somebody, until it is sent."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class OutgoingMail(models.Model):
    """One mail to one person. It holds what the mail is about, never its text: links in it may be secret."""

    class Status(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        SENDING = "sending", _("Being sent")
        SENT = "sent", _("Sent")
        FAILED = "failed", _("Failed")
        DROPPED = "dropped", _("No longer needed")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    event_code = models.CharField(_("Event"), max_length=128)
    recipient = models.EmailField(_("Recipient"), db_index=True)
    language = models.CharField(_("Language"), max_length=5, choices=settings.LANGUAGES)
    about = models.JSONField(_("About"), default=dict)
    once = models.CharField(_("Sent once for"), max_length=200, null=True, unique=True, editable=False)
    status = models.CharField(_("Status"), max_length=10, choices=Status, default=Status.WAITING)
    claimed_by = models.CharField(max_length=64, blank=True, editable=False)
    attempts = models.PositiveSmallIntegerField(_("Attempts"), default=0)
    error = models.TextField(_("Last error"), blank=True)
    created_at = models.DateTimeField(_("Created"), auto_now_add=True, db_index=True)
    sent_at = models.DateTimeField(_("Sent"), null=True)

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("Outgoing mail")
        verbose_name_plural = _("Outgoing mail")
        indexes = [models.Index(fields=["status", "created_at"], name="communication_mail_status")]

    def __str__(self):
        return f"{self.event_code} {self.recipient}"


from oscar.apps.communication.models import *  # noqa: E402, F403
