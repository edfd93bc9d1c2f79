from django.urls import path
from oscar.apps.dashboard.shipping.apps import ShippingDashboardConfig as OscarShippingDashboardConfig
from oscar.core.loading import get_class


class ShippingDashboardConfig(OscarShippingDashboardConfig):
    """Shipping methods with their whole table on one page, and the zones that they serve."""

    name = "shop.dashboard.shipping"
    actions = {"list": ["view"], "create": ["view", "add"], "edit": ["view", "change"], "delete": ["view", "delete"]}
    pages = {"shipping-method": ("weightbased", "WeightBased"), "shipping-zone": ("zone", "Zone")}

    def configure_permissions(self):
        permission = get_class("dashboard.permissions", "DashboardPermission").get
        self.permissions_map = {
            f"{page}-{action}": permission("shipping", *(f"{right}_{model}" for right in rights))
            for page, (model, _view) in self.pages.items()
            for action, rights in self.actions.items()
        }

    def get_urls(self):
        addresses = {"shipping-method": "weight-based/", "shipping-zone": "zones/"}
        suffixes = {"list": "", "create": "create/", "edit": "<int:pk>/edit/", "delete": "<int:pk>/delete/"}
        views = {"list": "ListView", "create": "CreateView", "edit": "UpdateView", "delete": "DeleteView"}
        return self.post_process_urls(
            [
                path(
                    addresses[page] + suffixes[action],
                    get_class("dashboard.shipping.views", name + views[action]).as_view(),
                    name=f"{page}-{action}",
                )
                for page, (_model, name) in self.pages.items()
                for action in self.actions
            ]
        )

    def ready(self):
        self.configure_permissions()
