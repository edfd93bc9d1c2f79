"""Two people at the same claim, or at the same pieces, at the same moment: one of the legal outcomes."""

import pytest
from django.db.models import Sum
from django.test import Client

from shop.claims import books, deciding, resolving
from shop.claims.lifecycle import ClaimRefused
from shop.claims.models import Claim, ClaimDraft
from shop.claims.submitting import RulesRefuse, submit_claim
from shop.claims.words import Kind, State
from shop.fulfilment import books as order_books
from tests.support.claims import received_order, sent_claim, submission, upload
from tests.support.people import make_member
from tests.support.races import race
from tests.support.shopping import hidden

pytestmark = pytest.mark.django_db(transaction=True)
TURNS = 3  # each race is run so many times: who is faster differs


@pytest.fixture(params=range(TURNS))
def turn(request):
    """One of several runs; afterwards the books of claims and of orders agree."""
    yield request.param
    assert [*map(str, books.check()), *map(str, order_books.check())] == []


def at_work(name):
    """A browser of an administrator."""
    client = Client()
    client.force_login(make_member(name, is_staff=True, is_superuser=True))
    return client


def approved(**values):
    claim = sent_claim(**values)
    deciding.approve(claim, None)
    return claim


def test_one_approves_and_one_rejects_and_the_second_is_told(turn):
    claim = sent_claim()
    seen = {"seen": claim.events.last().pk, "confirmed": "yes"}
    sari, agus = at_work("sari"), at_work("agus")
    page = f"/en/dashboard/claims/{claim.number}/do/"
    answers = race(
        lambda: sari.post(f"{page}approve/", seen | {"text": "Kirimkan barangnya."}),
        lambda: agus.post(f"{page}reject/", seen | {"text": "Segel rusak."}),
        refusals=(),
    )
    claim.refresh_from_db()
    won = 0 if claim.state == State.APPROVED else 1
    assert claim.state == (State.APPROVED, State.REJECTED)[won]
    assert answers[won].status_code == 302
    late, client = answers[1 - won], (sari, agus)[1 - won]
    told = late if late.status_code == 200 else client.get(late["Location"])  # its form again, or why there is none
    assert ("Meanwhile" in told.content.decode()) or ("no longer possible" in told.content.decode())
    decisions = claim.events.filter(kind=Kind.STATE, to_state__in=(State.APPROVED, State.REJECTED))
    assert decisions.count() == 1


def test_two_refund_the_same_claim_and_the_money_goes_back_once(turn):
    claim = approved(quantity=2)
    results = race(*[lambda: resolving.resolve_with_refund(claim, 2_220_000, None)] * 2, refusals=(ClaimRefused,))
    assert results.count(ClaimRefused) == 1
    assert [refund.amount for refund in claim.order.refunds.all()] == [2_220_000]


def test_two_claims_of_one_line_never_give_back_more_than_was_paid(turn):
    order = received_order(quantity=2)
    first, second = approved(order=order), approved(order=order)
    results = race(
        *[lambda claim=claim: resolving.resolve_with_refund(claim, 1_110_000, None) for claim in (first, second) * 2],
        refusals=(ClaimRefused,),
    )
    assert results.count(ClaimRefused) == 2
    assert order.refunds.aggregate(Sum("amount"))["amount__sum"] == 2_220_000


def test_a_refund_and_a_replacement_of_one_claim_meet(turn):
    claim = approved()
    results = race(
        lambda: resolving.resolve_with_refund(claim, 1_110_000, None),
        lambda: resolving.resolve_with_replacement(claim, None),
        refusals=(ClaimRefused,),
    )
    assert results.count(ClaimRefused) == 1
    claim.refresh_from_db()
    assert (claim.refund is None) != (claim.replacement is None)


def test_two_claims_for_the_same_pieces_and_one_is_taken(turn):
    order = received_order(quantity=2)
    sent = [submission(order, quantity=2) for _person in range(3)]
    results = race(*[lambda each=each: submit_claim(each) for each in sent], refusals=(RulesRefuse,))
    assert results.count(RulesRefuse) == 2
    assert Claim.objects.get() in results


def test_the_same_claim_sent_three_times_at_once_is_one(turn):
    sent = submission(quantity=2)
    results = race(*[lambda: submit_claim(sent)] * 3, refusals=())
    assert set(results) == {Claim.objects.get()}


@pytest.mark.urls("tests.support.claim_forms")
def test_one_form_posted_eight_times_at_once_is_one_claim_with_its_file(turn, settings, set_up_shop):
    settings.CLAIM_FORM_ADDRESS = "tests.support.claim_forms.address"
    address = "/en/formulir/question/"
    said = {"step": "write", "name": "Siti", "email": "siti@example.com", "description": "Kapan buka?"}
    said |= {"draft": hidden(Client().get(address), "draft")}
    answers = race(*[lambda: Client().post(address, said | {"photos": upload()})] * 8, refusals=())
    assert [answer.status_code for answer in answers] == [302] * 8
    assert [file.name for file in Claim.objects.get().attachments.all()] == ["foto.jpg"]
    assert not ClaimDraft.objects.exists()


@pytest.mark.urls("tests.support.claim_forms")
def test_two_versions_of_one_form_posted_at_once_are_one_claim_and_a_question(turn, settings, set_up_shop):
    settings.CLAIM_FORM_ADDRESS = "tests.support.claim_forms.address"
    address = "/en/formulir/question/"
    said = {"step": "write", "name": "Siti", "description": "Kapan buka?"}
    said |= {"draft": hidden(Client().get(address), "draft")}
    emails = ["siti@example.com", "sita@example.com"] * 3

    def post(email):
        return Client().post(address, said | {"email": email, "photos": upload()})

    answers = race(*[lambda email=email: post(email) for email in emails], refusals=())
    email = Claim.objects.get().email
    assert [answer.status_code for answer in answers] == [302 if email == each else 422 for each in emails]
