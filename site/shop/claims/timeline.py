"""What happened to a claim, in the reader's words: an event, a sentence."""

from django.utils.translation import gettext as _

from shop.claims.words import Kind, Outcome, Role, State, Topic
from web.formats import rupiah


def what_happened(claim, *, internal=False):
    """The events of a claim, oldest first, each with its `label`; with `internal` also what staff alone see.

    Two queries: `attachments` of each event are prefetched.
    """
    events = claim.events.select_related("actor").prefetch_related("attachments")
    events = list(events if internal else events.filter(is_public=True))
    for event in events:
        event.label = words(event) if internal else YOURS.get(event.kind, words)(event)
    return events


def words(event):
    """What an event says to staff, in the active language."""
    return SENTENCES[event.kind](event)


def _state(event):
    if event.from_state:
        return State(event.to_state).label
    return _("Question sent") if event.claim.topic == Topic.QUESTION else _("Claim sent")


def _message(event):
    return _("Message from Customer Service") if event.role == Role.STAFF else _("Message from the customer")


def _parcel(event):
    if event.details["direction"] == "arrived":
        return _("The goods are back with us")
    if event.details["direction"] == "to_shop":
        return _("Goods sent to the shop: %(parcel)s") % {"parcel": _sent_with(event)}
    return _("Goods sent back to the customer: %(parcel)s") % {"parcel": _sent_with(event)}


def _your_parcel(event):
    if event.details["direction"] == "arrived":
        return _("The goods are back with us")
    if event.details["direction"] == "to_shop":
        return _("You sent us the goods: %(parcel)s") % {"parcel": _sent_with(event)}
    return _("We sent the goods back to you: %(parcel)s") % {"parcel": _sent_with(event)}


def _sent_with(event):
    return " ".join(filter(None, (event.details.get("courier"), event.details.get("tracking_number"))))


def _your_message(event):
    return _("Message from Customer Service") if event.role == Role.STAFF else _("Your message")


def _resolution(event):
    details = event.details
    if details["outcome"] == Outcome.REFUND:
        return _("%(amount)s goes back") % {"amount": rupiah(details["amount"])}
    return _("Replacement: order %(number)s") % {"number": details["order"]}


def _assigned(event):
    to = event.details.get("to")
    return _("Assigned to %(name)s") % {"name": to} if to else _("Assigned to nobody")


SENTENCES = {
    Kind.STATE: _state,
    Kind.MESSAGE: _message,
    Kind.FILES: lambda event: _("Files added: %(names)s") % {"names": ", ".join(event.details.get("names", []))},
    Kind.NOTE: lambda event: _("Internal note"),
    Kind.ASSIGNED: _assigned,
    Kind.OVERRIDE: lambda event: (
        _("Exception from a rule: %(rules)s") % {"rules": ", ".join(event.details.get("rules", []))}
    ),
    Kind.PARCEL: _parcel,
    Kind.RESOLUTION: _resolution,
}
YOURS = {Kind.MESSAGE: _your_message, Kind.PARCEL: _your_parcel}  # where the customer reads it
