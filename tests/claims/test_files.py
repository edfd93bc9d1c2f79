"""What may be sent with a claim: known by its content, cleaned of what does not belong there, or refused."""

import io
import struct
import zipfile
import zlib
from uuid import uuid4

import pillow_heif
import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from shop.claims import drafts
from shop.claims.files import inspect
from shop.claims.models import ClaimAttachment, ClaimDraft
from tests.support.claims import pdf_bytes, picture_bytes, upload, video_bytes
from web.uploads import LARGEST_BYTES, MEGABYTE, PREVIEW_SIDE, kept_name

PDF = pdf_bytes()


def refused(content, name="foto.jpg"):
    with pytest.raises(ValidationError) as error:
        inspect(SimpleUploadedFile(name, content))
    return error.value.code


def zipped(content=b"x"):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("a.txt", content)
    return target.getvalue()


def heic():
    target = io.BytesIO()
    pillow_heif.from_pillow(Image.new("RGB", (320, 240), "#373")).save(target)
    return target.getvalue()


def png_of(width, height):
    """A PNG that says it is that large, of one colour: a few hundred bytes."""

    def chunk(kind, body):
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    rows = zlib.compress(bytes(1000))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    ("content", "content_type"),
    [
        (picture_bytes(), "image/jpeg"),
        (picture_bytes(kind="PNG"), "image/png"),
        (picture_bytes(kind="WEBP"), "image/webp"),
        (heic(), "image/jpeg"),
        (PDF, "application/pdf"),
        (video_bytes(), "video/mp4"),
    ],
    ids=["jpeg", "png", "webp", "heic", "pdf", "mp4"],
)
def test_pictures_pdfs_and_videos_are_taken_whatever_they_are_called(content, content_type):
    assert inspect(SimpleUploadedFile("rahasia.exe", content, "application/x-msdownload")).content_type == content_type


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b"MZ\x90\x00" + bytes(400), "type"),
        (b"\x7fELF" + bytes(400), "type"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "type"),
        (b"GIF89a" + bytes(400), "type"),
        (picture_bytes()[:-400], "broken"),
        (picture_bytes(kind="PNG")[:-40], "broken"),
        (heic()[:-80], "broken"),
        (heic()[:40], "broken"),
        (png_of(0, 0), "broken"),
        (PDF[:-8], "broken"),
        (video_bytes(cut=100), "broken"),
        (picture_bytes() + zipped(), "two"),
        (PDF + zipped(), "two"),
        (picture_bytes() + b"<?php system($_GET['x']); ?>", "two"),
        (picture_bytes() + b"<ScRiPt>alert(1)</script>", "two"),
        (b"\xff\xd8%PDF-1.4 " + picture_bytes(), "two"),
        (video_bytes() + zipped(), "two"),
        (pdf_bytes(b"<script>alert(1)</script>"), "two"),
        (pdf_bytes(b"<svg onload='alert(1)'>"), "two"),
        (pdf_bytes(b"<img src=x onerror=alert(1)>"), "two"),
        (b"%PDF-1.4 x %%EOF", "broken"),
        (pdf_bytes() + b"x", "broken"),
        (pdf_bytes().replace(b"startxref\n", b"startxref\n999"), "broken"),
        (pdf_bytes(b"<< /S /JavaScript /JS (app.alert(1)) >>"), "active"),
        (pdf_bytes(b"<< /S /J#61vaScript >>"), "active"),
        (pdf_bytes(b"<</JS 4 0 R>>"), "active"),
        (pdf_bytes(b"<< /S /Launch /F (calc.exe) >>"), "active"),
        (pdf_bytes(b"<< /Type /EmbeddedFile >>"), "active"),
        (video_bytes().replace(b"mvhd", b"free"), "broken"),
        (video_bytes().replace(b"trak", b"free"), "broken"),
        (video_bytes().replace(b"mvhd", bytes(4)), "broken"),
        (video_bytes()[:32] + b"\0\0\0\x08moov\0\0\0\x08mdat", "broken"),
        (video_bytes() + b"\0\0\0\x08free" * 10_001, "broken"),
        (picture_bytes((6000, 5500), kind="PNG"), "large"),
        (png_of(30_000, 30_000), "large"),
        (picture_bytes() + bytes(LARGEST_BYTES), "large"),
    ],
    ids=["nothing", "exe", "elf", "svg", "gif", "cut jpeg", "cut png", "cut heic", "head of a heic", "empty png",
         "cut pdf", "cut mp4", "jpeg and zip",
         "pdf and zip", "jpeg and php", "jpeg and script", "jpeg and pdf", "mp4 and zip", "pdf and script",
         "pdf and svg", "pdf and picture", "pdf of ten bytes", "pdf and more", "pdf without a table",
         "pdf with a program", "pdf with a hidden program", "pdf with a script of its own",
         "pdf that starts something", "pdf with a file", "mp4 without a head", "mp4 without a track",
         "mp4 of zeros", "empty mp4", "mp4 of boxes", "many pixels", "bomb", "large"],
)  # fmt: skip
def test_everything_else_is_refused(content, code):
    assert refused(content) == code


def test_a_pdf_whose_pixels_happen_to_spell_a_program_is_taken():
    content = pdf_bytes(b"1 0 obj << /JSomething 1 >>\nstream\n\x80/JS \x81\nendstream endobj")
    assert inspect(SimpleUploadedFile("nota.pdf", content)).content_type == "application/pdf"


def test_a_program_is_found_wherever_words_pretend_that_a_stream_is_there():
    hidden = b"(stream\n) 1 0 obj<</OpenAction<</S/JavaScript/JS(app.alert(1))>>>>endobj (\nendstream)"
    assert refused(pdf_bytes(hidden)) == "active"


def test_a_pdf_with_nothing_in_it_is_broken():
    assert refused(b"%PDF-1.4\nstartxref\n5\n%%EOF") == "broken"


def test_a_pdf_with_a_program_is_refused_in_words():
    with pytest.raises(ValidationError) as error:
        inspect(SimpleUploadedFile("nota.pdf", pdf_bytes(b"<</JS 4 0 R>>")))
    assert error.value.messages == [
        "PDF ini berisi program atau berkas lain. Mohon cetak ulang menjadi PDF baru, atau kirim fotonya."
    ]


def test_a_video_may_be_larger_than_a_picture():
    large = video_bytes() + (8 + 11 * MEGABYTE).to_bytes(4, "big") + b"free" + bytes(11 * MEGABYTE)
    assert inspect(SimpleUploadedFile("v.mp4", large)).size_bytes == len(large)


def test_a_picture_of_sixteen_bits_keeps_its_greys():
    target = io.BytesIO()
    Image.new("I;16", (64, 64), 0x8000).save(target, "PNG")
    kept = Image.open(inspect(SimpleUploadedFile("foto.png", target.getvalue())).content)
    assert kept.convert("L").getpixel((9, 9)) in range(126, 131)


def test_a_picture_loses_its_metadata_and_stands_upright():
    exif = Image.Exif()
    exif[0x0112], exif[0x010E] = 6, "rumah saya"  # turned by 90 degrees; a description
    exif.get_ifd(0x8825)[1] = "S"  # a place on earth
    inspected = inspect(SimpleUploadedFile("a.jpg", picture_bytes((400, 200), exif=exif.tobytes())))
    content = inspected.content.read()
    with Image.open(io.BytesIO(content)) as kept:
        assert kept.size == (200, 400)
        assert not kept.getexif()
    assert b"rumah saya" not in content
    with Image.open(io.BytesIO(inspected.preview)) as preview:
        assert max(preview.size) <= PREVIEW_SIDE


def test_a_large_picture_is_kept_smaller():
    inspected = inspect(SimpleUploadedFile("a.jpg", picture_bytes((4000, 1000))))
    with Image.open(inspected.content) as kept:
        assert kept.size == (3000, 750)


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("foto.heic", "foto.jpg"),
        ("../../etc/passwd", "passwd.jpg"),
        ("C:\\foto\\a b.JPG", "a b.jpg"),
        (".jpg", "file.jpg"),
        ("a\u202egpj.exe", "agpj.jpg"),
        ("x" * 300 + ".png", "x" * 150 + ".jpg"),
    ],
)
def test_a_name_is_kept_without_its_path_and_with_the_right_suffix(name, kept):
    assert kept_name(name, "image/jpeg") == kept


# --- Drafts ----------------------------------------------------------------------------------------------------------


@pytest.fixture
def draft(db):
    return drafts.keep_draft({}, "return:1", uuid4())


def test_the_same_file_is_kept_once(draft):
    assert drafts.add_file(draft, upload()) == drafts.add_file(draft, upload("lagi.jpg"))
    assert draft.attachments.count() == 1


def test_an_eleventh_file_is_refused_and_the_others_stay(draft):
    for number in range(10):
        drafts.add_file(draft, upload(content=picture_bytes(colour=(number * 20, 0, 0))))
    with pytest.raises(ValidationError) as error:
        drafts.add_file(draft, upload(content=picture_bytes(colour="#fff")))
    assert error.value.code == "many"
    assert draft.attachments.count() == 10


def test_all_files_together_have_a_limit(draft, monkeypatch):
    first = drafts.add_file(draft, upload())
    monkeypatch.setattr(drafts, "MOST_BYTES", first.size_bytes + 10)
    with pytest.raises(ValidationError) as error:
        drafts.add_file(draft, upload(content=picture_bytes(colour="#fff")))
    assert error.value.code == "large"


def test_a_removed_file_is_gone_from_the_disk(draft, django_capture_on_commit_callbacks):
    attachment = drafts.add_file(draft, upload())
    storage, names = attachment.file.storage, [attachment.file.name, attachment.preview.name]
    assert all(map(storage.exists, names))
    with django_capture_on_commit_callbacks(execute=True):
        drafts.remove_file(draft, attachment.key)
    assert not any(map(storage.exists, names))
    assert not ClaimAttachment.objects.exists()


def test_a_draft_belongs_to_the_session_that_made_it(db):
    mine, theirs = {}, {}
    draft = drafts.keep_draft(mine, "return:1", uuid4(), {"name": ["Siti"]})
    assert drafts.find_draft(mine, "return:1").data == {"name": ["Siti"]}
    assert drafts.find_draft(mine, "return:1") == draft
    assert drafts.find_draft(theirs, "return:1") is None


def test_drafts_that_nobody_sends_are_removed_with_their_files(draft):
    attachment = drafts.add_file(draft, upload())
    assert drafts.prune() == 0
    assert drafts.prune(now=draft.updated_at + drafts.KEPT_FOR * 2) == 1
    assert not attachment.file.storage.exists(attachment.file.name)
    assert not ClaimDraft.objects.exists()
