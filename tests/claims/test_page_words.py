"""The words of a claim's page: what it is called, and how to reach each other."""

from urllib.parse import parse_qs, urlsplit

import pytest
from bs4 import BeautifulSoup

from tests.support.claim_customer import Customer
from tests.support.claims import sent_question

pytestmark = pytest.mark.django_db


@pytest.fixture(params=[True, False], ids=["member", "guest"])
def customer(request, client, set_up_shop):
    return Customer(client, request.param)


@pytest.fixture
def guest(client, set_up_shop):
    return Customer(client, is_member=False)


@pytest.mark.parametrize(("language", "word"), [("en", "claim"), ("id", "klaim")])
def test_a_question_is_nowhere_called_a_claim(guest, language, word):
    guest.claim = sent_question()
    main = BeautifulSoup(guest.text(language), "html.parser").select_one("main")
    assert word not in main.get_text().lower()
    assert main.h1.get_text() == f"{'Question' if language == 'en' else 'Pertanyaan'} {guest.claim.number}"
    assert "The question is withdrawn." in guest.do("withdraw")
    main = BeautifulSoup(guest.text(language), "html.parser").select_one("main")
    assert word not in main.get_text().lower()


def test_a_foreign_number_keeps_its_country_code(guest):
    guest.claims(phone="+12025550100")
    assert "+1 202-555-0100" in guest.text()


def test_whatsapp_names_the_claim(customer):
    number = customer.claims().number
    link = BeautifulSoup(customer.text(), "html.parser").select_one('main a[href^="https://wa.me/"]')
    assert parse_qs(urlsplit(link["href"]).query)["text"] == [f"Hello Enportu, I am writing about {number}: "]
