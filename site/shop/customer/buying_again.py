"""Buying the same once more: what can still be bought goes into the basket, the rest is named."""

from django.utils.translation import gettext as _

from shop.basket import contents


def put_again(order, basket):
    """Put the pieces of an order that are free into `basket`; return how many lines, and why others are left out."""
    bought, left_out = 0, []
    for line in order.lines.filter(quantity__gt=0).select_related("product__parent").order_by("pk"):
        quantity = min(line.quantity, contents.free_pieces(line.product))
        if not quantity:
            left_out.append(_("%(title)s cannot be bought now.") % {"title": line.title})
            continue
        try:
            contents.put(basket, line.product, quantity)
        except contents.Refused as refused:
            left_out.append(f"{line.title}: {refused}")
            continue
        bought += 1
        if quantity < line.quantity:
            text = _("Of %(title)s only %(free)d of %(wanted)d can be bought now.")
            left_out.append(text % {"title": line.title, "free": quantity, "wanted": line.quantity})
    return bought, left_out
