"""Promise 8: an order can be cancelled while it is unpaid, by members and guests; not once it is paid."""

import pytest
from playwright.sync_api import expect

from shop.order.lifecycle import State
from shop.order.links import order_address
from tests.support.asking import sign_in, start
from tests.support.life import Order, pay, placed, taken_to
from tests.support.people import make_member

pytestmark = pytest.mark.django_db(transaction=True)

WORDS = {
    "id": {
        "cancel": "Batalkan pesanan",
        "yes": "Ya, batalkan pesanan ini",
        "done": "Pesanan dibatalkan.",
        "paid": "Lunas",
        "order": "/akun/pesanan-tamu/",
    },
    "en": {
        "cancel": "Cancel the order",
        "yes": "Yes, cancel this order",
        "done": "The order is cancelled.",
        "paid": "Paid",
        "order": "/en/account/guest-order/",
    },
}


def open_order(page, order, language):
    """As its owner finds it: a member through "Sales Order", a guest through the link in a mail."""
    if order.user_id:
        page.get_by_role("link", name="budi", exact=True).click()
        page.get_by_role("link", name="Sales Order", exact=True).click()
        page.get_by_role("link", name=order.number, exact=True).click()
    else:
        token = order_address(order).rstrip("/").rsplit("/", 1)[1]
        page.goto(f"{WORDS[language]['order']}{token}/")
    expect(page.get_by_role("heading", name=order.number)).to_be_visible()


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("is_member", [True, False], ids=["member", "guest"])
def test_an_unpaid_order_is_cancelled_and_a_paid_one_is_not(page, language, is_member):
    words, unpaid, paid = WORDS[language], placed(quantity=2), placed(quantity=1)
    taken_to(State.INVOICED, unpaid)
    taken_to(State.INVOICED, paid)
    start(page, language)
    if is_member:
        Order.objects.update(user=make_member(language=language), guest_email="")
        unpaid.refresh_from_db()
        paid.refresh_from_db()
        sign_in(page, language)

    open_order(page, unpaid, language)
    record = unpaid.lines.get().stockrecord
    page.locator("summary").filter(has_text=words["cancel"]).click()
    page.get_by_role("button", name=words["yes"], exact=True).click()
    expect(page.get_by_text(words["done"], exact=True)).to_be_visible()
    expect(page.locator("summary").filter(has_text=words["cancel"])).to_have_count(0)
    unpaid.refresh_from_db()
    record.refresh_from_db()
    assert (unpaid.status, record.num_allocated) == (State.CANCELLED, 0)

    open_order(page, paid, language)
    page.locator("summary").filter(has_text=words["cancel"]).click()
    pay(paid)  # the money comes while the page is open
    page.get_by_role("button", name=words["yes"], exact=True).click()
    expect(page.locator("main .badge").first).to_have_text(words["paid"])
    expect(page.locator("summary").filter(has_text=words["cancel"])).to_have_count(0)
    expect(page.get_by_role("main").get_by_text("(021) 2266-8221")).to_be_visible()
    paid.refresh_from_db()
    assert paid.status == State.PAID
