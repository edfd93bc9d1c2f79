"""The page of a claim, for a member and for a guest with the link: what it says, what is done there, whose it is."""

import datetime as dt
from urllib.parse import parse_qs, urlsplit

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation
from oscar.core.loading import get_model

from shop.claims import deciding, drafts, resolving, talking
from shop.claims.links import order_of_form
from shop.claims.submitting import submit_claim
from shop.claims.words import Kind, Reason, State, Topic, Wish
from shop.order.links import Purpose, order_path, sign
from shop.order.progress import moment_words
from shop.policies.models import PolicyFacts
from tests.support.claim_customer import Customer
from tests.support.claims import pdf_bytes, sent_question, submission, upload, video_bytes
from tests.support.life import taken_to
from tests.support.people import make_member
from web.uploads import LARGEST_BYTES

pytestmark = pytest.mark.django_db
Order = get_model("order", "Order")
NOINDEX = '<meta name="robots" content="noindex">'


@pytest.fixture(autouse=True)
def _nothing_counted():
    cache.clear()


@pytest.fixture(params=[True, False], ids=["member", "guest"])
def customer(request, client, set_up_shop):
    return Customer(client, request.param)


@pytest.fixture
def guest(client, set_up_shop):
    return Customer(client, is_member=False)


def test_the_page_says_what_was_sent_and_when_the_reply_is_due(customer):
    claim = customer.claims(
        answers=[{"key": "box", "label": "Was the box damaged?", "value": "no", "words": "Not at all"}],
        form_title="Return goods",
    )
    text = customer.text()
    for fact in (
        claim.number, "Return goods", customer.order.number, "1 × Bor listrik", "I received other goods than I ordered",
        "My money back", "Isinya barang lain.", "Was the box damaged?", "Not at all", "siti@example.com",
    ):  # fmt: skip
        assert fact in text, fact
    with translation.override("en"):
        until = moment_words(claim.reply_due_at)
    assert f"Customer Service answers at the latest on {until}." in text
    with translation.override("id"):
        assert f"paling lambat {moment_words(claim.reply_due_at)}" in customer.text("id")


def test_a_late_reply_is_admitted(guest):
    claim = guest.claims()
    with time_machine.travel(claim.reply_due_at + dt.timedelta(minutes=1), tick=False):
        assert "Our answer was due on" in guest.text()


def test_a_claim_from_sending_to_the_refund(customer):
    claim, staff = customer.claims(), customer.staff
    PolicyFacts.objects.update(pickup_address="Jl. Industri 5, Bekasi")
    deciding.approve(claim, staff, "Silakan kirim dalam 7 hari.")
    text = customer.text()
    for fact in ("Please send us the goods", "Jl. Industri 5, Bekasi", "Silakan kirim dalam 7 hari.", "I have sent"):
        assert fact in text
    text = customer.do("parcel", courier="JNE", tracking_number="JX7")
    customer.do("parcel", courier="JNE", tracking_number="JX7")  # a second click
    event = claim.events.get(kind=Kind.PARCEL)
    assert event.details == {"direction": "to_shop", "courier": "JNE", "tracking_number": "JX7"}
    assert event.actor == customer.order.user
    assert "Your parcel is on its way to us." in text
    assert "You sent us the goods: JNE JX7" in text

    deciding.mark_goods_returned(claim, staff)
    assert "We check them and prepare your refund next." in customer.text()
    refund = resolving.resolve_with_refund(claim, 500_000, staff)
    text = customer.text()
    assert "Please tell us the bank account that your money shall go to." in text
    assert "Rp500.000" in text
    assert ("/en/account/refund/" in text) == bool(customer.order.user_id)  # a guest is mailed that link
    refund.bank, refund.account_number, refund.account_holder = "BCA", "5270314159", "Siti"
    refund.save()
    assert "Your money goes to BCA ••4159 next." in customer.text()


def test_a_question_is_answered_with_words_and_files(customer):
    claim = customer.claims()
    talking.ask_customer(claim, "Boleh kirim foto segelnya?", customer.staff)
    text = customer.text()
    assert "We need something from you: please answer." in text
    assert text.index("Please answer us") < text.index("What you sent us")
    assert text.count("Boleh kirim foto segelnya?") == 2  # above the form and in the timeline
    text = customer.do("message", text="Ini fotonya.", files=[upload("segel.jpg"), upload("film.mp4", video_bytes())])
    assert claim.__class__.objects.get(pk=claim.pk).state == State.IN_REVIEW
    assert "Thank you. Customer Service reads your message and answers by email." in text
    assert "Your message" in text
    assert [file.name for file in claim.attachments.all()] == ["segel.jpg", "film.mp4"]
    for name in ("segel.jpg", "film.mp4"):
        assert name in text
    assert claim.events.get(kind=Kind.MESSAGE, role="customer").actor == customer.order.user


def test_files_that_are_refused_are_named_and_the_text_stays(guest):
    claim = guest.claims()
    answer = guest.post(
        "message",
        text="Lihat foto.",
        files=[upload("virus.jpg", b"MZ\x90\x00" * 20), upload("kosong.pdf", b""),
               upload("besar.jpg", b"\xff\xd8\xff" + bytes(LARGEST_BYTES))],
    )  # fmt: skip
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "virus.jpg: Only pictures (JPEG, PNG, WebP, HEIC), PDFs and videos (MP4) can be sent." in text
    assert "kosong.pdf: The file is empty." in text
    assert "besar.jpg: The file is larger than 10 MB." in text
    assert "Lihat foto.</textarea>" in text
    assert not claim.attachments.exists()
    assert not claim.events.filter(kind=Kind.MESSAGE).exists()


def test_one_bad_file_among_good_ones_is_named_and_the_others_are_kept(guest):
    claim = guest.claims()
    page = guest.do("message", text="Lihat foto.", files=[upload("foto.png"), upload("virus.jpg", b"MZ\x90\x00" * 20)])
    assert "virus.jpg: Only pictures (JPEG, PNG, WebP, HEIC), PDFs and videos (MP4) can be sent." in page
    event = claim.events.get(kind=Kind.MESSAGE)
    assert [file.name for file in event.attachments.all()] == ["foto.jpg"]


def test_nothing_is_no_message_and_files_alone_are_one(guest):
    claim = guest.claims()
    answer = guest.post("message", text="  ")
    assert (answer.status_code, "Write something, or choose a file." in answer.content.decode()) == (422, True)
    guest.do("message", text="", files=[upload("foto.jpg")])
    assert claim.events.get(kind=Kind.FILES).details == {"names": ["foto.jpg"]}


def test_more_files_than_a_claim_takes_are_refused_in_one_sentence(guest):
    claim = guest.claims()
    for number in range(10):
        drafts.add_file(claim, upload(content=pdf_bytes(bytes([65 + number]))))
    answer = guest.post("message", text="Satu lagi.", files=[upload("lagi.jpg")])
    assert answer.status_code == 422
    assert "At most 10 files can be sent." in answer.content.decode()
    assert "Satu lagi.</textarea>" in answer.content.decode()
    assert claim.attachments.count() == 10
    assert not claim.events.filter(kind=Kind.MESSAGE).exists()


def test_too_many_messages_are_stopped_and_the_text_stays(guest):
    guest.claims()
    for number in range(20):
        assert guest.post("message", text=f"Halo {number}").status_code == 302
    answer = guest.post("message", text="Masih di sini.")
    assert answer.status_code == 429
    assert "Masih di sini.</textarea>" in answer.content.decode()


def test_photos_have_previews_and_files_come_as_downloads(customer):
    draft = drafts.keep_draft(session := {}, "return:1", (sent := submission(customer.order)).key)
    photo = drafts.add_file(draft, upload("barang.jpg"))
    own = drafts.add_file(draft, upload("nota.pdf", pdf_bytes(), "application/pdf"), question="receipt")
    assert session
    customer.claim = submit_claim(sent)
    customer.claim.answers = [{"key": "receipt", "label": "Your receipt", "value": "", "words": ""}]
    customer.claim.save()
    text = customer.text()
    assert "Your receipt" in text
    for file in (photo, own):
        assert file.name in text
        answer = customer.client.get(f"{customer.page()}files/{file.key}/")
        assert answer["Content-Disposition"] == f'attachment; filename="{file.name}"'
        with file.file.open() as kept:
            assert answer.getvalue() == kept.read()
    preview = customer.client.get(f"{customer.page()}files/{photo.key}/preview/")
    assert (preview["Content-Type"], preview.getvalue()[:3]) == ("image/jpeg", b"\xff\xd8\xff")
    assert customer.client.get(f"{customer.page()}files/{own.key}/preview/").status_code == 404


def test_a_file_of_another_claim_is_not_handed_out(customer):
    theirs = sent_question()
    file = drafts.add_file(theirs, upload())
    customer.claims()
    for page in ("", "preview/"):
        assert customer.client.get(f"{customer.page()}files/{file.key}/{page}").status_code == 404


def test_a_claim_is_withdrawn_once_and_then_nothing_else(customer):
    claim = customer.claims()
    assert "Yes, withdraw this claim" in customer.text()
    assert "The claim is withdrawn." in customer.do("withdraw")
    assert customer.claim.state == State.WITHDRAWN
    assert "This is not possible now" in customer.do("withdraw")
    assert "Yes, withdraw this claim" not in customer.text()
    assert "The goods can be sent to us once the claim is approved." in customer.do("parcel", courier="JNE")
    assert not claim.events.filter(kind=Kind.PARCEL).exists()


def test_a_parcel_without_a_courier_is_refused_beside_its_field(guest):
    claim = guest.claims()
    deciding.approve(claim, guest.staff)
    answer = guest.post("parcel", courier="", tracking_number="JX7")
    assert answer.status_code == 422
    assert "Write the name of the courier, for example JNE." in answer.content.decode()
    assert 'value="JX7"' in answer.content.decode()


def test_a_rejection_says_why_and_what_can_still_be_done(guest):
    deciding.reject(guest.claims(), "Segel kemasan rusak.", guest.staff)
    text = guest.text()
    for fact in ("Segel kemasan rusak.", "What you can still do", "under warranty", 'href="tel:+622122668221"'):
        assert fact in text
    guest.do("message", text="Ini foto segel yang utuh.")
    assert guest.claim.events.filter(kind=Kind.MESSAGE).count() == 1


def test_the_page_leads_a_member_to_the_replacement_and_the_order_back_to_the_claim(customer):
    claim = customer.claims()
    deciding.approve(claim, customer.staff)
    order = resolving.resolve_with_replacement(claim, customer.staff)
    outcome = BeautifulSoup(customer.text(), "html.parser").select_one("section[aria-labelledby=outcome]")
    links = [link["href"] for link in outcome.select("a")]
    assert order.number in outcome.text
    assert links == ([f"/en/account/orders/{order.number}/"] if customer.order.user_id else [])  # a guest's is mailed
    with translation.override("en"):
        page = customer.client.get(order_path(order)).content.decode()
    assert f"This order replaces goods for your claim {claim.number}. It costs you nothing." in page
    assert "Rp0" in page
    if customer.order.user_id:
        cards = customer.client.get("/en/account/orders/").content.decode()
        assert order.number in cards
        assert "Rp0" in cards


def test_a_repair_tells_how_the_goods_come_back(guest):
    claim = guest.claims(topic=Topic.WARRANTY, reason=Reason.DEFECT, wish=Wish.REPAIR)
    deciding.approve(claim, guest.staff)
    deciding.mark_goods_returned(claim, guest.staff)
    resolving.resolve_with_repair(claim, guest.staff, courier="JNE", tracking_number="JX9")
    text = guest.text()
    assert "Your goods come back with" in text
    assert "We sent the goods back to you: JNE JX9" in text
    assert 'href="https://www.jne.co.id/tracking-package?awb=JX9"' in text


def test_internal_notes_are_not_shown(guest):
    talking.write_note(guest.claims(), "Pelanggan sulit.", guest.staff)
    assert "Pelanggan sulit." not in guest.text()


def test_a_stranger_finds_no_claim(client, set_up_shop):
    claim = sent_question(user=make_member("siti"))
    page = f"/en/account/claims/{claim.number}/"
    assert client.get(page)["Location"].startswith("/en/account/sign-in/")
    client.force_login(make_member("budi"))
    assert client.get(page).status_code == 404
    assert client.post(f"{page}withdraw/").status_code == 404
    assert client.get(f"/en/account/guest-claim/{sign(Purpose.CLAIM, claim.number)}/").status_code == 404


def test_search_engines_keep_nothing_of_what_a_link_opens(client, set_up_shop):
    claim = sent_question()
    assert NOINDEX in client.get(f"/akun/klaim-tamu/{sign(Purpose.CLAIM, claim.number)}/").content.decode()
    member = make_member()
    claim = sent_question(user=member)
    assert client.get(f"/akun/klaim/{claim.number}/")["Location"].startswith("/akun/masuk/")
    client.force_login(member)
    assert NOINDEX not in client.get(f"/akun/klaim/{claim.number}/").content.decode()


def test_a_link_opens_its_own_claim_only_and_an_old_one_helps(client, set_up_shop):
    claim = sent_question()
    token = sign(Purpose.CLAIM, claim.number)
    for wrong in (sign(Purpose.ORDER, claim.number), sign(Purpose.CLAIM, "CL-1"), token[:-1], claim.number):
        assert client.get(f"/akun/klaim-tamu/{wrong}/").status_code == 404
    assert client.get(f"/akun/klaim-tamu/{token}/").status_code == 200
    with time_machine.travel(dt.datetime.now(dt.UTC) + dt.timedelta(days=366)):
        response = client.get(f"/akun/klaim-tamu/{token}/")
    assert response.status_code == 410
    text = response.content.decode()
    assert "Klaim Anda tetap ada pada kami." in text
    assert f'href="{reverse("customer:find-order")}"' in text


def test_the_list_has_the_members_claims_with_what_comes_next(client, set_up_shop):
    member = make_member()
    client.force_login(member)
    text = client.get("/akun/klaim/").content.decode()
    assert "Anda belum mengajukan klaim." in text
    assert "/akun/klaim/" in client.get("/akun/").content.decode()
    claim, other = sent_question(user=member), sent_question()
    talking.ask_customer(claim, "Pesanan yang mana?", make_member("agus"))
    text = client.get("/en/account/claims/").content.decode()
    assert f'href="/en/account/claims/{claim.number}/"' in text
    assert "We need something from you: please answer." in text
    assert other.number not in text


def test_list_and_page_make_the_same_queries_for_one_row_and_for_many(client, set_up_shop):
    member = make_member()
    client.force_login(member)
    claim = sent_question(user=member)
    counts = []
    for more in (1, 8):
        for number in range(more):
            sent_question(user=member)
            talking.write_to_shop(claim, f"Halo {number}", [upload(content=pdf_bytes(bytes([65 + number])))])
        for page in ("/en/account/claims/", f"/en/account/claims/{claim.number}/"):
            client.get(page)  # reads the menus, which are kept
            with CaptureQueriesContext(connection) as queries:
                client.get(page)
            counts.append(len(queries))
    assert counts[:2] == counts[2:]
    assert max(counts) <= 20


def test_each_line_of_a_received_order_leads_to_the_form(customer, settings):
    settings.CLAIM_FORM_ADDRESS = "tests.support.claims.form_address"
    line = customer.order.lines.get()

    def led_to():
        text = customer.client.get(customer.order_page).content.decode()
        return urlsplit(text.split('href="/form/')[1].split('"')[0].replace("&amp;", "&")) if "/form/" in text else None

    address = led_to()
    query = parse_qs(address.query)
    assert (address.path, query["line"]) == ("en/return/", [str(line.pk)])
    if customer.order.user_id:
        assert query["order"] == [customer.order.number]
    else:
        assert order_of_form(query["token"][0]) == customer.order
    with time_machine.travel(customer.order.claim_deadline + dt.timedelta(days=1), tick=False):
        if customer.order.user_id:
            customer.client.force_login(customer.order.user)
        assert led_to().path == "en/warranty/"
        customer.order.lines.update(warranty_until=customer.order.delivered_at.date())
        assert led_to() is None


def test_an_order_lists_its_claims_with_their_state(customer):
    claim = customer.claims()
    text = customer.client.get(customer.order_page).content.decode()
    assert claim.number in text
    assert "Received by us" in text
    stranger = sent_question(order=customer.order, user=make_member("lain"))
    assert stranger.number not in customer.client.get(customer.order_page).content.decode()


def test_an_order_on_its_way_offers_no_claim(client, set_up_shop, settings):
    settings.CLAIM_FORM_ADDRESS = "tests.support.claims.form_address"
    order = taken_to("shipped")
    page = client.get(f"/en/account/guest-order/{sign(Purpose.ORDER, order.number)}/").content.decode()
    assert "/form/" not in page
