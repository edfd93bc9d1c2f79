"""Sending: claims a mail, renders it, hands it to the SMTP server, and tries again later where that fails.

No transaction is open while the SMTP server is spoken to. A mail is claimed by the id of its task, so that a task which
is run again after its worker died may take up what it left, and no other task can. Where the worker dies between the
server's "accepted" and our own note of it, the mail goes out twice with the same Message-ID; SMTP offers no better.
"""

import datetime as dt
import smtplib

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone
from django_tasks import task

from shop.communication.letters import compose
from shop.communication.models import OutgoingMail

Status = OutgoingMail.Status

MAIL_PRIORITY = 50  # before pictures and other work that nobody waits for
PAUSES = tuple(
    dt.timedelta(seconds=seconds) for seconds in (5, 15, 60, 300, 900, 3600, 3 * 3600, 6 * 3600, 12 * 3600, 24 * 3600)
)


@task(takes_context=True, priority=MAIL_PRIORITY)
def send(context, mail_id):
    """Send one mail of the outbox. Harmless when run twice."""
    deliver(mail_id, claimant=str(context.task_result.id))


def deliver(mail_id, claimant):
    """Send the mail if it still waits. An error of the network or the SMTP server postpones it; any other fails it."""
    mail = _claim(mail_id, claimant)
    if mail is None:
        return
    try:
        message = compose(mail)
        if message is not None:
            message.send()
    except (smtplib.SMTPException, OSError) as error:
        _postpone(mail, error)
    except Exception as error:  # whatever it is, staff see the mail among the failed ones, and the task fails too
        _finish(mail, Status.FAILED, error)
        raise
    else:
        _finish(mail, Status.DROPPED if message is None else Status.SENT)


def _claim(mail_id, claimant):
    """The mail, now ours to send, or None where it is sent, failed or in other hands."""
    ours = Q(status=Status.WAITING) | Q(status=Status.SENDING, claimed_by=claimant)
    rows = OutgoingMail.objects.filter(ours, pk=mail_id)
    if not rows.update(status=Status.SENDING, claimed_by=claimant, attempts=F("attempts") + 1):
        return None
    return OutgoingMail.objects.get(pk=mail_id)


def _finish(mail, status, error=""):
    mail.status, mail.error = status, _describe(error)
    mail.sent_at = timezone.now() if status == Status.SENT else None
    mail.save(update_fields=["status", "error", "sent_at"])


def _postpone(mail, error):
    """Wait a while and try again; give up after the last pause, or at once where the server said "never"."""
    if is_permanent(error) or mail.attempts > len(PAUSES):
        _finish(mail, Status.FAILED, error)
        return
    with transaction.atomic():
        _finish(mail, Status.WAITING, error)
        send.using(run_after=timezone.now() + PAUSES[mail.attempts - 1]).enqueue(mail.pk)


def is_permanent(error):
    """Whether the server refused this very mail for good (5xx). A refused sign-in is ours to mend: not permanent."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return all(code >= 500 for code, _text in error.recipients.values())
    if isinstance(error, smtplib.SMTPAuthenticationError):
        return False
    return isinstance(error, smtplib.SMTPResponseException) and error.smtp_code >= 500


def _describe(error):
    return f"{type(error).__name__}: {error}"[:2000] if error else ""
