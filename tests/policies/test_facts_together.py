"""Two editors who have the policy facts open at once, and lists in which nothing stands twice."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset

from shop.policies.models import PolicyFacts
from tests.policies.conftest import ACCOUNT, URL, save

pytestmark = pytest.mark.django_db
OTHER = {"bank": "Mandiri", "number": "123-456-789", "holder": "PT Enportu"}


@pytest.fixture
def shown(cms, facts):
    """Call it for what the page of an editor holds now: name → value of every field with one."""
    save(cms, facts, bank_accounts=inline_formset([ACCOUNT, OTHER]))

    def read():
        page = BeautifulSoup(cms.get(reverse(URL, args=["policies", "policyfacts", facts.pk])).content, "html.parser")
        form = page.select_one("form[data-edit-form]")
        values = {field["name"]: field.get("value", "") for field in form.select("input[name]:not([type=checkbox])")}
        values |= {field["name"]: field.text.removeprefix("\n") for field in form.select("textarea[name]")}
        return {name: value for name, value in values.items() if "__prefix__" not in name}

    return read


def send(cms, facts, values, **changes):
    return cms.post(reverse(URL, args=["policies", "policyfacts", facts.pk]), values | changes)


def test_what_two_editors_change_is_all_kept(cms, facts, shown):
    first, second = shown(), shown()
    assert send(cms, facts, first, claim_window_days="5", **{"bank_accounts-0-number": "000-777"}).status_code == 302

    assert send(cms, facts, second, phone="(021) 1234-5678", **{"bank_accounts-1-holder": "Toko"}).status_code == 302

    now = PolicyFacts.current()
    assert (now.claim_window_days, str(now.phone)) == (5, "+622112345678")
    assert [(account.number, account.holder) for account in now.bank_accounts.all()] == [
        ("000-777", "PT Enportu"),
        ("123-456-789", "Toko"),
    ]


def test_a_fact_that_both_change_is_told_beside_it_and_saved_when_it_is_sent_again(cms, facts, shown):
    first, second = shown(), shown()
    send(cms, facts, first, claim_window_days="5", service_closes="18:00")

    refused = send(cms, facts, second, claim_window_days="3", email="cs2@enlogis.com")

    assert refused.context["form"].errors == {
        "claim_window_days": [
            "Orang lain mengubah ini saat Anda mengeditnya. Sekarang isinya: 5. Isian Anda belum disimpan: periksa, "
            "lalu simpan sekali lagi."
        ]
    }
    seen = BeautifulSoup(refused.content, "html.parser").select_one("input[name=seen_values]")["value"]
    again = {"claim_window_days": "3", "email": "cs2@enlogis.com", "service_closes": "18:00", "seen_values": seen}
    assert send(cms, facts, second, **again).status_code == 302
    now = PolicyFacts.current()
    assert (now.claim_window_days, now.email, f"{now.service_closes:%H:%M}") == (3, "cs2@enlogis.com", "18:00")


@pytest.mark.parametrize("broken", ["", "{", "[]", '{"phone": 3, "email": []}'])
def test_a_form_that_brings_back_nonsense_is_taken_as_it_is(cms, facts, shown, broken):
    values = shown()
    answer = send(cms, facts, values, phone="(021) 1234-5678", seen_values=broken)
    assert answer.status_code in (200, 302)
    assert (answer.status_code == 302) == (str(PolicyFacts.current().phone) == "+622112345678")


def test_a_bank_account_stands_in_the_list_once(cms, facts):
    twice = [ACCOUNT | {"number": "000 123 4567"}, ACCOUNT | {"bank": " bca ", "number": "000-1234567"}]
    refused = save(cms, facts, bank_accounts=inline_formset([*twice, ACCOUNT | {"bank": "BNI"}]))
    errors = refused.context["form"].formsets["bank_accounts"].errors
    assert errors == [{}, {"number": ["Rekening ini sudah ada dalam daftar."]}, {}]
    assert not PolicyFacts.current().bank_accounts.exists()


def test_a_thousand_is_a_thousand(cms, facts):
    refused = save(cms, facts, payment_deadline_hours="1.000")
    assert refused.context["form"].errors == {"payment_deadline_hours": ["Tulis bilangan bulat dari 1 sampai 720."]}
