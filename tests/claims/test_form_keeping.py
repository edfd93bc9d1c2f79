"""The page of a form for claims: sessions that end, abuse, files sent ahead, help while writing, and cost."""

import json
from urllib.parse import parse_qsl, urlencode
from uuid import UUID, uuid4

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from shop.claims.form import page as form_page
from shop.claims.models import Claim, ClaimAttachment, ClaimDraft, HelpOffer
from shop.claims.words import Topic
from shop.order.lifecycle import State
from shop.order.links import Purpose, sign
from tests.support.claim_shopper import SAID, Shopper, text_of
from tests.support.claims import pdf_bytes, picture_bytes, received_order, upload
from tests.support.life import Order, add_line, taken_to
from tests.support.people import PASSWORD
from tests.support.shopping import hidden

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.urls("tests.support.claim_forms"),
    pytest.mark.usefixtures("forms"),
]

FILES, HELP = "/akun/berkas-klaim/", "/akun/bantuan-klaim/"
ADDRESS = {"id": "/formulir/return/", "en": "/en/formulir/return/"}


# --- Sessions --------------------------------------------------------------------------------------------------------


def test_a_session_that_ended_loses_nothing_of_a_guest(guest):
    page = guest.send(email="")
    guest.client.cookies.pop("sessionid")
    again = guest.send(page, photos=None)
    assert again.status_code == 302
    assert [file.name for file in Claim.objects.get().attachments.all()] == ["foto.jpg"]


def test_what_is_refused_stands_in_the_form_of_the_other_language(shopper):
    refused = shopper.send(email="")
    switch = BeautifulSoup(refused.content, "html.parser").select_one("header a[hreflang=en]")
    address, _mark, query = switch["href"].partition("?")
    assert (refused.status_code, address, dict(parse_qsl(query))["line"]) == (422, ADDRESS["en"], str(shopper.line.pk))
    text = text_of(shopper.client.get(switch["href"]))
    assert "Isinya lain.</textarea>" in text
    assert "foto.jpg" in text


def test_a_member_whose_session_ended_signs_in_and_finds_everything(member):
    page = member.send(email="")
    member.client.cookies.pop("sessionid")
    away = member.send(page, description="Ditulis sebelum masuk", photos=upload("dua.png", None))
    assert away.status_code == 302
    assert away.url.split("?")[0].endswith(("/masuk/", "/sign-in/"))
    signed_in = member.client.post(away.url, {"username": "budi", "password": PASSWORD}, follow=True)
    text = text_of(signed_in)
    assert "Ditulis sebelum masuk</textarea>" in text
    assert "foto.jpg" in text


def test_a_draft_is_not_given_to_another_session_without_the_note(guest):
    guest.send(email="", description="Rahasia")
    other = Shopper.__new__(Shopper)
    other.__dict__ |= guest.__dict__ | {"client": Client()}
    assert "Rahasia" not in text_of(other.open())


def test_an_expired_link_keeps_what_was_typed(guest):
    page = guest.open()
    with time_machine.travel("2026-12-31", tick=False):
        guest.query = {"token": sign(Purpose.CLAIM_FORM, guest.order.number)}
    with time_machine.travel("2027-02-20", tick=False):
        answer = guest.send(page, description="Terlambat")
    assert answer.status_code == 410
    assert ClaimDraft.objects.get().data["description"] == ["Terlambat"]


def test_a_form_with_an_old_token_is_offered_to_be_sent_once_more(guest):
    client = Client(enforce_csrf_checks=True)
    page = client.get(guest.form)
    values = SAID | {"draft": hidden(page, "draft"), "csrfmiddlewaretoken": "x" * 64}
    again = client.post(guest.form, values, headers={"Origin": "http://testserver"})
    assert again.status_code == 403
    assert "Isinya lain.</textarea>" in text_of(again)
    token = text_of(again).split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]
    values |= {"csrfmiddlewaretoken": token, "photos": upload()}
    assert client.post(guest.form, values, headers={"Origin": "http://testserver"}).status_code == 302
    assert Claim.objects.count() == 1


# --- Abuse -----------------------------------------------------------------------------------------------------------


def test_a_program_that_fills_in_everything_is_asked_again_and_a_person_goes_on(guest):
    page = guest.send(website="http://spam.example")
    assert page.status_code == 422
    assert not Claim.objects.exists()
    assert guest.send(page, photos=None).status_code == 302


def test_too_many_claims_are_told_and_kept(shopper, monkeypatch):
    monkeypatch.setattr(form_page.PER_PERSON, "most", 1)
    shopper.send()
    page = shopper.send(description="Lagi")
    assert page.status_code == 429
    assert "Lagi</textarea>" in text_of(page)
    assert Claim.objects.count() == 1


def test_too_many_claims_from_one_network_are_told(guest, monkeypatch):
    monkeypatch.setattr(form_page.PER_NETWORK, "most", 0)
    assert guest.send().status_code == 429


def test_hostile_answers_are_refused_and_shown_escaped(guest):
    hostile = [
        {"name": "x" * 300},
        {"name": "🙈" * 151},
        {"name": "\u202e\u202e"},
        {"description": ""},
        {"quantity": "99999999999999999999"},
        {"quantity": "-1"},
        {"reason": "<script>"},
        {"wish": "repair"},
        {"is_sealed": "no"},
        {"phone": "0" * 500},
        {"email": "a@b\r\nBcc: x@y.z"},
    ]
    page = guest.send(description="<script>alert(1)</script>", name="")
    for answers in hostile:
        page = guest.send(page, **({"description": "<script>alert(1)</script>"} | answers))
        assert page.status_code == 422, answers
        assert list(page.context["form"].errors) == list(answers), answers
        assert "<script>alert" not in text_of(page), answers
    assert not Claim.objects.exists()


@pytest.mark.parametrize("draft", ["", "bogus", "x:y:z"])
def test_a_note_that_is_not_ours_starts_a_draft_of_its_own(guest, draft):
    assert guest.send(draft=draft).status_code == 302
    assert Claim.objects.count() == 1


def test_a_note_of_another_form_is_not_used(guest):
    note = form_page.typed.Note("other:1", uuid4(), ("photos",))
    guest.send(draft=note.sign())
    assert Claim.objects.get().key != note.key


def test_a_post_of_five_megabytes_is_refused_in_words(guest):
    page = guest.open()
    values = SAID | {"draft": hidden(page, "draft"), "description": "x" * 5_000_000}
    answer = guest.client.post(guest.form, urlencode(values), content_type="application/x-www-form-urlencoded")
    assert answer.status_code == 400
    assert not Claim.objects.exists()


def test_a_post_without_a_line_leads_back_to_choosing(shopper):
    assert shopper.client.post(shopper.address(), SAID).status_code == 302
    assert not ClaimDraft.objects.exists()


# --- Files sent ahead ------------------------------------------------------------------------------------------------


def send_file(shopper, page, file, question="photos"):
    return shopper.client.post(FILES, {"draft": hidden(page, "draft"), "question": question, "file": file})


def test_a_file_sent_ahead_is_described_shown_and_claimed(member):
    page = member.open()
    answer = send_file(member, page, upload())
    assert answer.status_code == 201
    told = json.loads(answer.content)
    assert (told["name"], told["errors"]) == ("foto.jpg", [])
    preview = member.client.get(told["preview"])
    assert preview.headers["Content-Type"] == "image/jpeg"
    assert preview.headers["X-Content-Type-Options"] == "nosniff"
    whole = member.client.get(told["address"])
    assert whole.headers["Content-Disposition"] == 'attachment; filename="foto.jpg"'
    b"".join(preview.streaming_content), b"".join(whole.streaming_content)
    assert member.send(page, photos=None).status_code == 302
    assert Claim.objects.get().attachments.get().key == UUID(told["key"])


def test_a_stranger_sees_no_file_and_removes_none(guest):
    told = json.loads(send_file(guest, guest.open(), upload()).content)
    stranger = Client()
    assert stranger.get(told["address"]).status_code == 404
    assert stranger.get(told["preview"]).status_code == 404
    stranger.post(told["remove"])
    assert ClaimAttachment.objects.count() == 1
    guest.client.post(told["remove"])
    assert ClaimAttachment.objects.count() == 0
    assert guest.client.post(told["remove"]).status_code == 200


def test_a_file_that_is_refused_is_told_in_a_sentence(guest):
    page = guest.open()
    answer = send_file(guest, page, upload("x.jpg", b"MZ" + bytes(500)))
    assert answer.status_code == 422
    assert json.loads(answer.content)["errors"][0].endswith(".")
    assert send_file(guest, page, upload(), question="bogus").status_code == 400
    assert guest.client.post(FILES, {"draft": "bogus", "file": upload()}).status_code == 400


def test_files_of_one_network_are_limited(guest, monkeypatch):
    from shop.claims.form.uploads import UPLOADS

    monkeypatch.setattr(UPLOADS, "most", 0)
    assert send_file(guest, guest.open(), upload()).status_code == 429


def test_a_pdf_has_no_preview(member):
    told = json.loads(send_file(member, member.open(), upload("nota.pdf", pdf_bytes())).content)
    assert told["preview"] == ""
    assert member.client.get(told["address"] + "?preview=1").status_code == 404


# --- Help while writing ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "q"),
    [
        (HELP, "garansinya sampai kapan, mesin rusak"),
        ("/en/account/claim-help/", "is the warranty over, the machine broke"),
    ],
)
def test_entries_that_fit_the_words_are_offered(client, set_up_shop, path, q):
    text = text_of(client.get(path, {"topic": "return", "q": q}))
    assert "arans" in text or "arranty" in text
    assert 'name="offer"' in text


def test_the_form_offers_entries_without_a_script(guest):
    assert 'name="offer" value="' in text_of(guest.open())


def test_an_answered_question_is_recorded_with_its_entry(guest):
    note = hidden(guest.open(), "offer")
    answer = guest.client.post(f"{HELP}terjawab/", {"offer": note})
    offer = HelpOffer.objects.get()
    assert (answer.status_code, offer.topic, offer.language) == (302, Topic.RETURN, "id")
    assert offer.entry_title
    assert guest.client.post(f"{HELP}terjawab/", {"offer": "bogus"}).status_code == 400
    told = guest.client.post(f"{HELP}terjawab/", {"offer": note}, headers={"Accept": "application/json"})
    assert told.status_code == 204


def test_any_words_may_be_asked(client, set_up_shop):
    for q in ("", "a", "🙈", "x" * 5000, "' OR 1=1", "\0abcd"):
        assert client.get(HELP, {"q": q, "topic": "bogus"}).status_code == 200, q


# --- Cost ------------------------------------------------------------------------------------------------------------


def queries(client, address):
    client.get(address)  # what is kept for everybody is kept now
    with CaptureQueriesContext(
        connection,
    ) as counted:
        assert client.get(address).status_code == 200
    return len(counted)


def test_many_orders_and_lines_cost_as_much_as_one(member):
    addresses = [ADDRESS["id"], member.address(), member.form]
    one = [queries(member.client, address) for address in addresses]
    for _line in range(3):
        add_line(member.order)
    for _order in range(3):
        order = received_order()
        Order.objects.filter(pk=order.pk).update(user=member.member, guest_email="")
        add_line(order)
    assert [queries(member.client, address) for address in addresses] == one
    assert max(one) < 25


def test_an_order_on_its_way_says_that_it_must_arrive_first(member):
    order = taken_to(State.SHIPPED)
    Order.objects.filter(pk=order.pk).update(user=member.member, guest_email="")
    text = text_of(member.client.get(f"{ADDRESS['id']}?order={order.number}"))
    assert "belum Anda terima" in text


# --- Sent meanwhile --------------------------------------------------------------------------------------------------


def test_a_draft_that_was_sent_while_another_request_wrote_into_it_is_not_revived(guest, monkeypatch):
    page = guest.send(email="")

    def late(**values):
        """Between reading the draft and writing into it, the other request sends it."""
        monkeypatch.undo()
        guest.send(page, photos=None)
        return draft, False

    draft = ClaimDraft.objects.get()
    monkeypatch.setattr(ClaimDraft.objects, "get_or_create", late)
    answer = guest.send(page, photos=upload("lagi.jpg", picture_bytes(colour="#123")))
    assert answer.status_code == 422
    claim, draft = Claim.objects.get(), ClaimDraft.objects.get()
    assert draft.key != claim.key
    assert [file.name for file in claim.attachments.all()] == ["foto.jpg"]
    assert [file.name for file in draft.attachments.all()] == ["foto.jpg", "lagi.jpg"]
