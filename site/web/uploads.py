"""Pictures and PDFs that strangers send, known by their content, never by their name.

Pictures are decoded and written anew, without metadata and without whatever stood behind them. Every refusal is a
ValidationError with a sentence for the sender. Limits are in bytes and pixels.
"""

import hashlib
import zipfile
from dataclasses import dataclass
from io import BytesIO

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from web.pdf import check_pdf
from web.pictures import LONGEST_SIDE, decoded, upright

MEGABYTE = 1024 * 1024
LARGEST_BYTES = 10 * MEGABYTE
PREVIEW_SIDE = 480  # pixels
JPEG, PNG, WEBP, PDF, MP4 = "image/jpeg", "image/png", "image/webp", "application/pdf", "video/mp4"
READ = {"JPEG": JPEG, "PNG": PNG, "WEBP": WEBP, "HEIF": JPEG}  # Pillow's name of a format → what is kept
SUFFIXES = {JPEG: ".jpg", PNG: ".png", WEBP: ".webp", PDF: ".pdf", MP4: ".mp4"}
MARKUP = (b"<script", b"<?php", b"<!doctype html", b"<html", b"<svg on", b"<iframe", b"onload=", b"onerror=")
CHUNK_BYTES = 64 * 1024


@dataclass(frozen=True)
class Inspected:
    """A file that may be kept: what to store, its type, and a small JPEG of a picture where one was asked for."""

    content: object  # a file object at its start
    content_type: str
    size_bytes: int
    digest: str  # SHA-256 of what was sent, in hexadecimal
    preview: bytes = b""


def inspect(file, only, *, with_preview=False):
    """Look into an uploaded picture or PDF; return what to keep of it. `only` says what may be sent instead."""
    head, digest = look(file, LARGEST_BYTES)
    if head.startswith(b"%PDF-"):
        check_pdf(file)
        return Inspected(at_start(file), PDF, file.size, digest)
    return _picture(file, digest, only, with_preview)


def look(file, most_bytes):
    """The first 16 bytes of a file, and its digest. Refuses what is empty, too large, or two kinds of file at once."""
    if not file.size:
        raise ValidationError(_("The file is empty."), code="empty")
    if file.size > most_bytes:
        raise ValidationError(
            _("The file is larger than %(count)d MB.") % {"count": most_bytes // MEGABYTE}, code="large"
        )
    head = at_start(file).read(16)
    digest = hashlib.file_digest(at_start(file), "sha256").hexdigest()
    _refuse_disguise(file, head)
    return head, digest


def kept_name(name, content_type):
    """The name that a file is kept under: its own, with the suffix of what it really is."""
    base = name.replace("\\", "/").rpartition("/")[2]
    stem, dot, suffix = base.rpartition(".")
    stem = stem if dot else suffix
    stem = "".join(character for character in stem if character.isprintable())[:150].strip(" .")
    return f"{stem or 'file'}{SUFFIXES[content_type]}"


def at_start(file):
    """The file, to be read from its first byte."""
    file.seek(0)
    return file


def _refuse_disguise(file, head):
    """Refuse a file that is two things at once: an archive, a program or a page hidden in a picture or video."""
    disguised = zipfile.is_zipfile(at_start(file)) or (
        not head.startswith(b"%PDF-") and b"%PDF-" in at_start(file).read(1024)
    )
    if not disguised:
        disguised = any(mark in part for part in _overlapping(at_start(file)) for mark in MARKUP)
    if disguised:
        raise ValidationError(
            _("This file is more than one kind of file at once. Please send a plain one."), code="two"
        )


def _overlapping(file):
    """The bytes of a file in lower case, in parts that overlap by the longest mark."""
    keep, tail = max(map(len, MARKUP)), b""
    while part := file.read(CHUNK_BYTES):
        yield tail + part.lower()
        tail = part[-keep:].lower()


def _picture(file, digest, only, with_preview):
    with decoded(file, list(READ), only) as picture:
        content_type = READ.get(picture.format, JPEG)  # a JPEG of several pictures has another name
        clean = _clean(picture, content_type)
    content = _encoded(clean, content_type)
    preview = _preview(clean) if with_preview else b""
    return Inspected(BytesIO(content), content_type, len(content), digest, preview)


def _preview(picture):
    picture.thumbnail((PREVIEW_SIDE, PREVIEW_SIDE))
    return _encoded(picture.convert("RGB"), JPEG)


def _clean(picture, content_type):
    """The first frame, upright, no larger than needed, with pixels alone."""
    if picture.mode.startswith("I"):  # 16 bits a pixel, which Pillow would cut off instead of scaling down
        picture = picture.point(lambda value: value * (1 / 256)).convert("L")
    if picture.mode in ("1", "P"):
        picture = picture.convert("RGBA" if "transparency" in picture.info else "RGB")
    picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    turned = upright(picture)
    with_alpha = content_type != JPEG and ("A" in turned.getbands() or "transparency" in turned.info)
    clean = turned.convert("RGBA" if with_alpha else "RGB")
    clean.info = {}
    return clean


def _encoded(picture, content_type):
    target = BytesIO()
    if content_type == JPEG:
        picture.save(target, "JPEG", quality=88)
    elif content_type == WEBP:
        picture.save(target, "WEBP", quality=88, method=2)
    else:
        picture.save(target, "PNG")
    return target.getvalue()
