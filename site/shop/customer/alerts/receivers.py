"""Stock that is saved by hand, in the dashboard or through the API, may be awaited."""

from django.db.models.signals import post_save
from django.dispatch import receiver
from oscar.core.loading import get_model


@receiver(post_save, sender=get_model("partner", "StockRecord"), dispatch_uid="shop.customer.alerts")
def stock_saved(sender, instance, raw=False, **kwargs):
    from shop.customer.alerts.requests import stock_changed  # the models must be ready

    if not raw and instance.net_stock_level > 0:
        stock_changed(instance.product)
