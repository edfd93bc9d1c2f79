"""Promise 6: what is available can be bought on its page; what is out of stock shows "Sold Out" and cannot."""

import pytest
from playwright.sync_api import expect

from tests.support.asking import start
from tests.support.catalogue import make_category, make_product

pytestmark = pytest.mark.django_db(transaction=True)

WORDS = {
    "id": {"buy": "Masukkan ke keranjang", "tell": "Beri tahu saya", "back": "Tersedia kembali"},
    "en": {"buy": "Add to the basket", "tell": "Tell me", "back": "Back in stock"},
}
TITLES = {"id": ("Bor tembok", "Gerinda tangan"), "en": ("Hammer drill", "Angle grinder")}


@pytest.fixture
def shelf():
    """A drill that is there and a grinder that is gone."""
    category = make_category("Perkakas", "Tools")
    make_product("Bor tembok", "Hammer drill", category=category)
    return make_product("Gerinda tangan", "Angle grinder", stock=0, category=category)


@pytest.mark.parametrize("language", ["id", "en"])
def test_what_is_available_can_be_bought_on_its_page(page, shelf, language):
    drill, _grinder = TITLES[language]
    start(page, language)
    page.get_by_role("link", name=drill, exact=True).click()
    expect(page.locator(".product-head")).not_to_contain_text("Sold Out")
    page.get_by_role("button", name=WORDS[language]["buy"]).click()
    expect(page.locator("header .count")).to_contain_text("1")


@pytest.mark.parametrize("language", ["id", "en"])
def test_what_is_gone_says_sold_out_in_the_list_and_on_its_page_and_has_no_buy_button(page, shelf, language):
    _drill, grinder = TITLES[language]
    start(page, language)
    tile = page.get_by_role("article").filter(has_text=grinder)
    expect(tile).to_contain_text("Sold Out")
    tile.get_by_role("link", name=grinder).click()
    expect(page.locator(".product-head")).to_contain_text("Sold Out")
    expect(page.get_by_role("button", name=WORDS[language]["buy"])).to_have_count(0)


@pytest.mark.parametrize("language", ["id", "en"])
def test_who_asked_is_told_once_when_it_is_back(page, shelf, language, run_tasks, smtp):
    words, (_drill, grinder) = WORDS[language], TITLES[language]
    start(page, language)
    page.get_by_role("link", name=grinder, exact=True).click()
    page.get_by_role("main").get_by_label("Email").fill("siti@example.com")
    page.get_by_role("button", name=words["tell"], exact=True).click()
    expect(page.get_by_role("status")).not_to_be_empty()

    for stock in (3, 4):
        record = shelf.stockrecords.get()
        record.num_in_stock = stock
        record.save()
        run_tasks()
    assert [mail["Subject"] for mail in smtp.messages] == [f"{words['back']}: {grinder}"]
