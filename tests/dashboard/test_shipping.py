"""Shipping in the dashboard: zones that do not overlap, tables of weights, and what is not covered."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from shop.address.models import Province, Regency
from shop.shipping.models import WeightBand, WeightBased, Zone
from tests.dashboard.conftest import errors, form_values, texts

METHOD = "#shipping_method_form"
ZONE = "#shipping_zone_form"


@pytest.fixture
def zone(db):
    zone = Zone.objects.create(name="Jawa")
    zone.provinces.set(Province.objects.filter(name__in=["Jawa Tengah", "Jawa Timur"]))
    return zone


def filled_in(zone, **changes):
    return {
        "zone": zone.pk,
        "name_ind": "Reguler Jawa",
        "name_en": "Regular Java",
        "description_en": "By road.",
        "days_min": "2",
        "days_max": "4",
        "bands-0-upper_limit": "5",
        "bands-0-charge": "40.000",
        "bands-1-upper_limit": "10",
        "bands-1-charge": "75.000",
    } | changes


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_a_method_is_saved_with_both_names_and_its_table(submit, zone, prefix):
    response = submit(f"{prefix}/dashboard/shipping/weight-based/create/", METHOD, filled_in(zone))

    assert response.status_code == 302, errors(response)
    method = WeightBased.objects.get()
    assert (method.name_ind, method.name_en, method.zone) == ("Reguler Jawa", "Regular Java", zone)
    assert (method.days_min, method.days_max) == (2, 4)
    assert [(int(b.upper_limit), int(b.charge)) for b in method.bands.all()] == [(5, 40000), (10, 75000)]


REFUSED = [  # what is sent in one form, and all that is said
    ({"name_ind": "", "zone": ""}, ["This field is required."] * 2),
    ({"days_min": "5"}, ["This is less than the days “at least” (5)."]),
    ({"days_max": "90"}, ["That is longer than 60 working days."]),
    ({"bands-1-upper_limit": "5"}, ["This weight is in the table already."]),
    (
        {"bands-0-upper_limit": "0", "bands-1-charge": "-1"},
        ["The weight must be more than 0 kg.", "The amount is below zero."],
    ),
    (
        {f"bands-{n}-{name}": "" for n in (0, 1) for name in ("upper_limit", "charge")},
        ["The table needs at least one weight with its charge."],
    ),
]


def test_a_method_that_cannot_be_is_refused(submit, dashboard, zone):
    path = "/en/dashboard/shipping/weight-based/create/"
    opened = dashboard.get(path)
    for changes, said in REFUSED:
        response = submit(path, METHOD, filled_in(zone) | changes, opened)
        assert [error for error in errors(response) if error in said] == said, changes
    assert not WeightBased.objects.exists()


def test_a_row_of_the_table_is_changed_and_another_deleted(submit, zone):
    method = WeightBased.objects.create(name_ind="Reguler", zone=zone)
    first = WeightBand.objects.create(method=method, upper_limit=5, charge=40000)
    WeightBand.objects.create(method=method, upper_limit=10, charge=75000)

    response = submit(
        f"/dashboard/shipping/weight-based/{method.pk}/edit/",
        METHOD,
        {"bands-0-charge": "45000", "bands-1-DELETE": "on"},
    )

    assert response.status_code == 302, errors(response)
    assert list(method.bands.values_list("pk", "charge")) == [(first.pk, 45000)]


def test_a_province_belongs_to_one_zone(submit, zone):
    central = Province.objects.get(name="Jawa Tengah")

    response = submit("/en/dashboard/shipping/zones/create/", ZONE, {"name": "Tengah", "provinces": [central.pk]})

    assert "Already in another zone: Jawa Tengah (Jawa)." in errors(response)


def test_a_zone_needs_a_place(submit, db):
    response = submit("/en/dashboard/shipping/zones/create/", ZONE, {"name": "Kosong"})

    assert "Choose at least one province or city." in errors(response)


def test_the_list_names_cities_without_a_zone_and_zones_without_prices(dashboard, zone):
    response = dashboard.get("/en/dashboard/shipping/zones/")

    warning = " ".join(texts(response, "details"))
    assert Regency.objects.filter(province__name="Bali").first().name in warning
    assert Regency.objects.filter(province__name="Jawa Timur").first().name not in warning
    assert texts(response, "p.alert-danger") == ["Zones without a method that has prices: Jawa"]

    rest = Zone.objects.create(name="Lain")
    rest.provinces.set(Province.objects.exclude(zone=zone))
    assert "Every city and regency is in a zone." in texts(
        dashboard.get("/en/dashboard/shipping/zones/"), "p.alert-success"
    )


def test_a_zone_with_methods_stays(submit, zone, dashboard):
    WeightBased.objects.create(name_ind="Reguler", zone=zone)

    response = dashboard.post(f"/en/dashboard/shipping/zones/{zone.pk}/delete/")

    assert errors(response) == ["Methods still lead to this zone. Delete them or give them another zone first."]
    assert Zone.objects.filter(pk=zone.pk).exists()


@pytest.mark.parametrize("kind", ["weight-based", "zones"])
def test_the_lists_make_the_same_queries_for_one_and_for_fifty(dashboard, zone, django_assert_num_queries, kind):
    def make(number):
        method = WeightBased.objects.create(name_ind=f"Reguler {number}", zone=Zone.objects.create(name=f"Z{number}"))
        WeightBand.objects.create(method=method, upper_limit=5, charge=40000)

    make(0)
    dashboard.get(f"/dashboard/shipping/{kind}/")
    with CaptureQueriesContext(connection) as one:
        dashboard.get(f"/dashboard/shipping/{kind}/")
    for number in range(1, 50):
        make(number)

    with django_assert_num_queries(len(one)):
        response = dashboard.get(f"/dashboard/shipping/{kind}/")

    assert b"Reguler 49" in response.content


@pytest.mark.parametrize(("prefix", "half"), [("", "0,5"), ("/en", "0.5")])
def test_weights_are_shown_and_understood_as_they_are_written_here(submit, dashboard, zone, prefix, half):
    new = f"{prefix}/dashboard/shipping/weight-based/create/"
    values = {"bands-0-upper_limit": "0,5", "bands-1-upper_limit": "1500", "default_weight": "1.25"}
    assert submit(new, METHOD, filled_in(zone, **values)).status_code == 302
    method = WeightBased.objects.get()
    page = f"{prefix}/dashboard/shipping/weight-based/{method.pk}/edit/"
    shown = form_values(dashboard.get(page), METHOD)
    assert [shown[f"bands-{row}-upper_limit"] for row in (0, 1)] == [[half], ["1500"]]
    assert submit(page, METHOD, {}).status_code == 302
    assert [band.upper_limit for band in method.bands.order_by("upper_limit")] == [Decimal("0.5"), 1500]
    assert errors(submit(page, METHOD, {"bands-1-upper_limit": "1.500"}))


def test_what_two_people_change_in_one_method_is_all_kept(submit, dashboard, zone):
    submit("/en/dashboard/shipping/weight-based/create/", METHOD, filled_in(zone))
    method = WeightBased.objects.get()
    page = f"/en/dashboard/shipping/weight-based/{method.pk}/edit/"
    opened = dashboard.get(page)
    assert submit(page, METHOD, {"bands-0-charge": "41.000", "days_max": "5"}).status_code == 302

    assert submit(page, METHOD, {"description_en": "By sea."}, opened).status_code == 302

    method.refresh_from_db()
    assert (method.days_max, method.description_en) == (5, "By sea.")
    assert [int(band.charge) for band in method.bands.all()] == [41_000, 75_000]


def test_what_two_people_change_in_one_field_is_asked_for(submit, dashboard, zone):
    submit("/en/dashboard/shipping/weight-based/create/", METHOD, filled_in(zone))
    page = f"/en/dashboard/shipping/weight-based/{WeightBased.objects.get().pk}/edit/"
    opened = dashboard.get(page)
    submit(page, METHOD, {"bands-0-charge": "41.000"})

    refused = submit(page, METHOD, {"bands-0-charge": "42.000", "name_en": "Java"}, opened)

    assert [said for said in errors(refused) if said] == [
        "Somebody else changed this while you were editing. It is now: 41000. Yours is not saved yet: check it, and "
        "save again."
    ]
    assert WeightBand.objects.order_by("upper_limit").first().charge == 41_000
    assert submit(page, METHOD, {}, refused).status_code == 302
    assert WeightBand.objects.order_by("upper_limit").first().charge == 42_000
    assert WeightBased.objects.get().name_en == "Java"
