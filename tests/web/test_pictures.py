"""Pictures that strangers send: those that would keep a processor busy are refused before they are decoded."""

import io
import struct
import time
import zlib

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageOps

from shop.payment.proofs import inspect
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
        inspect(SimpleUploadedFile("bukti.jpg", content))


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
    assert inspect(SimpleUploadedFile("bukti.jpg", target.getvalue())).content_type == "image/jpeg"


def png_of_zeros(width, height, depth_bits, colours, channels):
    def chunk(kind, body):
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = struct.pack(">IIBBBBB", width, height, depth_bits, colours, 0, 0, 0)
    packer = zlib.compressobj(strategy=zlib.Z_RLE)  # the fastest for zeros
    rows = packer.compress(bytes((1 + width * channels * depth_bits // 8) * height)) + packer.flush()
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    ("png", "words"),
    [
        ((5400, 5500, 16, 0, 1), "Gambar ini jauh lebih besar daripada yang tampak dari berkasnya. "
         "Mohon simpan ulang sebagai JPEG."),
        ((3600, 5000, 16, 2, 3), "Ukuran piksel gambar terlalu besar."),
        ((5000, 5100, 8, 6, 4), "Ukuran piksel gambar terlalu besar."),
    ],
    ids=["mostly nothing", "16 bits", "four channels"],
)  # fmt: skip
def test_a_png_that_grows_beyond_all_measure_is_refused(png, words):
    assert refused(png_of_zeros(*png)).message == words


def test_a_kind_of_picture_that_is_not_taken_here_is_named_and_not_called_broken():
    assert refused(b"\0\0\0\x18ftypheic" + bytes(40)).message == "Bukan gambar."


def test_a_blank_png_of_a_screen_is_taken():
    with pictures.decoded(io.BytesIO(png_of_zeros(2560, 1440, 8, 2, 3)), ["PNG"], "") as picture:
        assert picture.size == (2560, 1440)


def exif(*entries):
    """A TIFF directory as a camera writes one; each entry is tag, type, count and its four bytes."""
    rows = b"".join(struct.pack("<HHI", *entry[:3]) + entry[3] for entry in entries)
    return b"Exif\0\0II*\0\x08\0\0\0" + struct.pack("<H", len(entries)) + rows + bytes(4)


def test_a_picture_whose_camera_notes_are_damaged_is_taken():
    notes = exif((0x0112, 3, 1, b"\x06\0\0\0"), (0x011A, 2, 3, b"AB\0\0"))
    with pytest.raises((TypeError, struct.error)), Image.open(io.BytesIO(picture_bytes(exif=notes))) as picture:
        ImageOps.exif_transpose(picture)
    with pictures.decoded(io.BytesIO(picture_bytes((40, 30), exif=notes)), ("JPEG",), "Bukan gambar.") as picture:
        assert pictures.upright(picture).size == (40, 30)


@pytest.mark.parametrize(
    "content",
    [
        b"\xff\xd8" + b"\xff" * 4_000_000 + b"\0",
        b"\xff\xd8" + b"\xff" * 4_000_000 + picture_bytes()[2:],
        b"%PDF-1.4\n" + b"stream\n" * 600_000 + b"\nstartxref\n9\n%%EOF",
    ],
    ids=["jpeg", "picture behind padding", "pdf"],
)
def test_a_file_that_repeats_itself_is_refused_within_a_lifetime(content):
    """To look back at every byte from every byte takes hours."""
    with pytest.raises(ValidationError):
        inspect(SimpleUploadedFile("bukti", content))
