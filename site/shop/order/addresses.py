"""Where an order is seen: by the member who placed it, or by a guest who holds the signed link."""

from django.urls import reverse

from web.addresses import absolute


def order_address(order):
    """The absolute address of the order's page, in the language that is active."""
    if order.user_id:
        return absolute(reverse("customer:order", kwargs={"order_number": order.number}))
    words = {"order_number": order.number, "hash": order.verification_hash()}
    return absolute(reverse("customer:anon-order", kwargs=words))
