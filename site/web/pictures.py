"""Opening pictures that strangers send: what would keep a processor busy is refused before anything is decoded."""

import re
import struct
import threading
from contextlib import contextmanager

import pillow_heif
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

pillow_heif.register_heif_opener()

LONGEST_SIDE = 3000  # pixels; a JPEG that is larger is decoded to about this size
MOST_PIXELS = 60_000_000  # of a JPEG
MOST_PIXELS_AT_ONCE = 30_000_000  # of what is decoded whole
MOST_DECODED_BYTES = 100_000_000  # of what is decoded whole
LARGE_BYTES, MOST_RATIO = 20_000_000, 300  # a PNG that grows to more bytes than that, and so many times, is a bomb
MOST_SCANS = 100  # of a JPEG: cameras write one, encoders for the web about ten
MOST_SCANNED_PIXELS = 1_500_000_000  # scans by pixels: each scan walks over the whole picture
MOST_SEGMENTS = 5_000  # of a JPEG: a profile and metadata take a few hundred
MOST_PADDING = 100_000  # bytes between the segments of a JPEG, of which Pillow takes each one by itself
AT_ONCE = 2  # pictures that one process decodes at the same time
PATIENCE_S = 20  # how long a picture waits for its turn
DAMAGED_NOTES = (
    struct.error,
    TypeError,
    ValueError,
    KeyError,
    SyntaxError,
    ArithmeticError,
)  # that Pillow lets through
_turns = threading.BoundedSemaphore(AT_ONCE)
_HEADS = {  # Pillow's name of a format → how such a file begins
    "JPEG": re.compile(rb"\xff\xd8\xff"),
    "PNG": re.compile(rb"\x89PNG\r\n\x1a\n"),
    "WEBP": re.compile(rb"RIFF....WEBP", re.DOTALL),
    "HEIF": re.compile(rb"....ftyp(?:hei[cxms]|hev[cxms]|mif1|msf1)", re.DOTALL),
}
_MARKER = re.compile(rb"\xff([^\x00\x01\xff\xd0-\xd7])")  # but those within a scan's own data
_START, _END, _SCAN = 0xD8, 0xD9, 0xDA


@contextmanager
def decoded(file, formats, only):
    """The picture in `file`, decoded, for the length of a block; `only` says what may be sent instead of anything else.

    Whatever the block does with the picture is done in its turn. Raises ValidationError with a sentence for the sender.
    """
    broken = _("The picture is broken or cut off. Please send it again.")
    try:
        scans = _scans(file)
        with Image.open(_at_start(file), formats=formats) as picture:
            _refuse_large(picture, scans)
            if picture.format == "PNG":
                _refuse_bomb(picture, file)
            with _turn():
                picture.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
                picture.load()
                yield picture
    except UnidentifiedImageError as error:
        head = _at_start(file).read(12)
        if any(_HEADS[name].match(head) for name in formats):
            raise ValidationError(broken, code="broken") from error
        raise ValidationError(only, code="type") from error
    except Image.DecompressionBombError as error:
        raise _too_large() from error
    except (OSError, SyntaxError, ValueError, EOFError, RuntimeError) as error:
        raise ValidationError(broken, code="broken") from error


def upright(picture):
    """The picture as its camera was held, or as it is where the camera's notes are damaged."""
    try:
        return ImageOps.exif_transpose(picture)
    except DAMAGED_NOTES:
        return picture


def _at_start(file):
    file.seek(0)
    return file


def _too_large():
    return ValidationError(_("The picture has too many pixels."), code="large")


def _refuse_large(picture, scans):
    pixels = picture.width * picture.height
    if pixels > (MOST_PIXELS if scans else MOST_PIXELS_AT_ONCE):
        raise _too_large()
    if scans > MOST_SCANS or scans * pixels > MOST_SCANNED_PIXELS:
        raise ValidationError(
            _("The picture is stored in too many layers. Please save it anew as an ordinary JPEG."), code="scans"
        )


def _refuse_bomb(picture, file):
    """Refuse a PNG by the bytes that it would grow to: at 16 bits they are twice what its pixels suggest."""
    depth_bits = _at_start(file).read(25)[24]
    grown = picture.width * picture.height * len(picture.getbands()) * (2 if depth_bits == 16 else 1)
    packed = file.seek(0, 2)
    if grown > MOST_DECODED_BYTES:
        raise _too_large()
    if grown > LARGE_BYTES and grown > packed * MOST_RATIO:
        raise ValidationError(
            _("The picture is far larger than its file suggests. Please save it anew as a JPEG."), code="large"
        )


def _scans(file):
    """How many scans a JPEG has, 0 for anything else.

    Raises ValueError for more segments or padding than a picture needs, and for a JPEG of no scan.
    """
    if _at_start(file).read(2) != b"\xff\xd8":
        return 0
    content = _at_start(file).read()
    scans, segments, padding, position = 0, 0, 0, 0
    while found := _MARKER.search(content, position):
        padding += 0 if scans else found.start() - position
        marker, position, segments = found[1][0], found.end(), segments + 1
        if segments > MOST_SEGMENTS or padding > MOST_PADDING:
            raise ValueError("too many segments or too much between them")
        if marker == _END:
            break
        scans += marker == _SCAN
        if marker != _START:
            position += int.from_bytes(content[position : position + 2])
    if not scans:
        raise ValueError("no picture between the segments")
    return scans


@contextmanager
def _turn():
    """Wait until few others are decoded."""
    if not _turns.acquire(timeout=PATIENCE_S):
        raise ValidationError(_("Many pictures are arriving just now. Please try again in a minute."), code="busy")
    try:
        yield
    finally:
        _turns.release()
