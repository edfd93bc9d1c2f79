"""The order that sends claimed goods once more: what it holds, what it is worth, and what happens where it fails."""

from decimal import Decimal

import pytest

from shop.claims import books, deciding, replacement, resolving, worth
from shop.claims.lifecycle import ClaimRefused
from shop.claims.replacement import give_up_replacement
from shop.claims.words import Outcome, State
from shop.communication.models import OutgoingMail
from shop.fulfilment import books as order_books, shipping
from shop.fulfilment.cancelling import cancel_order
from shop.order.lifecycle import Role, State as OrderState, StepRefused
from tests.support.claims import approved, received_order, sent_claim
from tests.support.life import taken_to
from tests.support.people import make_member

pytestmark = pytest.mark.django_db


@pytest.fixture
def agus(set_up_shop):
    return make_member("agus")


def findings():
    """What disagrees in the books of orders and of claims."""
    return [*order_books.check(), *books.check()]


def test_a_replacement_is_an_order_for_nothing_that_holds_its_pieces(agus):
    claim = approved(agus, quantity=2)
    record = claim.line.stockrecord
    before = record.num_allocated
    order = resolving.resolve_with_replacement(claim, agus)
    record.refresh_from_db()
    claim.refresh_from_db()
    assert record.num_allocated == before + 2
    assert (order.status, order.total_incl_tax, claim.replacement) == (OrderState.PAID, Decimal(0), order)
    assert (claim.state, claim.outcome) == (State.RESOLVED, Outcome.REPLACEMENT)
    assert findings() == []
    order = taken_to(OrderState.DELIVERED, order)
    assert order.lines.get().warranty_until is not None
    assert findings() == []


def test_without_stock_there_is_no_replacement_and_nothing_changes(agus):
    claim = approved(agus)
    record = claim.line.stockrecord
    record.num_in_stock = record.num_allocated
    record.save()
    with pytest.raises(ClaimRefused, match="(?i)stok"):
        resolving.resolve_with_replacement(claim, agus)
    claim.refresh_from_db()
    assert (claim.state, claim.replacement) == (State.APPROVED, None)


def test_missing_goods_of_a_replacement_open_the_claim_again(agus):
    claim = approved(agus, quantity=2)
    order = resolving.resolve_with_replacement(claim, agus)
    record = order.lines.get().stockrecord
    there, held = record.num_in_stock, record.num_allocated
    give_up_replacement(claim, "Maaf, barangnya tidak ada.", agus)
    for row in (claim, order, record):
        row.refresh_from_db()
    assert (claim.state, claim.outcome, claim.replacement) == (State.APPROVED, "", None)
    assert order.status == OrderState.CANCELLED
    assert (record.num_in_stock, record.num_allocated) == (there - 2, held - 2)
    assert worth.usual_refund(claim) == 2 * int(claim.line.unit_price_incl_tax)
    assert OutgoingMail.objects.filter(about__claim=claim.pk).latest("pk").event_code == "CLAIM_MESSAGE"
    resolving.resolve_with_refund(claim, worth.usual_refund(claim), agus)
    assert findings() == []


def test_what_is_missing_of_a_replacement_is_refunded_or_sent_later(agus):
    claim = approved(agus, quantity=2)
    order = resolving.resolve_with_replacement(claim, agus)
    shipping.start_processing(order, agus)
    shipping.ship(order, {order.lines.get(): 1}, courier="JNE", actor=agus)
    give_up_replacement(claim, "Satu lagi tidak ada.", agus)
    claim.refresh_from_db()
    order.refresh_from_db()
    assert (claim.state, order.status, claim.replacement) == (State.APPROVED, OrderState.SHIPPED, order)
    assert worth.outstanding(claim) == 1
    assert worth.usual_refund(claim) == int(claim.line.unit_price_incl_tax)
    second = resolving.resolve_with_replacement(claim, agus)
    assert second.lines.get().quantity == 1
    assert worth.refundable(claim) == 0
    assert findings() == []


def test_a_replacement_that_has_left_is_not_given_up(agus):
    claim = approved(agus)
    order = resolving.resolve_with_replacement(claim, agus)
    taken_to(OrderState.SHIPPED, order)
    with pytest.raises(ClaimRefused):
        give_up_replacement(claim, "Maaf.", agus)
    order.refresh_from_db()
    assert order.status == OrderState.SHIPPED


def test_a_replacement_that_leaves_at_the_same_moment_is_not_given_up(agus, monkeypatch):
    claim = approved(agus)
    order = taken_to(OrderState.SHIPPED, resolving.resolve_with_replacement(claim, agus))
    monkeypatch.setattr(replacement, "can_give_up_replacement", lambda claim: True)  # as it was a moment ago
    with pytest.raises(ClaimRefused, match="menunggu dikirim"):
        give_up_replacement(claim, "Maaf.", agus)
    order.refresh_from_db()
    claim.refresh_from_db()
    assert (order.status, claim.state) == (OrderState.SHIPPED, State.RESOLVED)


def test_a_replacement_that_is_wrong_too_can_be_paid_back(agus):
    first = approved(agus, quantity=2)
    again = taken_to(OrderState.DELIVERED, resolving.resolve_with_replacement(first, agus))
    price = int(first.line.unit_price_incl_tax)
    second = approved(agus, order=again, quantity=1)
    assert worth.refundable(first) == 0
    assert worth.usual_refund(second) == price
    refund = resolving.resolve_with_refund(second, price, agus)
    assert (refund.order, refund.line) == (first.order, first.line)
    third = approved(agus, order=again, quantity=1)
    assert worth.refundable(third) == price
    with pytest.raises(ClaimRefused):
        resolving.resolve_with_refund(third, price + 1, agus)
    assert findings() == []


def test_a_piece_is_made_good_once_whatever_is_looked_at_again(agus):
    first = sent_claim(received_order(quantity=1))
    deciding.reject(first, "Segel rusak.", agus)
    second = approved(agus, order=first.order)
    deciding.start_review(first, agus)
    with pytest.raises(ClaimRefused, match="klaim lain"):
        deciding.approve(first, agus, "Kirimkan.")
    assert findings() == []
    resolving.resolve_with_replacement(second, agus)
    with pytest.raises(ClaimRefused, match="klaim lain"):
        deciding.approve(first, agus, "Kirimkan.", not_met=["is_sealed"], why="Hanya label.")
    deciding.approve(first, agus, "Kirimkan.", not_met=["is_left"], why="Kami salah.")
    first.refresh_from_db()
    assert (worth.outstanding(first), worth.refundable(first)) == (0, 0)
    with pytest.raises(ClaimRefused, match="sudah diselesaikan"):
        resolving.resolve_with_replacement(first, agus)
    assert findings() == []


def test_a_claim_that_is_looked_at_again_does_not_block_the_next_one(agus):
    first = sent_claim(received_order(quantity=1))
    deciding.reject(first, "Segel rusak.", agus)
    second = sent_claim(first.order)
    deciding.start_review(first, agus)
    deciding.approve(second, agus, "Kirimkan.")
    assert findings() == []


def test_an_order_that_was_paid_is_not_cancelled(agus):
    order = taken_to(OrderState.PAID)
    with pytest.raises(StepRefused):
        cancel_order(order, Role.STAFF, agus)
    assert order.status == OrderState.PAID
