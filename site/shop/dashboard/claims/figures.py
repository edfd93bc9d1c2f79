"""Claims in figures: how many of what, how fast they were answered, and which help entries spared one."""

import datetime as dt
from statistics import median

from django.db.models import Count
from django.db.models.functions import TruncMonth

from shop.claims.models import Claim, HelpOffer
from shop.claims.words import Outcome, Reason, Topic
from shop.dashboard.claims.words import STATES
from shop.policies.calendar import WIB, service_calendar
from shop.policies.models import PolicyFacts

MOST_PRODUCTS = 20
PERIODS_DAYS = (30, 90, 365)


def of_period(now, days):
    """All figures of the claims that were sent in the last `days` days. Nine queries, whatever their number."""
    since = now - dt.timedelta(days=days)
    claims = Claim.objects.filter(created_at__gt=since).order_by()
    return {
        "total": claims.count(),
        "by_topic": _counted(claims, "topic", dict(Topic.choices)),
        "by_reason": _counted(claims.exclude(reason=""), "reason", dict(Reason.choices)),
        "by_state": _counted(claims, "state", STATES),
        "by_outcome": _counted(claims.exclude(outcome=""), "outcome", dict(Outcome.choices)),
        "by_product": _by_product(claims),
        "by_month": _by_month(claims),
        "replies": replies(claims, now),
        "spared": _spared(since),
    }


def _counted(claims, column, words):
    rows = claims.values_list(column).annotate(count=Count("pk")).order_by("-count", column)
    return [(words[value], count) for value, count in rows]


def _by_product(claims):
    rows = claims.exclude(line=None).values_list("line__title").annotate(count=Count("pk"))
    return list(rows.order_by("-count", "line__title")[:MOST_PRODUCTS])


def _by_month(claims):
    rows = claims.annotate(month=TruncMonth("created_at", tzinfo=WIB)).values_list("month")
    return list(rows.annotate(count=Count("pk")).order_by("month"))


def replies(claims, now):
    """Median time to the first reply in working hours, and the share that came in time; None where none is due yet.

    A claim whose first reply is still to come counts as late once its time is over.
    """
    calendar = service_calendar(PolicyFacts.current())
    rows = list(claims.values_list("created_at", "first_reply_at", "first_due_at"))
    waits = [calendar.open_time_between(sent, replied) for sent, replied, _due in rows if replied]
    judged = [(replied or now) <= due for _sent, replied, due in rows if due is not None and (replied or now > due)]
    return {
        "count": len(waits),
        "median_hours": median(waits) / dt.timedelta(hours=1) if waits else None,
        "in_time_percent": round(100 * sum(judged) / len(judged)) if judged else None,
    }


def _spared(since):
    offers = HelpOffer.objects.filter(created_at__gt=since).order_by()
    return list(offers.values_list("entry_title").annotate(count=Count("pk")).order_by("-count", "entry_title"))
