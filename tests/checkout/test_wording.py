"""What a shopper reads from review to mail: one life of an order everywhere, and the right words for it."""

import re
from urllib.parse import urlsplit

import pytest
import time_machine
from django.urls import reverse
from django.utils import translation
from oscar.core.loading import get_model

from shop.communication.letters import compose
from shop.communication.models import OutgoingMail
from shop.order.links import order_address
from shop.order.progress import moment_words, steps_of
from shop.policies.models import PolicyFacts
from tests.support.people import make_member
from tests.support.shopping import ANSWERS, buy, hidden, make_shop, order_form, put, to_review

Order = get_model("order", "Order")
pytestmark = pytest.mark.django_db


@pytest.fixture
def product(db):
    return make_shop()


PROMISE = {
    "id": "Dipesan dan dibayar sekarang: akan diproses pada Senin, 23 November 2026",
    "en": "Ordered and paid now: will be processed on Monday, 23 November 2026",
}


@pytest.mark.parametrize(("who", "language"), [("guest", "id"), ("member", "en")])
def test_from_review_to_mail_one_wording_says_the_day_and_none_asks_to_pay_yet(client, product, who, language):
    account = PolicyFacts.current().bank_accounts.create(bank="Bank Contoh", number="123 456 789", holder="Enportu")
    if who == "member":
        client.force_login(make_member())
    with time_machine.travel("2026-11-21 12:00:00+00:00", tick=False), translation.override(language):
        put(client, product, language=language)
        review = to_review(client)
        thanks = client.post(reverse("checkout:review"), order_form(review), follow=True)
        order = Order.objects.get()
        mail = compose(OutgoingMail.objects.get())
        url = order_address(order)
        assert url in mail.body
        pages = [page.content.decode() for page in (review, thanks, client.get(urlsplit(url).path))]
        steps = steps_of(order, PolicyFacts.current())
    for text in [*pages, mail.body]:
        assert PROMISE[language] in text
        assert account.number not in text
        assert all(step in text for step in steps)
    for line in ("+62 812-3456-7890", "Jl. Dago 12", "Coblong, Kota Bandung", "Jawa Barat 40135"):
        assert line in mail.body


def test_a_pickup_order_speaks_of_no_courier_and_no_delivery_address(client, product):
    with translation.override("en"):
        put(client, product, language="en")
        review = to_review(client, delivery="pickup", notes="After four")
        thanks = client.post(reverse("checkout:review"), order_form(review), follow=True)
        order = Order.objects.get()
        mail = compose(OutgoingMail.objects.get())
        page = client.get(order_address(order))
    for text in [*(response.content.decode() for response in (review, thanks, page)), mail.body]:
        text = text.partition('<main id="content"')[2].partition("</main>")[0] or text
        assert not re.search("courier|delivery address|shipping:|shipping \\(", text, re.IGNORECASE)
        assert "After four" in text
        assert "We tell you by email when you can pick it up." in text


def test_a_second_window_learns_that_its_other_choice_was_not_used(client, product):
    put(client, product)
    first_page = client.get(reverse("checkout:index"))
    form = order_form(to_review(client))
    client.post(reverse("checkout:review"), form)
    number = Order.objects.get().number
    again, other = (
        client.post(reverse("checkout:review"), form | choice, follow=True).content.decode()
        for choice in ({}, {"method": "pickup"})
    )
    late = ANSWERS | {"basket": hidden(first_page, "basket"), "line1": "Jl. Lain 1"}
    typed = client.post(reverse("checkout:index"), late, follow=True).content.decode()
    assert "di jendela lain" not in again
    assert f"Pesanan {number} sudah dibuat di jendela lain: Rp1.130.000, dengan “Reguler Java”, untuk Siti" in other
    assert "Yang Anda tulis di sini tidak dipakai." in typed
    assert Order.objects.count() == 1


def test_a_name_from_right_to_left_does_not_turn_the_mail_around(client, product):
    put(client, product)
    client.post(reverse("checkout:review"), order_form(to_review(client, first_name="محمد أحمد")))
    assert "Yth. \u2068محمد أحمد\u2069, pesanan Anda" in compose(OutgoingMail.objects.get()).body


def test_an_order_that_needs_no_stock_check_is_thanked_with_its_deadline(client, product):
    type(product).objects.filter(pk=product.pk).update(stock_is_counted=True)
    page = buy(client, product)
    order = Order.objects.get()
    assert f"Mohon bayar invoice sampai {moment_words(order.pay_until)}." in page.content.decode()
    assert list(page.context["steps"]) == []
