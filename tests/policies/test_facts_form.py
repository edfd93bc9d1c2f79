"""The settings page of the policy facts, through its real form."""

import datetime as dt

import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.urls import reverse
from wagtail.models import ModelLogEntry
from wagtail.test.utils.form_data import inline_formset
from wagtail.users.models import UserProfile

from shop.policies.calendar import WIB, processing_calendar
from shop.policies.forms import LOG_ACTION
from shop.policies.models import PolicyFacts
from tests.policies.conftest import ACCOUNT, form_data, save

pytestmark = pytest.mark.django_db


def test_a_changed_fact_is_the_rule_and_the_text_at_once(cms, facts):
    assert save(cms, facts, claim_window_days="5").status_code == 302
    assert PolicyFacts.current().claim_window_days == 5
    assert PolicyFacts.current().terms()["claim_window_days"] == 5


def test_processing_hours_and_an_exception_change_the_processing_day(cms, facts):
    moment = dt.datetime(2026, 7, 14, 16, 30, tzinfo=WIB)
    assert processing_calendar(PolicyFacts.current()).processing_day_wib(moment) == dt.date(2026, 7, 14)
    exceptions = [{"day": "2026-07-15", "reason_id": "Stock opname", "reason_en": "Stocktaking"}]
    assert save(cms, facts, processing_closes="16:00", exceptions=exceptions).status_code == 302
    assert processing_calendar(PolicyFacts.current()).processing_day_wib(moment) == dt.date(2026, 7, 16)


def test_every_change_is_logged_with_who_and_what(cms, facts):
    save(cms, facts, claim_window_days="5")
    entry = ModelLogEntry.objects.get(action=LOG_ACTION)
    assert entry.user.email == "editor@example.com"
    changes = {name: (old, new) for name, old, new in entry.data["changes"]}
    assert changes["Batas waktu klaim (hari kerja setelah barang diterima)"] == ("2", "5")
    assert changes["rekening bank"] == ("", "BCA 000-123 (PT Enportu)")
    assert "dari 2 menjadi 5" in str(entry.message)


def test_saving_without_a_change_logs_nothing(cms, facts):
    save(cms, facts, pickup_address=facts.pickup_address, bank_accounts=inline_formset([ACCOUNT]))
    ModelLogEntry.objects.all().delete()
    account = facts.bank_accounts.get()
    same = inline_formset([ACCOUNT | {"id": str(account.pk)}], initial=1)
    save(cms, facts, pickup_address=facts.pickup_address, bank_accounts=same)
    assert not ModelLogEntry.objects.filter(action=LOG_ACTION).exists()


def test_values_that_cannot_be_are_refused_at_their_fields(cms, facts):
    refused = {
        "claim_window_days": "61",
        "processing_closes": "08:30",
        "phone": "12",
        "email": "no-address",
    }
    response = save(cms, facts, **refused)
    assert response.status_code == 200
    assert set(response.context["form"].errors) == set(refused)
    assert PolicyFacts.current().claim_window_days == 2


def test_the_preview_shows_unsaved_values_in_both_languages(cms, facts):
    url = reverse("wagtailsettings:preview_on_edit", args=["policies", "policyfacts", facts.pk])
    assert cms.post(url, form_data(claim_window_days="7")).json()["is_valid"]
    html = cms.get(url).content.decode()
    assert "7 hari kerja" in html
    assert "7 working days" in html
    assert PolicyFacts.current().claim_window_days == 2


def test_a_saved_fact_drops_the_pages_that_show_facts(facts, django_capture_on_commit_callbacks):
    from web import pagecache

    before = pagecache._versions(["facts"])
    with django_capture_on_commit_callbacks(execute=True):
        facts.calendar_exceptions.model.objects.create(facts=facts, day=dt.date(2026, 7, 15))
    assert pagecache._versions(["facts"]) != before


def test_there_is_one_row_and_never_a_second(facts):
    PolicyFacts(claim_window_days=9).save()
    assert PolicyFacts.objects.count() == 1
    with pytest.raises(IntegrityError), transaction.atomic():
        PolicyFacts.objects.bulk_create([PolicyFacts(pk=2)])


def test_set_up_makes_the_row_once_and_invents_no_account_outside_the_demonstration(settings):
    settings.DEMO = False
    call_command("setup_policies")
    assert not PolicyFacts.current().bank_accounts.exists()
    PolicyFacts.objects.update(claim_window_days=4)
    settings.DEMO = True
    call_command("setup_policies")
    assert PolicyFacts.current().claim_window_days == 4
    assert not PolicyFacts.current().bank_accounts.exists()


def test_what_is_not_a_time_is_refused_beside_its_field(cms, facts):
    typed = {
        "processing_opens": "25:99",
        "processing_closes": "5pm",
        "service_opens": "17",
        "service_closes": "setengah enam",
    }
    errors = save(cms, facts, **typed).context["form"].errors
    assert {name for name, told in errors.items() if "24 jam" in told[0]} == set(typed)
    assert PolicyFacts.current().processing_closes == dt.time(17, 30)


def test_a_time_may_be_written_with_a_dot(cms, facts):
    save(cms, facts, processing_closes="18.15")
    assert PolicyFacts.current().processing_closes == dt.time(18, 15)


def test_a_day_that_is_listed_twice_is_named_as_such(cms, facts):
    twice = [{"day": "2026-12-24"}, {"day": "2026-12-24", "is_open": "on"}]
    response = save(cms, facts, exceptions=twice)
    assert response.status_code == 200
    assert "Tanggal ini sudah ada dalam daftar." in response.content.decode()
    assert not PolicyFacts.current().calendar_exceptions.exists()


def test_a_save_makes_one_entry_in_the_history(cms, facts):
    save(cms, facts, claim_window_days="5")
    save(cms, facts, claim_window_days="6")
    assert list(ModelLogEntry.objects.values_list("action", flat=True)) == [LOG_ACTION, LOG_ACTION]


BOUNDS = {
    "claim_window_days": (1, 60),
    "warranty_usual_months": (1, 120),
    "payment_deadline_hours": (1, 720),
    "claim_reply_hours": (1, 200),
}


IN_INDONESIAN, IN_ENGLISH = "Tulis bilangan bulat dari {} sampai {}.", "Write a whole number from {} to {}."


@pytest.mark.parametrize(("code", "message", "typed"), [
    ("id", IN_INDONESIAN, ("0", "-3", "1000000000", "1.5")),
    ("id", IN_INDONESIAN, ("dua", "9" * 300, "0", "-3")),
    ("en", IN_ENGLISH, ("1.5", "dua", "9" * 300, "0")),
])  # fmt: skip
def test_a_number_beyond_its_bounds_is_told_them_and_nothing_that_was_typed_is_lost(cms, facts, code, message, typed):
    editor = get_user_model().objects.get(username="editor")
    UserProfile.objects.create(user=editor, preferred_language=code)
    exceptions = [{"day": "2026-07-15", "reason_id": "Stock opname", "reason_en": "Stocktaking"}]
    numbers = dict(zip(BOUNDS, typed, strict=True))
    response = save(cms, facts, exceptions=exceptions, pickup_address="Jl. Baru 9", **numbers)
    html = response.content.decode()
    assert response.context["form"].errors == {
        name: [message.format(least, most)] for name, (least, most) in BOUNDS.items()
    }
    for name, (least, most) in BOUNDS.items():
        assert f'<input type="number" name="{name}" value="{numbers[name]}" min="{least}" max="{most}"' in html
    assert html.count(message.format(1, 60)) == 1
    for kept in ("Jl. Baru 9", 'value="2026-07-15"', 'value="Stocktaking"', 'value="000-123"'):
        assert kept in html
    assert PolicyFacts.current().claim_window_days == 2


LONG = "x" * 300


NO_PHONE = "Ini bukan nomor telepon. Tulis dengan angka, misalnya (021) 1234-5678 atau 0812-3456-7890."


EMPTY, TOO_LONG = "Bidang ini tidak boleh kosong.", "Paling banyak 200 karakter (sekarang 300)."


@pytest.mark.parametrize(
    "refused",  # field → what is typed, how the message begins
    [
        {
            "processing_opens": ("", EMPTY),
            "phone": ("(021) HALO-8221", NO_PHONE),
            "email": (f"{LONG}@example.com", "Paling banyak 254 karakter"),
            "pickup_address": (LONG, TOO_LONG),
        },
        {"service_closes": ("", EMPTY), "phone": ("12", NO_PHONE)},
        {
            "service_closes": ("08:00", "Waktu selesai harus setelah waktu mulai."),
            "whatsapp": ("x" * 100, NO_PHONE),
        },
    ],
)
def test_nonsense_is_refused_beside_its_field_and_still_stands_there(cms, facts, refused):
    response = save(cms, facts, **{field: typed for field, (typed, _message) in refused.items()})
    html = response.content.decode()
    assert set(response.context["form"].errors) == set(refused)
    for field, (typed, message) in refused.items():
        (told,) = response.context["form"].errors[field]
        assert told.startswith(message), field
        assert typed in html, field
        assert html.count(told) == 1, field


def test_each_day_that_ends_before_it_starts_is_told_at_its_own_end(cms, facts):
    response = save(cms, facts, processing_closes="08:00", service_closes="07:59")
    late = "Waktu selesai harus setelah waktu mulai."
    assert response.context["form"].errors == {"processing_closes": [late], "service_closes": [late]}
    assert response.content.decode().count(late) == 2


def test_an_account_number_has_at_least_six_digits_and_nothing_else(cms, facts):
    numbers = ["DE89 3704 0044 0532 0130 00", "١٢٣٤٥٦", "---", "1" * 31, "1 2-345"]
    accounts = inline_formset([ACCOUNT | {"number": number} for number in numbers])
    response = save(cms, facts, bank_accounts=accounts)
    html = response.content.decode()
    assert response.status_code == 200
    errors = response.context["form"].formsets["bank_accounts"].errors
    assert [set(error) for error in errors] == [{"number"}] * 5
    assert errors[4] == {"number": ["Nomor rekening terdiri dari paling sedikit enam angka."]}
    for number in numbers:
        assert f'value="{number}"' in html
    assert not PolicyFacts.current().bank_accounts.exists()


def test_a_day_of_another_age_is_refused(cms, facts, time_machine):
    time_machine.move_to("2026-11-02 03:00Z")
    days = ["0001-01-01", "2019-12-31", "2030-01-01", "9999-12-31", "2029-12-31"]
    response = save(cms, facts, exceptions=[{"day": day} for day in days])
    errors = response.context["form"].formsets["calendar_exceptions"].errors
    assert errors == [{"day": ["Tulis tanggal antara tahun 2020 dan 2029."]}] * 4 + [{}]


def test_the_reason_of_a_day_has_a_hundred_letters_and_a_day(cms, facts):
    response = save(cms, facts, exceptions=[{"day": "", "reason_id": LONG}])
    errors = response.context["form"].formsets["calendar_exceptions"].errors
    assert set(errors[0]) == {"day", "reason_id"}
    assert LONG in response.content.decode()


def test_the_last_bank_account_stays_and_the_address_is_plain_words(cms, facts):
    refused = save(cms, facts, bank_accounts=inline_formset([]), pickup_address="{claim_window} <b>x</b>")
    form = refused.context["form"]
    assert form.formsets["bank_accounts"].non_form_errors() == ["Sisakan paling sedikit 1 rekening bank."]
    assert form.errors["pickup_address"] == ["Tulis kata biasa, tanpa { } < dan >."]
