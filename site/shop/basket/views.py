"""The basket's pages. A GET writes nothing; every POST calls one verb of shop.basket.contents."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _, ngettext
from django.views.generic import View
from oscar.core.loading import get_model

from shop.basket import contents
from shop.basket.forms import AddForm, quantity_field
from shop.basket.lines import BasketNow


def basket_page(request, errors=None, typed=None):
    """The basket as it can be bought now; `errors` and `typed` are line pk → text of a refused change."""
    now = BasketNow(request.basket)
    for line in now.lines:
        line.error = (errors or {}).get(line.line.pk)
        line.typed = (typed or {}).get(line.line.pk, line.quantity or line.wanted)
    context = {"now": now, "has_errors": bool(errors), "most": contents.MOST, "removed": _removed(request)}
    return TemplateResponse(request, "basket/page.html", context)


def _removed(request):
    """What was just taken out and can be put back, as the address says."""
    try:
        pk, quantity = (int(request.GET[name]) for name in ("removed", "quantity"))
    except (KeyError, ValueError):
        return None
    if not (0 < pk < 2**31 and 0 < quantity <= contents.MOST):
        return None
    product = _products().filter(pk=pk).first()
    return product and {"product": product, "quantity": quantity}


def _products():
    """What anybody may read the name of: products that are sold here, and variants of such."""
    public = Q(parent=None) | Q(parent__is_public=True)
    return get_model("catalogue", "Product").objects.filter(public, is_public=True).select_related("parent")


class BasketView(View):
    """The basket, and the change of its quantities: all lines at once, or none. "Checkout" changes them, too."""

    def get(self, request):
        return basket_page(request)

    def post(self, request):
        lines = request.basket.all_lines()
        typed = {line.pk: request.POST.get(f"quantity-{line.pk}") for line in lines}
        typed = {pk: text for pk, text in typed.items() if text is not None}
        quantities, errors = _read(typed)
        try:
            if errors:
                raise contents.QuantitiesRefused(errors)
            if request.basket.pk:
                contents.change(request.basket, quantities)
        except contents.QuantitiesRefused as refused:
            return basket_page(request, refused.errors, typed)
        except contents.Refused as refused:
            messages.error(request, str(refused))
        else:
            if "checkout" in request.POST:
                return redirect("checkout:index")
            messages.success(request, _("Your basket is up to date."))
        return redirect("basket:summary")


def _read(typed):
    """The numbers among what was typed, and an error for each that is none."""
    quantities, errors = {}, {}
    for pk, text in typed.items():
        try:
            quantities[pk] = quantity_field().clean(text)
        except ValidationError as error:
            errors[pk] = error.messages[0]
    return quantities, errors


class RemoveView(View):
    """Takes a line out; the page that follows offers to put it back."""

    def get(self, request, pk):
        return redirect("basket:summary")

    def post(self, request, pk):
        line = contents.remove(request.basket, pk) if request.basket.pk else None
        if line is None:
            return redirect("basket:summary")
        query = f"removed={line.product_id}&quantity={min(line.quantity, contents.MOST)}"
        return redirect(f"{reverse('basket:summary')}?{query}")


class SettleView(View):
    """Accepts what changed since the shopper chose."""

    def get(self, request):
        return redirect("basket:summary")

    def post(self, request):
        if request.basket.pk:
            contents.settle(request.basket)
        return redirect("basket:summary")


class AddView(View):
    """Puts a product into the basket: with a script without a new page, without one back to where the shopper was."""

    def get(self, request, pk):
        return redirect(self.product(pk))

    def product(self, pk):
        """The product, sold out or not; one that was withdrawn does not exist."""
        return get_object_or_404(_products(), pk=pk)

    def post(self, request, pk):
        form = AddForm(self.product(pk), request.POST)
        if form.is_valid():
            try:
                contents.put(request.basket, form.product, form.cleaned_data["quantity"])
            except contents.Refused as refused:
                form.add_error("quantity", str(refused))
            else:
                return self.added(request, form)
        if _wants_json(request):
            return JsonResponse({"errors": {name: errors[0] for name, errors in form.errors.items()}}, status=422)
        context = {"form": form, "product": form.product, "next": _next(request)}
        return TemplateResponse(request, "basket/add.html", context, status=422)

    def added(self, request, form):
        """Say what is in the basket now."""
        text = ngettext(
            "%(count)d piece of %(title)s is in your basket now.",
            "%(count)d pieces of %(title)s are in your basket now.",
            form.cleaned_data["quantity"],
        ) % {"count": form.cleaned_data["quantity"], "title": form.product.get_title()}
        if _wants_json(request):
            count = sum(line.quantity for line in request.basket.lines.all())
            corner = render_to_string("basket/corner.html", {"count": count}, request)
            return JsonResponse({"message": text, "corner": corner, "link": render_to_string("basket/added.html")})
        messages.success(request, render_to_string("basket/added.html", {"text": text}))
        return redirect(_next(request) or form.product)


def _wants_json(request):
    return request.accepts("application/json") and not request.accepts("text/html")


def _next(request):
    """Where the shopper was, if it is on this site."""
    url = request.POST.get("next", "")
    return url if url_has_allowed_host_and_scheme(url, {request.get_host()}, request.is_secure()) else ""
