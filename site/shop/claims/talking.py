"""What customer and staff say to each other about a claim. Every verb locks the claim and owes its mail."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from shop.claims import lifecycle
from shop.claims.drafts import add_file
from shop.claims.due import reply_due
from shop.claims.files import inspect_once
from shop.claims.letters import tell
from shop.claims.lifecycle import locked
from shop.claims.words import Kind, Role, State

LONGEST = 4000  # characters; what a form for a message allows
SAME_FOR = dt.timedelta(hours=1)  # the same message again is a second click, or a retry on a slow connection


@transaction.atomic
def write_to_shop(claim, text, files=(), actor=None):
    """The customer writes, or adds files; return the event. A claim that waited for that is under review again.

    The same text with the same files again, within an hour, is the same message. Raises ValidationError for a file.
    """
    claim = locked(claim)
    if same := _just_said(claim, text, files):
        return same
    kind = Kind.MESSAGE if text else Kind.FILES
    event = lifecycle.note(claim, kind, Role.CUSTOMER, actor, text=text, names=[file.name for file in files])
    for file in files:
        add_file(claim, file, event=event)
    if claim.state == State.WAITING:
        lifecycle.move(claim, State.IN_REVIEW, Role.CUSTOMER, actor)
    claim.reply_due_at = claim.reply_due_at or reply_due(timezone.now())
    claim.save(update_fields=["reply_due_at"])
    return event


def _just_said(claim, text, files):
    """The last message, where it is the customer's of this hour with this text and these files; else None."""
    last = claim.events.filter(kind__in=(Kind.MESSAGE, Kind.FILES), is_public=True).last()
    if not last or (last.role, last.text) != (Role.CUSTOMER, text) or last.created_at < timezone.now() - SAME_FOR:
        return None
    digests = {inspect_once(file).digest for file in files}
    return last if digests == set(last.attachments.values_list("digest", flat=True)) else None


@transaction.atomic
def write_to_customer(claim, text, actor):
    """Staff write to the customer, who is mailed the text with a link to answer; return the event."""
    claim = locked(claim)
    event = lifecycle.note(claim, Kind.MESSAGE, Role.STAFF, actor, text=text)
    replied(claim)
    tell(claim, "CLAIM_MESSAGE", event)
    return event


@transaction.atomic
def ask_customer(claim, text, actor):
    """Staff need something more: the claim waits for the customer. Raises ClaimRefused."""
    claim = locked(claim)
    lifecycle.move(claim, State.WAITING, Role.STAFF, actor)
    event = lifecycle.note(claim, Kind.MESSAGE, Role.STAFF, actor, text=text)
    replied(claim)
    tell(claim, "CLAIM_MESSAGE", event)
    return event


@transaction.atomic
def write_note(claim, text, actor):
    """A note among staff; return the event."""
    return lifecycle.note(locked(claim), Kind.NOTE, Role.STAFF, actor, text=text, is_public=False)


@transaction.atomic
def withdraw(claim, actor=None):
    """The customer takes the claim back. Raises ClaimRefused."""
    claim = locked(claim)
    event = lifecycle.move(claim, State.WITHDRAWN, Role.CUSTOMER, actor)
    tell(claim, "CLAIM_WITHDRAWN", event)
    return event


def replied(claim):
    """The customer has an answer: nothing is due until they write again. The claim is locked by the caller."""
    claim.reply_due_at = None
    claim.first_reply_at = claim.first_reply_at or timezone.now()
    claim.save(update_fields=["reply_due_at", "first_reply_at"])
