"""Messages about an order: staff write to the shopper, the shopper writes to the shop; both stand in the timeline."""

from django.db import transaction
from django.db.models import OuterRef, Subquery
from oscar.core.loading import get_model

from shop.communication import outbox
from shop.order import lifecycle
from shop.order.lifecycle import Kind, Role

LONGEST = 4000  # characters; what a form for a message allows


@transaction.atomic
def write_to_shopper(order, text, actor):
    """Staff write to the shopper, who is mailed the text with a link to answer; return the event. Locks the order."""
    order = lifecycle.locked(order)
    event = lifecycle.note(order, Kind.MESSAGE, Role.STAFF, actor, why=text)
    outbox.enqueue(
        "ORDER_MESSAGE",
        recipient=order.email,
        language=order.language,
        once=f"ORDER_MESSAGE:{event.pk}",
        order=order.pk,
        event=event.pk,
    )
    return event


@transaction.atomic
def write_to_shop(order, text, actor=None):
    """The shopper writes to the shop, for staff to read in the timeline; return the event. Locks the order.

    The same text again, as after a second click, is the same message.
    """
    order = lifecycle.locked(order)
    last = order.events.filter(kind=Kind.MESSAGE).last()
    if last and (last.role, last.why) == (Role.SHOPPER, text):
        return last
    return lifecycle.note(order, Kind.MESSAGE, Role.SHOPPER, actor, why=text)


def unanswered(orders):
    """Of `orders`, those whose last message is the shopper's."""
    messages = get_model("order", "OrderEvent").objects.filter(kind=Kind.MESSAGE, is_public=True)
    last = messages.filter(order=OuterRef("pk")).order_by("-created_at", "-pk").values("role")[:1]
    written = orders.filter(pk__in=messages.filter(role=Role.SHOPPER).values("order"))
    return written.annotate(last_writer=Subquery(last)).filter(last_writer=Role.SHOPPER)
