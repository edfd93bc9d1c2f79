"""Rejection reasons and canned replies: loaded once in both languages, kept by editors in the CMS."""

import pytest
from bs4 import BeautifulSoup
from django.core.management import call_command
from django.urls import reverse
from django.utils.translation import override
from wagtail.users.models import UserProfile

from config.demo import load_accounts
from shop.claims.models import CannedReply, Claim, RejectionReason

pytestmark = pytest.mark.django_db

MODELS = (RejectionReason, CannedReply)


@pytest.fixture
def wordings(db):
    call_command("setup_claims")


def address(model, view, *args):
    return reverse(f"wagtailsnippets_claims_{model._meta.model_name}:{view}", args=args)


def fields(**changed):
    wording = {
        "title_id": "Salah alamat",
        "title_en": "Wrong address",
        "text_id": "Halo {name}",
        "text_en": "Dear {name}",
    }
    return wording | {"position": "1", "is_active": "on"} | changed


def test_five_of_each_are_loaded_in_both_languages(wordings):
    for model in MODELS:
        assert [wording.position for wording in model.objects.all()] == [1, 2, 3, 4, 5]
        for wording in model.objects.all():
            assert wording.title_id != wording.title_en
            assert wording.text_id != wording.text_en
            assert not any(letter.isdigit() for letter in wording.text_id + wording.text_en)


def test_a_reply_speaks_the_language_of_the_claim(wordings):
    reply = CannedReply.objects.first()
    claim = Claim(name="Siti", number="CL-1", language="en")
    assert reply.text_for(claim).startswith("Dear Siti,\n\nthank you for claim CL-1.")
    claim.language = "id"
    assert reply.text_for(claim).startswith("Halo Siti,\n\nterima kasih atas klaim CL-1.")


def test_loading_again_changes_nothing_that_an_editor_did(wordings):
    RejectionReason.objects.first().delete()
    CannedReply.objects.update(text_id="Lain")
    call_command("setup_claims")
    assert RejectionReason.objects.count() == 4
    assert set(CannedReply.objects.values_list("text_id", flat=True)) == {"Lain"}


def test_setting_up_a_shop_loads_them(set_up_shop):
    assert [model.objects.count() for model in MODELS] == [5, 5]


@pytest.mark.parametrize("model", MODELS)
def test_an_editor_lists_adds_changes_and_removes_them(cms, wordings, model):
    assert cms.get(address(model, "list")).status_code == 200
    assert cms.post(address(model, "add"), fields()).status_code == 302
    added = model.objects.get(title_en="Wrong address")
    assert cms.post(address(model, "edit", added.pk), fields(title_en="Another address")).status_code == 302
    added.refresh_from_db()
    assert added.title_en == "Another address"
    assert cms.post(address(model, "delete", added.pk)).status_code == 302
    assert not model.objects.filter(pk=added.pk).exists()


def test_the_menu_of_the_cms_has_an_entry_for_them(cms):
    with override("en"):
        html = cms.get("/cms/").content.decode()
    assert address(RejectionReason, "list") in html
    assert address(CannedReply, "list") in html


def test_a_placeholder_that_nobody_fills_in_is_refused(cms):
    texts = {"text_id": "Klaim {nomor}", "text_en": "Claim {nomor}"}
    errors = cms.post(address(CannedReply, "add"), fields(**texts)).context["form"].errors
    assert {field for field, told in errors.items() if "{nomor}" in told[0]} == set(texts)
    assert not CannedReply.objects.exists()


def test_every_placeholder_that_nobody_fills_in_is_named(cms):
    response = cms.post(address(CannedReply, "add"), fields(text_id="{nomor} {nama} {nomor} {name}"))
    assert response.context["form"].errors["text_id"] == [
        "“{nomor}”, “{nama}” tidak akan diisi. Yang dikenal: {name}, {number}."
    ]


def test_of_what_is_offered_each_has_a_title_of_its_own(cms):
    for kind in MODELS:
        assert cms.post(address(kind, "add"), fields()).status_code == 302
    response = cms.post(address(CannedReply, "add"), fields(title_id="Lain", title_en="wrong address"))
    assert response.context["form"].errors == {"title_en": ["Teks lain yang ditawarkan sudah memakai judul ini."]}
    reply = CannedReply.objects.get()
    assert cms.post(address(CannedReply, "edit", reply.pk), fields()).status_code == 302
    assert cms.post(address(CannedReply, "add"), fields(is_active="")).status_code == 302


@pytest.mark.parametrize("model", MODELS)
def test_staff_do_not_change_them(client, set_up_shop, model, django_user_model):
    load_accounts()
    client.force_login(django_user_model.objects.get(email="staff@example.com"))
    assert client.post(address(model, "add"), fields()).status_code == 302
    assert not model.objects.filter(title_en="Wrong address").exists()
    staff = django_user_model.objects.get(email="staff@example.com")
    assert not staff.has_perm(f"claims.change_{model._meta.model_name}")


def cells(html, title):
    """The texts of the row of the list that has `title`."""
    row = next(row for row in BeautifulSoup(html, "html.parser").select("tbody tr") if title in row.get_text())
    return [" ".join(cell.get_text(" ").split()) for cell in row.select("td")]


@pytest.mark.parametrize(("code", "words"), [("id", ["Ya", "Tidak"]), ("en", ["Yes", "No"])])
def test_the_list_shows_both_languages_and_whether_a_text_is_offered(cms, editor, code, words):
    UserProfile.objects.update_or_create(user=editor, defaults={"preferred_language": code})
    for title, is_active in (("First", "on"), ("Second", "")):
        cms.post(address(CannedReply, "add"), fields(is_active=is_active, title_en=title))
    html = cms.get(address(CannedReply, "list")).content.decode()
    for title, offered in zip(("First", "Second"), words, strict=True):
        shown = [cell for cell in cells(html, title) if cell]
        assert shown[0].startswith("Salah alamat")
        assert shown[1:] == ["Halo {name}", title, "Dear {name}", "1", offered]
    assert "True" not in BeautifulSoup(html, "html.parser").select_one("tbody").get_text()


def test_the_search_finds_words_of_either_language(cms, wordings):
    cms.post(address(RejectionReason, "add"), fields(position="9"))
    for words in ("Salah alamat", "wrong ADDRESS", "Halo", "dear {name}"):
        found = cms.get(address(RejectionReason, "list"), {"q": words}).context["object_list"]
        assert "Wrong address" in [wording.title_en for wording in found], words
    nothing = cms.get(address(RejectionReason, "list"), {"q": "tidakadakata"})
    assert list(nothing.context["object_list"]) == []


@pytest.mark.parametrize(("model", "sentence"), [
    (RejectionReason, "Petugas memulai dengan teks ini saat menolak klaim."),
    (CannedReply, "Petugas memulai dengan teks ini saat menulis kepada pelanggan tentang klaimnya."),
])  # fmt: skip
def test_the_form_says_where_the_text_is_used(cms, model, sentence):
    assert sentence in cms.get(address(model, "add")).content.decode()
