"""Error pages speak one language from top to bottom."""

import io
import logging

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError

from home.errors import server_error

pytestmark = pytest.mark.django_db


def test_what_is_put_into_an_english_error_page_is_english_too(client):
    page = client.get("/fr/drills/").content.decode()
    assert 'href="/en/basket/"' in page
    assert "/keranjang/" not in page


@pytest.mark.parametrize(
    ("path", "title", "words"),
    [
        ("/akun/masuk/", "Berkasnya terlalu banyak", "Paling banyak 10 berkas dapat dikirim sekaligus."),
        ("/en/account/sign-in/", "These are too many files", "At most 10 files can be sent at once."),
    ],
)
def test_more_files_than_a_post_may_have_are_told_as_that(client, path, title, words):
    files = [SimpleUploadedFile(f"{number}.txt", b"x") for number in range(101)]
    answer = client.post(path, {"photos": files})
    assert answer.status_code == 400
    assert title in answer.content.decode()
    assert words in answer.content.decode()


def test_what_strangers_send_too_much_of_is_one_line_of_the_log(client):
    said = io.StringIO()
    handler = next(found for found in logging.getLogger("django.security").handlers)
    before = handler.setStream(said)
    try:
        client.post("/akun/masuk/", b"x" * 2_600_000, content_type="application/x-www-form-urlencoded")
    finally:
        handler.setStream(before)
    lines = said.getvalue().splitlines()
    assert len(lines) == 1
    assert lines[0].endswith("ERROR django.security.RequestDataTooBig: "
                             "Request body exceeded settings.DATA_UPLOAD_MAX_MEMORY_SIZE.")  # fmt: skip


def test_a_post_that_is_too_large_is_read_to_its_end(client):
    answer = client.post("/akun/masuk/", b"x" * 2_600_000, content_type="application/x-www-form-urlencoded")
    assert answer.status_code == 400
    assert answer.wsgi_request.read(1) == b""  # the connection is ready for the next request


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
