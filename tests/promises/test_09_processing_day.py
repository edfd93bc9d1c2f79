"""Promise 9: ordered on a weekend or national holiday, processed on the next working day; said before it is ordered."""

import datetime as dt

import pytest
import time_machine
from playwright.sync_api import expect

from shop.order.lifecycle import State
from tests.support.asking import link_in, start
from tests.support.life import Order, placed, taken_to
from tests.support.people import PASSWORD, make_member
from tests.support.shopping import make_shop

pytestmark = pytest.mark.django_db(transaction=True)

WORDS = {
    "id": {
        "buy": "Masukkan ke keranjang",
        "name": "Nama",
        "phone": "Telepon",
        "pickup": "Ambil di toko",
        "next": "Lanjut ke pengiriman dan tinjauan",
        "place": "Pesan sekarang",
    },
    "en": {
        "buy": "Add to the basket",
        "name": "Name",
        "phone": "Phone",
        "pickup": "Pick it up at the shop",
        "next": "Continue to shipping and review",
        "place": "Place the order",
    },
}
BASKET = {"id": "/keranjang/", "en": "/en/basket/"}
MOMENTS = [
    # Friday 13 November 2026, 17.29 and 17.30 WIB; the Saturday after; Christmas, a Friday.
    ("id", "2026-11-13T10:29:00Z", "Jumat, 13 November 2026"),
    ("en", "2026-11-13T10:30:00Z", "Monday, 16 November 2026"),
    ("id", "2026-11-14T03:00:00Z", "Senin, 16 November 2026"),
    ("en", "2026-11-14T03:00:00Z", "Monday, 16 November 2026"),
    ("id", "2026-12-25T03:00:00Z", "Senin, 28 Desember 2026"),
    ("en", "2026-12-25T03:00:00Z", "Monday, 28 December 2026"),
]


@pytest.mark.parametrize(("language", "moment", "day"), MOMENTS)
def test_the_checkout_and_the_order_say_the_day(page, language, moment, day):
    make_shop(title_ind="Palu", title_en="Hammer")
    words = WORDS[language]
    with time_machine.travel(dt.datetime.fromisoformat(moment), tick=False):
        start(page, language)
        page.get_by_role("link", name={"id": "Palu", "en": "Hammer"}[language], exact=True).click()
        expect(page.get_by_role("main")).to_contain_text(day)
        page.get_by_role("button", name=words["buy"]).click()
        expect(page.locator("header .count")).to_contain_text("1")
        page.goto(BASKET[language])
        page.get_by_role("main").get_by_role("button", name="Checkout").click()
        page.get_by_label("Email", exact=True).fill("siti@example.com")
        page.get_by_label(words["pickup"], exact=False).check()
        page.get_by_label(words["name"], exact=True).fill("Siti")
        page.get_by_label(words["phone"], exact=True).fill("081234567890")
        page.get_by_role("button", name=words["next"]).click()
        expect(page.get_by_role("main")).to_contain_text(day)
        page.get_by_role("button", name=words["place"]).click()
        expect(page.get_by_role("main")).to_contain_text(day)


@pytest.mark.parametrize(("language", "today"), [("id", "/dashboard/"), ("en", "/en/dashboard/")])
def test_today_shows_staff_the_day_that_the_shopper_was_told(page, live_server, run_tasks, smtp, language, today):
    make_member("sari", is_staff=True, is_superuser=True)
    with time_machine.travel(dt.datetime.fromisoformat("2026-11-14T03:00:00Z"), tick=False):
        order = placed()
        Order.objects.update(language=language)
        taken_to(State.PAID, Order.objects.get())
        run_tasks()
        day = {"id": "Senin, 16 November", "en": "Monday, 16 November"}[language]
        mail = next(
            mail
            for mail in smtp.messages
            if {"id": "sudah kami terima", "en": "has arrived"}[language] in mail["Subject"]
        )
        assert f"{day} 2026" in mail.get_body(("plain",)).get_content()
        page.goto(link_in(mail, live_server))
        expect(page.get_by_role("main")).to_contain_text(f"{day} 2026")

        page.goto(f"{today}login/")
        page.fill("#id_username", "sari")
        page.fill("#id_password", PASSWORD)
        page.press("#id_password", "Enter")
        row = page.locator("#queue-process tr", has_text=order.number)
        expect(row).to_contain_text(day)
