"""Orders to look at: rows as the checkout leaves them, without its way there."""

from decimal import Decimal
from itertools import count

from oscar.core.loading import get_model

numbers = count(1)


def make_order(user=None, product=None, quantity=1, **values):
    """An order over 1.110.000 rupiah, PPN included; with a line where a product is given."""
    defaults = {
        "number": f"EN-TEST-{next(numbers)}",
        "user": user,
        "guest_email": "" if user else "tamu@example.com",
        "currency": "IDR",
        "total_incl_tax": Decimal(1_110_000),
        "total_excl_tax": Decimal(1_000_000),
        "shipping_incl_tax": Decimal(0),
        "shipping_excl_tax": Decimal(0),
        "shipping_method": "Reguler",
        "status": "pending",
    }
    order = get_model("order", "Order").objects.create(**(defaults | values))
    if product:
        add_line(order, product, quantity)
    return order


def add_line(order, product, quantity=1):
    """A line of `order` for `product` that is worth the whole order."""
    record = product.stockrecords.first()
    price = {"incl": order.total_incl_tax, "excl": order.total_excl_tax}
    return order.lines.create(
        product=product,
        stockrecord=record,
        partner=record.partner,
        partner_sku=record.partner_sku,
        title=product.get_title(),
        quantity=quantity,
        line_price_incl_tax=price["incl"],
        line_price_excl_tax=price["excl"],
        line_price_before_discounts_incl_tax=price["incl"],
        line_price_before_discounts_excl_tax=price["excl"],
        status=order.status,
        num_allocated=quantity,
    )
