"""The dashboard in a real browser: nothing from elsewhere, no script errors, usable on a phone."""

import pytest
from oscar.core.loading import get_model
from playwright.sync_api import expect

from tests.support.catalogue import make_category, make_product
from tests.support.claims import sent_question
from tests.support.shopping import buy, make_shop

PATHS = (
    "",
    "figures/",
    "catalogue/",
    "catalogue/categories/create/",
    "orders/",
    "claims/",
    "claims/figures/",
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


def watch(page, problems, server):
    """Write down what goes wrong on the pages that this tab opens."""
    page.on("pageerror", lambda error: problems.append(f"script: {error}"))
    page.on("console", lambda message: message.type == "error" and problems.append(f"console: {message.text}"))
    page.on("request", lambda r: r.url.startswith((server.url, "data:", "blob:")) or problems.append(r.url))


def test_every_page_is_whole_at_any_width_and_loads_nothing_from_elsewhere(context, live_server, shop):
    problems, tabs = [], {360: context.new_page(), 1280: context.new_page()}
    for width, tab in tabs.items():
        tab.set_viewport_size({"width": width, "height": 800})
        watch(tab, problems, live_server)
        sign_in(tab, live_server)

    for path in shop:
        for tab in tabs.values():
            tab.goto(f"{live_server.url}/en/dashboard/{path}")
        for width, tab in tabs.items():
            tab.wait_for_load_state("networkidle")
            if tab.evaluate("document.documentElement.scrollWidth") > width:
                problems.append(f"{path} is wider than {width} px")

    assert problems == []


def test_one_box_chooses_all_of_a_page_and_the_number_is_told(page, live_server, shop):
    for name in ("Rini", "Dewi"):
        sent_question(name=name)
    sign_in(page, live_server)
    page.goto(f"{live_server.url}/en/dashboard/claims/")
    assert page.is_hidden("#claims_form [data-chosen]")

    page.get_by_label("Choose all on this page").press("Space")

    chosen = page.locator("#claims_form [data-chosen]")
    expect(page.locator("tbody input:checked")).to_have_count(2)
    expect(chosen).to_have_text("Chosen: 2")
    page.locator("tbody input").first.uncheck()
    expect(chosen).to_have_text("Chosen: 1")
    assert page.get_by_label("Choose all on this page").evaluate("box => box.indeterminate")


@pytest.mark.parametrize(("width", "is_folded"), [(360, True), (1280, False)])
def test_the_filters_leave_room_for_the_list(page, live_server, shop, width, is_folded):
    sent_question()
    page.set_viewport_size({"width": width, "height": 800})
    sign_in(page, live_server)
    page.goto(f"{live_server.url}/en/dashboard/claims/")

    assert page.is_hidden("#id_topic") == is_folded
    assert page.locator("#claims_form table").bounding_box()["y"] < 700
    if is_folded:
        page.get_by_text("Search and filters").press("Enter")
        expect(page.locator("#id_topic")).to_be_visible()


def test_the_section_with_an_error_opens_and_says_how_many(page, live_server, shop):
    sign_in(page, live_server)
    page.goto(f"{live_server.url}/en/dashboard/{shop[-2]}")
    page.click("a[href='#product_stock']")
    page.fill("#id_stockrecords-0-price", "-1")
    page.fill("#id_stockrecords-0-num_in_stock", "")
    page.evaluate("document.querySelector('#create_update_product_form').noValidate = true")

    page.click("button[value=continue]")

    expect(page.locator(".tab-nav .badge")).to_have_text("2")
    expect(page.locator(".tab-nav a.active")).to_contain_text("Stock and pricing")
    expect(page.get_by_text("The price must be at least Rp1.").first).to_be_visible()


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
