"""Whether a product can be bought, and the words for it (promise 6)."""

from django.utils.translation import gettext as _
from oscar.apps.partner.availability import Available, Base, StockRequired as OscarStockRequired, Unavailable

__all__ = ["LOW_STOCK", "SOLD_OUT", "Available", "Base", "NoLongerSold", "StockRequired", "Unavailable"]

LOW_STOCK = 5  # pieces; from here on the shop says how many are left
SOLD_OUT = "Sold Out"  # in both languages


class StockRequired(OscarStockRequired):
    """It can be bought while there is stock, and not one piece more."""

    @property
    def is_low(self):
        """Whether so few are left that the shopper should know."""
        return 0 < self.num_available <= LOW_STOCK

    @property
    def tone(self):
        """The class of the badge that says it."""
        if self.num_available <= 0:
            return "bad"
        return "warn" if self.is_low else "good"

    @property
    def message(self):
        if self.num_available <= 0:
            return SOLD_OUT
        if self.is_low:
            return _("Only %(count)d left") % {"count": self.num_available}
        return _("In stock")

    short_message = message

    def is_purchase_permitted(self, quantity):
        if self.num_available <= 0:
            return False, SOLD_OUT
        if quantity > self.num_available:
            return False, _("Only %(count)d left") % {"count": self.num_available}
        return True, ""


class NoLongerSold(Unavailable):
    """The product was taken out of the shop."""

    tone = "bad"

    @property
    def message(self):
        return _("No longer sold")

    def is_purchase_permitted(self, quantity):
        return False, self.message
