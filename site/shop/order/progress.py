"""Where an order stands, in words: its state, what happened, and what happens next and when (promises 5 and 9)."""

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from shop.order.lifecycle import Role, State, can_move
from shop.policies.calendar import NeverOpen, processing_calendar
from shop.policies.models import PolicyFacts
from shop.policies.wording import hours, processing_hours


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


def promise(calendar, moment):
    """Promise 9 as a sentence for what is paid at `moment`; empty without a working day."""
    day = processing_words(calendar, moment)
    return _("Ordered and paid now: will be processed on %(day)s") % {"day": day} + "." if day else ""


def steps_ahead(facts, *, deadline_hours, email, is_pickup):
    """The life of an order from its placing on, a sentence each: stock, invoice, payment, processing, the goods."""
    return [
        _("We check that everything is in stock."),
        _("We email the invoice with our bank accounts to %(email)s. It is due %(deadline)s after it was sent.")
        % {"email": email, "deadline": hours(deadline_hours)},
        _("You pay the invoice by bank transfer and name the order number."),
        _("Once it is paid, we process the order on a working day: %(hours)s.") % {"hours": processing_hours(facts)},
        _("We tell you by email when you can pick it up.")
        if is_pickup
        else _("We send it and give you the tracking number."),
    ]


def steps_of(order, facts):
    """The steps ahead of an order that was just placed, with the terms it was placed under; empty once it went on."""
    if order.status != State.PENDING:
        return []
    deadline_hours = order.terms.get("payment_deadline_hours", facts.payment_deadline_hours)
    return steps_ahead(facts, deadline_hours=deadline_hours, email=order.email, is_pickup=order.is_pickup)


def next_step(order, calendar, now):
    """What happens next with the order, and when; empty where nothing does."""
    if order.status == State.CANCELLED:
        return _("This order is cancelled. Nothing more happens.")
    if order.status == State.PENDING:
        check = _("We check the stock, then email you the invoice with our bank accounts and the date it is due.")
        return f"{check} {promise(calendar, max(order.date_placed, now))}".strip()
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
