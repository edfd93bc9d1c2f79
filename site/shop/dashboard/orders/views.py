"""Orders in the dashboard: find, read, take the next step."""

from django.contrib import messages
from django.db.models import Q
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from oscar.apps.dashboard.orders import views as oscar
from oscar.core.loading import get_model

from shop.dashboard.orders.forms import StepForm
from shop.dashboard.templatetags.dashboard_shop import state_label
from shop.order import lifecycle
from shop.order.lifecycle import Role, State

Order = get_model("order", "Order")
FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet would run
SENT = ("shipped", "delivered", "completed", "cancelled", "refund_due", "refunded")


def placed_by(text):
    """Orders whose customer's name or email contains `text`."""
    return (
        Q(user__first_name__icontains=text)
        | Q(user__username__icontains=text)
        | Q(user__email__icontains=text)
        | Q(guest_email__icontains=text)
        | Q(shipping_address__first_name__icontains=text)
    )


class OrderListView(oscar.OrderListView):
    """The orders, newest first. What happens to one is decided on its own page."""

    actions = ("download_selected_orders",)

    def get_queryset(self):
        queryset = super().get_queryset()
        customer = self.form.cleaned_data.get("customer") if self.form.is_valid() else ""
        return queryset.filter(placed_by(customer)).distinct() if customer else queryset

    def get_row_values(self, order):
        """A row of the download; text that a spreadsheet would run as a formula is disarmed."""
        row = super().get_row_values(order) | {"value": int(order.total_incl_tax), "status": state_label(order.status)}
        return {name: f"'{value}" if str(value).startswith(FORMULA) else value for name, value in row.items()}


class OrderDetailView(oscar.OrderDetailView):
    """One order. Oscar's own ways to change a status, a line or a payment pass by the lifecycle: none is left."""

    order_actions = ("save_note", "delete_note", "take_step")
    line_actions = ()

    def get_order_lines(self):
        return self.object.lines.select_related("product", "stockrecord")

    def get_order_note_form(self):
        """Filled in only where a note was sent, not by the other forms of the page."""
        form = super().get_order_note_form()
        form.is_bound = self.request.POST.get("order_action") == "save_note"
        return form

    def get_order_status_form(self):
        return StepForm(order=self.object)

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        context["events"] = self.object.events.select_related("actor")
        context["step_form"] = kwargs.get("step_form") or context["order_status_form"]
        context["notes"] = self.object.notes.select_related("user")
        return context

    def take_step(self, request, order):
        """Move the order where the form says, if it is still where the person saw it."""
        form = StepForm(request.POST, order=order)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(step_form=form))
        step = form.cleaned_data
        try:
            lifecycle.move(order, State(step["state"]), Role.STAFF, actor=request.user, why=step["why"])
        except lifecycle.StepRefused as refused:
            return self.reload_page(error=str(refused))
        messages.success(request, _("The order is now: %(state)s.") % {"state": state_label(order.status)})
        return self.reload_page()


class OrderStatsView(oscar.OrderStatsView):
    """Numbers of orders by state."""

    def get_stats(self, filters):
        stats = super().get_stats(filters)
        rows = stats["order_status_breakdown"]
        stats["order_status_breakdown"] = [row | {"label": state_label(row["status"])} for row in rows]
        return stats


class ShippingAddressUpdateView(oscar.ShippingAddressUpdateView):
    """Corrects an address until the parcel has left."""

    def dispatch(self, request, *args, **kwargs):
        order = oscar.get_order_for_user_or_404(request.user, kwargs["number"])
        if order.status in SENT:
            messages.error(request, _("The address of this order can no longer be changed."))
            return redirect("dashboard:order-detail", number=order.number)
        return super().dispatch(request, *args, **kwargs)
