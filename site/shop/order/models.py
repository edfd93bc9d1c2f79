"""Oscar's order, which also remembers its language and the terms in force when it was placed."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from oscar.apps.address.abstract_models import AbstractShippingAddress
from oscar.apps.order.abstract_models import AbstractLine, AbstractOrder

from shop.address.models import InRegency
from shop.shipping.methods import PICKUP


class Order(AbstractOrder):
    """An order. `terms` are the policy facts at placement; `checkout_key` makes a retried checkout harmless."""

    language = models.CharField(_("Language"), max_length=5, choices=settings.LANGUAGES, default=settings.LANGUAGE_CODE)
    terms = models.JSONField(_("Terms"), default=dict, editable=False)
    checkout_key = models.UUIDField(_("Checkout key"), null=True, unique=True, editable=False)

    def set_status(self, new_status):
        """What Oscar's dashboard calls: the same door as everywhere, so that the stock follows. Raises StepRefused."""
        from shop.order import lifecycle  # the lifecycle reads the models

        if new_status != self.status:
            lifecycle.move(self, new_status, lifecycle.Role.STAFF)

    set_status.alters_data = True

    @property
    def is_pickup(self):
        """Whether the shopper comes to the shop for it."""
        return self.shipping_code == PICKUP


class Line(AbstractLine):
    """A line that keeps the warranty as it was sold."""

    warranty_months = models.PositiveSmallIntegerField(_("Warranty (months)"), default=0)
    warranty_terms = models.TextField(_("Warranty terms"), blank=True)


class OrderEvent(models.Model):
    """One step in an order's life: who did what, when and why. Rows are added, never changed."""

    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="events", verbose_name=_("Order"))
    from_state = models.CharField(_("From"), max_length=32, blank=True)
    to_state = models.CharField(_("To"), max_length=32)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=_("Who")
    )
    role = models.CharField(_("Acting as"), max_length=16)
    why = models.TextField(_("Why"), blank=True)
    is_public = models.BooleanField(_("Shown to the shopper"), default=True)
    created_at = models.DateTimeField(_("When"), auto_now_add=True, db_index=True)

    class Meta:
        ordering = ["created_at", "pk"]
        verbose_name = _("Order event")
        verbose_name_plural = _("Order events")

    def __str__(self):
        return f"{self.order} {self.from_state} → {self.to_state}"

    def save(self, *args, **kwargs):
        if self.pk:
            raise TypeError("An order event is never changed.")
        super().save(*args, **kwargs)


class ShippingAddress(AbstractShippingAddress, InRegency):
    """Where the parcel goes, with the city it was priced for."""


from oscar.apps.order.models import *  # noqa: E402, F403
