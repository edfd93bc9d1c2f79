"""Asking to be told when a product is back, the member's list of such requests, and stopping them."""

from django.contrib import messages
from django.db.models import Q
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import get_language, gettext as _
from django.views.generic import FormView, ListView, TemplateView
from oscar.core.loading import get_model

from shop.customer.alerts import requests
from shop.customer.forms import AlertForm
from web.limits import Limit, network

Product = get_model("catalogue", "Product")
ProductAlert = get_model("customer", "ProductAlert")
PER_NETWORK = Limit("alerts", most=60, seconds=3600)
PER_ADDRESS = Limit("alerts-address", most=20, seconds=24 * 3600)


class Alerts(ListView):
    """The member's open requests."""

    template_name = "account/alerts.html"
    context_object_name = "alerts"
    paginate_by = 20

    def get_queryset(self):
        mine = self.request.user.alerts.filter(status=ProductAlert.ACTIVE)
        return mine.select_related("product", "product__parent").order_by("-date_created", "-pk")


class CreateAlert(FormView):
    """Takes the form of the product page. The answer is the same whoever the address belongs to."""

    form_class = AlertForm
    template_name = "account/alert.html"

    def dispatch(self, request, *args, **kwargs):
        public = Product.objects.filter(Q(parent=None) | Q(parent__is_public=True), is_public=True)
        self.product = get_object_or_404(public, pk=kwargs["pk"])
        if requests.is_back(self.product):
            messages.info(request, _("This product is in stock: you can buy it now."))
            return redirect(self.product.get_absolute_url())
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"user": self.request.user}

    def get_context_data(self, **kwargs):
        return super().get_context_data(product=self.product, **kwargs)

    def form_valid(self, form):
        user = self.request.user if self.request.user.is_authenticated else None
        address = user.email if user else form.cleaned_data["email"]
        if not (PER_NETWORK.count(network(self.request)) and PER_ADDRESS.count(address.lower())):
            form.add_error(None, _("Too many requests. Please try again later."))
            return self.form_invalid(form)
        requests.ask(self.product, user.language if user else get_language(), user=user, email=address)
        messages.success(self.request, _("We will write to %s once, when the product is back in stock.") % address)
        return redirect(self.product.get_absolute_url())


class CancelAlert(TemplateView):
    """Where the link in the mail leads: one click stops every request of that person."""

    template_name = "account/alert_cancel.html"

    def get_context_data(self, key, **kwargs):
        return super().get_context_data(alert=get_object_or_404(ProductAlert, key=key), **kwargs)

    def post(self, request, key):
        alert = get_object_or_404(ProductAlert, key=key)
        if request.POST.get("only"):
            alert.cancel()
        else:
            requests.stop(alert)
        messages.success(request, _("You will get no more mail about stock."))
        return redirect("customer:alerts-list" if request.user.is_authenticated else alert.product.get_absolute_url())
