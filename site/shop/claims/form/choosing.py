"""Which order and line a claim is about: what a member picks from, and the link that anybody else is mailed."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from oscar.core.loading import get_model

from shop.claims.eligibility import check_line, day, first_refusal, moment
from shop.claims.lines import Judged, claimable_orders, judge_all
from shop.claims.links import form_path, order_of_form
from shop.claims.words import Topic
from shop.communication import outbox
from web.limits import Limit, network

ORDERS_PER_PAGE = 10
LINKS_PER_ORDER = Limit("claim-link", most=5, seconds=3600)
LINKS_PER_NETWORK = Limit("claim-link-network", most=60, seconds=3600)
OTHER_FORM = {Topic.RETURN: Topic.WARRANTY, Topic.WARRANTY: Topic.RETURN}


class SignInFirst(Exception):
    """Only the member whose order it is can go on."""


@dataclass(frozen=True)
class Choice:
    """A line to choose: its address, until when it can be claimed, or the address of the form that fits instead."""

    judged: Judged
    address: str
    until: str
    other_address: str


def asked_order(request):
    """(order, query that opens it) of the address, (None, {}) where it names none.

    A member's by its number, anybody's by a token. Raises Http404, SignInFirst, LinkExpired or LinkWrong.
    """
    if token := request.GET.get("token"):
        return order_of_form(token), {"token": token}
    number = request.GET.get("order", "")
    if not number:
        return None, {}
    if not request.user.is_authenticated:
        raise SignInFirst
    if not number.isprintable():
        raise Http404
    orders = get_model("order", "Order").objects.select_related("user", "shipping_address")
    return get_object_or_404(orders, user=request.user, number=number), {"order": number}


def asked_line(request):
    """The key of the line that the address names, or None. Raises Http404 for what is no key."""
    text = request.GET.get("line", "")
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) < 19):
        raise Http404
    return int(text)


def page_of_orders(user, topic, number):
    """A page of the member's received orders, each with its choices; a fixed number of queries."""
    page = Paginator(claimable_orders(user), ORDERS_PER_PAGE).get_page(number)
    judged = judge_all(list(page), topic, timezone.now())
    other = _other_path(topic)
    page.object_list = [
        (order, choices_of(rows, topic, {"order": order.number}, other)) for order, rows in judged.items()
    ]
    return page


def choices_of(rows, topic, query, other=None):
    """The choices among the judged lines of one order; `query` is what opens the order."""
    other = _other_path(topic) if other is None else other
    return [_choice(judged, topic, query | {"line": judged.line.pk}, other) for judged in rows]


def address(query):
    """The address of this page for `query`."""
    return f"?{urlencode(query)}"


def _choice(judged, topic, query, other):
    fits_there = other and judged.refusal and _fits(judged, OTHER_FORM[topic])
    return Choice(judged, address(query), until(judged, topic), other + address(query) if fits_there else "")


def _other_path(topic):
    return form_path(OTHER_FORM[topic]) if topic in OTHER_FORM else ""


def _fits(judged, topic):
    return first_refusal(check_line(judged.facts, topic, timezone.now())) is None


def until(judged, topic):
    """Until when the line can be claimed, written out; empty where no time runs."""
    facts = judged.facts
    if topic == Topic.WARRANTY:
        return day(facts.warranty_until) if facts.warranty_until else ""
    return moment(facts.last_deadline) if facts.last_deadline else ""


def warranty_of(judged, query):
    """(address, last day) of the form for the warranty of a line, or None where that does not fit either."""
    path = form_path(Topic.WARRANTY)
    if not (path and _fits(judged, Topic.WARRANTY)):
        return None
    return path + address(query | {"line": judged.line.pk}), until(judged, Topic.WARRANTY)


def ask_for_link(request, number, email, topic):
    """Mail the link to the form where number and email belong together, in the language of the order.

    Whoever asks is told the same in any case. False where it was asked too often.
    """
    if not (LINKS_PER_NETWORK.count(network(request)) and LINKS_PER_ORDER.count(number, email)):
        return False
    theirs = Q(user=None, guest_email__iexact=email) | Q(user__email__iexact=email)
    orders = get_model("order", "Order").objects.select_related("user")
    if order := orders.filter(theirs, number__iexact=number).first():
        outbox.enqueue("CLAIM_LINK", recipient=order.email, language=order.language, order=order.pk, topic=str(topic))
    return True
