"""Shipping by zone and weight: a zone is a list of provinces and cities, a method has a table of weights."""

from decimal import Decimal

from django.db import models
from django.utils.translation import gettext_lazy as _
from oscar.apps.shipping.abstract_models import AbstractWeightBased
from oscar.core.prices import Price

from shop.partner.tax import split
from web.formats import whole_rupiah


class Zone(models.Model):
    """A region with one price table. A city listed by itself wins over its province."""

    name = models.CharField(_("Name"), max_length=64, unique=True)
    provinces = models.ManyToManyField("address.Province", blank=True, verbose_name=_("Provinces"))
    regencies = models.ManyToManyField("address.Regency", blank=True, verbose_name=_("Cities and regencies"))

    class Meta:
        ordering = ["name"]
        verbose_name = _("Shipping zone")
        verbose_name_plural = _("Shipping zones")

    def __str__(self):
        return self.name


class WeightBased(AbstractWeightBased):
    """A courier's service to one zone, priced by weight."""

    zone = models.ForeignKey(
        Zone, on_delete=models.PROTECT, null=True, related_name="methods", verbose_name=_("Shipping zone")
    )
    days_min = models.PositiveSmallIntegerField(_("Working days on the way, at least"), default=1)
    days_max = models.PositiveSmallIntegerField(_("Working days on the way, at most"), default=3)

    def can_price(self):
        """Whether there is a table to read: a method without one is not offered, rather than free."""
        return any(band.upper_limit > 0 for band in self.bands.all())

    def calculate(self, basket):
        """The charge for the basket's weight, PPN included."""
        charge = whole_rupiah(self.get_charge(self.weigh(basket)))
        return Price(basket.currency, excl_tax=split(charge)[0], incl_tax=charge)

    def weigh(self, basket):
        """The weight of the basket in kg; a product without a weight counts as the method's default."""
        return sum((self.weigh_product(line.product) * line.quantity for line in basket.all_lines()), Decimal(0))

    def weigh_product(self, product):
        """The weight of one piece in kg."""
        grams = product.own_or_parents("weight_g")
        return self.default_weight if grams is None else Decimal(grams) / 1000

    def get_charge(self, weight_kg):
        """The charge of the first band that reaches `weight_kg`, its upper limit included.

        Beyond the last band: as many of the heaviest parcels as are needed, and one for what remains.
        """
        bands = sorted((band for band in self.bands.all() if band.upper_limit > 0), key=lambda band: band.upper_limit)
        parcels, rest = divmod(Decimal(weight_kg), bands[-1].upper_limit)
        charge = parcels * bands[-1].charge
        if rest or not parcels:
            charge += next(band.charge for band in bands if rest <= band.upper_limit)
        return charge


from oscar.apps.shipping.models import *  # noqa: E402, F403
