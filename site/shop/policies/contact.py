"""How a shopper reaches Customer Service, and whether somebody answers now (promise 11).

Pure functions of the facts, a moment and a language; the help center, the footer and the API print what they return.
"""

import datetime as dt
import re
from dataclasses import dataclass
from urllib.parse import quote

import phonenumbers
from django.conf import settings
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _, override

from shop.policies.calendar import WIB, NeverOpen, service_calendar
from web.formats import clock

EIGHT_DIGITS = re.compile(r"(?<= )(\d{4})(\d{4})$")


@dataclass(frozen=True)
class ContactCard:
    """One way to reach Customer Service; `status` says in words what `is_open` and `next_change` mean."""

    kind: str  # phone, email or whatsapp; also the name of its text for screen readers and tests
    label: str
    text: str
    href: str
    is_open: bool
    next_change: dt.datetime | None  # in WIB; None where the calendar has no open day for a year
    status: str


def contact_cards(facts, now, language, **about):
    """The cards in the order telephone, email, WhatsApp, with their texts in `language`; one query.

    With `order_number` or `claim_number`, what WhatsApp has typed already names it.
    """
    calendar = service_calendar(facts)
    is_open = calendar.is_open_at(now)
    try:
        next_change = calendar.next_change_wib(now)
    except NeverOpen:
        next_change = None
    with override(language):
        status = _status(is_open, next_change, now)
    return tuple(ContactCard(*way, is_open, next_change, status) for way in contact_ways(facts, language, **about))


def contact_ways(facts, language, *, order_number="", claim_number=""):
    """Telephone, email, WhatsApp, each as kind, label, text and href, with their texts in `language`."""
    with override(language):
        greeting = _("Hello %(shop)s, I have a question: ")
        if order_number:
            greeting = _("Hello %(shop)s, I have a question about order %(number)s: ")
        if claim_number:  # of a claim or a question
            greeting = _("Hello %(shop)s, I am writing about %(number)s: ")
        greeting %= {"shop": settings.OSCAR_SHOP_NAME, "number": claim_number or order_number}
        return (
            ("phone", _("Telephone"), written(facts.phone), f"tel:{facts.phone.as_e164}"),
            ("email", _("Email"), facts.email, f"mailto:{facts.email}"),
            ("whatsapp", _("WhatsApp"), written(facts.whatsapp), whatsapp_address(facts.whatsapp, greeting)),
        )


def service_hours(facts, language):
    """When Customer Service answers, in words: `Monday to Friday 08.30–17.00 WIB`."""
    with override(language):
        return _("Monday to Friday %(opens)s–%(closes)s WIB") % {
            "opens": clock(facts.service_opens),
            "closes": clock(facts.service_closes),
        }


def written(number):
    """A number as Indonesians write it: (021) 2266-8221, 0812-9850-0929; a foreign one with its country code."""
    if not isinstance(number, phonenumbers.PhoneNumber):
        number = phonenumbers.parse(str(number), "ID")
    abroad = number.country_code != phonenumbers.country_code_for_region("ID")
    style = phonenumbers.PhoneNumberFormat.INTERNATIONAL if abroad else phonenumbers.PhoneNumberFormat.NATIONAL
    return EIGHT_DIGITS.sub(r"\1-\2", phonenumbers.format_number(number, style))


def whatsapp_address(number, message):
    """The address that opens WhatsApp with `message` already typed."""
    return f"https://wa.me/{number.as_e164.removeprefix('+')}?text={quote(message)}"


def _status(is_open, next_change, now):
    if next_change is None:
        return _("Closed")
    time = clock(next_change.time())
    if is_open:
        return _("Open now, until %(time)s WIB") % {"time": time}
    days = (next_change.date() - now.astimezone(WIB).date()).days
    if days == 0:
        return _("Opens today at %(time)s WIB") % {"time": time}
    if days == 1:
        return _("Opens tomorrow at %(time)s WIB") % {"time": time}
    return _("Opens on %(day)s at %(time)s WIB") % {"day": _day(next_change, days), "time": time}


def _day(moment, days):
    """The weekday, with the date where the weekday alone would be read as an earlier one."""
    weekday = str(WEEKDAYS[moment.weekday()])
    if days < 7:
        return weekday
    return _("%(weekday)s, %(day)d/%(month)d") % {"weekday": weekday, "day": moment.day, "month": moment.month}
