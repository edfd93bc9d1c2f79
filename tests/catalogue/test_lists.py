"""Lists of products: what they show, how they narrow, what they cost."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from oscar.core.loading import get_model

from tests.support.catalogue import make_category, make_family, make_offer, make_product

MAX_QUERIES = 12
MAX_QUERIES_OF_SEARCH = 14  # it looks into the help center too


@pytest.fixture
def shelf(db):
    """Two categories, one below the other, two brands, one family, one product sold out."""
    tools = make_category("Perkakas", "Tools")
    drills = make_category("Bor", "Drills", parent=tools)
    make_product("Bor A", "Drill A", brand="Tarkara", price=1_500_000, category=drills)
    make_product("Bor B", "Drill B", brand="Wiraksa", price=900_000, stock=0, category=drills)
    make_product("Palu", "Hammer", brand="Wiraksa", price=120_000, stock=2, category=tools)
    make_family("Cakram", "Disc", variants=[("4 inci", 9_000, 0), ("5 inci", 14_000, 8)], category=tools)
    return {"tools": tools, "drills": drills}


def titles(response):
    return re.findall(r'class="tile-title"><a href="[^"]+">([^<]+)<', response.content.decode())


def test_a_list_shows_public_families_and_products_with_price_and_stock(client, shelf):
    make_product("Rahasia", is_public=False)
    response = client.get("/katalog/")
    html = response.content.decode()
    assert titles(response) == ["Cakram", "Palu", "Bor B", "Bor A"]
    assert "Rahasia" not in html
    assert re.search(r"mulai</span>\s*Rp14\.000", html)
    assert html.count("Sold Out") == 1
    assert "Sisa 2" in html
    assert "4 produk" in html


def test_the_same_list_in_english(client, shelf):
    response = client.get("/en/catalogue/?sort=name")
    assert titles(response) == ["Disc", "Drill A", "Drill B", "Hammer"]
    assert "4 products" in response.content.decode()
    assert "Only 2 left" in response.content.decode()


FILTERED = {
    "brand=Tarkara": ["Bor A"],
    "brand=Tarkara&brand=Wiraksa": ["Palu", "Bor B", "Bor A"],
    "brand=Nobody": [],
    "in_stock=on": ["Cakram", "Palu", "Bor A"],
    "price_from=120.000&price_to=Rp900.000": ["Palu", "Bor B"],
    "price_to=14000": ["Cakram"],
    "price_to=13999": [],
    "sort=price": ["Cakram", "Palu", "Bor B", "Bor A"],
    "sort=-price": ["Bor A", "Bor B", "Palu", "Cakram"],
    "sort=name": ["Bor A", "Bor B", "Cakram", "Palu"],
    "sort=1;drop": ["Cakram", "Palu", "Bor B", "Bor A"],
    "in_stock=on&sort=-price&brand=Wiraksa": ["Palu"],
}


def test_filters_and_order_are_kept_in_the_address(client, shelf):
    assert {query: titles(client.get(f"/katalog/?{query}")) for query in FILTERED} == FILTERED


def test_the_price_that_sorts_is_the_price_that_is_shown(shelf):
    Product = get_model("catalogue", "Product")
    for product in Product.objects.browsable().with_price_from().for_tiles():
        assert product.price_from == product.purchase_info.price.incl_tax


def test_in_stock_agrees_with_the_words(shelf):
    Product = get_model("catalogue", "Product")
    hidden = make_family("Mata bor", variants=[("6 mm", 5_000, 0)])
    make_product("8 mm", structure="child", parent=hidden, product_class=None, is_public=False)
    promised = make_product("Kompresor", price=None)
    make_offer(promised, 100, stock=3, allocated=3)
    by_words = {p.pk for p in Product.objects.browsable() if p.purchase_info.availability.is_available_to_buy}
    assert set(Product.objects.browsable().in_stock().values_list("pk", flat=True)) == by_words


def test_a_category_shows_what_is_below_it_and_links_down_with_counts(client, shelf):
    response = client.get(shelf["tools"].get_absolute_url())
    assert titles(response) == ["Cakram", "Palu", "Bor B", "Bor A"]
    assert re.search(r'href="/katalog/kategori/bor_\d+/">Bor <span class="muted number">2<', response.content.decode())
    assert titles(client.get(shelf["drills"].get_absolute_url())) == ["Bor B", "Bor A"]


def test_category_links_keep_the_filters(client, shelf):
    html = client.get("/katalog/?brand=Wiraksa&page=1").content.decode()
    assert f'href="{shelf["tools"].get_absolute_url()}?brand=Wiraksa">Perkakas' in html


def test_a_hidden_category_and_what_is_below_it_are_not_found(client, shelf):
    tools = shelf["tools"]
    tools.is_public = False
    tools.save()
    assert client.get(tools.get_absolute_url()).status_code == 404
    assert client.get(shelf["drills"].get_absolute_url()).status_code == 404


def test_an_old_category_slug_leads_to_the_present_one_with_its_filters(client, shelf):
    address = shelf["drills"].get_absolute_url()
    old = address.replace("bor_", "mesin-bor_")
    response = client.get(old + "?brand=Tarkara")
    assert (response.status_code, response["Location"]) == (301, address + "?brand=Tarkara")


def test_chips_remove_one_filter_each(client, shelf):
    html = client.get("/katalog/?brand=Tarkara&price_to=2.000.000&sort=name").content.decode()
    chips = {label: url for url, label in re.findall(r'class="chip" href="([^"]+)">.*?</span>([^<]+)<', html)}
    assert chips == {
        "Tarkara": "?price_to=2.000.000&amp;sort=name",
        "Sampai Rp2.000.000": "?brand=Tarkara&amp;sort=name",
    }


def test_a_list_without_results_shows_the_way_out(client, shelf):
    html = client.get("/katalog/?brand=Tarkara&price_to=1000").content.decode()
    assert "Tidak ada produk yang cocok dengan saringan ini" in html
    assert "Hapus semua saringan" in html


def test_a_list_is_kept_until_a_product_on_it_changes(client, shelf):
    first = get_model("catalogue", "Product").objects.get(title_ind="Palu")
    tags = client.get(shelf["tools"].get_absolute_url()).page_tags
    assert {"catalogue", f"category:{shelf['tools'].pk}", f"product:{first.pk}"} <= tags
    assert f"product:{first.pk}" not in client.get("/katalog/?brand=Tarkara").page_tags


def test_a_price_that_is_none_is_named_beside_its_field_and_nothing_is_lost(client, shelf):
    pages = {}
    for typed in ("abc", "-5", "1,5 juta", "9" * 40, "<script>alert", "Rp", "\u0661\u0662"):
        response = client.get("/katalog/", {"price_from": typed, "brand": "Tarkara"})
        pages[typed] = html = response.content.decode()
        assert response.status_code == 200, typed
        assert titles(response) == ["Bor A"], typed
        assert ("Tulis jumlah dalam rupiah, misalnya 1.500.000." in html) == (typed != "Rp"), typed
        assert "<script>alert" not in html, typed
    assert 'value="abc"' in pages["abc"]
    assert 'href="#id_price_from"' in pages["abc"]


def test_prices_the_wrong_way_round_are_named(client, shelf):
    html = client.get("/katalog/?price_from=2000000&price_to=1000").content.decode()
    assert "Ini kurang dari harga terendah. Tukar keduanya." in html
    assert 'value="2000000"' in html


@pytest.mark.parametrize("page", ["0", "-1", "2", "999999999999", "abc", "1.5", ""])
def test_an_unknown_page_number_is_not_found(client, shelf, page):
    assert client.get(f"/katalog/?page={page}").status_code == 404


@pytest.mark.django_db
def test_an_empty_shop_says_so(client):
    response = client.get("/katalog/")
    assert response.status_code == 200
    assert "Belum ada apa-apa di sini" in response.content.decode()


@pytest.mark.django_db
def test_pages_keep_the_filters(client):
    for number in range(30):
        make_product(f"Bor {number:02}", brand="Tarkara")
    html = client.get("/katalog/?brand=Tarkara&sort=name").content.decode()
    assert 'href="?brand=Tarkara&amp;sort=name&amp;page=2" rel="next"' in html
    assert titles(client.get("/katalog/?brand=Tarkara&sort=name&page=2")) == [f"Bor {n:02}" for n in range(24, 30)]


def test_a_list_makes_the_same_number_of_queries_for_few_and_for_many(client, db, run_tasks):
    category = make_category("Perkakas", "Tools")
    lists = ["/katalog/?", "/katalog/?sort=price&in_stock=on&price_from=1&brand=A", f"{category.get_absolute_url()}?"]

    def count(address, size):
        with CaptureQueriesContext(connection) as queries:
            assert client.get(f"{address}&unused={size}").status_code == 200
        return len(queries)

    def fill(size):
        for number in range(size):
            make_product(f"Bor {number}", brand="A", category=category)
            make_family(f"Bor set {number}", brand="A", variants=[("a", 10, 3), ("b", 20, 0)], category=category)
        run_tasks()  # the search index
        return {address: count(address, size) for address in [*lists, "/cari/?q=bor"]}

    fill(0)  # reads the menus, which are kept
    few, many = fill(1), fill(12)
    assert few == many
    assert many.pop("/cari/?q=bor") <= MAX_QUERIES_OF_SEARCH
    assert max(many.values()) <= MAX_QUERIES
