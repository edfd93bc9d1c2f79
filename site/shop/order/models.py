"""Oscar's order, which also remembers its language and the terms in force when it was placed."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from oscar.apps.address.abstract_models import AbstractShippingAddress
from oscar.apps.order.abstract_models import AbstractLine, AbstractOrder

from shop.address.models import InRegency
from shop.shipping.methods import PICKUP


class Order(AbstractOrder):
    """An order. `terms` are the policy facts at placement; `checkout_key` makes a retried checkout harmless.

    Its status is changed by shop.order.lifecycle alone: Oscar's own `set_status` knows neither stock nor money.
    """

    language = models.CharField(_("Language"), max_length=5, choices=settings.LANGUAGES, default=settings.LANGUAGE_CODE)
    terms = models.JSONField(_("Terms"), default=dict, editable=False)
    checkout_key = models.UUIDField(_("Checkout key"), null=True, unique=True, editable=False)
    pay_until = models.DateTimeField(_("Pay until"), null=True, editable=False, db_index=True)
    paid_at = models.DateTimeField(_("Paid"), null=True, editable=False)
    delivered_at = models.DateTimeField(_("Received"), null=True, editable=False)
    claim_deadline = models.DateTimeField(_("Claims are possible until"), null=True, editable=False, db_index=True)

    def set_status(self, new_status):
        """Refuse what Oscar's dashboard would do past the lifecycle."""
        raise TypeError("shop.order.lifecycle changes the status of an order")

    set_status.alters_data = True

    @property
    def num_items(self):
        """The pieces that are still ordered: without those that were missing after the payment."""
        return sum(line.quantity - line.missing for line in self.lines.all())

    @property
    def is_pickup(self):
        """Whether the shopper comes to the shop for it."""
        return self.shipping_code == PICKUP


class Line(AbstractLine):
    """A line that keeps the warranty as it was sold."""

    warranty_months = models.PositiveSmallIntegerField(_("Warranty (months)"), default=0)
    warranty_terms = models.TextField(_("Warranty terms"), blank=True)
    missing = models.PositiveIntegerField(_("Missing pieces"), default=0, editable=False)  # found so after payment
    warranty_until = models.DateField(_("Warranty until"), null=True, editable=False)


class OrderEvent(models.Model):
    """One thing that happened to an order: who did what, when and why. Rows are added, never changed."""

    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="events", verbose_name=_("Order"))
    from_state = models.CharField(_("From"), max_length=32, blank=True)
    to_state = models.CharField(_("To"), max_length=32)
    kind = models.CharField(_("Kind"), max_length=16, default="state")
    details = models.JSONField(_("Details"), default=dict)
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
    """Where the parcel goes, with the city it was priced for; of a pickup who comes, at the shop's address."""

    def ensure_postcode_is_valid_for_country(self):
        """The shop's address is one text: without a city of the list there is no postcode to look at."""
        if self.regency_id:
            super().ensure_postcode_is_valid_for_country()


from oscar.apps.order.models import *  # noqa: E402, F403
