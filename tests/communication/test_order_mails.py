"""Every mail of an order's life, in both languages, for a guest and for a member: what, how much, until when, where."""

import re

import pytest
from django.urls import reverse
from django.utils import translation

from shop.communication.events import EVENTS, ORDER
from shop.communication.letters import compose
from shop.communication.models import OutgoingMail
from shop.fulfilment import cancelling, missing, shipping, stock_check
from shop.order.lifecycle import Role, State
from shop.order.links import Purpose, read
from shop.order.messages import write_to_shopper
from shop.order.progress import moment_words
from shop.payment import providers, refunds
from shop.payment.models import Refund
from shop.payment.paying import start_attempt, take_result
from shop.policies.models import BankAccount, PolicyFacts
from tests.support.life import Order, add_line, pay, placed, taken_to
from tests.support.people import make_member

pytestmark = pytest.mark.django_db
LINK = re.compile(r'class="button" href="http://testserver([^"]+)"')
LEFT_OVER = re.compile(r"None|{{|}}|{%|%\(| \.")


@pytest.fixture(params=["guest", "member"])
def owner(request, db):
    facts = PolicyFacts.current()
    facts.bank_accounts.add(BankAccount(bank="BCA", number="000-123", holder="PT Enportu"))
    facts.save()
    return make_member() if request.param == "member" else None


def order_of(owner):
    order = placed()
    Order.objects.filter(pk=order.pk).update(user=owner, **({"guest_email": ""} if owner else {}))
    order.refresh_from_db()
    OutgoingMail.objects.filter(about={"order": order.pk}).update(recipient=order.email)
    return order


def mail_of(event, order, language):
    """The latest mail about `event`, written in `language`: subject, text, html and attachments."""
    mail = OutgoingMail.objects.filter(event_code=event).latest("pk")
    assert (mail.recipient, mail.language) == (order.email, "id")
    mail.language = language
    message = compose(mail)
    html = message.alternatives[0].content
    for part in (message.subject, message.body):
        assert not LEFT_OVER.search(part), (LEFT_OVER.search(part), part)
    return message, message.body, html


def check(event, order, facts):
    """Both languages: `facts` stand in text and HTML, and the button leads to the order."""
    for language in ("id", "en"):
        message, text, html = mail_of(event, order, language)
        assert order.number in message.subject, (event, language)
        with translation.override(language):
            wanted = [str(fact() if callable(fact) else fact) for fact in facts]
        for fact in wanted:
            assert fact in text, (event, language, fact, text)
            assert fact in html, (event, language, fact)
        check_link(LINK.findall(html)[-1], order, language)
    return message


def check_link(address, order, language):
    with translation.override(language):
        if order.user_id:
            assert address == reverse("customer:order", kwargs={"order_number": order.number})
        else:
            page, token = address.rstrip("/").rsplit("/", 1)
            assert page == reverse("customer:guest-order", kwargs={"token": "x"}).removesuffix("/x/")
            assert read(Purpose.ORDER, token) == order.number


WORDS_OF_MONEY = {
    "id": ("Yang sudah Anda bayar kami kembalikan", "Bila transfer Anda"),
    "en": ("What you have paid goes back to you", "Should a transfer be on its way"),
}
CHECKED = {
    "ORDER_PLACED", "ORDER_SHORT", "ORDER_INVOICED", "PAYMENT_SHORT", "ORDER_PAID", "ORDER_SHIPPED", "ORDER_DELIVERED",
    "PAYMENT_EARLY", "ORDER_CANCELLED", "REFUND_DUE", "REFUND_ACCOUNT", "REFUND_PAID", "ORDER_MESSAGE", "ORDER_LINK",
}  # fmt: skip


def test_no_mail_about_an_order_is_left_out_here():
    about_orders = {code for code, event in EVENTS.items() if event.category == ORDER}
    assert {
        code for code in about_orders if not code.startswith("CLAIM")
    } == CHECKED  # those: tests/claims/test_mail.py


def test_the_way_from_placing_to_receipt(owner):
    order = order_of(owner)
    check("ORDER_PLACED", order, ["Rp2.240.000", "Rp20.000", "2 × Bor listrik", "Jl. Dago 12"])

    taken_to(State.INVOICED, order)
    invoice, until = order.documents.get(), lambda: moment_words(order.pay_until)
    message = check("ORDER_INVOICED", order, [invoice.number, "Rp2.240.000", "BCA 000-123 (PT Enportu)", until])
    (attachment,) = message.attachments
    assert attachment[0] == f"{invoice.number}.pdf"
    assert attachment[1].startswith(b"%PDF-")

    pay(order, 240_000)
    check("PAYMENT_SHORT", order, ["Rp240.000", "Rp2.000.000", "BCA 000-123 (PT Enportu)", until])

    pay(order, 2_000_000)
    order.refresh_from_db()
    assert order.status == State.PAID
    check("ORDER_PAID", order, ["Rp2.240.000"])

    taken_to(State.SHIPPED, order)
    check("ORDER_SHIPPED", order, ["JNE", "JX1", "2 × Bor listrik", "https://www.jne.co.id/tracking-package?awb=JX1"])

    shipping.receive(order, Role.SHOPPER)
    order.refresh_from_db()
    check("ORDER_DELIVERED", order, [lambda: moment_words(order.claim_deadline)])


def test_missing_goods_and_a_cancellation(owner):
    order = order_of(owner)
    stock_check.report_missing(order, {add_line(order): 1}, None)
    check("ORDER_SHORT", order, ["1 × Kabel"])
    cancelling.cancel_order(order, Role.STAFF, None, "Stok rusak.")
    check("ORDER_CANCELLED", order, ["Stok rusak."])


@pytest.mark.parametrize("amount", [None, 100_000])
def test_a_cancellation_says_of_money_what_is_so(owner, amount):
    order = order_of(owner)
    taken_to(State.INVOICED, order)
    if amount:
        pay(order, amount)
    cancelling.cancel_order(order, Role.STAFF, None, "Stok rusak.")
    for language, (goes_back, on_its_way) in WORDS_OF_MONEY.items():
        _message, text, _html = mail_of("ORDER_CANCELLED", order, language)
        assert (goes_back in text, on_its_way in text) == (bool(amount), not amount)


@pytest.mark.parametrize(("language", "promise"), [("id", "uang Anda kembali"), ("en", "your money goes back to you")])
def test_before_the_stock_check_a_cancellation_promises_no_goods(owner, language, promise):
    order = order_of(owner)
    cancelling.cancel_order(order, Role.SHOPPER)
    _message, text, _html = mail_of("ORDER_CANCELLED", order, language)
    assert promise in " ".join(text.split())
    assert not re.search("still there|masih ada", text)


def test_money_that_comes_before_the_invoice(owner):
    order = order_of(owner)
    pay(order, 240_000)
    check("PAYMENT_EARLY", order, ["Rp240.000", "Rp2.000.000"])
    pay(order, 2_000_000)
    check("PAYMENT_EARLY", order, ["Rp2.240.000"])
    stock_check.report_missing(order, {order.lines.get(): 1}, None)
    for language in ("id", "en"):
        _message, text, _html = mail_of("ORDER_SHORT", order, language)
        assert not re.search("nothing to pay|yang perlu dibayar", text)
    stock_check.answer_missing(order, "wait")
    stock_check.confirm_stock(order)
    for language in ("id", "en"):
        message, text, html = mail_of("ORDER_INVOICED", order, language)
        assert not re.search("BCA 000-123|bukti|proof", text + html)
        assert ("Pembayaran Anda sudah masuk" if language == "id" else "Your payment has arrived") in text


def test_money_that_goes_back(owner):
    order = order_of(owner)
    line = add_line(order)
    taken_to(State.PAID, order)
    refund = missing.report_missing_after_payment(order, {line: 1}, None, "Tidak ada lagi.")
    check("REFUND_DUE", order, ["Rp100.000", "Tidak ada lagi.", refund.get_reason_display])
    for language in ("id", "en"):
        token = LINK.findall(mail_of("REFUND_DUE", order, language)[2])[0].rstrip("/").rsplit("/", 1)[1]
        assert read(Purpose.REFUND, token) == str(refund.key)

    refunds.give_account(refund, "BCA", "1234567890", "Siti")
    for language in ("id", "en"):
        _message, text, html = mail_of("REFUND_ACCOUNT", order, language)
        assert "BCA ••7890" in text
        assert "1234567890" not in html
        token = LINK.findall(html)[-1].rstrip("/").rsplit("/", 1)[1]
        assert read(Purpose.REFUND, token) == str(refund.key)
    refunds.pay(refund, "TRX-77", None)
    check("REFUND_PAID", order, ["Rp100.000", "TRX-77", "BCA ••7890"])


def test_money_that_goes_back_the_way_it_came_names_no_account_page(owner, gateway):
    order = taken_to(State.INVOICED, order_of(owner))
    attempt = start_attempt(order, "midtrans", "http://shop.test/")
    gateway.set(attempt, "settlement")
    take_result(providers.get("midtrans").ask(attempt))
    refunds.owe(order, 100_000, Refund.Reason.CLAIM)
    text = mail_of("REFUND_DUE", order, "en")[1]
    assert "The money goes back the way you paid. You need not tell us anything." in text
    assert "Name the bank account" not in text


def test_a_message_and_a_new_link(owner, client):
    order = order_of(owner)
    write_to_shopper(order, "Boleh biru <atau> hijau?", make_member("ani"))
    for language in ("id", "en"):
        _message, text, html = mail_of("ORDER_MESSAGE", order, language)
        assert "Boleh biru <atau> hijau?" in text
        assert "Boleh biru &lt;atau&gt; hijau?" in html
        check_link(LINK.findall(html)[-1], order, language)

    client.post("/akun/cari-pesanan/", {"number": order.number, "email": order.email})
    check("ORDER_LINK", order, [])
    keep = "keep it to yourself" in mail_of("ORDER_LINK", order, "en")[1]
    assert keep is (owner is None)
