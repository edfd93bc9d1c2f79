"""Search: forgiving, ranked, in both languages, never an error."""

import re

import pytest

from shop.search.products import find_products
from shop.search.sources import Result
from shop.search.words import singular, words
from tests.support.catalogue import make_category, make_family, make_product

pytestmark = pytest.mark.django_db


@pytest.fixture
def shelf(run_tasks):
    """Four products in the index."""
    category = make_category("Perkakas", "Tools")
    make_product("Bor tembok", "Hammer drill", upc="BT-500", brand="Tarkara", category=category)
    make_product("Obeng listrik", "Screwdriver", description_ind="Bisa juga memakai mata bor.", category=category)
    make_family("Cakram potong", "Cutting disc", variants=[("5 inci", 14_000, 8)], category=category)
    make_product("Bor rahasia", is_public=False)
    run_tasks()
    return category


def titles(response):
    return re.findall(r'class="tile-title"><a href="[^"]+">([^<]+)<', response.content.decode())


FOUND = {
    "bor": ["Bor tembok", "Obeng listrik"],  # the title before the description
    "BOR": ["Bor tembok", "Obeng listrik"],
    "bor tem": ["Bor tembok"],  # the last word may be unfinished
    "hammer dri": ["Bor tembok"],  # the other language
    "bt-500": ["Bor tembok"],
    "bt 500": ["Bor tembok"],
    "tarkara bor": ["Bor tembok"],
    "5 inci": ["Cakram potong"],  # a variant's name
    "cakram": ["Cakram potong"],
    "kompresor": [],
    '"bor" tembok': ["Bor tembok"],
    "bor, tembok!": ["Bor tembok"],
}


def test_what_is_typed_finds(client, shelf):
    assert {typed: titles(client.get("/cari/", {"q": typed})) for typed in FOUND} == FOUND


PARTS = {  # what has most of the words, those that are rare before those that are frequent
    "mesin bor tembok": ["Bor tembok", "Obeng listrik"],
    "mesin bor": ["Bor tembok", "Obeng listrik"],  # the title before the description
    "obeng 4 dim bor": ["Obeng listrik", "Bor tembok"],
    "mesin jahit": [],
}


def test_where_nothing_has_all_the_words_what_has_most_of_them_is_shown(client, shelf):
    for typed, found in PARTS.items():
        page = client.get("/cari/", {"q": typed})
        assert "Produk tidak ditemukan" in page.content.decode()
        assert titles(page) == found
        suggested = client.get("/cari/saran/", {"q": typed}).content.decode()
        assert sorted(found, key=suggested.find) == found


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("hammer drills", "hammer drill"), ("batteries", "battery"), ("boxes", "box"), ("press", "press"), ("las", "las")],
)
def test_plurals_find_their_singular(client, shelf, typed, meant):
    assert " ".join(map(singular, typed.split())) == meant
    assert titles(client.get("/en/search/", {"q": typed})) == (["Hammer drill"] if "drill" in typed else [])


def test_a_code_finds_its_product_and_a_variants_code_its_family(client, shelf):
    child = make_product("7 inci", structure="child", product_class=None, upc="CK-7", parent=family_of("Cakram potong"))
    assert titles(client.get("/cari/?q=ck-7")) == ["Cakram potong"]
    child.is_public = False
    child.save()
    assert titles(client.get("/cari/?q=ck-7&sort=name")) == []


def family_of(title):
    from oscar.core.loading import get_model

    return get_model("catalogue", "Product").objects.get(title_ind=title)


def test_a_family_stays_found_when_a_variant_is_deleted(client, shelf, run_tasks, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        family_of("Cakram potong").children.get().delete()
    run_tasks()
    assert titles(client.get("/cari/?q=cakram")) == ["Cakram potong"]
    assert titles(client.get("/cari/?q=inci")) == []


def test_a_renamed_product_is_found_by_its_new_name(client, shelf, run_tasks):
    product = family_of("Obeng listrik")
    product.title_ind = "Obeng baterai"
    product.save()
    run_tasks()
    assert titles(client.get("/cari/?q=obeng bat")) == ["Obeng baterai"]


HOSTILE = [
    '"', "'", "a AND", "NOT", "* OR *", "bor)", "{title}:bor", "NEAR(a b)", "\\", "%", "%s", "\0bor", "😀", "ا",
    "x" * 300, "' OR 1=1 --", "<script>alert(1)</script>", "-" * 50, "bor " * 60, "^bor", "a:b", "&|!<->", "\ud83d",
]  # fmt: skip


FEW = ["bor)", "\0bor", "\ud83d", "' OR 1=1 --", "<script>alert(1)</script>", "-" * 50]


@pytest.mark.parametrize(("address", "every"), [("/cari/", HOSTILE), ("/cari/saran/", HOSTILE), ("/en/search/", FEW)])
def test_nothing_that_is_typed_breaks_search(client, shelf, address, every):
    for typed in every:
        response = client.get(address, {"q": typed.encode("utf-8", "surrogatepass")})
        assert response.status_code == 200, typed
        assert "<script>alert" not in response.content.decode(), typed


def test_filters_of_lists_narrow_a_search(client, shelf):
    make_product("Bor duduk", price=9_000_000, upc="bor", brand="Bengkara")
    assert titles(client.get("/cari/?q=bor&price_to=2000000")) == ["Bor tembok", "Obeng listrik"]
    assert titles(client.get("/cari/?q=bor&brand=Tarkara")) == ["Bor tembok"]
    assert titles(client.get(f"/cari/?q=bor&category={shelf.pk}")) == ["Bor tembok", "Obeng listrik"]
    html = client.get(f"/cari/?q=bor&category={shelf.pk}").content.decode()
    assert '<input type="hidden" name="q" value="bor">' in html
    for category in ("x", "99999", "-1", "²"):
        assert client.get("/cari/", {"q": "bor", "category": category}).status_code == 200


def test_an_empty_search_offers_categories(client, shelf):
    html = client.get("/cari/").content.decode()
    assert "Apa yang Anda cari?" in html
    assert f'href="{shelf.get_absolute_url()}"' in html


def test_a_search_without_result_says_what_to_do(client, shelf):
    html = client.get("/en/search/?q=zzz").content.decode()
    assert "No product found" in html
    assert "Results for “zzz”" in html


def test_a_search_leads_to_itself_in_the_other_language(client, shelf):
    html = client.get("/cari/?q=bor+tembok").content.decode()
    assert 'href="/en/search/?q=bor+tembok" hreflang="en"' in html


def find_in_room(text, limit):
    """A source of another room."""
    return [Result(f"About {text}", "/bantuan/x/", "An <em>excerpt</em>")][:limit]


def test_other_rooms_are_found_beside_products(client, shelf, settings):
    settings.SEARCH_SOURCES = [f"{__name__}.find_in_room"]
    for address in ("/cari/?q=zzz", "/cari/saran/?q=zzz"):
        html = client.get(address).content.decode()
        assert '<a href="/bantuan/x/">' in html
        assert "About zzz" in html
    assert "An excerpt" in client.get("/cari/?q=bor").content.decode()


def test_suggestions_name_products_with_their_prices(client, shelf):
    html = client.get("/cari/saran/?q=bor+te").content.decode()
    assert "Bor tembok" in html
    assert "Rp1.500.000" in html
    assert 'href="/cari/?q=bor+te"' in html
    assert client.get("/cari/saran/?q=b").content.decode().strip().startswith("<p") is True


def test_drafts_are_never_found(shelf):
    assert not find_products("rahasia").exists()


def test_a_number_written_together_with_its_unit_is_found():
    assert words("bor 18v 650watt GWS-750 m18") == ["bor", "18", "v", "650", "watt", "gws-750", "m18"]


@pytest.mark.parametrize(("typed", "meant"), [("gerindra", "gerinda"), ("gerinda tagan", "gerinda tangan")])
def test_a_search_that_finds_nothing_offers_the_nearest_words(client, typed, meant):
    make_product("Gerinda tangan", "Angle grinder")
    page = client.get("/cari/", {"q": typed}).content.decode()
    assert f'<a href="/cari/?q={meant.replace(" ", "+")}">{meant}</a>?' in page


def test_words_that_are_near_to_nothing_offer_nothing(client):
    make_product("Gerinda tangan", "Angle grinder")
    assert "Maksud Anda" not in client.get("/cari/", {"q": "xylofon"}).content.decode()
