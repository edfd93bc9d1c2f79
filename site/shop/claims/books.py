"""The books of claims: every row compared with its order, its money, its files and its mail. `audit_claims` prints it.

`check()` makes seven queries, however many claims there are, and changes nothing.
"""

from collections import Counter, defaultdict
from itertools import pairwise

from django.db.models import Prefetch, Q

from shop.claims.lifecycle import STEPS
from shop.claims.models import Claim, ClaimAttachment, ClaimEvent, Replacement
from shop.claims.words import KEEPS_PIECES, UNDECIDED, Kind, Outcome, Role, State
from shop.communication.models import OutgoingMail
from shop.fulfilment.books import Finding
from shop.fulfilment.models import ShipmentLine
from shop.payment.models import Refund

MAIL_OF_STATE = {
    State.APPROVED: "CLAIM_APPROVED",
    State.REJECTED: "CLAIM_REJECTED",
    State.GOODS_RETURNED: "CLAIM_RETURNED",
    State.RESOLVED: "CLAIM_RESOLVED",
    State.WITHDRAWN: "CLAIM_WITHDRAWN",
}


def check():
    """All findings, by claim."""
    replacements = Prefetch("replacements", Replacement.objects.select_related("order"))
    claims = list(Claim.objects.select_related("line", "refund").prefetch_related(replacements).order_by("pk"))
    events = _by_claim(ClaimEvent.objects.order_by("pk"))
    files = _by_claim(ClaimAttachment.objects.exclude(claim=None))
    about_claims = Q(event_code__startswith="CLAIM") | Q(event_code="REFUND_DUE")
    mails = set(OutgoingMail.objects.filter(about_claims).values_list("once", flat=True))
    replaces = {row.order_id: claim for claim in claims for row in claim.replacements.all()}
    findings = [*_pieces(claims, events), *_money(claims)]
    for claim in claims:
        own = events[claim.pk]
        for texts in (
            _states(claim, own),
            _outcome(claim, replaces),
            _files(files[claim.pk]),
            _mails(claim, own, mails),
        ):
            findings += (Finding(claim.number, text) for text in texts)
    return findings


def _by_claim(rows):
    found = defaultdict(list)
    for row in rows:
        found[row.claim_id].append(row)
    return found


def _pieces(claims, events):
    """No piece is claimed twice, unless staff made an exception, or look once more at a claim that they rejected."""
    received = Counter()
    for line, quantity in ShipmentLine.objects.exclude(shipment__received_at=None).values_list("line", "quantity"):
        received[line] += quantity
    taken = Counter()
    for claim in claims:
        own = events[claim.pk]
        is_exempt = any(event.kind == Kind.OVERRIDE for event in own)
        is_again = claim.state in UNDECIDED and any(event.to_state == State.REJECTED for event in own)
        if claim.line_id and not (is_exempt or is_again) and (claim.is_open or claim.outcome in KEEPS_PIECES):
            taken[claim.line_id] += claim.quantity
    for line, quantity in taken.items():
        if quantity > received[line]:
            yield Finding(f"line {line}", f"{quantity} pieces are claimed, {received[line]} were received")


def _money(claims):
    """What goes back for a line because of claims is at most what was paid for it."""
    returned = Counter()
    for line, amount in Refund.objects.filter(reason=Refund.Reason.CLAIM).values_list("line", "amount"):
        returned[line] += int(amount)
    paid = {claim.line_id: int(claim.line.line_price_incl_tax) for claim in claims if claim.line_id}
    for line, amount in returned.items():
        if amount > paid.get(line, 0):
            yield Finding(f"line {line}", f"{amount} rupiah go back, {paid.get(line, 0)} were paid")


def _states(claim, events):
    steps = [event for event in events if event.kind == Kind.STATE]
    if not steps:
        yield "has no event"
        return
    if (steps[0].from_state, steps[0].to_state) != ("", State.SUBMITTED):
        yield "its first event is not its sending"
    if steps[-1].to_state != claim.state:
        yield f"is {claim.state}, its last event says {steps[-1].to_state}"
    for before, event in pairwise(steps):
        if before.to_state != event.from_state or (event.from_state, event.to_state) not in STEPS:
            yield f"went from {before.to_state} to {event.to_state} by a step from {event.from_state}"


def _outcome(claim, replaces):
    if (claim.outcome == Outcome.REFUND) != (claim.refund_id is not None):
        yield f"its outcome is {claim.outcome or 'none'}, its refund {claim.refund_id}"
    if claim.outcome == Outcome.REPLACEMENT and claim.replacement is None:
        yield "its outcome is a replacement, and there is none"
    paid = claim
    while paid.order_id in replaces:
        paid = replaces[paid.order_id]
    if claim.refund and claim.refund.order_id != paid.order_id:
        yield "its refund is of another order"


def _files(attachments):
    for attachment in attachments:
        for file in filter(None, (attachment.file, attachment.preview)):
            if not file.storage.exists(file.name):
                yield f"the file {file.name} is gone"


def _mails(claim, events, mails):
    owed = [f"CLAIM_SUBMITTED:{claim.pk}:"]
    for event in events:
        is_told = event.kind == Kind.STATE and event.from_state not in ("", State.RESOLVED)  # those are told otherwise
        if is_told and event.to_state in MAIL_OF_STATE:
            owed.append(f"{MAIL_OF_STATE[event.to_state]}:{claim.pk}:{event.pk}")
        if event.kind == Kind.MESSAGE and event.role == Role.STAFF and event.is_public:
            owed.append(f"CLAIM_MESSAGE:{claim.pk}:{event.pk}")
        is_refund = event.kind == Kind.RESOLUTION and event.details["outcome"] == Outcome.REFUND
        if is_refund and claim.refund_id and event.details.get("is_mailed", True):
            owed.append(f"REFUND_DUE:{claim.refund_id}")
    for once in owed:
        if once not in mails:
            yield f"the mail {once} was never written"
