"""Pictures that strangers send: those that would keep a processor busy are refused before they are decoded."""

import io
import time

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from shop.payment.proofs import content_type_of
from tests.support.claims import picture_bytes
from web import pictures


def refused(content, formats=("JPEG", "PNG", "WEBP")):
    with pytest.raises(ValidationError) as error, pictures.decoded(io.BytesIO(content), formats, "Bukan gambar."):
        pass
    return error.value


def many_scans(size, times):
    """A grey progressive JPEG whose last scan is repeated: each costs a few bytes and a walk over all pixels."""
    target = io.BytesIO()
    Image.new("L", size, 128).save(target, "JPEG", progressive=True)
    content = target.getvalue()
    last = content.rindex(b"\xff\xda")
    return content[:last] + content[last:-2] * times + content[-2:]


@pytest.mark.parametrize(("size", "times"), [((64, 64), 200), ((9000, 6600), 60)])
def test_a_jpeg_of_many_scans_is_refused_unopened(size, times):
    content = many_scans(size, times)
    began = time.process_time()
    error = refused(content)
    assert error.code == "scans"
    assert error.message == "Gambar disimpan dalam terlalu banyak lapisan. Mohon simpan ulang sebagai JPEG biasa."
    assert time.process_time() - began < 1
    with pytest.raises(ValidationError, match="terlalu banyak lapisan"):
        content_type_of(SimpleUploadedFile("bukti.jpg", content))


def test_an_ordinary_progressive_jpeg_is_taken():
    content = picture_bytes((2000, 1500), progressive=True)
    with pictures.decoded(io.BytesIO(content), ["JPEG"], "") as picture:
        assert picture.size == (2000, 1500)


def test_a_jpeg_of_endless_segments_is_broken():
    assert refused(b"\xff\xd8" + b"\xff\xfe\0\2" * 5001 + picture_bytes()[2:]).code == "broken"


def test_who_waits_too_long_for_a_turn_is_asked_to_try_again(monkeypatch):
    monkeypatch.setattr(pictures, "PATIENCE_S", 0.01)
    with pictures._turn(), pictures._turn():
        error = refused(picture_bytes())
    assert (error.code, error.message) == ("busy", "Sedang banyak gambar yang masuk. Mohon coba lagi sebentar.")
    with pictures.decoded(io.BytesIO(picture_bytes()), ["JPEG"], "") as picture:
        assert picture.format == "JPEG"


def test_a_jpeg_of_two_pictures_proves_a_payment():
    target = io.BytesIO()
    first, second = Image.new("RGB", (64, 64)), Image.new("RGB", (32, 32))
    first.save(target, "MPO", save_all=True, append_images=[second])
    assert content_type_of(SimpleUploadedFile("bukti.jpg", target.getvalue())) == "image/jpeg"
