"""What staff decide about a claim. Every verb locks the claim, writes an event and owes its mail."""

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _, gettext_lazy, override

from shop.claims import lifecycle
from shop.claims.due import reply_due
from shop.claims.letters import tell
from shop.claims.lifecycle import ClaimRefused, locked
from shop.claims.talking import replied
from shop.claims.words import Kind, Outcome, Role, State, Topic, Wish
from shop.claims.worth import LEFT, are_left
from shop.order import lifecycle as order_lifecycle

NEEDS_GOODS = gettext_lazy("A repair needs the goods: they must come back.")
NOT_LEFT = gettext_lazy(
    "These pieces are in another claim, or were made good already. Only an exception makes it possible."
)


@transaction.atomic
def start_review(claim, actor):
    """Staff look at the claim, again where it was rejected or waits; return the event. Raises ClaimRefused.

    Who was rejected is told, and a reply is due once more.
    """
    claim = locked(claim)
    if claim.state != State.REJECTED:
        return lifecycle.move(claim, State.IN_REVIEW, Role.STAFF, actor)
    due = claim.reply_due_at or reply_due(timezone.now())
    event = lifecycle.move(claim, State.IN_REVIEW, Role.STAFF, actor, rejection="", reply_due_at=due)
    with override(claim.language):
        told = lifecycle.note(claim, Kind.MESSAGE, Role.STAFF, actor, text=_("We look at your claim once more."))
    tell(claim, "CLAIM_MESSAGE", told)
    return event


@transaction.atomic
def assign(claim, assignee, actor):
    """Give the claim to a member of staff, or to nobody; return the event, None where nothing changed."""
    claim = locked(claim)
    if claim.assignee_id == (assignee and assignee.pk):
        return None
    claim.assignee = assignee
    claim.save(update_fields=["assignee"])
    name = (assignee.get_full_name() or assignee.username) if assignee else ""
    return lifecycle.note(claim, Kind.ASSIGNED, Role.STAFF, actor, is_public=False, to=name)


@transaction.atomic
def approve(claim, actor, text="", *, needs_goods=True, not_met=(), why=""):
    """The shop makes it good; `text` says what happens next. Raises ClaimRefused.

    `needs_goods` says whether the customer has to send the goods back first; a repair cannot do without.
    `not_met` names rules that staff found broken, for example a seal: then `why` says why it is approved all the same.
    So it is where the pieces are in another claim by now. Locks the order too, as the sending of a claim does.
    """
    claim = locked(claim)
    if claim.topic == Topic.QUESTION:
        raise ClaimRefused(_("A question is answered, not approved."))
    if claim.wish == Wish.REPAIR and not needs_goods:
        raise ClaimRefused(NEEDS_GOODS)
    order_lifecycle.locked(claim.order)
    if not LEFT & set(not_met) and not are_left(claim):
        raise ClaimRefused(NOT_LEFT)
    if not_met and not why:
        raise ClaimRefused(_("Say why it is approved although a rule is not met."))
    event = lifecycle.move(claim, State.APPROVED, Role.STAFF, actor, text=text, needs_goods=needs_goods)
    if not_met:
        lifecycle.note(claim, Kind.OVERRIDE, Role.STAFF, actor, text=why, is_public=False, rules=list(not_met))
    replied(claim)
    tell(claim, "CLAIM_APPROVED", event)
    return event


@transaction.atomic
def reject(claim, text, actor):
    """The shop does not make it good; `text` is the reason that the customer reads. Raises ClaimRefused."""
    claim, text = locked(claim), text.strip()
    if not text:
        raise ClaimRefused(_("Say why, in the words that the customer reads."))
    event = lifecycle.move(claim, State.REJECTED, Role.STAFF, actor, text=text, rejection=text)
    replied(claim)
    tell(claim, "CLAIM_REJECTED", event)
    return event


@transaction.atomic
def mark_goods_returned(claim, actor, text=""):
    """The claimed goods have arrived at the shop, before the claim is settled or after. Raises ClaimRefused."""
    claim = locked(claim)
    if claim.state == State.RESOLVED and awaits_goods(claim):
        return lifecycle.note(claim, Kind.PARCEL, Role.STAFF, actor, text=text, direction="arrived")
    event = lifecycle.move(claim, State.GOODS_RETURNED, Role.STAFF, actor, text=text)
    tell(claim, "CLAIM_RETURNED", event)
    return event


def awaits_goods(claim):
    """Whether goods were asked for that have not come: also where the claim was settled without waiting for them."""
    was_settled = claim.state == State.RESOLVED and claim.needs_goods and claim.outcome != Outcome.ANSWER
    if not (claim.waits_for_goods or was_settled):
        return False
    arrived = Q(to_state=State.GOODS_RETURNED, kind=Kind.STATE) | Q(kind=Kind.PARCEL, details__direction="arrived")
    return not claim.events.filter(arrived).exists()
