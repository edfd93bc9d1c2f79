"""What customers are mailed about their claims: one way to owe such a mail, and the values that it may print."""

from django.utils.translation import gettext as _
from oscar.core.loading import get_model

from shop.claims.links import claim_address, form_address
from shop.claims.models import Claim
from shop.claims.words import State, Topic
from shop.communication import outbox
from shop.order.progress import moment_words
from shop.policies.models import PolicyFacts
from web.formats import rupiah


def tell(claim, event_code, event=None):
    """Owe the customer a mail about their claim, in its language, once for each event."""
    about = {"claim": claim.pk} | ({"event": event.pk} if event else {})
    outbox.enqueue(
        event_code,
        recipient=claim.email,
        language=claim.language,
        once=f"{event_code}:{claim.pk}:{event.pk if event else ''}",
        **about,
    )


def about_claim(claim, event=None):
    """Values for a mail about a claim, or None where it is gone. `text` is what staff wrote."""
    found = Claim.objects.select_related("order", "line", "refund", "replacement").filter(pk=claim).first()
    if found is None:
        return None
    happened = found.events.filter(pk=event).first()
    facts = PolicyFacts.current()
    return {
        "number": found.number,
        "name": found.name or _("Customer"),
        "form": found.form_title or found.get_topic_display(),
        "is_question": found.topic == Topic.QUESTION,
        "order": found.order.number if found.order else "",
        "goods": f"{found.quantity} × {found.line.title}" if found.line else "",
        "wish": found.get_wish_display(),
        "description": found.description,
        "state": State(found.state).label,
        "text": happened.text if happened else "",
        "reply_until": moment_words(found.first_due_at) if found.first_due_at else "",
        "outcome": found.outcome,
        "amount": rupiah(found.refund.amount) if found.refund else "",
        "needs_account": bool(found.refund and found.refund.needs_account),
        "replacement": found.replacement.number if found.replacement else "",
        "return_address": [*facts.pickup_address.splitlines()],
        "claim_url": claim_address(found),
    }


def claim_link(order, topic):
    """Values for the link to the claim form, which somebody asked for with number and email."""
    found = get_model("order", "Order").objects.select_related("user", "shipping_address").filter(pk=order).first()
    if found is None:
        return None
    address = found.shipping_address
    name = (address and address.name) or (found.user and found.user.first_name) or _("Customer")
    return {"number": found.number, "name": name, "form_url": form_address(topic, found)}
