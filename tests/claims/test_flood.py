"""Many claims at once while the web server is killed: each that was acknowledged is there once, with its file.

`CLAIMS=500 CLIENTS=20 KILLS=20` make it as large as that; a few are enough to find a mistake.
"""

import os
import random
import socket
import threading
import time
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer

import pytest
import requests
from bs4 import BeautifulSoup
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.test import Client
from requests.adapters import HTTPAdapter

from helpcenter.claim_forms import address
from shop.claims import books
from shop.claims.models import Claim
from shop.claims.words import Topic
from tests.support.claims import picture_bytes
from tests.support.workers import another_process

CLAIMS = int(os.environ.get("CLAIMS", 30))
CLIENTS = int(os.environ.get("CLIENTS", 5))
KILLS = int(os.environ.get("KILLS", 3))
PATIENCE_S = 120
pytestmark = pytest.mark.django_db(transaction=True)


class Server(ThreadingMixIn, WSGIServer):
    """A web server with a thread for each request."""

    daemon_threads = True


class Quiet(WSGIRequestHandler):
    def log_message(self, *args):
        """Nothing."""


def serve(port, say):
    """The shop, until somebody kills it."""
    settings.ALLOWED_HOSTS = ["127.0.0.1"]
    settings.DATABASES["default"]["CONN_MAX_AGE"] = 0  # a thread answers one request here
    server = Server(("127.0.0.1", port), Quiet)
    server.set_app(get_wsgi_application())
    say("listening")
    server.serve_forever()


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class FromAddress(HTTPAdapter):
    """Connects from an address of its own: each client is a network of its own."""

    def __init__(self, host):
        self.host = host
        super().__init__()

    def init_poolmanager(self, *args, **kwargs):
        super().init_poolmanager(*args, source_address=(self.host, 0), **kwargs)


def client(number):
    session = requests.Session()
    session.mount("http://", FromAddress(f"127.0.{number + 1}.1"))
    return session


def until_answered(ask):
    """Ask again while the server is down, and where its answer was cut off; return one that is whole."""
    patience = time.monotonic() + PATIENCE_S
    while True:
        try:
            answer = ask()
            if answer.status_code < 500 and "Content-Length" in answer.headers:
                return answer
        except (requests.ConnectionError, requests.exceptions.ChunkedEncodingError):
            pass
        assert time.monotonic() < patience, "the server never answered"
        time.sleep(0.05)


def send_claim(session, form_url, number):
    """Fill the form in and send it until it is acknowledged, the same each time."""
    page = until_answered(lambda: session.get(form_url, timeout=30))
    form = BeautifulSoup(page.text.partition("enctype=")[2].partition("</form>")[0], "html.parser")
    said = {field["name"]: field.get("value", "") for field in form.select("input[type=hidden]")}
    said |= {field["name"]: field["value"] for field in form.select("input[type=radio]")}
    said |= {"name": f"Siti {number}", "email": f"siti{number}@example.com", "phone": "081234567890",
             "description": f"Klaim nomor {number}."}  # fmt: skip
    picture = picture_bytes((64, 64), (number % 256, number // 256, 7))
    files = {"photos": (f"{number}.jpg", picture, "image/jpeg")}
    answer = until_answered(lambda: session.post(form_url, data=said, files=files, timeout=30, allow_redirects=False))
    assert answer.status_code == 302, BeautifulSoup(answer.text, "html.parser").select_one("main").text


def test_no_claim_is_lost_or_doubled_while_the_server_is_killed(set_up_shop):
    port = free_port()
    form_url = f"http://127.0.0.1:{port}{address(Topic.QUESTION, 'id')}"
    assert Client().get(address(Topic.QUESTION, "id")).status_code == 200  # what each server needs of the shop is read
    waiting, failures = list(range(CLAIMS)), []

    def work(number):
        try:
            while waiting:
                session = client(number)
                send_claim(session, form_url, waiting.pop())
        except BaseException as failure:  # noqa: BLE001  told below, in the thread of the test
            failures.append(failure)

    clients = [threading.Thread(target=work, args=(number,)) for number in range(CLIENTS)]
    for kill in range(KILLS + 1):
        with another_process(serve, port) as (_process, hear):
            hear()
            if kill == 0:
                for each in clients:
                    each.start()
            if kill < KILLS:
                time.sleep(random.uniform(0.2, 1.2))  # noqa: S311
            else:
                for each in clients:
                    each.join(PATIENCE_S)
    assert failures == []
    said = sorted(Claim.objects.values_list("description", flat=True))
    assert said == sorted(f"Klaim nomor {number}." for number in range(CLAIMS))
    assert {claim.attachments.count() for claim in Claim.objects.all()} == {1}
    assert books.check() == []
