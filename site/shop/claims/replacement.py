"""The order that brings the right goods for a claim: it costs nothing, holds its pieces, and is sent like any other.

Its goods may turn out to be missing: then it is given up, and the claim is made good some other way.
"""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _, gettext_lazy
from oscar.core.loading import get_class, get_model

from shop import stock
from shop.claims import lifecycle as claim_lifecycle
from shop.claims.letters import tell
from shop.claims.lifecycle import ClaimRefused
from shop.claims.models import Replacement
from shop.claims.talking import replied
from shop.claims.words import Kind, Outcome, Role, State, Topic
from shop.claims.worth import outstanding
from shop.fulfilment.missing import PAID_AND_HERE, write_off
from shop.fulfilment.shipping import finish_if_all_sent, still_to_send
from shop.order import lifecycle, reasons

NO_LONGER_SOLD = gettext_lazy("This product is no longer sold. Offer the money back instead.")
NOT_ENOUGH = gettext_lazy("There are not enough of these goods in stock. Offer the money back instead.")
NOTHING_TO_SEND = gettext_lazy("These pieces were made good already: nothing is left to be sent.")
COPIED = ("product", "partner", "partner_name", "partner_sku", "partner_line_notes", "stockrecord", "title", "upc")


def place_replacement(claim, why, actor):
    """Write the order for the pieces that are owed, paid as it is; return it. Raises NotEnoughStock and ClaimRefused.

    Locks the stock record. The caller holds the locks of the claim and its order.
    """
    line = claim.line
    if line.product is None or line.stockrecord is None:
        raise ClaimRefused(NO_LONGER_SOLD)
    quantity = outstanding(claim)
    if not quantity:
        raise ClaimRefused(NOTHING_TO_SEND)
    stock.hold({line.stockrecord_id: quantity})
    order = _order(claim)
    _line(order, claim, quantity)
    Replacement.objects.create(claim=claim, order=order)
    lifecycle.begin(order, actor, role=lifecycle.Role.STAFF, why=why)
    return order


@transaction.atomic
def give_up_replacement(claim, text, actor):
    """The goods of a replacement are missing: what was not sent is written off, and the claim is open again.

    `text` is what the customer reads, by mail too; return the event. Locks the claim, then the order of the
    replacement, then its stock records. Raises ClaimRefused where nothing is left to be sent.
    """
    claim, text = claim_lifecycle.locked(claim), text.strip()
    order = lifecycle.locked(claim.replacement) if can_give_up_replacement(claim) else None
    # Looked at again under the lock: it may have left at the same moment.
    rest = still_to_send(order) if order and order.status in PAID_AND_HERE else {}
    if not rest:
        raise ClaimRefused(_("There is no replacement that still waits to be sent."))
    if not text:
        raise ClaimRefused(_("Say what happens next, in the words that the customer reads."))
    why = reasons.of_claim(claim.number)
    write_off(order, rest, actor, why)
    if order.shipments.exists():
        finish_if_all_sent(order, actor)
    else:
        lifecycle.move(order, lifecycle.State.CANCELLED, lifecycle.Role.STAFF, actor, why)
        claim.replacements.filter(order=order).update(ended_at=timezone.now())
    claim_lifecycle.move(claim, State.APPROVED, Role.STAFF, actor, outcome="", needs_goods=False)
    event = claim_lifecycle.note(claim, Kind.MESSAGE, Role.STAFF, actor, text=text)
    replied(claim)
    tell(claim, "CLAIM_MESSAGE", event)
    return event


def can_give_up_replacement(claim):
    """Whether the claim ended with a replacement of which something still waits in the shop."""
    return claim.outcome == Outcome.REPLACEMENT and (order := claim.replacement) and order.status in PAID_AND_HERE


def _order(claim):
    before = claim.order
    address = before.shipping_address
    if address is not None:
        address = type(address).objects.get(pk=address.pk)
        address.pk, address._state.adding = None, True
        address.save()
    return get_model("order", "Order").objects.create(
        number=get_class("order.utils", "OrderNumberGenerator")().order_number(),
        site=before.site,
        user=before.user,
        guest_email=before.guest_email,
        currency=before.currency,
        total_incl_tax=0,
        total_excl_tax=0,
        shipping_incl_tax=0,
        shipping_excl_tax=0,
        shipping_address=address,
        shipping_method=before.shipping_method,
        shipping_code=before.shipping_code,
        status=lifecycle.State.PAID.value,
        paid_at=timezone.now(),
        language=before.language,
        terms=before.terms,
    )


def _line(order, claim, quantity):
    """The goods, with the whole warranty for what was wrong from the start, else to the end that it had."""
    before = claim.line
    is_return = claim.topic == Topic.RETURN
    return order.lines.create(
        **{name: getattr(before, name) for name in COPIED},
        quantity=quantity,
        num_allocated=quantity,
        status=order.status,
        unit_price_incl_tax=0,
        unit_price_excl_tax=0,
        line_price_incl_tax=0,
        line_price_excl_tax=0,
        line_price_before_discounts_incl_tax=0,
        line_price_before_discounts_excl_tax=0,
        warranty_months=before.warranty_months if is_return else 0,
        warranty_terms=before.warranty_terms,
        warranty_until=None if is_return else before.warranty_until,
    )
