"""The dashboard in a real browser: nothing from elsewhere, no script errors, usable on a phone."""

import pytest
from oscar.core.loading import get_model

from tests.support.catalogue import make_category, make_product
from tests.support.shopping import buy, make_shop

PATHS = (
    "",
    "figures/",
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


def sign_in(page, live_server):
    page.goto(f"{live_server.url}/en/dashboard/login/")
    page.fill("#id_username", "admin@example.com")
    page.fill("#id_password", "a-good-password")
    page.press("#id_password", "Enter")
    page.wait_for_url("**/en/dashboard/")


@pytest.mark.parametrize("width", [360, 1280])
def test_every_page_is_whole_at_any_width_and_loads_nothing_from_elsewhere(page, live_server, shop, width):
    problems = []
    page.set_viewport_size({"width": width, "height": 800})
    page.on("pageerror", lambda error: problems.append(f"script: {error}"))
    page.on("console", lambda message: message.type == "error" and problems.append(f"console: {message.text}"))
    page.on("request", lambda r: r.url.startswith((live_server.url, "data:", "blob:")) or problems.append(r.url))
    sign_in(page, live_server)

    for path in shop:
        page.goto(f"{live_server.url}/en/dashboard/{path}")
        page.wait_for_load_state("networkidle")
        if page.evaluate("document.documentElement.scrollWidth") > width:
            problems.append(f"{path} is wider than {width} px")

    assert problems == []


def test_the_section_with_an_error_opens_and_says_how_many(page, live_server, shop):
    sign_in(page, live_server)
    page.goto(f"{live_server.url}/en/dashboard/{shop[-2]}")
    page.click("a[href='#product_stock']")
    page.fill("#id_stockrecords-0-price", "-1")
    page.fill("#id_stockrecords-0-num_in_stock", "")
    page.evaluate("document.querySelector('#create_update_product_form').noValidate = true")

    page.click("button[value=continue]")

    page.wait_for_selector(".tab-nav .badge")
    assert page.inner_text(".tab-nav .badge") == "2"
    assert page.inner_text(".tab-nav a.active").startswith("Stock and pricing")
    assert page.is_visible("text=The price must be at least Rp1.")


def test_the_menu_opens_without_scripts(new_context, live_server, shop):
    phone = new_context(java_script_enabled=False, viewport={"width": 360, "height": 740}).new_page()
    sign_in(phone, live_server)
    phone.locator(".navbar-primary").get_by_role("link", name="Claims in figures").click()
    assert phone.url == f"{live_server.url}/en/dashboard/claims/figures/"

    desk = new_context(java_script_enabled=False, viewport={"width": 1280, "height": 800}).new_page()
    sign_in(desk, live_server)
    figures = desk.locator(".navbar-primary").get_by_role("link", name="Claims in figures")
    assert not figures.is_visible()
    desk.locator(".navbar-primary .dropdown-toggle").filter(has_text="Claims").focus()
    assert figures.is_visible()
