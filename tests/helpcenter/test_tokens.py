"""Tokens: what they turn into, and what is refused."""

import pytest
from django.utils.translation import override

from helpcenter.tokens import NAMES, missing_in, mistakes_in, token_values
from shop.policies.models import PolicyFacts
from shop.policies.wording import in_words


@pytest.fixture
def english_values():
    return token_values(PolicyFacts(claim_window_days=2), "en")


def test_every_known_token_has_a_value_in_both_languages():
    assert set(NAMES) == set(in_words(PolicyFacts(), "id")) == set(in_words(PolicyFacts(), "en"))


@pytest.mark.parametrize(
    ("name", "indonesian", "english"),
    [
        ("claim_window", "2 hari kerja", "2 working days"),
        ("processing_hours", "Senin sampai Jumat 08.30–17.30 WIB", "Monday to Friday 08.30–17.30 WIB"),
        ("service_hours", "Senin sampai Jumat 08.30–17.00 WIB", "Monday to Friday 08.30–17.00 WIB"),
        ("warranty_usual", "satu tahun", "one year"),
        ("payment_deadline", "48 jam", "48 hours"),
        ("phone", "(021) 2266-8221", "(021) 2266-8221"),
        ("email", "cs1@enlogis.com", "cs1@enlogis.com"),
        ("whatsapp", "0812-9850-0929", "0812-9850-0929"),
    ],
)
def test_the_facts_of_the_promises_read_to_the_letter(name, indonesian, english):
    assert in_words(PolicyFacts(), "id")[name] == indonesian
    assert in_words(PolicyFacts(), "en")[name] == english


@pytest.mark.parametrize(
    ("months", "english", "indonesian"),
    [
        (1, "1 month", "1 bulan"),
        (12, "one year", "satu tahun"),
        (18, "18 months", "18 bulan"),
        (24, "2 years", "2 tahun"),
    ],
)
def test_a_warranty_is_said_in_years_where_it_comes_out_even(months, english, indonesian):
    facts = PolicyFacts(warranty_usual_months=months)
    assert in_words(facts, "en")["warranty_usual"] == english
    assert in_words(facts, "id")["warranty_usual"] == indonesian


def test_one_working_day_is_singular_in_english():
    assert in_words(PolicyFacts(claim_window_days=1), "en")["claim_window"] == "1 working day"


def test_contacts_become_links_in_html(english_values):
    html = english_values.in_html("<p>Call {phone} within {claim_window}.</p>")
    assert html == '<p>Call <a href="tel:+622122668221">(021) 2266-8221</a> within 2 working days.</p>'


def test_a_contact_inside_a_link_stays_text(english_values):
    html = english_values.in_html('<a href="/x/">{phone}</a> {email}')
    assert html == '<a href="/x/">(021) 2266-8221</a> <a href="mailto:cs1@enlogis.com">cs1@enlogis.com</a>'


def test_values_are_escaped_and_attributes_are_left_alone():
    values = token_values(PolicyFacts(pickup_address='<script>"'), "en")
    assert values.in_html('<a href="{pickup_address}">x</a>') == '<a href="{pickup_address}">x</a>'
    assert values.in_html("{pickup_address}") == "&lt;script&gt;&quot;"


def test_plain_text_gets_plain_words(english_values):
    assert english_values.in_text("Within {claim_window}: {email}") == "Within 2 working days: cs1@enlogis.com"


@pytest.mark.parametrize("text", ["{claim_windo}", "{two words}", "{claim_window", "claim_window}", "{}", "{{phone}}"])
def test_what_is_no_token_is_a_mistake(text):
    assert len(mistakes_in(text)) == 1


def test_a_mistake_names_what_was_written_and_what_is_known():
    with override("en"):
        (mistake,) = mistakes_in("Within {claim_windo}")
    assert mistake.startswith("{claim_windo} is not a token. Known are: {claim_window}, {processing_hours}")


def test_a_token_broken_by_formatting_is_a_mistake():
    with override("en"):
        assert mistakes_in("{claim_<b>window</b>}") == [
            "“{claim_window}” is not a token: write its name in small letters between { and }, without anything else."
        ]


def test_text_without_braces_has_no_mistakes():
    assert mistakes_in('Click <b>"Sign In"</b>, then {phone}.') == []


def test_a_lost_token_is_named():
    with override("en"):
        assert missing_in("{phone} {email} {claim_window}", "{email}") == (
            "The Indonesian text has {claim_window} and {phone} here, the translation does not."
        )
    assert missing_in("{phone}", "Call {phone}") == ""
