"""The policy facts in words, in either language: what the help center quotes, and mails and checkout may print."""

from django.utils.translation import gettext as _, ngettext, override

from shop.policies.contact import service_hours, written
from web.formats import clock


def in_words(facts, language):
    """Every fact that a text may quote: its name → its words in `language`. Plain text, not escaped; no query."""
    with override(language):
        return {
            "claim_window": working_days(facts.claim_window_days),
            "processing_hours": processing_hours(facts),
            "processing_until": _("%(time)s WIB") % {"time": clock(facts.processing_closes)},
            "service_hours": service_hours(facts, language),
            "warranty_usual": length(facts.warranty_usual_months),
            "payment_deadline": hours(facts.payment_deadline_hours),
            "claim_reply": working_hours(facts.claim_reply_hours),
            "phone": written(facts.phone),
            "email": facts.email,
            "whatsapp": written(facts.whatsapp),
            "pickup_address": facts.pickup_address,
        }


def working_days(count):
    """`2 working days`"""
    return ngettext("%(count)d working day", "%(count)d working days", count) % {"count": count}


def working_hours(count):
    """`8 working hours`"""
    return ngettext("%(count)d working hour", "%(count)d working hours", count) % {"count": count}


def hours(count):
    """`48 hours`"""
    return ngettext("%(count)d hour", "%(count)d hours", count) % {"count": count}


def processing_hours(facts):
    """When orders are processed: `Monday to Friday 08.30–17.30 WIB`"""
    return _("Monday to Friday %(opens)s–%(closes)s WIB") % {
        "opens": clock(facts.processing_opens),
        "closes": clock(facts.processing_closes),
    }


def length(months):
    """A length of time as people say it: `one year`, `2 years`, `18 months`."""
    if months == 12:
        return _("one year")
    if months % 12 == 0:
        return _("%(count)d years") % {"count": months // 12}
    return ngettext("%(count)d month", "%(count)d months", months) % {"count": months}
