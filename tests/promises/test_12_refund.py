"""Promise 12: who asks about missing goods is answered, and the money goes back to the payment method that was used."""

import pytest
from playwright.sync_api import expect

from shop.claims.models import Claim
from shop.fulfilment.missing import report_missing_after_payment
from shop.order.lifecycle import State
from shop.payment.paying import start_attempt
from tests.support.asking import sign_in, start
from tests.support.claiming import FILES
from tests.support.life import Order, placed, taken_to
from tests.support.people import make_member

pytestmark = pytest.mark.django_db(transaction=True)

WORDS = {
    "id": {
        "question": "Apakah uang saya dikembalikan kalau produk tidak tersedia?",
        "terms": "uang Anda dikembalikan ke rekening bank Anda atau ke metode pembayaran yang Anda pakai",
        "link": "Hubungi kami",
        "subject": "Pembayaran dan refund",
        "number": "Nomor pesanan",
        "what": "Apa pertanyaan Anda?",
        "name": "Nama",
        "email": "Email",
        "sent": "Anda sudah kami terima",
        "answer": "Uangnya kami kembalikan hari ini.",
        "answered": "Jawaban kami atas",
        "due": "Rp3.000.000 dikembalikan kepada Anda",
        "paid": "Rp3.000.000 sudah dikembalikan",
        "route": "Kembali ke metode pembayaran yang dipakai",
        "orders": "/dashboard/orders/",
    },
    "en": {
        "question": "Can I be refunded if the product is not available?",
        "terms": "the money goes back to your bank account or to the payment method that you used",
        "link": "Talk to us",
        "subject": "Payment and refunds",
        "number": "Order number",
        "what": "What is your question?",
        "name": "Name",
        "email": "Email",
        "sent": "We have your question",
        "answer": "We pay the money back today.",
        "answered": "Our answer to",
        "due": "you get Rp3.000.000 back",
        "paid": "Rp3.000.000 has been paid back",
        "route": "Back to the payment method used",
        "orders": "/en/dashboard/orders/",
    },
}


def paid_online(client, gateway, who, language):
    """An order over two drills, to be picked up, that was paid through the gateway."""
    order = taken_to(State.INVOICED, placed(delivery="pickup"))
    owner = {"user": make_member(language=language), "guest_email": ""} if who == "member" else {}
    Order.objects.filter(pk=order.pk).update(language=language, **owner)
    notice = gateway.set(start_attempt(order, "midtrans", "http://shop.test/"), "settlement", "qris")
    client.post("/payment/midtrans/notice/", notice, content_type="application/json")
    order.refresh_from_db()
    assert order.status == State.PAID
    return order


def ask(shopper, words):
    """From the answer to the question that was sent, with a photo; a member's name and address are known."""
    answer = shopper.read(words["question"])
    expect(answer).to_contain_text(words["terms"])
    answer.get_by_role("link", name=words["link"], exact=True).click()
    shopper.page.get_by_label(words["subject"], exact=True).check()
    shopper.page.get_by_label(words["number"]).fill(shopper.order.number)
    shopper.page.get_by_label(words["what"]).fill("Katanya bornya habis. Uang saya?")
    shopper.page.locator("#id_photos").set_input_files(FILES[:1])
    if not shopper.order.user_id:
        shopper.page.get_by_label(words["name"], exact=True).fill("Siti")
        shopper.page.get_by_label(words["email"], exact=True).fill("siti@example.com")
    expect(shopper.page.locator(".kept-files [data-key]")).to_have_count(1)
    shopper.send()
    expect(shopper.main).to_contain_text("Katanya bornya habis. Uang saya?")
    claim = Claim.objects.get()
    assert claim.number in shopper.mail(words["sent"])["Subject"]
    return claim


@pytest.mark.parametrize(("language", "who"), [("id", "guest"), ("en", "member")])
def test_who_asks_is_answered_and_paid_back_the_way_of_the_payment(claimant, desk, client, gateway, language, who):
    words = WORDS[language]
    shopper = claimant(language, paid_online(client, gateway, who, language))
    if who == "member":
        start(shopper.page, language)
        sign_in(shopper.page, language)
    claim = ask(shopper, words)

    staff = desk(language)
    staff.open(claim)
    staff.do("answer", text=words["answer"])
    shopper.open_mail(f"{words['answered']} {claim.number}")
    expect(shopper.main).to_contain_text(words["answer"])

    report_missing_after_payment(shopper.order, {shopper.order.lines.get(): 2}, None)
    assert shopper.order.number in shopper.mail(words["due"])["Subject"]
    staff.page.goto(f"{words['orders']}{shopper.order.number}/")
    staff.do("send-back")
    assert words["route"] in shopper.text_of(f"{shopper.order.number}: {words['paid']}")
    assert [row["refund_amount"] for found in gateway.transactions.values() for row in found["refunds"]] == [
        "3000000.00"
    ]
