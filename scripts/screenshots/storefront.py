"""The public pages, as a visitor comes to them."""

WIDTHS = (360, 1280)
PAGES = {
    "id": {"front": "/", "list": "/katalog/", "help": "/bantuan/", "search": "/cari/?q=bor"},
    "en": {"front": "/en/", "list": "/en/catalogue/", "help": "/en/help/", "search": "/en/search/?q=drill"},
}


def take_storefront(camera):
    """Front, list, product, search, help, basket and checkout, in both languages and both widths."""
    for width in WIDTHS:
        for language, paths in PAGES.items():
            page = camera.page(width)
            for name, path in paths.items():
                page.goto(path)
                camera.take(page, f"{name}-{language}-{width}")
            take_purchase(camera, page, language, width)
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
