"""The steps of docs/staff.md, done by the demonstration's staff."""

WIDTH = 1280
STAFF = ("staff@example.com", "demo-enportu")
ADDRESS = {
    "email": "siti@example.com",
    "first_name": "Siti Rahma",
    "phone_number": "0812-3456-7890",
    "line3": "Coblong",
    "line1": "Jl. Dago 12",
    "postcode": "40135",
}


def take_staff(camera):
    """First page, product, stock, variants, categories, shipping, mail, orders, claims; those two on a phone too."""
    buy(camera.page(WIDTH))
    page = camera.page(WIDTH, 900)
    sign_in(page)
    camera.take(page, "staff-first-page")
    take_catalogue(camera, page)
    take_shipping_and_mail(camera, page)
    take_orders(camera, page)
    take_claims(camera, page)
    phone = camera.page(360, 720)
    sign_in(phone)
    take_orders(camera, phone, "-360")
    take_claims(camera, phone, "-360")


def buy(page):
    """An order of a visitor, for staff to look at."""
    page.goto("/en/catalogue/?in_stock=1")
    page.locator("main article.tile h2 a").first.click()
    with page.expect_response("**/basket/add/**"):
        page.locator("form[action*='/add/'] button").first.click()
    page.goto("/en/checkout/")
    for name, value in ADDRESS.items():
        page.fill(f"[name={name}]", value)
    page.select_option("[name=regency]", label="Kota Bandung")
    for form in ("main form:has([name=regency])", "main form[data-once]"):
        page.locator(form).get_by_role("button").last.click()
        page.wait_for_load_state("networkidle")
    page.context.close()


def sign_in(page):
    email, password = STAFF
    page.goto("/en/dashboard/login/")
    page.fill("#id_username", email)
    page.fill("#id_password", password)
    page.press("#id_password", "Enter")
    page.wait_for_load_state("networkidle")


def take_catalogue(camera, page):
    page.goto("/en/dashboard/catalogue/")
    camera.take(page, "staff-products")
    page.locator("td a[href*='/products/']").first.click()
    camera.take(page, "staff-product")
    for tab, name in (("#product_images", "pictures"), ("#product_stock", "stock"), ("#child_products", "variants")):
        page.click(f"a[href='{tab}']")
        page.wait_for_timeout(300)  # Bootstrap fades tabs in
        camera.take(page, f"staff-{name}")
    page.goto("/en/dashboard/catalogue/categories/")
    camera.take(page, "staff-categories")


def take_shipping_and_mail(camera, page):
    page.goto("/en/dashboard/shipping/zones/")
    camera.take(page, "staff-zones")
    page.goto("/en/dashboard/shipping/weight-based/")
    page.locator("td a[href*='/edit/']").first.click()
    camera.take(page, "staff-method")
    page.goto("/en/dashboard/comms/ORDER_PLACED/")
    page.set_viewport_size({"width": WIDTH, "height": 1600})  # frames further down are not painted
    camera.take(page, "staff-mail")
    page.set_viewport_size({"width": WIDTH, "height": 900})


def take_orders(camera, page, suffix=""):
    page.goto("/en/dashboard/orders/")
    camera.take(page, f"staff-orders{suffix}")
    page.locator("tbody a[href*='/orders/']").first.click()
    camera.take(page, f"staff-order{suffix}", full=True)


def take_claims(camera, page, suffix=""):
    page.goto("/en/dashboard/claims/")
    camera.take(page, f"staff-claims{suffix}")
    page.locator("tbody a[href*='/claims/']").first.click()
    camera.take(page, f"staff-claim{suffix}", full=True)
