"""The basket in the header, with the number of pieces in it."""

from functools import lru_cache

from django.conf import settings
from django.db.models import Sum
from django.template.loader import render_to_string
from django.utils.translation import get_language
from oscar.core.loading import get_model

from shop.basket.middleware import guest_basket_pk


def basket(request):
    """One query for a visitor with a basket, none for a new visitor; nothing is written."""
    return _corner(get_language(), pieces(request))


@lru_cache(maxsize=256)
def _corner(language, count):
    """The corner with so many pieces; `language` is the active one."""
    return render_to_string("basket/corner.html", {"count": count})


def pieces(request):
    """How many pieces are in the visitor's open basket."""
    if settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated:
        whose = {"basket__owner": request.user}
    elif (pk := guest_basket_pk(request)) is not None:
        whose = {"basket": pk, "basket__owner": None}
    else:
        return 0
    lines = get_model("basket", "Line").objects.filter(basket__status=get_model("basket", "Basket").OPEN, **whose)
    return lines.aggregate(pieces=Sum("quantity"))["pieces"] or 0
