"""A new link to an order, for whoever knows its number and its email address."""

from django.db.models import Q
from django.urls import reverse_lazy
from django.views.generic import FormView, TemplateView
from oscar.core.loading import get_model

from shop.communication import outbox
from shop.customer.order_forms import FindOrderForm
from web.limits import Limit, network

LINKS_PER_ORDER = Limit("order-link", most=5, seconds=3600)
LINKS_PER_NETWORK = Limit("order-link-network", most=60, seconds=3600)


class FindOrder(FormView):
    """The answer is the same whether or not there is such an order."""

    form_class = FindOrderForm
    template_name = "account/find_order.html"
    success_url = reverse_lazy("customer:find-order-sent")

    def form_valid(self, form):
        number, email = form.cleaned_data["number"], form.cleaned_data["email"].lower()
        if LINKS_PER_NETWORK.count(network(self.request)) and LINKS_PER_ORDER.count(number, email):
            mail_link(number, email)
        return super().form_valid(form)


class LinkSent(TemplateView):
    template_name = "account/find_order_sent.html"


def mail_link(number, email):
    """Mail the link to the order where number and email belong together, in the language of the order."""
    theirs = Q(user=None, guest_email__iexact=email) | Q(user__email__iexact=email)
    order = get_model("order", "Order").objects.select_related("user").filter(theirs, number__iexact=number).first()
    if order:
        outbox.enqueue("ORDER_LINK", recipient=order.email, language=order.language, order=order.pk)
