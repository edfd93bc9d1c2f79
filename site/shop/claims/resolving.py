"""How a claim ends: goods, money, a repair or an answer. What is owed is done by the room that owns it.

Locks: the claim, then its order, then what the order locks. Each verb raises ClaimRefused where the state forbids it.
"""

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from shop import stock
from shop.claims import lifecycle
from shop.claims.letters import tell
from shop.claims.lifecycle import ClaimRefused, locked
from shop.claims.replacement import NOT_ENOUGH, place_replacement
from shop.claims.talking import replied
from shop.claims.words import Kind, Outcome, Role, State
from shop.claims.worth import paid_line, refundable
from shop.invoices.issuing import issue_credit_note
from shop.order import lifecycle as order_lifecycle, reasons
from shop.payment import refunds
from shop.payment.balance import balance
from shop.payment.models import Refund
from web.formats import rupiah

MADE_GOOD_FROM = (State.APPROVED, State.GOODS_RETURNED)


@transaction.atomic
def resolve_with_refund(claim, amount, actor, text=""):
    """Owe `amount` rupiah back for the goods, with a credit note of the order that paid them; return the Refund.

    It enters the refund queue and goes back the way it was paid where that can be done. An order of which nothing is
    left to be paid for is refunded with it.
    """
    claim, line, order = _to_make_good(claim)
    most = refundable(claim)
    if not 0 < amount <= most:
        raise ClaimRefused(_("At most %(amount)s can go back for these goods.") % {"amount": rupiah(most)})
    why = reasons.of_claim(claim.number)
    with translation.override(order.language):
        issue_credit_note(order, amount, str(why), [(line.title, claim.quantity, amount)])
    is_mailed = not claim.is_from_buyer  # else the mail about the claim says it, with the link for the account
    refund = refunds.owe(
        order, amount, Refund.Reason.CLAIM, why=why, role=order_lifecycle.Role.STAFF, actor=actor, line=line,
        is_mailed=is_mailed,
    )  # fmt: skip
    _refund_whole_order(order, actor, why)
    _resolve(claim, Outcome.REFUND, actor, text, refund=refund, amount=int(amount), is_mailed=is_mailed)
    return refund


@transaction.atomic
def resolve_with_replacement(claim, actor, text=""):
    """Send the claimed goods once more, for nothing: a linked order that holds them; return it.

    Raises ClaimRefused where the goods are not there, or no longer sold.
    """
    claim, _line, _order = _to_make_good(claim)
    try:
        with transaction.atomic():
            order = place_replacement(claim, reasons.of_claim(claim.number), actor)
    except stock.NotEnoughStock as short:
        raise ClaimRefused(NOT_ENOUGH) from short
    _resolve(claim, Outcome.REPLACEMENT, actor, text, order=order.number)
    return order


@transaction.atomic
def resolve_with_repair(claim, actor, *, courier="", tracking_number="", text=""):
    """The goods are repaired and on their way back."""
    claim = locked(claim)
    if claim.state != State.GOODS_RETURNED:
        raise ClaimRefused(_("Mark the goods as returned first: they cannot be repaired before."))
    if courier or tracking_number:
        note_parcel(claim, "to_customer", courier, tracking_number, Role.STAFF, actor)
    return _resolve(claim, Outcome.REPAIR, actor, text)


@transaction.atomic
def resolve_with_answer(claim, text, actor):
    """The question is answered; `text` is the answer."""
    claim = locked(claim)
    if not text.strip():
        raise ClaimRefused(_("Write the answer."))
    return _resolve(claim, Outcome.ANSWER, actor, text)


@transaction.atomic
def note_parcel(claim, direction, courier, tracking_number, role, actor=None):
    """Somebody sent the goods: `direction` is "to_shop" or "to_customer"; return the event. Raises ClaimRefused."""
    claim = locked(claim)
    lifecycle.require_open(claim)
    return lifecycle.note(
        claim, Kind.PARCEL, role, actor, direction=direction, courier=courier, tracking_number=tracking_number
    )


def _to_make_good(claim):
    """The claim, the line that its goods were paid with, and that line's order; claim and order are locked."""
    claim = locked(claim)
    if claim.state not in MADE_GOOD_FROM:
        raise ClaimRefused(lifecycle.refusal(claim))
    line = paid_line(claim.line)
    return claim, line, order_lifecycle.locked(line.order)


def _resolve(claim, outcome, actor, text, *, refund=None, **details):
    columns = {"outcome": outcome, "refund": refund}
    if details:
        lifecycle.note(claim, Kind.RESOLUTION, Role.STAFF, actor, outcome=outcome, **details)
    event = lifecycle.move(claim, State.RESOLVED, Role.STAFF, actor, text=text, **columns)
    replied(claim)
    tell(claim, "CLAIM_RESOLVED", event)
    return event


def _refund_whole_order(order, actor, why):
    """A locked order of which every rupiah goes back waits for that, and is then refunded."""
    to, role = order_lifecycle.State.REFUND_DUE, order_lifecycle.Role.STAFF
    if not balance(order).charged and order_lifecycle.can_move(order, to, role):
        order_lifecycle.move(order, to, role, actor, why)
