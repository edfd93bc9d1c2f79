"""The checkout from the basket to the thank-you page, and everything that can come between."""

import re

import pytest
import time_machine
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation
from oscar.core.loading import get_class, get_model

from shop.checkout.forms import DestinationForm
from shop.communication.models import OutgoingMail
from shop.policies.models import PolicyFacts
from tests.support.catalogue import make_product
from tests.support.shopping import (
    ANSWERS,
    BANDUNG,
    buy,
    hidden,
    make_shop,
    open_basket,
    order_form,
    place as place_order,
    put,
    to_review,
)

Order = get_model("order", "Order")
Draft = get_model("checkout", "CheckoutDraft")
pytestmark = pytest.mark.django_db


@pytest.fixture
def product(db):
    return make_shop()


@pytest.fixture
def member(db):
    return get_user_model().objects.create_user("siti", "siti@example.com", "kata-sandi-9", first_name="Siti")


def place(client, form):
    return client.post(reverse("checkout:review"), form, follow=True)


def test_a_guest_buys_two_drills_and_is_thanked(client, product):
    page = buy(client, product, 2)
    order = Order.objects.get()
    assert page.request["PATH_INFO"] == reverse("checkout:thank-you", args=[order.number])
    assert order.number in page.content.decode()
    assert (order.status, order.guest_email, order.language) == ("pending", "siti@example.com", "id")
    assert (order.total_incl_tax, order.shipping_incl_tax) == (2_240_000, 20_000)
    assert (order.total_excl_tax, order.total_tax) == (2_018_018, 221_982)
    record = product.stockrecords.get()
    assert (record.num_in_stock, record.num_allocated) == (5, 2)
    address = order.shipping_address
    assert address.phone_number.as_e164 == "+6281234567890"
    assert (address.line4, address.state, address.regency_id) == ("Kota Bandung", "Jawa Barat", "32.73")
    assert [(event.from_state, event.to_state, event.role) for event in order.events.all()] == [
        ("", "pending", "shopper")
    ]
    assert order.basket.status == "Submitted"
    assert not Draft.objects.exists()


def test_an_order_keeps_the_terms_and_the_warranty_of_its_day(client):
    product = make_shop(warranty_months=18, warranty_terms="Tanpa karbon.")
    buy(client, product)
    facts = PolicyFacts.current()
    facts.claim_window_days = 9
    facts.save()
    line = Order.objects.get().lines.get()
    assert line.order.terms["claim_window_days"] == 2
    assert (line.warranty_months, line.warranty_terms) == (18, "Tanpa karbon.")


def test_pickup_needs_no_address_and_costs_nothing(client, product):
    put(client, product)
    empty = {"regency": "", "line1": "", "line3": "", "postcode": "12"}
    place(client, order_form(to_review(client, delivery="pickup", **empty)))
    order = Order.objects.get()
    assert (order.shipping_code, order.is_pickup, order.shipping_incl_tax) == ("pickup", True, 0)
    assert order.total_incl_tax == 1_110_000
    assert order.shipping_address.line1 == PolicyFacts.current().pickup_address


def test_in_english_the_order_is_english_to_its_mail(client, product):
    with translation.override("en"):
        put(client, product, language="en")
        page = place(client, order_form(to_review(client)))
    assert "Thank you, we have your order" in page.content.decode()
    assert Order.objects.get().language == OutgoingMail.objects.get().language == "en"


def test_a_double_click_a_reload_and_two_tabs_make_one_order(client, product):
    put(client, product)
    form = order_form(to_review(client))
    other_tab = client.get(reverse("checkout:review"))
    first = place(client, form)
    again = place(client, form)
    third = place(client, order_form(other_tab))
    assert first.request["PATH_INFO"] == again.request["PATH_INFO"] == third.request["PATH_INFO"]
    assert Order.objects.count() == 1
    assert OutgoingMail.objects.count() == 1
    assert client.get(first.request["PATH_INFO"]).status_code == 200


def test_the_address_page_of_an_ordered_basket_leads_to_its_order(client, product):
    put(client, product)
    form = order_form(to_review(client))
    stale = client.get(reverse("checkout:index"))
    place(client, form)
    page = client.post(reverse("checkout:index"), ANSWERS | {"basket": hidden(stale, "basket")}, follow=True)
    assert Order.objects.get().number in page.content.decode()


def test_nobody_else_sees_the_thank_you_page(client, product):
    path = buy(client, product).request["PATH_INFO"]
    client.cookies.clear()
    page = client.get(path)
    assert page.status_code == 404
    assert "siti@example.com" not in page.content.decode()
    assert client.get(reverse("checkout:thank-you", args=["EN-22222-22222"])).status_code == 404


def test_a_guest_sees_the_thank_you_page_for_a_day(client, product):
    with time_machine.travel("2026-11-23 03:00:00+00:00", tick=False) as clock:
        path = buy(client, product).request["PATH_INFO"]
        clock.shift(23 * 3600)
        assert client.get(path).status_code == 200
        clock.shift(2 * 3600)
        assert client.get(path).status_code == 404


def test_a_price_that_changed_after_the_review_is_said_and_nothing_is_ordered(client, product):
    put(client, product)
    form = order_form(to_review(client))
    product.stockrecords.update(price=1_200_000)
    page = place(client, form)
    text = page.content.decode()
    assert (page.status_code, Order.objects.count()) == (409, 0)
    assert "Rp1.110.000" in text
    assert "Rp1.200.000" in text
    place(client, order_form(page))
    assert Order.objects.get().total_incl_tax == 1_220_000


def test_a_shipping_price_that_changed_is_said_too(client, product):
    put(client, product)
    form = order_form(to_review(client))
    get_model("shipping", "WeightBand").objects.update(charge=99_000)
    assert place(client, form).status_code == 409
    assert not Order.objects.exists()


def test_what_was_bought_elsewhere_meanwhile_is_refused_with_a_way_out(client, product):
    put(client, product)
    form = order_form(to_review(client))
    product.stockrecords.update(num_allocated=5)
    page = place(client, form)
    assert page.request["PATH_INFO"] == reverse("basket:summary")
    assert "Sold Out" in page.content.decode()
    assert "Lanjutkan dengan yang tersedia" in page.content.decode()
    assert not Order.objects.exists()


def test_errors_lose_nothing_and_stand_beside_their_fields(client, product):
    put(client, product)
    page = to_review(client, postcode="4011", phone_number="12", line1="Jl. Dago 12")
    text = page.content.decode()
    assert page.status_code == 422
    assert 'id="id_postcode_error">Kode pos terdiri dari 5 angka, misalnya 40115.' in text
    assert 'id="id_phone_number_error">Tulis nomor telepon seperti' in text
    assert 'value="Jl. Dago 12"' in text
    back = client.get(reverse("checkout:index")).content.decode()
    assert 'value="4011"' in back
    assert 'value="Jl. Dago 12"' in back


def test_a_phone_number_is_understood_in_any_form(product):
    for phone in ("081234567890", "6281234567890", "+62 812-3456-7890", "0812 3456 7890"):
        order = place_order(open_basket(product), phone_number=phone)
        assert order.shipping_address.phone_number.as_e164 == "+6281234567890", phone


@pytest.mark.parametrize("name", ["A", "Åsa 🛠️👩‍🔧", "محمد أحمد", "Robert'); DROP TABLE order_order;--", "x" * 255])
def test_names_of_all_kinds_are_kept(product, name):
    order = place_order(open_basket(product), first_name=name, notes=name)
    order.refresh_from_db()
    assert (order.shipping_address.first_name, order.shipping_address.notes) == (name, name)


def test_a_name_is_shown_as_text(client, product):
    name = "<script>alert('Åsa 🛠️')</script>"
    page = buy(client, product, first_name=name, notes=name)
    address = Order.objects.get().shipping_address
    assert (address.first_name, address.notes) == (name, name)
    assert "<script>alert" not in page.content.decode()
    assert "&lt;script&gt;alert(&#x27;Åsa 🛠️&#x27;)&lt;/script&gt;" in page.content.decode()


def test_a_name_of_300_characters_is_refused_and_kept(client, product):
    put(client, product)
    page = to_review(client, first_name="n" * 300)
    assert page.status_code == 422
    assert "255" in page.context["form"].errors["first_name"][0]
    field = re.search(r'<input[^>]*id="id_first_name"[^>]*>', page.content.decode())[0]
    assert f'value="{"n" * 300}"' in field
    assert "maxlength" not in field


@pytest.mark.parametrize("name", ["\u200b\u200d", "\u200f", "\u061c \u2060", "\u3164", "\u00a0\ufe0f"])
def test_a_name_that_shows_nothing_is_no_name(name):
    form = DestinationForm(ANSWERS | {"first_name": name}, user=AnonymousUser())
    assert form.errors == {"first_name": ["Tulis nama penerima."]}


def test_controls_that_turn_text_around_are_taken_out(client, product):
    buy(client, product, first_name="Siti\u202e evil\r\nBcc: x", line1="Jl.\tDago  12", notes="Pagi\u202e saja\u2069")
    address = Order.objects.get().shipping_address
    assert (address.first_name, address.line1) == ("Siti evil Bcc: x", "Jl. Dago 12")
    assert address.notes == "Pagi saja"


def test_a_city_that_nobody_sends_to_says_so_and_offers_pickup(client, product):
    put(client, product)
    page = to_review(client, regency="91.71")
    assert "ongkos kirim untuk kota ini" in page.content.decode()
    assert "Pesan sekarang" not in page.content.decode()


def test_a_guest_whose_cookies_are_gone_goes_on_with_the_form(client, product):
    put(client, product)
    page = client.get(reverse("checkout:index"))
    token = hidden(page, "basket")
    client.cookies.clear()
    review = client.post(reverse("checkout:index"), ANSWERS | {"basket": token}, follow=True)
    assert review.status_code == 200
    assert "Jl. Dago 12" in review.content.decode()


def test_a_member_whose_session_expired_signs_in_and_finds_what_was_typed(client, product, member):
    client.force_login(member)
    put(client, product)
    token = hidden(client.get(reverse("checkout:index")), "basket")
    client.logout()
    answers = ANSWERS | {"basket": token, "line1": "Jl. Braga 9"}
    response = client.post(reverse("checkout:index"), answers)
    assert response["Location"] == f"{reverse('customer:login')}?next={reverse('checkout:index')}"
    client.force_login(member)
    assert "Jl. Braga 9" in client.get(reverse("checkout:index")).content.decode()


def test_signing_in_in_the_middle_keeps_basket_and_answers(client, product, member):
    put(client, product, 2)
    form = order_form(to_review(client))
    client.force_login(member)
    client.post(reverse("basket:summary"))  # any post joins the guest's basket
    page = place(client, form)
    assert page.status_code == 409  # who orders has changed: shown once more
    place(client, order_form(page))
    order = Order.objects.get()
    assert (order.user, order.lines.get().quantity) == (member, 2)
    assert order.shipping_address.line1 == "Jl. Dago 12"


def test_a_member_orders_to_a_saved_address_and_keeps_a_new_one(client, product, member):
    client.force_login(member)
    buy(client, product, keep="on")
    saved = member.addresses.get()
    assert (saved.line1, saved.regency_id) == ("Jl. Dago 12", "32.73")
    put(client, product)
    blank = dict.fromkeys(("first_name", "phone_number", "regency", "line1", "line3", "postcode"), "")
    place(client, order_form(to_review(client, saved=str(saved.pk), **blank)))
    addresses = [order.shipping_address.line1 for order in Order.objects.all()]
    assert addresses == ["Jl. Dago 12", "Jl. Dago 12"]
    assert member.addresses.count() == 1


def test_somebody_elses_saved_address_cannot_be_chosen(client, product, member):
    other = get_user_model().objects.create_user("budi", "budi@example.com", "kata-sandi-9")
    stolen = other.addresses.create(first_name="Budi", line1="Jl. Dago 12", regency_id=BANDUNG, country_id="ID")
    client.force_login(member)
    put(client, product)
    page = to_review(client, saved=str(stolen.pk), first_name="", line1="")
    assert page.status_code == 422
    assert "Jl. Dago 12" not in page.content.decode()


def test_an_email_with_an_account_may_order_as_a_guest(client, product, member):
    buy(client, product, email=member.email)
    order = Order.objects.get()
    assert (order.user, order.guest_email) == (None, "siti@example.com")


def test_a_guest_cancels_while_unpaid_and_the_stock_is_free_at_once(client, product):
    page = buy(client, product, 2)
    assert "Batalkan pesanan" in page.content.decode()
    order = Order.objects.get()
    cancelled = client.post(reverse("checkout:cancel", args=[order.number]), follow=True)
    order.refresh_from_db()
    assert order.status == "cancelled"
    assert product.stockrecords.get().num_allocated == 0
    assert "Ya, batalkan" not in cancelled.content.decode()
    assert [event.to_state for event in order.events.all()] == ["pending", "cancelled"]


def test_a_stranger_cannot_cancel(client, product):
    buy(client, product)
    order = Order.objects.get()
    client.cookies.clear()
    assert client.post(reverse("checkout:cancel", args=[order.number])).status_code == 404
    order.refresh_from_db()
    assert order.status == "pending"


def test_order_numbers_are_neither_counted_nor_alike(product):
    numbers = {place_order(open_basket(product)).number for _ in range(3)}
    assert len(numbers) == 3
    for number in numbers:
        country, first, second = number.split("-")
        assert (country, len(first), len(second)) == ("EN", 5, 5)
        assert not (set(first + second) & set("AEIOU01L"))


@pytest.mark.parametrize(
    "path", ["shipping-address/", "shipping-method/", "payment-method/", "payment-details/", "preview/", "thank-you/"]
)
def test_steps_of_oscar_that_are_not_used_have_no_address(client, db, path):
    assert client.get(f"/checkout/{path}").status_code == 404


def test_an_order_without_a_review_is_not_placed(client, product):
    put(client, product)
    form = {"method": "x", "seen": "", "basket": "1:forged"}
    for key in ("", "not-a-key", "6f1c3f0e-8f5b-4a39-9d53-0c1f6f4b2a11"):
        response = client.post(reverse("checkout:review"), form | {"key": key})
        assert response["Location"] == reverse("checkout:index"), key
    assert not Order.objects.exists()


def test_who_goes_back_after_ordering_is_told_of_the_order(client, product):
    buy(client, product)
    number = Order.objects.get().number
    text = client.get(reverse("checkout:review"), follow=True).content.decode()
    link = reverse("checkout:thank-you", kwargs={"number": number})
    assert f'Pesanan {number} sudah dibuat. <a href="{link}">Lihat pesanan Anda</a>' in text
    assert "<title>Keranjang · Enportu</title>" in text


def test_a_get_of_the_checkout_writes_nothing(client, product):
    put(client, product)
    to_review(client)
    for name in ("basket:summary", "checkout:index", "checkout:review"):
        with CaptureQueriesContext(connection) as queries:
            assert client.get(reverse(name)).status_code == 200
        writes = [q["sql"] for q in queries if not q["sql"].startswith(("SELECT", "SAVEPOINT", "RELEASE"))]
        assert writes == []


def test_basket_and_review_make_the_same_queries_for_one_line_and_for_many(client, product):
    def count(name):
        with CaptureQueriesContext(connection) as queries:
            assert client.get(reverse(name)).status_code == 200
        return len(queries)

    put(client, product)
    to_review(client)
    names = ("basket:summary", "checkout:index", "checkout:review")
    few = [count(name) for name in names]
    basket = get_model("basket", "Basket").objects.get()
    basket.strategy = get_class("partner.strategy", "Selector")().strategy()
    for _ in range(20):
        basket.add_product(make_product(weight_g=10))
    assert [count(name) for name in names] == few
