"""What a product costs."""

from oscar.apps.partner.prices import Base, FixedPrice, TaxInclusiveFixedPrice, Unavailable

from shop.partner.tax import split

__all__ = ["Base", "FixedPrice", "PriceWithTax", "TaxInclusiveFixedPrice", "Unavailable"]


class PriceWithTax(TaxInclusiveFixedPrice):
    """A price that is kept with its tax, in whole rupiah: excl_tax + tax is always what the shopper saw."""

    def __init__(self, currency, incl_tax):
        excl_tax, tax = split(incl_tax)
        super().__init__(currency, excl_tax, tax)
