"""Goods of a claim, as staff follow them: asked for or not, back in time or late, sent once more or missing."""

import pytest

from shop.claims import resolving
from shop.claims.words import Kind, Outcome, State, Topic
from tests.dashboard.conftest import CONFIRM, form_values, page_of_claim as page_of, refusals, texts
from tests.support.claims import approved, sent_claim

pytestmark = pytest.mark.django_db


@pytest.fixture
def do(do_with_claim):
    return do_with_claim


def test_goods_of_a_claim_that_was_settled_first_can_still_arrive(do, say_yes, dashboard, admin):
    claim = approved(admin, wish="replacement")
    asked = do(claim, "replace", confirm=False)
    assert "The goods are not back yet. Their arrival can still be noted afterwards." in texts(asked, f"{CONFIRM} dd")
    say_yes(claim, "replace", asked)
    do(claim, "goods-returned", {"text": "Lengkap."})
    assert claim.state == State.RESOLVED
    assert claim.events.last().details == {"direction": "arrived"}
    assert texts(dashboard.get(page_of(claim)), "#task-goods-returned") == []


def test_a_question_says_yes_and_no_in_words(do, dashboard):
    claim = sent_claim(wish="refund")
    opened = dashboard.get(page_of(claim))
    assert "Yes" in texts(do(claim, "approve", opened=opened, confirm=False), f"{CONFIRM} dd")
    changes = {"needs_goods": [], "text": "Simpan saja."}
    assert "No" in texts(do(claim, "approve", changes, opened, confirm=False), f"{CONFIRM} dd")


def test_a_repair_cannot_do_without_the_goods(do):
    claim = sent_claim(topic=Topic.WARRANTY)
    answer = do(claim, "approve", {"needs_goods": [], "text": "Simpan saja."})
    assert "A repair needs the goods: they must come back." in refusals(answer)
    assert claim.state == State.SUBMITTED


def test_a_canned_reply_that_does_not_exist_puts_nothing_in(do):
    claim = sent_claim()
    page = do(claim, "reply", {"canned": "abc", "use": "yes", "text": "Halo."}, confirm=False)
    assert form_values(page, "#task-reply")["text"] == ["Halo."]


def test_a_parcel_has_a_courier_or_a_number(do, admin):
    claim = approved(admin)
    assert "Name the courier, the tracking number, or both." in refusals(do(claim, "parcel"))
    assert not claim.events.filter(kind=Kind.PARCEL).exists()


def test_missing_goods_of_a_replacement_are_said_on_the_claim(do, dashboard, admin):
    claim = approved(admin, wish="replacement")
    order = resolving.resolve_with_replacement(claim, admin, "")
    claim.refresh_from_db()
    page = dashboard.get(f"/en/dashboard/orders/{order.number}/")
    assert "Are its goods missing? Say so on the page of the claim." in texts(page, ".alert-info")[0]
    assert texts(page, "#task-missing-after-payment, #task-give-up") == []
    do(claim, "lacking", {"text": "Maaf, barangnya tidak ada."})
    order.refresh_from_db()
    assert (claim.state, order.status) == (State.APPROVED, "cancelled")
    do(claim, "refund")
    assert (claim.outcome, claim.refund.amount) == (Outcome.REFUND, 1_110_000)


def test_goods_that_need_not_come_back_are_not_asked_for(do, dashboard):
    claim = sent_claim(wish="refund")
    answer = do(claim, "approve", {"needs_goods": []})
    assert "This asks for the goods. Say what happens instead." in refusals(answer)
    assert claim.state == State.SUBMITTED
    do(claim, "approve", {"needs_goods": [], "text": "Simpan saja barangnya."}, opened=answer)
    assert (claim.state, claim.needs_goods) == (State.APPROVED, False)
    page = dashboard.get(page_of(claim))
    assert texts(page, "#task-goods-returned, #task-parcel") == []
    do(claim, "refund", opened=page)
    assert claim.outcome == Outcome.REFUND
