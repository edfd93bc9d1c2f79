"""Orders for tests, taken as far as a test needs them by the verbs of the shop."""

from decimal import Decimal
from functools import partial

from django.utils import timezone
from oscar.core.loading import get_model

from shop.fulfilment import shipping, stock_check
from shop.order.lifecycle import Role, State
from shop.payment.receiving import record_payment
from tests.support.catalogue import make_product
from tests.support.rows import keep_rows
from tests.support.shopping import make_shop, open_basket, place

Order = get_model("order", "Order")
MOST_ORDERS = 7


def placed(quantity=2, **answers):
    """A guest's order over two drills, whose stock waits to be checked."""
    build = partial(_place, quantity, **answers)
    return build() if answers or is_crowded() else keep_rows(f"{quantity} drills", build)


def is_crowded():
    """Whether there are so many orders that no other test stands in the same place."""
    return Order.objects.count() > MOST_ORDERS


def _place(quantity, **answers):
    product = make_shop() if not get_model("shipping", "Zone").objects.exists() else make_product(weight_g=2000)
    return place(open_basket(product, quantity), **answers)


def add_line(order, quantity=1, price=100_000):
    """One more line, of goods whose stock nobody counts."""
    amount = Decimal(price * quantity)
    line = order.lines.create(
        title="Kabel", quantity=quantity, num_allocated=0, partner_name="", status=order.status,
        unit_price_incl_tax=price, unit_price_excl_tax=price, line_price_incl_tax=amount, line_price_excl_tax=amount,
        line_price_before_discounts_incl_tax=amount, line_price_before_discounts_excl_tax=amount,
    )  # fmt: skip
    order.total_incl_tax += amount
    order.total_excl_tax += amount
    order.save()
    return line


def taken_to(state, order=None, actor=None):
    """An order in that state, on the usual way there from where it is."""
    order = order or placed()
    if actor or is_crowded():
        return take(state, order, actor)
    keep_rows(f"{order.pk} {state}", partial(take, state, order))
    order.refresh_from_db()
    return order


def take(state, order, actor=None):
    """Every step of that way, taken now."""
    steps = {
        State.INVOICED: lambda: stock_check.confirm_stock(order, Role.STAFF, actor),
        State.PAID: lambda: pay(order),
        State.PROCESSING: lambda: shipping.start_processing(order, actor),
        State.SHIPPED: lambda: shipping.ship(
            order, shipping.still_to_send(order), courier="JNE", tracking_number="JX1", actor=actor
        ),
        State.DELIVERED: lambda: shipping.receive(order, Role.SHOPPER),
    }
    done = list(steps).index(order.status) + 1 if order.status in steps else 0
    for reached, step in list(steps.items())[done:]:
        if order.status == state:
            break
        step()
        order.refresh_from_db()
        assert order.status == reached
    return order


def pay(order, amount=None, reference=None, **values):
    """Money for an order, all of it by default."""
    return record_payment(
        order,
        amount=amount or int(order.total_incl_tax),
        received_on=timezone.localdate(),
        reference=reference or f"T{order.payments.count() + 1}-{order.number}",
        **values,
    )
