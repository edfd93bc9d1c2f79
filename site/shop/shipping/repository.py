"""Which ways to send a basket there are, for one city."""

from oscar.apps.shipping.repository import Repository as OscarRepository
from oscar.core.loading import get_model

from shop.shipping.methods import Pickup


class Repository(OscarRepository):
    """Methods of the zone that names the city; where none does, of the zone that names its province."""

    def get_shipping_methods(self, basket, shipping_addr=None, regency=None, **kwargs):
        """The methods for `regency` (or the address's), cheapest first; pickup where no city is given."""
        regency = regency or getattr(shipping_addr, "regency", None)
        if regency is None:
            return [Pickup()]
        methods = [method for method in self.methods_to(regency) if method.can_price()]
        return sorted(methods, key=lambda method: (method.calculate(basket).incl_tax, method.days_max, method.pk))

    def methods_to(self, regency):
        """The rows with a table for `regency`, their bands loaded; two queries, three where the province decides."""
        rows = get_model("shipping", "WeightBased").objects.prefetch_related("bands")
        return list(rows.filter(zone__regencies=regency).distinct()) or list(
            rows.filter(zone__provinces=regency.province_id).distinct()
        )
