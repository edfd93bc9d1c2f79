"""The basket in the header, with the number of pieces in it."""

from django.conf import settings
from django.db.models import Sum
from django.template.loader import render_to_string
from oscar.core.loading import get_model


def basket(request):
    """Two queries for a visitor with a basket, none for a new visitor; nothing is written."""
    return render_to_string("basket/corner.html", {"count": pieces(request)})


def pieces(request):
    """How many pieces are in the visitor's open basket."""
    cookies = request.COOKIES
    if not (settings.OSCAR_BASKET_COOKIE_OPEN in cookies or settings.SESSION_COOKIE_NAME in cookies):
        return 0
    Line = get_model("basket", "Line")
    Basket = get_model("basket", "Basket")
    lines = Line.objects.filter(basket__status__in=Basket.editable_statuses)
    if request.user.is_authenticated:
        lines = lines.filter(basket__owner=request.user)
    else:
        lines = lines.filter(basket=request.basket.pk) if request.basket.pk else lines.none()
    return lines.aggregate(pieces=Sum("quantity"))["pieces"] or 0
