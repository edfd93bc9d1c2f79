"""Signup, "Sign In" and signing out."""

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.http import QueryDict

from shop.accounts import membership
from shop.accounts.backends import FAILED_PER_ACCOUNT
from shop.communication.models import OutgoingMail
from shop.customer.door import SIGNUPS
from tests.support.people import PASSWORD, make_member
from web.limits import network

pytestmark = pytest.mark.django_db
User = get_user_model()

ADDRESSES = {"id": "/akun/", "en": "/en/account/"}
SIGN_IN = {"id": "/akun/masuk/", "en": "/en/account/sign-in/"}
USERNAME_WORDS = "Letters from A to Z, digits and . + - _ only, without spaces, at least one letter or digit."
SIGNUP = {"id": "/akun/daftar/", "en": "/en/account/signup/"}


def answers(**changed):
    return {
        "username": "siti.rahma",
        "first_name": "Siti Rahma",
        "email": "siti@example.com",
        "phone": "0812-9850-0929",
        "password": "jeruk-nipis-77",
        "language": "id",
    } | changed


def errors_of(response, field):
    return response.context["form"].errors.get(field, [])


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_signup_page_presets_its_own_language(client, language):
    response = client.get(SIGNUP[language])
    assert response.context["form"]["language"].value() == language
    assert "<h1>Signup</h1>" in response.content.decode()


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_new_member_is_signed_in_and_welcomed_in_their_language(client, run_tasks, smtp, language):
    response = client.post(SIGNUP[language], answers(language=language), follow=True)
    assert response.redirect_chain[-1][0] == ADDRESSES[language]
    assert response.wsgi_request.user.username == "siti.rahma"
    run_tasks()
    (mail,) = smtp.messages
    assert mail["To"] == "siti@example.com"
    assert mail["Subject"] == {"id": "Selamat datang di Enportu", "en": "Welcome to Enportu"}[language]
    assert "siti.rahma" in mail.get_body(("plain",)).get_content()
    assert f"http://testserver{ADDRESSES[language]}" in mail.get_body(("html",)).get_content()


@pytest.mark.parametrize("typed", ["081298500929", "6281298500929", "+6281298500929", "0812 9850 0929"])
def test_a_phone_number_may_be_written_in_any_of_the_usual_forms(client, typed):
    client.post(SIGNUP["en"], answers(phone=typed))
    assert str(User.objects.get().phone) == "+6281298500929"


def test_signup_tells_who_has_an_account_only_so_often(client):
    make_member(email="budi@example.com")
    for tries_between in (SIGNUPS.most - 2, 0):
        told = client.post(SIGNUP["en"], answers(email="budi@example.com"))
        assert errors_of(told, "email") == ["An account with this email exists already."]
        for _try in range(tries_between):
            SIGNUPS.count(network(told.wsgi_request))

    for email in ("budi@example.com", "siti@example.com"):
        refused = client.post(SIGNUP["en"], answers(email=email))
        assert errors_of(refused, "email") == []
        html = refused.content.decode()
        assert "Too many attempts. Please try again in an hour." in html
        assert email in html
    assert User.objects.count() == 1


def test_every_field_of_signup_is_needed(client):
    fields = ("username", "first_name", "email", "phone", "password", "language")
    response = client.post(SIGNUP["en"], answers(**dict.fromkeys(fields, "")))
    told = {field: errors_of(response, field) for field in fields}
    assert told == dict.fromkeys(fields, ["This field is required."])
    assert not User.objects.exists()


@pytest.mark.parametrize(
    "slips",
    [
        {
            "username": ("BUDI", "This username is taken. Please choose another one."),
            "email": ("Budi@Example.COM", "An account with this email exists already."),
            "phone": ("12", "This is not a telephone number. Write it as 0812-3456-7890, 62812… or +62812…."),
        },
        {
            "username": ("siti@example.com", USERNAME_WORDS),
            "password": ("1234567", "This password is too short. It must contain at least 8 characters."),
        },
        {"username": ("sh\u043epper", USERNAME_WORDS)},  # a Cyrillic o
        {"username": ("..", USERNAME_WORDS)},
        {"username": ("_", USERNAME_WORDS)},
        {"username": ("\u0661\u0662\u0663", USERNAME_WORDS)},  # Arabic digits
    ],
)
def test_signup_names_what_is_wrong_beside_the_field_and_keeps_the_rest(client, slips):
    make_member("budi")
    response = client.post(SIGNUP["en"], answers(**{field: typed for field, (typed, _told) in slips.items()}))
    assert [field for field, (_typed, told) in slips.items() if told not in errors_of(response, field)] == []
    assert list(response.context["form"].errors) == list(slips)
    assert 'value="Siti Rahma"' in response.content.decode()
    assert "jeruk-nipis-77" not in response.content.decode()
    assert User.objects.count() == 1


@pytest.mark.parametrize(
    ("password", "told"),
    [
        ("jeruk77", "Password ini terlalu pendek. Paling sedikit 8 karakter."),
        ("password", "Password ini terlalu umum."),
        ("8391746205", "Password ini hanya berisi angka."),
    ],
)
def test_a_password_is_called_password_in_errors_too(client, password, told):
    assert told in errors_of(client.post(SIGNUP["id"], answers(password=password)), "password")


@pytest.mark.parametrize(
    "name", ["A", "أحمد", "Budi 🛠", "<script>alert(1)</script>", "'; DROP TABLE accounts_user; --"]
)
def test_unusual_names_are_kept_as_they_are_and_shown_harmlessly(client, name):
    response = client.post(SIGNUP["en"], answers(first_name=name), follow=True)
    assert User.objects.get().first_name == name
    assert "<script>alert" not in response.content.decode()


def test_a_name_of_300_characters_is_refused(client):
    response = client.post(SIGNUP["en"], answers(first_name="n" * 300))
    assert errors_of(response, "first_name") == ["At most 255 characters (now 300)."]


@pytest.mark.parametrize("login", ["budi", "BUDI", "budi@example.com", "Budi@Example.com", " budi "])
def test_a_member_signs_in_with_username_or_email_and_sees_the_account_page(client, login):
    make_member("budi")
    response = client.post(SIGN_IN["en"], {"username": login, "password": PASSWORD}, follow=True)
    assert response.redirect_chain == [("/en/account/", 302)]
    assert response.wsgi_request.user.username == "budi"


def test_an_email_address_always_means_the_account_that_has_it(client):
    owner = make_member("budi")
    make_member("budi@example.com", email="other@example.com")
    response = client.post(SIGN_IN["en"], {"username": "budi@example.com", "password": PASSWORD}, follow=True)
    assert response.wsgi_request.user == owner


@pytest.mark.parametrize("who", ["budi", "nobody"])
def test_a_failed_sign_in_says_the_same_for_known_and_unknown_names(client, who):
    make_member("budi")
    response = client.post(SIGN_IN["en"], {"username": who, "password": "wrong"})
    assert response.context["form"].non_field_errors() == [
        "This username or email and this password do not fit together. Mind upper and lower case."
    ]
    assert f'value="{who}"' in response.content.decode()


def test_somebody_who_left_cannot_sign_in(client):
    make_member("budi", is_active=False)
    response = client.post(SIGN_IN["en"], {"username": "budi", "password": PASSWORD})
    assert not response.wsgi_request.user.is_authenticated


@pytest.mark.parametrize("who", ["budi", "nobody"])
def test_after_too_many_failures_even_the_right_password_waits(client, who):
    make_member("budi")
    for _try in range(FAILED_PER_ACCOUNT.most):
        client.post(SIGN_IN["en"], {"username": who, "password": "wrong"})
    response = client.post(SIGN_IN["en"], {"username": who, "password": PASSWORD})
    assert response.context["form"].non_field_errors() == [
        "Too many failed attempts. Please wait ten minutes, or use “Reset Password”."
    ]
    elsewhere = client.post(SIGN_IN["en"], {"username": "budi", "password": PASSWORD}, REMOTE_ADDR="203.0.113.9")
    assert elsewhere.status_code == 302


@pytest.mark.parametrize(
    "target", ["https://evil.example/", "//evil.example", "javascript:alert(1)", "/\\evil.example"]
)
def test_after_signing_in_nobody_is_sent_to_another_host(client, target):
    make_member("budi")
    response = client.post(SIGN_IN["en"], {"username": "budi", "password": PASSWORD, "next": target})
    assert response["Location"] == "/en/account/"


def test_a_page_that_asked_for_sign_in_is_shown_afterwards(client):
    make_member("budi")
    asked = client.get("/akun/pesanan/")
    assert asked["Location"] == "/akun/masuk/?next=/akun/pesanan/"
    response = client.post(asked["Location"], {"username": "budi", "password": PASSWORD, "next": "/akun/pesanan/"})
    assert response["Location"] == "/akun/pesanan/"


@pytest.mark.parametrize(
    ("target", "switched"),
    [
        ("/akun/pesanan/?page=2", "/en/account/orders/?page=2"),
        ("/keranjang/", "/en/basket/"),
        ("/bantuan/formulir/?order=E1", "/bantuan/formulir/?order=E1"),
        ("/en/basket/", "/en/basket/"),
    ],
)
def test_changing_the_language_before_signing_in_changes_it_afterwards_too(client, target, switched):
    for door in ("/akun/masuk/", "/akun/daftar/"):
        html = client.get(door, {"next": target}).content.decode()
        link = BeautifulSoup(html, "html.parser").find("a", hreflang="en", lang="en")
        assert QueryDict(link["href"].partition("?")[2])["next"] == switched, door


def test_signing_out_takes_a_post(client):
    client.force_login(make_member("budi"))
    assert client.get("/en/account/sign-out/").wsgi_request.user.is_authenticated
    client.post("/en/account/sign-out/")
    assert not client.get("/en/account/sign-in/").wsgi_request.user.is_authenticated


def test_alerts_of_an_address_become_a_members_own_once_the_address_is_proven(client):
    from tests.support.catalogue import make_product

    product = make_product(stock=0)
    client.post(f"/en/account/alerts/create/{product.pk}/", {"email": "Siti@example.com"})
    client.post(SIGNUP["en"], answers())
    member = User.objects.get()
    assert not member.alerts.exists()  # anybody can sign up with somebody else's address
    User.objects.update(email="old@example.com")
    member.refresh_from_db()
    membership.request_email_change(member, "siti@example.com")
    link = membership.email_change_address(member, "siti@example.com").removeprefix("http://testserver")
    client.post(link)
    assert member.alerts.get().product == product


def test_signup_that_fails_owes_nobody_a_mail(client):
    client.post(SIGNUP["en"], answers(email="not an address"))
    assert not OutgoingMail.objects.exists()


@pytest.mark.parametrize("door", ["/cms/login/", "/dashboard/login/"])
def test_failures_at_one_door_close_them_all(client, django_user_model, door):
    django_user_model.objects.create_superuser("dewi", "dewi@example.com", PASSWORD)
    for number in range(FAILED_PER_ACCOUNT.most):
        client.post(door, {"username": "dewi", "password": f"guess-{number}"})
    for again in ("/cms/login/", "/dashboard/login/"):
        client.post(again, {"username": "dewi", "password": PASSWORD})
        assert "_auth_user_id" not in client.session


@pytest.mark.parametrize(
    "wrong", ["abc", "-1", "search", "[]", "{{7*7}}", "🙈", "\udcff", "//example.com", "http:///x"]
)
def test_who_is_signed_in_already_goes_to_the_account_whatever_next_says(client, wrong):
    client.force_login(make_member())
    answer = client.get("/akun/masuk/", {"next": wrong.encode("utf-8", "surrogateescape")})
    assert (answer.status_code, answer["Location"]) == (302, "/akun/")
