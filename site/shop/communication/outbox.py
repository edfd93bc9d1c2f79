"""The one way out for mail: `enqueue` inside the transaction; the worker renders and sends it.

outbox.enqueue("ORDER_PLACED", recipient=email, language="id", once=f"ORDER_PLACED:{order.pk}", order=order.pk)
"""

from django.conf import settings
from django.db import transaction

from shop.communication.events import EVENTS
from shop.communication.models import OutgoingMail
from shop.communication.sending import send


def enqueue(event_code, *, recipient, language, once=None, **about):
    """Owe `recipient` a mail about `event_code`, in `language`; return its row.

    `about` holds ids and other plain JSON values, which the event's context function turns into text when the mail is
    sent. With `once`, a second call for the same thing changes nothing. Raises KeyError for an unknown event.
    """
    EVENTS[event_code]
    if language not in dict(settings.LANGUAGES):
        language = settings.LANGUAGE_CODE
    values = {"event_code": event_code, "recipient": recipient, "language": language, "about": about}
    with transaction.atomic():
        if once is None:
            mail, created = OutgoingMail.objects.create(**values), True
        else:
            mail, created = OutgoingMail.objects.get_or_create(once=once, defaults=values)
        if created:
            send.enqueue(mail.pk)
    return mail


def send_again(mail):
    """Try a failed mail once more, from the start; return whether it was a failed one. Any other is left alone."""
    with transaction.atomic():
        failed = OutgoingMail.objects.filter(pk=mail.pk, status=OutgoingMail.Status.FAILED)
        if not failed.update(status=OutgoingMail.Status.WAITING, attempts=0, error=""):
            return False
        send.enqueue(mail.pk)
    return True
