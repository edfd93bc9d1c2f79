"""Run inside Django: what each page costs in queries and in time, and its bytes for the bare view.

`python scripts/bench/pages.py FOLDER` writes FOLDER/<name>.html per page and prints one JSON object per page.
"""

import json
import os
import statistics
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "site"))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

import django  # noqa: E402

django.setup()

from django.conf import settings  # noqa: E402
from django.core.cache import cache  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.urls import reverse  # noqa: E402
from oscar.core.loading import get_model  # noqa: E402
from wagtail.models import Page  # noqa: E402

from web.pagecache import CLOCK_SKEW_NS  # noqa: E402

ROUNDS = 7  # the median of which is the time of a page that is made anew


def main(folder):
    folder.mkdir(parents=True, exist_ok=True)
    visitor = Client(headers={"host": "127.0.0.1"})
    for name, path, client in [*public_pages(visitor), basket_page()]:
        answer = measure(client, path)
        (folder / f"{name}.html").write_bytes(answer.pop("body"))
        cookie = "; ".join(f"{key}={morsel.value}" for key, morsel in client.cookies.items())
        print(json.dumps({"name": name, "path": path, "cookie": cookie} | answer))


def public_pages(client):
    """Name, path and client of each page that anybody sees."""
    Product, Category = get_model("catalogue", "Product"), get_model("catalogue", "Category")
    product = Product.objects.browsable().filter(structure="standalone").order_by("pk").first()
    category = Category.objects.browsable().filter(depth=1).order_by("path").first()
    help_index = Page.objects.live().filter(locale__language_code="id", slug="bantuan").get()
    help_entry = Page.objects.live().descendant_of(help_index).filter(numchild=0).first()
    return [
        ("front", "/", client),
        ("list", category.get_absolute_url(), client),
        ("product", product.get_absolute_url(), client),
        ("help-index", help_index.relative_url(None), client),
        ("help-entry", help_entry.relative_url(None), client),
        ("search", reverse("search:search") + "?q=bor", client),
    ]


def basket_page():
    """The basket of a visitor who put five products into it."""
    Product = get_model("catalogue", "Product")
    buyable = Product.objects.browsable().filter(structure="standalone", stockrecords__num_in_stock__gt=20)
    client = Client(headers={"host": "127.0.0.1"})
    for product in buyable.order_by("pk")[:5]:
        client.post(reverse("basket:add", args=[product.pk]), {"quantity": 1})
    return "basket", reverse("basket:summary"), client


def measure(client, path):
    """Queries and milliseconds with an empty cache, and with what the first two visits kept."""
    times_ms, queries = [], 0
    for _ in range(ROUNDS):
        cache.clear()
        with CaptureQueriesContext(connection) as made:
            started = time.perf_counter()
            response = client.get(path)
            times_ms.append((time.perf_counter() - started) * 1000)
            queries = len(made)
        assert response.status_code == 200, f"{path} answered {response.status_code}"
    time.sleep(2 * CLOCK_SKEW_NS / 1e9)  # a page is kept once what it shows has not changed for so long
    client.get(path)
    with CaptureQueriesContext(connection) as kept:
        started = time.perf_counter()
        response = client.get(path)
        kept_ms = (time.perf_counter() - started) * 1000
        kept_queries = len(kept)
    return {
        "queries": queries,
        "ms": round(statistics.median(times_ms), 1),
        "kept_queries": kept_queries,
        "kept_ms": round(kept_ms, 1),
        "body": response.content,
    }


if __name__ == "__main__":
    assert settings.DEMO, "The bench fills its own database; run it through `make bench`."
    main(Path(sys.argv[1]))
