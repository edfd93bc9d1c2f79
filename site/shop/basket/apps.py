from django.urls import path
from django.utils.translation import gettext_lazy as _
from oscar.apps.basket.apps import BasketConfig as OscarBasketConfig
from oscar.core.application import OscarConfig


class BasketConfig(OscarBasketConfig):
    """The basket's pages. Vouchers and saved baskets of Oscar have no address here."""

    name = "shop.basket"

    def ready(self):
        OscarConfig.ready(self)
        from shop.basket import lost  # noqa: F401  registers itself

    def get_urls(self):
        from shop.basket import views

        return self.post_process_urls(
            [
                path("", views.BasketView.as_view(), name="summary"),
                path(_("add/<int:pk>/"), views.AddView.as_view(), name="add"),
                path(_("remove/<int:pk>/"), views.RemoveView.as_view(), name="remove"),
                path(_("accept/"), views.SettleView.as_view(), name="settle"),
            ]
        )
