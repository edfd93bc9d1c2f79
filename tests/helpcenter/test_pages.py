"""What readers see: numbers, order, addresses, answers in place, contact cards, and kept pages that are never old."""

import datetime as dt
import json
import re

import pytest
import time_machine
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from helpcenter.outline import entries_of, index_of, outline
from helpcenter.tokens import token_values
from shop.policies.calendar import WIB, processing_calendar
from shop.policies.models import PolicyFacts
from tests.helpcenter.conftest import text
from tests.policies.conftest import form_data

pytestmark = pytest.mark.django_db


def questions(language):
    """The numbered questions of a language in reading order."""
    values = token_values(PolicyFacts.current(), language)
    return [(entry.number, entry.title) for entry in entries_of(outline(index_of(language), values))]


def page_text(client, page):
    return client.get(page.url).content.decode()


def test_questions_are_numbered_across_sections_in_both_languages(help_center):
    assert questions("id") == [(1, "Cara daftar?"), (2, "Lupa password?"), (3, "Batas retur?")]
    assert questions("en") == [(1, "How to register?"), (2, "Forgot the password?"), (3, "Return window?")]


def test_the_addresses_are_in_the_language_of_the_page(help_center, english):
    assert help_center.window.url == "/bantuan/retur/batas-retur/"
    assert english(help_center.window).url == "/en/help/returns/return-window/"


def test_the_index_opens_answers_in_place_and_links_each(client, help_center):
    html = page_text(client, help_center.index)
    answer = re.search(r'<details class="question">.*?id="batas-retur">(.*?)</details>', html, re.DOTALL)[1]
    assert "Paling lambat 2 hari kerja." in answer
    assert '<a href="tel:+622122668221">(021) 2266-8221</a>' in answer
    assert '<a href="/bantuan/retur/batas-retur/">' in answer
    assert html.index('href="#contact"') < html.index("<details")


def test_no_token_is_left_in_any_page(client, help_center, english):
    for page in (help_center.index, help_center.returns, help_center.window):
        for version in (page, english(page)):
            assert "{" not in re.sub(r"<script.*?</script>", "", page_text(client, version), flags=re.DOTALL)


def test_a_page_names_its_other_language_and_a_missing_one_is_not_named(client, help_center, english):
    html = page_text(client, help_center.window)
    assert 'hreflang="en" href="http://testserver/en/help/returns/return-window/"' in html
    english(help_center.window).unpublish()
    assert "/en/help/returns/return-window/" not in page_text(client, help_center.window)
    assert client.get("/en/help/returns/return-window/").status_code == 404


def test_an_entry_knows_its_neighbours_and_its_section(client, help_center):
    html = page_text(client, help_center.password)
    assert re.search(r'href="/bantuan/akun/cara-daftar/" rel="prev"', html)
    assert re.search(r'href="/bantuan/retur/batas-retur/" rel="next"', html)
    assert '<a href="/bantuan/akun/">Akun</a>' in html
    assert '<span class="number muted">2.</span>' in html


def structured(html):
    return [json.loads(data) for data in re.findall(r'<script type="application/ld\+json">(.*?)</script>', html)]


def test_machines_read_questions_with_facts_and_the_way_to_the_page(client, help_center, english):
    (faq,) = [data for data in structured(page_text(client, english(help_center.index))) if data["@type"] == "FAQPage"]
    assert [question["name"] for question in faq["mainEntity"]] == [
        "How to register?",
        "Forgot the password?",
        "Return window?",
    ]
    assert faq["mainEntity"][2]["acceptedAnswer"]["text"] == (
        "Within 2 working days. Call (021) 2266-8221 or write to cs1@enlogis.com."
    )
    data = {item["@type"]: item for item in structured(page_text(client, english(help_center.window)))}
    assert [item["name"] for item in data["BreadcrumbList"]["itemListElement"]] == ["Help", "Returns", "Return window?"]
    assert data["BreadcrumbList"]["itemListElement"][2]["item"].endswith("/en/help/returns/return-window/")


def test_machines_do_not_read_what_is_true_at_this_hour_only(client, help_center, add_entry):
    contact = {"type": "contact", "value": {"channel": "phone"}}
    words = {(None, source): f"{source} (en)" for source in ("Siapa menjawab?", "Telepon kami.")}
    words[None, "siapa"] = "who"
    entry = add_entry(help_center.returns, "Siapa menjawab?", text("Telepon kami."), contact, slug="siapa", words=words)
    html = page_text(client, entry)
    (faq,) = [data for data in structured(html) if data["@type"] == "FAQPage"]
    assert '<span class="badge' in html
    assert faq["mainEntity"][0]["acceptedAnswer"]["text"].endswith("Telepon (021) 2266-8221")


def test_text_cannot_close_the_script_element(client, help_center):
    help_center.window.title = "</script><b>"
    help_center.window.save_revision().publish()
    html = page_text(client, help_center.window)
    assert "</script><b>" not in html
    assert "\\u003C/script\\u003E" in html


@pytest.mark.parametrize(("hour", "words"), [(10, "Open now, until 17.00 WIB"), (17, "Opens tomorrow at 08.30 WIB")])
def test_the_cards_say_whether_somebody_answers(client, help_center, english, hour, words):
    with time_machine.travel(dt.datetime(2026, 7, 14, hour, 0, tzinfo=WIB), tick=False):
        assert words in page_text(client, english(help_center.index))


def test_a_page_is_kept_no_longer_than_the_hours_last(rf, help_center):
    with time_machine.travel(dt.datetime(2026, 7, 14, 16, 59, tzinfo=WIB), tick=False):
        request = rf.get(help_center.index.url)
        response = help_center.index.serve(request)
    assert response.page_max_age_s == 60
    assert response.page_tags >= {"help", "facts", f"page:{help_center.index.pk}"}


def test_a_changed_fact_shows_at_once_in_both_languages(
    client, help_center, english, django_capture_on_commit_callbacks
):
    pages = [help_center.index, help_center.window, english(help_center.index), english(help_center.window)]
    for page in pages:
        page_text(client, page)
        page_text(client, page)
    facts = PolicyFacts.current()
    facts.claim_window_days = 3
    with django_capture_on_commit_callbacks(execute=True):
        facts.save()
    assert ["3 hari kerja" in page_text(client, page) for page in pages[:2]] == [True, True]
    assert ["3 working days" in page_text(client, page) for page in pages[2:]] == [True, True]


def test_an_editor_changes_a_fact_in_the_cms_and_text_and_rule_follow_in_both_languages(
    cms, client, help_center, english, django_capture_on_commit_callbacks
):
    paid_at = dt.datetime(2026, 7, 14, 16, 30, tzinfo=WIB)
    url = reverse("wagtailsettings:edit", args=["policies", "policyfacts", PolicyFacts.current().pk])
    for page in (help_center.window, english(help_center.window)):
        assert page_text(client, page).count("<details") == 0  # kept from now on
    with django_capture_on_commit_callbacks(execute=True):
        assert cms.post(url, form_data(claim_window_days="5", processing_closes="16:00")).status_code == 302
    assert "Paling lambat 5 hari kerja." in page_text(client, help_center.window)
    assert "Within 5 working days." in page_text(client, english(help_center.window))
    facts = PolicyFacts.current()
    assert facts.terms()["claim_window_days"] == 5
    assert processing_calendar(facts).processing_day_wib(paid_at) == dt.date(2026, 7, 15)


def test_the_number_of_queries_does_not_grow_with_the_entries(client, help_center, add_entry):
    link = {"type": "link", "value": {"text": "Ke katalog", "goes_to": "catalogue", "product": None}}
    to_page = text(f'Lihat <a linktype="page" id="{help_center.window.pk}">ini</a>.')
    words = {(None, "Ke katalog"): "To the catalogue"}
    for number in range(4):
        words |= {
            (None, f"Baru {number}"): f"New {number}",
            (None, f"baru-{number}"): f"new-{number}",
            (None, 'Lihat <a id="a1">ini</a>.'): 'See <a id="a1">this</a>.',
        }

    def add(number):
        add_entry(help_center.account, f"Baru {number}", to_page, link, slug=f"baru-{number}", words=words)

    def count(page):
        cache.clear()
        page_text(client, page)
        cache.clear()
        with CaptureQueriesContext(
            connection,
        ) as queries:
            page_text(client, page)
        return len(queries)

    add(0)
    pages = (help_center.index, help_center.account, help_center.window)
    before = [count(page) for page in pages]
    for number in range(1, 4):
        add(number)
    assert [count(page) for page in pages] == before


def test_a_link_to_a_page_leads_to_its_translation(client, help_center, add_entry, english):
    words = {
        (None, "Baru"): "New",
        (None, "baru"): "new",
        (None, 'Lihat <a id="a1">ini</a>.'): 'See <a id="a1">this</a>.',
    }
    target = text(f'Lihat <a linktype="page" id="{help_center.window.pk}">ini</a>.')
    page = add_entry(help_center.account, "Baru", target, slug="baru", words=words)
    assert '<a href="/bantuan/retur/batas-retur/">ini</a>' in page_text(client, page)
    assert '<a href="/en/help/returns/return-window/">this</a>' in page_text(client, english(page))


def test_a_help_center_without_questions_says_so(client, front_page, help_center):
    help_center.account.delete()
    help_center.returns.delete()
    html = page_text(client, help_center.index)
    assert "Belum ada pertanyaan di sini" in html
    assert "(021) 2266-8221" in html
