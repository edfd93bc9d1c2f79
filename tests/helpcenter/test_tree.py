"""Moving a page moves its translation, and the numbers follow."""

import pytest
from wagtail.models import Page
from wagtail_localize.models import Translation, TranslationSource

from tests.helpcenter.test_pages import questions

pytestmark = pytest.mark.django_db


def test_reordering_follows_in_the_other_language(help_center):
    help_center.password.move(help_center.register, pos="left")
    assert questions("id") == [(1, "Lupa password?"), (2, "Cara daftar?"), (3, "Batas retur?")]
    assert questions("en") == [(1, "Forgot the password?"), (2, "How to register?"), (3, "Return window?")]


def test_reordering_the_english_pages_moves_the_indonesian_ones(help_center, english):
    english(help_center.password).move(english(help_center.register), pos="left")
    assert questions("id") == [(1, "Lupa password?"), (2, "Cara daftar?"), (3, "Batas retur?")]


def test_moving_to_another_section_moves_the_translation_too(help_center, english):
    help_center.register.move(help_center.window, pos="left")
    assert questions("id") == [(1, "Lupa password?"), (2, "Cara daftar?"), (3, "Batas retur?")]
    assert questions("en") == [(1, "Forgot the password?"), (2, "How to register?"), (3, "Return window?")]
    assert english(help_center.register).url == "/en/help/returns/how-to-register/"


def test_moving_to_the_end_and_back_keeps_both_in_step(help_center):
    help_center.register.move(help_center.returns, pos="last-child")
    assert [title for _number, title in questions("en")] == [
        "Forgot the password?",
        "Return window?",
        "How to register?",
    ]
    help_center.register.refresh_from_db()
    help_center.account.refresh_from_db()
    help_center.register.move(help_center.account, pos="first-child")
    assert [title for _number, title in questions("en")] == [
        "How to register?",
        "Forgot the password?",
        "Return window?",
    ]


def test_sections_keep_step_too(help_center):
    help_center.returns.move(help_center.account, pos="left")
    assert questions("en") == [(1, "Return window?"), (2, "How to register?"), (3, "Forgot the password?")]


def test_a_page_without_a_translation_moves_alone(help_center, english):
    english(help_center.register).delete()
    help_center.password.move(help_center.register, pos="left")
    assert questions("en") == [(1, "Forgot the password?"), (2, "Return window?")]


def test_a_page_is_only_made_and_moved_within_its_language(help_center, english):
    entry = type(help_center.register)
    assert entry.can_create_at(help_center.account)
    assert not entry.can_create_at(english(help_center.account))
    assert help_center.register.can_move_to(help_center.returns)
    assert not help_center.register.can_move_to(english(help_center.returns))


def test_an_entry_that_is_translated_later_takes_its_place_among_the_translated(help_center, english):
    page = help_center.register
    english(page).delete()
    source, _created = TranslationSource.update_or_create_from_instance(page)
    target = english(help_center.password).locale
    translation, _created = Translation.objects.get_or_create(source=source, target_locale=target)
    translation.save_target(publish=False)
    siblings = english(help_center.account).get_children()
    assert [sibling.translation_key for sibling in siblings] == [
        page.translation_key,
        help_center.password.translation_key,
    ]
    assert Page.find_problems() == ([], [], [], [], [])
