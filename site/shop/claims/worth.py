"""What a claim is about in pieces and rupiah: the line that was paid for, and what of it was not made good yet.

The goods of a replacement cost nothing, so a claim about them goes back to the line that they replace.
"""

from django.db.models import Q, Sum

from shop.claims.models import ClaimEvent, Replacement
from shop.claims.words import KEEPS_PIECES, UNDECIDED, Kind, State
from shop.payment.balance import balance

LEFT = frozenset({"is_left", "is_enough_left"})  # the rules about pieces that are in another claim


def paid_line(line):
    """The line that the customer paid for: `line`, or the one that its order replaces goods of."""
    while row := Replacement.objects.filter(order=line.order_id).select_related("claim__line__order").first():
        line = row.claim.line
    return line


def outstanding(claim):
    """How many of the claimed pieces are not on their way in a replacement: all of them, or those that were missing.

    At most the pieces of the line that no other claim made good.
    """
    others = claim.line.claims.exclude(pk=claim.pk)
    settled = others.filter(outcome__in=KEEPS_PIECES).aggregate(total=Sum("quantity"))["total"] or 0
    sent = _sent(others.exclude(outcome__in=KEEPS_PIECES))
    there = claim.line.quantity - claim.line.missing - settled - sent
    return max(min(claim.quantity, there) - _sent([claim]), 0)


def are_left(claim):
    """Whether no other claim holds the claimed pieces, or staff made an exception from that.

    One that was rejected and is looked at once more holds them again when it is approved.
    """
    others = claim.line.claims.taking_pieces().exclude(pk=claim.pk)
    again = Q(state__in=UNDECIDED, pk__in=ClaimEvent.objects.filter(to_state=State.REJECTED).values("claim"))
    held = others.exclude(again).aggregate(total=Sum("quantity"))["total"] or 0
    if claim.quantity <= claim.line.quantity - claim.line.missing - held:
        return True
    return any(LEFT & set(event.details["rules"]) for event in claim.events.filter(kind=Kind.OVERRIDE))


def refundable(claim):
    """The most that can go back for the claimed pieces: what was paid for them, less what was made good already."""
    line = paid_line(claim.line)
    returned = line.refunds.aggregate(total=Sum("amount"))["total"] or 0
    pieces = line.missing + _replaced(line, claim)  # the money for what is missing went back when that was found
    paid_for_line = int(line.line_price_incl_tax) - int(returned) - pieces * int(line.unit_price_incl_tax)
    paid_for_pieces = claim.quantity * int(line.unit_price_incl_tax)
    return max(min(paid_for_pieces, paid_for_line, balance(line.order).kept), 0)


def usual_refund(claim, most=None):
    """What the claimed pieces cost, as far as it can still go back. `most` is what is refundable, if that is known."""
    most = refundable(claim) if most is None else most
    return most and min(int(paid_line(claim.line).unit_price_incl_tax) * outstanding(claim), most)


def _sent(claims):
    """Pieces that the replacements of claims bring, or have brought."""
    rows = Replacement.objects.filter(claim__in=claims, ended_at=None).prefetch_related("order__lines")
    return sum(line.quantity - line.missing for row in rows for line in row.order.lines.all())


def _replaced(line, claim):
    """Pieces of a line that are good: sent once more, and neither made good again nor what `claim` is about."""
    rows = Replacement.objects.filter(claim__line=line, ended_at=None).prefetch_related("order__lines")
    return sum(_good(again, claim) for row in rows for again in row.order.lines.all())


def _good(line, claim):
    made_good = line.claims.filter(Q(outcome__in=KEEPS_PIECES) | Q(pk=claim.pk))
    claimed = made_good.aggregate(total=Sum("quantity"))["total"] or 0
    return line.quantity - line.missing - claimed + _replaced(line, claim)
