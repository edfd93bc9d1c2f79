"""Signed links: whoever holds one may do exactly what it is for, to one order, until it expires.

A link names its purpose in its signature, so that a link for one thing opens nothing else.
"""

from enum import StrEnum

from django.core import signing
from django.urls import reverse
from oscar.core.loading import get_model

from web.addresses import absolute

DAY_S = 24 * 60 * 60


class Purpose(StrEnum):
    """What a link is for; the values are part of the signature."""

    ORDER = "order"  # see the order and act on it
    REFUND = "refund"  # name the account for a refund
    CLAIM = "claim"  # see a claim and act on it
    CLAIM_FORM = "claim-form"  # make a claim about an order


LIFETIMES_S = {
    Purpose.ORDER: 180 * DAY_S,
    Purpose.REFUND: 60 * DAY_S,
    Purpose.CLAIM: 365 * DAY_S,
    Purpose.CLAIM_FORM: 30 * DAY_S,
}


class LinkExpired(Exception):
    """The link was good once."""


class LinkWrong(Exception):
    """The link was never ours, or is for something else."""


def sign(purpose, key):
    """The token for `key`, a plain value such as the order's number."""
    return signing.dumps(key, salt=_salt(purpose), compress=False)


def read(purpose, token):
    """The key behind a token. Raises LinkExpired or LinkWrong."""
    try:
        return signing.loads(token, salt=_salt(purpose), max_age=LIFETIMES_S[purpose])
    except signing.SignatureExpired as error:
        raise LinkExpired from error
    except signing.BadSignature as error:
        raise LinkWrong from error


def guest_order(token):
    """The guest's order behind a token. Raises LinkExpired or LinkWrong."""
    Order = get_model("order", "Order")
    order = (
        Order.objects.select_related("user", "shipping_address")
        .filter(number=read(Purpose.ORDER, token), user=None)
        .first()
    )
    if order is None:
        raise LinkWrong
    return order


def order_path(order):
    """The path of the order's page, in the language that is active: a guest's is a signed link."""
    if order.user_id:
        return reverse("customer:order", kwargs={"order_number": order.number})
    return reverse("customer:guest-order", kwargs={"token": sign(Purpose.ORDER, order.number)})


def order_address(order):
    """The absolute address of the order's page, for mails."""
    return absolute(order_path(order))


def refund_path(refund):
    """The path where the shopper names an account for a refund."""
    return reverse("customer:refund", kwargs={"token": sign(Purpose.REFUND, str(refund.key))})


def refund_address(refund):
    """The absolute address where the shopper names an account for a refund, for mails."""
    return absolute(refund_path(refund))


def _salt(purpose):
    return f"shop.order.links.{purpose.value}"
