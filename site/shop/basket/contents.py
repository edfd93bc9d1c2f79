"""What is put into a basket, changed and taken out. Each verb locks the basket, so that two windows cannot collide."""

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext as _, ngettext
from oscar.core.loading import get_class, get_model

from shop.partner.availability import SOLD_OUT

MOST = settings.OSCAR_MAX_BASKET_QUANTITY_THRESHOLD  # pieces in one order


class Refused(Exception):
    """The basket stays as it is; the message is for the shopper and belongs beside the quantity."""


class NotForSale(Refused):
    """The product cannot be bought now, in any quantity."""

    def __init__(self, message=None):
        super().__init__(message or SOLD_OUT)


def free_pieces(product):
    """How many pieces can be bought now: 0 for what is sold out, withdrawn or without a price."""
    if product is None or product.is_parent or not (product.is_public and product.family.is_public):
        return 0
    info = get_class("partner.strategy", "Selector")().strategy().fetch_for_product(product)
    if not (info.stockrecord and info.price.exists and info.availability.is_available_to_buy):
        return 0
    return min(getattr(info.availability, "num_available", MOST), MOST)


def check_quantity(product, quantity, others=0):
    """Raise Refused where `quantity` pieces cannot be in a basket that holds `others` pieces of other products."""
    free = free_pieces(product)
    if free == 0:
        raise NotForSale
    if quantity < 1:
        raise Refused(_("Write a number from 1 to %(most)d.") % {"most": min(free, MOST)})
    if quantity > free and free < MOST:
        text = ngettext("Only %(free)d piece is left.", "Only %(free)d pieces are left.", free)
        raise Refused(text % {"free": free})
    if quantity + others > MOST:
        raise Refused(
            _("An order holds at most %(most)d pieces. Please contact Customer Service for more.") % {"most": MOST}
        )


def put(basket, product, quantity):
    """Put `quantity` more pieces in; return the line. Saves a new basket. Raises Refused."""
    check_quantity(product, quantity)  # before a basket is made for nothing
    with transaction.atomic():
        basket = _locked(basket)
        line = basket.lines.filter(product=product).first()
        there = line.quantity if line else 0
        try:
            check_quantity(product, quantity + there, _pieces(basket) - there)
        except Refused as refused:
            if not there or isinstance(refused, NotForSale):
                raise
            has = _("Your basket has %(there)d already.") % {"there": there}
            raise Refused(f"{refused} {has}") from None
        return basket.add_product(product, quantity)[0]


def change(basket, quantities):
    """Set the quantities of lines: line pk → pieces. All or nothing; raises QuantitiesRefused."""
    errors = {}
    with transaction.atomic():
        basket = _locked(basket)
        lines = {line.pk: line for line in basket.all_lines()}
        wanted = {pk: quantities.get(pk, line.quantity) for pk, line in lines.items()}
        for pk, quantity in quantities.items():
            if pk in lines and quantity != lines[pk].quantity:
                try:
                    check_quantity(lines[pk].product, quantity, sum(wanted.values()) - quantity)
                except Refused as refused:
                    errors[pk] = str(refused)
        if errors:
            raise QuantitiesRefused(errors)
        for pk in wanted.keys() & quantities.keys():
            if lines[pk].quantity != quantities[pk]:
                lines[pk].quantity = quantities[pk]
                _save_as_seen(lines[pk])


class QuantitiesRefused(Exception):
    """Nothing was changed; `errors` is line pk → message."""

    def __init__(self, errors):
        super().__init__(errors)
        self.errors = errors


def remove(basket, line_pk):
    """Take a line out; return it, or None where it is gone already."""
    with transaction.atomic():
        line = _locked(basket).lines.select_related("product__parent").filter(pk=line_pk).first()
        if line:
            type(line).objects.filter(pk=line_pk).delete()
        return line


def settle(basket):
    """Accept what changed since the shopper chose: quantities down to the stock, sold-out lines out, prices as now."""
    with transaction.atomic():
        basket = _locked(basket)
        for line in basket.all_lines():
            free = free_pieces(line.product)
            if free:
                line.quantity = min(line.quantity, free)
                _save_as_seen(line)
            else:
                type(line).objects.filter(pk=line.pk).delete()
        basket.lost_lines.all().delete()


def _save_as_seen(line):
    """Save the quantity, and the price as the one that the shopper has seen."""
    if line.purchase_info.price.exists:
        line.price_incl_tax, line.price_excl_tax = line.unit_price_incl_tax, line.unit_price_excl_tax
    line.save(update_fields=["quantity", "price_incl_tax", "price_excl_tax", "date_updated"])


def _pieces(basket):
    return basket.lines.aggregate(pieces=Sum("quantity"))["pieces"] or 0


def _locked(basket):
    """The basket, locked and surely open; a new one is made, or the member's other window has just made it."""
    Basket = get_model("basket", "Basket")
    if basket.pk is None:
        basket = _new(basket)
    rows = Basket.open.filter(pk=basket.pk).select_for_update()
    locked = rows.first()
    if locked is None:
        raise Refused(_("This basket has been ordered already. Reload the page to start a new one."))
    locked.strategy = get_class("partner.strategy", "Selector")().strategy()
    return locked


def _new(basket):
    """Save a new basket; a member has one, whichever window comes first."""
    if basket.owner_id:
        get_user_model().objects.select_for_update().get(pk=basket.owner_id)
        found = get_model("basket", "Basket").open.filter(owner=basket.owner_id).order_by("pk").first()
        if found:
            basket.pk = found.pk
            return found
    basket.save()
    return basket
