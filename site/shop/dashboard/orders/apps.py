from oscar.apps.dashboard.orders.apps import OrdersDashboardConfig as OscarOrdersDashboardConfig
from oscar.core.loading import get_class


class OrdersDashboardConfig(OscarOrdersDashboardConfig):
    """Orders, which change their state only through shop.order.lifecycle."""

    name = "shop.dashboard.orders"

    def configure_permissions(self):
        super().configure_permissions()
        change = get_class("dashboard.permissions", "DashboardPermission").get("order", "view_order", "change_order")
        self.permissions_map["order-shipping-address"] = change

    def get_urls(self):
        return [pattern for pattern in super().get_urls() if pattern.name != "order-line-detail"]
