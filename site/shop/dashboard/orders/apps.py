from django.urls import path
from oscar.apps.dashboard.orders.apps import OrdersDashboardConfig as OscarOrdersDashboardConfig
from oscar.core.loading import get_class

from shop.dashboard.rights import CONFIRM_MONEY, SEE_ORDERS


class OrdersDashboardConfig(OscarOrdersDashboardConfig):
    """Orders, which change their state only through shop.order.lifecycle."""

    name = "shop.dashboard.orders"

    def configure_permissions(self):
        super().configure_permissions()
        get = get_class("dashboard.permissions", "DashboardPermission").get
        self.permissions_map["order-shipping-address"] = get("order", "view_order", "change_order")
        for name in ("order-task", "order-document", "order-packing-slip"):
            self.permissions_map[name] = get("order", "view_order")  # a task asks for its own right
        self.permissions_map["order-proof"] = [SEE_ORDERS, CONFIRM_MONEY]

    def get_urls(self):
        from shop.dashboard.orders import files  # models are there only now
        from shop.dashboard.orders.task_views import TaskView

        order = "<str:number>/"
        own = [
            path(f"{order}do/<slug:task>/", TaskView.as_view(), name="order-task"),
            path(f"{order}documents/<int:pk>/", files.document, name="order-document"),
            path(f"{order}parcels/<int:pk>/packing-slip/", files.slip, name="order-packing-slip"),
            path(f"{order}proofs/<uuid:key>/", files.proof, name="order-proof"),
        ]
        oscars = [pattern for pattern in super().get_urls() if pattern.name != "order-line-detail"]
        return self.post_process_urls(own) + oscars
