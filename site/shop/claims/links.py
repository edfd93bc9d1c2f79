"""Where claims are made and looked at: for a member behind the sign-in, for anybody else by a signed link.

The form is a page that editors own, so the shop only knows how to ask for its address (settings.CLAIM_FORM_ADDRESS).
"""

from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse
from django.utils.module_loading import import_string
from django.utils.translation import get_language
from oscar.core.loading import get_model

from shop.claims.models import Claim
from shop.order.links import LinkWrong, Purpose, read, sign
from web.addresses import absolute


def claim_path(claim):
    """The path of a claim's page in the active language: a member's own by number, anybody else's by a signed link."""
    if claim.user_id:
        return reverse("customer:claim", kwargs={"number": claim.number})
    return reverse("customer:guest-claim", kwargs={"token": sign(Purpose.CLAIM, claim.number)})


def claim_address(claim):
    """The absolute address of a claim's page."""
    return absolute(claim_path(claim))


def guest_claim(token):
    """The claim behind a token. Raises LinkExpired or LinkWrong."""
    claim = Claim.objects.select_related("order", "line").filter(number=read(Purpose.CLAIM, token), user=None).first()
    if claim is None:
        raise LinkWrong
    return claim


def form_path(topic, query=None, language=None):
    """The path of the form for `topic`, an empty string where editors have none; `query` is put behind it."""
    path = import_string(settings.CLAIM_FORM_ADDRESS)(topic, language or get_language())
    return f"{path}?{urlencode(query)}" if path and query else path


def form_address(topic, order):
    """The absolute address of the form for one order, which its token opens without a sign-in."""
    path = form_path(topic, {"token": sign(Purpose.CLAIM_FORM, order.number)})
    return absolute(path or reverse("customer:find-order"))


def order_of_form(token):
    """The order that a link to the form is for. Raises LinkExpired or LinkWrong."""
    number = read(Purpose.CLAIM_FORM, token)
    order = get_model("order", "Order").objects.select_related("user", "shipping_address").filter(number=number).first()
    if order is None:
        raise LinkWrong
    return order
