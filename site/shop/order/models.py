"""Oscar's order, which also remembers its language and the terms in force when it was placed."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from oscar.apps.address.abstract_models import AbstractShippingAddress
from oscar.apps.order.abstract_models import AbstractLine, AbstractOrder

from shop.address.models import InRegency


class Order(AbstractOrder):
    """An order. `terms` are the policy facts at placement; `checkout_key` makes a retried checkout harmless."""

    language = models.CharField(_("Language"), max_length=5, choices=settings.LANGUAGES, default=settings.LANGUAGE_CODE)
    terms = models.JSONField(_("Terms"), default=dict, editable=False)
    checkout_key = models.UUIDField(_("Checkout key"), null=True, unique=True, editable=False)


class Line(AbstractLine):
    """A line that keeps the warranty as it was sold."""

    warranty_months = models.PositiveSmallIntegerField(_("Warranty (months)"), default=0)
    warranty_terms = models.TextField(_("Warranty terms"), blank=True)


class ShippingAddress(AbstractShippingAddress, InRegency):
    """Where the parcel goes, with the city it was priced for."""


from oscar.apps.order.models import *  # noqa: E402, F403
