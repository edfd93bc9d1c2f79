"""The JSON API: the same answers as the pages, for other clients."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from home.initial import set_up_pages
from home.models import HomePage
from shop.policies.models import PolicyFacts
from tests.support.catalogue import make_category, make_family, make_product
from tests.support.rows import keep_rows

pytestmark = pytest.mark.django_db


def get(client, path, status=200):
    response = client.get(f"/api/v3/{path}")
    assert response.status_code == status, response.content
    return response.json()


def test_the_facts_in_force_are_told_as_they_are(client):
    facts = PolicyFacts.current()
    facts.claim_window_days = 3
    facts.save()
    told = get(client, "policies/facts/")
    assert (told["claim_window_days"], told["service_closes"]) == (3, "17:00:00")


def test_contact_cards_speak_the_language_that_is_asked_for(client):
    indonesian, english = (get(client, f"policies/contact/?locale={code}") for code in ("id", "en"))
    assert [card["kind"] for card in english["cards"]] == ["phone", "email", "whatsapp"]
    assert (indonesian["hours"], english["hours"]) == (
        "Senin sampai Jumat 08.30–17.00 WIB",
        "Monday to Friday 08.30–17.00 WIB",
    )
    assert english["cards"][0]["href"] == "tel:+622122668221"


def test_the_navigation_leads_to_complete_addresses_in_its_language(client):
    keep_rows("front page", set_up_pages)
    make_category("Perkakas", "Tools")
    told = get(client, "navigation/?locale=en")
    assert [item["label"] for item in told["main"]] == ["Tools"]
    assert told["main"][0]["url"].startswith("http://testserver/en/catalogue/")
    assert {"label": "All products", "url": "http://testserver/en/catalogue/"} in told["footer"][0]["items"]


def test_a_product_is_found_by_id_and_by_the_slug_of_either_language(client):
    product = make_product("Bor listrik", "Electric drill", price=1_500_000, stock=3)
    by_id = get(client, f"catalogue/products/{product.pk}/?locale=en")
    assert by_id["title"] == "Electric drill"
    assert by_id["price"] == {"currency": "IDR", "amount": 1500000, "text": "Rp1.500.000"}
    assert by_id["availability"] == {"can_be_bought": True, "words": "Only 3 left"}
    for slug in (product.slug_ind, product.slug_en):
        assert get(client, f"catalogue/products/{slug}/")["id"] == product.pk


def test_what_is_gone_is_sold_out_in_both_languages(client):
    product = make_product(stock=0)
    for code in ("id", "en"):
        told = get(client, f"catalogue/products/{product.pk}/?locale={code}")
        assert told["availability"] == {"can_be_bought": False, "words": "Sold Out"}


def test_a_family_tells_its_variants(client):
    family = make_family(variants=[("115 mm", 20_000, 5), ("125 mm", 30_000, 0)])
    told = get(client, f"catalogue/products/{family.pk}/")
    assert told["has_variants"] is True
    assert [(found["price"]["amount"], found["availability"]["can_be_bought"]) for found in told["variants"]] == [
        (20000, True),
        (30000, False),
    ]


def test_a_list_takes_the_filters_of_the_list_page(client):
    drills = make_category("Bor", "Drills")
    cheap = make_product("Bor kecil", price=200_000, category=drills, brand="Tarkara")
    make_product("Bor besar", price=900_000, category=drills, brand="Wiraksa")
    make_product("Gerinda", price=300_000, stock=0, brand="Tarkara")
    path = f"catalogue/products/?category={drills.pk}&brand=Tarkara&price_to=500000&in_stock=true&sort=price"
    told = get(client, path)
    assert (told["count"], told["pages"], [item["id"] for item in told["items"]]) == (1, 1, [cheap.pk])


@pytest.mark.parametrize("path", ["catalogue/products/?locale=en", "catalogue/categories/", "navigation/?locale=id"])
def test_a_list_makes_the_same_number_of_queries_with_one_row_and_with_many(client, path):
    keep_rows("front page", set_up_pages)

    def count():
        with CaptureQueriesContext(connection) as queries:
            get(client, path)
        return len(queries)

    make_product("Satu", category=make_category("Satu"))
    count()
    with_one = count()
    for number in range(12):
        make_product(f"Bor {number}", category=make_category(f"Kategori {number}"))
    assert count() == with_one


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("catalogue/products/?locale=fr", 422),
        ("catalogue/products/?page=abc", 422),
        ("catalogue/products/?price_from=-1", 422),
        ("catalogue/products/?page=99", 404),
        ("catalogue/products/?category=999", 404),
        ("catalogue/products/tidak-ada/", 404),
        ("search/", 422),
        ("tidak-ada/", 404),
    ],
)
def test_what_is_wrong_is_told_in_a_problem_document(client, path, status):
    response = client.get(f"/api/v3/{path}")
    problem = response.json()
    assert (response.status_code, response["Content-Type"]) == (status, "application/problem+json")
    assert (problem["status"], problem["type"]) == (status, "about:blank")
    assert problem["detail"]


def test_a_stranger_reads_published_pages_only(client):
    page = keep_rows("front page", set_up_pages)
    draft = HomePage(title="Rahasia", slug="rahasia", live=False)
    page.add_child(instance=draft)
    told = get(client, "pages/?locale=id")
    assert [item["title"] for item in told["items"]] == ["Beranda"]
    get(client, f"pages/{draft.pk}/", 404)


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("post", "pages/"),
        ("patch", "pages/1/"),
        ("post", "pages/1/actions/publish/"),
        ("get", "sites/"),
        ("get", "schema/"),
    ],
)
def test_nothing_that_needs_a_token_is_served(client, method, path):
    response = getattr(client, method)(f"/api/v3/{path}", content_type="application/json")
    assert response.status_code in (404, 405)


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("post", "/api/v3/policies/facts/", 405),
        ("put", "/api/v3/pages/", 405),
        ("post", "/api/v3/nothing/", 404),
        ("delete", "/api/nothing/", 404),
        ("get", "/api/v3/nothing/", 404),
    ],
)
def test_a_wrong_method_or_address_is_a_problem_document_without_any_token(method, path, status):
    response = getattr(Client(enforce_csrf_checks=True), method)(path)
    assert (response.status_code, response["Content-Type"]) == (status, "application/problem+json")
    assert (response.json()["status"], response.get("Allow")) == (status, "GET" if status == 405 else None)


def test_head_tells_what_get_would_bring(client):
    told, brought = client.head("/api/v3/policies/facts/"), client.get("/api/v3/policies/facts/")
    assert (told.status_code, told.content, told["Content-Length"]) == (200, b"", str(len(brought.content)))


def test_the_reference_comes_from_this_server_alone(client):
    html = client.get("/api/docs").content.decode()
    assert "/static/ninja/swagger-ui-bundle.js" in html
    assert "https://" not in html
    paths = client.get("/api/v3/openapi.json").json()["paths"]
    assert "/api/v3/catalogue/products/{key}/" in paths
    assert {method for operations in paths.values() for method in operations} == {"get"}


def test_a_search_finds_products(client, run_tasks):
    product = make_product("Bor listrik", "Electric drill")
    run_tasks()
    told = get(client, "search/?q=electric&locale=en")
    assert [item["id"] for item in told["products"]["items"]] == [product.pk]


@pytest.mark.parametrize(
    ("query", "status"), [("offset=9223372036854775808", 400), ("search=%22", 422), ("search=%00", 422)]
)
def test_input_that_no_database_takes_is_a_problem_document(client, query, status):
    response = client.get(f"/api/v3/pages/?{query}")
    assert (response.status_code, response["Content-Type"]) == (status, "application/problem+json")
    assert response.json()["detail"]


def test_a_site_map_beyond_any_number_is_not_found(client):
    assert client.get("/sitemap-products-9223372036854775808.xml").status_code == 404


@pytest.mark.parametrize(
    ("path", "accepts", "status", "detail"),
    [
        ("catalogue/products/x/", "", 404, "Produk ini tidak dijual di sini, atau tidak lagi."),
        ("catalogue/products/x/", "en", 404, "This product is not sold here, or no longer."),
        ("catalogue/products/x/?locale=en", "id", 404, "This product is not sold here, or no longer."),
        ("nothing/", "en-GB,en;q=0.9", 404, "The API has nothing at this address; /api/docs lists what it has."),
        ("catalogue/products/?language=zz", "", 422, "Bahasa dipilih dengan locale=id atau locale=en."),
        ("catalogue/products/?language=en", "en", 422, "The language is chosen by locale=id or locale=en."),
    ],
)
def test_what_is_wrong_is_told_in_the_readers_language(client, path, accepts, status, detail):
    response = client.get(f"/api/v3/{path}", headers={"Accept-Language": accepts})
    assert (response.status_code, response.json()["detail"]) == (status, detail)


def test_a_refused_method_is_told_in_the_readers_language(client):
    response = client.post("/api/v3/policies/facts/?locale=en")
    assert (response.status_code, response.json()["detail"]) == (405, "This address answers to GET.")
