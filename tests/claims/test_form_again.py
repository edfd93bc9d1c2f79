"""A form that was sent already and is sent again: the same claim, or the question whether it is to be a new one."""

from urllib.parse import urlencode

import pytest
from django.test import Client

from shop.claims import talking
from shop.claims.models import Claim
from shop.order.links import Purpose, sign
from tests.support.claim_shopper import SAID, text_of
from tests.support.claims import picture_bytes, upload
from tests.support.shopping import hidden

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.urls("tests.support.claim_forms"),
    pytest.mark.usefixtures("forms"),
]

QUESTION = {"id": "/formulir/question/", "en": "/en/formulir/question/"}
ASKED = {"step": "write", "name": "Siti", "email": "siti@example.con", "description": "Kapan buka?"}
NOT_TAKEN = {"id": "Yang Anda ubah setelahnya tidak ikut terkirim.", "en": "What you changed afterwards was not taken"}
WITHDRAWN = {"id": "lalu ditarik kembali", "en": "and that was withdrawn"}
NEW = {"id": "sebagai pertanyaan baru", "en": "as a new question"}


def again_with(shopper, page, **answers):
    """Send the sent form of `page` again with other answers; return the page that asks."""
    again = shopper.send(page, **answers)
    assert again.status_code == 422
    return again


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_corrected_question_is_asked_about_and_sent_as_a_new_one(client, set_up_shop, language):
    address = QUESTION[language]
    said = ASKED | {"draft": hidden(client.get(address), "draft")}
    client.post(address, said | {"photos": upload()})
    first = Claim.objects.get()
    again = client.post(address, said | {"email": "siti@example.com", "photos": upload()})
    text = text_of(again)
    assert again.status_code == 422
    assert f'">{first.number}</a>' in text
    assert NOT_TAKEN[language] in text
    assert NEW[language] in text
    assert 'value="siti@example.com"' in text
    assert text.count("foto.jpg</a>") == 1
    assert Claim.objects.count() == 1
    said |= {"email": "siti@example.com", "draft": hidden(again, "draft")}
    assert [client.post(address, said).status_code for _click in range(2)] == [302, 302]
    second = Claim.objects.exclude(pk=first.pk).get()
    assert second.email == "siti@example.com"
    assert [file.name for file in second.attachments.all()] == ["foto.jpg"]
    assert second.attachments.get().file.name != first.attachments.get().file.name


def test_no_changed_answer_is_dropped(guest):
    page = guest.open()
    guest.send(page)
    number = Claim.objects.get().number
    for changed in (
        {"quantity": "2"},
        {"wish": "replacement"},
        {"reason": "defect"},
        {"name": "Sita"},
        {"email": "sita@example.com"},
        {"email": "sita@"},
        {"phone": ""},
        {"description": "Masih ada satu lagi."},
    ):
        again = again_with(guest, page, **changed)
        assert f'">{number}</a>' in text_of(again), changed
        form = again.context["form"]
        assert {name: form[name].value() for name in changed} == changed
        assert not form.errors, changed
    assert Claim.objects.get().number == number


def test_the_changed_form_is_judged_by_the_rules_when_it_is_sent_as_a_new_one(guest):
    page = guest.open()
    guest.send(page)
    again = again_with(guest, page, quantity="2")
    assert list(guest.send(again, photos=None, quantity="2").context["form"].errors) == ["quantity"]
    assert guest.send(again, photos=None, wish="replacement").status_code == 302
    assert sorted(Claim.objects.values_list("wish", flat=True)) == ["refund", "replacement"]


def test_a_form_that_became_two_claims_leads_to_the_one_that_says_the_same(member):
    page = member.open()
    member.send(page)
    member.send(again_with(member, page, wish="replacement"), photos=None, wish="replacement")
    for wish in ("refund", "replacement"):
        assert member.send(page, wish=wish).status_code == 302
    assert Claim.objects.count() == 2


def test_another_photo_is_not_dropped(guest):
    page = guest.open()
    guest.send(page)
    again_with(guest, page, photos=upload("dua.jpg", picture_bytes(colour="#123")))
    text = text_of(guest.open())
    assert "foto.jpg</a>" in text
    assert "dua.jpg</a>" in text
    assert [file.name for file in Claim.objects.get().attachments.all()] == ["foto.jpg"]


def test_a_photo_sent_ahead_behind_a_sent_form_is_not_dropped(member):
    page = member.open()
    member.send(page)
    ahead = {"draft": hidden(page, "draft"), "question": "photos", "file": upload("dua.jpg", picture_bytes((9, 9)))}
    assert member.client.post("/akun/berkas-klaim/", ahead).status_code == 201
    assert "dua.jpg</a>" in text_of(again_with(member, page, photos=None))


def test_a_photo_that_is_taken_away_without_a_script_is_not_in_the_new_form(guest):
    page = guest.open()
    guest.send(page)
    again = again_with(guest, page, photos=None, remove=str(Claim.objects.get().attachments.get().key))
    assert "foto.jpg</a>" not in text_of(again)
    assert Claim.objects.get().attachments.count() == 1


def test_a_members_claim_is_not_shown_to_whoever_else_sends_its_form(member):
    page = member.open()
    member.send(page)
    claim = Claim.objects.get()
    query = {"token": sign(Purpose.CLAIM_FORM, member.order.number), "line": member.line.pk}
    values = SAID | {"draft": hidden(page, "draft"), "wish": "replacement"}
    again = Client().post(f"/formulir/return/?{urlencode(query)}", values)
    assert again.status_code == 422
    assert NOT_TAKEN["id"] in text_of(again)
    assert claim.number not in text_of(again)
    assert "foto.jpg" not in text_of(again)


@pytest.mark.parametrize(("shopper", "language"), [("member", "en"), ("guest", "id")], indirect=["shopper"])
def test_a_form_whose_claim_was_withdrawn_says_so_and_is_sent_as_a_new_one(shopper, language):
    shopper.language = language
    page = shopper.open()
    shopper.send(page)
    first = Claim.objects.get()
    talking.withdraw(first)
    again = again_with(shopper, page)
    assert f'">{first.number}</a>' in text_of(again)
    assert WITHDRAWN[language] in text_of(again)
    assert NOT_TAKEN[language] not in text_of(again)
    assert [shopper.send(again, photos=None).status_code for _click in range(2)] == [302, 302]
    second = Claim.objects.exclude(pk=first.pk).get()
    assert [file.name for file in second.attachments.all()] == ["foto.jpg"]
    assert shopper.send(page).status_code == 302
    assert Claim.objects.count() == 2


def test_a_members_withdrawn_claim_is_not_named_to_anybody_else(member):
    page = member.open()
    member.send(page)
    claim = Claim.objects.get()
    talking.withdraw(claim)
    query = {"token": sign(Purpose.CLAIM_FORM, member.order.number), "line": member.line.pk}
    again = Client().post(f"/formulir/return/?{urlencode(query)}", SAID | {"draft": hidden(page, "draft")})
    assert again.status_code == 422
    assert "lalu ditarik kembali" in text_of(again)
    assert claim.number not in text_of(again)
