"""Shipping by zone and weight: a zone is a list of provinces and cities, a method has a table of weights."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from oscar.apps.shipping.abstract_models import AbstractWeightBased


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


from oscar.apps.shipping.models import *  # noqa: E402, F403
