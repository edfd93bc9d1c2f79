"""A form of the checkout comes back to a visitor who changed meanwhile: signed out, signed in, or done already.

Each form names its basket by a signature. What was typed is kept, and the shopper is led back to it.
"""

import uuid

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from oscar.core.loading import get_model

from shop.checkout import drafts, grants
from shop.checkout.placing import order_with_key
from shop.checkout.review import other_than_ordered
from web.formats import isolated, rupiah


def recover(request):
    """The response that leads back, or None where the form and the visitor belong together."""
    key = posted_key(request)
    order = order_with_key(key) if key else None
    basket = drafts.signed_basket(request.POST)
    if order is None and basket is not None and basket.is_submitted:
        order = get_model("order", "Order").objects.filter(basket=basket).first()
    if order is not None:
        return show_order(request, order)
    if basket is None or basket.pk == request.basket.pk or not basket.can_be_edited:
        return None
    if basket.owner_id and not request.user.is_authenticated:
        return _sign_in_again(request, basket)
    if basket.owner_id is None and not request.user.is_authenticated and request.basket.pk is None:
        basket.strategy = request.strategy
        request.basket = basket  # the cookie got lost; the signature finds the basket again
    return None


def posted_key(request):
    """The checkout key of the form, or None."""
    try:
        return uuid.UUID(request.POST.get("key", ""))
    except ValueError:
        return None


def show_order(request, order):
    """Lead to the page of the order that belongs to this form. A member's order is shown to that member alone."""
    _say_what_was_not_used(request, order)
    if order.user_id in (None, request.user.pk):
        grants.grant(request, order)
    return redirect("checkout:thank-you", number=order.number)


def _say_what_was_not_used(request, order):
    """A second window with other choices learns what was ordered instead; a second click has no others."""
    words = {"number": order.number}
    if "key" not in request.POST:  # the first page
        text = _("Order %(number)s was placed already, in another window. What you typed here was not used.")
    elif request.POST.get("method") != order.shipping_code or other_than_ordered(order, request.POST.get("seen", "")):
        address = order.shipping_address
        words["where"] = isolated(", ".join(filter(None, [address.first_name, address.line1, address.line4])))
        words |= {"method": order.shipping_method, "total": rupiah(order.total_incl_tax)}
        text = _(
            "Order %(number)s was placed already, in another window: %(total)s, with “%(method)s”, for %(where)s. "
            "What was different in this window was not used."
        )
    else:
        return
    messages.warning(request, text % words)


def _sign_in_again(request, basket):
    drafts.save_answers(basket, request.POST)
    messages.warning(request, _("You were signed out meanwhile. Sign in again: what you typed is kept."))
    return redirect(f"{reverse('customer:login')}?next={reverse('checkout:index')}")
