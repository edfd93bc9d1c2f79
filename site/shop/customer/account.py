"""The page behind one's own username, and "Edit Information" (promise 2)."""

from django.contrib import messages
from django.contrib.auth import get_user_model, logout
from django.db import transaction
from django.shortcuts import redirect
from django.urls import reverse_lazy
from django.utils.translation import get_language, gettext as _
from django.views.generic import FormView, TemplateView, UpdateView

from shop.accounts import membership
from shop.customer.counted import Counted
from shop.customer.forms import DeleteAccountForm, InformationForm
from shop.customer.order_page import with_next_steps
from shop.customer.unsent import Refilled
from web.limits import Limit
from web.templatetags.web_pages import front_page

User = get_user_model()
CHANGES = Limit("edit-information", most=60, seconds=3600)


class Summary(TemplateView):
    template_name = "account/summary.html"

    def get_context_data(self, **kwargs):
        user = self.request.user
        latest = with_next_steps(user.orders.order_by("-date_placed", "-pk")[:3])
        return super().get_context_data(latest_orders=latest, addresses=user.addresses.all()[:3], **kwargs)


class EditInformation(Refilled, Counted, UpdateView):
    """A member's name, phone, email and language (promise 2)."""

    limit = CHANGES
    form_class = InformationForm
    template_name = "account/edit_information.html"
    success_url = reverse_lazy("customer:summary")

    def counted_by(self):
        return self.request.user.pk

    def get_object(self, queryset=None):
        # A copy: what is typed and refused must not show in the corner of the page.
        return User.objects.get(pk=self.request.user.pk)

    def get_context_data(self, **kwargs):
        return super().get_context_data(addresses=self.request.user.addresses.all(), **kwargs)

    @transaction.atomic
    def form_valid(self, form):
        response = super().form_valid(form)
        messages.success(self.request, _("Your information is saved."))
        if form.new_email:
            membership.request_email_change(self.object, form.new_email)
            told = _("Please follow the link that we mail to %s; then the new address is used.")
            messages.info(self.request, told % form.new_email)
        return response


class ConfirmEmail(TemplateView):
    """Where the link in the mail to a new address leads. Looking at it changes nothing: it takes a click."""

    template_name = "account/confirm_email.html"

    def get(self, request, key):
        try:
            owner, new_email = membership.read_email_change(key)
        except membership.LinkNotValid as refusal:
            return self.render_to_response({"owner": None}, status=refusal.status)
        return self.render_to_response({"owner": owner, "new_email": new_email})

    def post(self, request, key):
        try:
            user = membership.confirm_email_change(key)
        except membership.LinkNotValid:
            return self.get(request, key=key)
        messages.success(request, _("%s is now the email address of your account.") % user.email)
        return redirect("customer:summary" if request.user.is_authenticated else "customer:login")


class DeleteAccount(FormView):
    form_class = DeleteAccountForm
    template_name = "account/delete.html"

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"user": self.request.user}

    def form_valid(self, form):
        try:
            membership.delete_account(self.request.user)
        except membership.OpenOrders as refusal:
            form.add_error(None, refusal.message)
            return self.form_invalid(form)
        logout(self.request)
        messages.success(self.request, _("Your account is deleted. Thank you for having been with us."))
        return redirect(front_page(get_language()))
