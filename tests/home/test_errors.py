"""Error pages speak one language from top to bottom."""

import pytest
from django.db import OperationalError

from home.errors import server_error

pytestmark = pytest.mark.django_db


def test_what_is_put_into_an_english_error_page_is_english_too(client):
    page = client.get("/fr/drills/").content.decode()
    assert 'href="/en/basket/"' in page
    assert "/keranjang/" not in page


@pytest.mark.parametrize(("path", "words"), [("/akun/daftar/", "sangat ramai"), ("/en/account/signup/", "very busy")])
def test_a_busy_database_is_said_and_can_be_asked_again(rf, path, words):
    try:
        raise OperationalError("database is locked")
    except OperationalError:
        response = server_error(rf.post(path))
    assert (response.status_code, response["Retry-After"]) == (503, "30")
    assert words in response.content.decode()


def test_what_else_breaks_is_our_mistake(rf):
    try:
        raise ZeroDivisionError
    except ZeroDivisionError:
        response = server_error(rf.get("/en/"))
    assert response.status_code == 500
    assert "Retry-After" not in response
