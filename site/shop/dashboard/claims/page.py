"""What the page of a claim shows beside its tasks: goods, words, files, rules, other claims, mail, its timeline."""

from dataclasses import replace

from django.db.models import Q
from django.utils import timezone

from shop.claims.eligibility import Said, check_claim
from shop.claims.lines import facts_of
from shop.claims.models import Claim
from shop.claims.timeline import what_happened
from shop.claims.worth import refundable
from shop.communication.events import EVENTS
from shop.communication.models import OutgoingMail


def about(claim):
    """The values of the page; a fixed number of queries, whatever happened to the claim."""
    attachments = list(claim.attachments.all())
    return {
        "pictures": [file for file in attachments if file.preview],
        "files": [file for file in attachments if not file.preview],
        "timeline": what_happened(claim, internal=True),
        "rules_now": rules_now(claim),
        "refundable": refundable(claim) if claim.line_id else 0,
        "others": _others(claim),
        "mails": _mails(claim),
    }


def rules_now(claim):
    """What the rules say today, as if this claim were not there; empty for a question."""
    if not claim.order_id:
        return []
    facts = next((facts for line, facts in facts_of(claim.order).items() if line.pk == claim.line_id), None)
    if facts is None:
        return []
    return check_claim(without(facts, claim), claim.topic, said_by(claim), timezone.now())


def without(facts, claim):
    """The facts of the line without the pieces of this claim."""
    takes = Claim.objects.filter(pk=claim.pk).taking_pieces().exists()
    return replace(facts, claimed=facts.claimed - claim.quantity) if takes else facts


def said_by(claim):
    """What the form said, as the rules read it."""
    return Said(claim.quantity, claim.reason, claim.wish, claim.is_sealed, claim.is_unused)


def _others(claim):
    """Other claims about the same order, or of the same person, newest first."""
    same = Q(email__iexact=claim.email)
    if claim.order_id:
        same |= Q(order=claim.order_id)
    return Claim.objects.filter(same).exclude(pk=claim.pk).select_related("line")[:20]


def _mails(claim):
    mails = list(OutgoingMail.objects.filter(event_code__startswith="CLAIM", about__claim=claim.pk).order_by("pk"))
    for mail in mails:
        mail.title = EVENTS[mail.event_code].name
    return mails
