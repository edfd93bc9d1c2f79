"""Every mail about a claim, in both languages, for a guest and for a member: what it says, and where it leads."""

import itertools
import re
from textwrap import dedent
from urllib.parse import parse_qs, urlsplit

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import translation

from shop.claims import deciding, drafts, resolving, talking
from shop.claims.links import claim_path, order_of_form
from shop.claims.models import Claim
from shop.claims.submitting import submit_claim
from shop.claims.words import Reason, State, Topic, Wish
from shop.communication import outbox
from shop.communication.events import EVENTS
from shop.communication.letters import compose, render
from shop.communication.models import OutgoingMail
from shop.dashboard.communications.placeholders import own_source, placeholders
from shop.order.links import guest_order, order_address
from shop.order.progress import moment_words
from shop.policies.models import PolicyFacts
from tests.support.claims import (
    picture_bytes,
    received_order,
    sent_claim,
    sent_question,
    submission,
    upload,
    video_bytes,
)
from tests.support.life import Order
from tests.support.people import make_member

pytestmark = pytest.mark.django_db
LINK = re.compile(r'class="button" href="http://testserver([^"]+)"')
LEFT_OVER = re.compile(r"None|{{|}}|{%|%\(| \.")
CODES = [code for code in EVENTS if code.startswith("CLAIM_")]


@pytest.fixture
def agus():
    return make_member("agus")


@pytest.fixture(params=["guest", "member"])
def order(request, set_up_shop):
    order = received_order()
    if request.param == "member":
        Order.objects.filter(pk=order.pk).update(user=make_member(), guest_email="")
        order.refresh_from_db()
    return order


def claimed(order, **values):
    return sent_claim(order, **({"email": "siti@example.com"} | values))


def owed_mails():
    """Who got the mail of an order that money goes back."""
    return list(OutgoingMail.objects.filter(event_code="REFUND_DUE").values_list("recipient", flat=True))


def texts(event, claim, language, recipient="siti@example.com"):
    """The latest mail about `event`, written in `language`: subject, text and HTML."""
    mail = OutgoingMail.objects.filter(event_code=event).latest("pk")
    assert (mail.recipient, mail.language) == (recipient, "id")
    mail.language = language
    message = compose(mail)
    html = message.alternatives[0].content
    for part in (message.subject, message.body):
        assert not LEFT_OVER.search(part), (LEFT_OVER.search(part), part)
    return message.subject, message.body, html


def check(event, claim, *facts):
    """Both languages: number in the subject, `facts` in text and HTML, the last button leads to the claim."""
    claim.refresh_from_db()
    subjects = set()
    for language in ("id", "en"):
        subject, text, html = texts(event, claim, language)
        subjects.add(subject)
        assert claim.number in subject
        with translation.override(language):
            wanted = [str(fact() if callable(fact) else fact) for fact in facts]
            page = claim_path(claim)
        for fact in wanted:
            assert fact in text, (event, language, fact, text)
            assert fact in html
        led_to = LINK.findall(html)[-1]
        if claim.user_id:
            assert led_to == page
        else:
            assert led_to.startswith(page.rsplit("/", 2)[0])  # the signature has a time in it
    assert len(subjects) == 2  # translated


def test_a_claim_that_was_sent_is_repeated_with_when_the_reply_is_due(order):
    claim = claimed(order)
    check(
        "CLAIM_SUBMITTED", claim, "1 × Bor listrik", order.number, "Isinya barang lain.", lambda: Wish.REFUND.label,
        lambda: moment_words(claim.first_due_at),
    )  # fmt: skip


ASKED = [
    {"key": "parcel_condition", "label": "Bagaimana paketnya?", "value": "intact", "words": "Utuh"},
    {"key": "note", "label": "Catatan?", "value": "", "words": ""},
    {"key": "receipt", "label": "Struk", "value": "struk.pdf", "words": "struk.pdf"},
]
SENT = {
    "id": """
        Yth. Siti, terima kasih sudah menulis kepada kami. Ini yang kami terima:

        - Pesanan: {order}
        - Barang: 1 × Bor listrik
        - Alasan: Barang yang saya terima tidak sesuai pesanan
        - Yang Anda inginkan: Uang saya kembali
        - Deskripsi: Isinya <b>bor</b> lain.
        Segelnya utuh.
        - Segel tidak rusak: Ya
        - Belum dipakai: Ya
        - Bagaimana paketnya?: Utuh
        - Struk: struk.pdf
        - Foto dan berkas: foto.jpg, film.mp4
        """,
    "en": """
        Dear Siti, thank you for writing to us. This is what we have:

        - Order: {order}
        - Goods: 1 × Bor listrik
        - Reason: I received other goods than I ordered
        - What you want: My money back
        - Description: Isinya <b>bor</b> lain.
        Segelnya utuh.
        - The seal is unbroken: Yes
        - Unused: Yes
        - Bagaimana paketnya?: Utuh
        - Struk: struk.pdf
        - Photos and files: foto.jpg, film.mp4
        """,
}


def sent_with_files(order, **values):
    """A claim with two files for the photos, one for a question of the editor's own, and one that came later."""
    sent = submission(order, description="Isinya <b>bor</b> lain.\nSegelnya utuh.", answers=ASKED, **values)
    draft = drafts.keep_draft({}, "return:1", sent.key)
    drafts.add_file(draft, upload())
    drafts.add_file(draft, upload("film.mp4", video_bytes(), "video/mp4"))
    drafts.add_file(draft, upload("struk.pdf", picture_bytes(colour="#fff")), question="receipt")
    claim = submit_claim(sent)
    talking.write_to_shop(claim, "Satu lagi.", files=[upload("lagi.jpg", picture_bytes(colour="#000"))])
    return claim


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_confirmation_lists_all_that_was_sent_and_no_link_to_a_file(order, language):
    claim = sent_with_files(order, email="siti@example.com", name="Siti")
    _subject, text, html = texts("CLAIM_SUBMITTED", claim, language)
    wanted = dedent(SENT[language]).strip().format(order=order.number)
    told = text.replace("\u2068", "").replace("\u2069", "")
    assert wanted == told[told.index(wanted[:4]) : told.index("mp4") + 3]
    page = BeautifulSoup(html.replace("<br>", "\n"), "html.parser")
    assert [item.get_text() for item in page.select("ul.lines li")] == wanted.partition("\n\n- ")[2].split("\n- ")
    links = re.findall(r'href="([^"]+)"', html)
    assert not [link for link in links if "file" in link or "preview" in link or "foto" in link]
    assert "lagi.jpg" not in html


def test_an_address_that_anybody_can_type_is_not_told_what_was_answered_or_sent(order):
    claim = sent_with_files(order, email="korban@example.com", user=None)
    for language in ("id", "en"):
        for part in texts("CLAIM_SUBMITTED", claim, language, "korban@example.com"):
            assert not re.search(r"paketnya|Utuh|struk|foto\.jpg|film\.mp4|bor lain", part)
    assert "Unused: Yes" in texts("CLAIM_SUBMITTED", claim, "en", "korban@example.com")[1]


def test_an_address_that_anybody_can_type_is_mailed_nothing_that_was_typed(set_up_shop):
    claim = sent_question(name="Menang!", email="korban@example.com", description="Klik http://jahat.example/")
    told = (texts("CLAIM_SUBMITTED", claim, language, "korban@example.com") for language in ("id", "en"))
    for text in itertools.chain(*told):
        assert "Menang!" not in text
        assert "jahat" not in text
    text, html = texts("CLAIM_SUBMITTED", claim, "en", "korban@example.com")[1:]
    assert "thank you for writing to us. What you wrote is on its page." in text
    assert "This is what we have" not in text
    assert "<li>" not in html


def test_a_claim_under_another_address_than_the_orders_leads_there_to_the_claim_alone(order, agus):
    claim = sent_claim(order, email="lain@example.com", user=None)
    deciding.approve(claim, agus, "Kirimkan.")
    resolving.resolve_with_refund(claim, 1_000, agus)
    text = texts("CLAIM_RESOLVED", claim, "en", "lain@example.com")[1]
    assert "/guest-claim/" in text
    assert "/refund/" not in text
    assert owed_mails() == [order.email]  # the buyer learns it from a mail about the order


def test_a_question_is_called_a_question(set_up_shop):
    claim = sent_question(user=make_member("siti"))
    check("CLAIM_SUBMITTED", claim, "Kapan toko buka?")
    assert texts("CLAIM_SUBMITTED", claim, "en")[0] == f"We have your question {claim.number}"


def test_what_staff_write_and_ask_is_in_the_mail(order, agus):
    claim = claimed(order)
    talking.write_to_customer(claim, "Kami periksa dulu.", agus)
    check("CLAIM_MESSAGE", claim, "Kami periksa dulu.")
    assert "You can answer on the page of your claim." in texts("CLAIM_MESSAGE", claim, "en")[1]
    talking.ask_customer(claim, "Boleh kirim foto segelnya?", agus)
    check("CLAIM_MESSAGE", claim, "Boleh kirim foto segelnya?")
    assert "We go on as soon as we have your answer." in texts("CLAIM_MESSAGE", claim, "en")[1]


def test_an_approval_says_where_to_send_the_goods_and_what_follows(order, agus):
    PolicyFacts.objects.update(pickup_address="Gudang Enportu\nJl. Industri 5, Bekasi")
    claim = claimed(order)
    deciding.approve(claim, agus, "Silakan kirim dalam 7 hari.")
    check("CLAIM_APPROVED", claim, "Gudang Enportu", "Jl. Industri 5, Bekasi", "Silakan kirim dalam 7 hari.")
    deciding.mark_goods_returned(claim, agus, "Lengkap.")
    check("CLAIM_RETURNED", claim, "1 × Bor listrik", "Lengkap.")


def test_an_approval_without_a_return_asks_for_no_parcel(order, agus):
    PolicyFacts.objects.update(pickup_address="Gudang Enportu\nJl. Industri 5, Bekasi")
    claim = claimed(order)
    deciding.approve(claim, agus, "Simpan saja barangnya.", needs_goods=False)
    body = texts("CLAIM_APPROVED", claim, "en")[1]
    assert "You need not send anything back. We write to you as soon as it is settled." in body
    assert "Simpan saja barangnya." in body
    assert "Bekasi" not in body


def test_a_rejection_gives_the_reason_and_says_what_else_can_be_done(order, agus):
    claim = claimed(order)
    deciding.reject(claim, "Segel kemasan rusak.", agus)
    check("CLAIM_REJECTED", claim, "Segel kemasan rusak.", "(021) 2266-8221", "0812-9850-0929", "cs1@enlogis.com")
    assert "under warranty" in texts("CLAIM_REJECTED", claim, "en")[1]


def test_a_refund_asks_for_the_account_it_needs(order, agus):
    claim = claimed(order)
    deciding.approve(claim, agus)
    resolving.resolve_with_refund(claim, 500_000, agus, "Maaf atas kesalahan kami.")
    check("CLAIM_RESOLVED", claim, "Rp500.000", "Maaf atas kesalahan kami.")
    first_button = LINK.findall(texts("CLAIM_RESOLVED", claim, "en")[2])[0]
    assert first_button.startswith("/en/account/refund/")
    assert owed_mails() == ([] if order.email == claim.email else [order.email])  # one mail for each address


def test_a_replacement_names_its_order_and_leads_there(order, agus):
    claim = claimed(order)
    deciding.approve(claim, agus)
    replacement = resolving.resolve_with_replacement(claim, agus)
    check("CLAIM_RESOLVED", claim, replacement.number)
    with translation.override("en"):
        address = re.search(r'href="([^"]+)">See your order', texts("CLAIM_RESOLVED", claim, "en")[2])[1]
        if replacement.user_id:
            assert address == order_address(replacement)
        else:
            assert guest_order(address.rstrip("/").rsplit("/", 1)[1]) == replacement


def test_a_repair_tells_the_parcel_and_a_withdrawal_confirms(order, agus):
    claim = claimed(order, topic=Topic.WARRANTY, reason=Reason.DEFECT, wish=Wish.REPAIR)
    deciding.approve(claim, agus)
    deciding.mark_goods_returned(claim, agus)
    resolving.resolve_with_repair(claim, agus, courier="JNE", tracking_number="JX2")
    check("CLAIM_RESOLVED", claim, "JNE", "JX2")
    other = claimed(order)
    talking.withdraw(other)
    check("CLAIM_WITHDRAWN", other)


def test_an_answer_ends_a_question(set_up_shop, agus):
    claim = sent_question()
    deciding.start_review(claim, agus)
    resolving.resolve_with_answer(claim, "Senin sampai Jumat.", agus)
    check("CLAIM_RESOLVED", claim, "Senin sampai Jumat.")


def test_the_link_to_the_form_opens_the_order_without_a_sign_in(order, settings):
    settings.CLAIM_FORM_ADDRESS = "tests.support.claims.form_address"
    outbox.enqueue("CLAIM_LINK", recipient="siti@example.com", language="id", order=order.pk, topic=Topic.RETURN.value)
    for language in ("id", "en"):
        subject, _text, html = texts("CLAIM_LINK", None, language)
        assert order.number in subject
        address = urlsplit(LINK.findall(html)[0])
        assert address.path == f"/form/{language}/return/"
        assert order_of_form(parse_qs(address.query)["token"][0]) == order


def test_received_goods_lead_to_the_form(order, settings):
    settings.CLAIM_FORM_ADDRESS = "tests.support.claims.form_address"
    mail = OutgoingMail.objects.get(event_code="ORDER_DELIVERED")
    html = compose(mail).alternatives[0].content
    query = parse_qs(re.search(r'href="http://testserver/form/id/return/\?([^"]+)"', html)[1])
    if order.user_id:
        assert query == {"order": [order.number]}
    else:
        assert order_of_form(query["token"][0]) == order


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("language", ["id", "en"])
def test_staff_see_an_example_of_each_mail(set_up_shop, code, language):
    assert own_source(code)
    with translation.override(language):
        known = placeholders(code)
        subject, text, html = render(code, language, known, PolicyFacts.current())
    for part in (subject, text):
        assert not LEFT_OVER.search(part), part
    assert str(known["number"]) in subject
    assert "http://testserver/" in html


def subjects(smtp, claim):
    """Of the mails that arrived about the claim, in order."""
    mine = [message["Subject"] for message in smtp.messages if message["To"] == claim.email]
    return [subject.replace(claim.number, "…") for subject in mine if claim.number in subject]


def test_all_mails_of_a_claim_arrive_in_its_language(agus, smtp, run_tasks):
    order = received_order()
    indonesian, english = sent_claim(order), sent_claim(order, language="en", email="alex@example.com", name="Alex")
    for claim in (indonesian, english):
        talking.ask_customer(claim, "Foto?", agus)
        deciding.approve(talking.write_to_shop(claim, "Ya.").claim, agus)
        deciding.mark_goods_returned(claim, agus)
        resolving.resolve_with_refund(claim, 400_000, agus)
    assert set(Claim.objects.values_list("state", flat=True)) == {State.RESOLVED}
    run_tasks()
    assert subjects(smtp, indonesian) == [
        "Klaim … Anda sudah kami terima",
        "Pesan tentang klaim … Anda",
        "Klaim … Anda disetujui",
        "Klaim …: barang sudah tiba",
        "Klaim …: Rp400.000 dikembalikan kepada Anda",
    ]
    assert subjects(smtp, english) == [
        "We have your claim …",
        "A message about your claim …",
        "Your claim … is approved",
        "Claim …: the goods have arrived",
        "Claim …: you get Rp400.000 back",
    ]


def test_the_dashboard_lists_the_mails_of_claims(set_up_shop, client):
    client.force_login(make_member("admin", is_superuser=True, is_staff=True))
    page = client.get(reverse("dashboard:comms-list")).content.decode()
    assert all(reverse("dashboard:comms-update", args=[code]) in page for code in CODES)
