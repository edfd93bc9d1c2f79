"""The dashboard in a real browser: nothing from elsewhere, no script errors, usable on a phone."""

import pytest
from oscar.core.loading import get_model

from tests.support.catalogue import make_category, make_product
from tests.support.shopping import buy, make_shop

PATHS = (
    "",
    "catalogue/",
    "catalogue/categories/create/",
    "orders/",
    "shipping/zones/",
    "shipping/weight-based/create/",
    "comms/ORDER_PLACED/",
)


@pytest.fixture
def shop(transactional_db, client, admin):
    """A product with a category and one order; returns the paths of their pages beside the lists."""
    product = make_product("Bor", "Drill", category=make_category("Perkakas", "Tools"), weight_g=900)
    buy(client, make_shop())
    order = get_model("order", "Order").objects.get()
    return [*PATHS, f"catalogue/products/{product.pk}/", f"orders/{order.number}/"]


@pytest.mark.parametrize("width", [360, 1280])
def test_every_page_is_whole_at_any_width_and_loads_nothing_from_elsewhere(page, live_server, shop, width):
    problems = []
    page.set_viewport_size({"width": width, "height": 800})
    page.on("pageerror", lambda error: problems.append(f"script: {error}"))
    page.on("console", lambda message: message.type == "error" and problems.append(f"console: {message.text}"))
    page.on("request", lambda r: r.url.startswith((live_server.url, "data:", "blob:")) or problems.append(r.url))
    page.goto(f"{live_server.url}/en/dashboard/login/")
    page.fill("#id_username", "admin@example.com")
    page.fill("#id_password", "a-good-password")
    page.press("#id_password", "Enter")
    page.wait_for_url("**/en/dashboard/")

    for path in shop:
        page.goto(f"{live_server.url}/en/dashboard/{path}")
        page.wait_for_load_state("networkidle")
        if page.evaluate("document.documentElement.scrollWidth") > width:
            problems.append(f"{path} is wider than {width} px")

    assert problems == []
