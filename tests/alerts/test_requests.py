"""Asking to be told when a product is back, and being told once (promise 6)."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from oscar.core.loading import get_model

from shop import stock
from shop.customer.alerts import requests
from tests.support.catalogue import make_family, make_product
from tests.support.people import make_member

pytestmark = pytest.mark.django_db
ProductAlert = get_model("customer", "ProductAlert")

ASK = {"id": "/akun/kabar-stok/minta/{}/", "en": "/en/account/alerts/create/{}/"}
SUBJECT = {"id": "Tersedia kembali: Bor listrik", "en": "Back in stock: Power drill"}


def sold_out(**values):
    return make_product("Bor listrik", "Power drill", stock=0, **values)


def restock(product, pieces=3):
    record = product.stockrecords.get()
    record.num_in_stock = pieces
    record.save()


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_guest_is_told_once_in_the_language_of_the_page(client, run_tasks, smtp, language):
    product = sold_out()
    response = client.post(ASK[language].format(product.pk), {"email": "tamu@example.com"})
    assert response["Location"].endswith(product.get_absolute_url().removeprefix("/en"))
    run_tasks()
    assert smtp.messages == []
    restock(product)
    restock(product, 7)
    run_tasks()
    restock(product, 9)
    run_tasks()
    (mail,) = smtp.messages
    assert (mail["To"], mail["Subject"]) == ("tamu@example.com", SUBJECT[language])
    assert ProductAlert.objects.get().status == ProductAlert.CLOSED


def test_a_member_is_told_at_their_own_address_in_their_own_language(client, run_tasks, smtp):
    client.force_login(make_member(language="en"))
    product = sold_out()
    client.post(ASK["id"].format(product.pk))
    restock(product)
    run_tasks()
    assert [(mail["To"], mail["Subject"]) for mail in smtp.messages] == [("budi@example.com", SUBJECT["en"])]


def test_a_member_need_not_type_the_address_that_we_know(client):
    page = sold_out().get_absolute_url()
    field, known = 'id="id_email" name="email" required', "Kami akan mengirim email ke budi@example.com."
    guests = client.get(page).content.decode()
    assert (field in guests, known in guests) == (True, False)
    client.force_login(make_member())
    members = client.get(page).content.decode()
    assert (field in members, known in members) == (False, True)


def test_asking_twice_is_asking_once(client):
    product = sold_out()
    for email in ("tamu@example.com", "Tamu@Example.com"):
        client.post(ASK["id"].format(product.pk), {"email": email})
    assert ProductAlert.objects.count() == 1


def test_the_answer_does_not_tell_whether_an_address_has_an_account_or_a_request(client):
    make_member("budi")
    product = sold_out()
    answers = []
    for email in ("budi@example.com", "budi@example.com", "nobody@example.com"):
        page = client.post(ASK["en"].format(product.pk), {"email": email})
        told = [str(message) for message in client.get("/en/account/sign-in/").context["messages"]]
        answers.append((page.status_code, page["Location"], [text.replace(email, "…") for text in told]))
    assert answers[0] == answers[1] == answers[2]
    assert answers[0][2] == ["We will write to … once, when the product is back in stock."]


def test_pieces_that_a_cancelled_order_gives_back_are_told_of(client, run_tasks, smtp):
    product = make_product("Bor listrik", "Power drill", stock=2)
    record = product.stockrecords.get()
    stock.hold({record.pk: 2})
    client.post(ASK["en"].format(product.pk), {"email": "tamu@example.com"})
    stock.release({record.pk: 1})
    run_tasks()
    assert [mail["Subject"] for mail in smtp.messages] == [SUBJECT["en"]]


def test_stock_that_came_back_past_all_our_code_is_found_by_the_sweep(client, run_tasks, smtp):
    product = sold_out()
    client.post(ASK["en"].format(product.pk), {"email": "tamu@example.com"})
    product.stockrecords.update(num_in_stock=1)
    requests.sweep()
    requests.sweep()
    run_tasks()
    assert [mail["Subject"] for mail in smtp.messages] == [SUBJECT["en"]]


def test_who_waits_for_one_variant_is_not_told_of_another(client, run_tasks, smtp):
    family = make_family("Cakram", "Disc", variants=[("4 inci", 10_000, 0), ("5 inci", 12_000, 0)])
    four, five = family.children.order_by("pk")
    client.post(ASK["en"].format(four.pk), {"email": "four@example.com"})
    client.post(ASK["en"].format(family.pk), {"email": "any@example.com"})
    restock(five)
    run_tasks()
    assert [mail["To"] for mail in smtp.messages] == ["any@example.com"]
    restock(four)
    run_tasks()
    assert [mail["To"] for mail in smtp.messages] == ["any@example.com", "four@example.com"]


def test_nobody_is_told_of_pieces_that_are_all_held(client, run_tasks, smtp):
    product = sold_out()
    client.post(ASK["en"].format(product.pk), {"email": "tamu@example.com"})
    product.stockrecords.update(num_in_stock=2, num_allocated=2)
    requests.sweep()
    product.stockrecords.get().save()
    run_tasks()
    assert smtp.messages == []
    assert ProductAlert.objects.get().status == ProductAlert.ACTIVE


def test_a_product_in_stock_needs_no_alert(client):
    product = make_product(stock=3)
    client.post(ASK["en"].format(product.pk), {"email": "tamu@example.com"})
    assert not ProductAlert.objects.exists()


@pytest.mark.parametrize("email", ["", "not an address", "a@b", "x" * 300 + "@example.com"])
def test_an_address_that_is_none_is_refused_beside_its_field(client, email):
    product = sold_out()
    response = client.post(ASK["en"].format(product.pk), {"email": email})
    assert response.status_code == 200
    assert response.context["form"].errors["email"]
    assert not ProductAlert.objects.exists()


def test_a_product_that_is_not_public_cannot_be_asked_for(client):
    product = sold_out(is_public=False)
    assert client.post(ASK["en"].format(product.pk), {"email": "tamu@example.com"}).status_code == 404


def test_the_link_in_the_mail_stops_every_request_of_the_address(client, run_tasks, smtp):
    first, second = sold_out(), make_product("Gerinda", stock=0)
    for product in (first, second):
        client.post(ASK["en"].format(product.pk), {"email": "tamu@example.com"})
    restock(first)
    run_tasks()
    (mail,) = smtp.messages
    address = mail["List-Unsubscribe"].strip(" <>").removeprefix("http://testserver")
    assert client.get(address).status_code == 200
    assert ProductAlert.objects.get(product=second).status == ProductAlert.ACTIVE
    client.post(address)
    assert ProductAlert.objects.get(product=second).status == ProductAlert.CANCELLED


def test_many_requests_from_one_network_are_refused(client):
    product = sold_out()
    for number in range(61):
        response = client.post(ASK["en"].format(product.pk), {"email": f"guest{number}@example.com"})
    assert response.context["form"].non_field_errors() == ["Too many requests. Please try again later."]
    assert ProductAlert.objects.count() == 60


def test_the_list_of_alerts_makes_the_same_queries_for_one_and_for_many(client):
    member = make_member()
    client.force_login(member)
    counts = []
    for more in (1, 9):
        for _number in range(more):
            requests.ask(sold_out(), "id", user=member)
        client.get("/akun/kabar-stok/")  # reads the menus, which are kept
        with CaptureQueriesContext(connection) as queries:
            assert "Bor listrik" in client.get("/akun/kabar-stok/").content.decode()
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_a_member_takes_back_one_request_and_keeps_the_others(client):
    member = make_member()
    client.force_login(member)
    for _number in range(2):
        requests.ask(sold_out(), "id", user=member)
    client.post(f"/akun/kabar-stok/berhenti/{member.alerts.first().key}/", {"only": "1"})
    assert sorted(member.alerts.values_list("status", flat=True)) == ["Active", "Cancelled"]
