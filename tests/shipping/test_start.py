"""The first shipping tables of a shop."""

from decimal import Decimal

import pytest

from shop.address.models import Province
from shop.shipping.models import WeightBased, Zone
from shop.shipping.start import load_shipping


@pytest.mark.django_db
def test_every_province_is_in_exactly_one_zone():
    load_shipping()
    zones = {province: province.zone_set.count() for province in Province.objects.all()}
    assert len(zones) == 38
    assert set(zones.values()) == {1}


@pytest.mark.django_db
def test_cities_around_jakarta_are_listed_by_themselves():
    load_shipping()
    cities = set(Zone.objects.get(name="Jabodetabek").regencies.values_list("name", flat=True))
    assert {"Kota Bekasi", "Kota Depok", "Kabupaten Tangerang"} <= cities
    assert len(cities) == 8


@pytest.mark.django_db
def test_a_charge_follows_the_weight_band():
    load_shipping()
    method = WeightBased.objects.get(code="reguler-jawa")
    assert (method.name_ind, method.name_en) == ("Reguler Jawa", "Regular Java")
    assert (method.days_min, method.days_max) == (2, 3)
    assert method.get_charge(Decimal("2.4")) == 54_000
    assert WeightBased.objects.get(code="kargo-jawa").get_charge(38) == 220_000


@pytest.mark.django_db
def test_a_shop_with_a_method_keeps_its_own_tables():
    assert load_shipping() == 14
    WeightBased.objects.exclude(code="reguler-jawa").delete()
    assert load_shipping() == 0
    assert WeightBased.objects.count() == 1
