"""The checkout: where to, review and order, thank you. A GET writes nothing."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.utils.translation import get_language, gettext as _
from django.views.decorators.cache import never_cache
from django.views.generic import View

from shop.basket.lines import BasketNow
from shop.checkout import drafts, grants
from shop.checkout.forms import DestinationForm
from shop.checkout.pages import destination_page, nothing_to_order, review_page, thank_you_page
from shop.checkout.placing import CannotBeOrdered, SomethingChanged, place_order
from shop.checkout.recovery import recover, show_order
from shop.checkout.review import Review
from shop.fulfilment.cancelling import cancel_order
from shop.order import lifecycle
from shop.policies.models import PolicyFacts


@method_decorator(never_cache, "dispatch")
class DestinationView(View):
    """The first page: contact and address."""

    def get(self, request):
        now = BasketNow(request.basket)
        if now.is_blocked:
            return nothing_to_order(request, now)
        return destination_page(request, now, drafts.draft_of(request.basket))

    def post(self, request):
        if (response := recover(request)) is not None:
            return response
        now = BasketNow(request.basket)
        if request.basket.pk is None or now.is_empty:
            return nothing_to_order(request, now)
        draft = drafts.save_answers(request.basket, request.POST)
        form = DestinationForm(draft.answers, user=request.user)
        if not form.is_valid():
            return destination_page(request, now, draft, form)
        return nothing_to_order(request, now) if now.is_blocked else redirect("checkout:review")


@method_decorator(never_cache, "dispatch")
class ReviewView(View):
    """The second page: what is bought, how it is sent, what it costs; and the button that orders."""

    def get(self, request):
        draft, form, response = self.typed(request)
        return response or review_page(request, self.review(request, draft, form), draft)

    def post(self, request):
        if (response := recover(request)) is not None:
            return response
        if request.basket.pk is not None and drafts.draft_of(request.basket) is not None:
            drafts.save_answers(request.basket, request.POST)
        draft, form, response = self.typed(request)
        if response is not None:
            return recover(request) or response  # another click has ordered meanwhile, and what was typed is gone
        return self.place(request, draft, form)

    def typed(self, request):
        """Draft and form of the first page, and a response instead where they are not good enough to go on."""
        now = BasketNow(request.basket)
        if now.is_blocked:
            return None, None, nothing_to_order(request, now)
        draft = drafts.draft_of(request.basket)
        if draft is None:
            return None, None, redirect("checkout:index")
        form = DestinationForm(draft.answers, user=request.user)
        if not form.is_valid():
            return None, None, destination_page(request, now, draft, form)
        return draft, form, None

    def review(self, request, draft, form):
        """The order as it would be placed now."""
        return Review(request.basket, form.destination(), PolicyFacts.current(), draft.answers.get("method", ""))

    def place(self, request, draft, form):
        """Place the order, or show what stands against it."""
        try:
            order = place_order(
                basket_pk=request.basket.pk,
                key=draft.key,
                destination=form.destination(),
                method=request.POST.get("method", ""),
                seen=request.POST.get("seen", ""),
                user=request.user,
                language=get_language(),
            )
        except SomethingChanged as changed:
            return review_page(request, changed.review, draft, changed)
        except CannotBeOrdered:
            return recover(request) or nothing_to_order(request, BasketNow(request.basket))
        return show_order(request, order)


@method_decorator(never_cache, "dispatch")
class ThankYouView(View):
    """The order was placed: what happens next. A reload shows the same."""

    def get(self, request, number):
        return thank_you_page(request, grants.granted_order(request, number))


class CancelView(View):
    """Cancels an order that is not paid (promise 8)."""

    def get(self, request, number):
        return redirect("checkout:thank-you", number=number)

    def post(self, request, number):
        order = grants.granted_order(request, number)
        if order is None:
            return thank_you_page(request, None)
        member = request.user if request.user.is_authenticated else None
        try:
            cancel_order(order, lifecycle.Role.SHOPPER, member)
        except lifecycle.StepRefused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, _("The order is cancelled."))
        return redirect("checkout:thank-you", number=number)
