"""Where an order stands, in words: its state, what happened, and what happens next and when (promises 5 and 9)."""

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from shop.order.lifecycle import Role, State, can_move
from shop.policies.calendar import NeverOpen, processing_calendar
from shop.policies.models import PolicyFacts


def label(state):
    """The state in the reader's words; a state of an older time stays as it was written."""
    return State(state).label if state in State.values else state


def what_happened(order):
    """The public events of the order, oldest first, each with its `label`; one query."""
    events = list(order.events.filter(is_public=True))
    for event in events:
        event.label = label(event.to_state) if event.from_state else _("Order placed")
    return events


def processing_words(calendar, moment):
    """The day on which what is ready at `moment` is processed, written out; empty without a working day."""
    try:
        return date_format(calendar.processing_day_wib(moment), "l, j F Y")
    except NeverOpen:
        return ""


def next_step(order, calendar, now):
    """What happens next with the order, and when; empty where nothing does."""
    if order.status == State.CANCELLED:
        return _("This order is cancelled. Nothing more happens.")
    day = processing_words(calendar, max(order.date_placed, now))
    if order.status == State.PENDING and day:
        return _("Your order will be processed on %(day)s: we check the stock and mail you the invoice.") % {"day": day}
    return ""


def with_progress(orders):
    """The orders as a list, each with `state_label`, `next_step` and `can_cancel`; three queries for any number."""
    orders = list(orders)
    if orders:
        calendar, now = processing_calendar(PolicyFacts.current()), timezone.now()
        for order in orders:
            order.state_label = label(order.status)
            order.next_step = next_step(order, calendar, now)
            order.can_cancel = can_move(order, State.CANCELLED, Role.SHOPPER)
    return orders
