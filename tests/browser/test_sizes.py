"""What fits a phone however long a word is, and what a sheet of paper holds."""

import pytest
from playwright.sync_api import expect

from shop.order.lifecycle import State
from shop.order.links import order_address
from tests.support.catalogue import make_category, make_product
from tests.support.life import placed, taken_to
from tests.support.shopping import put

pytestmark = pytest.mark.django_db(transaction=True)
PHONE = {"width": 360, "height": 740}
LONG = "Mesinpemotongkeramikserbagunaberpendinginairduapuluhlimacentimeter" * 2
ON_SCREEN_ONLY = (
    ".demo-bar",
    ".search",
    ".visitor",
    ".menu",
    ".site-footer",
    ".button",
    "#customer-service",
    ".crumbs",
)


def test_a_word_of_any_length_makes_no_page_wider_than_a_phone(new_context, base_url, client, run_tasks):
    category = make_category(f"Perkakas {LONG}")
    make_product(f"Bor {LONG}", category=category, brand=LONG[:60])
    product = make_product(f"Bor {LONG} dua", category=category)
    order = placed()
    order.lines.update(title=LONG)
    put(client, product)
    run_tasks()
    page = new_context(viewport=PHONE).new_page()
    page.context.add_cookies([{"name": c.key, "value": c.value, "url": base_url} for c in client.cookies.values()])
    too_wide = {}
    for path in (
        "/", "/katalog/", category.get_absolute_url(), product.get_absolute_url(), "/cari/?q=bor", "/keranjang/",
        order_address(order).removeprefix("http://testserver"),
    ):  # fmt: skip
        page.goto(path)
        width = page.evaluate("document.documentElement.scrollWidth")
        if width > PHONE["width"]:
            too_wide[path] = width
    assert too_wide == {}


def test_a_printed_order_is_the_order_alone(page):
    order = taken_to(State.INVOICED)
    page.goto(order_address(order).removeprefix("http://testserver"))
    page.emulate_media(media="print")
    for selector in ON_SCREEN_ONLY:
        expect(page.locator(f"{selector}:visible")).to_have_count(0)
    for words in (order.number, "2 × Bor listrik", "Rp2.240.000", "Riwayat", "Alamat pengiriman"):
        expect(page.get_by_text(words).filter(visible=True).first).to_be_visible()
    expect(page.locator(".brand")).to_be_visible()
