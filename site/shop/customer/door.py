"""Coming in and going out: "Sign In", "Signup" and signing out (promise 1)."""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import get_user_model, login, logout
from django.db import IntegrityError, transaction
from django.http import HttpResponseRedirect
from django.shortcuts import redirect, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language, gettext as _
from django.views.generic import FormView, View

from shop.accounts import membership
from shop.customer.counted import Counted
from shop.customer.forms import SignInForm, SignupForm
from web.addresses import lead_on
from web.limits import Limit, network
from web.templatetags.web_pages import front_page

User = get_user_model()
BACKEND = "shop.accounts.backends.EmailOrUsernameBackend"
SIGNUPS = Limit("signup", most=60, seconds=3600)


class ForVisitors(FormView):
    """A form for somebody who is not signed in; afterwards they go on to `next`, if it is a page of ours."""

    def dispatch(self, request, *args, **kwargs):
        if request.user.is_authenticated:
            return HttpResponseRedirect(self.get_success_url())
        return super().dispatch(request, *args, **kwargs)

    def next_page(self):
        """The address to go on to: only ever one on this host."""
        url = self.request.POST.get("next", self.request.GET.get("next", ""))
        ours = url_has_allowed_host_and_scheme(url, {self.request.get_host()}, require_https=self.request.is_secure())
        return url if ours and urlsplit(url).path.startswith("/") else ""

    def get_success_url(self):
        return self.next_page() or resolve_url(settings.LOGIN_REDIRECT_URL)

    def get_context_data(self, **kwargs):
        if next_page := self.next_page():
            lead_on(self.request, next_page)
        return super().get_context_data(next=next_page, **kwargs)


class SignIn(ForVisitors):
    form_class = SignInForm
    template_name = "account/sign_in.html"

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"request": self.request}

    def form_valid(self, form):
        login(self.request, form.get_user())
        return super().form_valid(form)


class Signup(Counted, ForVisitors):
    """A new account. That an address has one already is said plainly (promise 1), and counted like everything here."""

    limit = SIGNUPS
    form_class = SignupForm
    template_name = "account/signup.html"

    def counted_by(self):
        return network(self.request)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"instance": User(language=get_language())}

    def form_valid(self, form):
        try:
            with transaction.atomic():
                user = membership.register(form.instance, form.cleaned_data["password"])
        except IntegrityError:  # somebody was faster: say so beside the field
            return self.form_invalid(self.get_form())
        login(self.request, user, backend=BACKEND)
        messages.success(self.request, _("Welcome, %(name)s. You are signed in.") % {"name": user.first_name})
        return super().form_valid(form)

    def form_invalid(self, form):
        """A second click on the button comes after the account was made: that is no mistake of the member's."""
        twin = membership.just_registered(*(form.data.get(name, "") for name in ("username", "email", "password")))
        if twin is None:
            return super().form_invalid(form)
        login(self.request, twin, backend=BACKEND)
        return redirect(self.get_success_url())


class SignOut(View):
    """Signs out on POST; whoever follows an old link just goes to the front page."""

    def get(self, request):
        return redirect(front_page(get_language()))

    def post(self, request):
        logout(request)
        messages.success(request, _("You are signed out."))
        return redirect(front_page(get_language()))
