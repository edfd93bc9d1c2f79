"""Sending a claim: one verb, one transaction, all of it or nothing, and once however often it is sent."""

from dataclasses import dataclass, field
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from shop.claims import lifecycle
from shop.claims.drafts import remove_file
from shop.claims.due import reply_due
from shop.claims.eligibility import Said, check_claim
from shop.claims.letters import tell
from shop.claims.lines import facts_of
from shop.claims.models import Claim, ClaimDraft
from shop.claims.words import Kind, Role, Topic
from shop.order.lifecycle import locked as locked_order


@dataclass(frozen=True)
class Submission:
    """What a form says, checked for its kind and not yet by the rules. `answers` are plain values for JSON."""

    key: UUID
    topic: Topic
    language: str
    name: str
    email: str
    phone: str = ""
    description: str = ""
    order: object = None
    line: object = None
    said: Said | None = None
    answers: list = field(default_factory=list)
    form_key: str | None = None
    form_title: str = ""
    user: object = None
    opened_by: object = None  # the member of staff who wrote it down for the customer


@dataclass(frozen=True)
class Exemption:
    """Staff let a claim pass that a rule refuses: who, and why."""

    actor: object
    why: str


class RulesRefuse(Exception):
    """The claim breaks rules; `findings` are all that were made, in order."""

    def __init__(self, findings):
        super().__init__("; ".join(finding.words for finding in findings if not finding.passed))
        self.findings = findings

    @property
    def refusals(self):
        return [finding for finding in self.findings if not finding.passed]


@transaction.atomic
def submit_claim(submission, *, exemption=None):
    """Keep a claim with the files of its draft, and owe its sender a mail; return it. The same key is the same claim.

    The draft is the one with the submission's key. Locks the order, so that two claims for the same pieces come one
    after the other. Raises RulesRefuse, unless staff make an exception.
    """
    order = locked_order(submission.order) if submission.order else None
    if known := Claim.objects.filter(key=submission.key).first():
        return _with_late_files(known)
    findings = _findings(submission, order)
    refused = [finding for finding in findings if not finding.passed]
    if refused and (exemption is None or _is_beyond_order(submission)):
        raise RulesRefuse(findings)
    try:
        with transaction.atomic():
            claim = _write(submission, findings)
    except IntegrityError:
        return _with_late_files(Claim.objects.get(key=submission.key))  # sent twice at the same moment
    lifecycle.begin(claim, submission.user, opened_by=submission.opened_by)
    if refused:
        lifecycle.note(
            claim, Kind.OVERRIDE, Role.STAFF, exemption.actor, text=exemption.why, is_public=False,
            rules=[finding.rule for finding in refused],
        )  # fmt: skip
    _take_files(claim)
    tell(claim, "CLAIM_SUBMITTED")
    return claim


def _is_beyond_order(submission):
    """Whether more is claimed than was ordered, or less than one piece: no exception makes that possible."""
    return submission.said is not None and not 0 < submission.said.quantity <= submission.line.quantity


def _findings(submission, order):
    if order is None or submission.line is None:  # a question
        return []
    facts = facts_of(order)[submission.line]
    return check_claim(facts, submission.topic, submission.said, timezone.now())


def _write(submission, findings):
    said, due = submission.said, reply_due(timezone.now())
    return Claim.objects.create(
        key=submission.key,
        topic=submission.topic,
        form_key=submission.form_key,
        form_title=submission.form_title,
        language=submission.language,
        order=submission.order,
        line=submission.line,
        quantity=said.quantity if said else None,
        reason=said.reason if said else "",
        is_sealed=said.is_sealed if said else None,
        is_unused=said.is_unused if said else None,
        wish=said.wish if said else "",
        description=submission.description,
        answers=submission.answers,
        checks=[finding.as_dict() for finding in findings],
        user=submission.user,
        name=submission.name,
        email=submission.email,
        phone=submission.phone,
        reply_due_at=due,
        first_due_at=due,
    )


def _take_files(claim):
    """The files of the draft are the claim's now."""
    draft = ClaimDraft.objects.select_for_update().filter(key=claim.key).first()
    if draft:
        draft.attachments.update(claim=claim, draft=None)
        draft.delete()


def _with_late_files(claim):
    """The claim, with files that were on their way when it was sent; those that came twice are kept once."""
    if draft := ClaimDraft.objects.filter(key=claim.key).first():
        for twice in draft.attachments.filter(digest__in=claim.attachments.values("digest")):
            remove_file(draft, twice.key)
    _take_files(claim)
    return claim
