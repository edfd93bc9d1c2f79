"""The page of an order in every state, and all that a shopper does there: a member, and a guest by the signed link."""

import datetime as dt
import re
from urllib.parse import unquote

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from oscar.core.loading import get_model

from shop.fulfilment import missing, shipping, stock_check
from shop.order import lifecycle
from shop.order.lifecycle import State
from shop.order.links import Purpose, order_address, sign
from shop.order.messages import write_to_shopper
from shop.order.progress import moment_words
from shop.payment.models import Refund
from shop.policies.models import BankAccount, PolicyFacts
from tests.support.life import Order, add_line, pay, placed, taken_to
from tests.support.order_shopper import Shopper, picture
from tests.support.people import make_member

pytestmark = pytest.mark.django_db


@pytest.fixture(params=[True, False], ids=["member", "guest"])
def shopper(request, client):
    return Shopper(client, request.param)


@pytest.fixture
def guest(client):
    return Shopper(client, is_member=False)


def test_the_page_follows_an_order_from_placing_to_receipt(shopper):
    order = shopper.order
    text = shopper.text()
    assert "Waiting for the stock check" in text
    assert "will be processed on" in text
    assert "Cancel the order" in text
    assert "To be paid" not in text

    facts = PolicyFacts.current()
    facts.bank_accounts.add(BankAccount(bank="BCA", number="000-123", holder="PT Enportu"))
    facts.save()
    taken_to(State.INVOICED, order)
    text, invoice = shopper.text(), order.documents.get()
    for fact in ("To be paid", invoice.number, "BCA 000-123 (PT Enportu)", "Cancel the order", "Send the proof"):
        assert fact in text
    assert f"Please pay the invoice until {moment_words(order.pay_until)}." in text

    taken_to(State.PAID, order)
    text = shopper.text()
    assert "Your order will be processed on" in text
    assert "To be paid" not in text
    assert "Cancel the order" not in text

    taken_to(State.SHIPPED, order)
    text = shopper.text()
    assert 'href="https://www.jne.co.id/tracking-package?awb=JX1"' in text
    assert "I have received it" in text
    assert "Open a claim" not in text

    text = shopper.do("received")
    assert order.status == State.DELIVERED
    assert f"Claims are possible until {moment_words(order.claim_deadline)}." in text
    assert f"Warranty until {order.lines.get().warranty_until:%-d %B %Y}" in text
    assert 'href="#customer-service">Open a claim' in text
    assert "I have received it" not in text


def test_what_has_ended_does_not_read_as_if_it_ran(guest):
    order = taken_to(State.DELIVERED, guest.order)
    with translation.override("en"):
        claims, warranty = moment_words(order.claim_deadline), f"{order.lines.get().warranty_until:%-d %B %Y}"
    for day, told in (
        (order.claim_deadline + dt.timedelta(days=30), [f"The time for claims ended on {claims}", "Warranty until"]),
        (order.claim_deadline + dt.timedelta(days=400), [f"The warranty ended on {warranty}"]),
    ):
        with time_machine.travel(day, tick=False):
            guest.page = f"/en/account/guest-order/{sign(Purpose.ORDER, order.number)}/"
            text = guest.text()
        assert [words for words in told if words not in text] == []
        assert "Claims for wrong goods or a defect until" not in text


def test_an_unpaid_order_is_cancelled_once_and_a_paid_one_never(shopper):
    assert "The order is cancelled." in shopper.do("cancel")
    assert shopper.order.status == State.CANCELLED
    assert "This order is cancelled already." in shopper.do("cancel")

    other = taken_to(State.PAID)
    Order.objects.filter(pk=other.pk).update(user=shopper.order.user)
    shopper.page = shopper.page.replace(shopper.order.number, other.number)
    if shopper.order.user is None:
        shopper.page = f"/en/account/guest-order/{sign(Purpose.ORDER, other.number)}/"
    assert "This order is paid already." in shopper.do("cancel")
    other.refresh_from_db()
    assert other.status == State.PAID


def test_a_rest_that_is_late_is_not_asked_for_until_a_time_that_has_passed(guest):
    order = taken_to(State.INVOICED, guest.order)
    pay(order, 500_000)
    with translation.override("en"):
        moment = moment_words(order.pay_until)
    with time_machine.travel(order.pay_until + dt.timedelta(hours=1), tick=False):
        text = guest.text()
    assert f"The time to pay ended on {moment}: please pay the rest today, or write to Customer Service." in text
    assert f"The time to pay ended on {moment}. Please pay the rest today, or write to Customer Service." in text
    assert "pay until" not in text
    assert "rest until" not in text


def test_a_part_that_came_is_taken_off_what_is_due(guest):
    taken_to(State.INVOICED, guest.order)
    pay(guest.order, 100_000)
    text = guest.text()
    assert "Rp2.140.000" in text
    assert "Rp100.000 has arrived already." in text


def test_invoice_and_credit_note_are_files_for_the_owner_alone(shopper, client):
    taken_to(State.INVOICED, shopper.order)
    text = shopper.do("cancel")
    invoice, note = shopper.order.documents.all()
    for document in (invoice, note):
        assert f"{shopper.page}documents/{document.number}/" in text
        file = client.get(f"{shopper.page}documents/{document.number}/")
        assert file["Content-Disposition"] == f'attachment; filename="{document.number}.pdf"'
        assert file["Content-Type"] == "application/pdf"
        assert file.content.startswith(b"%PDF-")
    foreign = taken_to(State.INVOICED).documents.get()
    assert client.get(f"{shopper.page}documents/{foreign.number}/").status_code == 404


def test_nothing_about_an_order_exists_for_anybody_else(client):
    theirs = Shopper(client, is_member=True)
    taken_to(State.INVOICED, theirs.order)
    theirs.do("proofs", files=[picture()])
    client.force_login(make_member("mallory"))
    document, proof = theirs.order.documents.get(), theirs.order.proofs.get()
    for path in ("", f"documents/{document.number}/", f"proofs/{proof.key}/", "cancel/", "received/", "received/1/"):
        assert client.get(theirs.page + path).status_code == 404
    before = theirs.order.events.count()
    for action in ("cancel", "proofs", "received", "received/1", "missing", "message", "again"):
        assert client.post(f"{theirs.page}{action}/", {"text": "x", "answer": "cancel"}).status_code == 404
        assert client.post(f"/en/account/guest-order/x/{action}/").status_code == 404
    assert theirs.order.events.count() == before


@pytest.mark.parametrize(
    ("is_member", "answer", "state", "told"),
    [
        (True, "drop", State.PENDING, "We leave the missing pieces out"),
        (False, "wait", State.PENDING, "You chose to wait until they are back."),
        (True, "cancel", State.CANCELLED, "The order is cancelled."),
    ],
)
def test_the_question_about_missing_goods_stands_on_top_until_it_is_answered(client, is_member, answer, state, told):
    shopper = Shopper(client, is_member)
    line = add_line(shopper.order)
    stock_check.report_missing(shopper.order, {line: 1}, None)
    text = shopper.text()
    assert "Some goods are missing. Please choose" in text
    assert "1 × Kabel" in text
    assert "Please choose one of the three answers." in shopper.do("missing", answer="perhaps")

    text = shopper.do("missing", answer=answer)
    assert told in text
    assert shopper.order.status == state
    assert "Some goods are missing. Please choose" not in text


def test_parcels_are_received_one_by_one_or_all_at_once(guest):
    order, line = guest.order, guest.order.lines.get()
    taken_to(State.PROCESSING, order)
    first, second = (shipping.ship(order, {line: 1}, courier="JNE", tracking_number=number) for number in ("A1", "B2"))
    assert "I have received all parcels" in guest.text()
    guest.do(f"received/{second.pk}")
    assert (guest.order.status, line.shipped.filter(shipment__received_at=None).get().shipment) == ("shipped", first)
    assert "I have received it" in guest.text()
    guest.do("received")
    assert guest.order.status == State.DELIVERED
    assert "No parcel of this order is on its way." in guest.do("received")


def test_a_refund_is_shown_with_the_link_to_name_the_account(guest):
    line = add_line(guest.order)
    taken_to(State.PAID, guest.order)
    missing.report_missing_after_payment(guest.order, {line: 1}, None)
    text = guest.text()
    assert "Rp100.000" in text
    assert "Please tell us the bank account that your money shall go to." in text
    assert "1 piece was missing; its price is refunded." in text
    refund = Refund.objects.get()
    assert f"/en/account/refund/{sign(Purpose.REFUND, str(refund.key)).split(':')[0]}" in text


def test_a_message_stands_in_the_timeline_and_an_empty_one_is_refused(shopper):
    assert "Write your message." in shopper.do("message", text="  ")
    text = shopper.do("message", text="Boleh dikirim sore?\nTerima kasih.")
    assert "Boleh dikirim sore?<br>Terima kasih." in text
    event = shopper.order.events.get(kind="message")
    assert (event.role, event.actor, event.is_public) == ("shopper", shopper.order.user, True)


def test_what_customer_service_wrote_can_be_answered_at_once(guest):
    closed, opened = '<details class="cancel">', '<details class="cancel" open>'
    assert opened not in guest.text()
    write_to_shopper(guest.order, "Boleh biru?", make_member("ani"))
    text = guest.text()
    assert "Message from Customer Service" in text
    assert opened in text
    assert closed in guest.do("message", text="Boleh.")
    assert opened not in guest.text()


def test_messages_are_limited_per_hour_and_what_was_typed_stays(guest):
    for number in range(10):
        guest.client.post(f"{guest.page}message/", {"text": f"Halo {number}"})
    text = guest.do("message", text="Halo sekali lagi")
    assert "Too many attempts." in text
    assert "Halo sekali lagi</textarea>" in text
    assert guest.order.events.filter(kind="message").count() == 10


def test_buy_again_puts_what_is_left_into_the_basket_and_names_the_rest(shopper):
    add_line(shopper.order)
    product = shopper.order.lines.first().product
    product.stockrecords.update(num_in_stock=3, num_allocated=2)
    text = shopper.do("again")
    assert "Kabel cannot be bought now." in text
    assert f"Of {product.get_title()} only 1 of 2 can be bought now." in text
    basket = get_model("basket", "Basket").objects.filter(status="Open").latest("pk")
    assert [(line.product, line.quantity) for line in basket.lines.all()] == [(product, 1)]
    assert f"Put into your basket: 1 × {product.get_title()}." in text

    product.stockrecords.update(num_in_stock=2)
    assert "Put into your basket" not in shopper.do("again")


def test_buy_again_says_how_many_pieces_stood_in_the_basket_already(guest):
    line = guest.order.lines.get()
    line.product.stockrecords.update(num_in_stock=9, num_allocated=2)
    title = line.title
    assert f"Put into your basket: 2 × {title}." in guest.do("again")
    assert f"Put into your basket: 2 × {title} (2 already there, now 4)." in guest.do("again")


@pytest.mark.parametrize("state", [State.INVOICED, State.DELIVERED])
def test_the_page_asks_the_same_queries_whatever_the_order_holds(guest, state):
    counts = []
    for more in (0, 4):
        order = placed()
        for number in range(more):
            add_line(order)
            lifecycle.note(order, "message", "shopper", why=str(number))
        taken_to(State.INVOICED, order)
        for number in range(1 + more):
            guest.client.post(
                f"/en/account/guest-order/{sign(Purpose.ORDER, order.number)}/proofs/",
                {"files": [picture(color=(number, 0, 0))]},
            )
        if state == State.DELIVERED:
            taken_to(State.PROCESSING, order)
            for line in order.lines.all():
                shipping.ship(order, {line: 1})
            if rest := shipping.still_to_send(order):
                shipping.ship(order, rest)
            shipping.receive(order, "shopper")
        page = f"/en/account/guest-order/{sign(Purpose.ORDER, order.number)}/"
        guest.client.get(page)  # reads the menus, which are kept
        with CaptureQueriesContext(connection) as queries:
            guest.client.get(page)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_the_list_names_what_waits_for_the_shopper_and_shows_open_orders_alone(client):
    member = Shopper(client, is_member=True)
    over = placed()
    Order.objects.filter(pk=over.pk).update(user=member.order.user, status=State.COMPLETED)
    stock_check.report_missing(member.order, {member.order.lines.get(): 1}, None)
    everything = client.get("/en/account/orders/").content.decode()
    assert over.number in everything
    assert "Some goods are missing. Please choose" in everything
    opened = client.get("/en/account/orders/?show=open").content.decode()
    assert member.order.number in opened
    assert over.number not in opened


@pytest.mark.parametrize(("language", "words"), [("id", "tentang pesanan"), ("en", "about order")])
def test_whatsapp_is_opened_with_the_number_of_the_order(client, language, words):
    order = placed()
    with translation.override(language):
        text = client.get(order_address(order).replace("http://testserver", "")).content.decode()
    (typed,) = re.findall(r'href="https://wa\.me/\d+\?text=([^"]+)"', text.split("<footer")[0])
    assert f"{words} {order.number}" in unquote(typed)


def test_an_order_that_is_paid_in_part_asks_for_the_rest_and_does_not_say_that_it_ends(client):
    order = taken_to(State.INVOICED)
    address = order_address(order).replace("http://testserver", "")
    assert "Setelah itu pesanan berakhir dengan sendirinya." in client.get(address).content.decode()
    pay(order, 100_000)
    text = client.get(address).content.decode()
    assert "Sebagian pembayaran Anda sudah kami terima. Mohon lunasi sisanya sampai" in text
    assert "berakhir dengan sendirinya" not in text
