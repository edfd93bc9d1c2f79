"""Orders in the dashboard: find them, read one."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q, Sum, prefetch_related_objects
from django.shortcuts import redirect
from django.utils.translation import gettext as _, gettext_lazy
from oscar.apps.dashboard.orders import views as oscar
from oscar.core.loading import get_model

from shop.dashboard.doing import tasks_for
from shop.dashboard.orders import bulk, page
from shop.dashboard.orders.forms import PickupPersonForm, ShippingAddressForm
from shop.dashboard.orders.tasks import TASKS
from shop.dashboard.rights import WORK_ON_ORDERS
from shop.dashboard.spreadsheet import disarmed
from shop.dashboard.templatetags.dashboard_shop import state_label
from shop.dashboard.today.queues import QUEUES
from shop.order.lifecycle import HOLDING
from shop.order.timeline import state_of
from shop.payment.balance import with_net
from shop.policies.calendar import WIB

Order = get_model("order", "Order")


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
    """The orders, newest first, or those of a queue, oldest first. Several can take the steps that are safe to take."""

    actions = ("download_selected_orders", "confirm_stock", "start_processing")
    CSV_COLUMNS = oscar.OrderListView.CSV_COLUMNS | {"net": gettext_lazy("Less cancelled and credited")}

    def get_queryset(self):
        queryset = with_net(super().get_queryset())
        asked = self.form.cleaned_data if self.form.is_valid() else {}
        if asked.get("customer"):
            queryset = queryset.filter(placed_by(asked["customer"])).distinct()
        if queue := QUEUES.get(asked.get("queue")):
            queryset = queue.narrow(queryset)
            queryset = queryset if "sort" in self.request.GET else queryset.order_by(*queue.oldest_first)
        return queryset

    def confirm_stock(self, request, orders):
        return bulk.take(bulk.CONFIRM_STOCK, request, orders)

    def start_processing(self, request, orders):
        return bulk.take(bulk.START_PROCESSING, request, orders)

    def get_row_values(self, order):
        """A row of the download, its time in WIB; text that a spreadsheet would run as a formula is disarmed."""
        row = super().get_row_values(order) | {
            "date": f"{order.date_placed.astimezone(WIB):%Y-%m-%d %H:%M}",
            "value": int(order.total_incl_tax),
            "net": int(order.net_total),
            "status": state_of(order),
        }
        return {name: disarmed(value) for name, value in row.items()}


class OrderDetailView(oscar.OrderDetailView):
    """One order. Oscar's own ways to change a status, a line or a payment pass by the lifecycle: none is left."""

    order_actions = ("save_note", "delete_note")
    line_actions = ()

    def get_order_lines(self):
        return self.object.lines.select_related("product", "stockrecord")

    def get_order_note_form(self):
        """Filled in only where a note was sent, not by the other forms of the page."""
        form = super().get_order_note_form()
        form.is_bound = self.request.POST.get("order_action") == "save_note"
        return form

    def get_order_status_form(self):
        """None: what can be done with an order is its tasks."""

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        shown = ("documents", "payments__recorded_by", "refunds__paid_by", "refunds__claim", "proofs")
        prefetch_related_objects([self.object], *shown)
        offered = tasks_for(TASKS, self.object, self.request.user, kwargs.get("sent"))
        return context | page.about(self.object) | offered

    def handle_order_action(self, request, order, action):
        if not request.user.has_perm(WORK_ON_ORDERS):
            raise PermissionDenied
        return super().handle_order_action(request, order, action)


class OrderStatsView(oscar.OrderStatsView):
    """Numbers of orders by state, and what they cost after their credit notes, as in the figures."""

    def get_stats(self, filters):
        stats = super().get_stats(filters)
        orders = with_net(oscar.queryset_orders_for_user(self.request.user).filter(**filters))
        stats["total_revenue"] = orders.aggregate(total=Sum("net_total"))["total"] or 0
        rows = stats["order_status_breakdown"]
        stats["order_status_breakdown"] = [row | {"label": state_label(row["status"])} for row in rows]
        return stats


class ShippingAddressUpdateView(oscar.ShippingAddressUpdateView):
    """Corrects an address until the parcel has left."""

    def dispatch(self, request, *args, **kwargs):
        order = oscar.get_order_for_user_or_404(request.user, kwargs["number"])
        if order.status not in HOLDING:
            messages.error(request, _("The address of this order can no longer be changed."))
            return redirect("dashboard:order-detail", number=order.number)
        self.is_pickup = order.is_pickup
        return super().dispatch(request, *args, **kwargs)

    def get_form_class(self):
        return PickupPersonForm if self.is_pickup else ShippingAddressForm
