"""Until when Customer Service has to answer: so many of its working hours, a policy fact."""

import datetime as dt

from shop.policies.calendar import NeverOpen, service_calendar
from shop.policies.models import PolicyFacts


def reply_due(now):
    """When the reply to what arrives at `now` is due; None where the calendar has no working day. Two queries."""
    facts = PolicyFacts.current()
    try:
        return service_calendar(facts).add_open_time_wib(now, dt.timedelta(hours=facts.claim_reply_hours))
    except NeverOpen:
        return None
