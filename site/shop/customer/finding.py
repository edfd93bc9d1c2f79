"""A new link to an order, for whoever knows its number and its email address."""

from django.db.models import Q
from django.shortcuts import redirect
from django.urls import reverse, reverse_lazy
from django.utils.functional import cached_property
from django.views.generic import FormView, TemplateView
from oscar.core.loading import get_model

from shop.communication import outbox
from shop.customer.order_forms import FindOrderForm
from shop.order.utils import number_in
from web.limits import Limit, network

LINKS_PER_ORDER = Limit("order-link", most=5, seconds=3600)
LINKS_PER_NETWORK = Limit("order-link-network", most=60, seconds=3600)


class FindOrder(FormView):
    """The answer is the same whether or not there is such an order."""

    form_class = FindOrderForm
    template_name = "account/find_order.html"
    success_url = reverse_lazy("customer:find-order-sent")

    def get(self, request, **kwargs):
        """A member who asks for an order or claim of their own is led to its page."""
        if request.user.is_authenticated and self.asked and (page := _own_page(request.user, self.asked)):
            return redirect(page)
        return super().get(request, **kwargs)

    @cached_property
    def asked(self):
        """The number in the address, where it is one."""
        return number_in(self.request.GET.get("number", ""))

    def get_initial(self):
        return {"number": self.asked} if self.asked.startswith("EN-") else {}

    def get_context_data(self, **kwargs):
        return super().get_context_data(claim=self.asked if self.asked.startswith("CL-") else "", **kwargs)

    def form_valid(self, form):
        number, email = form.cleaned_data["number"], form.cleaned_data["email"].lower()
        if LINKS_PER_NETWORK.count(network(self.request)) and LINKS_PER_ORDER.count(number, email):
            mail_link(number, email)
        return super().form_valid(form)


class LinkSent(TemplateView):
    template_name = "account/find_order_sent.html"


def _own_page(user, number):
    """The page of the member's own order or claim of that number, or None."""
    for name, rows in (("order", user.orders), ("claim", user.claims)):
        if rows.filter(number=number).exists():
            return reverse(f"customer:{name}", args=[number])
    return None


def mail_link(number, email):
    """Mail the link to the order where number and email belong together, in the language of the order."""
    theirs = Q(user=None, guest_email__iexact=email) | Q(user__email__iexact=email)
    order = get_model("order", "Order").objects.select_related("user").filter(theirs, number__iexact=number).first()
    if order:
        outbox.enqueue("ORDER_LINK", recipient=order.email, language=order.language, order=order.pk)
