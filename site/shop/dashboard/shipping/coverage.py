"""Where the shop delivers to, and where it does not yet."""

from django.db.models import Count

from shop.address.models import Regency
from shop.shipping.models import Zone


def regencies_without_zone():
    """Cities and regencies that no zone has, neither by themselves nor with their province."""
    listed = Regency.objects.filter(zone__isnull=False) | Regency.objects.filter(province__zone__isnull=False)
    return Regency.objects.exclude(pk__in=listed.values("pk")).select_related("province")


def zones_without_prices():
    """Zones to which no method with a price table leads."""
    return Zone.objects.annotate(bands=Count("methods__bands")).filter(bands=0)


def by_province(regencies):
    """Province → its cities of `regencies`, in the order they come."""
    provinces = {}
    for regency in regencies:
        provinces.setdefault(regency.province, []).append(regency)
    return provinces
