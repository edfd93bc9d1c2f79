"""The demonstration's mailbox."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.conf.urls.i18n import i18n_patterns
from django.core.mail import EmailMultiAlternatives, get_connection
from django.test import RequestFactory
from django.urls import include, path

import config.urls
from config import mailbox

urlpatterns = [
    *i18n_patterns(path("dev/mail/", include(config.urls.mailbox_urls)), prefix_default_language=False),
    *config.urls.urlpatterns,
]


@pytest.fixture(autouse=True)
def _demo(settings, tmp_path):
    """The mailbox's addresses, which only a demonstration has."""
    settings.MAILBOX_DIR = tmp_path / "mail"
    settings.ROOT_URLCONF = __name__


def send(subject="Pesanan Anda", text="Halo Budi", html="<p>Halo <b>Budi</b></p>", attachment=None):
    message = EmailMultiAlternatives(subject, text, "toko@example.com", ["budi@example.com"])
    if html:
        message.attach_alternative(html, "text/html")
    if attachment:
        message.attach(*attachment)
    get_connection("config.mailbox.EmailBackend").send_messages([message])


def post(*args, **kwargs):
    """Send a mail and return it as the mailbox has it."""
    send(*args, **kwargs)
    return mailbox.latest_mails()[0]


@pytest.mark.django_db
def test_the_mailbox_speaks_the_language_of_its_address(client):
    mail = post()
    assert 'href="/en/dev/mail/"' in client.get("/dev/mail/").content.decode()
    page = client.get("/en/dev/mail/").content.decode()
    assert "Everything this demonstration would have mailed" in page
    assert f'href="/en/dev/mail/{mail.key}/"' in page


@pytest.mark.django_db
def test_the_mailbox_lists_mails_newest_first(client):
    post("Pertama")
    post("Kedua ☕")
    page = client.get("/dev/mail/").content.decode()
    assert 0 < page.index("Kedua ☕") < page.index("Pertama")


@pytest.mark.django_db
def test_an_empty_mailbox_says_how_mail_gets_there(client):
    assert "Belum ada surat" in client.get("/dev/mail/").content.decode()


@pytest.mark.django_db
def test_a_mail_shows_its_text_and_frames_its_html_where_no_script_runs(client):
    mail = post(text="1 < 2", html="<p>Halo</p><script>alert(1)</script>")
    page = client.get(f"/dev/mail/{mail.key}/").content.decode()
    assert "1 &lt; 2" in page
    assert f'src="/dev/mail/{mail.key}/html" sandbox="allow-popups"' in page
    assert "<script>alert" not in page
    framed = client.get(f"/dev/mail/{mail.key}/html")
    assert "<p>Halo</p>" in framed.content.decode()
    assert framed["Content-Security-Policy"].startswith("sandbox allow-popups; script-src 'none'")
    assert framed["X-Frame-Options"] == "SAMEORIGIN"


@pytest.mark.django_db
def test_an_attachment_is_downloaded_as_it_was_sent(client):
    mail = post(attachment=("invoice.pdf", b"%PDF-1.7 \x00\xff", "application/pdf"))
    response = client.get(f"/dev/mail/{mail.key}/0")
    assert response.content == b"%PDF-1.7 \x00\xff"
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == 'attachment; filename="invoice.pdf"'
    assert client.get(f"/dev/mail/{mail.key}/1").status_code == 404


@pytest.mark.parametrize("key", ["..%2F..%2Fetc", "0", "00000000000000000000-00000000"])
@pytest.mark.django_db
def test_a_mail_that_is_not_there_is_not_found(key, client):
    post()
    assert client.get(f"/dev/mail/{key}/").status_code == 404


def test_mails_written_at_once_are_all_kept_whole():
    with ThreadPoolExecutor(8) as writers:
        list(writers.map(lambda number: send(f"Mail {number}"), range(40)))
    subjects = {mail.subject for mail in mailbox.latest_mails()}
    assert subjects == {f"Mail {number}" for number in range(40)}


def test_the_mailbox_is_only_looked_at():
    response = mailbox.mailbox(RequestFactory().post("/dev/mail/"))
    assert response.status_code == 405


@pytest.mark.django_db
def test_outside_the_demonstration_there_is_no_mailbox(client, settings):
    settings.ROOT_URLCONF = "config.urls"
    assert client.get("/dev/mail/").status_code == 404
