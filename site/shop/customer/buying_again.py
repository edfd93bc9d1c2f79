"""Buying the same once more: what can still be bought goes into the basket, the rest is named."""

from django.utils.translation import gettext as _

from shop.basket import contents


def put_again(order, basket):
    """Put the pieces of an order that are free into `basket`; return what was put in, and why the rest is left out.

    Both are texts, one a line.
    """
    bought, left_out = [], []
    for line in order.lines.filter(quantity__gt=0).select_related("product__parent").order_by("pk"):
        quantity = min(line.quantity, contents.free_pieces(line.product))
        if not quantity:
            left_out.append(_("%(title)s cannot be bought now.") % {"title": line.title})
            continue
        try:
            total = contents.put(basket, line.product, quantity).quantity
        except contents.Refused as refused:
            left_out.append(f"{line.title}: {refused}")
            continue
        bought.append(_added(line.title, quantity, total))
        if quantity < line.quantity:
            text = _("Of %(title)s only %(free)d of %(wanted)d can be bought now.")
            left_out.append(text % {"title": line.title, "free": quantity, "wanted": line.quantity})
    return bought, left_out


def _added(title, quantity, total):
    """What was put in, and what stood there already, as after a second click."""
    text = _("%(added)d × %(title)s")
    if total > quantity:
        text = _("%(added)d × %(title)s (%(there)d already there, now %(total)d)")
    return text % {"added": quantity, "title": title, "there": total - quantity, "total": total}
