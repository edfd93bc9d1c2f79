"""The visitor's basket, without a write on a page that is only looked at.

A guest's basket is named by a signed cookie, a member's by its owner. Neither is made before something is put into it
(shop.basket.contents). What a guest had put in joins the member's basket at the end of the request that signed in.
"""

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.utils.functional import SimpleLazyObject, empty
from oscar.core.loading import get_class, get_model

from shop.basket import merging


def guest_basket_pk(request):
    """The pk in the visitor's signed cookie, or None."""
    try:
        return int(Signer().unsign(request.COOKIES[settings.OSCAR_BASKET_COOKIE_OPEN]))
    except (KeyError, BadSignature, ValueError):
        return None


def find_basket(request):
    """The visitor's open basket, or a new one that is not saved; one query."""
    Basket = get_model("basket", "Basket")
    if request.user.is_authenticated:
        basket = Basket.open.filter(owner=request.user).order_by("pk").first() or Basket(owner=request.user)
        basket.owner = request.user
    else:
        pk = guest_basket_pk(request)
        basket = (pk and Basket.open.filter(pk=pk, owner=None).first()) or Basket()
    basket.strategy = request.strategy
    return basket


class BasketMiddleware:
    """Gives each request its `basket` and `strategy`, found when they are first asked for."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        # A price is the same for everybody: the strategy knows neither the request nor its user.
        request.strategy = SimpleLazyObject(lambda: get_class("partner.strategy", "Selector")().strategy())
        request.basket = SimpleLazyObject(lambda: find_basket(request))
        response = self.get_response(request)
        has_cookie = settings.OSCAR_BASKET_COOKIE_OPEN in request.COOKIES
        if request.method == "POST" and has_cookie and request.user.is_authenticated:
            merging.join_guest_basket(request, guest_basket_pk(request))
            response.delete_cookie(settings.OSCAR_BASKET_COOKIE_OPEN)
        else:
            self.set_cookie(request, response)
        return response

    def set_cookie(self, request, response):
        """Give a guest whose basket was used in this request the cookie that finds it again."""
        basket = request.basket
        if isinstance(basket, SimpleLazyObject) and basket._wrapped is empty:
            return
        if basket.pk and not request.user.is_authenticated and guest_basket_pk(request) != basket.pk:
            response.set_cookie(
                settings.OSCAR_BASKET_COOKIE_OPEN,
                Signer().sign(basket.pk),
                max_age=settings.OSCAR_BASKET_COOKIE_LIFETIME,
                secure=settings.OSCAR_BASKET_COOKIE_SECURE,
                httponly=True,
                samesite="Lax",
            )
