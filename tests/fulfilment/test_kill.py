"""A process that works on orders is killed at random moments: every step is done whole or not at all.

`KILLS=50 pytest tests/fulfilment/test_kill.py` kills fifty times; docs/operations.md.
"""

import os
import secrets
import time

import pytest
from django_tasks_db.models import DBTaskResult
from oscar.core.loading import get_model

from shop.communication import sending
from shop.communication.models import OutgoingMail
from shop.fulfilment.books import check
from shop.order.lifecycle import State
from tests.support.catalogue import make_product
from tests.support.life import Order, take
from tests.support.shopping import make_shop, open_basket, place
from tests.support.wild_work import work
from tests.support.workers import another_process

pytestmark = pytest.mark.django_db(transaction=True)
KILLS = int(os.environ.get("KILLS", "6"))


def kill_while_working(steps, pause_s):
    """Let another process take random steps; kill it `pause_s` seconds after so many."""
    with another_process(work) as (process, hear):
        for _ in range(steps):
            hear()
        time.sleep(pause_s)
        process.kill()


def test_a_process_killed_at_random_moments_leaves_whole_steps_only():
    products = [make_shop(stock=2000), make_product(weight_g=2000, stock=2000)]
    first = take(State.DELIVERED, place(open_basket(products[0])))  # what each process needs of the shop is read now
    for number in range(20 + 10 * KILLS):
        basket = open_basket(products[number % 2], 1 + number % 3)
        if number % 4 == 0:
            basket.add_product(products[(number + 1) % 2], 2)
    for _ in range(KILLS):
        kill_while_working(30 + secrets.randbelow(30), secrets.randbelow(80) / 1000)
        assert list(map(str, check())) == []
        # Each mail that is owed has its task, so that a worker sends it after the restart.
        tasks = DBTaskResult.objects.filter(task_path=sending.send.module_path)
        assert sorted(task.args_kwargs["args"][0] for task in tasks) == sorted(
            OutgoingMail.objects.values_list("pk", flat=True)
        )
    assert Order.objects.exclude(pk=first.pk).count() > KILLS
    assert get_model("order", "OrderEvent").objects.filter(kind="state").exclude(order=first).count() > 20 * KILLS
