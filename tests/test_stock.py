"""Stock: held, released, shipped; locked in one order; never sold twice."""

import threading

import pytest
from django.db import connections, transaction
from oscar.core.loading import get_model

from shop import stock
from shop.checkout.placing import CannotBeOrdered
from shop.fulfilment.cancelling import cancel_order
from shop.order import lifecycle
from tests.support.catalogue import make_class, make_product
from tests.support.shopping import make_shop, open_basket, place


def numbers(record):
    record.refresh_from_db()
    return record.num_in_stock, record.num_allocated


@pytest.fixture
def record(db):
    return make_product(stock=5).stockrecords.get()


def test_pieces_are_held_released_and_shipped(record):
    stock.hold({record.pk: 3})
    assert numbers(record) == (5, 3)
    stock.release({record.pk: 1})
    assert numbers(record) == (5, 2)
    stock.ship({record.pk: 2})
    assert numbers(record) == (3, 0)


def test_more_than_is_free_is_refused_and_nothing_changes(record):
    other = make_product(stock=1).stockrecords.get()
    with pytest.raises(stock.NotEnoughStock) as refused:
        stock.hold({record.pk: 2, other.pk: 2})
    assert refused.value.missing == {other: 1}
    assert (numbers(record), numbers(other)) == ((5, 0), (1, 0))


@pytest.mark.parametrize("verb", [stock.release, stock.ship])
def test_what_is_not_held_can_be_neither_released_nor_shipped(record, verb):
    stock.hold({record.pk: 1})
    with pytest.raises(stock.NothingHeld):
        verb({record.pk: 2})
    assert numbers(record) == (5, 1)


def test_a_class_that_is_not_counted_is_left_alone(db):
    record = make_product(stock=0, product_class=make_class("service", track_stock=False)).stockrecords.get()
    stock.hold({record.pk: 7})
    assert numbers(record) == (0, 0)


def in_threads(calls):
    """Run the calls at the same moment, each with a connection of its own; return what they returned or raised."""
    results, gate = [None] * len(calls), threading.Barrier(len(calls))

    def run(index, call):
        try:
            gate.wait(60)
            results[index] = call()
        except Exception as error:  # noqa: BLE001  each is judged by the test
            results[index] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(calls)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    return results


@pytest.mark.django_db(transaction=True)
def test_thirty_buyers_at_once_for_five_pieces_make_five_orders_and_no_stock():
    product = make_shop(stock=5)
    baskets = [open_basket(product) for _ in range(30)]
    results = in_threads([lambda basket=basket: place(basket) for basket in baskets])
    Order = get_model("order", "Order")
    sold = [result for result in results if isinstance(result, Order)]
    refused = [result for result in results if isinstance(result, CannotBeOrdered)]
    assert (len(sold), len(refused)) == (5, 25), {repr(result) for result in results}
    assert Order.objects.count() == 5
    record = product.stockrecords.get()
    assert (record.num_in_stock, record.num_allocated, record.net_stock_level) == (5, 5, 0)
    for order in sold:
        stock_of = stock.of_order(order)
        assert stock_of == {record.pk: 1}


@pytest.mark.django_db(transaction=True)
def test_orders_over_the_same_products_in_opposite_order_do_not_wait_for_each_other():
    first, second = make_shop(stock=20), make_product(stock=20, weight_g=100)
    baskets = []
    for index in range(10):
        ahead, behind = (first, second) if index % 2 else (second, first)
        basket = open_basket(ahead)
        basket.add_product(behind, 1)
        baskets.append(basket)
    results = in_threads([lambda basket=basket: place(basket) for basket in baskets])
    assert all(isinstance(result, get_model("order", "Order")) for result in results), results
    assert [numbers(product.stockrecords.get()) for product in (first, second)] == [(20, 10), (20, 10)]


@pytest.mark.django_db(transaction=True)
def test_two_cancellations_at_once_release_the_stock_once():
    product = make_shop(stock=5)
    order = place(open_basket(product, 3))
    cancel = [lambda: cancel_order(order, lifecycle.Role.SHOPPER)] * 4
    results = in_threads(cancel)
    assert sum(isinstance(result, lifecycle.StepRefused) for result in results) == 3
    assert numbers(product.stockrecords.get()) == (5, 0)
    assert order.events.filter(to_state="cancelled").count() == 1


@pytest.mark.django_db(transaction=True)
def test_records_are_locked_until_the_transaction_ends():
    record = make_product(stock=5).stockrecords.get()
    held, done = threading.Event(), threading.Event()

    def hold_open():
        with transaction.atomic():
            stock.hold({record.pk: 4})
            held.set()
            done.wait(10)
        connections.close_all()

    thread = threading.Thread(target=hold_open)
    thread.start()
    held.wait(10)
    threading.Timer(0.3, done.set).start()
    with pytest.raises(stock.NotEnoughStock), transaction.atomic():
        stock.hold({record.pk: 2})
    thread.join(10)
    assert numbers(record) == (5, 4)
