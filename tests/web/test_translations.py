"""Initial pages: the Indonesian from the repository, the English a real translation; loaded once."""

import json

import pytest
from wagtail.models import Locale, Page
from wagtail_localize.models import StringTranslation, Translation

from home.models import HomePage
from web.translations import NotTranslated, load_page, loaded_page, read_po, set_up_locales, with_block_ids

pytestmark = pytest.mark.django_db

WORDS = {(None, "Bor"): "Drill", (None, "bor"): "drill"}


def load(words=WORDS, **fields):
    set_up_locales()
    page = Page(**{"title": "Bor", "slug": "bor"} | fields)
    return load_page(Page.objects.get(depth=1), page, "test/drill", words)


def test_a_page_is_loaded_with_its_english_and_both_are_published():
    page = load()
    english = page.get_translation(Locale.objects.get(language_code="en"))
    assert (page.title, page.slug, page.live, page.locale.language_code) == ("Bor", "bor", True, "id")
    assert (english.title, english.slug, english.live) == ("Drill", "drill", True)
    translation = Translation.objects.get(source__object_id=page.translation_key)
    assert (translation.enabled, translation.get_progress()) == (True, (2, 2))


def test_words_for_one_page_go_before_words_for_all():
    page = load(words=WORDS | {("test/drill", "Bor"): "Hand drill"})
    assert page.get_translation(Locale.objects.get(language_code="en")).title == "Hand drill"


def test_loading_again_changes_nothing_that_an_editor_changed():
    page = load()
    page.title = "Bor tangan"
    page.save_revision().publish()
    english = page.get_translation(Locale.objects.get(language_code="en"))
    english.title = "Hand drill"
    english.save_revision().publish()
    assert load().pk == page.pk
    assert sorted(Page.objects.filter(depth=2, slug__contains="r").values_list("title", flat=True)) == [
        "Bor tangan",
        "Hand drill",
    ]


def test_a_deleted_page_does_not_come_back():
    page = load()
    page.get_translation(Locale.objects.get(language_code="en")).delete()
    page.delete()
    assert load() is None
    assert loaded_page(Page, "test/drill") is None
    assert not StringTranslation.objects.exists()


def test_a_sentence_without_english_stops_the_loading_and_is_named():
    with pytest.raises(NotTranslated, match="test/drill: no English for title: 'Gergaji'"):
        load(title="Gergaji")
    assert not Page.objects.filter(title="Gergaji").exists()


def test_a_po_file_may_name_the_page_as_context(tmp_path):
    po = tmp_path / "en.po"
    entries = (
        'msgid "Bor"\nmsgstr "Drill"',
        'msgctxt "test/drill"\nmsgid "bor"\nmsgstr "drill"',
        'msgid "Gergaji"\nmsgstr ""',
    )
    po.write_text("\n\n".join(entries))
    assert read_po(po) == {(None, "Bor"): "Drill", ("test/drill", "bor"): "drill"}


def test_blocks_get_the_same_identifiers_on_every_machine():
    raw = [{"type": "notice", "value": {"tone": "info", "text": "<p>Halo</p>"}}]
    first, again = (with_block_ids("test/front", HomePage, "body", raw) for _time in range(2))
    assert first == again
    assert json.loads(first)[0]["value"] == {"tone": "info", "text": "<p>Halo</p>"}
    assert with_block_ids("test/other", HomePage, "body", raw) != first
