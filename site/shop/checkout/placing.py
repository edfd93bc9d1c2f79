"""Placing an order: one verb, one transaction, all of it or nothing."""

from django.db import transaction
from oscar.core.loading import get_class, get_model

from shop import stock
from shop.checkout.review import Review
from shop.communication import outbox
from shop.fulfilment.stock_check import confirm_if_counted
from shop.order import lifecycle
from shop.policies.models import PolicyFacts


class NotPlaced(Exception):
    """Nothing was ordered."""


class SomethingChanged(NotPlaced):
    """What would be ordered is not what the shopper saw; `review` is how it looks now, `news` what is different."""

    def __init__(self, review, seen):
        super().__init__()
        self.review, self.news = review, review.news(seen)


class CannotBeOrdered(NotPlaced):
    """The basket holds something that is sold out or short, is empty, or was ordered under another key."""


def order_with_key(key):
    """The order that this checkout has made already, or None."""
    return get_model("order", "Order").objects.filter(checkout_key=key).first()


def place_order(*, basket_pk, key, destination, method, seen, user, language):
    """Place the order of a basket once; return it. A second call with the same `key` returns the same order.

    `seen` is Review.seen as it was shown. Locks the basket, then its stock records in primary-key order. Raises
    SomethingChanged or CannotBeOrdered, and then nothing is written.
    """
    with transaction.atomic():
        basket = _locked_basket(basket_pk)
        if (order := order_with_key(key)) is not None:
            return order
        if not basket.can_be_edited:
            raise CannotBeOrdered
        stock.lock(list(basket.lines.values_list("stockrecord_id", flat=True)))
        facts = PolicyFacts.current()
        review = Review(basket, destination, facts, method)
        if review.now.is_blocked:
            raise CannotBeOrdered
        if review.seen != seen or review.chosen is None:
            raise SomethingChanged(review, seen)
        order = _write(review, key, user, language)
        basket.submit()
        get_model("checkout", "CheckoutDraft").objects.filter(basket=basket).delete()
        confirm_if_counted(order)
    return order


def _locked_basket(pk):
    basket = get_model("basket", "Basket").objects.select_for_update().get(pk=pk)
    basket.strategy = get_class("partner.strategy", "Selector")().strategy()
    return basket


def _write(review, key, user, language):
    """Hold the pieces and write the order, its first event and the mail that it owes. Raises CannotBeOrdered."""
    try:
        stock.hold({line.line.stockrecord_id: line.quantity for line in review.now.lines})
    except stock.NotEnoughStock as short:
        raise CannotBeOrdered from short
    member = user if user is not None and user.is_authenticated else None
    address = review.destination.shipping_address(review.facts)
    address.save()
    order = get_class("order.utils", "OrderCreator")().place_order(
        basket=review.basket,
        total=review.chosen.total,
        shipping_method=review.chosen.method,
        shipping_charge=review.chosen.charge,
        user=member,
        shipping_address=address,
        order_number=get_class("order.utils", "OrderNumberGenerator")().order_number(),
        status=lifecycle.State.PENDING.value,
        language=language,
        terms=review.facts.terms(),
        checkout_key=key,
        guest_email="" if member else review.destination.email,
    )
    lifecycle.begin(order, member)
    if member and review.destination.keep and not review.destination.saved:
        _keep_address(member, address)
    outbox.enqueue(
        "ORDER_PLACED", recipient=order.email, language=language, once=f"ORDER_PLACED:{order.pk}", order=order.pk
    )
    return order


def _keep_address(member, address):
    """Write the address into the member's book, unless it is there."""
    UserAddress = get_model("address", "UserAddress")
    kept = UserAddress(user=member, regency=address.regency)
    address.populate_alternative_model(kept)
    kept.notes, kept.regency, kept.user = "", address.regency, member
    if not UserAddress.objects.filter(user=member, hash=kept.generate_hash()).exists():
        kept.save()
