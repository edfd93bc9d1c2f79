"""Contact cards: what dials, mails and opens WhatsApp, and when somebody answers (promise 11)."""

import datetime as dt
from urllib.parse import unquote

import pytest

from shop.policies.calendar import WIB
from shop.policies.contact import contact_cards, service_hours, written
from shop.policies.models import CalendarException, PolicyFacts

TUESDAY = dt.datetime(2026, 7, 14, 10, 0, tzinfo=WIB)


def wib(day, hour, minute=0):
    return dt.datetime(2026, 7, day, hour, minute, tzinfo=WIB)


def test_the_cards_dial_mail_and_open_whatsapp_as_the_promise_says():
    phone, email, whatsapp = contact_cards(PolicyFacts(), TUESDAY, "id")
    assert (phone.kind, phone.text, phone.href) == ("phone", "(021) 2266-8221", "tel:+622122668221")
    assert (email.kind, email.text, email.href) == ("email", "cs1@enlogis.com", "mailto:cs1@enlogis.com")
    assert (whatsapp.kind, whatsapp.text) == ("whatsapp", "0812-9850-0929")
    assert whatsapp.href.startswith("https://wa.me/6281298500929?text=")


@pytest.mark.parametrize(
    ("language", "message"),
    [("id", "Halo Enportu, saya ingin bertanya: "), ("en", "Hello Enportu, I have a question: ")],
)
def test_the_whatsapp_message_is_in_the_language_of_the_page(language, message):
    whatsapp = contact_cards(PolicyFacts(), TUESDAY, language)[2]
    assert unquote(whatsapp.href.partition("text=")[2]) == message


@pytest.mark.parametrize(
    ("now", "indonesian", "english"),
    [
        (wib(14, 8, 30), "Buka sekarang, sampai pukul 17.00 WIB", "Open now, until 17.00 WIB"),
        (wib(14, 8, 29), "Buka hari ini pukul 08.30 WIB", "Opens today at 08.30 WIB"),
        (wib(14, 17, 0), "Buka besok pukul 08.30 WIB", "Opens tomorrow at 08.30 WIB"),
        (wib(17, 17, 0), "Buka hari Senin pukul 08.30 WIB", "Opens on Monday at 08.30 WIB"),
        (wib(18, 12, 0), "Buka hari Senin pukul 08.30 WIB", "Opens on Monday at 08.30 WIB"),
        (wib(19, 23, 59), "Buka besok pukul 08.30 WIB", "Opens tomorrow at 08.30 WIB"),
    ],
)
def test_a_card_says_whether_somebody_answers_now_or_when(now, indonesian, english):
    assert {card.status for card in contact_cards(PolicyFacts(), now, "id")} == {indonesian}
    assert {card.status for card in contact_cards(PolicyFacts(), now, "en")} == {english}


def test_a_moment_in_another_time_zone_is_read_in_wib():
    evening_in_utc = dt.datetime(2026, 7, 14, 23, 0, tzinfo=dt.UTC)  # Wednesday 06.00 WIB
    card = contact_cards(PolicyFacts(), evening_in_utc, "en")[0]
    assert (card.is_open, card.next_change) == (False, wib(15, 8, 30))
    assert card.status == "Opens today at 08.30 WIB"


@pytest.mark.django_db
def test_an_exception_of_the_calendar_closes_a_tuesday_and_a_long_closure_names_the_date():
    facts = PolicyFacts.objects.create(whatsapp="+6281298500929")
    facts.calendar_exceptions = [CalendarException(day=dt.date(2026, 7, day)) for day in (14, 15, 16, 17, 20, 21)]
    facts.save()
    card = contact_cards(PolicyFacts.objects.get(), TUESDAY, "id")[0]
    assert (card.is_open, card.next_change) == (False, wib(22, 8, 30))
    assert card.status == "Buka hari Rabu, 22/7 pukul 08.30 WIB"


def test_changed_hours_change_the_cards_and_the_hours_in_words():
    facts = PolicyFacts(service_opens=dt.time(9), service_closes=dt.time(16, 15))
    assert contact_cards(facts, TUESDAY, "en")[0].status == "Open now, until 16.15 WIB"
    assert service_hours(facts, "en") == "Monday to Friday 09.00–16.15 WIB"
    assert service_hours(facts, "id") == "Senin sampai Jumat 09.00–16.15 WIB"


@pytest.mark.parametrize(
    ("number", "text"),
    [
        ("+622122668221", "(021) 2266-8221"),
        ("081298500929", "0812-9850-0929"),
        ("+6224841234", "(024) 841234"),
        ("+6567321234", "+65 6732 1234"),
    ],
)
def test_numbers_are_written_as_indonesians_write_them(number, text):
    assert written(number) == text
