"""Shipping in the dashboard: zones, methods, and what they do not cover yet."""

from django.contrib import messages
from django.db import transaction
from django.db.models import Count, Max, ProtectedError
from django.http import HttpResponseRedirect
from django.urls import reverse_lazy
from django.utils.translation import gettext as _
from django.views import generic
from oscar.core.loading import get_model

from shop.dashboard.shipping import coverage
from shop.dashboard.shipping.forms import BandFormSet, WeightBasedForm, ZoneForm
from shop.shipping.models import Zone
from web import pagecache
from web.merging import lock

WeightBased = get_model("shipping", "WeightBased")
METHODS = reverse_lazy("dashboard:shipping-method-list")
ZONES = reverse_lazy("dashboard:shipping-zone-list")


class Saves:
    """A page that changes shipping says so and drops the pages that promise a delivery."""

    def done(self, message):
        pagecache.drop("catalogue")
        messages.success(self.request, message)
        return HttpResponseRedirect(self.success_url)


class WeightBasedListView(generic.ListView):
    template_name = "dashboard/shipping/methods.html"
    context_object_name = "methods"

    def get_queryset(self):
        methods = WeightBased.objects.select_related("zone").order_by("zone__name", "days_min", "pk")
        return methods.annotate(band_count=Count("bands"), heaviest=Max("bands__upper_limit"))


class MethodFormView(Saves, generic.UpdateView):
    """A method and its table of weights, saved together."""

    model = WeightBased
    form_class = WeightBasedForm
    template_name = "dashboard/shipping/method_form.html"
    context_object_name = "method"
    success_url = METHODS

    def get_context_data(self, **kwargs):
        kwargs.setdefault("bands", BandFormSet(instance=self.object))
        return super().get_context_data(**kwargs)

    @transaction.atomic
    def post(self, request, *args, **kwargs):
        lock(WeightBased, kwargs.get("pk"))
        self.object = self.get_object()
        form = self.get_form()
        bands = BandFormSet(request.POST, instance=form.instance)
        if not all([form.is_valid(), bands.is_valid()]):
            return self.render_to_response(self.get_context_data(form=form, bands=bands))
        form.save()
        bands.save()
        return self.done(_("“%(name)s” is saved.") % {"name": form.instance.name})


class WeightBasedUpdateView(MethodFormView):
    pass


class WeightBasedCreateView(MethodFormView):
    def get_object(self, queryset=None):
        return None


class WeightBasedDeleteView(Saves, generic.DeleteView):
    model = WeightBased
    template_name = "dashboard/shipping/delete.html"
    success_url = METHODS
    extra_context = {"back": METHODS}

    def form_valid(self, form):
        self.object.delete()
        return self.done(_("“%(name)s” is deleted.") % {"name": self.object.name})


class ZoneListView(generic.ListView):
    """The zones, and the places and zones that no price leads to."""

    template_name = "dashboard/shipping/zones.html"
    context_object_name = "zones"

    def get_queryset(self):
        return Zone.objects.prefetch_related("provinces", "regencies", "methods")

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            uncovered=coverage.by_province(coverage.regencies_without_zone()),
            unpriced=coverage.zones_without_prices(),
            **kwargs,
        )


class ZoneFormView(Saves, generic.UpdateView):
    model = Zone
    form_class = ZoneForm
    template_name = "dashboard/shipping/zone_form.html"
    context_object_name = "zone"
    success_url = ZONES

    def form_valid(self, form):
        form.save()
        return self.done(_("“%(name)s” is saved.") % {"name": form.instance.name})


class ZoneUpdateView(ZoneFormView):
    pass


class ZoneCreateView(ZoneFormView):
    def get_object(self, queryset=None):
        return None


class ZoneDeleteView(Saves, generic.DeleteView):
    model = Zone
    template_name = "dashboard/shipping/delete.html"
    success_url = ZONES
    extra_context = {"back": ZONES}

    def form_valid(self, form):
        try:
            self.object.delete()
        except ProtectedError:
            form.add_error(None, _("Methods still lead to this zone. Delete them or give them another zone first."))
            return self.form_invalid(form)
        return self.done(_("“%(name)s” is deleted.") % {"name": self.object.name})
