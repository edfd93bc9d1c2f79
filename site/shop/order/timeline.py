"""What happened to an order, in the reader's words: an event, a sentence."""

import datetime as dt

from django.utils.translation import gettext as _

from shop.order import reasons
from shop.order.lifecycle import Kind, State
from web.formats import rupiah

ONE_DEED = dt.timedelta(seconds=5)
RECEIPT = (Kind.SHIPMENT, "received")
HOW = {  # state → the events that say how it came about, as (kind, part)
    State.INVOICED: {(Kind.INVOICE, "issued")},
    State.PAID: {(Kind.PAYMENT, "")},
    State.SHIPPED: {(Kind.SHIPMENT, "sent")},
    State.DELIVERED: {RECEIPT},
    State.CANCELLED: {(Kind.SHORTAGE, "cancel"), (Kind.SHORTAGE, "drop"), (Kind.INVOICE, "corrected")},
    State.REFUND_DUE: {(Kind.SHORTAGE, "missing"), (Kind.INVOICE, "corrected"), (Kind.REFUND, "due")},
    State.REFUNDED: {(Kind.REFUND, "paid")},
}


def label(state, *, is_pickup=False):
    """The state in the reader's words; a state of an older time stays as it was written."""
    if is_pickup and state == State.SHIPPED:
        return _("Ready for pickup")
    return State(state).label if state in State.values else state


def state_of(order):
    """The state of an order in the reader's words: what is to be picked up is not on its way."""
    return label(order.status, is_pickup=order.is_pickup)


def what_happened(order, *, internal=False):
    """What happened to the order, oldest first, a row each: its `label`, `how` in further sentences, and its `reason`.

    A step and the events that say how it came about are one row. With `internal` also what staff alone see.
    """
    events = order.events.select_related("actor")
    events = list(events if internal else events.filter(is_public=True))
    for event in events:
        event.label, event.how, event.reason = words(event, is_pickup=order.is_pickup), [], reasons.said(event)
    told = set()
    for at, step in enumerate(events):
        if step.kind == Kind.STATE:
            told |= _tell_how(step, events[:at][::-1], events[at + 1 :], told)
    rows = [event for event in events if event.pk not in told]
    said = []  # (row, reason), of those above
    for event in rows:
        above = any(reason == event.reason and _is_one_deed(row, event) for row, reason in said)
        said.append((event, event.reason))
        if above and event.kind != Kind.MESSAGE:
            event.reason = ""
    return rows


def _tell_how(step, before, after, told):
    """Give `step` the sentences of the events beside it that say how it came about; return the keys of those."""
    wanted = set(HOW.get(step.to_state, ()))
    hows = [*reversed(list(_hows(step, before, told, wanted))), *_hows(step, after, told, wanted)]
    step.how = [sentence for how in hows if (sentence := _how(how))]
    step.reason = step.reason or next((how.reason for how in hows if how.reason), "")
    return {how.pk for how in hows}


def _how(event):
    """What an event adds to the step that it belongs to: that a parcel was received, the step says itself."""
    return _parcel(event.details) if (event.kind, _part(event)) == RECEIPT else event.label


def _hows(step, neighbours, told, wanted):
    """Of the events beside a step, the nearest first, one of each `wanted` sort, which is taken out; all receipts."""
    for event in neighbours:
        if event.kind == Kind.STATE or not _is_one_deed(step, event):
            return
        sort = (event.kind, _part(event))
        if sort in wanted and event.pk not in told and event.is_public == step.is_public:
            wanted -= {sort} - {RECEIPT}
            yield event


def _is_one_deed(one, other):
    """Whether two events were written by one verb: nothing of a transaction is long before the rest of it."""
    return abs(one.created_at - other.created_at) < ONE_DEED


def _part(event):
    if event.kind == Kind.INVOICE:
        return "corrected" if "corrects" in event.details else "issued"
    return event.details.get("step", "")


def words(event, *, is_pickup=False):
    """What an event says, in the active language."""
    speak = SENTENCES.get(event.kind)
    if event.kind == Kind.STATE or speak is None:
        return label(event.to_state, is_pickup=is_pickup) if event.from_state else _("Order placed")
    return speak(event.details)


def _shortage(details):
    said = {
        "asked": _("Missing at the stock check: %(lines)s"),
        "found": _("Found after all: %(lines)s"),
        "missing": _("Missing after the payment: %(lines)s"),
        "drop": _("To be left out: %(lines)s"),
        "wait": _("To be waited for: %(lines)s"),
        "cancel": _("Not available, to be cancelled: %(lines)s"),
    }
    return said[details["step"]] % {"lines": lines_in_words(details)}


def _proof(details):
    if details.get("step") == "aside":
        return _("Proof of payment checked, no money found: %(name)s") % details
    return _("Proof of payment sent: %(name)s") % details


def _refund(details):
    said = {
        "due": _("%(amount)s is to be paid back"),
        "account": _("Account for the refund of %(amount)s named: %(account)s"),
        "changed": _("Account for the refund of %(amount)s changed from %(before)s to %(account)s"),
        "paid": _("%(amount)s was paid back, reference %(reference)s"),
        "sending": _("%(amount)s is being sent back the way it was paid"),
        "asking": _("The payment provider is asked whether %(amount)s has gone back"),
        "refused": _("The payment provider does not pay %(amount)s back: “%(answer)s”"),
        "unknown": _("The payment provider gives no answer about %(amount)s to be paid back: “%(answer)s”"),
        "transfer": _("%(amount)s is to be paid back by bank transfer"),
    }
    words = {name: details.get(name, "") for name in ("reference", "answer", "account", "before")}
    return said[details["step"]] % (words | {"amount": rupiah(details["amount"])})


def _parcel(details):
    """Courier and tracking number, as far as there are any."""
    return " ".join(filter(None, (details.get("courier"), details.get("tracking_number"))))


def _shipment(details):
    parcel = _parcel(details)
    if details["step"] == "received":
        return _("Received: %(parcel)s") % {"parcel": parcel} if parcel else _("Received")
    goods = lines_in_words(details)
    if parcel:
        return _("Sent with %(parcel)s: %(lines)s") % {"parcel": parcel, "lines": goods}
    return _("Ready: %(lines)s") % {"lines": goods}


def _invoice(details):
    if "corrects" in details:
        return _("Credit note %(number)s corrects invoice %(corrects)s") % details
    return _("Invoice %(number)s was mailed") % details


def lines_in_words(details):
    """`2 × Bor, 1 × Obeng`"""
    return ", ".join(f"{quantity} × {title}" for title, quantity in details["lines"])


SENTENCES = {
    Kind.SHORTAGE: _shortage,
    Kind.INVOICE: _invoice,
    Kind.PROOF: _proof,
    Kind.PAYMENT: lambda details: _("Payment of %(amount)s recorded") % {"amount": rupiah(details["amount"])},
    Kind.REFUND: _refund,
    Kind.SHIPMENT: _shipment,
    Kind.MESSAGE: lambda details: _("Message"),
}
