"""What a member sent after the session had ended waits behind the sign-in, for its member alone."""

import pytest
from bs4 import BeautifulSoup
from django.core.cache import cache

from shop.claims.deciding import approve, mark_goods_returned
from shop.customer.unsent import FIELDS, LONGEST, MOST, NAME, SESSION_KEY
from tests.support.claim_customer import Customer
from tests.support.claims import sent_question, upload
from tests.support.people import PASSWORD, make_member

pytestmark = pytest.mark.django_db
NOT_SENT = "so what you wrote is not sent yet. It stands in the form again: please send it."
NOT_DONE = "You were signed out, so nothing was done. Please choose it once more."
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
    assert "Please sign in. What you sent is not done yet." in customer.client.get(address).content.decode()
    answer = sign_in(customer, address)
    assert answer.redirect_chain[-1][0] == page
    assert field(answer).text.strip() == TEXT
    assert (NOT_SENT in answer.content.decode(), FILES_AGAIN in answer.content.decode()) == (True, False)
    assert field(answer).find_parent("details") is None or field(answer).find_parent("details").has_attr("open")
    assert said(customer) == []
    assert field(customer.client.get(page)).text.strip() == TEXT
    customer.client.post(f"{page}message/", {"text": TEXT})
    answer = customer.client.get(page)
    assert (field(answer).text.strip(), NOT_SENT in answer.content.decode()) == ("", False)
    assert len(said(customer)) == 1


SWITCH = 'header a[hreflang="{}"]'
REFUSED = {  # what was sent to the page of a claim, of an order
    "claim": {"text": TEXT, "files": [upload("segel.jpg", b"no picture")]},
    "order": {"text": TEXT + "x" * 4000},
}


@pytest.mark.parametrize("is_member", [True, False])
@pytest.mark.parametrize("about", REFUSED)
def test_what_is_refused_stands_in_the_other_language_until_it_is_sent(client, set_up_shop, about, is_member):
    cache.clear()
    customer = Customer(client, is_member)
    customer.claims(user=customer.order.user)
    page = customer.page() if about == "claim" else customer.order_page
    refused = client.post(f"{page}message/", REFUSED[about])
    assert (refused.status_code, said(customer)) == (422, [])
    typed = REFUSED[about]["text"]
    for code in ("id", "en", "id"):
        switch = BeautifulSoup(refused.content, "html.parser").select_one(SWITCH.format(code))
        assert not switch.has_attr("title")  # there is such a page
        refused = client.get(switch["href"])
        assert refused.status_code == 200
        assert field(refused).text.strip() == typed
    assert "Yang Anda tulis belum terkirim." in refused.content.decode()
    client.post(f"{page}message/", {"text": "Kapan datang?"})
    answer = client.get(page)
    assert (field(answer).text.strip(), "is not sent yet" in answer.content.decode()) == ("", False)
    assert len(said(customer)) == 1


def test_what_was_refused_goes_with_its_form_and_a_look_writes_nothing(customer):
    approve(customer.claim, customer.staff)
    refused = {"courier": "", "tracking_number": "004-12"}
    assert customer.client.post(f"{customer.page()}parcel/", refused).status_code == 422
    kept = customer.client.session[SESSION_KEY]
    for _look in range(2):
        answer = customer.client.get(customer.page())
        assert values_of(answer, "tracking_number") == ["004-12"]
        assert "sessionid" not in answer.cookies  # it was not written
    assert customer.client.session[SESSION_KEY] == kept
    mark_goods_returned(customer.claim, customer.staff)
    assert "is not sent yet" not in customer.client.get(customer.page()).content.decode()
    assert customer.client.session[SESSION_KEY] == []


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


def test_what_waits_is_as_long_as_a_field_may_be_and_of_few_pages(customer, page):
    many = {f"field-{number}": "x" for number in range(FIELDS)} | {"y" * NAME: "x"}
    write(customer, page, text="x" * (LONGEST + 1), **many)
    (sent,) = customer.client.session[SESSION_KEY]
    assert (len(sent["said"]["text"]), len(sent["said"]), sent["had_files"]) == (LONGEST, FIELDS, False)
    for number in range(MOST):
        customer.client.post(f"/akun/klaim/CL-{number}/pesan/", {"text": "x"})
    assert len(customer.client.session[SESSION_KEY]) == MOST


def test_nothing_is_said_of_an_empty_message_and_nothing_kept_that_comes_by_a_link(customer):
    answer = sign_in(customer, write(customer, customer.page(), text=" "))
    assert (field(answer).text.strip(), NOT_SENT in answer.content.decode()) == ("", False)
    customer.client.logout()
    customer.client.post("/en/account/guest-claim/x/message/", {"text": "x"})
    assert SESSION_KEY not in customer.client.session


def post_as_nobody(customer, address, **values):
    """Return the page that follows the sign-in."""
    customer.client.cookies.pop("sessionid", None)
    answer = customer.client.post(address, values)
    assert answer["Location"].startswith("/en/account/sign-in/?next=")
    return sign_in(customer, answer["Location"])


def values_of(answer, *names):
    page = BeautifulSoup(answer.content, "html.parser")
    return [page.find("input", {"name": name}).get("value") for name in names]


def test_a_parcel_stands_in_its_form_again(customer):
    approve(customer.claim, customer.staff)
    told = {"courier": "SiCepat", "tracking_number": "004-12"}
    answer = post_as_nobody(customer, f"{customer.page()}parcel/", **told)
    assert values_of(answer, *told) == list(told.values())
    assert answer.content.decode().count(NOT_SENT) == 1
    assert not customer.claim.events.filter(kind="parcel").exists()


@pytest.mark.parametrize("action", ["claim", "order"])
def test_a_button_that_did_nothing_says_so(customer, action):
    address = {"claim": f"{customer.page()}withdraw/", "order": f"{customer.order_page}received/"}[action]
    answer = post_as_nobody(customer, address)
    assert answer.content.decode().count(NOT_DONE) == 1
    customer.claim.refresh_from_db()
    assert customer.claim.state != "withdrawn"


ACCOUNT = {
    "/en/account/edit/": {"first_name": "Budi S.", "phone": "0811-111-1111"},
    "/en/account/addresses/add/": {"first_name": "Gudang", "line1": "Jl. Kenari 1", "postcode": "12x"},
}


@pytest.mark.parametrize("address", ACCOUNT)
def test_what_was_typed_on_a_page_of_the_account_stands_there_again(customer, address):
    note = values_of(customer.client.get(address), "member")[0]
    answer = post_as_nobody(customer, address, member=note, **ACCOUNT[address])
    assert values_of(answer, *ACCOUNT[address]) == list(ACCOUNT[address].values())
    assert NOT_SENT in answer.content.decode()
    assert NOT_SENT not in customer.client.get(address).content.decode()
    customer.order.user.refresh_from_db()
    assert (customer.order.user.first_name, customer.order.user.addresses.count()) == ("Budi Santoso", 0)


@pytest.mark.parametrize("is_named", [True, False])
def test_what_one_member_typed_there_is_not_shown_to_another(customer, is_named):
    address, typed = list(ACCOUNT.items())[1]
    note = values_of(customer.client.get(address), "member")[0] if is_named else "forged"
    customer.client.cookies.pop("sessionid", None)
    away = customer.client.post(address, typed | {"member": note})["Location"]
    make_member("mallory")
    answer = sign_in(customer, away, "mallory")
    assert ("Jl. Kenari" in answer.content.decode(), NOT_SENT in answer.content.decode()) == (False, False)


def test_no_password_is_kept(customer):
    customer.client.cookies.pop("sessionid", None)
    customer.client.post("/en/account/password/", {"old_password": PASSWORD, "new_password1": "y"})
    assert [sent["said"] for sent in customer.client.session[SESSION_KEY]] == [{}]


def test_making_an_address_the_first_one_leads_to_the_list_after_the_sign_in(customer):
    book = customer.order.user.addresses
    kept = book.create(first_name="Gudang", line1="Jl. Kenari 1", postcode="12345", country_id="ID")
    answer = post_as_nobody(customer, f"/en/account/addresses/{kept.pk}/default/")
    assert answer.redirect_chain[-1][0] == "/en/account/edit/#addresses"
