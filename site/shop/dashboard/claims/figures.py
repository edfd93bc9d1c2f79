"""Claims in figures: how many of what, how fast they were answered, and which help entries spared one."""

import datetime as dt
from collections import Counter
from statistics import median

from django.db.models import Count
from django.db.models.functions import TruncMonth
from django.utils.translation import gettext as _
from oscar.core.loading import get_model

from shop.claims.models import Claim, HelpOffer
from shop.claims.words import Outcome, Reason
from shop.dashboard.claims.words import STATES, TOPICS
from shop.policies.calendar import WIB, service_calendar
from shop.policies.models import PolicyFacts

MOST_PRODUCTS = 20
PERIODS_DAYS = (30, 90, 365)


def of_period(now, days):
    """All figures of the claims that were sent in the last `days` days; a fixed number of queries.

    `tables` are (title, rows of label and count), the most frequent first.
    """
    since = now - dt.timedelta(days=days)
    claims = Claim.objects.filter(created_at__gt=since).order_by()
    return {
        "total": claims.count(),
        "tables": [
            (_("By topic"), _counted(claims, "topic", TOPICS)),
            (_("By reason"), _counted(claims.exclude(reason=""), "reason", dict(Reason.choices))),
            (_("By state"), _counted(claims, "state", STATES)),
            (_("By outcome"), _counted(claims.exclude(outcome=""), "outcome", dict(Outcome.choices))),
            (_("By product"), _by_product(claims)),
            (_("Help entries that spared a claim"), _spared(since)),
        ],
        "by_month": _by_month(claims),
        "replies": replies(claims, now),
    }


def _counted(claims, column, words):
    rows = claims.values_list(column).annotate(count=Count("pk")).order_by("-count", column)
    return [(words[value], count) for value, count in rows]


def _by_product(claims):
    """A product is one row, in whichever language it was ordered; one that is gone counts by its title."""
    rows = claims.exclude(line=None).values_list("line__product", "line__title").annotate(count=Count("pk"))
    counts = Counter()
    for product, title, count in rows:
        counts[product or title] += count
    most = sorted(counts.items(), key=lambda row: (-row[1], str(row[0])))[:MOST_PRODUCTS]
    products = (
        get_model("catalogue", "Product")
        .objects.select_related("parent")
        .in_bulk([key for key, _count in most if isinstance(key, int)])
    )
    return [(products[key].get_title() if key in products else key, count) for key, count in most]


def _by_month(claims):
    rows = claims.annotate(month=TruncMonth("created_at", tzinfo=WIB)).values_list("month")
    return list(rows.annotate(count=Count("pk")).order_by("month"))


def replies(claims, now):
    """Median time to the first reply in working hours, and the share that came in time; None where none is due yet.

    A claim whose first reply is still to come counts as late once its time is over; one that its customer withdrew
    before that counts as neither.
    """
    calendar = service_calendar(PolicyFacts.current())
    rows = list(claims.values_list("created_at", "first_reply_at", "first_due_at", "closed_at"))
    waits = [calendar.open_time_between(sent, replied) for sent, replied, _due, _closed in rows if replied]
    due = [(replied, until, closed or now) for _sent, replied, until, closed in rows if until is not None]
    judged = [replied is not None and replied <= until for replied, until, end in due if replied or end > until]
    return {
        "count": len(waits),
        "median_hours": median(waits) / dt.timedelta(hours=1) if waits else None,
        "in_time_percent": round(100 * sum(judged) / len(judged)) if judged else None,
    }


def _spared(since):
    offers = HelpOffer.objects.filter(created_at__gt=since).order_by()
    return list(offers.values_list("entry_title").annotate(count=Count("pk")).order_by("-count", "entry_title"))
