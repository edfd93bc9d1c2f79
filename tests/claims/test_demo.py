"""The demonstration's claims: in every state, about each topic, with each outcome, in both languages, loaded once."""

import pytest
from django.core.management import call_command

from shop.claims.models import Claim, ClaimAttachment
from shop.claims.words import Outcome, State, Topic
from shop.fulfilment.books import check

pytestmark = pytest.mark.django_db(transaction=True)


def test_there_is_a_claim_of_every_kind_and_loading_again_adds_none(demo_shop):
    for column, kinds in (("state", State), ("topic", Topic), ("language", ("id", "en"))):
        assert set(Claim.objects.values_list(column, flat=True)) == set(kinds)
    assert set(Claim.objects.exclude(outcome="").values_list("outcome", flat=True)) == set(Outcome)
    count = Claim.objects.count()
    assert Claim.objects.filter(user__email="shopper@example.com").count() >= 8
    for command in ("load_demo_orders", "load_demo_claims"):
        call_command(command, verbosity=0)
    assert Claim.objects.count() == count
    assert list(map(str, check())) == []


def test_they_have_photos_and_a_past_in_order(demo_shop):
    assert not Claim.objects.exclude(topic=Topic.QUESTION).filter(attachments=None).exists()
    assert set(ClaimAttachment.objects.values_list("content_type", flat=True)) == {"image/jpeg"}
    for claim in Claim.objects.prefetch_related("events"):
        moments = [event.created_at for event in claim.events.all()]
        assert moments == sorted(moments)
        assert claim.created_at == moments[0]
