"""Load the list of provinces, cities and regencies, and the one country that the shop sends to."""

import csv
from pathlib import Path

from django.db import migrations

DATA = Path(__file__).resolve().parent.parent / "data"


def rows(name):
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def load(apps, schema_editor):
    apps.get_model("address", "Country").objects.get_or_create(
        iso_3166_1_a2="ID",
        defaults={
            "iso_3166_1_a3": "IDN",
            "iso_3166_1_numeric": "360",
            "printable_name": "Indonesia",
            "name": "Republic of Indonesia",
            "is_shipping_country": True,
        },
    )
    Province, Regency = (apps.get_model("address", name) for name in ("Province", "Regency"))
    Province.objects.bulk_create(Province(code=row["code"], name=row["name"]) for row in rows("provinces.csv"))
    Regency.objects.bulk_create(
        Regency(code=row["code"], province_id=row["province"], name=row["name"]) for row in rows("regencies.csv")
    )


def unload(apps, schema_editor):
    for name in ("Regency", "Province"):
        apps.get_model("address", name).objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("address", "0008_regencies")]
    operations = [migrations.RunPython(load, unload)]
