"""Paying online: an attempt is started at a provider, and later the provider says how it went.

Each attempt has a key of its own. No lock is held and no transaction is open while another server is asked.
"""

import datetime as dt
import logging

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from shop.order import lifecycle
from shop.order.lifecycle import State
from shop.payment import providers
from shop.payment.balance import balance
from shop.payment.models import Attempt
from shop.payment.providers.base import GatewayDown, GatewayRefused, NoticeUnknown, NoticeWrong
from shop.payment.receiving import PaymentRefused, record_payment

logger = logging.getLogger(__name__)
FRESH = dt.timedelta(days=1)  # how long we say that an answer is waited for
SETTLED = dt.timedelta(minutes=10)  # after which a notice has come, if it came at the first try
GIVEN_UP = dt.timedelta(days=15)  # after which a page and what was begun on it have long expired


class PayingRefused(Exception):
    """No payment page can be opened; the message says why, for the shopper."""


def start_attempt(order, code, back):
    """Open a payment page over what is still due for an invoiced order; return the Attempt with its `page`.

    `back` is the absolute address that the page leads to afterwards. Locks the order, not while the provider is asked.
    Raises StepRefused where no money is expected, PayingRefused where there is no page.
    """
    provider = providers.get(code)
    if provider is None or not provider.is_online:
        raise PayingRefused(_("This way to pay is not offered now. Please choose another one."))
    with transaction.atomic():
        order = lifecycle.locked(order)
        lifecycle.require(order, {State.INVOICED})
        attempt = Attempt.objects.create(order=order, provider=provider.code, amount=balance(order).due)
    try:
        attempt.page = provider.start(order, attempt, back)
    except (GatewayDown, GatewayRefused) as error:
        logger.error("No payment page of %s for order %s: %s", code, order.number, error)
        Attempt.objects.filter(pk=attempt.pk, status=Attempt.Status.OPEN).update(status=Attempt.Status.FAILED)
        raise PayingRefused(
            _("The payment page cannot be opened right now. Please try again later, or pay by bank transfer.")
        ) from error
    attempt.save(update_fields=["page"])
    return attempt


def waiting_attempt(order):
    """The newest attempt of today whose answer is still to come, or None. One query."""
    newest = order.payment_attempts.order_by("-pk").first()
    is_open = newest is not None and newest.status == Attempt.Status.OPEN and newest.page
    return newest if is_open and newest.created_at > timezone.now() - FRESH else None


def ask_about_open(now=None):
    """Ask the providers about attempts whose notice did not come; return how many are not open any more.

    What one provider cannot answer does not keep the next attempt from being asked about.
    """
    now, decided = now or timezone.now(), 0
    Attempt.objects.filter(status=Attempt.Status.OPEN, created_at__lt=now - GIVEN_UP).update(
        status=Attempt.Status.FAILED
    )
    open_ones = Attempt.objects.filter(status=Attempt.Status.OPEN, created_at__lt=now - SETTLED).select_related("order")
    for attempt in open_ones.order_by("pk"):
        if (provider := providers.get(attempt.provider)) is None:
            continue
        try:
            decided += take_result(provider.ask(attempt)).status != Attempt.Status.OPEN
        except NoticeUnknown:
            continue  # a page on which nobody has chosen how to pay
        except (GatewayDown, NoticeWrong, PaymentRefused) as error:
            logger.warning("Attempt %s stays open: %s", attempt.key, type(error).__name__)
    return decided


@transaction.atomic
def take_result(result):
    """Act on what a provider has answered about an attempt. Locks the order, then the attempt.

    Twice, late and out of order are harmless: money is recorded once by its reference, and paid stays paid. Raises
    PaymentRefused where the reference belongs to another payment.
    """
    order = lifecycle.locked(result.attempt.order)
    attempt = Attempt.objects.select_for_update().get(pk=result.attempt.pk)
    if result.status == Attempt.Status.PAID:
        # Before the money is recorded: whether it can go back the same way is read from the answer.
        attempt.status, attempt.answer = result.status, result.answer
        attempt.save(update_fields=["status", "answer"])
        record_payment(
            order,
            amount=result.amount,
            received_on=result.received_on,
            reference=result.reference,
            provider=attempt.provider,
            attempt=attempt,
        )
    elif attempt.status != Attempt.Status.PAID:
        attempt.status, attempt.answer = result.status, result.answer
        attempt.save(update_fields=["status", "answer"])
    return attempt
