"""Promise 11: other goods than ordered are told by telephone, mail or WhatsApp, or by a claim from the order's line."""

import datetime as dt

import pytest
import time_machine
from playwright.sync_api import expect

from tests.support.asking import sign_in
from tests.support.claiming import order_of

pytestmark = pytest.mark.django_db(transaction=True)

OPEN = dt.datetime.fromisoformat("2026-11-13T16:59:00+07:00")  # a Friday, one minute before the end
WORDS = {
    "id": {
        "question": "Bagaimana kalau barang yang saya terima tidak sesuai pesanan?",
        "terms": "paling lambat 2 hari kerja setelah barang diterima",
        "phone": "Telepon: (021) 2266-8221, Senin sampai Jumat 08.30–17.00 WIB",
        "status": "Buka sekarang",
        "link": "Ajukan retur",
        "line": "Ajukan klaim",
        "again": "kami mengirim barangnya sekali lagi",
        "free": "Pesanan ini mengganti barang untuk klaim",
    },
    "en": {
        "question": "What if the product is not what I ordered?",
        "terms": "within 2 working days of receipt",
        "phone": "Telephone: (021) 2266-8221, Monday to Friday 08.30–17.00 WIB",
        "status": "Open now",
        "link": "Request a return",
        "line": "Open a claim",
        "again": "we send you the goods once more",
        "free": "This order replaces goods for your claim",
    },
}


def open_line(shopper, words, answer):
    """A member opens the claim from the line of the order, a guest from the answer."""
    if not shopper.order.user_id:
        shopper.open_form(answer, words["link"])
        shopper.choose()
        return
    sign_in(shopper.page, shopper.language)
    shopper.page.get_by_role("link", name="budi", exact=True).click()
    shopper.page.get_by_role("link", name="Sales Order", exact=True).click()
    shopper.page.get_by_role("link", name=shopper.order.number, exact=True).click()
    shopper.main.locator(".order-lines").get_by_role("link", name=words["line"]).click()


@pytest.mark.parametrize(("language", "who"), [("id", "guest"), ("en", "member")])
def test_wrong_goods_are_replaced_by_the_right_ones(claimant, desk, language, who):
    words = WORDS[language]
    with time_machine.travel(OPEN, tick=False):
        shopper = claimant(language, order_of(who, language))
        answer = shopper.read(words["question"])
        for text in (words["terms"], words["phone"], "cs1@enlogis.com", "0812-9850-0929"):
            expect(answer).to_contain_text(text)
        cards = answer.locator(".contact-card")
        assert [card.get_attribute("href").partition("?")[0] for card in cards.all()] == [
            "tel:+622122668221", "mailto:cs1@enlogis.com", "https://wa.me/6281298500929",
        ]  # fmt: skip
        expect(cards.first).to_contain_text(words["status"])
        open_line(shopper, words, answer)
        shopper.fill_in_return("wrong_goods", "replacement", "Isinya gerinda.")
        shopper.send()
        claim = shopper.sent()

        staff = desk(language)
        staff.open(claim)
        staff.do("approve")
        shopper.mail(shopper.words["approved_mail"])
        staff.do("goods-returned")
        shopper.mail(shopper.words["returned_mail"])
        staff.do("replace")
        claim.refresh_from_db()
        shopper.page.reload()
        expect(shopper.main.locator("[aria-labelledby=outcome]")).to_contain_text(claim.replacement.number)
        shopper.open_mail(f"{claim.number}: {words['again']}")
        expect(shopper.page.get_by_role("heading", name=claim.replacement.number)).to_be_visible()
        expect(shopper.main).to_contain_text(words["free"])
        expect(shopper.main.locator(".grand")).to_contain_text("Rp0")
