from django.urls import path
from django.utils.translation import gettext_lazy as _
from oscar.apps.checkout.apps import CheckoutConfig as OscarCheckoutConfig
from oscar.core.application import OscarConfig


class CheckoutConfig(OscarCheckoutConfig):
    """Two pages and a thank-you. Oscar's other steps have no address here."""

    name = "shop.checkout"

    def ready(self):
        OscarConfig.ready(self)

    def get_urls(self):
        from shop.checkout import views

        return self.post_process_urls(
            [
                path("", views.DestinationView.as_view(), name="index"),
                path(_("review/"), views.ReviewView.as_view(), name="review"),
                path(_("thank-you/<slug:number>/"), views.ThankYouView.as_view(), name="thank-you"),
                path(_("thank-you/<slug:number>/cancel/"), views.CancelView.as_view(), name="cancel"),
            ]
        )
