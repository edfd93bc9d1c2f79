"""Whose order it is: a member's own, or a guest's by the signed link. Links that open nothing lead to a new one."""

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.generic import View
from oscar.core.loading import get_model

from shop.order import links

Order = get_model("order", "Order")


class Signed:
    """For a view of what a token opens: found before anything else, and answered here where it opens nothing."""

    link_page = "account/link.html"

    def find(self):
        """Keep what the address is about. Raises Http404, LinkExpired or LinkWrong."""
        raise NotImplementedError

    def dispatch(self, request, *args, **kwargs):
        try:
            self.find()
            return super().dispatch(request, *args, **kwargs)
        except links.LinkExpired:
            return render(request, self.link_page, {"is_expired": True}, status=410)
        except links.LinkWrong:
            return render(request, self.link_page, status=404)


class OneOrder(Signed, View):
    """For a view of one order: a member's by its number, a guest's by a token. A stranger's order does not exist."""

    def find(self):
        if "token" in self.kwargs:
            self.order = links.guest_order(self.kwargs["token"])
        else:
            mine = Order.objects.select_related("user", "shipping_address").filter(user=self.request.user)
            self.order = get_object_or_404(mine, number=self.kwargs["order_number"])

    @property
    def actor(self):
        """The member who acts; None for a guest, whoever may be signed in."""
        return self.order.user

    def address(self, page="", **key):
        """The address of the order's page, or of something on it, for the same visitor."""
        whose, prefix = ("token", "guest-order") if "token" in self.kwargs else ("order_number", "order")
        name = f"customer:{prefix}-{page}" if page else f"customer:{prefix}"
        return reverse(name, kwargs={whose: self.kwargs[whose]} | key)

    def claim_query(self):
        """What tells the form for claims which order it is about: a member's number, or a guest's own link to it."""
        if "token" in self.kwargs:
            return {"token": links.sign(links.Purpose.CLAIM_FORM, self.order.number)}
        return {"order": self.order.number}
