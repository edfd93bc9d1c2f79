"""Promise 7: what fails under warranty, to its last day, is claimed from the answer, and repaired."""

import datetime as dt

import pytest
import time_machine
from playwright.sync_api import expect

from tests.support.claiming import order_of

pytestmark = pytest.mark.django_db(transaction=True)

RECEIVED = dt.datetime.fromisoformat("2026-11-13T10:00:00+07:00")
LAST_DAY = dt.datetime.fromisoformat("2027-11-13T22:00:00+07:00")
TOO_LATE = dt.datetime.fromisoformat("2027-11-14T00:00:00+07:00")
WORDS = {
    "id": {
        "question": "Apakah barang yang dijual bergaransi?",
        "terms": "rata-rata satu tahun",
        "link": "Ajukan klaim garansi",
        "until": "2 buah dapat diklaim sampai 13 November 2027.",
        "serial": "Nomor seri",
        "since": "Kapan kerusakan itu pertama kali muncul?",
        "repaired": "barang Anda sudah diperbaiki",
        "late": "Garansi barang ini berakhir pada 13 November 2027.",
    },
    "en": {
        "question": "Are the goods under warranty?",
        "terms": "one year on average",
        "link": "Make a warranty claim",
        "until": "2 pieces can be claimed until 13 November 2027.",
        "serial": "Serial number",
        "since": "When did the fault first appear?",
        "repaired": "your goods are repaired",
        "late": "The warranty of these goods ended on 13 November 2027.",
    },
}


@pytest.mark.parametrize(("language", "who"), [("id", "guest"), ("en", "member")])
def test_what_fails_on_the_last_day_of_the_warranty_is_repaired(claimant, desk, language, who):
    words = WORDS[language]
    with time_machine.travel(RECEIVED) as clock:
        shopper = claimant(language, order_of(who, language, warranty_months=12))
        clock.move_to(LAST_DAY)
        answer = shopper.read(words["question"])
        expect(answer).to_contain_text(words["terms"])
        shopper.open_form(answer, words["link"])
        expect(shopper.main).to_contain_text(words["until"])
        lines = shopper.page.url
        shopper.choose()
        shopper.fill_in("repair", "Motornya berhenti.")
        shopper.page.get_by_label(words["serial"]).fill("SN-0099")
        shopper.page.get_by_label(words["since"]).fill("2027-11-10")
        shopper.send()
        claim = shopper.sent()
        expect(shopper.main).to_contain_text("SN-0099")

        staff = desk(language)
        staff.open(claim)
        staff.do("approve")
        assert claim.number in shopper.mail(shopper.words["approved_mail"])["Subject"]
        staff.do("goods-returned")
        staff.do("repair", courier="JNE", tracking_number="JX-99")
        assert "JX-99" in shopper.text_of(f"{claim.number}: {words['repaired']}")
        shopper.page.reload()
        expect(shopper.main).to_contain_text("JNE JX-99")

        clock.move_to(TOO_LATE)
        shopper.page.goto(lines)
        expect(shopper.main).to_contain_text(words["late"])
