"""Promise 2: sign in, open the page behind one's own username at the top right, then "Edit Information"."""

import pytest
from oscar.core.loading import get_model
from playwright.sync_api import expect

from tests.support.asking import WORDS, link_in, sign_in, start
from tests.support.people import make_member

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def at_edit_information(page):
    """Call it to walk there by the words of the answer."""

    def walk(language, member):
        start(page, language)
        sign_in(page, language)
        start(page, language)
        page.get_by_role("link", name=member.username, exact=True).click()
        page.get_by_role("link", name="Edit Information", exact=True).click()

    return walk


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_member_changes_data_and_confirms_a_new_email(
    page, at_edit_information, live_server, run_tasks, smtp, language
):
    words = WORDS[language]
    member = make_member(language=language)
    at_edit_information(language, member)
    page.get_by_label(words["name"], exact=True).fill("Budi Baru")
    page.get_by_label(words["phone"], exact=True).fill("+62 812-9850-0929")
    page.get_by_label(words["email"], exact=True).fill("baru@example.com")
    page.get_by_role("button", name=words["save"], exact=True).click()
    expect(page.get_by_text("baru@example.com")).to_be_visible()
    member.refresh_from_db()
    assert (member.first_name, str(member.phone), member.email) == ("Budi Baru", "+6281298500929", "budi@example.com")

    run_tasks()
    assert sorted(mail["To"] for mail in smtp.messages) == ["baru@example.com", "budi@example.com"]
    page.goto(link_in(next(mail for mail in smtp.messages if mail["To"] == "baru@example.com"), live_server))
    page.get_by_role("button", name=words["confirm"], exact=True).click()
    member.refresh_from_db()
    assert member.email == "baru@example.com"


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_member_adds_an_address(page, at_edit_information, language):
    get_model("address", "Country").objects.get_or_create(
        iso_3166_1_a2="ID", defaults={"printable_name": "Indonesia", "name": "INDONESIA", "is_shipping_country": True}
    )
    member = make_member()
    at_edit_information(language, member)
    page.get_by_role("link", name=WORDS[language]["add_address"], exact=True).click()
    page.locator("[name=line1]").fill("Jl. Melati 5")
    page.locator("[name=line3]").fill("Gambir")
    page.locator("[name=regency]").select_option("31.71")
    page.locator("[name=postcode]").fill("10110")
    page.get_by_role("button", name=WORDS[language]["save"], exact=True).click()
    expect(page.get_by_text("Jl. Melati 5").first).to_be_visible()
    assert member.addresses.get().state == "DKI Jakarta"
