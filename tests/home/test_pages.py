"""Pages of the CMS in the shop: kept until they change, in their own language only, found by search engines."""

import datetime as dt
import time

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from home.blocks import AddressBlock
from home.initial import set_up_pages
from home.links import localized_address
from home.models import HomePage, Navigation
from home.receivers import tags_showing
from shop.policies.models import PolicyFacts
from tests.support.catalogue import make_category, make_product
from tests.support.rows import keep_rows
from web.pagecache import CLOCK_SKEW_NS, EVERYTHING


@pytest.fixture
def front_page(transactional_db):
    return keep_rows("front page", set_up_pages)


def english(page):
    return HomePage.objects.get(translation_key=page.translation_key, locale__language_code="en")


def read(client, path):
    return client.get(path).content.decode()


def retitle(page, title):
    page.body[0].value["title"] = title
    return page.save_revision()


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_published_change_is_seen_at_once(client, front_page, language):
    page, address = (front_page, "/") if language == "id" else (english(front_page), "/en/")
    for _time in range(2):
        read(client, address)
    retitle(page, "Judul baru").publish()
    assert "Judul baru" in read(client, address)


def test_a_scheduled_change_is_seen_when_its_time_has_come(client, front_page):
    read(client, "/")
    front_page.go_live_at = timezone.now() + dt.timedelta(seconds=1)
    retitle(front_page, "Nanti").publish()
    assert "Nanti" not in read(client, "/")
    time.sleep(1)
    call_command("publish_scheduled", verbosity=0)
    assert "Nanti" in read(client, "/")


def test_the_front_page_is_kept_and_costs_no_query_then(client, front_page):
    make_product(category=make_category("Bor"))
    for _time in range(2):
        read(client, "/")
        time.sleep(CLOCK_SKEW_NS / 1e9 * 1.5)  # a page is kept once what it shows has rested for a moment
    with CaptureQueriesContext(connection) as queries:
        read(client, "/")
    assert [query["sql"] for query in queries] == []


def test_the_front_page_makes_the_same_number_of_queries_whatever_it_shows(client, front_page, settings):
    settings.CACHES = {name: {"BACKEND": "django.core.cache.backends.dummy.DummyCache"} for name in settings.CACHES}
    make_product(category=make_category("Bor"))

    def count():
        with CaptureQueriesContext(connection) as queries:
            read(client, "/")
        return len(queries)

    count()
    with_one = count()
    for number in range(10):
        make_product(f"Produk {number}", category=make_category(f"Kategori {number}"))
    assert count() == with_one


def test_a_page_without_an_english_version_is_not_served_under_en(client, front_page):
    english(front_page).unpublish()
    assert client.get("/en/").status_code == 404
    html = read(client, "/")
    assert 'hreflang="x-default"' in html
    assert '<link rel="alternate" hreflang="en"' not in html
    assert "This page is not available in English. To the front page." in html


def test_menus_follow_their_editor_at_once_in_both_languages(client, front_page):
    read(client, "/")
    navigation = Navigation.objects.get()
    navigation.menu = [("link", {"label_ind": "Semua", "label_en": "Everything", "address": "/katalog/"})]
    navigation.shop_name = "Toko Mesin"
    navigation.save()
    assert '<a href="/katalog/">Semua</a>' in read(client, "/")
    assert '<a href="/en/catalogue/">Everything</a>' in read(client, "/en/")
    assert "· Toko Mesin</title>" in read(client, "/")


def test_a_changed_fact_changes_the_footer_of_every_page(client, front_page):
    read(client, "/en/")
    facts = PolicyFacts.current()
    facts.service_closes = dt.time(16, 0)
    facts.save()
    assert "Monday to Friday 08.30–16.00 WIB" in read(client, "/en/")


def test_a_page_in_the_menus_drops_every_page_when_it_changes(front_page):
    assert EVERYTHING not in tags_showing(front_page)
    navigation = Navigation.objects.get()
    navigation.help_page = front_page
    navigation.save()
    assert tags_showing(front_page) >= {EVERYTHING, "pages", f"page:{front_page.pk}", f"page:{english(front_page).pk}"}


def test_an_unknown_address_helps_in_the_right_language(client, front_page):
    make_category("Perkakas", "Tools")
    indonesian = ("id", "Halaman ini tidak ada", "Perkakas")
    english = ("en", "This page does not exist", "Tools")
    for address, (lang, words, category) in {
        "/tidak-ada/": indonesian,
        "/en/nothing/": english,
        "/fr/rien/": english,
        "/offers/": indonesian,
        "/wishlists/": indonesian,
    }.items():
        response = client.get(address)
        html = response.content.decode()
        main = html.partition("<main")[2]
        assert response.status_code == 404, address
        assert f'<html lang="{lang}">' in html, address
        assert words in html, address
        assert category in main, address
        assert 'name="q"' in main, address


def test_a_form_without_its_token_is_told_what_to_do(front_page, settings):
    response = Client(enforce_csrf_checks=True).post("/en/account/login/")
    assert response.status_code == 403
    assert "This form was open for too long" in response.content.decode()


def test_the_site_map_names_each_address_in_both_languages(client, front_page):
    product = make_product("Bor", "Drill", category=make_category("Perkakas", "Tools"))
    index = read(client, "/sitemap.xml")
    for name in ("pages-1", "categories-1", "products-1"):
        assert f"http://testserver/sitemap-{name}.xml" in index
    pages = read(client, "/sitemap-pages-1.xml")
    assert pages.count("<url>") == 2
    assert '<xhtml:link rel="alternate" hreflang="x-default" href="http://testserver/"/>' in pages
    products = read(client, "/sitemap-products-1.xml")
    assert f"http://testserver{product.get_absolute_url()}" in products
    assert "http://testserver/en/catalogue/drill_" in products
    assert client.get("/sitemap-products-2.xml").status_code == 404


def test_a_list_of_the_site_map_makes_one_query_however_long_it_is(client, front_page):
    def count():
        with CaptureQueriesContext(connection) as queries:
            read(client, "/sitemap-products-1.xml?again")
        return len(queries)

    make_product()
    with_one = count()
    for number in range(10):
        make_product(f"Bor {number}")
    assert (with_one, count()) == (1, 1)


def test_robots_are_kept_out_of_what_is_private_in_both_languages(client):
    text = read(client, "/robots.txt")
    for path in ("/keranjang/", "/en/basket/", "/akun/masuk/", "/en/account/find-order/", "/cms/", "/api/"):
        assert f"Disallow: {path}\n" in text
    assert text.endswith("Sitemap: http://testserver/sitemap.xml\n")


@pytest.fixture
def cms(client, django_user_model):
    client.force_login(django_user_model.objects.create_superuser("ana", "ana@example.com", "rahasia-sekali"))
    return client


def test_an_editor_finds_a_product_by_name_code_or_brand(cms, front_page):
    wanted = make_product("Gerinda tangan", "Angle grinder", upc="GR-115", brand="Tarkara")
    other = make_product("Bor listrik", "Electric drill", upc="BR-1", brand="Wiraksa")
    for words in ("gerinda", "grinder", "GR-115", "tarkara"):
        html = read(cms, f"/cms/catalogue_product/results/?q={words}")
        assert f"chosen/{wanted.pk}/" in html, words
        assert f"chosen/{other.pk}/" not in html, words


def test_an_editor_finds_a_category_in_either_language(cms, front_page):
    wanted, other = make_category("Perkakas", "Tools"), make_category("Pompa", "Pumps")
    html = read(cms, "/cms/catalogue_category/results/?q=tools")
    assert f"chosen/{wanted.pk}/" in html
    assert f"chosen/{other.pk}/" not in html


@pytest.mark.parametrize("thing", ["product", "category"])
def test_a_choice_that_does_not_exist_is_not_found(cms, thing):
    for address in ("chosen/x/", f"chosen/{9**20}/"):
        assert cms.get(f"/cms/catalogue_{thing}/{address}").status_code == 404, address
    assert cms.get(f"/cms/catalogue_{thing}/chosen-multiple/?id=x&id={9**20}").status_code == 200


def test_wagtails_page_that_fails_on_purpose_is_not_there(cms):
    assert cms.get("/cms/failwhale/").status_code == 404


def test_a_page_says_which_methods_it_has(front_page):
    client = Client(enforce_csrf_checks=True)
    for address in ("/", "/en/basket/"):
        for method in (client.put, client.delete, client.patch):
            response = method(address)
            assert (response.status_code, response["Allow"]) == (405, "GET, HEAD, POST"), (address, method)


def test_who_asks_for_an_icon_gets_the_one_of_the_pages(client):
    assert client.get("/favicon.ico").url.endswith("img/mark.svg")


def test_a_preview_is_in_the_language_of_its_page(front_page):
    for page, lang, words in ((front_page, "id", "siap bekerja"), (english(front_page), "en", "ready for work")):
        html = page.make_preview_request().content.decode()
        assert f'<html lang="{lang}">' in html
        assert words in html


def test_chosen_products_keep_their_order_and_hidden_ones_are_left_out(client, front_page):
    first, hidden, last = make_product("Bor"), make_product("Gergaji", is_public=False), make_product("Amplas")
    chosen = {"title": "Pilihan", "choice": "chosen", "count": 8, "products": [last.pk, hidden.pk, first.pk]}
    front_page.body = [("products", HomePage.body.field.stream_block.child_blocks["products"].to_python(chosen))]
    front_page.save_revision().publish()
    html = read(client, "/").partition("Pilihan")[2]
    assert -1 < html.find("Amplas") < html.find("Bor")
    assert "Gergaji" not in html


@pytest.mark.parametrize(
    ("address", "indonesian", "english"),
    [
        ("/katalog/?sort=price", "/katalog/?sort=price", "/en/catalogue/?sort=price"),
        ("/", "/", "/en/"),
        ("/bantuan/retur/", "/bantuan/retur/", ""),
        ("/en/help/", "", "/en/help/"),
    ],
)
def test_a_typed_address_leads_nowhere_where_its_page_has_another(address, indonesian, english):
    for language, expected in (("id", indonesian), ("en", english)):
        with translation.override(language):
            assert localized_address(address) == expected


@pytest.mark.parametrize("address", ["/bantuan/", "/en/help/"])
def test_editors_choose_a_page_instead_of_typing_its_address(address):
    with pytest.raises(ValidationError, match="CMS"):
        AddressBlock(required=False).clean(address)
    assert AddressBlock(required=False).clean("/katalog/") == "/katalog/"


def test_a_long_menu_has_all_its_links_behind_one_button_too(client, front_page):
    for number in range(7):
        make_category(f"Rak {number}")
    assert "Semua kategori" not in read(client, "/")
    make_category("Rak 7")
    folded = read(client, "/").partition('<details class="all">')[2].partition("</details>")[0]
    assert "Semua kategori" in folded
    assert [f"Rak {number}</a>" in folded for number in range(8)] == [True] * 8
