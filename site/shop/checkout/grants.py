"""Who may see the thank-you page: the browser that placed the order, for a day, and the member whose order it is."""

import time

from oscar.core.loading import get_model

SESSION_KEY = "placed_orders"
SHOWN_FOR_S = 24 * 60 * 60
MOST = 20  # orders remembered in one session


def grant(request, order):
    """Let this browser see `order` for a day."""
    granted = request.session.get(SESSION_KEY, {})
    newest = sorted((granted | {str(order.pk): int(time.time())}).items(), key=lambda item: item[1])[-MOST:]
    request.session[SESSION_KEY] = dict(newest)


def newest_order(request):
    """The order that this browser placed last, if this visitor may see it, else None."""
    granted = request.session.get(SESSION_KEY, {})
    if not granted:
        return None
    order = get_model("order", "Order").objects.filter(pk=max(granted, key=granted.get)).first()
    return order and granted_order(request, order.number)


def granted_order(request, number):
    """The order `number` if this visitor may see it, else None."""
    order = get_model("order", "Order").objects.filter(number=number).first()
    if order is None:
        return None
    if order.user_id is not None:
        return order if order.user_id == request.user.pk else None
    since = request.session.get(SESSION_KEY, {}).get(str(order.pk), 0)
    return order if time.time() - since < SHOWN_FOR_S else None
