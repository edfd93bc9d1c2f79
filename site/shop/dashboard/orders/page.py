"""What the page of an order shows beside its tasks: money, parcels, papers, missing goods, and all that happened."""

from dataclasses import dataclass
from datetime import datetime

from oscar.core.loading import get_model

from shop.dashboard.today.queues import Clock, process_remark
from shop.fulfilment.missing import PAID_AND_HERE
from shop.fulfilment.models import Shipment, Shortage
from shop.fulfilment.tracking import tracking_address
from shop.order.lifecycle import HOLDING, Role, State
from shop.order.progress import moment_words
from shop.order.timeline import what_happened
from shop.payment.balance import balance


@dataclass(frozen=True)
class Happening:
    """A row of the timeline: an event, or a note among staff."""

    at: datetime
    label: str
    how: list
    role: str
    actor: object
    text: str
    is_internal: bool


def about(order):
    """The values of the page; a fixed number of queries, whatever happened to the order."""
    notes = list(order.notes.select_related("user"))
    return {
        "balance": balance(order),
        "payments": order.payments.all(),
        "proofs": order.proofs.all(),
        "documents": order.documents.all(),
        "refunds": order.refunds.all(),
        "shipments": _shipments(order),
        "shortages": Shortage.objects.filter(line__order=order, is_open=True).select_related("line"),
        "deadline": _deadline(order),
        "due": process_remark(order, Clock())[0] if order.status == State.PAID else "",
        "claims": order.claims.select_related("line").order_by("pk"),
        "can_correct_address": order.status in HOLDING,
        "may_be_missing": order.status in PAID_AND_HERE,
        "claim_replaced": get_model("claims", "Claim").objects.filter(replacements__order=order).first(),
        "timeline": timeline(order, notes),
        "notes": notes,
    }


def timeline(order, notes):
    """Events of the order and these notes among staff, the oldest first."""
    events = [
        Happening(event.created_at, event.label, event.how, event.role, event.actor, event.reason, not event.is_public)
        for event in what_happened(order, internal=True)
    ]
    among_staff = [Happening(note.date_created, "", [], Role.STAFF, note.user, note.message, True) for note in notes]
    return sorted(events + among_staff, key=lambda row: row.at)


def _shipments(order):
    shipments = list(Shipment.objects.filter(order=order).prefetch_related("lines__line"))
    for shipment in shipments:
        shipment.url = tracking_address(shipment.courier, shipment.tracking_number)
    return shipments


def _deadline(order):
    """The moment that runs out for the order as it stands, written out; empty where none does."""
    moments = {State.INVOICED: order.pay_until, State.DELIVERED: order.claim_deadline}
    moment = moments.get(order.status)
    return moment_words(moment) if moment else ""
