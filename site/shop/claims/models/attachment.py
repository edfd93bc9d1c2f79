"""What customers send with a claim, and what they have begun to write."""

import uuid

from django.core.files.storage import storages
from django.db import models
from django.utils.translation import gettext_lazy as _

from shop.claims.models.claim import Claim, ClaimEvent

FOLDER = "claims"  # in the private storage


def private_files():
    """Where no address leads: files are handed out by views that ask who wants them."""
    return storages["private"]


def file_path(attachment, _name):
    return f"{FOLDER}/{attachment.key}"


def preview_path(attachment, _name):
    return f"{FOLDER}/{attachment.key}.preview"


class ClaimDraft(models.Model):
    """What somebody has begun to write and not sent: kept for errors, a sign-in in between, and files sent ahead.

    Its key is known to the visitor's session alone. It becomes the key of the claim.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    data = models.JSONField(_("What was typed"), default=dict)  # field → list of texts, as in a form post
    updated_at = models.DateTimeField(_("Last change"), auto_now=True, db_index=True)

    class Meta:
        verbose_name = _("Draft of a claim")
        verbose_name_plural = _("Drafts of claims")

    def __str__(self):
        return str(self.key)


class ClaimAttachment(models.Model):
    """A picture, video or PDF, of a claim or still of a draft. `question` is the key of what it answers."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    draft = models.ForeignKey(ClaimDraft, on_delete=models.CASCADE, null=True, related_name="attachments")
    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, null=True, related_name="attachments")
    event = models.ForeignKey(ClaimEvent, on_delete=models.SET_NULL, null=True, related_name="attachments")
    question = models.CharField(max_length=50, default="photos")
    file = models.FileField(_("File"), upload_to=file_path, storage=private_files, max_length=200)
    preview = models.FileField(upload_to=preview_path, storage=private_files, max_length=200, blank=True)  # JPEG, small
    name = models.CharField(_("Name"), max_length=200)
    content_type = models.CharField(max_length=100)
    size_bytes = models.PositiveBigIntegerField(_("Size"))
    digest = models.CharField(max_length=64)  # SHA-256 of what was sent
    created_at = models.DateTimeField(_("Sent"), auto_now_add=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("Attachment")
        verbose_name_plural = _("Attachments")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(draft__isnull=True, claim__isnull=False)
                | models.Q(draft__isnull=False, claim__isnull=True),
                name="claims_attachment_of_draft_or_claim",
            )
        ]

    def __str__(self):
        return self.name

    @property
    def is_picture(self):
        return self.content_type.startswith("image/")
