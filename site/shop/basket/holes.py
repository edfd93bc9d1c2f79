"""The basket in the header, with the number of pieces in it."""

from django.conf import settings
from django.db.models import Sum
from django.template.loader import render_to_string
from oscar.core.loading import get_model

from shop.basket.middleware import guest_basket_pk


def basket(request):
    """One query for a visitor with a basket, none for a new visitor; nothing is written."""
    return render_to_string("basket/corner.html", {"count": pieces(request)})


def pieces(request):
    """How many pieces are in the visitor's open basket."""
    Line = get_model("basket", "Line")
    Basket = get_model("basket", "Basket")
    lines = Line.objects.filter(basket__status=Basket.OPEN)
    if settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated:
        lines = lines.filter(basket__owner=request.user)
    elif (pk := guest_basket_pk(request)) is not None:
        lines = lines.filter(basket=pk, basket__owner=None)
    else:
        return 0
    return lines.aggregate(pieces=Sum("quantity"))["pieces"] or 0
