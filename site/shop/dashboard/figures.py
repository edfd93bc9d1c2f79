"""What staff want to know first thing in the morning: a fixed number of queries, whatever the shop's size."""

import datetime as dt

from django.db.models import Count, F, Q, Sum
from django.db.models.functions import Coalesce
from oscar.core.loading import get_model

from shop.claims.models import Claim
from shop.dashboard.catalogue.english import lacks_english
from shop.dashboard.shipping import coverage
from shop.order.lifecycle import UNSOLD
from shop.payment.balance import with_net

Order = get_model("order", "Order")
Product = get_model("catalogue", "Product")
StockRecord = get_model("partner", "StockRecord")
ProductAlert = get_model("customer", "ProductAlert")
PERIODS_DAYS = (1, 7, 30)


def orders_by_state():
    """State → how many orders are in it."""
    return dict(Order.objects.order_by().values_list("status").annotate(Count("pk")))


def sales(now):
    """For each period up to `now`: its length in days, orders, and what they cost after their credit notes.

    Cancelled and refunded orders do not count.
    """
    placed = {days: Q(date_placed__gt=now - dt.timedelta(days=days)) for days in PERIODS_DAYS}
    columns = {f"orders_{days}": Count("pk", filter=when) for days, when in placed.items()}
    columns |= {f"revenue_{days}": Sum("net_total", filter=when) for days, when in placed.items()}
    found = with_net(Order.objects.exclude(status__in=UNSOLD)).aggregate(**columns)
    return [
        {"days": days, "orders": found[f"orders_{days}"], "revenue": found[f"revenue_{days}"] or 0}
        for days in PERIODS_DAYS
    ]


def stock():
    """How many stock records of public products are sold out, and how many are below their threshold."""
    free = F("num_in_stock") - Coalesce(F("num_allocated"), 0)
    records = StockRecord.objects.filter(product__is_public=True, num_in_stock__isnull=False).annotate(free=free)
    return records.aggregate(
        sold_out=Count("pk", filter=Q(free__lte=0)),
        low=Count("pk", filter=Q(free__gt=0, free__lt=F("low_stock_threshold"))),
    )


def gaps():
    """What is not finished: unanswered claims, products without English, no delivery, people who wait for stock."""
    return {
        "lacking_english": Product.objects.filter(lacks_english()).count(),
        "uncovered": coverage.regencies_without_zone().count(),
        "unpriced": coverage.zones_without_prices().count(),
        "claims": Claim.objects.filter(reply_due_at__isnull=False).count(),
        "waiting": ProductAlert.objects.filter(status=ProductAlert.ACTIVE).count(),
    }
