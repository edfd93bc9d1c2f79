"""Broken numbers and dates in the dashboard's addresses and forms are refused; they are no errors of ours."""

import pytest

from tests.dashboard.conftest import texts

HUGE = "9" * 20


@pytest.mark.parametrize(
    "address",
    [
        "orders/?date_from=0001-01-01",
        "orders/?date_to=9999-12-31",
        "orders/statistics/?date_from=0001-01-01",
        "catalogue/product-lookup/?initial=abc",
        f"catalogue/product-lookup/?initial=1,{HUGE}&page=-1",
        "catalogue/product-lookup/?page=abc",
        "catalogue/product-lookup/?q=a&page=-1",
        "catalogue/product-lookup/?q=a&page_limit=x",
        "catalogue/?per_page=-3",
    ],
)
def test_a_broken_query_is_a_bad_request(dashboard, address):
    assert dashboard.get(f"/en/dashboard/{address}").status_code == 400


@pytest.mark.parametrize("key", ["abc", HUGE])
@pytest.mark.parametrize(
    ("address", "action", "field"),
    [
        ("orders/", "download_selected_orders", "selected_order"),
        ("users/", "make_active", "selected_user"),
        ("catalogue/", "set_price", "selected_product"),
    ],
)
def test_a_broken_choice_of_rows_is_a_bad_request(dashboard, address, action, field, key):
    assert dashboard.post(f"/dashboard/{address}", {"action": action, field: key}).status_code == 400


@pytest.mark.parametrize("thing", ["attribute-option-group", "option"])
@pytest.mark.parametrize("verb", ["update", "delete"])
@pytest.mark.parametrize("key", ["x", HUGE])
def test_a_thing_whose_key_is_no_number_does_not_exist(dashboard, thing, verb, key):
    assert dashboard.get(f"/dashboard/catalogue/{thing}/{key}/{verb}/").status_code == 404


def test_a_window_that_adds_something_tells_its_key_and_nothing_else(dashboard):
    new = {"name_ind": "Ukir", "name_en": "Engraving", "type": "text", "_popup": "1", "_to_field": "password"}
    assert dashboard.post("/dashboard/catalogue/option/create/", new).status_code == 400


def test_what_is_right_passes(dashboard):
    found = dashboard.get(
        "/en/dashboard/catalogue/product-lookup/", {"initial": "1,2", "page": "1", "page_limit": "20"}
    )
    assert found.json()["results"] == []
    searched = dashboard.get("/en/dashboard/orders/", {"date_from": "2026-01-01", "date_to": "", "page": "1"})
    assert searched.context["form"].cleaned_data["date_to"] is None
    assert texts(dashboard.get("/en/dashboard/orders/", {"date_from": "soon"}), ".error-block") == [
        "Enter a valid date."
    ]
