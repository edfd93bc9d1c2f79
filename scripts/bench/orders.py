"""Run inside Django: what Today and the order list cost a member of staff, and what an order and its payment cost.

Prints one JSON object per row: queries and milliseconds, the median of several rounds, each committed.
"""

import json
import os
import statistics
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "site"), str(ROOT)]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

import django  # noqa: E402

django.setup()

from django.conf import settings  # noqa: E402
from django.contrib.auth import get_user_model  # noqa: E402
from django.db import connection  # noqa: E402
from django.db.models import F  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.urls import reverse  # noqa: E402
from django.utils import timezone  # noqa: E402
from oscar.core.loading import get_model  # noqa: E402

from shop.checkout.many_orders import PREFIX  # noqa: E402
from shop.fulfilment.stock_check import confirm_stock  # noqa: E402
from shop.payment.receiving import record_payment  # noqa: E402
from tests.support.shopping import hidden, put, to_review  # noqa: E402

ROUNDS = 7
SKU = "WRK-HG2000"
Order = get_model("order", "Order")


def main():
    staff = Client(headers={"host": "127.0.0.1"})
    staff.force_login(get_user_model().objects.get(email="staff@example.com"))
    show("today", [timed(lambda: answered(staff.get(reverse("dashboard:index")))) for _ in range(ROUNDS)])
    show("order-list", [timed(lambda: answered(staff.get(reverse("dashboard:order-list")))) for _ in range(ROUNDS)])
    placing, paying = [], []
    for number in range(ROUNDS):
        review, client = at_the_review()
        form = {name: hidden(review, name) for name in ("basket", "key", "seen", "method")}
        placing.append(timed(lambda: client.post(reverse("checkout:review"), form)))  # noqa: B023
        order = Order.objects.get(checkout_key=form["key"])
        confirm_stock(order)
        reference = f"{PREFIX}{order.pk}"
        paying.append(timed(lambda: pay(order, reference)))  # noqa: B023
        # So that make_orders --remove takes it out as well.
        Order.objects.filter(pk=order.pk).update(number=f"{PREFIX}M{number}-{order.pk}")
    show("place", placing)
    show("pay", paying)


def at_the_review():
    """The last page of a new guest's checkout over one piece, which is laid in before."""
    product = get_model("catalogue", "Product").objects.get(upc=SKU)
    product.stockrecords.update(num_in_stock=F("num_in_stock") + 1)
    client = Client(headers={"host": "127.0.0.1"})
    put(client, product)
    return to_review(client), client


def pay(order, reference):
    total = int(order.total_incl_tax)
    record_payment(order, amount=total, received_on=timezone.localdate(), reference=reference)


def answered(response):
    assert response.status_code == 200, response.status_code


def timed(call):
    """Queries and milliseconds of a call."""
    with CaptureQueriesContext(connection) as made:
        started = time.perf_counter()
        call()
        return len(made), (time.perf_counter() - started) * 1000


def show(name, rounds):
    times_ms = [ms for _queries, ms in rounds]
    print(json.dumps({"name": name, "queries": rounds[-1][0], "ms": round(statistics.median(times_ms), 1)}))


if __name__ == "__main__":
    assert settings.DEMO, "The bench fills its own database; run it through `make bench`."
    main()
