"""The public pages, as a visitor comes to them."""

SHOPPER, PASSWORD = "shopper@example.com", "demo-enportu"
CLAIMS = {"id": "/akun/klaim/", "en": "/en/account/claims/"}
WIDTHS = (360, 1280)
PAGES = {
    "id": {"front": "/", "list": "/katalog/", "help": "/bantuan/", "search": "/cari/?q=bor"},
    "en": {"front": "/en/", "list": "/en/catalogue/", "help": "/en/help/", "search": "/en/search/?q=drill"},
}


def take_storefront(camera):
    """Front, list, product, search, help, basket, checkout and claims, in both languages and both widths."""
    for width in WIDTHS:
        for language, paths in PAGES.items():
            page = camera.page(width)
            for name, path in paths.items():
                page.goto(path)
                camera.take(page, f"{name}-{language}-{width}")
            take_purchase(camera, page, language, width)
            take_claims(camera, page, language, width)
            page.context.close()


def take_purchase(camera, page, language, width):
    """A product into the basket, and on to the checkout."""
    page.goto(PAGES[language]["list"] + "?in_stock=1")
    page.locator("main article.tile h2 a").first.click()
    camera.take(page, f"product-{language}-{width}")
    page.locator("form[data-add-to-basket] button.add").click()
    page.locator("[data-basket-corner] .count").wait_for()
    page.goto(page.locator("[data-basket-corner]").get_attribute("href"))
    camera.take(page, f"basket-{language}-{width}")
    page.goto("/checkout/" if language == "id" else "/en/checkout/")
    camera.take(page, f"checkout-{language}-{width}")


def take_claims(camera, page, language, width):
    """A member's claim, and the form for another one about goods that have just come."""
    page.goto(CLAIMS[language])
    page.fill("main [name=username]", SHOPPER)
    page.fill("main [name=password]", PASSWORD)
    page.press("main [name=password]", "Enter")
    page.locator("main a.order-number").first.click()
    camera.take(page, f"claim-{language}-{width}")
    page.goto(CLAIMS[language])
    page.locator("main a.button").first.click()
    page.locator("main a[href*='line=']").first.click()
    camera.take(page, f"claim-form-{language}-{width}")
