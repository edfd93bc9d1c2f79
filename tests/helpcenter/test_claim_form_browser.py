"""An editor adds a question to a form in a browser, and a shopper reads it."""

import pytest
from playwright.sync_api import expect

from helpcenter.models import ClaimFormPage

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def form(set_up_shop, settings):
    settings.WAGTAIL_AUTOSAVE_INTERVAL = 0  # the test types faster than a person, and is not overtaken by its own draft
    return ClaimFormPage.objects.get(topic="question", locale__language_code="id")


def sign_in(page):
    page.goto("/cms/login/")
    page.locator("#id_username").fill("editor@example.com")
    page.locator("#id_password").fill("a-password-9")
    page.locator("form button[type=submit]").click()
    page.wait_for_url("**/cms/")


def add_question(page, kind):
    """Press the last + of the questions and choose a kind; return the new block."""
    questions = page.locator("[data-contentpath=body]").first
    count = questions.locator("[data-streamfield-child]").count()
    questions.locator(".c-sf-add-button").last.click()
    page.get_by_role("option", name=kind, exact=True).click()
    expect(questions.locator("[data-streamfield-child]")).to_have_count(count + 1)
    return questions.locator("[data-streamfield-child]").last


def publish(page):
    page.get_by_role("button", name="Tindakan lain").click()
    page.get_by_role("button", name="Publikasi").click()


def test_an_editor_adds_a_question_and_shoppers_see_it(page, form, editor):
    sign_in(page)
    page.goto(f"/cms/pages/{form.pk}/edit/")
    block = add_question(page, "Teks")
    block.locator("[data-contentpath=label] input").fill("Anda tahu toko kami dari mana?")
    block.locator("[data-contentpath=key] input").fill("Dari mana")
    publish(page)
    expect(page.get_by_text("Kunci “Dari mana” hanya boleh berisi huruf kecil")).to_be_visible()
    page.locator("[data-streamfield-child]").last.locator("[data-contentpath=key] input").fill("heard_from")
    publish(page)
    page.wait_for_url("**/cms/pages/*/")
    page.goto(form.url)
    expect(page.get_by_label("Anda tahu toko kami dari mana?")).to_have_count(1)


def test_on_a_phone_the_report_scrolls_to_its_actions_and_a_form_stays_within_the_screen(page, form, editor):
    form.title = "Hubungi kami dengan pertanyaan apa saja"
    form.save_revision().publish()
    sign_in(page)
    page.set_viewport_size({"width": 360, "height": 780})
    page.goto("/cms/reports/translations-to-do/")
    page.get_by_role("region", name="Terjemahan yang perlu dikerjakan").focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    action = page.get_by_role("button", name="Masih tepat")
    action.scroll_into_view_if_needed()
    box = action.bounding_box()
    assert 0 <= box["x"] <= box["x"] + box["width"] <= 360
    action.click()
    expect(page.get_by_text("ditandai sudah tepat")).to_be_visible()
    page.goto(f"/cms/pages/{form.pk}/edit/")
    topic = page.locator("#id_topic").bounding_box()
    assert topic["x"] + topic["width"] <= 360


def test_the_translation_editor_has_no_heading_in_english(page, form, editor):
    sign_in(page)
    page.goto(f"/cms/pages/{form.get_translations().get().pk}/edit/")
    heading = page.get_by_text("to English translation").first
    expect(heading).to_be_hidden()
    expect(page.get_by_text("Bahasa Indonesia").first).to_be_visible()
