"""Claim forms are translated, compared and scheduled as any page, and what needs no words follows in English."""

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail_localize.models import StringTranslation, Translation

from helpcenter import claim_forms
from helpcenter.report import rows
from shop.claims.words import Topic
from tests.support.form_blocks import blocks_of, find, option, own, put

pytestmark = pytest.mark.django_db


def translate_everything(page):
    """Give every string that has no English one, as a translator does, and publish."""
    translation = Translation.objects.get(source__object_id=page.translation_key)
    for segment in translation.source.stringsegment_set.select_related("string"):
        StringTranslation.objects.get_or_create(
            translation_of=segment.string,
            context=segment.context,
            locale=translation.target_locale,
            defaults={"data": f"{segment.string.data} (en)"},
        )
    translation.save_target(publish=False)
    translation.get_target_instance().get_latest_revision().publish()


def test_translators_are_asked_for_words_and_never_for_keys(form):
    source = Translation.objects.get(source__object_id=form().translation_key).source
    strings = set(source.stringsegment_set.values_list("string__data", flat=True))
    assert {"Utuh", "Bagaimana kondisi paketnya saat tiba?", "Apa alasan Anda?"} <= strings
    assert not strings & {"intact", "damaged", "opened", "parcel_condition", "will_send_back", "return"}


def test_a_new_question_makes_the_english_form_stale_and_it_keeps_the_old_questions_until_translated(form, english):
    page = form()
    put(page, [*blocks_of(page), own("choice", "colour", options=[option("red", "Merah"), option("blue", "Biru")])])
    page.save_revision().publish()
    assert [(row.source.pk, row.status) for row in rows()] == [(page.pk, "stale")]
    assert "colour" not in [question.key for question in claim_forms.schema_of(english(page)).questions]
    translate_everything(page)
    colour = claim_forms.schema_of(english(page)).questions[-1]
    assert (colour.key, colour.label) == ("colour", "Apa colour? (en)")
    assert colour.options == (("red", "Merah (en)"), ("blue", "Biru (en)"))
    assert rows() == []


def test_order_and_what_must_be_answered_follow_in_english_without_a_translator(form, english):
    page = form(Topic.QUESTION)
    blocks = blocks_of(page)[::-1]
    find(blocks, "subject")["value"]["is_required"] = False
    put(page, blocks).save_revision().publish()
    questions = claim_forms.schema_of(english(page)).questions
    assert [question.key for question in questions] == ["contact", "photos", "description", "about_order", "subject"]
    assert (questions[-1].is_required, questions[-1].label) == (False, "What is your question about?")
    assert rows() == []


def test_a_question_that_is_taken_out_is_gone_in_both_languages_at_once(form, english):
    page = form()
    blocks = [block for block in blocks_of(page) if block["value"].get("key") != "parcel_condition"]
    put(page, blocks).save_revision().publish()
    assert [question.key for question in claim_forms.schema_of(english(page)).own_questions] == ["will_send_back"]
    assert rows() == []


def test_a_question_that_is_taken_out_is_gone_also_while_other_words_wait_for_a_translator(form, english):
    page = form(Topic.QUESTION)
    blocks = blocks_of(page)
    find(blocks, "subject")["value"]["is_required"] = False
    find(blocks, "description")["value"]["label"] = "Bagaimana kami membantu? Batasnya {claim_window}."
    blocks = [block for block in blocks if block["value"].get("key") != "about_order"]
    put(page, [own("text", "serial"), *blocks[::-1]]).save_revision().publish()
    translated = english(page)
    questions = claim_forms.schema_of(translated).questions
    assert [question.key for question in questions] == ["contact", "photos", "description", "subject"]
    assert (questions[-1].is_required, questions[2].label) == (False, "What is your question?")
    assert [row.status for row in rows()] == ["stale"]
    assert claim_forms.schema_of(translated.get_latest_revision_as_object()).questions == questions
    StringTranslation.objects.filter(has_error=True).update(data="How can we help? {claim_window}", has_error=False)
    translate_everything(page)
    assert [question.key for question in claim_forms.schema_of(english(page)).questions][0] == "serial"


def test_a_form_that_is_still_right_keeps_no_question_that_was_taken_out(cms, form, english):
    page = form()
    blocks = [block for block in blocks_of(page) if block["value"].get("key") != "parcel_condition"]
    find(blocks, "reason")["value"]["label"] = "Mengapa?"
    put(page, blocks).save_revision().publish()
    cms.post(reverse("help_still_right", args=[english(page).pk]))
    assert rows() == []
    questions = {question.key: question.label for question in claim_forms.schema_of(english(page)).questions}
    assert "parcel_condition" not in questions
    assert questions["reason"] == "What is your reason?"


def test_a_form_with_a_new_question_is_not_still_right(cms, form, english):
    page = form()
    put(page, [*blocks_of(page), own("text", "serial")]).save_revision().publish()
    html = cms.post(reverse("help_still_right", args=[english(page).pk]), follow=True).content.decode()
    assert "(Teks): “Apa serial?”." in html
    assert [row.status for row in rows()] == ["stale"]


def test_a_new_question_is_no_minor_edit(form):
    page = form()
    put(page, [*blocks_of(page), own("text", "serial")]).minor_edit = True
    page.save_revision().publish()
    assert [row.status for row in rows()] == ["stale"]


def test_what_a_translator_has_not_published_is_not_published_by_a_change_of_the_order(form, english):
    page = form(Topic.QUESTION)
    find(blocks := blocks_of(page), "description")["value"]["label"] = "Apa yang ingin Anda ketahui?"
    put(page, blocks).save_revision().publish()
    put(page, blocks[::-1]).save_revision().publish()
    questions = {question.key: question.label for question in claim_forms.schema_of(english(page)).questions}
    assert next(iter(questions)) == "contact"
    assert questions["description"] == "What is your question?"
    assert [row.status for row in rows()] == ["stale"]


def test_a_form_is_compared_and_put_back_as_any_page(cms, form):
    page = form()
    first = page.get_latest_revision()
    blocks = blocks_of(page)
    find(blocks, "reason")["value"]["label"] = "Mengapa?"
    second = put(page, blocks).save_revision()
    second.publish()
    url = reverse("wagtailadmin_pages:revisions_compare", args=[page.pk, first.pk, second.pk])
    assert "Mengapa?" in cms.get(url).content.decode()
    first.publish()
    assert find(blocks_of(form()), "reason")["value"]["label"] == "Apa alasan Anda?"


def test_a_scheduled_form_that_lost_a_question_stays_a_draft(form):
    page = form()
    revision = put(page, [block for block in blocks_of(page) if block["type"] != "contact"]).save_revision(clean=False)
    revision.approved_go_live_at = timezone.now() - timezone.timedelta(minutes=1)
    revision.save()
    revision.as_object().publish(revision, log_action="wagtail.publish.scheduled")
    assert "contact" in [block.block_type for block in form().body]


def test_english_words_that_are_too_long_are_refused_with_their_place(cms, form, english):
    page = form(Topic.QUESTION)
    first = find(blocks := blocks_of(page), "subject")["value"]["options"][0]["value"]["label"]
    find(blocks, "subject")["value"]["help_text"] = "Pilih satu."
    put(page, blocks).save_revision().publish()
    words = {page.title: "t" * 300, "Pilih satu.": "h" * 401, first: "o" * 201}
    for source, long in words.items():
        segment = Translation.objects.get(source__object_id=page.translation_key).source.stringsegment_set.get(
            string__data=source
        )
        StringTranslation.objects.update_or_create(
            translation_of=segment.string,
            context=segment.context,
            locale=english(page).locale,
            defaults={"data": long, "has_error": False},
        )
    editor = reverse("wagtailadmin_pages:edit", args=[english(page).pk])
    html = cms.post(editor, {"action": "publish"}, follow=True).content.decode()
    place = "Pertanyaan, blok 1 (Pilihan tunggal)"
    assert f"Judul: Paling banyak 255 karakter, di sini ada 300: “{'t' * 60}”" in html
    assert f"{place}: Paling banyak 400 karakter, di sini ada 401: “{'h' * 60}”" in html
    assert f"{place}: Paling banyak 200 karakter, di sini ada 201: “{'o' * 60}”" in html
