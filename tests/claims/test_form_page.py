"""The page of a form: choosing order and line, the link for guests, the form itself, files, and sending."""

from datetime import timedelta
from urllib.parse import urlencode

import pytest
import time_machine

from shop.claims.form import choosing, page as form_page
from shop.claims.models import Claim, ClaimAttachment, ClaimDraft
from shop.claims.words import Topic
from shop.communication.models import OutgoingMail
from shop.order.links import Purpose, sign
from tests.support.claim_shopper import SAID, text_of
from tests.support.claims import pdf_bytes, received_order, sent_claim, upload, video_bytes
from tests.support.life import Order, add_line
from tests.support.people import make_member
from tests.support.shopping import hidden

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.urls("tests.support.claim_forms"),
    pytest.mark.usefixtures("forms"),
]

FILES, HELP = "/akun/berkas-klaim/", "/akun/bantuan-klaim/"
ADDRESS = {"id": "/formulir/return/", "en": "/en/formulir/return/"}
WORDS = {
    "id": {
        "until": "dapat diklaim sampai",
        "choose": "Pilih",
        "sent": "Periksa kotak surat Anda",
        "check": "Mohon periksa",
    },
    "en": {
        "until": "can be claimed until",
        "choose": "Choose",
        "sent": "Look into your mailbox",
        "check": "Please check",
    },
}


# --- Choosing --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_member_sees_received_orders_and_until_when_each_line_can_be_claimed(member, language):
    add_line(member.order)
    text = text_of(member.client.get(ADDRESS[language]))
    assert member.order.number in text
    assert WORDS[language]["until"] in text
    assert f"{member.order.claim_deadline.astimezone():%Y}" in text
    assert f"?{urlencode(member.query)}&amp;line={member.line.pk}" in text
    assert "WIB" in text
    assert "Kabel" in text  # not received: shown, with the reason why it cannot be claimed
    assert text.count(f">{WORDS[language]['choose']}<") == 1


def test_a_member_sees_no_order_of_somebody_else(member):
    other = received_order()
    assert other.number not in text_of(member.client.get(ADDRESS["id"]))


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_guest_is_mailed_the_link_and_told_the_same_in_any_case(guest, run_tasks, smtp, language):
    assert 'name="email"' in text_of(guest.client.get(ADDRESS[language]))
    answers = [{"number": guest.order.number.lower(), "email": "SITI@example.com"}, {"number": "X1", "email": "a@b.co"}]
    pages = [guest.client.post(ADDRESS[language], {"step": "find"} | answer, follow=True) for answer in answers]
    assert text_of(pages[0]) == text_of(pages[1])
    assert WORDS[language]["sent"] in text_of(pages[0])
    mail = OutgoingMail.objects.get(event_code="CLAIM_LINK")
    assert (mail.recipient, mail.about) == ("siti@example.com", {"order": guest.order.pk, "topic": "return"})


def test_somebody_with_a_wrong_number_or_address_is_mailed_nothing(guest):
    for answer in ({"number": guest.order.number, "email": "eve@example.com"}, {"number": "NIX", "email": "a@b.co"}):
        guest.client.post(ADDRESS["id"], {"step": "find"} | answer)
    assert not OutgoingMail.objects.filter(event_code="CLAIM_LINK").exists()


def test_a_signed_in_member_may_ask_for_the_link_of_a_guests_order(member):
    order = received_order()
    member.client.post(ADDRESS["id"], {"step": "find", "number": order.number, "email": "siti@example.com"})
    assert OutgoingMail.objects.filter(event_code="CLAIM_LINK", about__order=order.pk).count() == 1


def test_links_are_mailed_five_times_an_hour(guest):
    answer = {"step": "find", "number": guest.order.number, "email": "siti@example.com"}
    pages = [guest.client.post(ADDRESS["id"], answer).status_code for _ in range(7)]
    assert pages == [302] * 5 + [429] * 2
    assert OutgoingMail.objects.filter(event_code="CLAIM_LINK").count() == choosing.LINKS_PER_ORDER.most


def test_a_number_without_an_address_is_refused_and_kept(guest):
    page = guest.client.post(ADDRESS["id"], {"step": "find", "number": "ABC-1", "email": "siti"})
    assert page.status_code == 422
    assert 'value="ABC-1"' in text_of(page)


def test_order_or_token_lead_to_the_lines_of_that_order(shopper):
    text = text_of(shopper.client.get(shopper.address()))
    assert shopper.line.title in text
    assert WORDS["id"]["until"] in text
    assert f"line={shopper.line.pk}" in text


def test_a_strangers_order_does_not_exist(member):
    other = received_order()
    Order.objects.filter(pk=other.pk).update(user=make_member("eve"), guest_email="")
    for query in ({"order": other.number}, {"order": other.number, "line": other.lines.get().pk}, {"order": "X\0"}):
        assert member.client.get(f"{ADDRESS['id']}?{urlencode(query)}").status_code == 404


def test_a_line_of_another_order_does_not_exist(shopper):
    for line in (received_order().lines.get().pk, "0", "-1", "1e3", "٣", "9" * 30, "x\0"):
        address = shopper.address(line=line)
        assert shopper.client.get(address).status_code == 404, line
        assert shopper.client.post(address, SAID).status_code == 404, line


def test_links_that_open_nothing_lead_to_a_new_one(guest):
    with time_machine.travel("2030-01-01", tick=False):
        old = guest.client.get(guest.form)
    wrong = guest.client.get(f"{ADDRESS['id']}?token=bogus")
    other_purpose = guest.client.get(f"{ADDRESS['id']}?token={sign(Purpose.ORDER, guest.order.number)}")
    assert (old.status_code, wrong.status_code, other_purpose.status_code) == (410, 404, 404)
    for page in (old, wrong):
        assert 'name="step" value="find"' in text_of(page)


def test_the_page_is_never_kept(guest):
    for address in (ADDRESS["id"], guest.address(), guest.form, "/formulir/question/"):
        assert "no-store" in guest.client.get(address).headers["Cache-Control"]


def test_the_other_language_keeps_order_and_line(shopper):
    text = text_of(shopper.open())
    assert f'href="/en/formulir/return/?{urlencode(shopper.query)}&amp;line={shopper.line.pk}"' in text


# --- The form --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("shopper", "language"), [("member", "id"), ("guest", "en")], indirect=["shopper"])
def test_a_claim_is_sent_and_its_page_opens(shopper, language):
    shopper.language = language
    response = shopper.send()
    claim = Claim.objects.get()
    number = claim.number if shopper.member else sign(Purpose.CLAIM, claim.number)
    assert response.status_code == 302
    assert number.split(":")[0] in response.url
    assert (claim.order, claim.line, claim.user, claim.language) == (
        shopper.order,
        shopper.line,
        shopper.member,
        language,
    )
    assert [file.name for file in claim.attachments.all()] == ["foto.jpg"]
    assert not ClaimDraft.objects.exists()
    assert OutgoingMail.objects.filter(event_code="CLAIM_SUBMITTED").count() == 1


def test_a_question_goes_straight_to_the_form(client, set_up_shop):
    page = client.get("/formulir/question/")
    assert 'name="reason"' not in text_of(page)
    said = {"step": "write", "name": "Siti", "email": "siti@example.com", "description": "Kapan buka?"}
    response = client.post("/formulir/question/", said | {"draft": hidden(page, "draft")})
    claim = Claim.objects.get()
    assert (response.status_code, claim.topic, claim.order, claim.user) == (302, Topic.QUESTION, None, None)


def test_a_question_may_be_about_an_order(member):
    page = member.client.get(member.address("question"))
    said = {"step": "write", "name": "Budi", "email": "budi@example.com", "description": "Kapan?"}
    member.client.post(member.address("question"), said | {"draft": hidden(page, "draft")})
    claim = Claim.objects.get()
    assert (claim.order, claim.line, claim.user) == (member.order, None, member.member)


def test_a_question_may_be_about_a_line(guest):
    address = guest.address("question", line=guest.line.pk)
    said = {"step": "write", "name": "Budi", "email": "budi@example.com", "description": "Kapan?"}
    guest.client.post(address, said | {"draft": hidden(guest.client.get(address), "draft")})
    claim = Claim.objects.get()
    assert (claim.order, claim.line, claim.quantity) == (guest.order, guest.line, None)


def test_what_is_known_of_the_person_is_filled_in(shopper):
    text = text_of(shopper.open())
    email = "budi@example.com" if shopper.member else "siti@example.com"
    assert f'value="{email}"' in text


def test_a_guests_order_claimed_by_a_signed_in_member_is_the_members_claim(guest):
    member = make_member()
    guest.client.force_login(member)
    guest.send()
    assert Claim.objects.get().user == member


def test_a_link_to_a_members_order_does_not_give_the_claim_to_whoever_holds_it(member):
    member.query = {"token": sign(Purpose.CLAIM_FORM, member.order.number)}
    member.client.force_login(make_member("eve"))
    response = member.send()
    assert Claim.objects.get().user is None
    assert "klaim-tamu" in response.url


@pytest.mark.parametrize(("shopper", "language"), [("member", "en"), ("guest", "id")], indirect=["shopper"])
def test_errors_are_named_and_all_that_was_typed_is_kept(shopper, language):
    shopper.language = language
    page = shopper.send(email="siti@", reason="changed_mind", description="<b>Isinya</b> lain 🙈")
    text = text_of(page)
    assert page.status_code == 422
    assert WORDS[language]["check"] in text
    assert 'value="siti@"' in text
    assert "&lt;b&gt;Isinya&lt;/b&gt; lain 🙈</textarea>" in text
    assert "foto.jpg" in text
    assert set(page.context["form"].errors) == {"email", "reason"}
    assert not Claim.objects.exists()
    again = shopper.send(page, photos=None)
    assert again.status_code == 302
    assert Claim.objects.get().attachments.count() == 1


def test_a_reload_shows_what_was_typed(member):
    member.send(email="", description="Ceritanya panjang")
    text = text_of(member.open())
    assert "Ceritanya panjang</textarea>" in text
    assert "foto.jpg" in text
    assert 'value="refund" required id="id_wish_1" checked' in text or "checked" in text


def test_a_photo_is_needed_and_a_video_is_one(guest):
    page = guest.send(photos=None)
    assert list(page.context["form"].errors) == ["photos"]
    assert guest.send(page, photos=upload("v.mp4", video_bytes(), "video/mp4")).status_code == 302


def test_a_file_that_may_not_be_sent_is_refused_with_a_sentence(guest):
    contents = {"empty.jpg": b"", "virus.jpg": b"MZ" + bytes(900), "cut.mp4": video_bytes(cut=50)}
    page = guest.send(photos=[upload(name, content) for name, content in contents.items()])
    told = dict(error.split(": ", 1) for error in page.context["form"].errors["photos"])
    assert list(told) == list(contents)
    assert all(sentence.endswith(".") for sentence in told.values()), told
    assert not ClaimAttachment.objects.exists()


def test_eleven_files_are_too_many_and_ten_are_kept(guest):
    photos = [upload(f"{n}.png", None) for n in range(11)]
    page = guest.send(photos=[upload(f"{n}.jpg", pdf_bytes(bytes([n]))) for n, _f in enumerate(photos)])
    assert ClaimAttachment.objects.count() == 10
    assert list(page.context["form"].errors) == ["photos"]


def test_files_are_added_and_removed_without_a_script(member):
    page = member.open()
    added = member.send(page, add="1", description="Setengah")
    assert added.status_code == 302
    file = ClaimAttachment.objects.get()
    text = text_of(member.open())
    assert "Setengah" in text
    assert str(file.key) in text
    member.send(remove=str(file.key), photos=None)
    assert not ClaimAttachment.objects.exists()
    member.send(remove="nonsense", photos=None)
    assert not Claim.objects.exists()


def test_a_second_click_is_the_same_claim(shopper):
    page = shopper.open()
    first, second = shopper.send(page), shopper.send(page)
    assert first.status_code == second.status_code == 302
    assert Claim.objects.count() == 1
    if shopper.member:
        assert first.url == second.url


@pytest.mark.parametrize(
    ("shopper", "step", "wish", "status"),
    [
        ("member", "keep_files", "refund", 302),
        ("guest", "keep_files", "replacement", 422),
        ("guest", "_check", "refund", 302),
        ("member", "_check", "replacement", 422),
    ],
    indirect=["shopper"],
)
def test_a_click_that_comes_while_the_first_is_being_sent_is_one_claim(shopper, monkeypatch, step, wish, status):
    page, real = shopper.open(), getattr(form_page, step)

    def late(*args):
        """At this step of the one request, the other one is sent from start to end."""
        monkeypatch.undo()
        assert shopper.send(page).status_code == 302
        return real(*args)

    monkeypatch.setattr(form_page, step, late)
    assert shopper.send(page, wish=wish).status_code == status
    assert Claim.objects.get().wish == "refund"


def test_two_tabs_with_different_stories_are_two_claims_where_pieces_are_left(member):
    first, second = member.open(), member.open()
    member.send(first)
    member.send(second, description="Dan yang kedua rusak.")
    assert sorted(Claim.objects.values_list("description", flat=True)) == ["Dan yang kedua rusak.", "Isinya lain."]


def test_controls_that_turn_text_around_are_taken_out_of_a_story_and_it_is_still_the_same_claim(guest):
    page = guest.open()
    told = "Isinya \u202egnarab\u2066 lain.\u2069\r\nSegelnya utuh."
    first, second = guest.send(page, description=told), guest.send(page, description=told)
    assert first.status_code == second.status_code == 302
    assert Claim.objects.get().description == "Isinya gnarab lain.\nSegelnya utuh."


def test_the_form_is_empty_again_after_sending(guest):
    page = guest.open()
    assert 'data-round="0"' in text_of(page)
    guest.send(page)
    text = text_of(guest.open())
    assert "Isinya lain." not in text
    assert 'data-round="1"' in text


def test_the_window_that_closes_while_one_writes_is_told_and_nothing_is_lost(guest):
    page = guest.open()
    with time_machine.travel(guest.order.claim_deadline + timedelta(seconds=1), tick=False):
        answer = guest.send(page)
    assert answer.status_code == 422
    assert "berakhir" in answer.context["form"].non_field_errors()[0]
    assert "Isinya lain.</textarea>" in text_of(answer)


def test_pieces_claimed_meanwhile_are_told_under_the_lock(shopper, monkeypatch):
    page = shopper.open()

    def within_limits(visit, form):
        """Between the check of the form and the lock, somebody else takes the pieces."""
        sent_claim(shopper.order, quantity=2)
        return True

    monkeypatch.setattr(form_page, "_is_within_limits", within_limits)
    answer = shopper.send(page)
    assert answer.status_code == 422
    number = Claim.objects.get().number
    assert answer.context["form"].errors["quantity"] == [
        f"Saat ini tidak ada barang di baris ini yang dapat diklaim. 2 dari 2 sudah ada dalam klaim {number}."
    ]
    assert (f'/{number}/">{number}</a>' in text_of(answer)) == bool(shopper.member)
