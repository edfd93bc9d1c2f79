"""Mail on its way out: owed in a transaction, sent by the worker, tried again, never lost and never sent twice."""

import datetime as dt
import re
import smtplib
import socket

import pytest
from aiosmtpd.controller import Controller
from django.db import transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from oscar.core.loading import get_model

from shop.communication import outbox, sending
from shop.communication.models import OutgoingMail
from shop.order.links import Purpose, read
from shop.policies.calendar import WIB
from tests.support.catalogue import make_product
from tests.support.orders import make_order
from tests.support.people import make_member
from tests.support.smtp import SmtpServer

pytestmark = pytest.mark.django_db
Status = OutgoingMail.Status


def welcome(member, **values):
    return outbox.enqueue("REGISTRATION", recipient=member.email, language=member.language, user=member.pk, **values)


@pytest.fixture
def no_server(settings):
    """Nobody listens where mail is sent."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        settings.EMAIL_HOST, settings.EMAIL_PORT = free.getsockname()
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        yield


class Refusing:
    """An SMTP handler that refuses every recipient with one code."""

    def __init__(self, code):
        self.code = code

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802  aiosmtpd's name
        return f"{self.code} no"


@pytest.fixture
def refusing(settings):
    """Call it with a code to get a server that answers every recipient with it."""
    started = []

    def start(code):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        controller = Controller(Refusing(code), hostname="127.0.0.1", port=port)
        controller.start()
        started.append(controller)
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port

    yield start
    for controller in started:
        controller.stop()


def due_now():
    """Let the pause of every waiting task be over."""
    DBTaskResult.objects.filter(status="READY").update(run_after=timezone.now())


def test_mail_of_a_transaction_that_fails_is_never_owed(run_tasks, smtp):
    member = make_member()
    with transaction.atomic():
        welcome(member)
        transaction.set_rollback(True)
    run_tasks()
    assert (smtp.messages, OutgoingMail.objects.count()) == ([], 0)


def test_the_same_thing_is_mailed_once(run_tasks, smtp):
    member = make_member()
    for _time in range(3):
        welcome(member, once=f"REGISTRATION:{member.pk}")
    run_tasks()
    assert len(smtp.messages) == 1


def test_a_task_that_runs_twice_sends_once(run_tasks, smtp):
    mail = welcome(make_member())
    sending.send.enqueue(mail.pk)
    run_tasks()
    assert len(smtp.messages) == 1


def test_mail_waits_until_the_server_is_there_again(run_tasks, no_server, settings):
    mail = welcome(make_member())
    run_tasks()
    mail.refresh_from_db()
    assert (mail.status, mail.attempts) == (Status.WAITING, 1)
    assert "Connection refused" in mail.error
    next_try = DBTaskResult.objects.get(status="READY", task_path="shop.communication.sending.send")
    assert 3 < (next_try.run_after - timezone.now()).total_seconds() <= 5

    with SmtpServer() as server:
        settings.EMAIL_HOST, settings.EMAIL_PORT = server.host, server.port
        due_now()
        run_tasks()
        assert len(server.messages) == 1
    mail.refresh_from_db()
    assert (mail.status, mail.attempts, mail.error) == (Status.SENT, 2, "")


def test_after_two_days_a_mail_is_failed_and_staff_can_send_it_again(run_tasks, no_server):
    mail = welcome(make_member())
    for _try in range(len(sending.PAUSES) + 1):
        due_now()
        run_tasks()
    mail.refresh_from_db()
    assert (mail.status, mail.attempts) == (Status.FAILED, len(sending.PAUSES) + 1)
    assert not DBTaskResult.objects.ready().filter(task_path="shop.communication.sending.send").exists()
    assert outbox.send_again(mail)
    mail.refresh_from_db()
    assert mail.status == Status.WAITING
    assert not outbox.send_again(mail)


@pytest.mark.parametrize(("code", "status"), [(550, Status.FAILED), (450, Status.WAITING)])
def test_a_refusal_for_good_fails_at_once_and_a_passing_one_waits(run_tasks, refusing, code, status):
    refusing(code)
    mail = welcome(make_member())
    run_tasks()
    mail.refresh_from_db()
    assert (mail.status, mail.attempts) == (status, 1)


def test_a_refused_sign_in_at_the_server_is_ours_to_mend_and_waits():
    assert not sending.is_permanent(smtplib.SMTPAuthenticationError(535, b"no"))
    assert sending.is_permanent(smtplib.SMTPDataError(554, b"no"))
    assert not sending.is_permanent(TimeoutError())


def test_mail_to_an_account_that_is_gone_is_dropped(run_tasks, smtp):
    member = make_member()
    mail = welcome(member)
    member.delete()
    run_tasks()
    mail.refresh_from_db()
    assert (mail.status, smtp.messages) == (Status.DROPPED, [])


def test_only_the_task_that_claimed_a_mail_takes_it_up_again(run_tasks, smtp):
    mail = welcome(make_member())
    task = DBTaskResult.objects.get(task_path="shop.communication.sending.send")
    OutgoingMail.objects.update(status=Status.SENDING, claimed_by=str(task.pk))
    sending.deliver(mail.pk, claimant="another")
    assert smtp.messages == []
    run_tasks()
    assert len(smtp.messages) == 1


def test_an_unknown_event_is_a_mistake_of_the_caller():
    with pytest.raises(KeyError):
        outbox.enqueue("NO_SUCH_EVENT", recipient="a@example.com", language="id")


@pytest.mark.parametrize(
    ("language", "subject", "words"),
    [
        ("id", "Pesanan Anda {} di Enportu", ["akan diproses pada Senin, 23 November 2026", "Total: Rp1.110.000"]),
        ("en", "Your order {} at Enportu", ["will be processed on Monday, 23 November 2026", "Total: Rp1.110.000"]),
    ],
)
def test_the_order_mail_says_what_how_much_and_when(run_tasks, smtp, language, subject, words):
    placed = dt.datetime(2026, 11, 21, 10, 0, tzinfo=WIB)  # a Saturday
    order = make_order(product=make_product("Bor listrik", "Power drill"), quantity=2, date_placed=placed)
    outbox.enqueue("ORDER_PLACED", recipient="tamu@example.com", language=language, order=order.pk)
    run_tasks()
    (mail,) = smtp.messages
    text = mail.get_body(("plain",)).get_content()
    html = mail.get_body(("html",)).get_content()
    assert mail["Subject"] == subject.format(order.number)
    for word in [*words, "2 × Bor listrik", "PPN", "Rp110.000"]:
        assert word in text
    link = re.search(r'href="[^"]*/(?:pesanan-tamu|guest-order)/([^/"]+)/"', html)[1]
    assert read(Purpose.ORDER, link) == order.number
    assert f'<html lang="{language}">' in html


def test_a_mail_has_the_same_message_id_however_often_it_is_tried(run_tasks, smtp):
    mail = welcome(make_member())
    run_tasks()
    OutgoingMail.objects.update(status=Status.WAITING)
    sending.send.enqueue(mail.pk)
    run_tasks()
    first, second = smtp.messages
    assert first["Message-ID"] == second["Message-ID"] == f"<{mail.uuid}@example.com>"


def test_wording_of_staff_is_used_in_its_language_and_escaped_in_html_only(run_tasks, smtp):
    get_model("communication", "CommunicationEventType").objects.update_or_create(
        code="REGISTRATION",
        defaults={
            "name": "Welcome",
            "email_subject_template_en": "Hi {{ name }}",
            "email_body_html_template_en": "<p>{{ name }}</p>",
        },
    )
    welcome(make_member("tom", first_name="Tom & Tim", language="en"))
    welcome(make_member("ani", first_name="Ani", language="id"))
    run_tasks()
    english, indonesian = smtp.messages
    assert english["Subject"] == "Hi Tom & Tim"
    assert "<p>Tom &amp; Tim</p>" in english.get_body(("html",)).get_content()
    assert "Tom & Tim" in english.get_body(("plain",)).get_content()
    assert indonesian["Subject"] == "Selamat datang di Enportu"


def test_wording_that_cannot_be_used_does_not_keep_the_mail_from_the_customer(run_tasks, smtp):
    get_model("communication", "CommunicationEventType").objects.update_or_create(
        code="REGISTRATION", defaults={"name": "Welcome", "email_subject_template_en": "Hi {% nonsense %}"}
    )
    welcome(make_member(language="en"))
    run_tasks()
    assert [mail["Subject"] for mail in smtp.messages] == ["Welcome to Enportu"]


def test_a_line_break_in_a_name_cannot_add_a_header(run_tasks, smtp):
    welcome(make_member(first_name="Budi\r\nBcc: evil@example.com", language="en"))
    run_tasks()
    (mail,) = smtp.messages
    assert (mail["Bcc"], mail["X-RcptTo"]) == (None, "budi@example.com")
