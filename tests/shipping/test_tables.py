"""Shipping prices: which table, which band, where the limits are."""

from decimal import Decimal

import pytest
from oscar.core.loading import get_class, get_model

from tests.support.catalogue import make_family, make_product
from tests.support.shopping import BANDUNG, make_zone, open_basket

pytestmark = pytest.mark.django_db


def charge(weight_g, quantity=1, **zone):
    """What a product of this weight costs to send in a zone of bands 5 kg: Rp20.000 and 20 kg: Rp60.000."""
    method = make_zone(**zone)
    return method.calculate(open_basket(make_product(weight_g=weight_g, stock=100), quantity)).incl_tax


@pytest.mark.parametrize(
    ("weight_g", "rupiah"),
    [
        (0, 20_000),
        (1, 20_000),
        (5_000, 20_000),
        (5_001, 60_000),
        (20_000, 60_000),
        (20_001, 80_000),
        (25_000, 80_000),
        (25_001, 120_000),
        (40_000, 120_000),
        (60_000, 180_000),
    ],
)
def test_a_band_reaches_to_its_limit_and_beyond_the_last_there_are_more_parcels(weight_g, rupiah):
    assert charge(weight_g) == rupiah


def test_the_weight_is_that_of_all_pieces():
    assert charge(2_500, quantity=2) == 20_000
    assert charge(2_500, quantity=3, name="Bali") == 60_000


def test_a_product_without_a_weight_counts_as_the_methods_default():
    assert charge(None, quantity=5) == 20_000
    assert charge(None, quantity=6, name="Bali") == 60_000


def test_a_variant_weighs_what_its_family_weighs():
    family = make_family(variants=[("100 mm", 10_000, 3)], weight_g=6_000)
    assert make_zone().calculate(open_basket(family.children.get())).incl_tax == 60_000


def test_the_charge_includes_ppn_and_adds_up():
    price = make_zone().calculate(open_basket(make_product(weight_g=1)))
    assert (price.excl_tax, price.tax, price.incl_tax) == (18_018, 1_982, 20_000)


def methods(regency):
    regency = get_model("address", "Regency").objects.get(pk=regency)
    basket = open_basket(make_product(weight_g=1_000))
    found = get_class("shipping.repository", "Repository")().get_shipping_methods(basket, regency=regency)
    return [method.name for method in found]


def test_a_city_wins_over_its_province():
    make_zone("Jawa", provinces=["32"])
    assert methods(BANDUNG) == ["Reguler Jawa"]
    make_zone("Bandung", regencies=[BANDUNG])
    assert methods(BANDUNG) == ["Reguler Bandung"]
    assert methods("32.04") == ["Reguler Jawa"]


def test_a_place_without_a_zone_and_a_method_without_bands_offer_nothing():
    make_zone("Jawa", provinces=["32"], bands=())
    assert methods(BANDUNG) == []
    assert methods("91.71") == []


def test_the_cheapest_method_comes_first():
    make_zone("Jawa", provinces=["32"], bands=[(5, 50_000)], method="Kilat", days=(1, 1))
    make_zone("Jawa", provinces=["32"], bands=[(5, 20_000)], method="Kargo")
    assert methods(BANDUNG) == ["Kargo Jawa", "Kilat Jawa"]


def test_limits_with_grams_are_exact():
    method = make_zone(bands=[("0.999", 10_000), ("1.000", 11_000)])
    assert method.get_charge(Decimal("0.999")) == 10_000
    assert method.get_charge(Decimal("1.000")) == 11_000
