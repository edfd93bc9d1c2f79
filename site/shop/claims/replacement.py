"""The order that brings the right goods for a claim: it costs nothing, holds its pieces, and is sent like any other."""

from django.utils import timezone
from django.utils.translation import gettext as _
from oscar.core.loading import get_class, get_model

from shop import stock
from shop.claims.lifecycle import ClaimRefused
from shop.claims.words import Topic
from shop.order import lifecycle

COPIED = ("product", "partner", "partner_name", "partner_sku", "partner_line_notes", "stockrecord", "title", "upc")


def place_replacement(claim, why, actor):
    """Write the order for the claimed pieces, paid as it is; return it. Raises NotEnoughStock and ClaimRefused.

    Locks the stock record. The caller holds the locks of the claim and its order.
    """
    line = claim.line
    if line.product is None or line.stockrecord is None:
        raise ClaimRefused(_("This product is no longer sold. Offer the money back instead."))
    stock.hold({line.stockrecord_id: claim.quantity})
    order = _order(claim)
    _line(order, claim)
    lifecycle.begin(order, actor, role=lifecycle.Role.STAFF, why=why)
    return order


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


def _line(order, claim):
    """The goods, with the whole warranty for what was wrong from the start, else to the end that it had."""
    before = claim.line
    is_return = claim.topic == Topic.RETURN
    return order.lines.create(
        **{name: getattr(before, name) for name in COPIED},
        quantity=claim.quantity,
        num_allocated=claim.quantity,
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
