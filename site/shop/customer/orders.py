"""The member's orders ("Sales Order"), and the page of one, also for a guest with its signed link (promise 5)."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import DetailView, ListView
from oscar.core.loading import get_model

from shop.customer.signed import Signed
from shop.fulfilment.cancelling import cancel_order
from shop.order import links
from shop.order.lifecycle import Role, StepRefused
from shop.order.progress import steps_of, with_progress
from shop.order.timeline import what_happened
from shop.policies.models import PolicyFacts

Order = get_model("order", "Order")
WITH_ADDRESS = Order.objects.select_related("user", "shipping_address")


class SalesOrders(ListView):
    """The member's own orders, newest first."""

    template_name = "account/orders.html"
    context_object_name = "orders"
    paginate_by = 20

    def get_queryset(self):
        return Order.objects.filter(user=self.request.user).order_by("-date_placed", "-pk")

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        return context | {"orders": with_progress(context["page_obj"])}


class OrderPage(DetailView):
    """One order of the member. A stranger's order does not exist."""

    template_name = "account/order.html"
    context_object_name = "order"

    def get_object(self, queryset=None):
        return get_object_or_404(self.orders, number=self.kwargs["order_number"])

    @cached_property
    def orders(self):
        return WITH_ADDRESS.filter(user=self.request.user)

    def get_context_data(self, **kwargs):
        (order,) = with_progress([self.object])
        return super().get_context_data(
            **kwargs,
            lines=order.lines.select_related("product", "product__parent"),
            events=what_happened(order),
            steps=steps_of(order, PolicyFacts.current()),
        )

    def post(self, request, **kwargs):
        """Cancel the order while it is unpaid (promise 8)."""
        try:
            cancel_order(self.get_object(), Role.SHOPPER, request.user if request.user.is_authenticated else None)
        except StepRefused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("The order is cancelled."))
        return redirect(request.path)


class GuestOrderPage(Signed, OrderPage):
    """The same page for whoever holds the signed link from a mail about the order."""

    def get_object(self, queryset=None):
        return links.guest_order(self.kwargs["token"])
