"""A member's message that was sent after the session had ended waits behind the sign-in, for its member alone."""

import pytest
from bs4 import BeautifulSoup
from django.core.cache import cache

from shop.claims.talking import LONGEST
from shop.customer.unsent import MOST, SESSION_KEY
from tests.support.claim_customer import Customer
from tests.support.claims import sent_question, upload
from tests.support.people import PASSWORD, make_member

pytestmark = pytest.mark.django_db
NOT_SENT = "so your message is not sent yet. It stands in its field below: please send it."
FILES_AGAIN = "The files that you chose are not sent: please choose them once more."
TEXT = "Kapan datang?\n<b>Saya tunggu.</b>"


@pytest.fixture
def customer(client, set_up_shop):
    cache.clear()
    customer = Customer(client, is_member=True)
    customer.claims()
    return customer


@pytest.fixture(params=["claim", "order"])
def page(request, customer):
    return customer.page() if request.param == "claim" else customer.order_page


def write(customer, page, **values):
    """Send a message by nobody; return the address of the sign-in."""
    customer.client.cookies.pop("sessionid", None)
    answer = customer.client.post(f"{page}message/", values)
    assert answer["Location"] == f"/en/account/sign-in/?next={page}message/"
    return answer["Location"]


def sign_in(customer, address, username="budi"):
    """Sign in and go on; return the page that follows."""
    given = {"username": username, "password": PASSWORD, "next": address.partition("next=")[2]}
    return customer.client.post(address, given, follow=True)


def field(answer):
    return BeautifulSoup(answer.content, "html.parser").find("textarea", {"name": "text"})


def said(customer):
    return [*customer.claim.events.filter(kind="message"), *customer.order.events.filter(kind="message")]


def test_a_message_that_was_sent_after_the_session_ended_stands_in_its_field_after_signing_in(customer, page):
    address = write(customer, page, text=TEXT.replace("\n", "\r\n"))
    assert "Please sign in. Your message is not sent yet." in customer.client.get(address).content.decode()
    answer = sign_in(customer, address)
    assert answer.redirect_chain[-1][0] == page
    assert field(answer).text.strip() == TEXT
    assert (NOT_SENT in answer.content.decode(), FILES_AGAIN in answer.content.decode()) == (True, False)
    assert field(answer).find_parent("details") is None or field(answer).find_parent("details").has_attr("open")
    assert said(customer) == []
    answer = customer.client.get(page)
    assert (field(answer).text.strip(), NOT_SENT in answer.content.decode()) == ("", False)


@pytest.mark.parametrize("text", ["", "Ini fotonya."])
def test_files_that_were_chosen_must_be_chosen_again(customer, text):
    answer = sign_in(customer, write(customer, customer.page(), text=text, files=[upload("segel.jpg")]))
    assert field(answer).text.strip() == text
    assert (NOT_SENT in answer.content.decode()) == bool(text)
    assert FILES_AGAIN in answer.content.decode()
    assert not customer.claim.attachments.exists()


def test_a_message_that_waits_is_shown_to_nobody_else(customer, page):
    address = write(customer, page, text=TEXT)
    other = make_member("mallory")
    theirs = sent_question(user=other)
    assert sign_in(customer, address, "mallory").status_code == 404
    for mine in (f"/en/account/claims/{theirs.number}/", "/en/account/claims/", "/en/account/orders/"):
        text = customer.client.get(mine).content.decode()
        assert ("Saya tunggu" in text, NOT_SENT in text) == (False, False)


def test_what_waits_is_as_long_as_a_message_may_be_and_of_few_pages(customer, page):
    write(customer, page, text="x" * (LONGEST + 1))
    ((text, had_files),) = customer.client.session[SESSION_KEY].values()
    assert (len(text), had_files) == (LONGEST, False)
    for number in range(MOST):
        customer.client.post(f"/akun/klaim/CL-{number}/pesan/", {"text": "x"})
    assert len(customer.client.session[SESSION_KEY]) == MOST


def test_nothing_is_kept_of_an_empty_message_or_of_one_that_comes_by_a_link(customer):
    write(customer, customer.page(), text=" ")
    customer.client.post("/en/account/guest-claim/x/message/", {"text": "x"})
    assert SESSION_KEY not in customer.client.session
