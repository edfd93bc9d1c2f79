"""What is refused when publishing, in every way of publishing; saving a draft always works."""

import json

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from wagtail.models import PageLogEntry, Workflow
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield
from wagtail_localize.models import StringTranslation, Translation

from helpcenter.models import HelpEntryPage
from helpcenter.publishing import NotPublishable, problems_of
from helpcenter.schedule import LOG_ACTION
from tests.helpcenter.conftest import steps, text

pytestmark = pytest.mark.django_db


def form_of(page, *blocks, **fields):
    """The editing form of an entry as the browser sends it."""
    stream = streamfield([(kind, rich_text(value)) for kind, value in blocks])
    return nested_form_data(
        {"title": page.title, "slug": page.slug, "search_description": "", "body": stream, "comments-TOTAL_FORMS": 0}
        | {"comments-INITIAL_FORMS": 0}
        | fields
    )


def edit(cms, page, *blocks, **fields):
    return cms.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), form_of(page, *blocks, **fields))


def write_draft(page, *paragraphs):
    """A draft of `page` that says something else."""
    page.body = json.dumps([text(*paragraphs) | {"id": "7f0a4a53-6a5f-4e1c-9d43-8d8d6c1f3a10"}])
    return page.save_revision(clean=False)


def test_an_unknown_token_is_refused_beside_its_block(cms, help_center):
    response = edit(
        cms, help_center.register, ("text", "<p>Ya.</p>"), ("text", "<p>{claim_windo}</p>"), **{"action-publish": "1"}
    )
    assert response.status_code == 200
    error = response.context["form"].errors.as_data()["body"][0]
    assert list(error.block_errors) == [1]
    assert "{claim_windo}" in error.block_errors[1].messages[0]
    help_center.register.refresh_from_db()
    assert "claim_windo" not in str(help_center.register.body.raw_data)


def test_a_broken_token_in_the_title_is_refused_at_the_title(cms, help_center):
    response = edit(
        cms, help_center.register, ("text", "<p>Ya.</p>"), title="Batas {claim_window", **{"action-publish": "1"}
    )
    assert "{claim_window" in response.context["form"].errors["title"][0]


def test_a_draft_with_an_unknown_token_is_saved(cms, help_center):
    response = edit(cms, help_center.register, ("text", "<p>{claim_windo}</p>"))
    assert response.status_code == 302
    help_center.register.refresh_from_db()
    draft = help_center.register.get_latest_revision_as_object()
    assert "{claim_windo}" in str(draft.body.raw_data[0])


def test_publishing_something_new_as_a_minor_edit_says_that_the_translation_lacks_it(cms, help_center):
    response = edit(
        cms, help_center.register, ("text", "<p>Satu lagi.</p>"), minor_edit="on", **{"action-publish": "1"}
    )
    html = cms.get(response["Location"]).content.decode()
    told = "“How to register?” belum memuat teks baru yang harus diterjemahkan: Jawaban, blok 1 (Teks): “Satu lagi.”."
    assert told in html


def test_blocks_of_spaces_are_refused_with_their_place(help_center):
    blocks = [text("Ya."), text("&nbsp; "), steps("Satu", " "), {"type": "notice", "value": {"text": "<p></p>"}}]
    help_center.register.body = json.dumps([block | {"id": str(n)} for n, block in enumerate(blocks)])
    assert [str(problem) for problem in problems_of(help_center.register)] == [
        "Jawaban, blok 2 (Teks): Blok ini tidak berisi teks. Isi, atau hapus.",
        "Jawaban, blok 3 (Langkah-langkah): Langkah 2 tidak berisi teks.",
        "Jawaban, blok 4 (Pemberitahuan): Blok ini tidak berisi teks. Isi, atau hapus.",
    ]


def test_known_tokens_are_published(cms, help_center):
    response = edit(cms, help_center.register, ("text", "<p>{claim_window}</p>"), **{"action-publish": "1"})
    assert response.status_code == 302
    help_center.register.refresh_from_db()
    assert "{claim_window}" in str(help_center.register.body.raw_data[0])


def test_scheduling_checks_as_publishing_does(cms, help_center):
    response = edit(
        cms,
        help_center.register,
        ("text", "<p>{claim_windo}</p>"),
        go_live_at="2099-01-01 09:00",
        **{"action-publish": "1"},
    )
    assert "body" in response.context["form"].errors


def test_publishing_a_bad_draft_in_code_raises_with_the_place(help_center):
    revision = write_draft(help_center.register, "{nonsense}")
    with override("en"), pytest.raises(NotPublishable) as refusal:
        revision.publish()
    (problem,) = refusal.value.problems
    assert str(problem).startswith("Answer, block 1 (Text): {nonsense} is not a token.")


def test_a_bad_draft_that_was_due_is_logged_and_does_not_stop_the_others(help_center):
    bad = write_draft(help_center.register, "{nonsense}")
    good = write_draft(help_center.window, "Sekarang {claim_window}.")
    past = timezone.now() - timezone.timedelta(minutes=5)
    for revision, minutes in ((bad, 2), (good, 1)):
        revision.approved_go_live_at = past - timezone.timedelta(minutes=minutes)
        revision.save()
    call_command("publish_scheduled", verbosity=0)
    help_center.window.refresh_from_db()
    help_center.register.refresh_from_db()
    assert "Sekarang" in str(help_center.window.body.raw_data[0])
    assert "nonsense" not in str(help_center.register.body.raw_data[0])
    assert PageLogEntry.objects.get(page=help_center.register.pk, action=LOG_ACTION).data["problems"]
    bad.refresh_from_db()
    assert bad.approved_go_live_at is None


def test_the_first_page_of_the_cms_tells_what_was_due_and_refused_until_somebody_changes_it(cms, help_center):
    entry = help_center.register
    revision = write_draft(entry, "{nonsense}")
    entry.refresh_from_db()
    revision.approved_go_live_at = timezone.now()
    revision.save()
    assert "Dijadwalkan terbit, tetapi ditolak" not in cms.get("/cms/").content.decode()
    call_command("publish_scheduled", verbosity=0)
    html = cms.get("/cms/").content.decode()
    assert "Dijadwalkan terbit, tetapi ditolak" in html
    assert reverse("wagtailadmin_pages:edit", args=[entry.pk]) in html
    assert "Jawaban, blok 1 (Teks): {nonsense} bukan token." in html
    write_draft(entry, "Ya.")
    assert "Dijadwalkan terbit, tetapi ditolak" not in cms.get("/cms/").content.decode()


def test_a_bulk_publish_is_refused_with_a_message(cms, help_center):
    write_draft(help_center.register, "{nonsense}")
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"]) + f"?id={help_center.register.pk}"
    response = cms.post(url, {"include_descendants": ""}, follow=True)
    assert any("{nonsense}" in str(message) for message in response.context["messages"])
    help_center.register.refresh_from_db()
    assert "nonsense" not in str(help_center.register.body.raw_data[0])


def test_an_approval_at_the_end_of_a_workflow_is_refused_with_a_message(cms, help_center, editor):
    editor.is_superuser = True
    editor.save()
    write_draft(help_center.register, "{nonsense}")
    state = Workflow.objects.get().start(help_center.register, editor)
    url = reverse(
        "wagtailadmin_pages:workflow_action", args=[help_center.register.pk, "approve", state.current_task_state.pk]
    )
    response = cms.post(url, {"comment": ""}, follow=True)
    assert any("{nonsense}" in str(message) for message in response.context["messages"])
    help_center.register.refresh_from_db()
    assert "nonsense" not in str(help_center.register.body.raw_data[0])


def translation_of(page):
    return Translation.objects.get(source__object_id=page.translation_key)


def change_string(page, old, new):
    """Write another English for one string, as the translation editor does."""
    return StringTranslation.objects.filter(context__object_id=page.translation_key, data=old).update(data=new)


def press_publish(cms, page):
    return cms.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), {"action": "publish"}, follow=True)


def test_a_translation_without_a_token_is_refused_beside_its_string(cms, help_center, english):
    assert change_string(help_center.window, "Within {claim_window}.", "Within two days.") == 1
    page = english(help_center.window)
    response = press_publish(cms, page)
    assert any("{claim_window}" in str(message) for message in response.context["messages"])
    string = StringTranslation.objects.get(data="Within two days.")
    assert "{claim_window}" in string.get_error()
    assert "{claim_window}" in str(english(help_center.window).body.raw_data[0])


def test_a_translation_with_an_unknown_token_is_refused(cms, help_center, english):
    change_string(help_center.window, "Within {claim_window}.", "Within {claim_window} {oops}.")
    response = press_publish(cms, english(help_center.window))
    assert any("{oops}" in str(message) for message in response.context["messages"])
    assert "oops" not in str(english(help_center.window).body.raw_data[0])


def test_a_half_translated_page_is_not_published(cms, help_center, english):
    StringTranslation.objects.filter(data="Within {claim_window}.").delete()
    response = press_publish(cms, english(help_center.window))
    assert any("Paling lambat" in str(message) for message in response.context["messages"])
    assert "Within" in str(english(help_center.window).body.raw_data[0])


def test_a_whole_translation_is_published(cms, help_center, english):
    change_string(help_center.window, "Within {claim_window}.", "At most {claim_window}.")
    press_publish(cms, english(help_center.window))
    assert "At most" in str(english(help_center.window).body.raw_data[0])


def test_a_page_sent_to_translation_starts_as_a_draft_and_cannot_go_live_untranslated(cms, help_center, english):
    page = HelpEntryPage(title="Baru?", slug="baru", body=json.dumps([text("Isi baru.")]))
    help_center.account.add_child(instance=page)
    page.save_revision().publish()
    locale = english(help_center.account).locale
    cms.post(reverse("wagtail_localize:submit_page_translation", args=[page.pk]), {"locales": [locale.pk]})
    draft = english(page)
    assert not draft.live
    with override("en"):
        assert [problem.message for problem in problems_of(draft)] == [
            "This is not translated yet: “Baru?”",
            "This is not translated yet: “Isi baru.”",
        ]
    with pytest.raises(NotPublishable):
        draft.get_latest_revision().publish()
    assert not english(page).live


def test_a_string_that_reads_the_same_in_both_languages_can_be_confirmed(help_center, english):
    page = english(help_center.register)
    page.title = "Cara daftar?"
    assert len(problems_of(page)) == 1
    StringTranslation.objects.filter(data="How to register?").update(data="Cara daftar?")
    assert problems_of(page) == []


def test_syncing_never_publishes(cms, help_center, english):
    help_center.window.body = json.dumps([text("Teks lain.")])
    help_center.window.save()
    source = translation_of(help_center.window).source
    cms.post(f"/cms/localize/update/{source.pk}/", {"publish_translations": "on"})
    assert "Within" in str(english(help_center.window).body.raw_data[0])


def test_an_english_page_cannot_become_a_copy_of_the_indonesian_one(cms, help_center, english):
    page = english(help_center.window)
    cms.post(f"/cms/localize/page/{page.pk}/convert_to_alias/")
    assert english(help_center.window).alias_of_id is None


def test_an_alias_in_another_language_is_not_served(client, help_center, english):
    page = english(help_center.window)
    assert client.get(page.url).status_code == 200
    HelpEntryPage.objects.filter(pk=page.pk).update(alias_of=help_center.window.pk)
    help_center.window.save_revision().publish()
    assert client.get(page.url).status_code == 404
