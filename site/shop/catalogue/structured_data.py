"""What search engines read: schema.org descriptions of products and of the way to them, as plain dictionaries."""

from django.conf import settings

from web.addresses import absolute

SCHEMA = "https://schema.org"


def breadcrumb_list(trail):
    """The way to a page, from the front page down: (name, address) pairs."""
    return {
        "@context": SCHEMA,
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": position, "name": name, "item": absolute(address)}
            for position, (name, address) in enumerate(trail, start=1)
        ],
    }


def product_data(page):
    """A product with its price and availability, from a ProductPage."""
    product = page.product
    data = {
        "@context": SCHEMA,
        "@type": "Product",
        "name": product.title,
        "description": page.excerpt,
        "url": absolute(product.get_absolute_url()),
        "image": [absolute(picture.original.url) for picture in page.pictures],
        "offers": offer_data(page),
    }
    if product.upc:
        data["sku"] = product.upc
    if product.brand:
        data["brand"] = {"@type": "Brand", "name": product.brand}
    return {name: value for name, value in data.items() if value}


def offer_data(page):
    """One offer, or for a family what its variants cost together; None where there is no price."""
    if not page.price.exists:
        return None
    offer = {
        "@type": "Offer",
        "url": absolute(page.product.get_absolute_url()),
        "priceCurrency": settings.OSCAR_DEFAULT_CURRENCY,
        "availability": f"{SCHEMA}/{'InStock' if page.can_be_bought else 'OutOfStock'}",
        "itemCondition": f"{SCHEMA}/NewCondition",
    }
    prices = [variant.price.incl_tax for variant in page.variants if variant.price.exists]
    if len(prices) < 2:
        return offer | {"price": str(page.price.incl_tax)}
    spread = {"lowPrice": str(min(prices)), "highPrice": str(max(prices)), "offerCount": len(prices)}
    return offer | {"@type": "AggregateOffer"} | spread
