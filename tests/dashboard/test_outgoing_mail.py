"""Staff see the mail on its way out, and send again what failed."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from shop.communication import outbox
from shop.communication.models import OutgoingMail
from tests.support.people import make_member

pytestmark = pytest.mark.django_db
PAGE = "/en/dashboard/comms/outgoing/"


def owe(number=0):
    member = make_member(f"budi{number}", language="en")
    return outbox.enqueue("REGISTRATION", recipient=member.email, language="en", user=member.pk)


def test_staff_see_why_a_mail_failed_and_send_it_again(dashboard, run_tasks, smtp):
    mail = owe()
    OutgoingMail.objects.update(status="failed", error="SMTPRecipientsRefused: no such mailbox", attempts=1)
    run_tasks()
    page = dashboard.get(PAGE, {"status": "failed"}).content.decode()
    assert "SMTPRecipientsRefused: no such mailbox" in page
    assert "budi0@example.com" in page
    dashboard.post(f"{PAGE}{mail.pk}/send/")
    run_tasks()
    mail.refresh_from_db()
    assert (mail.status, len(smtp.messages)) == ("sent", 1)
    dashboard.post(f"{PAGE}{mail.pk}/send/")
    run_tasks()
    assert len(smtp.messages) == 1


def test_the_list_filters_by_state(dashboard):
    owe()
    assert "No mail here." in dashboard.get(PAGE, {"status": "failed"}).content.decode()
    assert "budi0@example.com" in dashboard.get(PAGE, {"status": "waiting"}).content.decode()


def test_the_list_makes_the_same_queries_for_one_mail_and_for_many(dashboard):
    counts = []
    for numbers in ([0], range(1, 9)):
        for number in numbers:
            owe(number)
        dashboard.get(PAGE)  # reads the menus, which are kept
        with CaptureQueriesContext(connection) as queries:
            dashboard.get(PAGE)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_a_member_does_not_see_the_mail_of_others(client):
    mail = owe()
    client.force_login(make_member("curious"))
    assert client.get(PAGE).status_code == 404
    assert client.post(f"{PAGE}{mail.pk}/send/").status_code == 404
