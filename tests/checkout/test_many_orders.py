"""Orders to measure with: copies whose books agree, and which leave nothing behind."""

import pytest
from django.core.management import CommandError, call_command
from oscar.core.loading import get_model

from shop.checkout import many_orders
from shop.claims import resolving
from shop.communication.models import OutgoingMail
from shop.fulfilment.books import check
from shop.invoices.models import Document
from shop.order.lifecycle import State
from tests.support.claims import approved, received_order
from tests.support.life import Order, taken_to
from tests.support.people import make_member

pytestmark = pytest.mark.django_db


def rows():
    records = get_model("partner", "StockRecord").objects.order_by("pk").values_list("num_in_stock", "num_allocated")
    models = (*dict.fromkeys(model for _name, model, _path, _only in many_orders.PARTS), OutgoingMail)
    return list(records), [model.objects.count() for model in models]


def test_copies_of_orders_agree_with_the_books_and_go_without_a_trace(monkeypatch):
    monkeypatch.setattr(many_orders, "BATCH", 4)
    for state in (State.PENDING, State.INVOICED, State.PROCESSING):
        taken_to(state)
    order, agus = received_order(), make_member("agus")  # with a credit note, and an order that replaces its goods
    resolving.resolve_with_refund(approved(agus, order=order, quantity=1), 1_000, agus)
    resolving.resolve_with_replacement(approved(agus, order=order, quantity=1), agus)
    before = rows()
    batches = []
    many_orders.add(10, batches.append)
    many_orders.add(2, batches.append)
    assert batches == [4, 4, 2, 2]
    assert many_orders.count() == Order.objects.filter(number__startswith="BENCH-").count() == 12
    assert Order.objects.filter(status=State.DELIVERED, number__startswith="BENCH-").count() == 2
    assert list(map(str, check())) == []
    many_orders.remove(batches.append)
    assert rows() == before
    assert list(map(str, check())) == []
    taken_to(State.INVOICED)
    assert Document.objects.filter(kind="invoice").latest("pk").sequence == 4


def test_orders_to_measure_with_stay_out_of_production(settings):
    settings.PRODUCTION = True
    with pytest.raises(CommandError, match="MODE=demo"):
        call_command("make_orders", "5")
