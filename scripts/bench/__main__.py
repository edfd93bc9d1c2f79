"""`make bench`: what the main pages cost, beside a bare Django view that returns the same bytes.

A shop of its own is set up below var/bench, measured as the demo has it, and again with 10,000 products more. Per page:
queries and milliseconds when it is made anew, the same when it was kept, requests per second of the shop, of the bare
view, and their ratio. Both servers run one process with four threads. The run fails where the number of queries depends
on the number of products.
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
SHOP_PORT, BARE_PORT = 8190, 8191
SHOP = DemoShop("bench")
PAGES = SHOP.var / "pages"


def measure():
    """One row per page."""
    here = Path(__file__).parent
    command = [sys.executable, str(here / "pages.py"), str(PAGES)]
    printed = subprocess.run(command, env=SHOP.environment, check=True, stdout=subprocess.PIPE, text=True).stdout
    rows = [json.loads(line) for line in printed.splitlines() if line.startswith("{")]
    bare = gunicorn("bare:application", BARE_PORT, here, SHOP.environment | {"BARE_PAGES": str(PAGES)})
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


def main():
    SHOP.set_up()
    SHOP.manage("make_products", "--remove")
    small = measure()
    show("With the demo's products", small)
    SHOP.manage("make_products", str(MORE_PRODUCTS))
    large = measure()
    show(f"With {MORE_PRODUCTS:,} products more", large)
    grown = [
        (a["name"], a["queries"], b["queries"])
        for a, b in zip(small, large, strict=True)
        if a["queries"] != b["queries"]
    ]
    for name, before, after in grown:
        print(f"{name}: {before} queries with few products, {after} with many. They must be the same.")
    return 1 if grown else 0


if __name__ == "__main__":
    sys.exit(main())
