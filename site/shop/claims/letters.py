"""What customers are mailed about their claims: one way to owe such a mail, and the values that it may print."""

from urllib.parse import urlencode

from django.utils.translation import get_language, gettext as _
from oscar.core.loading import get_model

from shop.claims.links import claim_address, form_address, form_path
from shop.claims.models import Claim
from shop.claims.words import Kind, State, Topic
from shop.communication import outbox
from shop.fulfilment.letters import delivered
from shop.order.links import order_address, refund_address
from shop.order.progress import moment_words
from shop.policies.models import PolicyFacts
from shop.policies.wording import in_words
from web.addresses import absolute
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
    found = Claim.objects.select_related("order__user", "line", "refund").filter(pk=claim).first()
    if found is None:
        return None
    happened, is_known = found.events.filter(pk=event).first(), _is_known(found)
    facts = PolicyFacts.current()
    return {
        "number": found.number,
        "name": found.name if found.name and is_known else _("Customer"),
        "form": found.form_title or found.get_topic_display(),
        "is_question": found.topic == Topic.QUESTION,
        "is_return": found.topic == Topic.RETURN,
        "is_asked": found.state == State.WAITING,
        "order": found.order.number if found.order else "",
        "goods": f"{found.quantity} × {found.line.title}" if found.line else "",
        "reason": found.get_reason_display(),
        "wish": found.get_wish_display(),
        "needs_goods": found.needs_goods,
        "description": found.description if is_known else "",
        "answers": [*_condition(found), *(_answers(found) if is_known else ())],
        "files": _files(found) if is_known else [],
        "state": State(found.state).label,
        "text": happened.text if happened else "",
        "reply_until": moment_words(found.first_due_at) if found.first_due_at else "",
        "outcome": found.outcome,
        "amount": rupiah(found.refund.amount) if found.refund else "",
        "refund_url": refund_address(found.refund) if is_known and found.refund and found.refund.needs_account else "",
        "replacement": found.replacement.number if found.replacement else "",
        "replacement_url": order_address(found.replacement) if is_known and found.replacement else "",
        "return_address": [*facts.pickup_address.splitlines()],
        "claim_url": claim_address(found),
        "needs_sign_in": found.user_id is not None,
        **_parcel_to_customer(found),
        **{name: in_words(facts, get_language())[name] for name in ("phone", "whatsapp", "email", "service_hours")},
    }


def _condition(claim):
    """Whether the goods are sealed and unused, where that was asked, as questions with their answers."""
    asked = ((_("The seal is unbroken"), claim.is_sealed), (_("Unused"), claim.is_unused))
    return [{"label": label, "words": _("Yes") if said else _("No")} for label, said in asked if said is not None]


def _answers(claim):
    """The editor's own questions that were answered, in the words that were shown."""
    shown = ({"label": answer.get("label", ""), "words": answer.get("words", "")} for answer in claim.answers)
    return [answer for answer in shown if answer["words"]]


def _files(claim):
    """The names of the photos and files that came with the claim; those that answer a question stand there."""
    return list(claim.attachments.filter(event=None, question="photos").values_list("name", flat=True))


def _is_known(claim):
    """Whether the mail goes to somebody whom we know: a member, or the address of the order.

    To any other address, which anybody can type, nothing is written that the sender wrote, and no link but the claim's.
    """
    return bool(claim.user_id) or claim.is_from_buyer


def _parcel_to_customer(claim):
    """How the goods come back, where we said so."""
    parcels = claim.events.filter(kind=Kind.PARCEL).values_list("details", flat=True)
    sent = [details for details in parcels if details["direction"] == "to_customer"]
    return {name: sent[-1].get(name, "") if sent else "" for name in ("courier", "tracking_number")}


def claim_link(order, topic):
    """Values for the link to the claim form, which somebody asked for with number and email."""
    found = get_model("order", "Order").objects.select_related("user", "shipping_address").filter(pk=order).first()
    if found is None:
        return None
    address = found.shipping_address
    name = (address and address.name) or (found.user and found.user.first_name) or _("Customer")
    return {"number": found.number, "name": name, "form_url": form_address(topic, found)}


def received(order):
    """Values for "you have it; claims are possible until …", with the form that makes one (promise 10)."""
    values = delivered(order)
    if values is None:
        return None
    found = get_model("order", "Order").objects.get(pk=order)
    path = form_path(Topic.RETURN)
    if path and found.user_id:  # a member signs in instead
        return values | {"form_url": absolute(f"{path}?{urlencode({'order': found.number})}")}
    return values | {"form_url": form_address(Topic.RETURN, found) if path else ""}
