"""PPN: how much of a price is tax. Prices are kept and shown with it; invoices show both parts."""

from fractions import Fraction

from django.conf import settings

from web.formats import whole_rupiah


def effective_rate():
    """The tax on one rupiah of net price, as a fraction: VAT_RATE of VAT_BASE (PMK 131/2024: 12 % of 11/12)."""
    return settings.VAT_RATE * settings.VAT_BASE


def split(price_incl_tax):
    """(net price, tax) of a price in rupiah: both whole, rounded half up, and together exactly the price."""
    price = whole_rupiah(price_incl_tax)
    net = whole_rupiah(int(Fraction(int(price)) / (1 + effective_rate()) + Fraction(1, 2)))
    return net, price - net
