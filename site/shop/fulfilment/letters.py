"""The values that mails about missing goods, parcels and cancelled orders may print."""

from django.utils.translation import get_language

from shop.fulfilment.models import Shipment, Shortage
from shop.fulfilment.tracking import tracking_address
from shop.order.letters import found_order, order_values
from shop.order.lifecycle import State
from shop.order.progress import moment_words
from shop.order.reasons import said
from shop.policies.contact import service_hours
from shop.policies.models import PolicyFacts


def missing(order):
    """Values for "some goods are missing, what shall we do"; none once it is answered."""
    found = found_order(order)
    shortages = Shortage.objects.filter(line__order=order, is_open=True, answer="").select_related("line")
    if found is None or found.status != State.PENDING or not shortages:
        return None
    return order_values(found) | {
        "missing": [{"title": row.line.title, "quantity": row.quantity} for row in shortages],
        "money_came": found.payments.exists(),
    }


def shipped(shipment):
    """Values for "it is on its way", for one parcel."""
    facts = PolicyFacts.current()
    parcel = Shipment.objects.select_related("order__shipping_address", "order__user").get(pk=shipment)
    return order_values(parcel.order) | {
        "courier": parcel.courier,
        "tracking_number": parcel.tracking_number,
        "tracking_url": tracking_address(parcel.courier, parcel.tracking_number),
        "parcel": [{"title": row.line.title, "quantity": row.quantity} for row in parcel.lines.select_related("line")],
        "is_all": parcel.order.status != State.PROCESSING,
        "pickup_address": facts.pickup_lines if parcel.order.is_pickup else [],
        "service_hours": service_hours(facts, get_language()),
    }


def delivered(order):
    """Values for "you have it; claims are possible until …" (promise 10)."""
    found = found_order(order)
    if found is None or found.delivered_at is None:
        return None
    return order_values(found) | {
        "delivered_on": moment_words(found.delivered_at),
        "claim_deadline": moment_words(found.claim_deadline) if found.claim_deadline else "",
    }


def cancelled(order, event):
    """Values for "the order is cancelled, and why"."""
    found = found_order(order)
    if found is None:
        return None
    happened = found.events.get(pk=event)
    return order_values(found) | {
        "why": said(happened),
        "by_shopper": happened.role == "shopper",
        "money_goes_back": found.refunds.exists(),
        "was_checked": found.documents.exists(),
    }
