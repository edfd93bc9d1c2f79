"""The books of claims agree after every verb, and say what disagrees."""

import pytest
from django.core.management import CommandError, call_command

from shop.claims import books, deciding, drafts, resolving, talking
from shop.claims.models import Claim, ClaimEvent
from shop.claims.submitting import submit_claim
from shop.claims.words import State
from shop.communication.models import OutgoingMail
from tests.support.claims import received_order, sent_claim, submission, upload
from tests.support.people import make_member

pytestmark = pytest.mark.django_db


def texts():
    return [finding.text for finding in books.check()]


@pytest.fixture
def refunded(set_up_shop):
    agus, sent = make_member("agus"), submission()
    drafts.add_file(drafts.keep_draft({}, "return:1", sent.key), upload())
    claim = submit_claim(sent)
    talking.ask_customer(claim, "Foto segel?", agus)
    talking.write_to_shop(claim, "Ini.")
    deciding.approve(claim, agus, "Kirimkan.")
    deciding.mark_goods_returned(claim, agus)
    resolving.resolve_with_refund(claim, 1_000, agus)
    return Claim.objects.get()


def test_after_a_whole_life_the_books_agree(refunded, capsys):
    assert texts() == []
    call_command("audit_claims")
    assert capsys.readouterr().out == "The books agree.\n"


def test_a_state_without_its_event_is_found(refunded):
    Claim.objects.update(state=State.APPROVED, outcome="", refund=None)
    assert texts() == ["is approved, its last event says resolved"]
    with pytest.raises(CommandError):
        call_command("audit_claims")


def test_an_outcome_without_its_refund_is_found(refunded):
    Claim.objects.update(refund=None)
    assert texts() == ["its outcome is refund, its refund None"]


def test_a_lost_file_is_found(refunded):
    attachment = refunded.attachments.get()
    attachment.file.storage.delete(attachment.file.name)
    assert texts() == [f"the file {attachment.file.name} is gone"]


def test_a_mail_that_was_never_written_is_found(refunded):
    OutgoingMail.objects.filter(event_code="CLAIM_APPROVED").delete()
    event = ClaimEvent.objects.get(to_state=State.APPROVED, kind="state")
    assert texts() == [f"the mail CLAIM_APPROVED:{refunded.pk}:{event.pk} was never written"]


def test_the_mail_of_a_refund_is_missed_where_the_claims_mail_does_not_reach_the_buyer(set_up_shop):
    agus, claim = make_member("agus"), sent_claim(email="lain@example.com")
    deciding.approve(claim, agus)
    refund = resolving.resolve_with_refund(claim, 1_000, agus)
    assert texts() == []
    OutgoingMail.objects.filter(event_code="REFUND_DUE").delete()
    assert texts() == [f"the mail REFUND_DUE:{refund.pk} was never written"]


def test_pieces_that_were_claimed_twice_are_found(set_up_shop):
    order = received_order()
    sent_claim(order, quantity=2)
    Claim.objects.update(quantity=3)
    assert texts() == ["3 pieces are claimed, 2 were received"]


def test_the_books_are_read_with_the_same_queries_for_one_claim_and_for_many(set_up_shop, django_assert_num_queries):
    sent_claim()
    with django_assert_num_queries(7):
        books.check()
    for _number in range(5):
        sent_claim()
    with django_assert_num_queries(7):
        books.check()
