"""What the dashboard prints of products; nothing here runs a query on prefetched rows."""

from django import template

from shop.dashboard.catalogue.english import missing_texts
from shop.order.lifecycle import Role, State
from shop.order.timeline import state_of

register = template.Library()
register.filter(state_of)


@register.filter
def lacks_english(product):
    """Whether a text of the product or of one of its variants is in Indonesian only."""
    return any(missing_texts(each) for each in (product, *product.children.all()))


@register.filter
def narrows(form):
    """Whether a form of filters leaves anything out; how a list is sorted does not."""
    return any(name != "sort" for name in form.changed_data)


@register.filter
def smallest_url(picture):
    """The address of the smallest square WebP of a product's picture."""
    sizes = picture.original.aspect_ratios["1/1"]["WEBP"]
    return sizes[min(sizes)].url if sizes else picture.original.url


@register.filter
def stock_summary(product):
    """Prices and stock of a product, or of all variants of it: what is free is in stock and not held for orders."""
    sellable = product.children.all() if product.is_parent else [product]
    records = [record for each in sellable for record in each.stockrecords.all()]
    prices = [record.price for record in records if record.price is not None]
    return {
        "records": len(prices),
        "lowest_price": min(prices, default=None),
        "highest_price": max(prices, default=None),
        "free": sum(max(record.net_stock_level, 0) for record in records),
        "held": sum(record.num_allocated or 0 for record in records),
    }


@register.filter
def state_label(state):
    """An order's state in the reader's language."""
    return State(state).label if state in State else state


@register.filter
def role_label(role):
    """Who acted on an order, in the reader's language."""
    return Role(role).label if role in Role else role


@register.filter
def customer_name(order):
    """Who ordered: as the parcel is addressed, else as the account says, else the email. No query on joined rows."""
    address = order.shipping_address
    return (address and address.first_name) or (order.user and order.user.first_name) or order.email
