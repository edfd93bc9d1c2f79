"""What the rules of a claim need to know of the lines of orders: at most four queries for any number of orders."""

from collections import defaultdict
from dataclasses import dataclass

from oscar.core.loading import get_model

from shop.claims.eligibility import Arrival, Finding, LineFacts, check_line, first_refusal
from shop.claims.models import Claim
from shop.fulfilment.models import ShipmentLine
from shop.policies.models import PolicyFacts


@dataclass(frozen=True)
class Judged:
    """A line with what the rules say of it. `refusal` is why nothing of it can be claimed, or None."""

    line: object
    facts: LineFacts
    findings: list
    refusal: Finding | None
    claimable: int
    claims: tuple = ()  # those that hold pieces of it, oldest first

    @property
    def until(self):
        """The moment or day until which a claim is possible; None where no time runs."""
        return self.facts.last_deadline

    def claims_of(self, user):
        """Those of `claims` that a member sent, who may be nobody."""
        return [claim for claim in self.claims if claim.user_id and claim.user_id == getattr(user, "pk", None)]


def facts_of(order, is_theirs=True):
    """Line → LineFacts, for the lines of `order` that are still ordered."""
    return _facts_of_all([order], is_theirs, _holding([order]))


def judge(order, topic, now, is_theirs=True):
    """Every line of `order` with what the rules say of it before anything is typed."""
    return judge_all([order], topic, now, is_theirs)[order]


def judge_all(orders, topic, now, is_theirs=True):
    """Order → its judged lines; as many queries as for one order."""
    judged = {order: [] for order in orders}
    holding = _holding(orders)
    for line, facts in _facts_of_all(orders, is_theirs, holding).items():
        findings = check_line(facts, topic, now)
        claims = tuple(holding[line.pk])
        row = Judged(line, facts, findings, first_refusal(findings), facts.claimable(topic, now), claims)
        judged[line.order].append(row)
    return judged


def claimable_orders(user):
    """The orders of a member of which something was received, newest first."""
    orders = get_model("order", "Order").objects.filter(user=user, shipments__received_at__isnull=False)
    return orders.distinct().order_by("-date_placed", "-pk")


def _facts_of_all(orders, is_theirs, holding):
    by_key = {order.pk: order for order in orders}
    lines = get_model("order", "Line").objects.filter(order__in=by_key, quantity__gt=0)
    arrivals = _arrivals(by_key)
    windows = {order.pk: order.terms.get("claim_window_days") for order in orders}
    usual = None if all(windows.values()) else PolicyFacts.current().claim_window_days
    found = {}
    for line in lines.select_related("product__parent").order_by("pk"):
        line.order = by_key[line.order_id]
        found[line] = LineFacts(
            is_theirs=is_theirs,
            is_paid=line.order.paid_at is not None,
            arrivals=tuple(arrivals[line.pk]),
            claimed=sum(claim.quantity for claim in holding[line.pk]),
            claims=tuple(claim.number for claim in holding[line.pk]),
            warranty_months=line.warranty_months,
            warranty_until=line.warranty_until,
            window_days=windows[line.order_id] or usual,
        )
    return found


def _arrivals(orders):
    rows = ShipmentLine.objects.filter(shipment__order__in=orders, shipment__received_at__isnull=False)
    found = defaultdict(list)
    for row in rows.select_related("shipment").order_by("shipment__received_at", "pk"):
        found[row.line_id].append(Arrival(row.quantity, row.shipment.received_at, row.shipment.claim_deadline))
    return found


def _holding(orders):
    found = defaultdict(list)
    taking = Claim.objects.filter(order__in=orders, quantity__gt=0).taking_pieces()
    for claim in taking.only("number", "user", "line", "quantity").order_by("pk"):
        found[claim.line_id].append(claim)
    return found
