"""What the facts look like where they are quoted: in both languages, and as the next working days."""

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext, gettext_lazy as _, override

from shop.policies.calendar import NeverOpen, processing_calendar
from shop.policies.contact import contact_cards
from shop.policies.wording import in_words

LABELS = {
    "claim_window": _("Claim window"),
    "processing_hours": _("Orders are processed"),
    "processing_until": _("Processed on the same day if paid before"),
    "service_hours": _("Customer Service answers"),
    "warranty_usual": _("Usual length of a warranty"),
    "payment_deadline": _("Payment deadline"),
    "claim_reply": _("Reply to a claim"),
    "phone": _("Telephone"),
    "email": _("Email"),
    "whatsapp": _("WhatsApp"),
    "pickup_address": _("Address for pickup"),
}


def quoted(facts):
    """For each fact: its name in texts, its label, and its words in every language, in the order of LANGUAGES."""
    words = [in_words(facts, code) for code, _name in settings.LANGUAGES]
    return [{"name": name, "label": LABELS[name], "values": [each[name] for each in words]} for name in words[0]]


def preview_context(facts):
    """The context of the preview beside the settings form."""
    now = timezone.now()
    languages = []
    for code, name in settings.LANGUAGES:
        with override(code):
            languages.append(
                {"name": name, "status": contact_cards(facts, now, code)[0].status, "day": _next_day(facts, now)}
            )
    return {"facts": quoted(facts), "languages": languages}


def _next_day(facts, now):
    try:
        return date_format(processing_calendar(facts).processing_day_wib(now), "l, j F Y")
    except NeverOpen:
        return gettext("Closed")
