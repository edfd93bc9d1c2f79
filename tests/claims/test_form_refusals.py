"""What the form for claims refuses, in what words, and what else it offers."""

from datetime import timedelta
from urllib.parse import urlencode

import pytest
import time_machine

from tests.support.claim_shopper import text_of
from tests.support.claims import sent_claim

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.urls("tests.support.claim_forms"),
    pytest.mark.usefixtures("forms"),
]
SEAL = "Barang hanya dapat dikembalikan kalau segel kemasannya tidak rusak."


def test_a_line_that_cannot_be_claimed_says_why_and_what_else_is_possible(shopper):
    with time_machine.travel(shopper.order.claim_deadline + timedelta(minutes=1), tick=False):
        if shopper.member:
            shopper.client.force_login(shopper.member)
        pages = [text_of(shopper.client.get(address)) for address in (shopper.address(), shopper.form)]
    for text in pages:
        assert "berakhir" in text
        assert "/formulir/warranty/?" in text
        assert "tel:" in text
        assert 'name="description"' not in text


def test_claimed_pieces_lead_to_the_members_claim_and_a_guest_to_the_mail(shopper):
    claim = sent_claim(shopper.order, quantity=2)
    link, mail = f">Lihat klaim {claim.number}</a>", "Tautan ke klaimnya ada di email kami"
    for address in (shopper.address(), shopper.form):
        text = text_of(shopper.client.get(address))
        assert (link in text, mail in text) == (bool(shopper.member), not shopper.member)


def test_each_answer_that_rules_a_return_out_says_so_and_what_else_is_possible(shopper):
    text = text_of(shopper.open())
    for name in ("reason_2", "reason_3", "is_sealed_1", "is_unused_1"):
        assert f'id="id_{name}_refusal"' in text
        assert f'aria-describedby="id_{name}_refusal"' in text
    assert text.count("_refusal") == 8
    assert text.count(f"<p>{SEAL}</p>") == 1
    link = f'href="/formulir/warranty/?{urlencode(shopper.query)}&amp;line={shopper.line.pk}">Gunakan garansi</a>'
    assert text.count(link) == 4
    refused = text_of(shopper.send(is_sealed="no"))
    assert refused.count(SEAL) == 2  # in the summary and beside the question
    assert refused.count(link) == 4
    shopper.order.lines.update(warranty_months=0, warranty_until=None)
    assert link not in text_of(shopper.open())
