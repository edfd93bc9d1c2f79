"""Promise 1: "Sign In" at the top right, "Don't Have an Account", fill in every field of the "Signup" page."""

import re

import pytest
from playwright.sync_api import expect

from tests.support.asking import WORDS, start

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_visitor_becomes_a_member_as_the_answer_says(page, run_tasks, smtp, language):
    words = WORDS[language]
    start(page, language)
    page.get_by_role("link", name="Sign In", exact=True).click()
    page.get_by_role("link", name="Don't Have an Account", exact=True).click()
    expect(page.get_by_role("heading", name="Signup", exact=True)).to_be_visible()
    expect(page.get_by_label(words["language"], exact=True)).to_have_value(language)
    page.get_by_label(words["username"], exact=True).fill("siti.rahma")
    page.get_by_label(words["name"], exact=True).fill("Siti Rahma")
    page.get_by_label(words["email"], exact=True).fill("siti@example.com")
    page.get_by_label(words["phone"], exact=True).fill("0812-9850-0929")
    page.get_by_label(words["password"], exact=True).fill("jeruk-nipis-77")
    page.get_by_role("button", name="Signup", exact=True).click()

    expect(page.get_by_role("link", name="siti.rahma", exact=True)).to_be_visible()
    expect(page.get_by_role("link", name="Sign In", exact=True)).to_have_count(0)
    run_tasks()
    (mail,) = smtp.messages
    assert (mail["To"], mail["Subject"]) == ("siti@example.com", words["welcome"])


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_field_that_is_left_out_is_named_and_the_summary_takes_the_focus(page, language):
    words = WORDS[language]
    start(page, language)
    page.get_by_role("link", name="Sign In", exact=True).click()
    page.get_by_role("link", name="Don't Have an Account", exact=True).click()
    page.get_by_label(words["name"], exact=True).fill("Siti Rahma")
    page.get_by_role("button", name="Signup", exact=True).click()
    summary = page.get_by_role("alert")
    expect(summary).to_be_focused()
    summary.get_by_role("link", name=re.compile(words["username"])).click()
    expect(page.get_by_label(words["username"], exact=True)).to_be_focused()
    expect(page.get_by_label(words["name"], exact=True)).to_have_value("Siti Rahma")
