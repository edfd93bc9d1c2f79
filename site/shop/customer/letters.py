"""The values that the mail about stock may print."""

from django.urls import reverse
from oscar.core.loading import get_class, get_model

from web.addresses import absolute
from web.formats import rupiah


def back_in_stock(alert):
    """The product that is back, and how to hear no more of stock."""
    found = get_model("customer", "ProductAlert").objects.select_related("product", "user").filter(pk=alert).first()
    if found is None or not found.product.is_public:
        return None
    price = get_class("partner.strategy", "Selector")().strategy().fetch_for_product(found.product).price
    return {
        "product": found.product.get_title(),
        "price": rupiah(price.incl_tax) if price.exists else "",
        "product_url": absolute(found.product.get_absolute_url()),
        "unsubscribe_url": absolute(reverse("customer:alerts-cancel-by-key", kwargs={"key": found.key})),
    }
