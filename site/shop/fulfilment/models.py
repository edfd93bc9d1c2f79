"""What is missing from an order, and what has left the shop."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Shortage(models.Model):
    """Pieces of a line that the stock check did not find, and what the shopper wants to do about it."""

    class Answer(models.TextChoices):
        DROP = "drop", _("Leave the missing pieces out")
        WAIT = "wait", _("Wait until they are back")
        CANCEL = "cancel", _("Cancel the whole order")

    line = models.ForeignKey("order.Line", on_delete=models.CASCADE, related_name="shortages")
    quantity = models.PositiveIntegerField(_("Missing pieces"))
    answer = models.CharField(_("Answer"), max_length=8, choices=Answer, blank=True)
    is_open = models.BooleanField(_("Open"), default=True)
    created_at = models.DateTimeField(_("Asked"), auto_now_add=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("Missing goods")
        verbose_name_plural = _("Missing goods")
        constraints = [
            models.UniqueConstraint(
                fields=["line"], condition=models.Q(is_open=True), name="fulfilment_one_open_shortage_per_line"
            )
        ]

    def __str__(self):
        return f"{self.quantity} × {self.line}"


class Shipment(models.Model):
    """A parcel of an order, or a pickup that is ready. What it holds can be claimed until `claim_deadline`."""

    order = models.ForeignKey("order.Order", on_delete=models.CASCADE, related_name="shipments")
    courier = models.CharField(_("Courier"), max_length=50, blank=True)
    tracking_number = models.CharField(_("Tracking number"), max_length=60, blank=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(_("Left the shop"), auto_now_add=True)
    received_at = models.DateTimeField(_("Received"), null=True)
    claim_deadline = models.DateTimeField(_("Claims are possible until"), null=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("Shipment")
        verbose_name_plural = _("Shipments")

    def __str__(self):
        return f"{self.courier} {self.tracking_number}".strip() or str(self.order)


class ShipmentLine(models.Model):
    """So many pieces of a line in a parcel."""

    shipment = models.ForeignKey(Shipment, on_delete=models.CASCADE, related_name="lines")
    line = models.ForeignKey("order.Line", on_delete=models.CASCADE, related_name="shipped")
    quantity = models.PositiveIntegerField(_("Quantity"))

    class Meta:
        ordering = ["pk"]
        verbose_name = _("Line of a shipment")
        verbose_name_plural = _("Lines of a shipment")
        constraints = [models.UniqueConstraint(fields=["shipment", "line"], name="fulfilment_line_once_per_shipment")]

    def __str__(self):
        return f"{self.quantity} × {self.line}"
