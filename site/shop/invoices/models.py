"""Invoices and credit notes: numbered without gaps, issued once, never changed."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Counter(models.Model):
    """The last number given in a series of a year. Its row is the lock that keeps the series without gaps."""

    kind = models.CharField(max_length=16)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "year"], name="invoices_one_counter_per_series")]

    def __str__(self):
        return f"{self.kind} {self.year}: {self.last}"


class Document(models.Model):
    """An invoice, or the credit note that corrects one. `content` is all that is printed on it, as it was then."""

    class Kind(models.TextChoices):
        INVOICE = "invoice", _("Invoice")
        CREDIT_NOTE = "credit_note", _("Credit note")

    kind = models.CharField(_("Kind"), max_length=16, choices=Kind)
    year = models.PositiveSmallIntegerField(_("Year"))
    sequence = models.PositiveIntegerField(_("Number in the year"))
    order = models.ForeignKey("order.Order", on_delete=models.PROTECT, related_name="documents")
    corrects = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="corrections")
    language = models.CharField(_("Language"), max_length=5, choices=settings.LANGUAGES)
    issued_at = models.DateTimeField(_("Issued"))
    total = models.DecimalField(_("Total"), max_digits=12, decimal_places=0, help_text=_("In rupiah, with PPN."))
    content = models.JSONField(_("Content"), editable=False)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("Invoice")
        verbose_name_plural = _("Invoices")
        constraints = [models.UniqueConstraint(fields=["kind", "year", "sequence"], name="invoices_number_once")]

    def __str__(self):
        return self.number

    def save(self, *args, **kwargs):
        if self.pk:
            raise TypeError("A document is never changed; a correction is a credit note.")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise TypeError("A document is never deleted; a correction is a credit note.")

    @property
    def number(self):
        """The number as it is printed, INV-2026-000042."""
        return f"{PREFIXES[self.kind]}-{self.year}-{self.sequence:06}"


PREFIXES = {Document.Kind.INVOICE: "INV", Document.Kind.CREDIT_NOTE: "CN"}
