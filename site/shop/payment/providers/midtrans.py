"""Midtrans Snap (docs.midtrans.com): the shopper pays on a page of Midtrans, which sends notices of what happened.

A notice only says that something did: what is acted on is the gateway's own answer when it is asked for the status.
"""

import datetime as dt
import hashlib
import hmac
import json
import logging
from decimal import Decimal, InvalidOperation
from uuid import UUID

import requests
from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shop.payment.models import Attempt
from shop.payment.providers.base import (
    GatewayDown,
    GatewayRefused,
    NoticeForged,
    NoticeUnknown,
    NoticeWrong,
    Provider,
    Result,
)
from shop.policies.calendar import WIB
from web.addresses import absolute

logger = logging.getLogger(__name__)
TIMEOUT_S = (4, 10)  # to connect, to answer
REFUNDABLE = {"credit_card", "gopay", "qris", "shopeepay"}  # virtual accounts and counters cannot send money back
SHORTEST, LONGEST = dt.timedelta(minutes=5), dt.timedelta(days=7)  # that Snap takes as the life of a page
STATUSES = {
    "settlement": Attempt.Status.PAID,
    "deny": Attempt.Status.FAILED,
    "cancel": Attempt.Status.FAILED,
    "expire": Attempt.Status.FAILED,
    "failure": Attempt.Status.FAILED,
    "pending": Attempt.Status.OPEN,
    "authorize": Attempt.Status.OPEN,
}
TAKEN_BACK = {"cancel", "deny", "refund", "partial_refund", "chargeback", "partial_chargeback"}


class Midtrans(Provider):
    """Cards, e-wallets, QRIS and virtual accounts, through Midtrans. Off until MIDTRANS_SERVER_KEY is set."""

    code = "midtrans"
    name = "Midtrans"
    hint = _("Card, e-wallet, QRIS or virtual account, on the payment page of Midtrans.")

    @property
    def is_enabled(self):
        return bool(settings.MIDTRANS_SERVER_KEY)

    def start(self, order, attempt, back):
        answer = self._ask("POST", f"{settings.MIDTRANS_BASE_URL}/snap/v1/transactions", _page(order, attempt, back))
        page = answer.get("redirect_url")
        if not isinstance(page, str) or not page.startswith(("https://", "http://")):
            raise GatewayRefused(_reason(answer))
        return page

    def read_notice(self, request):
        notice = _signed(request.body)
        attempt = _attempt(notice["order_id"])
        _compare(attempt, notice)
        return self.ask(attempt)

    def ask(self, attempt):
        answer = self.status(attempt)
        _compare(attempt, answer)
        return _result(attempt, answer)

    def status(self, attempt):
        """What the gateway says about an attempt now. Raises NoticeUnknown where it knows none."""
        answer = self._ask("GET", f"{settings.MIDTRANS_API_URL}/v2/{attempt.key}/status")
        if str(answer.get("status_code")) == "404":
            raise NoticeUnknown
        if not isinstance(answer.get("transaction_status"), str):
            raise GatewayDown(_reason(answer))
        return answer

    def can_refund(self, payment):
        return bool(payment.attempt and payment.attempt.answer.get("payment_type") in REFUNDABLE)

    def refund(self, refund):
        key = refund.payment.attempt.key
        wanted = {"refund_key": str(refund.key), "amount": int(refund.amount), "reason": refund.get_reason_display()}
        answer = self._ask("POST", f"{settings.MIDTRANS_API_URL}/v2/{key}/refund", wanted)
        if str(answer.get("status_code")) == "200" or self.has_refunded(refund):
            return str(refund.key)
        raise GatewayRefused(_reason(answer))

    def has_refunded(self, refund):
        try:
            made = self.status(refund.payment.attempt).get("refunds") or []
        except NoticeUnknown:
            return False
        return any(row.get("refund_key") == str(refund.key) for row in made)

    def _ask(self, method, address, values=None):
        """The gateway's answer to one request. Raises GatewayDown where there is none, or it is no answer."""
        headers = {"Accept": "application/json", "X-Override-Notification": notice_address(self.code)}
        try:
            response = requests.request(
                method, address, json=values, headers=headers, auth=(settings.MIDTRANS_SERVER_KEY, ""),
                timeout=TIMEOUT_S, allow_redirects=False,
            )  # fmt: skip
            answer = response.json()
        except requests.RequestException as error:
            logger.warning("Midtrans does not answer: %s", type(error).__name__)
            raise GatewayDown(type(error).__name__) from error
        if response.status_code >= 500 or response.status_code == 401 or not isinstance(answer, dict):
            logger.error("Midtrans answers with %s: check MIDTRANS_SERVER_KEY and the addresses", response.status_code)
            raise GatewayDown(str(response.status_code))
        return answer


def notice_address(code):
    """Where a provider's notices are to be sent."""
    return absolute(reverse("payment-notice", kwargs={"code": code}))


def _page(order, attempt, back):
    """What the payment page is asked for with. It can be paid as long as the order waits for its money."""
    left = (order.pay_until - timezone.now()) if order.pay_until else LONGEST
    minutes = int(min(max(left, SHORTEST), LONGEST).total_seconds() // 60)
    life = {"unit": "minute", "duration": minutes}
    return {
        "transaction_details": {"order_id": str(attempt.key), "gross_amount": int(attempt.amount)},
        "credit_card": {"secure": True},
        "customer_details": {"email": order.email},
        "callbacks": {"finish": back},
        "expiry": life,
        "page_expiry": life,
        "custom_field1": order.number,
    }


def _signed(body):
    """The fields of a notice whose signature is right."""
    try:
        notice = json.loads(body)
        said = "".join(notice[name] for name in ("order_id", "status_code", "gross_amount")).encode()
        signature = notice["signature_key"].encode()
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise NoticeForged from error
    right = hashlib.sha512(said + settings.MIDTRANS_SERVER_KEY.encode()).hexdigest()
    if not hmac.compare_digest(signature, right.encode()):
        raise NoticeForged
    return notice


def _attempt(key):
    try:
        return Attempt.objects.select_related("order").get(provider=Midtrans.code, key=UUID(key))
    except (ValueError, Attempt.DoesNotExist) as error:
        raise NoticeUnknown from error


def _compare(attempt, said):
    """Raise NoticeWrong unless attempt and amount are the ones that were asked for."""
    try:
        amount = Decimal(str(said.get("gross_amount")))
    except InvalidOperation:
        amount = None
    if said.get("order_id") != str(attempt.key) or amount != attempt.amount or said.get("currency", "IDR") != "IDR":
        logger.error(
            "Midtrans names %s %s for attempt %s over %s", said.get("currency"), amount, attempt.key, attempt.amount
        )
        raise NoticeWrong


def _result(attempt, answer):
    said = answer["transaction_status"]
    status = STATUSES.get(said, attempt.status)
    if said == "capture":  # a card's money is there once nobody suspects fraud
        verdicts = {"accept": Attempt.Status.PAID, "deny": Attempt.Status.FAILED}
        status = verdicts.get(answer.get("fraud_status"), Attempt.Status.OPEN)
    if said in TAKEN_BACK and attempt.payments.exists():
        logger.warning("Midtrans says %s of attempt %s, which is paid: see its dashboard", said, attempt.key)
    return Result(
        attempt=attempt,
        status=status,
        answer=answer,
        amount=int(attempt.amount),
        reference=str(answer.get("transaction_id") or attempt.key),
        received_on=_day(answer),
    )


def _day(answer):
    """The day in WIB on which the money came; today where the gateway does not say."""
    for name in ("settlement_time", "transaction_time"):
        try:
            return dt.date.fromisoformat(str(answer.get(name))[:10])
        except ValueError:
            continue
    return timezone.now().astimezone(WIB).date()


def _reason(answer):
    """The gateway's own words for staff."""
    said = answer.get("status_message") or ", ".join(map(str, answer.get("error_messages") or []))
    return str(said or answer.get("status_code") or "")[:300]
