"""The rules of a claim: pure functions of what is known of a line, the policy facts, what is said, and the clock.

Each rule is a small function that returns a Finding: whether it is met, the words for the reader, and the facts behind
it. Sources: promise 10 (paid, received, the window, the shop's fault, sealed and unused) and promise 7 (warranty).
`check_line` asks what can be asked before anything is typed, `check_claim` also what is said in the form.
"""

import datetime as dt
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _, ngettext

from shop.claims.words import SHOPS_FAULT, Reason, Topic, Wish
from shop.policies.calendar import WIB
from shop.policies.wording import working_days


@dataclass(frozen=True)
class Arrival:
    """Pieces of a line that were received together. Without a working day in the calendar there is no deadline."""

    quantity: int
    received_at: dt.datetime
    deadline: dt.datetime | None


@dataclass(frozen=True)
class LineFacts:
    """What the rules know of a line of an order. Pieces in `claimed` are in a claim that is open or was made good."""

    is_theirs: bool
    is_paid: bool
    arrivals: tuple[Arrival, ...] = ()
    claimed: int = 0
    claims: tuple[str, ...] = ()  # the numbers of the claims that these are in
    warranty_months: int = 0
    warranty_until: dt.date | None = None
    window_days: int = 0  # the claim window in force when the order was placed

    @property
    def received(self):
        return sum(arrival.quantity for arrival in self.arrivals)

    def in_time(self, now):
        """Pieces whose window is open. The last second of the deadline still counts."""
        return sum(
            arrival.quantity
            for arrival in self.arrivals
            if arrival.deadline is None or now < arrival.deadline + dt.timedelta(seconds=1)
        )

    def claimable(self, topic, now):
        """How many pieces can be claimed now: claimed ones are taken from those whose window ended first."""
        if topic == Topic.WARRANTY:
            return max(self.received - self.claimed, 0)
        return max(min(self.in_time(now), self.received - self.claimed), 0)

    @property
    def last_deadline(self):
        """The end of the last window, or None where none runs."""
        return max((arrival.deadline for arrival in self.arrivals if arrival.deadline), default=None)


@dataclass(frozen=True)
class Said:
    """What the form says of the claim; None where it was not asked."""

    quantity: int
    reason: str
    wish: str = ""
    is_sealed: bool | None = None
    is_unused: bool | None = None


@dataclass(frozen=True)
class Finding:
    """What one rule says. `field` is the form's field that it is about, empty where it is about the line."""

    rule: str
    passed: bool
    words: str
    fact: str = ""
    field: str = ""

    def as_dict(self):
        """Plain values, to be kept with the claim."""
        return {"rule": self.rule, "passed": self.passed, "words": self.words, "fact": self.fact}


def check_line(facts, topic, now):
    """The findings of the rules about the line, in order. Words are in the active language."""
    return [rule(facts, now) for rule in LINE_RULES[topic]]


def check_claim(facts, topic, said, now):
    """The findings of all rules, those about the line first. Words are in the active language."""
    return check_line(facts, topic, now) + [rule(facts, said, now, topic) for rule in SAID_RULES[topic]]


def refusal_of_answer(facts, topic, field, answer, now):
    """The words that refuse `answer` to the question `field`, whatever else is said; empty where none does."""
    said = Said(**({"quantity": 1, "reason": ""} | {field: answer}))
    findings = [rule(facts, said, now, topic) for rule in SAID_RULES[topic]]
    return next((finding.words for finding in findings if finding.field == field and not finding.passed), "")


def first_refusal(findings):
    """The first finding that is not met, or None."""
    return next((finding for finding in findings if not finding.passed), None)


# --- About the line --------------------------------------------------------------------------------------------------


def is_theirs(facts, now):
    return Finding("is_theirs", facts.is_theirs, _("This order is not yours."))


def is_paid(facts, now):
    return Finding("is_paid", facts.is_paid, _("This order is not paid. An unpaid order can be cancelled on its page."))


def is_received(facts, now):
    words = _("You have not received these goods yet. A claim is possible once you have told us that they arrived.")
    last = max((arrival.received_at for arrival in facts.arrivals), default=None)
    return Finding("is_received", facts.received > 0, words, fact=moment(last) if last else "")


def is_in_window(facts, now):
    """Within the working days after receipt that the order's terms give (promise 10)."""
    deadline, days = facts.last_deadline, working_days(facts.window_days)
    if deadline:
        words = _("Returns are possible within %(days)s after receipt. For these goods the time ended on %(moment)s.")
        words %= {"days": days, "moment": moment(deadline)}
    else:
        words = _("Returns are possible within %(days)s after receipt. The time has not begun.") % {"days": days}
    return Finding("is_in_window", facts.in_time(now) > 0, words, fact=moment(deadline) if deadline else "")


def has_warranty(facts, now):
    words = _("These goods were sold without a warranty.")
    return Finding("has_warranty", facts.warranty_months > 0 or bool(facts.warranty_until), words)


def is_under_warranty(facts, now):
    """To the last day of the warranty, in WIB (promise 7)."""
    until = facts.warranty_until
    words = _("The warranty begins when the goods are received.")
    if until:
        words = _("The warranty of these goods ended on %(day)s.") % {"day": day(until)}
    passed = until is not None and now.astimezone(WIB).date() <= until
    return Finding("is_under_warranty", passed, words, fact=day(until) if until else "")


def _is_left(topic):
    def is_left(facts, now):
        words = _("Nothing of this line can be claimed now.")
        if facts.claims:
            words = _("All pieces of this line that can be claimed are in a claim already.")
        left = facts.claimable(topic, now)
        return Finding("is_left", left > 0, words + _in_claims(facts), fact=pieces(left))

    return is_left


LINE_RULES = {
    Topic.RETURN: (is_theirs, is_paid, is_received, is_in_window, _is_left(Topic.RETURN)),
    Topic.WARRANTY: (is_theirs, is_paid, is_received, has_warranty, is_under_warranty, _is_left(Topic.WARRANTY)),
    Topic.QUESTION: (),
}


# --- About what is said ----------------------------------------------------------------------------------------------


def is_enough_left(facts, said, now, topic):
    left = facts.claimable(topic, now)
    words = _("Nothing of this line can be claimed now.")
    if left:
        words = ngettext("At most %(count)d piece can be claimed.", "At most %(count)d pieces can be claimed.", left)
        words %= {"count": left}
    passed = 0 < said.quantity <= left
    return Finding("is_enough_left", passed, words + _in_claims(facts), fact=pieces(left), field="quantity")


def _in_claims(facts):
    """A further sentence where the rest is in other claims, empty where there are none."""
    if not facts.claims:
        return ""
    words = ngettext(
        "%(claimed)d of %(received)d is in claim %(claims)s already.",
        "%(claimed)d of %(received)d are in claim %(claims)s already.",
        facts.claimed,
    )
    return " " + words % {
        "claimed": facts.claimed, "received": facts.received, "claims": ", ".join(facts.claims)
    }  # fmt: skip


def is_shops_fault(facts, said, now, topic):
    words = _(
        "Goods can be returned where the shop is at fault: wrong goods, or a manufacturing defect. "
        "Goods that were ordered wrongly are not exchanged."
    )
    return Finding("is_shops_fault", said.reason in SHOPS_FAULT, words, field="reason")


def is_sealed(facts, said, now, topic):
    words = _("Goods can be returned only with the seal of the packaging unbroken.")
    return Finding("is_sealed", said.is_sealed is True, words, field="is_sealed")


def is_unused(facts, said, now, topic):
    words = _("Goods can be returned only unused, in their original state.")
    return Finding("is_unused", said.is_unused is True, words, field="is_unused")


def is_defect(facts, said, now, topic):
    words = _("A warranty covers defects. For wrong goods, please use the form for returns.")
    return Finding("is_defect", said.reason == Reason.DEFECT, words, field="reason")


def is_offered(facts, said, now, topic):
    words = _("This is not possible here. Please choose one of the others.")
    return Finding("is_offered", said.wish in WISHES[topic], words, field="wish")


SAID_RULES = {
    Topic.RETURN: (is_enough_left, is_shops_fault, is_sealed, is_unused, is_offered),
    Topic.WARRANTY: (is_enough_left, is_defect, is_offered),
    Topic.QUESTION: (),
}
WISHES = {
    Topic.RETURN: (Wish.REPLACEMENT, Wish.REFUND),
    Topic.WARRANTY: (Wish.REPAIR, Wish.REPLACEMENT, Wish.REFUND),
    Topic.QUESTION: (),
}
REASONS = {
    Topic.RETURN: tuple(Reason),
    Topic.WARRANTY: (Reason.DEFECT,),
    Topic.QUESTION: (),
}


def moment(value):
    """A moment written out, in WIB."""
    return date_format(value.astimezone(WIB), "l, j F Y, H.i") + " WIB"


def day(value):
    """A day written out."""
    return date_format(value, "j F Y")


def pieces(count):
    return ngettext("%(count)d piece", "%(count)d pieces", count) % {"count": count}
