"""What staff do with a claim on its page: each task with its form, its question, its refusal and its right."""

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.utils import translation

from shop.claims import deciding, talking
from shop.claims.models import CannedReply, RejectionReason
from shop.claims.words import Kind, Outcome, State, Topic
from shop.dashboard.claims.task_forms import RefundForm
from shop.dashboard.claims.tasks import ALL
from tests.dashboard.conftest import (
    CONFIRM,
    claim_task as address,
    form_values,
    page_of_claim as page_of,
    parsed,
    refusals,
    texts,
)
from tests.support.claims import approved, received_order, sent_claim, sent_question
from tests.support.people import make_member

pytestmark = pytest.mark.django_db
SHORT = "There are not enough of these goods in stock. Offer the money back instead."


@pytest.fixture
def do(do_with_claim):
    return do_with_claim


def test_a_return_is_approved_comes_back_and_is_refunded(do):
    claim = sent_claim()
    do(claim, "approve", {"text": "Kirim ke gudang."})
    assert claim.state == State.APPROVED
    do(claim, "parcel", {"courier": "JNE", "tracking_number": "JX9"})
    do(claim, "goods-returned")
    assert claim.state == State.GOODS_RETURNED
    do(claim, "refund")
    assert (claim.state, claim.outcome, claim.refund.amount) == (State.RESOLVED, Outcome.REFUND, 1_110_000)


NO_AMOUNTS = {  # typed → what is said in English and Indonesian
    **dict.fromkeys(["0", "-50.000"], ("The amount must be at least Rp1.", "Jumlahnya sedikitnya Rp1.")),
    **dict.fromkeys(["9" * 30, "1110001"], (
        "At most Rp1.110.000 can go back for these goods.",
        "Untuk barang ini paling banyak Rp1.110.000 dapat dikembalikan.",
    )),
    **dict.fromkeys(["banyak", "NaN"], (
        "Type the amount in rupiah as digits, for example 1500000.",
        "Ketik jumlah rupiah dengan angka, misalnya 1500000.",
    )),
}  # fmt: skip


def test_an_amount_that_cannot_go_back_is_said(set_up_shop, admin):
    claim = approved(admin)
    for index, language in enumerate(("en", "id")):
        with translation.override(language):
            forms = {
                typed: RefundForm({"amount": typed}, subject=claim, code="refund", last_event=None)
                for typed in NO_AMOUNTS
            }
            said = {typed: list(form.errors["amount"]) for typed, form in forms.items()}
        assert said == {typed: [words[index]] for typed, words in NO_AMOUNTS.items()}


@pytest.mark.parametrize(("prefix", "typed", "index"), [("/en", "9" * 30, 0), ("", "banyak", 1)])
def test_what_is_said_of_an_amount_stands_beside_its_field_and_what_was_typed_stays(
    set_up_shop, dashboard, admin, prefix, typed, index
):
    claim = approved(admin)
    path = f"{prefix}/dashboard/claims/{claim.number}/"
    values = form_values(dashboard.get(path), "#task-refund") | {"amount": typed, "text": "Maaf."}
    answer = dashboard.post(f"{path}do/refund/", values)
    assert texts(answer, "#id_refund_amount_error") == [NO_AMOUNTS[typed][index]]
    kept = form_values(answer, "#task-refund")
    assert (kept["amount"], kept["text"]) == ([typed], ["Maaf."])
    claim.refresh_from_db()
    assert claim.state == State.APPROVED


def test_a_claim_about_one_piece_gives_back_the_price_of_one_and_says_what_it_keeps(do, dashboard, admin):
    claim = approved(admin, quantity=1)
    page = dashboard.get(page_of(claim))
    assert texts(page, "#id_refund_amount_helptext") == ["At most Rp1.110.000, what was paid for the claimed pieces."]
    asked = do(claim, "refund", {"amount": "110000"}, opened=page, confirm=False)
    told = "Rp1.000.000 of what the pieces cost. The claim is resolved with this refund, the rest stays here."
    assert told in texts(asked, f"{CONFIRM} dd")
    do(claim, "refund", {"amount": "1110000"}, opened=page)
    assert claim.state == State.RESOLVED


def test_nothing_moves_before_the_question_is_answered(do):
    claim = sent_claim()
    answer = do(claim, "approve", confirm=False)
    assert texts(answer, f"{CONFIRM} strong")
    assert claim.state == State.SUBMITTED


def test_a_replacement_is_an_order_and_both_orders_name_the_claim(do, dashboard, admin):
    claim = approved(admin, wish="replacement")
    deciding.mark_goods_returned(claim, admin, "")
    claim.refresh_from_db()
    do(claim, "replace")
    assert claim.outcome == Outcome.REPLACEMENT
    assert claim.replacement.total_incl_tax == 0
    page = dashboard.get(f"/en/dashboard/orders/{claim.replacement.number}/")
    assert claim.number in texts(page, ".alert-info")[0]
    page = dashboard.get(f"/en/dashboard/orders/{claim.order.number}/")
    assert texts(page, "#claims-title + ul a") == [claim.number]


def test_the_question_before_a_replacement_says_what_happens(do, admin):
    claim = approved(admin, wish="replacement", quantity=2)
    claim.line.product.stockrecords.update(num_in_stock=7, num_allocated=0)
    asked = do(claim, "replace", {"text": "Maaf."}, confirm=False)
    rows = dict(zip(texts(asked, f"{CONFIRM} dt"), texts(asked, f"{CONFIRM} dd"), strict=True))
    assert rows == {
        "Customer": "Siti",
        "Goods": f"2 × {claim.line.title}",
        "Sent to": claim.order.shipping_address.summary,
        "Stock": "Needed: 2, free: 7. 2 pieces are set aside at once, for an order that is then under “To process”.",
        "Return": "The goods are not back yet. Their arrival can still be noted afterwards.",
        "Mail": "siti@example.com is told in Bahasa Indonesia that the goods come once more, for nothing.",
        "Message": "Maaf.",
    }


def test_a_replacement_without_stock_is_not_offered_and_the_money_is(do, dashboard, admin):
    claim = approved(admin, wish="replacement")
    claim.line.product.stockrecords.update(num_in_stock=0, num_allocated=0)
    page = dashboard.get(page_of(claim))
    assert texts(page, "#task-replace p")[0] == "Needed: 1, free: 0."
    assert texts(page, "#task-replace .alert-warning") == [f"{SHORT} Give the money back"]
    assert texts(page, "#task-replace a[href='#task-refund']") == ["Give the money back"]
    assert texts(page, "#task-replace button[disabled]") == ["Send the goods once more …"]
    answer = do(claim, "replace", {"text": "Maaf."}, opened=page)
    assert texts(answer, "#task-replace .alert-warning") == [f"{SHORT} Give the money back"]
    assert form_values(answer, "#task-replace")["text"] == ["Maaf."]
    assert claim.state == State.APPROVED


def test_stock_that_goes_while_staff_are_asked_is_said_at_the_form(do, say_yes, admin):
    claim = approved(admin, wish="replacement")
    asked = do(claim, "replace", {"text": "Maaf."}, confirm=False)
    claim.line.product.stockrecords.update(num_in_stock=0, num_allocated=0)
    answer = say_yes(claim, "replace", asked)
    assert texts(answer, "#task-replace .alert-danger") == [
        "This was not done yet. Please correct what is marked below."
    ]
    assert texts(answer, "#task-replace .alert-warning") == [f"{SHORT} Give the money back"]
    assert form_values(answer, "#task-replace")["text"] == ["Maaf."]
    claim.refresh_from_db()
    assert claim.state == State.APPROVED


def test_a_repair_is_sent_back(do, admin):
    claim = approved(admin, topic=Topic.WARRANTY)
    deciding.mark_goods_returned(claim, admin, "")
    claim.refresh_from_db()
    do(claim, "repair", {"courier": "JNE", "tracking_number": "JX3"})
    assert claim.outcome == Outcome.REPAIR


def test_a_rejection_begins_with_an_editors_reason_in_the_customers_language(do, dashboard):
    claim = sent_claim()
    reason = RejectionReason.objects.create(
        title_id="Segel rusak", title_en="Broken seal", text_id="Yth. {name}, segelnya rusak.", text_en="The seal …"
    )
    filled = do(claim, "reject", {"canned": reason.pk, "text": "Terima kasih.", "use": "yes"})
    text = form_values(filled, "#task-reject")["text"][0]
    assert text.replace("\r", "") == "Yth. Siti, segelnya rusak.\n\nTerima kasih."
    assert [field["name"] for field in parsed(filled).select("[autofocus]")] == ["text"]
    assert claim.state == State.SUBMITTED
    do(claim, "reject", {"text": text}, opened=filled)
    assert (claim.state, claim.rejection.replace("\r", "")) == (State.REJECTED, text.replace("\r", ""))


def test_a_rejection_needs_a_reason(do):
    claim = sent_claim()
    assert "Say why, in the words that the customer reads." in refusals(do(claim, "reject", {"text": ""}))
    assert claim.state == State.SUBMITTED


def test_a_rejected_claim_is_reviewed_again(do, admin):
    claim = sent_claim()
    deciding.reject(claim, "Segel rusak.", admin)
    do(claim, "review")
    assert claim.state == State.IN_REVIEW


def test_a_reply_a_question_a_note_and_an_assignment(do, dashboard, admin):
    claim = sent_claim()
    canned = CannedReply.objects.create(title_id="a", title_en="a", text_id="Halo {name}", text_en="Hello {name}")
    filled = do(claim, "reply", {"canned": canned.pk, "use": "yes"})
    do(claim, "reply", opened=filled)
    assert claim.events.get(kind=Kind.MESSAGE).text == "Halo Siti"
    do(claim, "note", {"text": "Hati-hati."})
    assert claim.events.get(kind=Kind.NOTE).is_public is False
    do(claim, "assign", {"assignee": admin.pk})
    assert claim.assignee == admin
    do(claim, "ask", {"text": "Foto?"})
    assert claim.state == State.WAITING
    assert texts(dashboard.get(page_of(claim)), ".badge-info") == ["Waiting for the customer"]


def test_a_question_is_answered_and_closed(do):
    claim = sent_question()
    do(claim, "answer", {"text": "Senin sampai Jumat."})
    assert (claim.state, claim.outcome) == (State.RESOLVED, Outcome.ANSWER)


def test_a_rule_found_broken_needs_a_reason_to_approve_all_the_same(do, say_yes, dashboard):
    claim = sent_claim()
    opened = dashboard.get(page_of(claim))
    do(claim, "approve-anyway", {"not_met": ["is_sealed"], "why": ""}, opened=opened)
    do(claim, "approve-anyway", {"why": "Hanya label."}, opened=opened)
    assert claim.state == State.SUBMITTED
    exception = {"not_met": ["is_sealed"], "why": "Hanya label."}
    asked = do(claim, "approve-anyway", exception, opened=opened, confirm=False)
    assert "The seal is unbroken" in texts(asked, f"{CONFIRM} dd")
    say_yes(claim, "approve-anyway", asked)
    assert claim.state == State.APPROVED
    assert claim.events.get(kind=Kind.OVERRIDE).details["rules"] == ["is_sealed"]


def test_pieces_that_another_claim_holds_need_an_exception_before_anything_is_asked(do, say_yes, dashboard, admin):
    first = sent_claim(received_order(quantity=1))
    deciding.reject(first, "Segel rusak.", admin)
    sent_claim(first.order)
    deciding.start_review(first, admin)
    opened = dashboard.get(page_of(first))
    refused = do(first, "approve", opened=opened)
    assert "These pieces are in another claim, or were made good already." in texts(refused, "#task-approve")[0]
    exception = {"not_met": ["is_left"], "why": "Kami salah."}
    asked = do(first, "approve-anyway", exception, opened=opened, confirm=False)
    assert texts(asked, f"{CONFIRM} dd")[-1] == "Pieces are left to be claimed; The quantity can be claimed"
    say_yes(first, "approve-anyway", asked)
    assert first.state == State.APPROVED


def test_what_happens_next_begins_in_the_customers_language(set_up_shop, dashboard):
    claim = sent_claim()
    text = form_values(dashboard.get(page_of(claim)), "#task-approve")["text"]
    assert text == ["Silakan kirim kembali barangnya dalam kemasan asli."]


def test_who_takes_a_claim_works_on_it(do, dashboard, admin):
    claim = sent_claim()
    do(claim, "take")
    assert (claim.assignee, claim.state) == (admin, State.IN_REVIEW)
    assert not texts(dashboard.get(page_of(claim)), "#task-take")


def test_the_second_of_two_staff_members_is_told_and_keeps_what_was_typed(do, dashboard, admin):
    claim = sent_claim()
    opened = dashboard.get(page_of(claim))
    talking.write_note(claim, "Saya periksa.", admin)
    answer = do(claim, "reject", {"text": "Segel rusak."}, opened=opened)
    assert any(text.startswith("This was not done yet") and "Meanwhile" in text for text in refusals(answer))
    assert form_values(answer, "#task-reject")["text"] == ["Segel rusak."]
    assert claim.state == State.SUBMITTED
    do(claim, "reject", opened=answer)
    assert claim.state == State.REJECTED


def test_two_people_with_one_claim_open_do_not_undo_each_other(do, dashboard):
    claim, wira = sent_claim(), Client()
    wira.force_login(make_member("wira", is_staff=True, is_superuser=True))
    opened, too = dashboard.get(page_of(claim)), wira.get(page_of(claim))
    do(claim, "ask", {"text": "Foto?"}, opened=opened)
    values = form_values(too, "#task-reply") | {"text": "Kami periksa."}
    answer = wira.post(address(claim, "reply"), values)
    assert texts(answer, "#task-reply .alert-danger") == [
        "This was not done yet. Please correct what is marked below. "
        "Meanwhile something happened here, see the timeline. Check, and send this again."
    ]
    assert form_values(answer, "#task-reply")["text"] == ["Kami periksa."]
    assert [event.text for event in claim.events.filter(kind=Kind.MESSAGE)] == ["Foto?"]
    wira.post(address(claim, "reply"), form_values(answer, "#task-reply"))
    assert [event.text for event in claim.events.filter(kind=Kind.MESSAGE)] == ["Foto?", "Kami periksa."]


def test_a_canned_reply_does_not_hide_what_happened_meanwhile(do, dashboard, admin):
    claim = sent_claim()
    canned = CannedReply.objects.create(title_id="a", title_en="a", text_id="Halo {name}", text_en="Hello {name}")
    opened = dashboard.get(page_of(claim))
    talking.write_note(claim, "Saya periksa.", admin)
    filled = do(claim, "reply", {"canned": canned.pk, "use": "yes"}, opened=opened)
    answer = do(claim, "reply", opened=filled)
    assert "Meanwhile something happened here" in refusals(answer)[0]
    assert not claim.events.filter(kind=Kind.MESSAGE).exists()


def test_what_is_no_longer_possible_is_said_and_what_was_typed_is_kept(do, dashboard, admin):
    claim = sent_claim()
    opened = dashboard.get(page_of(claim))
    talking.withdraw(claim)
    answer = do(claim, "approve", {"text": "Kirim ke gudang."}, opened=opened)
    assert texts(answer, "#too_late p") == [
        "“Approve” is no longer possible, the claim is now: Withdrawn. Nothing was done. "
        "What happened is in the timeline.",
        "What you typed is kept here, for you to copy:",
    ]
    assert texts(answer, "#too_late textarea") == ["Kirim ke gudang."]
    assert claim.state == State.WITHDRAWN


def test_who_only_sees_claims_does_nothing(set_up_shop, client):
    claim = sent_claim()
    wira = make_member("wira", is_staff=True)
    wira.user_permissions.add(Permission.objects.get(codename="view_claim"))
    client.force_login(wira)
    page = client.get(page_of(claim))
    assert page.status_code == 200
    assert not texts(page, "form[id^=task-]")
    answers = {task.code: client.post(address(claim, task.code), {"text": "x"}).status_code for task in ALL}
    assert answers == dict.fromkeys(answers, 403)
    claim.refresh_from_db()
    assert (claim.state, claim.events.count()) == (State.SUBMITTED, 1)


def test_making_an_exception_is_a_right_of_its_own(set_up_shop, client):
    claim = sent_claim()
    wira = make_member("wira", is_staff=True)
    wira.user_permissions.set(Permission.objects.filter(codename__in=["view_claim", "change_claim"]))
    client.force_login(wira)
    page = client.get(page_of(claim))
    assert texts(page, "#task-approve")
    assert not texts(page, "#task-approve-anyway")
    values = form_values(page, "#task-approve") | {"not_met": ["is_sealed"], "why": "Label.", "confirmed": "yes"}
    assert client.post(address(claim, "approve-anyway"), values).status_code == 403
    claim.refresh_from_db()
    assert claim.state == State.SUBMITTED
