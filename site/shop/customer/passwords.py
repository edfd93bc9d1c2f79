"""Passwords: changing one's own (promise 3) and choosing a new one through a mail (promise 4)."""

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.views import PasswordResetConfirmView
from django.shortcuts import redirect
from django.urls import reverse_lazy
from django.utils.translation import get_language, gettext as _
from django.views.generic import FormView, TemplateView, View

from shop.accounts import membership
from shop.customer.forms import ChangePasswordForm, NewPasswordForm, PasswordResetForm
from web.limits import Limit, network

RESETS_PER_ADDRESS = Limit("reset", most=12, seconds=3600)
RESETS_PER_NETWORK = Limit("reset-network", most=60, seconds=3600)


class ChangePassword(FormView):
    """What "Forgot Password?" leads a member to: a new password for the old one, or a link by mail."""

    form_class = ChangePasswordForm
    template_name = "account/change_password.html"
    success_url = reverse_lazy("customer:summary")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"user": self.request.user}

    def form_valid(self, form):
        update_session_auth_hash(self.request, form.save())
        messages.success(self.request, _("Your password is changed."))
        return super().form_valid(form)


class MailMeALink(View):
    """The member does not know the old password: the reset mail goes to their own address."""

    def get(self, request):
        return redirect("customer:change-password")

    def post(self, request):
        email = request.user.email
        if RESETS_PER_ADDRESS.count(email.lower()):
            membership.request_password_reset(email, get_language())
        messages.success(request, _("A mail with a link to choose a new password is on its way to %s.") % email)
        return redirect("customer:change-password")


class ResetPassword(FormView):
    """What "Reset Password" leads to. The answer is the same whether or not an account has the address."""

    form_class = PasswordResetForm
    template_name = "account/reset_password.html"
    success_url = reverse_lazy("customer:password-reset-done")

    def form_valid(self, form):
        address = form.cleaned_data["email"].lower()
        if RESETS_PER_NETWORK.count(network(self.request)) and RESETS_PER_ADDRESS.count(address):
            form.save()
        return super().form_valid(form)


class ResetSent(TemplateView):
    template_name = "account/reset_sent.html"


class NewPassword(PasswordResetConfirmView):
    """Where the link of the reset mail leads: a new password, and then to "Sign In"."""

    form_class = NewPasswordForm
    template_name = "account/new_password.html"
    success_url = reverse_lazy("customer:login")

    def form_valid(self, form):
        messages.success(self.request, _("Your new password is set. Sign in with it."))
        return super().form_valid(form)
