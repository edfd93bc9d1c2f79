"""What happened to an order, in the reader's words: an event, a sentence."""

from django.utils.translation import gettext as _

from shop.order.lifecycle import Kind, State
from web.formats import rupiah


def label(state):
    """The state in the reader's words; a state of an older time stays as it was written."""
    return State(state).label if state in State.values else state


def what_happened(order, *, internal=False):
    """The events of the order, oldest first, each with its `label`; with `internal` also what staff alone see."""
    events = order.events.select_related("actor")
    events = list(events if internal else events.filter(is_public=True))
    for event in events:
        event.label = words(event)
    return events


def words(event):
    """What an event says, in the active language."""
    speak = SENTENCES.get(event.kind)
    if event.kind == Kind.STATE or speak is None:
        return label(event.to_state) if event.from_state else _("Order placed")
    return speak(event.details)


def _shortage(details):
    said = {
        "asked": _("Missing at the stock check: %(lines)s"),
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
        "account": _("Account for the refund of %(amount)s named"),
        "paid": _("%(amount)s was paid back, reference %(reference)s"),
    }
    reference = details.get("reference", "")
    return said[details["step"]] % {"amount": rupiah(details["amount"]), "reference": reference}


def _shipment(details):
    parcel = " ".join(filter(None, (details.get("courier"), details.get("tracking_number"))))
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
