"""An order's life as far as it goes: begun at the checkout, cancelled while unpaid."""

import pytest
from django.contrib.auth import get_user_model

from shop.fulfilment.cancelling import cancel_order
from shop.order import lifecycle
from shop.order.lifecycle import Role, State, StepRefused
from tests.support.shopping import make_shop, open_basket, place


@pytest.fixture
def order(db):
    return place(open_basket(make_shop(stock=5), 3))


def test_cancelling_frees_the_stock_and_says_who_when_and_why(order):
    staff = get_user_model().objects.create_user("budi", "budi@example.com")
    event = cancel_order(order, Role.STAFF, staff, "Stok rusak")
    record = order.lines.get().stockrecord
    assert (order.status, record.num_in_stock, record.num_allocated) == ("cancelled", 5, 0)
    assert (event.from_state, event.to_state, event.actor, event.role, event.why) == (
        "pending",
        "cancelled",
        staff,
        "staff",
        "Stok rusak",
    )
    assert order.lines.get().status == "cancelled"


def test_a_cancelled_order_stays_cancelled(order):
    cancel_order(order, Role.SHOPPER)
    with pytest.raises(StepRefused):
        cancel_order(order, Role.SHOPPER)
    assert order.lines.get().stockrecord.num_allocated == 0
    assert order.events.count() == 2


def test_the_shop_itself_does_not_cancel_a_pending_order(order):
    assert not lifecycle.can_move(order, State.CANCELLED, Role.SHOP)
    with pytest.raises(StepRefused):
        lifecycle.move(order, State.CANCELLED, Role.SHOP)
    order.refresh_from_db()
    assert order.status == "pending"


def test_oscars_own_way_to_change_a_status_is_closed(order):
    with pytest.raises(TypeError):
        order.set_status("paid")


def test_an_event_is_never_changed(order):
    event = order.events.get()
    event.why = "changed"
    with pytest.raises(TypeError):
        event.save()


def test_a_cancelled_order_whose_stock_record_is_gone_is_still_cancelled(order):
    order.lines.get().stockrecord.delete()
    cancel_order(order, Role.SHOPPER)
    assert order.status == "cancelled"
