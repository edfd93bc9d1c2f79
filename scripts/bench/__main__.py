"""`make bench`: what the main pages cost, beside a bare Django view that returns the same bytes.

A shop of its own is set up below var/bench, measured as the demo has it, and again with 10,000 products more. Per page:
queries and milliseconds when it is made anew, the same when it was kept, requests per second of the shop, of the bare
view, and their ratio. Both servers run one process with four threads.

Then the work on orders, with the demo's orders and with 10,000 more: Today and the order list of the dashboard, placing
an order, recording its payment. The run fails where queries depend on the number of products or orders.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.load import requests_per_second  # noqa: E402
from demoshop import DemoShop, gunicorn  # noqa: E402

MORE_PRODUCTS = int(os.environ.get("BENCH_PRODUCTS", "10000"))
MORE_ORDERS = int(os.environ.get("BENCH_ORDERS", "10000"))
SHOP_PORT, BARE_PORT = 8190, 8191
HERE = Path(__file__).parent
SHOP = DemoShop("bench")
PAGES = SHOP.var / "pages"


def printed_by(script, *arguments):
    """The rows that a script beside this one prints, run inside the shop."""
    command = [sys.executable, str(HERE / script), *arguments]
    printed = subprocess.run(command, env=SHOP.environment, check=True, stdout=subprocess.PIPE, text=True).stdout
    return [json.loads(line) for line in printed.splitlines() if line.startswith("{")]


def measure():
    """One row per page."""
    rows = printed_by("pages.py", str(PAGES))
    bare = gunicorn("bare:application", BARE_PORT, HERE, SHOP.environment | {"BARE_PAGES": str(PAGES)})
    with SHOP.served(SHOP_PORT), bare:
        for row in rows:
            requests_per_second(SHOP_PORT, row["path"], cookie=row["cookie"], seconds=0.5)  # fills the cache
            row["rps"] = requests_per_second(SHOP_PORT, row["path"], cookie=row["cookie"])
            row["bare"] = requests_per_second(BARE_PORT, f"/{row['name']}/")
    return rows


def show(title, rows):
    print(f"\n{title}\n{'page':12}{'queries':>9}{'ms':>8}{'kept: q':>9}{'ms':>7}{'req/s':>9}{'bare':>9}{'ratio':>7}")
    for row in rows:
        print(
            f"{row['name']:12}{row['queries']:>9}{row['ms']:>8}{row['kept_queries']:>9}{row['kept_ms']:>7}"
            f"{row['rps']:>9.0f}{row['bare']:>9.0f}{row['rps'] / row['bare']:>7.2f}"
        )


def show_orders(title, rows):
    print(f"\n{title}\n{'work':12}{'queries':>9}{'ms':>8}")
    for row in rows:
        print(f"{row['name']:12}{row['queries']:>9}{row['ms']:>8}")


def measure_orders():
    """The work on orders with few and with many; the rows of both."""
    SHOP.manage("make_orders", "--remove")
    few = printed_by("orders.py")
    show_orders("With the demo's orders", few)
    SHOP.manage("make_orders", str(MORE_ORDERS))
    many = printed_by("orders.py")
    show_orders(f"With {MORE_ORDERS:,} orders more", many)
    SHOP.manage("make_orders", "--remove")
    return few, many


def main():
    SHOP.set_up()
    SHOP.manage("make_products", "--remove")
    small = measure()
    show("With the demo's products", small)
    SHOP.manage("make_products", str(MORE_PRODUCTS))
    large = measure()
    show(f"With {MORE_PRODUCTS:,} products more", large)
    few, many = measure_orders()
    grown = [
        (a["name"], a["queries"], b["queries"])
        for a, b in zip(small + few, large + many, strict=True)
        if a["queries"] != b["queries"]
    ]
    for name, before, after in grown:
        print(f"{name}: {before} queries with few rows, {after} with many. They must be the same.")
    return 1 if grown else 0


if __name__ == "__main__":
    sys.exit(main())
