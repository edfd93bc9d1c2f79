"""What the page of a claim shows its customer: a fixed number of queries, whatever was said and sent."""

from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.generic import View

from shop.claims.lifecycle import can_move
from shop.claims.links import guest_claim
from shop.claims.models import Claim
from shop.claims.page.forms import ClaimMessageForm, ParcelForm
from shop.claims.page.progress import next_step
from shop.claims.timeline import what_happened
from shop.claims.words import Kind, Outcome, Role, State, Topic
from shop.customer.signed import Signed
from shop.fulfilment.tracking import tracking_address
from shop.order.links import order_path, refund_path
from shop.policies.contact import contact_cards
from shop.policies.models import PolicyFacts

ACTIONS = ("message", "parcel", "withdraw")
WITH_ROWS = Claim.objects.select_related("order__user", "line", "refund", "user").prefetch_related(
    "replacements__order__user"
)
TONES = {State.REJECTED: "bad", State.RESOLVED: "good", State.APPROVED: "good", State.WAITING: "warn"}


class OneClaim(Signed, View):
    """For a view of one claim: a member's by its number, anybody else's by a token. A stranger's does not exist."""

    link_page = "claims/claim/link.html"

    def find(self):
        if self.is_by_link:
            self.claim = WITH_ROWS.get(pk=guest_claim(self.kwargs["token"]).pk)
        else:
            self.claim = get_object_or_404(WITH_ROWS.filter(user=self.request.user), number=self.kwargs["number"])

    @property
    def is_by_link(self):
        """Whether a signed link opened the page, instead of its member."""
        return "token" in self.kwargs

    @property
    def actor(self):
        """The member who acts; None for a guest, whoever may be signed in."""
        return self.claim.user

    def address(self, page="", **key):
        """The address of the claim's page, or of something on it, for the same visitor."""
        whose, prefix = ("token", "guest-claim") if self.is_by_link else ("number", "claim")
        name = f"customer:{prefix}-{page}" if page else f"customer:{prefix}"
        return reverse(name, kwargs={whose: self.kwargs[whose]} | key)


def claim_page(view, status=200, **forms):
    """The page of `view.claim`; `forms` are those that were refused, with what was typed."""
    claim, facts, now = view.claim, PolicyFacts.current(), timezone.now()
    events, files = what_happened(claim), list(claim.attachments.filter(event=None))
    for file in [*files, *(file for event in events for file in event.attachments.all())]:
        file.url = view.address("file", key=file.key)
        file.preview_url = view.address("preview", key=file.key) if file.preview else ""
    parcels = [event for event in events if event.kind == Kind.PARCEL]
    is_sent_back = any(parcel.details["direction"] == "to_shop" for parcel in parcels)
    context = {
        "claim": claim,
        "is_by_link": view.is_by_link,
        "is_question": claim.topic == Topic.QUESTION,
        "tone": TONES.get(claim.state, ""),
        "next_step": next_step(claim, now, is_sent_back),
        "events": events,
        "photos": [file for file in files if file.question == "photos"],
        "answers": _answers(claim, files),
        "is_asked": claim.state == State.WAITING,
        "question": _question(claim, events),
        "return_address": facts.pickup_address if claim.waits_for_goods else "",
        "is_sent_back": is_sent_back,
        "on_its_way_back": _followed(parcels[-1]) if claim.outcome == Outcome.REPAIR and parcels else None,
        "can_withdraw": can_move(claim, State.WITHDRAWN, Role.CUSTOMER),
        "cards": contact_cards(facts, now, get_language(), claim_number=claim.number),
        "at": {name: view.address(name) for name in ACTIONS},
    }
    context |= _addresses(claim) | {"message_form": ClaimMessageForm(), "parcel_form": ParcelForm()} | forms
    return TemplateResponse(view.request, "claims/claim.html", context, status=status)


def _answers(claim, files):
    """The editor's own questions as they were shown: label, words, and the files that answer them."""
    return [
        {
            "label": answer.get("label", ""),
            "words": answer.get("words", answer.get("value", "")),
            "files": [file for file in files if file.question == answer.get("key")],
        }
        for answer in claim.answers
    ]


def _question(claim, events):
    """What staff asked and waits for an answer, in their words."""
    asked = [event.text for event in events if event.kind == Kind.MESSAGE and event.role == Role.STAFF]
    return asked[-1] if claim.state == State.WAITING and asked else ""


def _followed(event):
    """The parcel that an event tells of, and where it can be followed."""
    courier, number = event.details.get("courier", ""), event.details.get("tracking_number", "")
    if event.details["direction"] != "to_customer":
        return None
    return {"courier": courier, "tracking_number": number, "follow_url": tracking_address(courier, number)}


def _addresses(claim):
    """Where the claim leads: its order, the order that replaces the goods, and the page of its refund.

    For a member alone, behind the sign-in: the link to a claim opens nothing else.
    """
    if not claim.user_id:
        return {"order_url": "", "replacement_url": "", "refund_url": ""}
    refund = claim.refund
    return {
        "order_url": order_path(claim.order) if claim.order else "",
        "replacement_url": order_path(claim.replacement) if claim.replacement else "",
        "refund_url": refund_path(refund) if refund and not refund.paid_at else "",
    }
