"""Promise 5: sign in, then "Sales Order"."""

import pytest
from playwright.sync_api import expect

from shop.order import lifecycle
from tests.support.asking import WORDS, sign_in, start
from tests.support.catalogue import make_product
from tests.support.orders import make_order
from tests.support.people import make_member

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_member_reads_where_an_order_stands_and_what_comes_next(page, language):
    words = WORDS[language]
    member = make_member()
    order = make_order(member, make_product("Bor listrik", "Power drill"), quantity=2)
    lifecycle.begin(order, member)
    make_order(make_member("stranger"), number="EN-STRANGER")
    start(page, language)
    sign_in(page, language)
    page.get_by_role("link", name="Sales Order", exact=True).click()
    expect(page.get_by_role("heading", name="Sales Order", exact=True)).to_be_visible()
    expect(page.get_by_text(words["waiting"])).to_be_visible()
    expect(page.get_by_text("EN-STRANGER")).to_have_count(0)

    page.get_by_role("link", name=order.number, exact=True).click()
    main = page.locator("main")
    expect(main.get_by_text(words["next"]).first).to_be_visible()
    expect(main.get_by_text("Rp1.110.000").first).to_be_visible()
    expect(main.get_by_role("listitem").locator("time")).to_have_count(1)


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_member_without_orders_is_told_so(page, language):
    make_member()
    start(page, language)
    sign_in(page, language)
    page.get_by_role("link", name="Sales Order", exact=True).click()
    expect(page.get_by_text(WORDS[language]["no_orders"])).to_be_visible()
