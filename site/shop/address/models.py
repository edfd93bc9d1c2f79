"""Indonesian addresses: provinces, cities and regencies are a list, not free text."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from oscar.apps.address.abstract_models import AbstractUserAddress


class Province(models.Model):
    """One of the 38 provinces, with the code of the Ministry of Home Affairs."""

    code = models.CharField(_("Code"), max_length=2, primary_key=True)
    name = models.CharField(_("Name"), max_length=64)

    class Meta:
        ordering = ["name"]
        verbose_name = _("Province")
        verbose_name_plural = _("Provinces")

    def __str__(self):
        return self.name


class Regency(models.Model):
    """A city (kota) or regency (kabupaten): the second level below the country."""

    code = models.CharField(_("Code"), max_length=5, primary_key=True)
    name = models.CharField(_("Name"), max_length=64)
    province = models.ForeignKey(
        Province, on_delete=models.PROTECT, related_name="regencies", verbose_name=_("Province")
    )

    class Meta:
        ordering = ["province__name", "name"]
        verbose_name = _("City or regency")
        verbose_name_plural = _("Cities and regencies")

    def __str__(self):
        return self.name


class InRegency(models.Model):
    """An address whose city is one of the list. `state` and `line4` keep the names as they were."""

    regency = models.ForeignKey(
        Regency, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("City or regency")
    )

    class Meta:
        abstract = True


class UserAddress(AbstractUserAddress, InRegency):
    """An address in a member's address book."""


from oscar.apps.address.models import *  # noqa: E402, F403
