"""A claim's life: sent, reviewed, decided, made good; who may do what, and what the customer is told."""

from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine

from shop.claims import deciding, drafts, resolving, talking, worth
from shop.claims.lifecycle import ClaimRefused
from shop.claims.models import Claim, ClaimAttachment, ClaimDraft
from shop.claims.page.progress import next_step
from shop.claims.submitting import Exemption, RulesRefuse, submit_claim
from shop.claims.words import Kind, Outcome, Reason, State, Topic, Wish
from shop.communication.models import OutgoingMail
from shop.fulfilment import books, shipping
from shop.order.lifecycle import Role as OrderRole, State as OrderState
from shop.policies.models import PolicyFacts
from tests.support.claims import (
    approved,
    pdf_bytes,
    picture_bytes,
    received_order,
    sent_claim,
    sent_question,
    submission,
    upload,
)
from tests.support.life import taken_to
from tests.support.people import make_member

pytestmark = pytest.mark.django_db


@pytest.fixture
def agus():
    return make_member("agus")


def mails(claim):
    return list(
        OutgoingMail.objects.filter(event_code__startswith="CLAIM", about__claim=claim.pk)
        .order_by("pk")
        .values_list("event_code", flat=True)
    )


def test_a_claim_is_kept_with_what_was_said_and_its_sender_is_told(set_up_shop):
    claim = sent_claim(quantity=2)
    assert (claim.state, claim.quantity, claim.reason) == (State.SUBMITTED, 2, Reason.WRONG_GOODS)
    assert claim.number.startswith("CL-")
    assert [row["rule"] for row in claim.checks if row["passed"]] == [row["rule"] for row in claim.checks]
    assert mails(claim) == ["CLAIM_SUBMITTED"]
    assert [event.kind for event in claim.events.all()] == [Kind.STATE]


def test_the_same_key_is_the_same_claim(set_up_shop):
    sent = submission(key=uuid4())
    assert submit_claim(sent).pk == submit_claim(sent).pk
    assert Claim.objects.count() == 1
    assert OutgoingMail.objects.filter(event_code="CLAIM_SUBMITTED").count() == 1


def test_pieces_are_claimed_once(set_up_shop):
    order = received_order()
    sent_claim(order, quantity=1)
    with pytest.raises(RulesRefuse) as refused:
        sent_claim(order, quantity=2)
    assert [finding.rule for finding in refused.value.refusals] == ["is_enough_left"]
    sent_claim(order, quantity=1)
    with pytest.raises(RulesRefuse) as refused:
        sent_claim(order, quantity=1)
    assert [finding.rule for finding in refused.value.refusals] == ["is_left", "is_enough_left"]


def test_pieces_of_a_rejected_or_withdrawn_claim_can_be_claimed_again(set_up_shop, agus):
    order = received_order()
    deciding.reject(sent_claim(order, quantity=2), "Segelnya rusak.", agus)
    talking.withdraw(sent_claim(order, quantity=2))
    assert sent_claim(order, quantity=2).state == State.SUBMITTED


@pytest.mark.parametrize(
    ("values", "rule"),
    [
        ({"reason": Reason.ORDERED_WRONGLY}, "is_shops_fault"),
        ({"is_sealed": False}, "is_sealed"),
        ({"is_unused": False}, "is_unused"),
        ({"wish": Wish.REPAIR}, "is_offered"),
        ({"quantity": 3}, "is_enough_left"),
    ],
)
def test_a_claim_that_breaks_a_rule_is_not_kept(set_up_shop, values, rule):
    with pytest.raises(RulesRefuse) as refused:
        sent_claim(**values)
    assert [finding.rule for finding in refused.value.refusals] == [rule]
    assert not Claim.objects.exists()


def test_an_order_on_its_way_cannot_be_claimed_yet(set_up_shop):
    with pytest.raises(RulesRefuse) as refused:
        sent_claim(taken_to(OrderState.SHIPPED))
    assert "is_received" in [finding.rule for finding in refused.value.refusals]


def test_staff_make_an_exception_with_a_reason_that_is_kept(set_up_shop, agus):
    order = received_order()
    late = order.claim_deadline + timedelta(seconds=2)
    with time_machine.travel(late, tick=False):
        with pytest.raises(RulesRefuse):
            sent_claim(order)
        claim = submit_claim(submission(order), exemption=Exemption(agus, "Kurir terlambat melapor."))
    event = claim.events.get(kind=Kind.OVERRIDE)
    assert (event.text, event.is_public, event.actor) == ("Kurir terlambat melapor.", False, agus)
    assert "is_in_window" in event.details["rules"]


def test_the_files_of_the_draft_are_the_claims(set_up_shop):
    session, sent = {}, submission()
    draft = drafts.keep_draft(session, "return:1", sent.key)
    drafts.add_file(draft, upload())
    claim = submit_claim(sent)
    assert [file.name for file in claim.attachments.all()] == ["foto.jpg"]
    assert not ClaimDraft.objects.exists()


def test_a_question_waits_for_the_customer_and_goes_on_with_the_answer(set_up_shop, agus):
    claim = sent_claim()
    talking.ask_customer(claim, "Boleh kirim foto segelnya?", agus)
    claim.refresh_from_db()
    assert (claim.state, claim.reply_due_at) == (State.WAITING, None)
    assert claim.first_reply_at is not None
    talking.write_to_shop(claim, "Ini fotonya.", [upload("segel.png")])
    claim.refresh_from_db()
    assert claim.state == State.IN_REVIEW
    assert claim.reply_due_at is not None
    assert ClaimAttachment.objects.get(claim=claim).event.text == "Ini fotonya."
    assert mails(claim) == ["CLAIM_SUBMITTED", "CLAIM_MESSAGE"]


def test_a_message_sent_twice_is_one(set_up_shop):
    claim = sent_claim()
    assert talking.write_to_shop(claim, "Halo?") == talking.write_to_shop(claim, "Halo?")


@pytest.mark.parametrize("text", ["Ini fotonya.", ""])
def test_a_message_with_files_sent_twice_is_one(set_up_shop, text):
    claim = sent_claim()
    photo, paper = picture_bytes(), pdf_bytes()
    first = talking.write_to_shop(claim, text, [upload("a.jpg", photo), upload("b.pdf", paper)])
    again = talking.write_to_shop(claim, text, [upload("b.pdf", paper), upload("lain.jpg", photo)])
    assert (again, [file.name for file in claim.attachments.all()]) == (first, ["a.jpg", "b.pdf"])
    others = [talking.write_to_shop(claim, text, [upload("a.jpg", photo)]), talking.write_to_shop(claim, "Lain.")]
    assert len({first, *others}) == 3


def test_the_same_message_is_another_one_after_an_hour_or_an_answer(set_up_shop, agus):
    claim = sent_claim()
    first = talking.write_to_shop(claim, "Halo?", [upload()])
    with time_machine.travel(first.created_at + talking.SAME_FOR + timedelta(seconds=1), tick=False):
        second = talking.write_to_shop(claim, "Halo?", [upload()])
        talking.write_to_customer(claim, "Halo juga.", agus)
        third = talking.write_to_shop(claim, "Halo?", [upload()])
    assert len({first, second, third}) == 3


def test_the_reply_is_due_after_working_hours(set_up_shop):
    PolicyFacts.objects.update(claim_reply_hours=8)
    order = received_order()
    with time_machine.travel("2026-11-06T16:00:00+07:00", tick=False):  # a Friday, one hour before the end
        claim = sent_question(key=uuid4())
    assert claim.reply_due_at.astimezone().isoformat() == claim.reply_due_at.astimezone().isoformat()
    assert f"{claim.reply_due_at:%Y-%m-%d %H:%M %z}" in ("2026-11-09 15:30 +0700", "2026-11-09 08:30 +0000")
    assert order.status == OrderState.DELIVERED


def test_a_refund_is_owed_for_the_line_and_never_more_than_was_paid_for_it(set_up_shop, agus):
    claim = approved(agus, quantity=1)
    line = claim.line
    assert worth.usual_refund(claim) == int(line.unit_price_incl_tax)
    with pytest.raises(ClaimRefused):
        resolving.resolve_with_refund(claim, int(line.line_price_incl_tax) + 1, agus)
    refund = resolving.resolve_with_refund(claim, int(line.unit_price_incl_tax), agus)
    claim.refresh_from_db()
    assert (claim.state, claim.outcome, claim.refund) == (State.RESOLVED, Outcome.REFUND, refund)
    assert (refund.amount, refund.line, refund.reason) == (line.unit_price_incl_tax, line, "claim")
    assert claim.order.documents.filter(kind="credit_note").count() == 1
    assert books.check() == []
    assert mails(claim) == ["CLAIM_SUBMITTED", "CLAIM_APPROVED", "CLAIM_RESOLVED"]


def test_of_two_claims_for_one_line_each_gets_what_its_own_pieces_cost(set_up_shop, agus):
    order = received_order()
    first, second = approved(agus, order=order), approved(agus, order=order)
    price = int(first.line.line_price_incl_tax) // 2
    with pytest.raises(ClaimRefused):
        resolving.resolve_with_refund(first, price + 1, agus)
    resolving.resolve_with_refund(first, price, agus)
    assert worth.refundable(second) == price
    resolving.resolve_with_refund(second, price, agus)
    assert int(sum(order.refunds.values_list("amount", flat=True))) == int(first.line.line_price_incl_tax)


def test_goods_that_need_not_come_back_are_settled_at_once(set_up_shop, agus):
    claim = sent_claim()
    deciding.approve(claim, agus, "Simpan saja barangnya.", needs_goods=False)
    claim.refresh_from_db()
    assert not claim.needs_goods
    said = "Anda tidak perlu mengirim apa pun. Kami mengabari Anda begitu klaim ini selesai."
    assert next_step(claim, claim.created_at) == said


def test_a_repair_needs_the_goods(set_up_shop, agus):
    claim = approved(agus, topic=Topic.WARRANTY)
    with pytest.raises(ClaimRefused):
        resolving.resolve_with_repair(claim, agus)
    deciding.mark_goods_returned(claim, agus)
    resolving.resolve_with_repair(claim, agus, courier="JNE", tracking_number="JX2")
    claim.refresh_from_db()
    assert (claim.state, claim.outcome) == (State.RESOLVED, Outcome.REPAIR)
    assert claim.events.get(kind=Kind.PARCEL).details["direction"] == "to_customer"


def test_a_repaired_piece_can_be_claimed_again(set_up_shop, agus):
    order = received_order()
    claim = approved(agus, order=order, topic=Topic.WARRANTY, quantity=2)
    deciding.mark_goods_returned(claim, agus)
    resolving.resolve_with_repair(claim, agus)
    assert sent_claim(order, topic=Topic.WARRANTY, quantity=2).state == State.SUBMITTED


def test_a_rejection_needs_a_reason_and_can_be_looked_at_again(set_up_shop, agus):
    claim = sent_claim()
    with pytest.raises(ClaimRefused):
        deciding.reject(claim, "  ", agus)
    deciding.reject(claim, "Segel kemasan rusak.", agus)
    claim.refresh_from_db()
    assert (claim.state, claim.rejection) == (State.REJECTED, "Segel kemasan rusak.")
    assert claim.closed_at is not None
    deciding.start_review(claim, agus)
    claim.refresh_from_db()
    assert (claim.state, claim.rejection, claim.closed_at) == (State.IN_REVIEW, "", None)


def test_a_closed_claim_stays_closed(set_up_shop, agus):
    claim = sent_claim()
    talking.withdraw(claim)
    for refused in (lambda: deciding.approve(claim, agus), lambda: talking.withdraw(claim)):
        with pytest.raises(ClaimRefused):
            refused()


def test_a_rule_that_staff_found_broken_needs_a_reason(set_up_shop, agus):
    claim = sent_claim()
    with pytest.raises(ClaimRefused):
        deciding.approve(claim, agus, not_met=["is_sealed"])
    deciding.approve(claim, agus, not_met=["is_sealed"], why="Hanya label yang sobek.")
    assert claim.events.get(kind=Kind.OVERRIDE).details["rules"] == ["is_sealed"]


def test_an_order_with_an_open_claim_is_not_completed(set_up_shop, agus):
    from shop.fulfilment import deadlines

    order = received_order()
    claim = sent_claim(order)
    late = order.claim_deadline + timedelta(days=1)
    assert deadlines.complete(late) == 0
    talking.withdraw(claim)
    assert deadlines.complete(late) == 1


def test_when_all_money_goes_back_the_order_is_refunded(set_up_shop, agus):
    order = received_order()
    order.refresh_from_db()
    claim = approved(agus, order=order, quantity=2)
    paid = worth.refundable(claim)
    resolving.resolve_with_refund(claim, paid, agus)
    order.refresh_from_db()
    has_shipping = order.shipping_incl_tax > 0
    assert order.status == (OrderState.DELIVERED if has_shipping else OrderState.REFUND_DUE)
    assert books.check() == []


def test_a_parcel_received_later_opens_its_own_window(set_up_shop):
    order = taken_to(OrderState.PROCESSING)
    line = order.lines.get()
    shipping.ship(order, {line: 1}, courier="JNE")
    shipping.receive(order, OrderRole.SHOPPER)
    first = order.shipments.get().claim_deadline
    with time_machine.travel(first + timedelta(days=3), tick=False):
        shipping.ship(order, {line: 1}, courier="JNE")
        with pytest.raises(RulesRefuse):
            sent_claim(order)
        shipping.receive(order, OrderRole.SHOPPER)
        assert sent_claim(order, quantity=1).quantity == 1
