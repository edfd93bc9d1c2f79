"""A first set of zones and weight tables, for a shop that has none yet."""

import tomllib
from decimal import Decimal
from pathlib import Path

from django.db import transaction

from shop.address.models import Province, Regency
from shop.shipping.models import WeightBand, WeightBased, Zone

TABLES = Path(__file__).resolve().parent / "data" / "zones.toml"
DEFAULT_WEIGHT_KG = 1  # of a product without a weight


@transaction.atomic
def load_shipping():
    """Make the zones and methods of data/zones.toml, unless the shop has a method; returns how many were made."""
    if WeightBased.objects.exists():
        return 0
    tables = tomllib.loads(TABLES.read_text())
    for entry in tables["zone"]:
        zone = add_zone(entry)
        for code, service in tables["service"].items():
            method = add_method(zone, code, service, entry[code] | {"zone_en": entry["name_en"]})
            add_bands(method, service["bands_kg"], entry[code]["per_kg"], tables["round_to"])
    return WeightBased.objects.count()


def add_zone(entry):
    zone, _made = Zone.objects.get_or_create(name=entry["name"])
    zone.provinces.set(Province.objects.filter(code__in=entry["provinces"]))
    zone.regencies.set(Regency.objects.filter(code__in=entry.get("regencies", [])))
    return zone


def add_method(zone, code, service, terms):
    """One service to one zone; `terms` has its days on the way and the zone's English name."""
    days_min, days_max = terms["days"]
    return WeightBased.objects.create(
        code=f"{code}-{zone.name.lower().replace(' ', '-')}",
        name_ind=f"{service['name_id']} {zone.name}",
        name_en=f"{service['name_en']} {terms['zone_en']}",
        description_ind=service["description_id"],
        description_en=service["description_en"],
        default_weight=DEFAULT_WEIGHT_KG,
        zone=zone,
        days_min=days_min,
        days_max=days_max,
    )


def add_bands(method, limits_kg, per_kg, round_to):
    WeightBand.objects.bulk_create(
        WeightBand(method=method, upper_limit=Decimal(kg), charge=rounded(kg * per_kg, round_to)) for kg in limits_kg
    )


def rounded(amount, step):
    """`amount` up to the next multiple of `step`."""
    return Decimal(-(-amount // step) * step)
