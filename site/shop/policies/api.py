"""Policy facts and contact cards for other clients than a browser."""

import datetime as dt

from django.utils import timezone
from ninja import Field, Query, Router, Schema

from shop.policies.contact import contact_cards, service_hours
from shop.policies.models import PolicyFacts
from web.api import InLanguage

router = Router(tags=["policies"])


class Facts(Schema):
    """Every number that the help center quotes and the shop enforces. Hours are in WIB."""

    claim_window_days: int = Field(description="Working days after receipt.")
    payment_deadline_hours: int = Field(description="Hours after the invoice.")
    warranty_usual_months: int
    processing_opens: dt.time
    processing_closes: dt.time
    service_opens: dt.time
    service_closes: dt.time
    observes_cuti_bersama: bool
    pickup_address: str


class Card(Schema):
    """One way to reach Customer Service, and whether somebody answers now."""

    kind: str
    label: str
    text: str
    href: str
    is_open: bool
    next_change: dt.datetime | None
    status: str


class Contact(Schema):
    hours: str
    cards: list[Card]


@router.get("/facts/", response=Facts, url_name="policy_facts", summary="The policy facts in force")
def facts(request):
    return PolicyFacts.current()


@router.get("/contact/", response=Contact, url_name="contact_cards", summary="How Customer Service is reached")
def contact(request, language: Query[InLanguage]):
    facts = PolicyFacts.current()
    return {
        "hours": service_hours(facts, language.locale),
        "cards": contact_cards(facts, timezone.now(), language.locale),
    }
