"""Promise 12: the stock is checked before the invoice; what is missing after the payment is paid back."""

import pytest
from playwright.sync_api import expect

from shop.fulfilment import missing, stock_check
from shop.order.lifecycle import State
from shop.payment import refunds
from tests.support.asking import link_in
from tests.support.life import Order, add_line, placed, taken_to

pytestmark = pytest.mark.django_db(transaction=True)

WORDS = {
    "id": {
        "back": "Rp100.000 dikembalikan kepada Anda",
        "bank": "Bank",
        "number": "Nomor rekening",
        "holder": "Pemilik rekening",
        "pay": "Kirim Rp100.000 ke rekening ini",
        "paid": "Uangnya sudah dikembalikan pada",
        "short": "ada barang yang tidak tersedia",
        "drop": "Barang yang kurang kami keluarkan",
        "send": "Kirim jawaban saya",
    },
    "en": {
        "back": "you get Rp100.000 back",
        "bank": "Bank",
        "number": "Account number",
        "holder": "Account holder",
        "pay": "Pay Rp100.000 to this account",
        "paid": "The money was paid back on",
        "short": "some goods are missing",
        "drop": "We leave the missing pieces out",
        "send": "Send my answer",
    },
}


@pytest.fixture(params=["id", "en"])
def language(request):
    return request.param


@pytest.fixture
def order(language):
    """An order over two drills, and a cable that nobody will find."""
    order = placed()
    Order.objects.update(language=language)
    order.refresh_from_db()
    add_line(order)
    return order


def the_mail(smtp, subject):
    return next(mail for mail in smtp.messages if subject in mail["Subject"])


def test_money_for_what_is_missing_goes_to_the_account_that_the_shopper_names(
    page, live_server, run_tasks, smtp, order, language
):
    words = WORDS[language]
    taken_to(State.PAID, order)
    refund = missing.report_missing_after_payment(order, {order.lines.last(): 1}, None)
    run_tasks()
    page.goto(link_in(the_mail(smtp, words["back"]), live_server))
    page.get_by_label(words["bank"], exact=True).fill("BCA")
    page.get_by_label(words["number"], exact=True).fill("123-456-7890")
    page.get_by_label(words["holder"], exact=True).fill("Siti Aminah")
    page.get_by_role("button", name=words["pay"], exact=True).click()
    expect(page.get_by_role("main")).to_contain_text("BCA ••7890")

    refunds.pay(refund, "TRX-77", None)
    page.reload()
    expect(page.get_by_role("main")).to_contain_text(words["paid"])
    expect(page.get_by_role("main")).to_contain_text("TRX-77")


def test_what_is_missing_before_the_invoice_is_asked_and_left_out(page, live_server, run_tasks, smtp, order, language):
    words = WORDS[language]
    stock_check.report_missing(order, {order.lines.last(): 1}, None)
    assert not order.documents.exists()
    run_tasks()
    page.goto(link_in(the_mail(smtp, words["short"]), live_server))
    page.locator("main input[value=drop]").check()
    page.get_by_role("button", name=words["send"], exact=True).click()
    expect(page.locator(".messages")).to_contain_text(words["drop"])
    expect(page.locator(".order-lines")).not_to_contain_text("Kabel")
    expect(page.get_by_role("main").locator(".grand")).to_contain_text("Rp2.240.000")
