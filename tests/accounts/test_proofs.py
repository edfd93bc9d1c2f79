"""Proofs of payment that a shopper sends from the page of an order."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from shop.order.lifecycle import State
from tests.support.claims import picture_bytes
from tests.support.life import pay, taken_to
from tests.support.order_shopper import Shopper, picture
from web.uploads import LARGEST_BYTES

pytestmark = pytest.mark.django_db


@pytest.fixture(params=[True, False], ids=["member", "guest"])
def shopper(request, client):
    return Shopper(client, request.param)


@pytest.fixture
def guest(client):
    return Shopper(client, is_member=False)


def test_several_proofs_are_kept_listed_and_handed_back_as_files(shopper):
    taken_to(State.INVOICED, shopper.order)
    text = shopper.do("proofs", files=[picture("satu.png"), picture("dua.png", "red")])
    assert "satu.png" in text
    assert "dua.png" in text
    proof = shopper.order.proofs.first()
    file = shopper.client.get(f"{shopper.page}proofs/{proof.key}/")
    assert file["Content-Disposition"] == 'attachment; filename="satu.png"'
    with proof.file.open() as kept:
        assert file.getvalue() == kept.read()
    assert shopper.order.events.filter(kind="proof").first().actor == shopper.order.user


def test_a_file_that_is_no_proof_is_named_beside_the_field(guest):
    taken_to(State.INVOICED, guest.order)
    wrong = SimpleUploadedFile("struk.png", b"MZ\x90\x00" * 20, "image/png")
    for files, told in (
        ([wrong], "struk.png: Only a picture (JPEG, PNG, WebP, HEIC) or a PDF can be sent."),
        ([SimpleUploadedFile("kosong.pdf", b"")], "kosong.pdf: The file is empty."),
        (
            [SimpleUploadedFile("besar.pdf", b"%PDF-" + bytes(LARGEST_BYTES))],
            "besar.pdf: The file is larger than 10 MB.",
        ),
        ([], "Choose a picture or a PDF."),
    ):
        text = guest.do("proofs", files=files)
        assert told in text
        assert 'id="id_files_error"' in text
    assert not guest.order.proofs.exists()


def test_good_proofs_are_kept_beside_a_bad_one_and_a_phones_picture_as_a_jpeg(guest):
    taken_to(State.INVOICED, guest.order)
    assert "HEIC" in guest.text()
    heic = SimpleUploadedFile("IMG_0001.HEIC", picture_bytes(kind="HEIF"), "image/heic")
    text = guest.do("proofs", files=[picture("satu.png"), SimpleUploadedFile("buruk.png", b"MZ" * 20), heic])
    assert "These files have arrived: satu.png, IMG_0001.jpg." in text
    assert "buruk.png: Only a picture (JPEG, PNG, WebP, HEIC) or a PDF can be sent." in text
    assert list(guest.order.proofs.values_list("name", "content_type")) == [
        ("satu.png", "image/png"),
        ("IMG_0001.jpg", "image/jpeg"),
    ]
    with guest.order.proofs.last().file.open() as kept:
        assert kept.read(2) == b"\xff\xd8"
    guest.do("proofs", files=[heic])
    assert guest.order.proofs.count() == 2  # the same file once


def test_a_picture_is_kept_upright_without_what_the_camera_noted_or_what_stands_behind_it(guest):
    taken_to(State.INVOICED, guest.order)
    exif = Image.Exif()
    exif[0x0112], exif[0x010E] = 6, "rumah saya"  # turned by 90 degrees; a description
    sent = picture_bytes((400, 200), exif=exif.tobytes()) + b"SELIPAN" * 9
    guest.do("proofs", files=[SimpleUploadedFile("../bukti.php.png", sent)])
    proof = guest.order.proofs.get()
    with proof.file.open() as file:
        kept = file.read()
    assert (proof.name, proof.content_type) == ("bukti.php.jpg", "image/jpeg")
    assert Image.open(io.BytesIO(kept)).size == (200, 400)
    assert not any(words in kept for words in (b"rumah saya", b"SELIPAN"))


def test_at_most_ten_proofs_are_kept_and_the_hour_is_limited(guest):
    taken_to(State.INVOICED, guest.order)

    def files(first, last):
        return [picture(f"{number}.png", (number, 0, 0)) for number in range(first, last)]

    assert "At most 10 files can be sent." in guest.do("proofs", files=files(0, 11))
    assert not guest.order.proofs.exists()
    guest.do("proofs", files=files(0, 9))
    assert "At most 10 files can be sent." in guest.do("proofs", files=files(9, 11))
    assert guest.order.proofs.count() == 10
    assert "Send the proof" not in guest.text()
    for _time in range(17):
        guest.client.post(f"{guest.page}proofs/", {"files": files(0, 1)})
    assert "Too many attempts." in guest.do("proofs", files=files(0, 1))


def test_a_proof_may_cross_a_cancellation_but_not_come_after_the_payment(guest):
    taken_to(State.INVOICED, guest.order)
    guest.do("cancel")
    assert "Have you paid all the same?" in guest.text()
    guest.do("proofs", files=[picture()])
    assert guest.order.proofs.count() == 1

    pay(guest.order)
    assert "This order is paid already." in guest.do("proofs", files=[picture(color="red")])
    assert guest.order.proofs.count() == 1
