"""Where an order stands, in words: its state, what happened, and what happens next and when (promises 5 and 9)."""

from django.db.models import Exists, OuterRef, Sum
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from oscar.core.loading import get_model

from shop.order.lifecycle import Role, State, can_move
from shop.order.timeline import state_of
from shop.policies.calendar import WIB, NeverOpen, processing_calendar
from shop.policies.models import PolicyFacts
from shop.policies.wording import hours, processing_hours


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


def steps_ahead(facts, *, deadline_hours, email, is_pickup, is_paid=False):
    """The life of an order from its placing on, a sentence each: stock, invoice, payment, processing, the goods."""
    to_pay = [
        _("We email the invoice with our bank accounts to %(email)s. It is due %(deadline)s after it was sent.")
        % {"email": email, "deadline": hours(deadline_hours)},
        _("You pay the invoice by bank transfer and name the order number."),
    ]
    return [
        _("We check that everything is in stock."),
        *([] if is_paid else to_pay),
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
    is_paid = getattr(order, "is_paid_early", False)
    return steps_ahead(
        facts, deadline_hours=deadline_hours, email=order.email, is_pickup=order.is_pickup, is_paid=is_paid
    )


def next_step(order, calendar, now):
    """What happens next with the order, and when; empty where nothing does. No query."""
    speak = NEXT.get(order.status)
    return speak(order, calendar, now) if speak else ""


def _pending(order, calendar, now):
    if getattr(order, "is_paid_early", False):
        return _("Your payment has arrived. We check the stock, then email you the invoice, marked as paid.")
    if getattr(order, "has_money", False):
        return _("A part of your payment has arrived. We check the stock, then email you the invoice.")
    check = _("We check the stock, then email you the invoice with our bank accounts and the date it is due.")
    return f"{check} {promise(calendar, max(order.date_placed, now))}".strip()


def _invoiced(order, calendar, now):
    if getattr(order, "has_new_proof", False):
        return _("We have your proof of payment and compare it with our account.")
    if not order.pay_until:
        return _("We wait for your payment.")
    until = moment_words(order.pay_until)
    if getattr(order, "has_money", False):  # shop.fulfilment.deadlines leaves it alone
        if order.pay_until < now:
            return _(
                "A part of your payment has arrived. The time to pay ended on %(moment)s: please pay the rest today, "
                "or write to Customer Service."
            ) % {"moment": until}
        return _("A part of your payment has arrived. Please pay the rest until %(moment)s.") % {"moment": until}
    return _("Please pay the invoice until %(moment)s. Then the order ends by itself.") % {"moment": until}


def _paid(order, calendar, now):
    day = processing_words(calendar, max(order.paid_at or now, now))
    return _("Your order will be processed on %(day)s.") % {"day": day} if day else ""


def _shipped(order, calendar, now):
    if order.is_pickup:
        return _("Your order is ready for pickup. Please tell us here when you have it.")
    return _("The goods are on their way. Please tell us here when you have them.")


def _delivered(order, calendar, now):
    if not order.claim_deadline:
        return ""
    return _("Claims are possible until %(moment)s.") % {"moment": moment_words(order.claim_deadline)}


NEXT = {
    State.PENDING: _pending,
    State.INVOICED: _invoiced,
    State.PAID: _paid,
    State.PROCESSING: lambda order, calendar, now: _("We are packing your order."),
    State.SHIPPED: _shipped,
    State.DELIVERED: _delivered,
    State.CANCELLED: lambda order, calendar, now: _("This order is cancelled. Nothing more happens."),
    State.REFUND_DUE: lambda order, calendar, now: _("We pay your money back."),
}


def moment_words(moment):
    """A moment written out for the reader, in WIB."""
    return date_format(moment.astimezone(WIB), "l, j F Y, H.i") + " WIB"


def with_progress(orders):
    """The orders as a list, each with `state_label`, `next_step`, `can_cancel` and `can_receive`; four queries.

    `is_paid_early` is what has all its money before the invoice: to its shopper it is paid (promise 8).
    """
    orders = list(orders)
    if orders:
        calendar, now = processing_calendar(PolicyFacts.current()), timezone.now()
        proofs = get_model("payment", "Proof").objects.filter(order=OuterRef("pk"), checked_at=None)
        known = (
            get_model("order", "Order")
            .objects.filter(pk__in=[order.pk for order in orders])
            .annotate(has_new_proof=Exists(proofs), received=Sum("payments__amount"))
        )
        said = {pk: both for pk, *both in known.order_by().values_list("pk", "has_new_proof", "received")}
        for order in orders:
            order.has_new_proof, received = said.get(order.pk, (False, None))
            order.has_money = bool(received)
            is_all = order.has_money and received >= order.total_incl_tax
            order.is_paid_early = order.status == State.PENDING and is_all
            order.state_label = state_of(order)
            order.next_step = next_step(order, calendar, now)
            order.can_cancel = can_move(order, State.CANCELLED, Role.SHOPPER) and not order.is_paid_early
            order.can_receive = can_move(order, State.DELIVERED, Role.SHOPPER)
    return orders
