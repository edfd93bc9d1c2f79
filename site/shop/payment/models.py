"""Money that came in (Payment), that may come (Attempt, Proof), and that must go back (Refund). All in rupiah."""

import uuid

from django.conf import settings
from django.core.files.storage import storages
from django.db import models
from django.utils.translation import gettext_lazy as _


def private_files():
    """Where no address leads: files are handed out by views that ask who wants them."""
    return storages["private"]


def proof_path(proof, _name):
    return f"proofs/{proof.order_id}/{proof.key}"


class Attempt(models.Model):
    """One try to pay through a gateway. Its key is the order's id at the gateway, a new one for each try."""

    class Status(models.TextChoices):
        OPEN = "open", _("Open")
        PAID = "paid", _("Paid")
        FAILED = "failed", _("Failed")

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    order = models.ForeignKey("order.Order", on_delete=models.PROTECT, related_name="payment_attempts")
    provider = models.CharField(_("Provider"), max_length=32)
    amount = models.DecimalField(_("Amount"), max_digits=12, decimal_places=0)
    status = models.CharField(_("Status"), max_length=8, choices=Status, default=Status.OPEN)
    page = models.URLField(_("Payment page"), max_length=500, blank=True)
    answer = models.JSONField(_("Last answer of the gateway"), default=dict)
    created_at = models.DateTimeField(_("Created"), auto_now_add=True)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("Payment attempt")
        verbose_name_plural = _("Payment attempts")

    def __str__(self):
        return f"{self.provider} {self.key}"


class Payment(models.Model):
    """Money that has come in, once. The same reference of the same provider is never taken twice."""

    order = models.ForeignKey("order.Order", on_delete=models.PROTECT, related_name="payments")
    provider = models.CharField(_("Way of payment"), max_length=32)
    attempt = models.ForeignKey(Attempt, on_delete=models.PROTECT, null=True, related_name="payments")
    amount = models.DecimalField(_("Amount"), max_digits=12, decimal_places=0)
    received_on = models.DateField(_("Received on"))
    reference = models.CharField(_("Reference"), max_length=100)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=_("Recorded by")
    )
    created_at = models.DateTimeField(_("Recorded"), auto_now_add=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("Payment")
        verbose_name_plural = _("Payments")
        constraints = [
            models.UniqueConstraint(fields=["provider", "reference"], name="payment_reference_once"),
            models.CheckConstraint(condition=models.Q(amount__gt=0), name="payment_amount_positive"),
        ]

    def __str__(self):
        return f"{self.provider} {self.reference}"


class Proof(models.Model):
    """A picture or PDF with which a shopper shows that a transfer was made."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    order = models.ForeignKey("order.Order", on_delete=models.CASCADE, related_name="proofs")
    file = models.FileField(_("File"), upload_to=proof_path, storage=private_files, max_length=200)
    name = models.CharField(_("Name"), max_length=200)
    content_type = models.CharField(max_length=100)
    digest = models.CharField(max_length=64)
    checked_at = models.DateTimeField(_("Checked"), null=True)
    created_at = models.DateTimeField(_("Sent"), auto_now_add=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("Proof of payment")
        verbose_name_plural = _("Proofs of payment")
        constraints = [models.UniqueConstraint(fields=["order", "digest"], name="payment_proof_once")]

    def __str__(self):
        return self.name


class Refund(models.Model):
    """Money that the shop owes back for an order, and how it was paid."""

    class Reason(models.TextChoices):
        MISSING = "missing", _("Goods are missing")
        OVERPAID = "overpaid", _("More was paid than asked for")
        LATE = "late", _("Paid after the order was cancelled")
        UNCHECKED = "unchecked", _("Paid after the order was cancelled, before its stock was checked")
        CANCELLED = "cancelled", _("The order was cancelled")
        CLAIM = "claim", _("Claim")

    class Route(models.TextChoices):
        TRANSFER = "transfer", _("Bank transfer")
        GATEWAY = "gateway", _("Back to the payment method used")

    class Sending(models.TextChoices):
        """Where a refund stands that staff have sent back the way it was paid; shop.payment.sending_back changes it."""

        SENDING = "sending", _("is being sent back")
        ASKING = "asking", _("the payment provider is asked whether it has gone")
        REFUSED = "refused", _("the payment provider does not pay it back")
        UNKNOWN = "unknown", _("the payment provider gives no answer")

    UNDERWAY = frozenset({Sending.SENDING, Sending.ASKING})  # a task of the worker is in charge

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    order = models.ForeignKey("order.Order", on_delete=models.PROTECT, related_name="refunds")
    line = models.ForeignKey("order.Line", on_delete=models.PROTECT, null=True, related_name="refunds")
    payment = models.ForeignKey(Payment, on_delete=models.PROTECT, null=True, related_name="refunds")
    amount = models.DecimalField(_("Amount"), max_digits=12, decimal_places=0)
    reason = models.CharField(_("Reason"), max_length=16, choices=Reason)
    why = models.TextField(_("Why"), blank=True)  # a person's words; the shop's own are the reason
    route = models.CharField(_("Route"), max_length=16, choices=Route, default=Route.TRANSFER)
    bank = models.CharField(_("Bank"), max_length=50, blank=True)
    account_number = models.CharField(_("Account number"), max_length=30, blank=True)
    account_holder = models.CharField(_("Account holder"), max_length=100, blank=True)
    account_changed_at = models.DateTimeField(_("Account changed"), null=True)  # another one was named before
    sending = models.CharField(_("Sending"), max_length=8, choices=Sending, blank=True)
    answer = models.CharField(_("Answer of the payment provider"), max_length=300, blank=True)
    tries = models.PositiveSmallIntegerField(_("Tries"), default=0)  # without an answer
    task = models.CharField(max_length=64, blank=True, editable=False)  # the one that is in charge of sending it
    reference = models.CharField(_("Reference"), max_length=100, blank=True)
    paid_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    paid_at = models.DateTimeField(_("Paid"), null=True, db_index=True)
    created_at = models.DateTimeField(_("Due since"), auto_now_add=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("Refund")
        verbose_name_plural = _("Refunds")
        constraints = [models.CheckConstraint(condition=models.Q(amount__gt=0), name="payment_refund_positive")]

    def __str__(self):
        return f"{self.order} {self.amount}"

    @property
    def reason_words(self):
        """Why the money goes back, in the active language; that of a claim names it. A query, unless prefetched."""
        claim = getattr(self, "claim", None) if self.reason == self.Reason.CLAIM else None
        return _("Claim %(number)s") % {"number": claim} if claim else self.get_reason_display()

    @property
    def has_account(self):
        """Whether it is known where a transfer goes."""
        return bool(self.bank and self.account_number and self.account_holder)

    @property
    def is_underway(self):
        """Whether the worker is asking the provider about it."""
        return self.sending in self.UNDERWAY

    @property
    def needs_account(self):
        """Whether the shopper must say where the money goes."""
        return not self.paid_at and self.route == self.Route.TRANSFER and not self.has_account

    @property
    def masked_account(self):
        """The account so that its owner knows it and nobody else learns it; empty where none is known."""
        return f"{self.bank} ••{self.account_number[-4:]}" if self.account_number else ""


from oscar.apps.payment.models import *  # noqa: E402, F403
