"""When a translation is out of date, who hears of it, and how it becomes right again."""

import json

import pytest
from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from wagtail_localize.models import StringTranslation, Translation

from helpcenter.models import HelpEntryPage, TranslationState
from helpcenter.report import Status, difference, rows
from helpcenter.translations import say_still_right
from tests.helpcenter.conftest import text

pytestmark = pytest.mark.django_db


def publish(page, *paragraphs, is_minor=False):
    """Publish another Indonesian text for `page`, its first block keeping its identifier."""
    block = text(*paragraphs) | {"id": page.body[0].id}
    page.body, page.minor_edit = json.dumps([block]), is_minor
    page.save_revision().publish()
    page.refresh_from_db()


def state_of(page, english):
    return TranslationState.objects.get(page=english(page).pk)


def test_a_loaded_translation_is_fresh(help_center, english):
    assert not state_of(help_center.password, english).is_stale
    assert rows() == []


def test_another_indonesian_text_makes_the_english_stale(help_center, english):
    publish(help_center.password, "Buka halaman profil.")
    assert state_of(help_center.password, english).is_stale
    (row,) = rows()
    assert (row.status, row.source.pk, row.translated.pk) == (
        Status.STALE,
        help_center.password.pk,
        english(help_center.password).pk,
    )
    (change,) = row.changes
    assert change.html == "Buka halaman <del>akun.</del><ins>profil.</ins>"


def test_readers_of_a_stale_page_see_a_notice_and_no_indonesian(client, help_center, english):
    publish(help_center.password, "Buka halaman profil.")
    for page in (help_center.index, help_center.password):
        html = client.get(english(page).url).content.decode()
        assert "The Indonesian text was changed on" in html
        assert "Open the account page." in html
        assert "profil" not in html
    assert "The Indonesian text" not in client.get(english(help_center.register).url).content.decode()


def test_publishing_the_same_text_again_leaves_the_translation_fresh(help_center, english):
    publish(help_center.password, "Buka halaman akun.")
    assert not state_of(help_center.password, english).is_stale


def test_a_minor_edit_leaves_the_translation_fresh_and_keeps_its_strings(help_center, english):
    publish(help_center.password, "Bukalah halaman akun.", is_minor=True)
    assert not state_of(help_center.password, english).is_stale
    translated = StringTranslation.objects.get(translation_of__data="Bukalah halaman akun.")
    assert translated.data == "Open the account page."


def test_a_minor_edit_does_not_hide_an_earlier_change(help_center, english):
    publish(help_center.password, "Buka halaman profil.")
    publish(help_center.password, "Bukalah halaman profil.", is_minor=True)
    assert state_of(help_center.password, english).is_stale


def test_a_version_for_later_makes_nothing_stale_before_its_time(help_center, english):
    help_center.password.go_live_at = timezone.now() + timezone.timedelta(days=1)
    publish(help_center.password, "Buka halaman profil.")
    assert not state_of(help_center.password, english).is_stale


def test_translating_the_change_makes_it_fresh(cms, help_center, english, django_capture_on_commit_callbacks):
    publish(help_center.password, "Buka halaman profil.")
    edit_url = reverse("wagtailadmin_pages:edit", args=[english(help_center.password).pk])
    cms.post(edit_url, {"action": "publish"})
    assert state_of(help_center.password, english).is_stale  # its change is not translated: refused
    suggested = StringTranslation.objects.filter(translation_of__data="Buka halaman profil.")
    suggested.update(data="Open the profile page.", has_error=False, field_error="")
    with django_capture_on_commit_callbacks(execute=True):
        cms.post(edit_url, {"action": "publish"})
    assert not state_of(help_center.password, english).is_stale
    assert "Open the profile page." in str(english(help_center.password).body.raw_data[0])


def test_saying_that_it_is_still_right_makes_it_fresh_and_carries_the_strings_over(cms, help_center, english):
    publish(help_center.password, "Buka halaman profil.")
    page = english(help_center.password)
    response = cms.post(reverse("help_still_right", args=[page.pk]), follow=True)
    assert response.status_code == 200
    assert not state_of(help_center.password, english).is_stale
    assert StringTranslation.objects.get(translation_of__data="Buka halaman profil.").data == "Open the account page."


def test_only_those_who_may_publish_can_say_so(client, help_center, english, django_user_model):
    publish(help_center.password, "Buka halaman profil.")
    client.force_login(django_user_model.objects.create_user(username="x", email="x@example.com", password="secret-99"))
    client.post(reverse("help_still_right", args=[english(help_center.password).pk]))
    assert state_of(help_center.password, english).is_stale


def test_what_was_added_cannot_be_called_still_right(cms, help_center, english):
    publish(help_center.password, "Satu kalimat lagi.", "Buka halaman akun.")
    page = english(help_center.password)
    address = reverse("help_still_right", args=[page.pk])
    assert address not in cms.get(reverse("help_translations")).content.decode()
    html = cms.post(address, follow=True).content.decode()
    assert "belum memuat teks baru yang harus diterjemahkan: Jawaban, blok 1 (Teks): “Satu kalimat lagi.”." in html
    assert state_of(help_center.password, english).is_stale


def test_the_report_lists_what_is_not_translated_and_what_waits(cms, help_center, english):
    page = HelpEntryPage(title="Baru?", slug="baru", body=json.dumps([text("Isi.")]))
    help_center.account.add_child(instance=page)
    page.save_revision().publish()
    assert [(row.status, row.source.pk) for row in rows()] == [(Status.MISSING, page.pk)]
    locale = english(help_center.account).locale
    cms.post(reverse("wagtail_localize:submit_page_translation", args=[page.pk]), {"locales": [locale.pk]})
    assert [(row.status, row.source.pk) for row in rows()] == [(Status.DRAFT, page.pk)]
    html = cms.get(reverse("help_translations")).content.decode()
    assert "Baru?" in html
    assert reverse("wagtailadmin_pages:edit", args=[english(page).pk]) in html


def test_the_difference_is_escaped():
    assert difference("a <b>", "a <i>") == "a <del>&lt;b&gt;</del><ins>&lt;i&gt;</ins>"


def test_the_report_makes_a_fixed_number_of_queries_for_fresh_pages(
    help_center, add_entry, django_assert_max_num_queries
):
    rows()
    for number in range(5):
        words = {
            (None, f"Baru {number}"): f"New {number}",
            (None, f"baru-{number}"): f"new-{number}",
            (None, "Isi."): "Body.",
        }
        add_entry(help_center.account, f"Baru {number}", text("Isi."), slug=f"baru-{number}", words=words)
    with django_assert_max_num_queries(6):
        assert rows() == []


def test_a_translated_title_proposes_an_address(help_center, english):
    title = StringTranslation.objects.get(data="How to register?")
    slug = StringTranslation.objects.filter(
        context__object_id=help_center.register.translation_key, context__path="slug"
    )
    slug.delete()
    title.data = "Become a member"
    title.save()
    assert slug.get().data == "become-a-member"


def test_going_back_to_the_translated_text_makes_the_translation_right_again(help_center, english):
    publish(help_center.password, "Buka halaman profil.")
    publish(help_center.password, "Buka halaman akun.")
    assert not state_of(help_center.password, english).is_stale
    assert rows() == []


def test_a_loaded_page_can_go_back_to_its_first_version(cms, help_center):
    first = help_center.password.latest_revision_id
    publish(help_center.password, "Buka halaman profil.")
    history = cms.get(reverse("wagtailadmin_pages:history", args=[help_center.password.pk])).content.decode()
    assert reverse("wagtailadmin_pages:revisions_revert", args=[help_center.password.pk, first]) in history


@pytest.mark.parametrize("action", ["unpublish", "delete"])
def test_the_english_page_goes_with_the_indonesian_one_and_the_form_says_so(cms, help_center, english, action):
    translated = english(help_center.password)
    address = reverse(f"wagtailadmin_pages:{action}", args=[help_center.password.pk])
    assert cms.get(address).context["translation_count"] == 1
    assert cms.post(address).status_code == 302
    assert cms.get(translated.url).status_code == 404
    gone = not type(translated).objects.filter(pk=translated.pk).exists()
    assert gone == (action == "delete")


@pytest.mark.parametrize("action", ["unpublish", "delete"])
def test_several_pages_at_once_take_their_translations_along(cms, help_center, english, action):
    addresses = [english(page).url for page in (help_center.password, help_center.window)]
    pages = f"id={help_center.password.pk}&id={help_center.window.pk}"
    cms.post(f"{reverse('wagtail_bulk_action', args=['wagtailcore', 'page', action])}?{pages}")
    assert [cms.get(address).status_code for address in addresses] == [404, 404]


def test_unpublishing_the_english_page_leaves_the_indonesian_one(help_center, english):
    english(help_center.password).unpublish()
    help_center.password.refresh_from_db()
    assert help_center.password.live


def test_a_translation_without_its_indonesian_page_is_reported(help_center, english):
    HelpEntryPage.objects.filter(pk=help_center.password.pk).update(live=False)
    (row,) = rows()
    assert (row.status, row.translated.pk) == (Status.ALONE, english(help_center.password).pk)


def test_the_old_english_waits_to_be_corrected_and_is_not_published_as_it_is(cms, help_center, english):
    translated = english(help_center.password)
    publish(help_center.password, "Buka halaman profil.")
    (old,) = StringTranslation.objects.filter(translation_of__data="Buka halaman profil.")
    assert (old.data, old.has_error) == ("Open the account page.", True)
    editor = reverse("wagtailadmin_pages:edit", args=[translated.pk])
    assert "Perbaiki terjemahan ini" in cms.get(editor).content.decode()
    cms.post(editor, {"action": "publish"})
    assert state_of(help_center.password, english).is_stale
    say_still_right(translated)
    old.refresh_from_db()
    assert (old.data, old.has_error) == ("Open the account page.", False)


def test_the_sign_in_of_the_cms_says_what_may_be_typed(client, db):
    assert "Nama pengguna atau email" in client.get(reverse("wagtailadmin_login")).content.decode()


def write(translation, source, english):
    """As the translation editor saves one string."""
    segment = translation.source.stringsegment_set.get(string__data=source)
    StringTranslation.objects.update_or_create(
        translation_of=segment.string,
        context=segment.context,
        locale=translation.target_locale,
        defaults={"data": english, "has_error": False, "field_error": ""},
    )


@pytest.mark.parametrize("nothing", ["  ", "&nbsp;"])
def test_a_translation_of_spaces_is_not_published(cms, help_center, english, nothing):
    page = english(help_center.password)
    translation = Translation.objects.get(source__object_id=page.translation_key)
    places = {"Lupa password?": "Judul", "Buka halaman akun.": "Jawaban, blok 1 (Teks)"}
    for source in places:
        write(translation, source, nothing)
    editor = reverse("wagtailadmin_pages:edit", args=[page.pk])
    html = cms.post(editor, {"action": "publish"}, follow=True).content.decode()
    for source, place in places.items():
        assert f"{place}: Ini belum diterjemahkan: “{source}”" in html
        string = StringTranslation.objects.get(translation_of__data=source, context__object_id=page.translation_key)
        assert (string.has_error, string.field_error) == (True, f"Ini belum diterjemahkan: “{source}”")
    assert english(help_center.password).title == "Forgot the password?"


@pytest.mark.parametrize("where", ["wagtail_localize:preview_translation", "wagtailadmin_pages:view_draft"])
def test_preview_and_draft_of_a_translation_show_what_was_just_written(cms, help_center, english, where):
    publish(help_center.password, "Buka halaman profil.")
    page = english(help_center.password)
    translation = Translation.objects.get(source__object_id=page.translation_key)
    write(translation, "Buka halaman profil.", "Open the page of your profile.")
    number = page.pk if where.startswith("wagtailadmin") else translation.pk
    preview = cms.get(reverse(where, args=[number]), follow=True).content.decode()
    assert "Open the page of your profile." in preview
    assert '<html lang="en"' in preview
    assert "Buka halaman" not in preview
    assert "Open the account page." in cms.get(page.url).content.decode()


def test_the_draft_of_a_page_that_is_no_translation_is_its_latest_version(cms, help_center):
    help_center.password.body = json.dumps([text("Buka halaman profil.")])
    help_center.password.save_revision()
    draft = cms.get(reverse("wagtailadmin_pages:view_draft", args=[help_center.password.pk])).content.decode()
    assert "Buka halaman profil." in draft


@pytest.mark.parametrize("person", ["nobody", "shopper"])
def test_a_draft_is_for_those_who_may_edit_the_page(client, help_center, english, django_user_model, person):
    publish(help_center.password, "Buka halaman profil.")
    if person == "shopper":
        client.force_login(django_user_model.objects.create_user("x", "x@example.com", "secret-99"))
    for page in (help_center.password, english(help_center.password)):
        response = client.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk]))
        assert (response.status_code, "/cms/login/" in response["Location"]) == (302, True)


PO = """msgid ""
msgstr ""
"X-WagtailLocalize-TranslationID: {}\\n"

msgctxt "title"
msgid "Lupa password?"
msgstr {}
"""


def test_what_is_no_po_file_of_this_shop_leads_back_to_the_translation_editor(cms, help_center, english):
    page = english(help_center.password)
    translation = Translation.objects.get(source__object_id=page.translation_key)
    upload = reverse("wagtail_localize:upload_pofile", args=[translation.pk])
    editor = reverse("wagtailadmin_pages:edit", args=[page.pk])
    contents = ["", "a picture", 'msgid "x"\nmsgstr "y"\n', PO.format("1", '"x"\nnonsense')]
    for content in contents:
        response = cms.post(upload, {"file": SimpleUploadedFile("x.po", content.encode())})
        told = [str(message) for message in get_messages(response.wsgi_request)]
        assert (response["Location"], told[-1:]) == (editor, ["Unggah berkas PO yang benar."]), content
    assert cms.post(upload)["Location"] == editor
    assert cms.get(editor).content.decode().count("Unggah berkas PO yang benar.") == len(contents) + 1


def test_a_po_file_is_taken_in(cms, help_center, english):
    translation = Translation.objects.get(source__object_id=help_center.password.translation_key)
    file = SimpleUploadedFile("x.po", PO.format(translation.uuid, '"Lost it?"').encode())
    cms.post(reverse("wagtail_localize:upload_pofile", args=[translation.pk]), {"file": file})
    assert StringTranslation.objects.get(translation_of__data="Lupa password?").data == "Lost it?"


@pytest.mark.parametrize(("slug", "told"), [
    ("how-to-register", "Alamat: “how-to-register” sudah menjadi alamat “How to register?”. Pilih yang lain."),
    ("Lost it?", "Alamat: Hanya huruf kecil a–z, angka, - dan _. Tulis: lost-it"),
])  # fmt: skip
def test_an_address_that_is_taken_or_unfit_is_refused(cms, help_center, english, slug, told):
    page = english(help_center.password)
    write(Translation.objects.get(source__object_id=page.translation_key), "lupa-password", slug)
    editor = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert told in cms.post(editor, {"action": "publish"}, follow=True).content.decode()
    assert english(help_center.password).slug == "forgot-the-password"
