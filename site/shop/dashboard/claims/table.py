"""The claims as a table: what a download holds. One query more for the many, none per row."""

from django.utils.translation import gettext_lazy as _

from shop.dashboard.claims.queue import name_of
from shop.dashboard.claims.words import STATES
from shop.policies.calendar import WIB

HEADER = [
    _("Claim number"), _("Sent"), _("Status"), _("Topic"), _("Reason"), _("What the customer wants"), _("Order number"),
    _("Product"), _("Quantity"), _("Name"), _("Email"), _("Phone"), _("Language"), _("Assigned to"), _("Reply due"),
    _("First reply"), _("Outcome"), _("Closed"), _("Description"), _("Answers"),
]  # fmt: skip
FIGURES_HEADER = [_("Figure"), _("Of what"), _("Count")]


def rows(claims):
    """A row for each claim, of plain values."""
    for claim in claims.iterator(chunk_size=500):
        yield [
            claim.number,
            _moment(claim.created_at),
            STATES[claim.state],
            claim.get_topic_display(),
            claim.get_reason_display(),
            claim.get_wish_display(),
            claim.order.number if claim.order else "",
            claim.line.title if claim.line else "",
            claim.quantity,
            claim.name,
            claim.email,
            claim.phone,
            claim.language,
            name_of(claim.assignee) if claim.assignee else "",
            _moment(claim.reply_due_at),
            _moment(claim.first_reply_at),
            claim.get_outcome_display(),
            _moment(claim.closed_at),
            claim.description,
            "; ".join(f"{answer['label']}: {answer.get('words', answer.get('value'))}" for answer in claim.answers),
        ]


def figure_rows(found):
    """A row for each figure of a period: what is counted, of what, and how many."""
    replies = found["replies"]
    yield [_("Claims"), "", found["total"]]
    yield [_("Median time to the first reply, in working hours"), "", _rounded(replies["median_hours"])]
    yield [_("Replied within the promise"), "%", replies["in_time_percent"]]
    for title, counts in found["tables"]:
        for label, count in counts:
            yield [title, label, count]
    for month, count in found["by_month"]:
        yield [_("By month"), f"{month:%Y-%m}", count]


def _rounded(hours):
    return "" if hours is None else round(hours, 1)


def _moment(moment):
    return f"{moment.astimezone(WIB):%Y-%m-%d %H:%M}" if moment else ""
