"""The member's orders ("Sales Order"), and the page of one, also for a guest with its signed link (promise 5)."""

from django.views.generic import ListView
from oscar.core.loading import get_model

from shop.customer.order_forms import MessageForm, ProofsForm
from shop.customer.order_page import order_page, with_next_steps
from shop.customer.signed import OneOrder
from shop.customer.unsent import unsent_forms
from shop.order.lifecycle import State

Order = get_model("order", "Order")
FORMS = {"message": ("message_form", MessageForm), "proofs": ("proofs_form", ProofsForm)}
OVER = (State.COMPLETED, State.CANCELLED, State.REFUNDED)


class SalesOrders(ListView):
    """The member's own orders, newest first: all, or those that are not over yet."""

    template_name = "account/orders.html"
    context_object_name = "orders"
    paginate_by = 20

    def get_queryset(self):
        orders = Order.objects.filter(user=self.request.user).order_by("-date_placed", "-pk")
        return orders.exclude(status__in=OVER) if self.shows_open else orders

    @property
    def shows_open(self):
        return self.request.GET.get("show") == "open"

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        return context | {"orders": with_next_steps(context["page_obj"]), "shows_open": self.shows_open}


class OrderPage(OneOrder):
    """Where the order stands, what happens next and when, and all that the shopper can do about it."""

    def get(self, request, **kwargs):
        return order_page(self, **unsent_forms(self, self.order.number, FORMS))
