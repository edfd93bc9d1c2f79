"""A claim's life, as data. Nothing else changes `claim.state`, and every change leaves an event.

submitted → in_review ⇄ waiting_for_customer → approved → goods_returned → resolved, or rejected, or withdrawn.
Locks: the claim first; a verb that acts on the order locks the order after it, then what an order locks.
"""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from shop.claims.models import Claim, ClaimEvent
from shop.claims.words import CLOSED, Kind, Role, State

CUSTOMER, STAFF = frozenset({Role.CUSTOMER}), frozenset({Role.STAFF})
BOTH = CUSTOMER | STAFF
STEPS = {
    (State.SUBMITTED, State.IN_REVIEW): STAFF,
    (State.SUBMITTED, State.WITHDRAWN): CUSTOMER,
    (State.IN_REVIEW, State.WAITING): STAFF,
    (State.IN_REVIEW, State.APPROVED): STAFF,
    (State.IN_REVIEW, State.REJECTED): STAFF,
    (State.IN_REVIEW, State.RESOLVED): STAFF,  # a question that is answered; goods that need not come back
    (State.IN_REVIEW, State.WITHDRAWN): CUSTOMER,
    (State.WAITING, State.IN_REVIEW): BOTH,
    (State.WAITING, State.REJECTED): STAFF,
    (State.WAITING, State.WITHDRAWN): CUSTOMER,
    (State.APPROVED, State.GOODS_RETURNED): STAFF,
    (State.APPROVED, State.RESOLVED): STAFF,
    (State.APPROVED, State.REJECTED): STAFF,  # what came to light later
    (State.APPROVED, State.WITHDRAWN): CUSTOMER,
    (State.GOODS_RETURNED, State.RESOLVED): STAFF,
    (State.GOODS_RETURNED, State.REJECTED): STAFF,
    (State.REJECTED, State.IN_REVIEW): STAFF,  # looked at once more
    (State.RESOLVED, State.APPROVED): STAFF,  # the goods of the replacement are missing
}


class ClaimRefused(Exception):
    """The claim cannot do that now; the message says why, for the person who asked."""


def locked(claim):
    """The claim as it is now, locked until the transaction ends."""
    return Claim.objects.select_for_update().get(pk=claim.pk)


def can_move(claim, to, role):
    """Whether `role` may take `claim` to the state `to` now."""
    return role in STEPS.get((State(claim.state), to), ())


def begin(claim, actor=None, *, opened_by=None):
    """Record that a new claim exists, or that a member of staff has opened it; return the event."""
    return _record(claim, "", Kind.STATE, Role.STAFF if opened_by else Role.CUSTOMER, opened_by or actor)


def move(claim, to, role, actor=None, *, text="", **columns):
    """Take a claim, locked by the caller, to the state `to` and set these columns; return the event.

    A claim that nobody has looked at is under review first. Raises ClaimRefused.
    """
    if claim.state == State.SUBMITTED and to not in (State.IN_REVIEW, State.WITHDRAWN):
        move(claim, State.IN_REVIEW, role, actor)
    if not can_move(claim, to, role):
        raise ClaimRefused(refusal(claim))
    before, claim.state = claim.state, to
    for name, value in columns.items():
        setattr(claim, name, value)
    claim.closed_at = timezone.now() if to in CLOSED else None
    if to in CLOSED:
        claim.reply_due_at = None
    claim.save()
    return _record(claim, before, Kind.STATE, role, actor, text)


def note(claim, kind, role, actor=None, *, text="", is_public=True, **details):
    """Write an event that leaves the state as it is; `details` are plain values that its sentence names."""
    return _record(claim, claim.state, kind, role, actor, text, is_public, details)


def require_open(claim):
    """Raise ClaimRefused where a locked claim is closed."""
    if not claim.is_open:
        raise ClaimRefused(refusal(claim))


def refusal(claim):
    """Why the claim stays as it is, in the words of the reader's language."""
    return _("This is not possible now: the claim is “%(state)s”.") % {"state": State(claim.state).label}


def _record(claim, before, kind, role, actor, text="", is_public=True, details=None):
    assert transaction.get_connection().in_atomic_block
    return ClaimEvent.objects.create(
        claim=claim,
        kind=kind,
        from_state=before,
        to_state=claim.state,
        role=role,
        actor=actor,
        text=text,
        is_public=is_public,
        details=details or {},
    )
