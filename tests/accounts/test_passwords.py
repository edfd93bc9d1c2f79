"""Changing a password, and choosing a new one through a mail (promises 3 and 4)."""

import re

import pytest
from django.urls import reverse

from shop.communication.models import OutgoingMail
from shop.customer.passwords import RESETS_PER_ADDRESS
from tests.support.people import PASSWORD, make_member

pytestmark = pytest.mark.django_db

RESET = {"id": "/akun/atur-ulang-sandi/", "en": "/en/account/reset-password/"}
NEW = {"new_password1": "jeruk-nipis-77", "new_password2": "jeruk-nipis-77"}


def link_in(mail):
    return re.search(r"http://testserver(\S+)", mail.get_body(("plain",)).get_content())[1]


@pytest.mark.parametrize(
    ("page", "language", "subject"),
    [
        ("id", "id", "Pilih password baru untuk Enportu"),
        ("en", "id", "Pilih password baru untuk Enportu"),
        ("id", "en", "Choose a new password for Enportu"),
    ],
)
def test_the_reset_mail_speaks_the_members_language(client, run_tasks, smtp, page, language, subject):
    member = make_member(language=language)
    response = client.post(RESET[page], {"email": "BUDI@example.com"}, follow=True)
    assert response.status_code == 200
    run_tasks()
    (mail,) = smtp.messages
    assert (mail["To"], mail["Subject"]) == ("budi@example.com", subject)
    form = client.get(link_in(mail), follow=True)
    done = client.post(form.redirect_chain[-1][0], NEW)
    assert done["Location"] == {"id": "/akun/masuk/", "en": "/en/account/sign-in/"}[language]
    member.refresh_from_db()
    assert member.check_password("jeruk-nipis-77")
    assert client.get(link_in(mail), follow=True).context["validlink"] is False


def test_the_answer_is_the_same_whether_or_not_an_account_has_the_address(client, run_tasks, smtp):
    make_member()
    known = client.post(RESET["en"], {"email": "budi@example.com"})
    unknown = client.post(RESET["en"], {"email": "nobody@example.com"})
    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    assert client.get(known["Location"]).content == client.get(unknown["Location"]).content
    run_tasks()
    assert [mail["To"] for mail in smtp.messages] == ["budi@example.com"]


def test_the_answer_costs_the_same_queries_whether_or_not_an_account_has_the_address(client):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    make_member()
    counts = []
    for email in ("budi@example.com", "nobody@example.com"):
        with CaptureQueriesContext(connection) as queries:
            client.post(RESET["en"], {"email": email})
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_asking_again_and_again_fills_nobodys_mailbox(client):
    make_member()
    answers = {
        client.post(RESET["en"], {"email": "budi@example.com"})["Location"]
        for _time in range(RESETS_PER_ADDRESS.most + 2)
    }
    assert len(answers) == 1
    assert OutgoingMail.objects.count() == RESETS_PER_ADDRESS.most


def test_a_member_changes_the_password_and_stays_signed_in(client, run_tasks, smtp):
    member = make_member(language="en")
    client.force_login(member)
    response = client.post("/en/account/password/", {"old_password": PASSWORD} | NEW, follow=True)
    assert response.wsgi_request.user == member
    member.refresh_from_db()
    assert member.check_password("jeruk-nipis-77")
    run_tasks()
    assert [mail["Subject"] for mail in smtp.messages] == ["Your password at Enportu was changed"]


@pytest.mark.parametrize(
    ("field", "typed", "message"),
    [
        ("old_password", "wrong", "This is not your old password."),
        ("new_password1", "12345678", "This password is too common."),
        ("new_password2", "another-one-8", "The two passwords are not the same."),
    ],
)
def test_a_password_that_does_not_fit_is_refused_beside_its_field(client, field, typed, message):
    member = make_member()
    client.force_login(member)
    response = client.post("/en/account/password/", {"old_password": PASSWORD} | NEW | {field: typed})
    assert message in response.context["form"].errors[field]
    member.refresh_from_db()
    assert member.check_password(PASSWORD)


def test_a_member_who_does_not_know_the_old_password_gets_a_link(client, run_tasks, smtp):
    client.force_login(make_member(language="en"))
    client.post("/en/account/password/forgotten/")
    run_tasks()
    assert [(mail["To"], mail["Subject"]) for mail in smtp.messages] == [
        ("budi@example.com", "Choose a new password for Enportu")
    ]


def test_a_new_password_ends_the_sessions_elsewhere(client):
    from django.test import Client

    member = make_member()
    client.force_login(member)
    elsewhere = Client()
    elsewhere.force_login(member)
    client.post("/en/account/password/", {"old_password": PASSWORD} | NEW)
    assert elsewhere.get("/en/account/").status_code == 302


def test_the_cms_sends_who_forgot_a_password_to_the_door_that_counts(client):
    assert client.get("/cms/password_reset/").url == reverse("customer:password-reset")
    client.post("/cms/password_reset/", {"email": "siti@example.com"})
    assert not OutgoingMail.objects.exists()
