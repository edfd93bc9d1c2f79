"""Searching the questions and answers of one language."""

import pytest
from django.utils.translation import override

from helpcenter.search import excerpt, results

pytestmark = pytest.mark.django_db


def found(query, language, limit=5):
    return [result.title for result in results(query, limit, language)]


def test_words_are_found_in_questions_and_answers_of_the_language(help_center):
    assert found("daftar", "id") == ["Cara daftar?"]
    assert found("account page", "en") == ["Forgot the password?"]
    assert found("daftar", "en") == []


def test_facts_are_found_as_readers_see_them(help_center):
    assert found("2 working days", "en") == ["Return window?"]
    assert found("2 hari kerja", "id") == ["Batas retur?"]
    assert found("claim_window", "en") == []


def test_the_active_language_is_searched_where_none_is_named(help_center):
    with override("en"):
        (result,) = results("window", 5)
    assert (result.number, result.url) == (3, "/en/help/returns/return-window/")


def test_the_search_words_of_an_editor_are_found_and_not_shown(client, help_center, english):
    for page, words in ((help_center.window, "refund, uang kembali"), (english(help_center.window), "money back")):
        page.search_words = words
        page.save_revision().publish()
    assert found("Uang Kembali", "id") == ["Batas retur?"]
    assert found("money back", "en") == ["Return window?"]
    assert found("uang", "en") == []
    assert "uang kembali" not in client.get(help_center.window.url).content.decode()


def test_every_word_must_be_there_and_a_beginning_is_enough(help_center):
    assert found("pass", "en") == ["Forgot the password?"]
    assert found("password window", "en") == []


def test_a_word_in_the_question_counts_more(help_center):
    page = help_center.register
    page.title = "Kapan halaman dibuka?"
    page.save_revision().publish()
    help_center.register.move(help_center.returns, pos="last-child")
    assert found("halaman", "id") == ["Kapan halaman dibuka?", "Lupa password?"]


def test_drafts_and_hidden_pages_are_not_found(help_center, english):
    english(help_center.window).unpublish()
    assert found("window", "en") == []


def test_odd_queries_find_nothing_and_break_nothing(help_center):
    odd = ["", "   ", "?!", "<script>", "'; DROP TABLE", "x" * 5000]
    assert {query: found(query, "en") for query in odd} == dict.fromkeys(odd, [])


def test_the_limit_holds(help_center):
    assert len(results("a", 1, "id")) <= 1
    assert results("password", 0, "en") == []


def test_the_excerpt_marks_the_words_and_escapes_the_rest():
    assert excerpt('Klik <b> "Sign In" & tunggu', ["sign"]) == (
        "Klik &lt;b&gt; &quot;<mark>Sign</mark> In&quot; &amp; tunggu"
    )


def test_a_long_text_is_cut_around_the_match():
    shown = excerpt("kata " * 100 + "jarum " + "kata " * 100, ["jarum"])
    assert shown.startswith("… ")
    assert shown.endswith(" …")
    assert "<mark>jarum</mark>" in shown
    assert len(shown) < 230


def test_the_number_of_queries_does_not_depend_on_what_is_found(help_center, django_assert_max_num_queries):
    results("password", 5, "en")
    for query in ("password", "tidak ada", "a"):
        with django_assert_max_num_queries(7):
            results(query, 5, "en")
