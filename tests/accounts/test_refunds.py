"""The page where a shopper names the account for a refund, and the form that mails a new link to an order."""

import datetime as dt

import pytest
import time_machine

from shop.communication.models import OutgoingMail
from shop.order.lifecycle import State
from shop.order.links import Purpose, order_address, sign
from shop.payment import refunds
from shop.payment.account_form import RefundAccountForm
from shop.payment.models import Refund
from tests.support.life import pay, placed, taken_to
from tests.support.orders import make_order
from tests.support.people import make_member

pytestmark = pytest.mark.django_db
TYPED = {"bank": "BCA", "account_number": "123-456 7890", "account_holder": "Siti Aminah"}


@pytest.fixture
def refund():
    order = taken_to(State.INVOICED, placed())
    pay(order, int(order.total_incl_tax) + 50_000)
    return order.refunds.get()


def page_of(refund, language="en"):
    token = sign(Purpose.REFUND, str(refund.key))
    return f"/en/account/refund/{token}/" if language == "en" else f"/akun/pengembalian-dana/{token}/"


@pytest.mark.parametrize(
    ("language", "facts"),
    [
        ("id", ["Anda menerima kembali Rp50.000", "Pembayaran lebih dari yang diminta", "Nomor rekening"]),
        ("en", ["You get Rp50.000 back", "More was paid than asked for", "Account number"]),
    ],
)
def test_the_page_says_how_much_comes_back_and_why(client, refund, language, facts):
    text = client.get(page_of(refund, language)).content.decode()
    assert refund.order.number in text
    assert [fact for fact in facts if fact not in text] == []


def test_the_account_is_kept_shown_masked_and_can_be_corrected_until_the_money_is_paid(client, refund):
    page = page_of(refund)
    text = client.post(page, TYPED, follow=True).content.decode()
    refund.refresh_from_db()
    assert (refund.bank, refund.account_number, refund.account_holder) == ("BCA", "1234567890", "Siti Aminah")
    assert "BCA ••7890" in text
    assert "1234567890" not in text
    assert "<dt>Rekening</dt><dd>BCA ••7890" in client.get(page_of(refund, "id")).content.decode()

    client.post(page, TYPED | {"account_number": "99988"})
    refund.refresh_from_db()
    assert refund.account_number == "99988"
    steps = refund.order.events.filter(kind="refund").values_list("details__step", flat=True)
    assert list(steps) == ["due", "account", "changed"]

    refunds.pay(refund, "TRX-77", make_member("ani"))
    text = client.get(page).content.decode()
    assert "TRX-77" in text
    assert "account_number" not in text
    text = client.post(page, TYPED, follow=True).content.decode()
    assert "This refund is paid already." in text
    refund.refresh_from_db()
    assert refund.account_number == "99988"


def test_the_shopper_is_mailed_each_account_masked_and_staff_see_that_it_changed(
    client, admin_client, refund, run_tasks, smtp
):
    page, order = page_of(refund), refund.order
    client.post(page, TYPED)
    client.post(page, TYPED | {"bank": "BNI", "account_number": "99988877"})
    run_tasks()
    first, second = (mail for mail in smtp.messages if "rekening" in mail["Subject"])
    assert first["To"] == second["To"] == order.email
    assert first["Subject"] == f"Pesanan {order.number}: rekening untuk dana yang dikembalikan"
    assert second["Subject"] == f"Pesanan {order.number}: rekening untuk dana yang dikembalikan telah diubah"
    words = second.get_body(("plain",)).get_content()
    assert "BNI ••8877" in words
    assert "BCA ••7890" in words
    assert "(021) 2266-8221" in words
    assert "99988877" not in words
    assert "1234567890" not in words
    assert "BNI" not in first.get_body(("plain",)).get_content()

    text = admin_client.get(f"/en/dashboard/orders/{order.number}/").content.decode()
    assert "account changed on " in text
    assert "Account for the refund of Rp50.000 changed from BCA ••7890 to BNI ••8877" in text


def test_the_link_of_a_refund_opens_no_order_and_has_its_link_mailed(client, refund, run_tasks, smtp):
    page, order = page_of(refund), refund.order
    text = client.get(page).content.decode()
    assert "guest-order" not in text
    assert "pesanan-tamu" not in text
    token = page.split("/")[-2]
    assert client.get(f"/en/account/guest-order/{token}/").status_code == 404
    assert client.get(f"{page}order-link/").status_code == 405
    for _time in range(7):
        client.post(f"{page}order-link/")
    answer = client.post(f"{page}order-link/", follow=True).content.decode()
    assert "The link is on its way to the email address of the order." in answer
    assert order.email not in answer
    mails = OutgoingMail.objects.filter(event_code="ORDER_LINK")
    assert (mails.count(), mails.first().recipient) == (5, order.email)
    assert client.post("/en/account/refund/x/order-link/").status_code == 404


def test_the_same_account_twice_is_one_event(client, refund):
    for _time in range(2):
        client.post(page_of(refund), TYPED)
    assert refund.order.events.filter(details__step="account").count() == 1


NO_ACCOUNTS = {
    "bank": ["", "1", "12345", "B" * 51, "BCA<b>", "BCA; transfer", "-BCA", "B_A"],
    "account_number": ["", "12a45", "1234", "1" * 21],
    "account_holder": ["", "7 7", "S" * 101],
}


def test_what_is_no_account_is_named_beside_its_field(client, refund):
    for field, values in NO_ACCOUNTS.items():
        said = {value: list(RefundAccountForm(TYPED | {field: value}).errors) for value in values}
        assert said == dict.fromkeys(values, [field])
    wrong = {field: values[1] for field, values in NO_ACCOUNTS.items()}
    response = client.post(page_of(refund), wrong)
    assert list(response.context["form"].errors) == list(NO_ACCOUNTS)
    text = response.content.decode()
    assert [field for field in NO_ACCOUNTS if f'id="id_{field}_error"' not in text] == []
    refund.refresh_from_db()
    assert not refund.has_account


@pytest.mark.parametrize(
    ("language", "told"),
    [("id", "Paling sedikit 2 karakter (sekarang 1)."), ("en", "At least 2 characters (now 1).")],
)
def test_a_bank_of_one_letter_is_answered_in_plain_words(client, refund, language, told):
    response = client.post(page_of(refund, language), TYPED | {"bank": "B"})
    assert response.context["form"].errors["bank"] == [told]


def test_money_that_goes_back_through_the_gateway_needs_no_account(client, refund):
    Refund.objects.filter(pk=refund.pk).update(route=Refund.Route.GATEWAY)
    text = client.get(page_of(refund)).content.decode()
    assert "The money goes back the way you paid." in text
    assert "account_number" not in text


def test_only_the_link_of_a_refund_opens_it(client, refund):
    good = sign(Purpose.REFUND, str(refund.key))
    for wrong in (
        sign(Purpose.ORDER, str(refund.key)),
        good[:-1],
        sign(Purpose.REFUND, str(refund.order.checkout_key)),
        "x",
    ):
        response = client.post(f"/en/account/refund/{wrong}/", TYPED)
        assert response.status_code == 404
        assert 'href="/en/account/find-order/"' in response.content.decode()
    with time_machine.travel(dt.datetime.now(dt.UTC) + dt.timedelta(days=61)):
        response = client.get(f"/en/account/refund/{good}/")
    assert response.status_code == 410
    assert "This link is too old" in response.content.decode()


def asked(client, number, email):
    return client.post("/en/account/find-order/", {"number": number, "email": email}, follow=True)


def test_number_and_email_mail_a_new_link_to_a_guest_and_to_a_member(client, run_tasks, smtp):
    guest, member = make_order(), make_order(make_member())
    asked(client, f" #{guest.number.lower()}", "TAMU@example.com")
    asked(client, member.number, "budi@example.com")
    run_tasks()
    sent = {mail["To"]: mail.get_body(("plain",)).get_content() for mail in smtp.messages}
    assert "/akun/pesanan-tamu/" in sent["tamu@example.com"]
    assert f"/akun/pesanan/{member.number}/" in sent["budi@example.com"]
    assert "/akun/pesanan-tamu/" not in sent["budi@example.com"]


def test_the_answer_never_tells_whether_there_is_such_an_order(client):
    order = make_order()
    answers = [asked(client, *pair) for pair in [
        (order.number, "tamu@example.com"), (order.number, "siapa@example.com"), ("EN-0", "tamu@example.com"),
    ]]  # fmt: skip
    assert len({answer.content for answer in answers}) == 1
    assert len({str(answer.redirect_chain) for answer in answers}) == 1
    assert OutgoingMail.objects.get().recipient == "tamu@example.com"


def test_a_mailbox_is_not_filled_with_links(client):
    order = make_order()
    pages = {asked(client, order.number, "tamu@example.com").content for _time in range(8)}
    assert len(pages) == 1
    assert OutgoingMail.objects.count() == 5


def test_the_link_in_the_mail_is_the_address_of_the_order(client):
    order = make_order()
    assert client.get(order_address(order).replace("http://testserver", "")).status_code == 200
