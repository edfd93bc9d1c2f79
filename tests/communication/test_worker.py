"""The worker as a process: it may stop or be killed at any moment, and no mail is lost or sent twice."""

import asyncio
import datetime as dt
import os
import threading

import pytest
from aiosmtpd.controller import Controller
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from config import worker as workers
from shop.communication import outbox
from shop.communication.models import OutgoingMail
from tests.support.people import make_member
from tests.support.workers import wait_until, worker

pytestmark = pytest.mark.django_db(transaction=True)
Status = OutgoingMail.Status


class HangsOnce:
    """An SMTP handler that never answers the first mail and accepts the others."""

    def __init__(self):
        self.reached = threading.Event()
        self.accepted = []

    async def handle_DATA(self, server, session, envelope):  # noqa: N802  aiosmtpd's name
        if not self.reached.is_set():
            self.reached.set()
            await asyncio.sleep(600)
        self.accepted.append(envelope.rcpt_tos)
        return "250 OK"


@pytest.fixture
def hangs_once():
    handler = HangsOnce()
    controller = Controller(handler, hostname="127.0.0.1", port=18107)
    controller.start()
    yield handler
    controller.stop()


def owe_a_mail():
    member = make_member()
    return outbox.enqueue("REGISTRATION", recipient=member.email, language="id", user=member.pk)


def is_sent(mail):
    mail.refresh_from_db()
    return mail.status == Status.SENT


def test_mail_owed_while_no_worker_ran_is_sent_after_a_restart(smtp):
    with worker(smtp.port) as first:
        first.terminate()
        first.join(timeout=60)
        assert not first.is_alive()
    mail = owe_a_mail()
    with worker(smtp.port):
        wait_until(lambda: is_sent(mail), "Sending")
    assert [sent["To"] for sent in smtp.messages] == ["budi@example.com"]


def test_mail_whose_worker_was_killed_while_sending_is_sent_once_by_the_next(hangs_once):
    mail = owe_a_mail()
    with worker(18107) as first:
        assert hangs_once.reached.wait(60)
        first.kill()
        first.join()
    mail.refresh_from_db()
    assert (mail.status, hangs_once.accepted) == (Status.SENDING, [])
    assert DBTaskResult.objects.get(pk=mail.claimed_by).status == "RUNNING"
    with worker(18107):
        wait_until(lambda: is_sent(mail), "Sending")
    assert hangs_once.accepted == [["budi@example.com"]]
    assert mail.attempts == 2


def claimed(worker_id, started_at=None):
    owe_a_mail()
    rows = DBTaskResult.objects.filter(task_path="shop.communication.sending.send")
    rows.update(status="RUNNING", worker_ids=[worker_id], started_at=started_at or timezone.now())
    return rows.get()


def test_the_task_of_a_worker_that_lives_is_left_alone():
    row = claimed(workers.worker_id())
    assert workers.take_up_abandoned() == 0
    row.refresh_from_db()
    assert row.status == "RUNNING"


def test_a_process_that_has_the_number_of_a_dead_worker_is_not_taken_for_it():
    host, pid, _started = workers.worker_id().rsplit("/", 2)
    claimed(f"{host}/{pid}/1")
    assert workers.take_up_abandoned() == 1


@pytest.mark.parametrize(("minutes", "taken"), [(1, 0), (16, 1)])
def test_the_task_of_a_worker_elsewhere_is_taken_up_when_it_takes_too_long(minutes, taken):
    claimed("elsewhere/1/1", timezone.now() - dt.timedelta(minutes=minutes))
    assert workers.take_up_abandoned() == taken


def test_a_task_broken_off_by_a_second_interrupt_is_done_again():
    row = claimed(workers.worker_id())
    row.set_failed(SystemExit(1))
    assert workers.take_up_abandoned() == 1
    row.refresh_from_db()
    assert (row.status, row.traceback) == ("READY", "")


def test_a_task_that_five_workers_died_of_is_given_up():
    row = claimed("x")
    row.worker_ids = [f"{workers.socket.gethostname()[:30]}/{os.getpid()}/{number}" for number in range(5)]
    row.save()
    workers.take_up_abandoned()
    row.refresh_from_db()
    assert (row.status, row.exception_class_path) == ("FAILED", "config.worker.WorkersDied")
    assert workers.take_up_abandoned() == 0
