"""Where an order stands, in words: its state, and what happens next and when (promises 5 and 9)."""

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _, gettext_lazy

from shop.policies.calendar import NeverOpen, processing_calendar
from shop.policies.models import PolicyFacts

LABELS = {"pending": gettext_lazy("Waiting for the stock check"), "cancelled": gettext_lazy("Cancelled")}


def label(state):
    """The state in the reader's words."""
    return LABELS.get(state, state)


def processing_words(calendar, moment):
    """The day on which what is ready at `moment` is processed: `Monday, 23 November 2026`; empty without a working day."""
    try:
        return date_format(calendar.processing_day_wib(moment), "l, j F Y")
    except NeverOpen:
        return ""


def next_step(order, calendar, now):
    """What happens next with the order, and when."""
    if order.status == "cancelled":
        return _("This order is cancelled. Nothing more happens.")
    day = processing_words(calendar, max(order.date_placed, now))
    if order.status == "pending" and day:
        return _("Your order will be processed on %(day)s: we check the stock and mail you the invoice.") % {"day": day}
    return ""


def with_progress(orders):
    """The orders as a list, each with `state_label` and `next_step`; two queries for the calendar, whatever their number."""
    orders = list(orders)
    if orders:
        calendar, now = processing_calendar(PolicyFacts.current()), timezone.now()
        for order in orders:
            order.state_label = label(order.status)
            order.next_step = next_step(order, calendar, now)
    return orders
