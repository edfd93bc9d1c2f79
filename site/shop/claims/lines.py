"""What the rules of a claim need to know of the lines of orders: four queries for any number of orders."""

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

    @property
    def until(self):
        """The moment or day until which a claim is possible; None where no time runs."""
        return self.facts.last_deadline


def facts_of(order, is_theirs=True):
    """Line → LineFacts, for the lines of `order` that are still ordered."""
    return _facts_of_all([order], is_theirs)


def judge(order, topic, now, is_theirs=True):
    """Every line of `order` with what the rules say of it before anything is typed."""
    return judge_all([order], topic, now, is_theirs)[order]


def judge_all(orders, topic, now, is_theirs=True):
    """Order → its judged lines; as many queries as for one order."""
    judged = {order: [] for order in orders}
    for line, facts in _facts_of_all(orders, is_theirs).items():
        findings = check_line(facts, topic, now)
        row = Judged(line, facts, findings, first_refusal(findings), facts.claimable(topic, now))
        judged[line.order].append(row)
    return judged


def claimable_orders(user):
    """The orders of a member of which something was received, newest first."""
    orders = get_model("order", "Order").objects.filter(user=user, shipments__received_at__isnull=False)
    return orders.distinct().order_by("-date_placed", "-pk")


def _facts_of_all(orders, is_theirs):
    by_key = {order.pk: order for order in orders}
    lines = get_model("order", "Line").objects.filter(order__in=by_key, quantity__gt=0)
    arrivals, claimed = _arrivals(by_key), _claimed(by_key)
    days = PolicyFacts.current().claim_window_days
    found = {}
    for line in lines.select_related("product__parent").order_by("pk"):
        line.order = by_key[line.order_id]
        found[line] = LineFacts(
            is_theirs=is_theirs,
            is_paid=line.order.paid_at is not None,
            arrivals=tuple(arrivals[line.pk]),
            claimed=sum(quantity for quantity, _number in claimed[line.pk]),
            claims=tuple(number for _quantity, number in claimed[line.pk]),
            warranty_months=line.warranty_months,
            warranty_until=line.warranty_until,
            window_days=line.order.terms.get("claim_window_days") or days,
        )
    return found


def _arrivals(orders):
    rows = ShipmentLine.objects.filter(shipment__order__in=orders, shipment__received_at__isnull=False)
    found = defaultdict(list)
    for row in rows.select_related("shipment").order_by("shipment__received_at", "pk"):
        found[row.line_id].append(Arrival(row.quantity, row.shipment.received_at, row.shipment.claim_deadline))
    return found


def _claimed(orders):
    """Key of a line → (pieces, number) of each claim that takes some of it."""
    found = defaultdict(list)
    taking = Claim.objects.filter(order__in=orders, line__isnull=False, quantity__isnull=False).taking_pieces()
    for line_key, quantity, number in taking.order_by("pk").values_list("line", "quantity", "number"):
        found[line_key].append((quantity, number))
    return found
