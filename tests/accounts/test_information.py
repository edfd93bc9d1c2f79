"""The account page, "Edit Information" with its addresses, and leaving (promise 2)."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth import get_user_model
from django.utils import timezone
from oscar.core.loading import get_model

from shop.accounts import membership
from shop.claims.talking import withdraw
from shop.customer.account import CHANGES
from tests.support.catalogue import make_product
from tests.support.claims import sent_question
from tests.support.orders import make_order
from tests.support.people import PASSWORD, make_member

pytestmark = pytest.mark.django_db
User = get_user_model()
UserAddress = get_model("address", "UserAddress")

EDIT = {"id": "/akun/ubah/", "en": "/en/account/edit/"}
ADD = "/en/account/addresses/add/"


@pytest.fixture
def indonesia():
    get_model("address", "Country").objects.get_or_create(
        iso_3166_1_a2="ID", defaults={"printable_name": "Indonesia", "name": "INDONESIA", "is_shipping_country": True}
    )


def data(**changed):
    return {"first_name": "Budi S.", "email": "budi@example.com", "phone": "0812-9850-0929", "language": "en"} | changed


def address(**changed):
    return {
        "first_name": "Budi",
        "phone_number": "081234567890",
        "line1": "Jl. Melati 5",
        "line3": "Gambir",
        "regency": "31.71",
        "postcode": "10110",
    } | changed


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_account_page_has_each_link_of_the_promises_once(client, language):
    client.force_login(make_member())
    page = client.get({"id": "/akun/", "en": "/en/account/"}[language]).content.decode()
    for words in ("Forgot Password?", "Edit Information", "Sales Order"):
        assert len(re.findall(rf">\s*{re.escape(words)}</a>", page)) == 1
    assert re.search(r'class="username" href="[^"]+">.*<bdi>budi</bdi></a>', page, re.DOTALL)


def test_name_phone_and_language_change_at_once(client):
    member = make_member()
    client.force_login(member)
    assert client.post(EDIT["en"], data())["Location"] == "/en/account/"
    member.refresh_from_db()
    assert (member.first_name, str(member.phone), member.language) == ("Budi S.", "+6281298500929", "en")


def test_a_new_email_address_is_used_once_it_is_confirmed(client, run_tasks, smtp):
    member = make_member(language="en")
    client.force_login(member)
    client.post(EDIT["en"], data(email="new@example.com"))
    member.refresh_from_db()
    assert member.email == "budi@example.com"
    run_tasks()
    mails = {mail["To"]: mail for mail in smtp.messages}
    assert mails["budi@example.com"]["Subject"] == "A new email address for your account at Enportu"
    text = mails["new@example.com"].get_body(("plain",)).get_content()
    link = re.search(r"http://testserver(\S+confirm-email\S+)", text)[1]
    client.logout()
    client.get(link)
    member.refresh_from_db()
    assert member.email == "budi@example.com"
    client.post(link)
    member.refresh_from_db()
    assert member.email == "new@example.com"
    again = client.get(link)
    assert (again.status_code, again.context["owner"]) == (410, None)


def link_for(member, new_email):
    """The link that is mailed to the new address."""
    membership.request_email_change(member, new_email)
    return membership.email_change_address(member, new_email).removeprefix("http://testserver")


def test_a_new_password_ends_the_link_of_whoever_asked_before(client):
    member = make_member()
    link = link_for(member, "mallory@example.com")
    membership.change_password(member, "lain-sekali-9")
    assert [client.get(link).status_code, client.post(link).status_code] == [410, 410]
    member.refresh_from_db()
    assert member.email == "budi@example.com"


def test_of_several_links_the_last_one_counts_and_none_works_twice(client):
    member = make_member()
    first = link_for(member, "mallory@example.com")
    client.post(first)
    member.refresh_from_db()
    client.post(link_for(member, "budi@example.com"))
    assert client.post(first).status_code == 410
    member.refresh_from_db()
    assert member.email == "budi@example.com"


def test_a_link_that_is_too_old_is_over(client):
    link = link_for(make_member(), "new@example.com")
    with time_machine.travel(timezone.now() + timedelta(days=membership.EMAIL_CHANGE_DAYS, minutes=1), tick=False):
        assert [client.get(link).status_code, client.post(link).status_code] == [410, 410]


def test_a_link_for_an_address_that_somebody_else_took_does_nothing(client):
    member = make_member()
    link = link_for(member, "new@example.com")
    make_member("other", email="NEW@example.com")
    assert client.post(link).context["owner"] is None
    member.refresh_from_db()
    assert member.email == "budi@example.com"


@pytest.mark.parametrize("key", ["x", "a:b:c"])
def test_a_link_that_was_changed_does_nothing(client, key):
    answer = client.get(f"/en/account/confirm-email/{key}/")
    assert (answer.status_code, answer.context["owner"]) == (404, None)
    assert "This link was used already, is too old, or was not copied completely." in answer.content.decode()


def test_the_address_of_another_account_is_refused_beside_the_field_and_nothing_typed_is_lost(client):
    make_member("other")
    client.force_login(make_member())
    response = client.post(EDIT["en"], data(email="OTHER@example.com", first_name="Budi Baru"))
    assert response.context["form"].errors == {"email": ["An account with this email exists already."]}
    assert 'value="Budi Baru"' in response.content.decode()
    assert User.objects.get(username="budi").first_name == "Budi Santoso"


def test_the_first_address_is_used_first_and_another_can_take_its_place(client, indonesia):
    member = make_member()
    client.force_login(member)
    client.post(ADD, address())
    client.post(ADD, address(line1="Jl. Mawar 7"))
    first, second = member.addresses.order_by("pk")
    assert (first.line4, first.state, first.is_default_for_shipping) == (first.regency.name, "DKI Jakarta", True)
    client.post(f"/en/account/addresses/{second.pk}/default/")
    assert list(member.addresses.order_by("pk").values_list("is_default_for_shipping", flat=True)) == [False, True]


def test_an_address_is_changed_and_deleted(client, indonesia):
    member = make_member()
    client.force_login(member)
    client.post(ADD, address())
    mine = member.addresses.get()
    client.post(f"/en/account/addresses/{mine.pk}/", address(line1="Jl. Kenanga 9"))
    mine.refresh_from_db()
    assert (mine.line1, mine.is_default_for_shipping) == ("Jl. Kenanga 9", True)
    assert client.get(f"/en/account/addresses/{mine.pk}/delete/").status_code == 200
    assert member.addresses.exists()
    client.post(f"/en/account/addresses/{mine.pk}/delete/")
    assert not member.addresses.exists()


def test_the_same_address_is_not_kept_twice(client, indonesia):
    member = make_member()
    client.force_login(member)
    client.post(ADD, address())
    response = client.post(ADD, address())
    assert response.context["form"].non_field_errors()
    assert member.addresses.count() == 1


def test_an_address_that_cannot_be_is_refused_beside_its_fields(client, indonesia):
    client.force_login(make_member())
    slips = {"postcode": "1011", "regency": "99.99", "phone_number": "12", "first_name": "n" * 300}
    response = client.post(ADD, address(**slips))
    assert set(response.context["form"].errors) == set(slips)


def test_the_address_of_somebody_else_does_not_exist(client, indonesia):
    other = make_member("other")
    client.force_login(other)
    client.post(ADD, address())
    pk = other.addresses.get().pk
    client.force_login(make_member("budi"))
    for page in ("", "delete/"):
        assert client.get(f"/en/account/addresses/{pk}/{page}").status_code == 404
    for page in ("", "delete/", "default/"):
        assert client.post(f"/en/account/addresses/{pk}/{page}", address()).status_code == 404
    assert other.addresses.get().line1 == "Jl. Melati 5"


def test_who_leaves_takes_everything_personal_along_and_the_books_stay(client, run_tasks, smtp):
    member = make_member(language="en")
    order = make_order(member, make_product(), status="cancelled")
    client.force_login(member)
    client.post("/en/account/delete/", {"password": PASSWORD})
    order.refresh_from_db()
    assert (order.user, order.guest_email, order.lines.count()) == (None, "", 1)
    assert not User.objects.exists()
    run_tasks()
    assert [(mail["To"], mail["Subject"]) for mail in smtp.messages] == [
        ("budi@example.com", "Your account at Enportu is deleted")
    ]


def test_nobody_leaves_while_an_order_is_on_its_way_or_without_the_password(client):
    member = make_member()
    client.force_login(member)
    wrong = client.post("/en/account/delete/", {"password": "wrong"})
    assert wrong.context["form"].errors == {"password": ["This is not your password."]}
    make_order(member)
    early = client.post("/en/account/delete/", {"password": PASSWORD})
    assert early.context["form"].non_field_errors() == [
        "You have orders that are not finished. Please delete the account after they are, or ask Customer Service."
    ]
    assert User.objects.get() == member


def test_nobody_leaves_while_a_claim_is_open_and_a_settled_one_loses_its_name(client):
    member = make_member()
    client.force_login(member)
    question = sent_question(user=member, phone="+6281234567890")
    early = client.post("/en/account/delete/", {"password": PASSWORD})
    assert early.context["form"].non_field_errors() == [
        "You have claims or questions that are not settled. Please delete the account after they are, or withdraw them."
    ]
    withdraw(question, member)
    client.post("/en/account/delete/", {"password": PASSWORD})
    assert not User.objects.exists()
    question.refresh_from_db()
    assert (question.user, question.name, question.email, question.phone) == (None, "", "", "")
    assert question.description == "Kapan toko buka?"


def test_pages_of_oscar_that_the_shop_does_not_use_do_not_exist(client):
    client.force_login(make_member())
    paths = ("emails/", "notifications/inbox/", "wishlists/", "profile/", "login/", "register/")
    answers = {path: client.get(f"/en/account/{path}").status_code for path in paths}
    assert answers == dict.fromkeys(paths, 404)


def test_editing_tells_who_has_an_account_only_so_often(client):
    make_member(username="siti", email="siti@example.com")
    member = make_member()
    client.force_login(member)
    for tries_between in (CHANGES.most - 2, 0):
        told = client.post(EDIT["en"], data(email="siti@example.com"))
        assert told.context["form"].errors["email"] == ["An account with this email exists already."]
        for _try in range(tries_between):
            CHANGES.count(member.pk)

    refused = client.post(EDIT["en"], data(email="siti@example.com"))

    assert not refused.context["form"].errors
    assert "Too many attempts. Please try again in an hour." in refused.content.decode()
