"""Promise 5: sign in, then "Sales Order"."""

import re

import pytest
from playwright.sync_api import expect

from shop.order import lifecycle
from shop.order.lifecycle import State
from tests.support.asking import WORDS, sign_in, start
from tests.support.catalogue import make_product
from tests.support.life import Order, placed, taken_to
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


LIFE = {
    "id": {
        "paying": "Menunggu pembayaran",
        "proof": "Bukti pembayaran",
        "send": "Kirim bukti",
        "follow": "Lacak paket",
        "received": "Sudah saya terima",
        "yes": "Ya, sudah saya terima",
        "claims": "Klaim dapat diajukan sampai",
        "warranty": "Garansi sampai",
    },
    "en": {
        "paying": "Waiting for payment",
        "proof": "Proof of payment",
        "send": "Send the proof",
        "follow": "Follow the parcel",
        "received": "I have received it",
        "yes": "Yes, I have received it",
        "claims": "Claims are possible until",
        "warranty": "Warranty until",
    },
}


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_member_pays_follows_the_parcel_and_says_that_it_has_come(page, language):
    words, order = LIFE[language], placed()
    order.lines.update(warranty_months=12)
    Order.objects.update(user=make_member(language=language), guest_email="", language=language)
    order.refresh_from_db()
    taken_to(State.INVOICED, order)
    start(page, language)
    sign_in(page, language)
    page.get_by_role("link", name="Sales Order", exact=True).click()
    expect(page.get_by_text(words["paying"])).to_be_visible()
    page.get_by_role("link", name=order.number, exact=True).click()
    with page.expect_download() as download:
        page.get_by_role("link", name=order.documents.get().number).first.click()
    assert download.value.suggested_filename == f"{order.documents.get().number}.pdf"
    page.get_by_label(words["proof"], exact=True).set_input_files(download.value.path())
    page.get_by_role("button", name=words["send"], exact=True).click()
    expect(page.locator(".files time")).to_have_count(1)

    taken_to(State.SHIPPED, order)
    page.reload()
    expect(page.get_by_role("link", name=words["follow"])).to_have_attribute("href", re.compile("JX1"))
    page.locator("summary").filter(has_text=words["received"]).click()
    page.get_by_role("button", name=words["yes"], exact=True).click()
    expect(page.locator(".messages")).to_contain_text(words["claims"])
    expect(page.get_by_role("main")).to_contain_text(words["warranty"])
    order.refresh_from_db()
    assert order.status == State.DELIVERED
