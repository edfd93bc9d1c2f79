from oscar.apps.dashboard.shipping.apps import ShippingDashboardConfig as OscarShippingDashboardConfig


class ShippingDashboardConfig(OscarShippingDashboardConfig):
    name = "shop.dashboard.shipping"
