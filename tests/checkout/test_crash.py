"""A crash between any two steps of placing an order leaves the whole order or none of it."""

import secrets
import time
from uuid import uuid4

import pytest
from django.db import connection
from django_tasks_db.models import DBTaskResult
from oscar.core.loading import get_class, get_model

from shop.communication import sending
from shop.communication.models import OutgoingMail
from tests.support.shopping import make_shop, open_basket, place
from tests.support.workers import another_process

Order = get_model("order", "Order")
Basket = get_model("basket", "Basket")
pytestmark = pytest.mark.django_db(transaction=True)


class PowerFailure(Exception):
    """The process ends here."""


def what_is_there(product):
    """All that an order consists of, counted."""
    record = product.stockrecords.get()
    return {
        "orders": Order.objects.count(),
        "lines": get_model("order", "Line").objects.count(),
        "prices": get_model("order", "LinePrice").objects.count(),
        "addresses": get_model("order", "ShippingAddress").objects.count(),
        "events": get_model("order", "OrderEvent").objects.count(),
        "mails": OutgoingMail.objects.count(),
        "tasks": DBTaskResult.objects.filter(task_path=sending.send.module_path).count(),
        "held": record.num_allocated or 0,
        "submitted": Basket.objects.filter(status="Submitted").count(),
    }


def fail_at(statement):
    """A wrapper that ends the process before the statement of this number, counted from 1."""
    counted = 0

    def wrapper(execute, sql, params, many, context):
        nonlocal counted
        counted += 1
        if counted == statement:
            raise PowerFailure
        return execute(sql, params, many, context)

    return wrapper


def test_a_failure_at_any_statement_leaves_nothing_and_the_next_try_succeeds():
    product = make_shop(stock=5)
    before = what_is_there(product)
    basket, statements = open_basket(product, 2), 0
    while True:
        try:
            with connection.execute_wrapper(fail_at(statements + 1)):
                order = place(basket)
        except PowerFailure:
            statements += 1
            assert what_is_there(product) == before, f"after statement {statements}"
            basket = Basket.objects.get(pk=basket.pk)
            basket.strategy = open_basket_strategy()
        else:
            break
    assert statements > 25
    assert what_is_there(product) == dict.fromkeys(before, 1) | {"held": 2}
    assert order.lines.get().quantity == 2


def open_basket_strategy():
    return get_class("partner.strategy", "Selector")().strategy()


def place_all(say):
    """Place the orders of all open baskets, and say so after each."""
    for basket in Basket.objects.filter(status="Open").order_by("pk"):
        basket.strategy = open_basket_strategy()
        place(basket)
        say(basket.pk)


def kill_while_placing(orders, pause_s):
    """Let another process place the orders of all open baskets; kill it `pause_s` seconds after so many `orders`."""
    with another_process(place_all) as (process, hear):
        for _ in range(orders):
            hear()
        time.sleep(pause_s)
        process.kill()


def test_a_process_killed_at_random_leaves_whole_orders_only():
    product = make_shop(stock=500)
    for _ in range(40):
        open_basket(product, 2)
    for _ in range(3):
        kill_while_placing(1 + secrets.randbelow(4), secrets.randbelow(60) / 1000)
        there = what_is_there(product)
        placed = there.pop("orders")
        assert there.pop("held") == 2 * placed
        assert set(there.values()) == {placed}, there
    assert placed < 40


def test_a_key_that_has_an_order_gives_the_same_order_after_a_crash():
    product, key = make_shop(), uuid4()
    basket = open_basket(product)
    order = place(basket, key=key)
    basket = Basket.objects.get(pk=basket.pk)
    basket.strategy = open_basket_strategy()
    assert place(basket, key=key) == order
    assert what_is_there(product)["orders"] == 1
