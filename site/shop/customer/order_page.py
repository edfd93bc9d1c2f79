"""What the page of an order shows: a fixed number of queries, whatever the order holds."""

from functools import cache
from urllib.parse import urlencode

from django.db.models import Q, prefetch_related_objects
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import get_language, gettext as _

from shop.claims.eligibility import check_line, first_refusal, is_under_warranty
from shop.claims.lines import facts_of
from shop.claims.links import claim_path, form_path
from shop.claims.models import Claim, Replacement
from shop.claims.words import Topic
from shop.customer.order_forms import MessageForm, ProofsForm
from shop.fulfilment.models import Shortage
from shop.fulfilment.stock_check import answers
from shop.fulfilment.tracking import tracking_address
from shop.invoices.models import Document
from shop.order.lifecycle import Kind, Role, State
from shop.order.links import refund_path
from shop.order.progress import steps_of, with_progress
from shop.order.timeline import what_happened
from shop.payment import providers
from shop.payment.balance import balance
from shop.payment.models import Refund
from shop.payment.paying import waiting_attempt
from shop.payment.proofs import MOST_PER_ORDER, WAITING_FOR_MONEY
from shop.policies.contact import contact_cards, service_hours
from shop.policies.models import PolicyFacts

ACTIONS = ("cancel", "pay", "proofs", "received", "missing", "message", "again")
CLAIMS = (Topic.RETURN, Topic.WARRANTY)  # what a line is offered, the first that fits
OPEN_SHORTAGES = Shortage.objects.filter(is_open=True, line__order__status=State.PENDING)
UNNAMED_REFUNDS = Refund.objects.filter(paid_at=None, route=Refund.Route.TRANSFER, account_number="")


def with_next_steps(orders):
    """The orders as a list with their progress; what waits for the shopper's word comes first. Five queries."""
    orders = with_progress(orders)
    pks = [order.pk for order in orders]
    asked = OPEN_SHORTAGES.filter(line__order__in=pks, answer="").values_list("line__order", flat=True)
    unnamed = UNNAMED_REFUNDS.filter(order__in=pks).values_list("order", flat=True)
    asked, unnamed = set(asked), set(unnamed)
    for order in orders:
        if order.pk in asked:
            order.next_step = _("Some goods are missing. Please choose what we shall do.")
        if order.pk in unnamed:
            please = _("Please tell us the bank account that your money shall go to.")
            order.next_step = f"{order.next_step} {please}".strip()
    return orders


def order_page(view, status=200, **forms):
    """The page of `view.order`; `forms` are those that were refused, with what was typed."""
    (order,) = with_next_steps([view.order])
    prefetch_related_objects([order], "documents", "refunds__claim")
    facts, now = PolicyFacts.current(), timezone.now()
    parcels = _parcels(order, view)
    documents = _documents(order, view)
    events = what_happened(order)
    written = [event for event in events if event.kind == Kind.MESSAGE]
    shortages = list(OPEN_SHORTAGES.filter(line__order=order).select_related("line"))
    context = {
        "order": order,
        "lines": _lines(order, view, now),
        "events": events,
        "is_asked": bool(written) and written[-1].role == Role.STAFF,
        "steps": steps_of(order, facts),
        "documents": documents,
        "payment": _payment(order, documents, view),
        "parcels": parcels,
        "coming": [parcel for parcel in parcels if not parcel.received_at],
        "refunds": _refunds(order),
        "shortages": shortages,
        "answers": answers(order, shortages) if shortages else [],
        "cards": contact_cards(facts, now, get_language(), order_number=order.number),
        "at": {name: view.address(name) for name in ACTIONS},
        "pickup_lines": facts.pickup_lines,
        "service_hours": service_hours(facts, get_language()),
    }
    context |= _claims(order)
    context |= {"proofs_form": ProofsForm(), "message_form": MessageForm()} | forms
    return TemplateResponse(view.request, "account/order.html", context, status=status)


def _parcels(order, view):
    """The parcels with what they hold, where they can be followed, and where their arrival is told."""
    parcels = list(order.shipments.prefetch_related("lines__line"))
    for parcel in parcels:
        parcel.follow_url = tracking_address(parcel.courier, parcel.tracking_number)
        parcel.received_url = view.address("parcel-received", pk=parcel.pk)
    return parcels


def _documents(order, view):
    documents = list(order.documents.all())
    for document in documents:
        document.url = view.address("document", number=document.number)
    return documents


def _lines(order, view, now):
    """The lines that are still ordered; what time runs or is over, and `claim_url` where some of it can be claimed.

    A return while its time runs, else the warranty; where editors have no form, the contact cards.
    """
    form = cache(form_path)
    opens = view.claim_query()
    known = facts_of(order)
    for line, facts in known.items():
        line.claim_until = facts.last_deadline
        line.is_claim_over = facts.last_deadline is not None and not facts.in_time(now)
        line.is_warranty_over = facts.warranty_until is not None and not is_under_warranty(facts, now).passed
        open_topics = (topic for topic in CLAIMS if first_refusal(check_line(facts, topic, now)) is None)
        if topic := next(open_topics, None):
            path = form(topic)
            line.claim_url = f"{path}?{urlencode(opens | {'line': line.pk})}" if path else "#customer-service"
    return list(known)


def _claims(order):
    """The claims about the order that the visitor may open, newest first, and the one that it replaces goods for."""
    replaced = Replacement.objects.filter(order=order).values("claim")
    found = Claim.objects.filter(Q(order=order) | Q(pk__in=replaced), user=order.user_id)
    claims = list(found.select_related("line"))
    for claim in claims:
        claim.url = claim_path(claim)
    replaces = next((claim for claim in claims if claim.order_id != order.pk), None)
    return {"claims": [claim for claim in claims if claim.order_id == order.pk], "replaces": replaces}


def _payment(order, documents, view):
    """What is to be paid, where to, and what was shown as a proof; None where no money is expected."""
    invoices = [document for document in documents if document.kind == Document.Kind.INVOICE]
    if order.status not in WAITING_FOR_MONEY or not invoices:
        return None
    money, proofs = balance(order), list(order.proofs.all())
    for proof in proofs:
        proof.url = view.address("proof", key=proof.key)
    return {
        "is_due": order.status == State.INVOICED,
        "due": money.due,
        "received": money.received,
        "invoice": invoices[-1],
        "accounts": invoices[-1].content.get("bank_accounts", []),
        "until": order.pay_until,
        "is_late": bool(money.received and order.pay_until and order.pay_until < timezone.now()),
        "proofs": proofs,
        "takes_more": len(proofs) < MOST_PER_ORDER,
        "online": providers.online(),
        "waiting": waiting_attempt(order),
    }


def _refunds(order):
    refunds = list(order.refunds.all())
    for refund in refunds:
        refund.url = refund_path(refund)
    return refunds
