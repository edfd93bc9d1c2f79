"""Promise 3: sign in, then "Forgot Password?" at the top of the account page."""

import pytest
from playwright.sync_api import expect

from tests.support.asking import WORDS, link_in, sign_in, start
from tests.support.people import PASSWORD, make_member

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def at_forgot_password(page):
    """Call it to walk there by the words of the answer; the link is above the page's heading."""

    def walk(language):
        start(page, language)
        sign_in(page, language)
        link = page.get_by_role("link", name="Forgot Password?", exact=True)
        assert link.bounding_box()["y"] < page.get_by_role("heading", level=1).bounding_box()["y"]
        link.click()

    return walk


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_member_changes_the_password_and_signs_in_with_it(page, at_forgot_password, language):
    words = WORDS[language]
    make_member()
    at_forgot_password(language)
    page.get_by_label(words["old_password"], exact=True).fill(PASSWORD)
    page.get_by_label(words["new_password"], exact=True).fill("jeruk-nipis-77")
    page.get_by_label(words["again"], exact=True).fill("jeruk-nipis-77")
    page.get_by_role("button", name=words["change"], exact=True).click()
    expect(page.get_by_role("link", name="budi", exact=True)).to_be_visible()

    page.context.clear_cookies()
    start(page, language)
    sign_in(page, language, password="jeruk-nipis-77")  # noqa: S106  the test's own
    expect(page.get_by_role("link", name="budi", exact=True)).to_be_visible()


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_member_who_forgot_the_old_password_chooses_a_new_one_by_mail(
    page, at_forgot_password, live_server, run_tasks, smtp, language
):
    words = WORDS[language]
    member = make_member(language=language)
    at_forgot_password(language)
    page.get_by_role("button", name=words["mail_me"], exact=True).click()
    run_tasks()
    (mail,) = smtp.messages
    page.goto(link_in(mail, live_server))
    page.get_by_label(words["new_password"], exact=True).fill("jeruk-nipis-77")
    page.get_by_label(words["again"], exact=True).fill("jeruk-nipis-77")
    page.get_by_role("button", name=words["set"], exact=True).click()
    expect(page.get_by_role("link", name="Sign In", exact=True)).to_be_visible()
    member.refresh_from_db()
    assert member.check_password("jeruk-nipis-77")
