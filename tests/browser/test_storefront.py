"""Lists, product pages and search as shoppers use them: with and without scripts, on a phone and with the keyboard."""

import re

import pytest
from django.conf import settings
from playwright.sync_api import expect

from tests.support.catalogue import make_category, make_family, make_product
from tests.support.people import make_member
from tests.support.shopping import put

pytestmark = pytest.mark.django_db(transaction=True)
PHONE = {"width": 360, "height": 740}


@pytest.fixture
def shelf(run_tasks):
    """A few products of two brands, in the index."""
    category = make_category("Perkakas", "Tools")
    make_product("Bor tembok", "Hammer drill", brand="Tarkara", category=category)
    make_product("Palu", "Hammer", brand="Wiraksa", price=120_000, stock=0, category=category)
    family = make_family("Cakram", "Disc", variants=[("4 inci", 9_000, 0), ("5 inci", 14_000, 8)], category=category)
    run_tasks()
    return family


def expect_titles(page, *titles):
    """The products of the list, in order, once the page is there."""
    expect(page.locator(".tile-title")).to_have_text(list(titles))


def test_a_filter_narrows_the_list_at_once(page, shelf):
    page.emulate_media(reduced_motion="no-preference")
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto("/katalog/")
    page.get_by_label("Tarkara").check()
    page.wait_for_url(re.compile(r"\?brand=Tarkara&sort=newest$"))
    expect_titles(page, "Bor tembok")
    page.get_by_role("link", name="Hapus saringan: Tarkara").click()
    expect(page.locator(".tile")).to_have_count(3)


def test_filters_and_order_work_on_a_phone_without_scripts(new_context, shelf):
    page = new_context(java_script_enabled=False, viewport=PHONE).new_page()
    page.goto("/katalog/")
    page.get_by_role("link", name="Saring").click()
    page.get_by_label("Hanya yang tersedia").check()
    page.get_by_label("Dari (Rp)").fill("10.000")
    page.get_by_role("button", name="Tampilkan produk").click()
    expect_titles(page, "Cakram", "Bor tembok")
    page.get_by_label("Urutkan").select_option("-price")
    page.get_by_role("button", name="Urutkan").click()
    expect_titles(page, "Bor tembok", "Cakram")
    expect(page.get_by_role("link", name="Hapus saringan: Mulai Rp10.000")).to_be_visible()


def test_the_keyboard_stays_in_the_filters_of_a_phone_and_escape_closes_them(new_context, shelf):
    page = new_context(viewport=PHONE).new_page()
    page.goto("/katalog/")
    opener = page.get_by_role("link", name="Saring")
    opener.click()
    expect(page.locator(".filters")).to_be_visible()
    for key in ("Tab", "Shift+Tab"):
        for _ in range(12):
            page.keyboard.press(key)
            assert page.evaluate("document.activeElement.matches('body, .filters *')")
    page.get_by_label("Tarkara").focus()
    page.keyboard.press("Escape")
    expect(page.locator(".filters")).to_be_hidden()
    expect(opener).to_be_focused()


def test_a_wrong_price_on_a_phone_is_shown_where_it_can_be_mended(new_context, shelf):
    page = new_context(viewport=PHONE).new_page()
    page.goto("/katalog/?price_from=abc")
    expect(page.locator("[data-errors]")).to_be_focused()
    page.get_by_role("link", name=re.compile("Tulis jumlah")).click()
    expect(page.get_by_label("Dari (Rp)")).to_have_value("abc")
    expect(page.get_by_label("Dari (Rp)")).to_be_visible()


def test_suggestions_appear_while_typing_and_the_keyboard_reaches_them(page, shelf):
    page.goto("/katalog/")
    page.get_by_role("searchbox").press_sequentially("bor te")
    suggestion = page.locator(".suggestions a").first
    expect(suggestion).to_contain_text("Bor tembok")
    page.keyboard.press("ArrowDown")
    expect(suggestion).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(".suggestions")).to_be_hidden()
    expect(page.get_by_role("searchbox")).to_be_focused()


def test_a_variant_that_is_sold_out_cannot_be_chosen(page, shelf):
    page.goto(shelf.get_absolute_url())
    expect(page.get_by_role("radio", name="4 inci")).to_be_disabled()
    expect(page.get_by_role("radio", name="5 inci")).not_to_be_checked()


def test_price_stock_and_address_follow_the_chosen_variant(page, shelf):
    page.goto(shelf.get_absolute_url())
    page.get_by_role("radio", name="5 inci").check()
    expect(page.locator(".buy-price .price")).to_have_text("Rp14.000")
    expect(page.locator("[data-stock]")).to_contain_text("Stok tersedia")
    page.reload()
    expect(page.get_by_role("radio", name="5 inci")).to_be_checked()


@pytest.mark.parametrize(
    "address", ["/katalog/", "/en/catalogue/?price_from=abc", "/cari/?q=bor", "/en/search/?q=zzz", "product"]
)
def test_no_page_is_wider_than_a_phone_and_none_breaks_the_policy(new_context, shelf, address):
    page = new_context(viewport=PHONE).new_page()
    said = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(shelf.get_absolute_url() if address == "product" else address)
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    assert said == []


def test_a_full_basket_and_a_long_name_fit_into_the_header_of_a_phone(new_context, base_url, client):
    client.force_login(make_member("wirakusumaningrat-pratama"))
    put(client, make_product(stock=99), 88)
    page = new_context(viewport=PHONE).new_page()
    name = settings.SESSION_COOKIE_NAME
    page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": base_url}])
    page.goto("/katalog/")
    expect(page.locator(".site-header .count")).to_contain_text("88")
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    ends = page.locator(".site-header .visitor > *").evaluate_all(
        "found => found.filter(e => e.offsetParent).map(e => e.getBoundingClientRect().right)"
    )
    assert max(ends) <= PHONE["width"]


def test_what_a_thumb_must_hit_is_44_pixels_high(new_context, shelf):
    page = new_context(viewport=PHONE).new_page()
    page.goto(shelf.get_absolute_url())
    targets = page.locator(
        "main :is(button, input:not([type=radio]), select, .choice), header :is(.visitor a, .search button)"
    )
    heights = targets.evaluate_all(
        "found => found.filter(e => e.offsetParent).map(e => e.getBoundingClientRect().height)"
    )
    assert len(heights) >= 7
    assert min(heights) >= 44


def test_what_is_typed_stays_when_the_language_is_switched_but_for_passwords(page, db):
    page.goto("/akun/daftar/")
    page.wait_for_function("document.documentElement.classList.contains('scripted')")
    page.wait_for_load_state("networkidle")
    page.locator("[name=username]").fill("budi")
    page.locator("[name=first_name]").fill("Budi 🙂 <b>")
    page.locator("[name=password]").fill("rahasia-9")
    page.get_by_role("banner").locator("a[hreflang=en]").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Signup")
    expect(page.locator("[name=first_name]")).to_have_value("Budi 🙂 <b>")
    expect(page.locator("[name=username]")).to_have_value("budi")
    expect(page.locator("[name=password]")).to_have_value("")
    page.reload()
    expect(page.locator("[name=first_name]")).to_have_value("")
    page.locator("[name=first_name]").fill("Budi ditolak")
    page.get_by_role("main").get_by_role("button").click()
    expect(page.locator("[data-errors]")).to_be_visible()  # the rest is missing
    page.wait_for_load_state("networkidle")
    page.get_by_role("banner").locator("a[hreflang=id]").click()
    expect(page.locator("html[lang=id] [name=first_name]")).to_have_value("Budi ditolak")
