"""What the pages of the checkout show."""

from django.contrib import messages
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from shop.checkout import drafts
from shop.checkout.forms import DestinationForm
from shop.checkout.grants import newest_order
from shop.order import lifecycle
from shop.order.links import order_address
from shop.order.progress import processing_words, steps_of, with_progress
from shop.policies.calendar import processing_calendar
from shop.policies.models import PolicyFacts


def nothing_to_order(request, now):
    """Back to the basket, which says what is missing and offers a way out."""
    if not now.is_empty:
        messages.warning(request, _("Some products cannot be ordered as they are. Please look at your basket."))
    elif not now.lost:
        messages.info(request, _placed_already(request) or _("There is nothing to order yet."))
    return redirect("basket:summary")


def _placed_already(request):
    """A word about the order that this browser placed last, for who goes back; empty where there is none."""
    order = newest_order(request)
    if order is None:
        return ""
    link = reverse("checkout:thank-you", kwargs={"number": order.number})
    words = _("Order %(number)s was placed.") % {"number": order.number}
    return format_html('{} <a href="{}">{}</a>', words, link, _("See your order"))


def destination_page(request, now, draft, form=None):
    """The first page, with what was typed before or with its errors."""
    if form is None:
        form = DestinationForm(initial=draft.answers if draft else _known(request.user), user=request.user)
    context = {
        "form": form,
        "now": now,
        "facts": PolicyFacts.current(),
        "basket_token": drafts.sign_basket(request.basket),
    }
    return TemplateResponse(request, "checkout/destination.html", context, status=422 if form.errors else 200)


def _known(user):
    """What a member's account tells."""
    if not user.is_authenticated:
        return {}
    return {"first_name": user.first_name, "phone_number": user.phone, "keep": True}


def review_page(request, review, draft, changed=None):
    """The second page; `changed` is the SomethingChanged that kept it from being ordered."""
    context = {
        "review": review,
        "now": review.now,
        "changed": changed,
        "key": draft.key,
        "basket_token": drafts.sign_basket(review.basket),
        "processing_day": review.processing_day(),
        "steps": review.steps(review.destination.email or request.user.email),
        "address": review.destination.shipping_address(review.facts),
    }
    return TemplateResponse(request, "checkout/review.html", context, status=409 if changed else 200)


def thank_you_page(request, order):
    """The order that was placed; where the visitor may not see it, how to find it again, whether it exists or not."""
    if order is None:
        return TemplateResponse(request, "checkout/not-shown.html", status=404)
    facts = PolicyFacts.current()
    (order,) = with_progress([order])
    context = {
        "order": order,
        "lines": list(order.lines.order_by("pk")),
        "processing_day": processing_words(processing_calendar(facts), order.date_placed),
        "steps": steps_of(order, facts),
        "order_url": order_address(order),
        "can_cancel": order.can_cancel,
        "is_cancelled": order.status == lifecycle.State.CANCELLED,
    }
    return TemplateResponse(request, "checkout/thank-you.html", context)
