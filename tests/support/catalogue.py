"""Products to test with: made through the models, as the dashboard would."""

from itertools import count

from oscar.core.loading import get_model

numbers = count(1)


def make_class(slug="tool", track_stock=True):
    """The product class `slug`, made once."""
    ProductClass = get_model("catalogue", "ProductClass")
    return ProductClass.objects.get_or_create(slug=slug, defaults={"name_ind": slug, "track_stock": track_stock})[0]


def make_category(name_ind, name_en="", parent=None, **values):
    """A category, at the top or below `parent`."""
    Category = get_model("catalogue", "Category")
    values |= {"name_ind": name_ind, "name_en": name_en or name_ind}
    return parent.add_child(**values) if parent else Category.add_root(**values)


def make_offer(product, price, stock, allocated=0):
    """The stock record that sells `product`."""
    partner = get_model("partner", "Partner").objects.get_or_create(code="own", defaults={"name": "Own"})[0]
    return product.stockrecords.create(
        partner=partner,
        partner_sku=f"SKU-{next(numbers)}",
        price=price,
        price_currency="IDR",
        num_in_stock=stock,
        num_allocated=allocated,
    )


def make_product(title_ind="Bor listrik", title_en="", *, price=1_500_000, stock=10, category=None, **values):
    """A product that is sold by itself; without a price where `price` is None."""
    values = {"product_class": make_class(), "structure": "standalone"} | values
    product = get_model("catalogue", "Product").objects.create(
        title_ind=title_ind, title_en=title_en or title_ind, **values
    )
    if category:
        product.categories.add(category)
    if price is not None:
        make_offer(product, price, stock)
    return product


def make_family(title_ind="Cakram potong", title_en="", *, variants, category=None, **values):
    """A parent with its variants, each (title, price, stock)."""
    parent = make_product(title_ind, title_en, price=None, category=category, structure="parent", **values)
    for title, price, stock in variants:
        make_product(title, price=price, stock=stock, structure="child", parent=parent, product_class=None)
    return parent
