"""The product page: what it tells, what can be done on it, what search engines read."""

import json
import re
from datetime import date, datetime
from urllib.parse import quote

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from oscar.core.loading import get_model

from shop.policies.calendar import WIB
from shop.policies.models import PolicyFacts
from tests.support.catalogue import make_category, make_class, make_family, make_product

pytestmark = pytest.mark.django_db


def page(client, product, query=""):
    response = client.get(product.get_absolute_url() + query)
    assert response.status_code == 200
    return response.content.decode()


def data(html, kind):
    """The JSON-LD of a kind on the page."""
    found = [json.loads(text) for text in re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.S)]
    return next(item for item in found if item["@type"] == kind)


def test_a_product_in_stock_can_be_put_into_the_basket(client):
    product = make_product("Bor listrik", price=1_500_000, upc="BOR-1", brand="Tarkara")
    html = page(client, product)
    assert "Rp1.500.000" in html
    assert "termasuk PPN" in html
    assert "SKU BOR-1" in html
    assert "Stok tersedia" in html
    assert f'action="{reverse("basket:add", args=[product.pk])}"' in html
    assert 'name="quantity"' in html
    assert "Beri tahu saya" not in html


def test_a_product_that_is_sold_out_has_no_way_to_buy_and_a_way_to_be_told(client):
    product = make_product(stock=0)
    html = page(client, product)
    assert "Sold Out" in html
    assert reverse("basket:add", args=[product.pk]) not in html
    assert "Masukkan ke keranjang" not in html
    assert f'action="{reverse("customer:alert-create", args=[product.pk])}"' in html
    assert "diproses pada" not in html


def test_variants_show_price_and_stock_and_none_is_chosen_but_by_the_address(client):
    family = make_family("Cakram", variants=[("4 inci", 9_000, 0), ("5 inci", 14_000, 8), ("7 inci", 24_000, 2)])
    small, medium, large = family.children.order_by("pk")
    html = page(client, family)
    rows = re.findall(r'<input type="radio" name="child_id" value="(\d+)"([^>]*)>', html)
    assert rows == [
        (str(small.pk), " disabled required"),
        (str(medium.pk), " required"),
        (str(large.pk), " required"),
    ]
    assert re.search(r"mulai</span> <span data-price>Rp14\.000<", html)
    assert "Rp24.000" in html
    assert f'formaction="{reverse("customer:alert-create", args=[small.pk])}"' in html
    chosen = page(client, family, f"?variant={large.pk}")
    assert f'value="{large.pk}" checked' in chosen
    assert '<span class="price"><span data-price>Rp24.000</span></span>' in chosen
    assert "Sisa 2" in chosen.partition("data-stock>")[2].partition("</p>")[0]


def test_a_variant_that_is_unknown_or_sold_out_is_not_chosen(client):
    family = make_family("Cakram", variants=[("4 inci", 9_000, 0), ("5 inci", 14_000, 8)])
    gone = family.children.order_by("pk")[0]
    for query in (f"?variant={gone.pk}", "?variant=99999", "?variant=abc", "?variant="):
        assert not re.search(r'name="child_id"[^>]*checked', page(client, family, query))
    assert "Sold Out" in page(client, family, f"?variant={gone.pk}").partition("data-stock>")[2].partition("</p>")[0]


def test_the_pictures_of_the_chosen_variant_come_first_and_each_variant_names_its_own(client):
    family = make_family("Cakram", variants=[("4 inci", 9_000, 2), ("5 inci", 14_000, 8)])
    first, second = family.children.order_by("pk")
    for product in (family, second):
        product.images.create(original=f"images/{product.pk}.png", width=600, height=600)
    html = page(client, family)
    assert 'data-picture="picture-2"' in html.partition(f'value="{second.pk}"')[2].partition(">")[0]
    assert "data-picture" not in html.partition(f'value="{first.pk}"')[2].partition(">")[0]
    own = re.search(r'id="picture-1"><a href="([^"]+)"', page(client, family, f"?variant={second.pk}"))[1]
    assert own == second.images.get().original.url


def test_signing_in_on_a_product_page_leads_back_to_it_also_from_the_kept_page(client):
    family = make_family("Cakram", variants=[("4 inci", 9_000, 2)])
    address = f"{family.get_absolute_url()}?variant={family.children.get().pk}"
    for _time in range(2):
        assert f'href="/akun/masuk/?next={quote(address)}"' in client.get(address).content.decode()


def test_the_address_of_a_variant_leads_to_its_family(client):
    family = make_family("Cakram", variants=[("5 inci", 14_000, 8)])
    child = family.children.get()
    response = client.get(child.get_absolute_url())
    assert (response.status_code, response["Location"]) == (301, f"{family.get_absolute_url()}?variant={child.pk}")


def test_specifications_are_in_the_language_of_the_page(client):
    Attribute = get_model("catalogue", "ProductAttribute")
    kind = make_class()
    make = Attribute.objects.create
    power = make(product_class=kind, code="power_w", type="integer", name_ind="Daya (W)", name_en="Power (W)")
    torque = make(product_class=kind, code="torque", type="float", name_ind="Torsi (Nm)", name_en="Torque (Nm)")
    reverse = make(product_class=kind, code="reverse", type="boolean", name_ind="Putaran balik", name_en="Reverse")
    product = make_product("Bor", "Drill", weight_g=3600)
    power.save_value(product, 1200)
    torque.save_value(product, 1.5)
    reverse.save_value(product, True)
    indonesian, english = page(client, product), client.get(english_address(product)).content.decode()
    facts = r"<dt>([^<]+)</dt><dd[^>]*>([^<]+)</dd>"
    assert re.findall(facts, indonesian) == [
        ("Daya (W)", "1.200"),
        ("Torsi (Nm)", "1,5"),
        ("Putaran balik", "Ya"),
        ("Berat kirim", "3,6 kg"),
    ]
    assert re.findall(facts, english) == [
        ("Power (W)", "1,200"),
        ("Torque (Nm)", "1.5"),
        ("Reverse", "Yes"),
        ("Shipping weight", "3.6 kg"),
    ]


def english_address(product):
    return f"/en/catalogue/{product.slug_en}_{product.pk}/"


@pytest.mark.parametrize(
    ("months", "sentence"),
    [
        (24, "Garansi pabrik 24 bulan"),
        (0, "Produk ini tanpa garansi pabrik."),
        (None, "Berlaku ketentuan pabrik, umumnya 12 bulan."),
    ],
)
def test_the_warranty_is_told_with_its_terms(client, months, sentence):
    product = make_product(warranty_months=months, warranty_terms_ind="Arang tidak termasuk.")
    html = page(client, product)
    assert sentence in html
    assert "Arang tidak termasuk." in html


@pytest.mark.parametrize(
    ("now", "day", "max_age_s"),
    [
        (datetime(2026, 11, 20, 10, tzinfo=WIB), "Jumat, 20 November 2026", 300),
        (datetime(2026, 11, 20, 17, 28, tzinfo=WIB), "Jumat, 20 November 2026", 120),
        (datetime(2026, 11, 20, 17, 30, tzinfo=WIB), "Senin, 23 November 2026", 300),
        (datetime(2026, 12, 25, 9, tzinfo=WIB), "Senin, 28 Desember 2026", 300),
    ],
)
def test_the_day_of_processing_follows_the_calendar_and_the_page_ends_with_it(client, now, day, max_age_s):
    product = make_product()
    with time_machine.travel(now, tick=False):
        response = client.get(product.get_absolute_url())
    assert f"diproses pada {day}" in response.content.decode()
    assert response.page_max_age_s == max_age_s


def test_a_calendar_that_is_never_open_promises_no_day(client):
    facts = PolicyFacts.current()
    facts.save()
    today = date(2026, 11, 20)
    exceptions = get_model("policies", "CalendarException")
    exceptions.objects.bulk_create(
        exceptions(facts=facts, day=date.fromordinal(today.toordinal() + n), is_open=False) for n in range(420)
    )
    with time_machine.travel(datetime(2026, 11, 20, 10, tzinfo=WIB), tick=False):
        assert "diproses pada" not in page(client, make_product())


def test_search_engines_read_the_product_its_price_and_the_way_to_it(client):
    category = make_category("Perkakas", "Tools")
    product = make_product("Bor <b>", price=1_500_000, upc="BOR-1", brand="Tarkara", category=category)
    html = page(client, product)
    read = data(html, "Product")
    assert read["name"] == "Bor <b>"
    assert "Bor <b>" not in html
    assert (read["sku"], read["brand"]["name"]) == ("BOR-1", "Tarkara")
    offer = read["offers"]
    assert (offer["price"], offer["priceCurrency"]) == ("1500000", "IDR")
    assert offer["availability"] == "https://schema.org/InStock"
    assert read["url"] == f"http://testserver{product.get_absolute_url()}"
    trail = [(step["name"], step["item"]) for step in data(html, "BreadcrumbList")["itemListElement"]]
    assert trail == [
        ("Perkakas", f"http://testserver{category.get_absolute_url()}"),
        ("Bor <b>", f"http://testserver{product.get_absolute_url()}"),
    ]


def test_a_family_is_read_with_the_spread_of_its_prices(client):
    family = make_family("Cakram", variants=[("4 inci", 9_000, 0), ("5 inci", 14_000, 0)])
    offer = data(page(client, family), "Product")["offers"]
    assert (offer["@type"], offer["lowPrice"], offer["highPrice"], offer["offerCount"]) == (
        "AggregateOffer",
        "9000",
        "14000",
        2,
    )
    assert offer["availability"] == "https://schema.org/OutOfStock"


def test_a_product_links_to_itself_in_the_other_language(client):
    product = make_product("Bor listrik", "Electric drill")
    indonesian, english = f"/katalog/bor-listrik_{product.pk}/", f"/en/catalogue/electric-drill_{product.pk}/"
    for address in (indonesian, english):
        html = client.get(address).content.decode()
        assert f'hreflang="id" href="http://testserver{indonesian}"' in html
        assert f'hreflang="en" href="http://testserver{english}"' in html
        assert f'rel="canonical" href="http://testserver{address}"' in html


def test_old_slugs_lead_to_the_present_address_for_good(client):
    product = make_product("Bor listrik", "Electric drill")
    for old, present in (("bor-lama", product.get_absolute_url()), ("electric-drill", product.get_absolute_url())):
        response = client.get(f"/katalog/{old}_{product.pk}/?variant=1")
        assert (response.status_code, response["Location"]) == (301, f"{present}?variant=1")


@pytest.mark.parametrize("address", ["/katalog/bor_999999/", "/katalog/bor_9999999999999/", "/en/catalogue/x_0/"])
def test_an_unknown_product_is_not_found(client, address):
    assert client.get(address).status_code == 404


def test_a_draft_is_not_found_by_anybody(client, admin_client):
    product = make_product(is_public=False)
    family = make_family("Cakram", variants=[("5 inci", 14_000, 8)], is_public=False)
    for address in (product, family, family.children.get()):
        assert client.get(address.get_absolute_url()).status_code == 404
        assert admin_client.get(address.get_absolute_url()).status_code == 404


def test_a_page_makes_as_many_queries_with_much_on_it_as_with_little(client):
    category = make_category("Perkakas")
    family = make_family("Cakram", variants=[("5 inci", 14_000, 8)], category=category)
    make_product("Palu", category=category)

    def count():
        with CaptureQueriesContext(connection) as queries:
            assert client.get(family.get_absolute_url()).status_code == 200
        return len(queries)

    few = count()
    for number in range(10):
        make_product(f"{number} inci", structure="child", parent=family, product_class=None)
        make_family(f"Set {number}", variants=[("a", 1, 1), ("b", 2, 0)], category=category)
    family.title_ind = "Cakram potong"
    family.save()
    assert count() <= few + 2  # the related families bring their variants: two queries, however many
