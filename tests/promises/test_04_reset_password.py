"""Promise 4: "Sign In" at the top right, then "Reset Password"; enter the address that receives the reset mail."""

import pytest
from playwright.sync_api import expect

from tests.support.asking import WORDS, link_in, sign_in, start
from tests.support.people import make_member

pytestmark = pytest.mark.django_db(transaction=True)


def ask(page, language, email):
    start(page, language)
    page.get_by_role("link", name="Sign In", exact=True).click()
    page.get_by_role("link", name="Reset Password", exact=True).click()
    page.get_by_label(WORDS[language]["email"], exact=True).fill(email)
    page.get_by_role("button", name="Reset Password", exact=True).click()
    expect(page.get_by_role("heading", name=WORDS[language]["look"], exact=True)).to_be_visible()
    return page.locator("main").inner_html()


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_shopper_chooses_a_new_password_and_signs_in_with_it(page, live_server, run_tasks, smtp, language):
    words = WORDS[language]
    make_member(language=language)
    ask(page, language, "Budi@example.com")
    run_tasks()
    (mail,) = smtp.messages
    assert (mail["To"], mail["Subject"]) == ("budi@example.com", words["reset"])
    page.goto(link_in(mail, live_server))
    page.get_by_label(words["new_password"], exact=True).fill("jeruk-nipis-77")
    page.get_by_label(words["again"], exact=True).fill("jeruk-nipis-77")
    page.get_by_role("button", name=words["set"], exact=True).click()
    sign_in(page, language, password="jeruk-nipis-77")  # noqa: S106  the test's own
    expect(page.get_by_role("link", name="budi", exact=True)).to_be_visible()


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_answer_never_tells_whether_an_address_has_an_account(page, run_tasks, smtp, language):
    make_member()
    assert ask(page, language, "budi@example.com") == ask(page, language, "nobody@example.com")
    run_tasks()
    assert [mail["To"] for mail in smtp.messages] == ["budi@example.com"]
