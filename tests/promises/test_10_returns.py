"""Promise 10: a return within 2 working days of receipt where the shop is at fault, sealed and unused; said at once."""

import datetime as dt

import pytest
import time_machine
from playwright.sync_api import expect

from tests.support.claiming import order_of

pytestmark = pytest.mark.django_db(transaction=True)

RECEIVED = dt.datetime.fromisoformat("2026-11-13T10:00:00+07:00")  # a Friday
TOO_LATE = dt.datetime.fromisoformat("2026-11-18T00:00:00+07:00")
WORDS = {
    "id": {
        "question": "Bagaimana kebijakan pengembalian barang?",
        "terms": "paling lambat 2 hari kerja setelah barang diterima",
        "link": "Ajukan retur",
        "until": "2 buah dapat diklaim sampai Selasa, 17 November 2026, 23.59 WIB.",
        "broken": "Barang hanya dapat dikembalikan kalau segel kemasannya tidak rusak.",
        "back": "Rp1.110.000 dikembalikan kepada Anda",
        "pay": "Kirim Rp1.110.000 ke rekening ini",
        "late": "Retur dapat diajukan dalam 2 hari kerja setelah barang diterima. "
        "Untuk barang ini waktunya berakhir pada Selasa, 17 November 2026, 23.59 WIB.",
        "paid": "Rp1.110.000 sudah dikembalikan",
        "reference": "Dikembalikan pada 13 November 2026, referensi TRX-77.",
        "orders": "/dashboard/orders/",
    },
    "en": {
        "question": "What is the return policy?",
        "terms": "within at most 2 working days of receipt",
        "link": "Request a return",
        "until": "2 pieces can be claimed until Tuesday, 17 November 2026, 23.59 WIB.",
        "broken": "Goods can be returned only with the seal of the packaging unbroken.",
        "back": "you get Rp1.110.000 back",
        "pay": "Pay Rp1.110.000 to this account",
        "late": "Returns are possible within 2 working days after receipt. "
        "For these goods the time ended on Tuesday, 17 November 2026, 23.59 WIB.",
        "paid": "Rp1.110.000 has been paid back",
        "reference": "Paid back on 13 November 2026, reference TRX-77.",
        "orders": "/en/dashboard/orders/",
    },
}


@pytest.mark.parametrize(("language", "who"), [("id", "member"), ("en", "guest")])
def test_a_defect_goes_back_in_time_and_the_money_returns(claimant, desk, language, who):
    words = WORDS[language]
    with time_machine.travel(RECEIVED) as clock:
        shopper = claimant(language, order_of(who, language))
        answer = shopper.read(words["question"])
        expect(answer).to_contain_text(words["terms"])
        shopper.open_form(answer, words["link"])
        expect(shopper.main).to_contain_text(words["until"])
        form = shopper.page.url
        shopper.choose()
        shopper.fill_in_return("defect", "refund", "Retak sejak dibuka. 🙈")
        shopper.tick("seal", "no")
        shopper.send()
        expect(shopper.page.locator("#id_is_sealed")).to_contain_text(words["broken"])
        shopper.tick("seal", "yes")
        shopper.send()
        claim = shopper.sent()

        staff = desk(language)
        staff.open(claim)
        staff.do("approve")
        shopper.mail(shopper.words["approved_mail"])
        staff.do("goods-returned")
        shopper.mail(shopper.words["returned_mail"])
        staff.do("refund")
        shopper.page.reload()
        expect(shopper.main.locator("[aria-labelledby=outcome]")).to_contain_text("Rp1.110.000")
        shopper.open_mail(f"{claim.number}: {words['back']}")
        shopper.name_account(words["pay"])
        staff.page.goto(f"{words['orders']}{shopper.order.number}/")
        staff.do("pay-refund", reference="TRX-77")
        shopper.open_mail(f"{shopper.order.number}: {words['paid']}")
        expect(shopper.main).to_contain_text(words["reference"])

        clock.move_to(TOO_LATE)
        shopper.page.goto(form)
        expect(shopper.main).to_contain_text(words["late"])
