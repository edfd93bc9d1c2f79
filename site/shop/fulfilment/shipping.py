"""Parcels: what leaves the shop, in one or several, and what has arrived. Every verb locks the order first."""

import datetime as dt

from dateutil.relativedelta import relativedelta
from django.db import transaction
from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from shop.communication import outbox
from shop.fulfilment.models import Shipment, ShipmentLine
from shop.fulfilment.pieces import take_out
from shop.order import lifecycle
from shop.order.lifecycle import Kind, Role, State
from shop.policies.calendar import WIB, NeverOpen, service_calendar
from shop.policies.models import PolicyFacts

LAST_SECOND = dt.time(23, 59, 59)


def still_to_send(order):
    """Line → pieces that have neither left nor been found missing; lines that are done are left out. Two queries."""
    sent = dict(
        ShipmentLine.objects.filter(shipment__order=order).values_list("line").annotate(Sum("quantity")).order_by()
    )
    rest = {line: line.quantity - line.missing - sent.get(line.pk, 0) for line in order.lines.order_by("pk")}
    return {line: pieces for line, pieces in rest.items() if pieces > 0}


def start_processing(order, actor):
    """Staff begin with a paid order. Raises StepRefused."""
    return lifecycle.move(order, State.PROCESSING, Role.STAFF, actor)


@transaction.atomic
def ship(order, quantities, *, courier="", tracking_number="", actor=None):
    """Send pieces of an order, `quantities` being line → pieces; return the Shipment. Mails the shopper.

    Takes the pieces out of the stock. With the last one the order is on its way. Raises StepRefused, and ValueError
    for more pieces than are still to be sent.
    """
    order = lifecycle.locked(order)
    lifecycle.require(order, {State.PROCESSING})
    rest = still_to_send(order)
    chosen = {line: quantity for line, quantity in quantities.items() if quantity}
    if not chosen or any(not 0 < quantity <= rest.get(line, 0) for line, quantity in chosen.items()):
        raise ValueError("a parcel holds at least one piece, and none that is not to be sent")
    shipment = Shipment.objects.create(order=order, courier=courier, tracking_number=tracking_number, created_by=actor)
    ShipmentLine.objects.bulk_create(
        ShipmentLine(shipment=shipment, line=line, quantity=quantity) for line, quantity in chosen.items()
    )
    take_out(chosen)
    lifecycle.note(
        order, Kind.SHIPMENT, Role.STAFF, actor, step="sent", courier=courier, tracking_number=tracking_number,
        lines=[[line.title, quantity] for line, quantity in chosen.items()],
    )  # fmt: skip
    finish_if_all_sent(order, actor)
    outbox.enqueue(
        "ORDER_SHIPPED",
        recipient=order.email,
        language=order.language,
        once=f"ORDER_SHIPPED:{shipment.pk}",
        shipment=shipment.pk,
    )
    return shipment


def finish_if_all_sent(order, actor):
    """A locked order of which nothing is left to send is on its way."""
    if order.status == State.PROCESSING and not still_to_send(order):
        lifecycle.move(order, State.SHIPPED, Role.STAFF, actor)
        _finish_if_all_received(order, Role.STAFF, actor)  # the rest was found missing after all parcels had arrived


def _finish_if_all_received(order, role, actor):
    """A locked order that has left and of which every parcel has arrived is received, with its last parcel."""
    parcels = list(order.shipments.all())
    if order.status != State.SHIPPED or not parcels or any(parcel.received_at is None for parcel in parcels):
        return
    last = max(parcels, key=lambda parcel: parcel.received_at)
    order.delivered_at, order.claim_deadline = last.received_at, last.claim_deadline
    order.save(update_fields=["delivered_at", "claim_deadline"])
    lifecycle.move(order, State.DELIVERED, role, actor)
    outbox.enqueue(
        "ORDER_DELIVERED",
        recipient=order.email,
        language=order.language,
        once=f"ORDER_DELIVERED:{order.pk}",
        order=order.pk,
    )


@transaction.atomic
def receive(order, role, actor=None, shipment=None, at=None):
    """Parcels have arrived: one, or all that are on their way. Their claim deadline and warranty begin now.

    `at` is when, now by default. With the last parcel of a complete order the order is received and the shopper is
    told until when a claim is possible. Raises StepRefused where nothing is on its way.
    """
    order = lifecycle.locked(order)
    waiting = order.shipments.filter(received_at=None, **({"pk": shipment.pk} if shipment else {}))
    if order.status not in (State.PROCESSING, State.SHIPPED) or not (parcels := list(waiting)):
        raise lifecycle.StepRefused(_("No parcel of this order is on its way."))
    at = at or timezone.now()
    deadline = claim_deadline_wib(at, order.terms)
    for parcel in parcels:
        parcel.received_at, parcel.claim_deadline = at, deadline
        parcel.save(update_fields=["received_at", "claim_deadline"])
        _start_warranties(parcel, at)
        names = {"courier": parcel.courier, "tracking_number": parcel.tracking_number}
        lifecycle.note(order, Kind.SHIPMENT, role, actor, step="received", **names)
    _finish_if_all_received(order, role, actor)
    return parcels


def claim_deadline_wib(received_at, terms):
    """The last second in which goods received then can be claimed (promise 10), by the terms of the order, in WIB.

    None where the shop's calendar has no working day: then no deadline runs.
    """
    facts = PolicyFacts.current()
    days = terms.get("claim_window_days", facts.claim_window_days)
    try:
        day = service_calendar(facts).add_working_days(received_at.astimezone(WIB).date(), days)
    except NeverOpen:
        return None
    return dt.datetime.combine(day, LAST_SECOND, WIB)


def _start_warranties(parcel, at):
    """The warranty of each line begins on the day its last piece so far was received."""
    received_on = at.astimezone(WIB).date()
    for row in parcel.lines.select_related("line"):
        if months := row.line.warranty_months:
            row.line.warranty_until = received_on + relativedelta(months=months)
            row.line.save(update_fields=["warranty_until"])
