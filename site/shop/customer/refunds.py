"""Where the shopper names the bank account that a refund goes to (promise 12)."""

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import FormView, View

from shop.customer.finding import LINKS_PER_ORDER, mail_link
from shop.customer.signed import Signed
from shop.order import links
from shop.payment.account_form import RefundAccountForm
from shop.payment.models import Refund
from shop.payment.refunds import RefundRefused, give_account
from web.limits import Limit

CHANGES = Limit("refund-account", most=20, seconds=3600)


class OneRefund(Signed):
    """For a view of one refund, by the token of its link. The link opens nothing else of the order."""

    def find(self):
        key = links.read(links.Purpose.REFUND, self.kwargs["token"])
        self.refund = Refund.objects.select_related("order__user").filter(key=key).first()
        if self.refund is None:
            raise links.LinkWrong


class RefundPage(OneRefund, FormView):
    """Amount and reason of one refund, and the form for the account; it can be corrected until the money is paid."""

    form_class = RefundAccountForm
    template_name = "account/refund.html"

    def get_initial(self):
        return {"bank": self.refund.bank, "account_holder": self.refund.account_holder}

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            refund=self.refund,
            is_asked=self.refund.paid_at is None and self.refund.route == Refund.Route.TRANSFER,
            link_url=reverse("customer:refund-order-link", kwargs=self.kwargs),
            **kwargs,
        )

    def form_valid(self, form):
        if not CHANGES.count(self.refund.pk):
            form.add_error(None, _("Too many attempts. Please try again in an hour."))
            return self.form_invalid(form)
        try:
            give_account(self.refund, **form.cleaned_data)
        except RefundRefused as refused:
            messages.error(self.request, str(refused))
        else:
            messages.success(self.request, _("Thank you. We pay the money to this account."))
        return redirect(self.request.path)


class MailOrderLink(OneRefund, View):
    """Mails the link to the order to the address of the order, for whoever came by the link of its refund."""

    http_method_names = ["post"]

    def post(self, request, token):
        order = self.refund.order
        if LINKS_PER_ORDER.count(order.number, order.email.lower()):
            mail_link(order.number, order.email)
        messages.success(request, _("The link is on its way to the email address of the order."))
        return redirect("customer:refund", token=token)
