"""The form for claims: one validator, built from a schema, for pages and other clients."""

from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.utils import timezone
from django.utils.translation import override

from shop.claims import drafts
from shop.claims.form.forms import ClaimForm
from shop.claims.form.schema import Question, QuestionKind
from shop.claims.lines import judge
from shop.claims.submitting import RulesRefuse, submit_claim
from shop.claims.words import Reason, Topic, Wish
from tests.support.claim_forms import OWN, schema
from tests.support.claims import received_order, upload

pytestmark = pytest.mark.django_db

RETURN = {
    "name": "Siti", "email": "siti@example.com", "phone": "0812-3456-7890", "quantity": "1", "reason": "wrong_goods",
    "is_sealed": "yes", "is_unused": "yes", "wish": "refund", "description": "Isinya barang lain.",
}  # fmt: skip
QUESTION = {"name": "Siti", "email": "siti@example.com", "description": "Kapan toko buka?"}


@pytest.fixture
def order(set_up_shop):
    return received_order()


def draft_with(*questions):
    session = {}
    draft = drafts.keep_draft(session, "test", uuid4())
    for number, question in enumerate(questions):
        drafts.add_file(draft, upload(f"{number}.jpg"), question)
    return draft


def form_for(order, topic=Topic.RETURN, own=(), draft=None, data=None, language="id", **answers):
    judged = judge(order, topic, timezone.now())[0]
    data = (RETURN if data is None else data) | answers
    return ClaimForm(data, schema=schema(topic, language, own), judged=judged, draft=draft or draft_with("photos"))


def test_a_complete_form_becomes_a_submission(order):
    draft = draft_with("photos")
    form = form_for(order, draft=draft, quantity="2")
    assert form.is_valid(), form.errors
    made = form.submission(key=draft.key, order=order, line=order.lines.get(), user=None)
    assert (made.name, made.email, made.phone, made.language) == ("Siti", "siti@example.com", "+6281234567890", "id")
    assert (made.said.quantity, made.said.reason, made.said.wish) == (2, Reason.WRONG_GOODS, Wish.REFUND)
    assert (made.said.is_sealed, made.said.is_unused, made.answers) == (True, True, [])
    claim = submit_claim(made)
    assert [file.question for file in claim.attachments.all()] == ["photos"]


def test_own_answers_keep_key_label_value_and_words(order):
    draft = draft_with("photos", "receipt")
    answers = {
        "own_serial": " SN  1 ", "own_story": "a\r\nb", "own_box": "yes", "own_city": "k3", "own_agree": "on",
        "own_found_on": "2026-11-03",
    }  # fmt: skip
    form = form_for(order, own=OWN, draft=draft, **answers)
    assert form.is_valid(), form.errors
    made = form.submission(key=draft.key, order=order, line=order.lines.get())
    assert [(row["key"], row["label"], row["value"], row["words"]) for row in made.answers] == [
        ("serial", "Nomor seri", "SN 1", "SN 1"),
        ("story", "Cerita", "a\nb", "a\nb"),
        ("box", "Kotak", "yes", "Ada"),
        ("city", "Kota", "k3", "Kota 3"),
        ("found_on", "Tanggal ditemukan", "2026-11-03", "3 November 2026"),
        ("agree", "Saya setuju", True, "Ya"),
        ("receipt", "Nota", "1.jpg", "1.jpg"),
    ]


def test_required_questions_are_named_and_optional_ones_may_stay_empty(order):
    form = form_for(order, own=OWN)
    assert set(form.errors) == {"own_box", "own_found_on", "own_agree"}


def test_an_own_key_never_clashes_with_a_field_of_ours(order):
    own = [question for question in OWN if question.key == "serial"]
    own = [type(own[0])("email", "text", "Email lain", is_required=False)]
    form = form_for(order, own=own, own_email="x")
    assert form.is_valid(), form.errors
    assert (form.cleaned_data["email"], form.cleaned_data["own_email"]) == ("siti@example.com", "x")


def test_each_error_stands_beside_its_field(order):
    draft = draft_with("photos")
    for answers in (
        {"name": ""},
        {"name": "x" * 300},
        {"email": "siti@"},
        {"phone": "12"},
        {"quantity": "3"},
        {"quantity": "0"},
        {"quantity": "9" * 5000},
        {"quantity": "1.5"},
        {"reason": "changed_mind"},
        {"reason": "bogus"},
        {"is_sealed": "no"},
        {"is_unused": "maybe"},
        {"wish": "repair"},
        {"description": "  "},
        {"description": "x" * 4001},
    ):
        form = form_for(order, draft=draft, **answers)
        assert list(form.errors) == list(answers)
        assert [len(errors) for errors in form.errors.values()] == [1], answers


def test_a_phone_number_may_be_written_in_any_form(order):
    draft = draft_with("photos")
    for phone in ("081234567890", "0812-3456-7890", "62812 3456 7890", "+62 812.3456.7890", "(0812) 3456 7890"):
        form = form_for(order, draft=draft, phone=phone)
        assert form.is_valid(), (phone, form.errors)
        assert form.cleaned_data["phone"].as_e164 == "+6281234567890", phone


def test_a_rule_speaks_the_language_of_the_form(order):
    with override("en"):
        form = form_for(order, language="en", reason="changed_mind")
        assert "where the shop is at fault" in form.errors["reason"][0]


@pytest.mark.parametrize("reason", ["wrong_goods", "defect"])
def test_wrong_goods_and_defects_need_photos(order, reason):
    form = form_for(order, draft=draft_with(), reason=reason)
    assert list(form.errors) == ["photos"]


def test_files_for_another_question_are_no_photos(order):
    assert list(form_for(order, own=OWN[-1:], draft=draft_with("receipt")).errors) == ["photos"]


def test_what_was_wrong_with_a_file_stands_beside_the_files(order):
    judged = judge(order, Topic.RETURN, timezone.now())[0]
    errors = {"photos": ["x.exe: kosong"]}
    form = ClaimForm(RETURN, schema=schema(), judged=judged, draft=draft_with("photos"), file_errors=errors)
    assert form.errors == errors


def test_a_warranty_claim_is_about_a_defect_and_may_ask_for_a_repair(order):
    data = {name: RETURN[name] for name in ("name", "email", "description", "quantity")}
    form = form_for(order, Topic.WARRANTY, data=data, reason="defect", wish="repair")
    assert form.is_valid(), form.errors
    assert list(form_for(order, Topic.WARRANTY, data=data, reason="wrong_goods", wish="repair").errors) == ["reason"]


def test_a_question_needs_neither_order_nor_photos(set_up_shop):
    form = ClaimForm(QUESTION, schema=schema(Topic.QUESTION))
    assert form.is_valid(), form.errors
    claim = submit_claim(form.submission(key=uuid4()))
    assert (claim.topic, claim.order, claim.description) == (Topic.QUESTION, None, "Kapan toko buka?")


def test_a_question_for_a_file_asks_for_a_file(set_up_shop):
    form = ClaimForm(QUESTION, schema=schema(Topic.QUESTION, "id", [Question("bill", QuestionKind.FILE, "Nota")]))
    with override("id"):
        assert form.errors["own_bill"] == ["Tambahkan setidaknya satu berkas."]


def test_the_window_is_open_to_its_last_second(order):
    deadline = order.claim_deadline
    with time_machine.travel(deadline, tick=False):
        assert form_for(order).is_valid()
    with time_machine.travel(deadline + timedelta(seconds=1), tick=False):
        form = form_for(order)
        assert "is_in_window" in [error.code for error in form.errors.as_data()["__all__"]]


def test_a_rule_broken_under_the_lock_is_shown_like_any_error(order):
    form = form_for(order, quantity="2")
    assert form.is_valid()
    first = form_for(order, draft=draft_with("photos"))
    assert first.is_valid()
    submit_claim(first.submission(key=draft_with().key, order=order, line=order.lines.get()))
    with pytest.raises(RulesRefuse) as refused:
        submit_claim(form.submission(key=draft_with().key, order=order, line=order.lines.get()))
    form.refuse(refused.value.findings)
    assert list(form.errors) == ["quantity"]


@pytest.mark.parametrize(
    "text",
    ["<script>alert(1)</script>", "🙈" * 50, "\u202eمرحبا", "a\0b", "\ud800x", "Ünïcödé\u200b", "'; DROP TABLE--"],
)
def test_any_text_is_kept_or_refused_and_never_breaks(order, text):
    draft = draft_with("photos")
    form = form_for(order, draft=draft, own=OWN[:2], name=text, description=text, own_serial=text, own_story=text)
    assert form.is_valid(), form.errors
    claim = submit_claim(form.submission(key=draft.key, order=order, line=order.lines.get()))
    claim.refresh_from_db()
    assert claim.description.strip()
    assert "<script>" not in form.render()


@pytest.mark.parametrize(
    ("language", "words"), [("id", "Tanggal ini belum tiba."), ("en", "This day has not come yet.")]
)
@pytest.mark.parametrize(("key", "days", "is_refused"), [
    ("first_failure", 1, True), ("first_failure", 0, False), ("visit_on", 1, False),
])  # fmt: skip
def test_a_fault_is_not_first_seen_ahead_and_an_editors_own_day_may_be(order, language, words, key, days, is_refused):
    own = [Question(key, QuestionKind.DATE, "Kapan?")]
    today = timezone.localdate()
    with override(language):
        form = form_for(order, own=own, **{f"own_{key}": f"{today + timedelta(days=days)}"})
        assert form.errors == ({f"own_{key}": [words]} if is_refused else {})
        assert (f'max="{today}"' in str(form[f"own_{key}"])) == (key == "first_failure")
