"""PDFs that strangers send: whole to the last line, and without programs or further files in them."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

TAIL_BYTES = 2048
_END = re.compile(rb"startxref\s+(\d{1,10})\s+%%EOF[\s\0]*\Z")


def _name(word):
    """A name of the PDF language; any character of it may be written as its number (ISO 32000, 7.3.5)."""
    letters = b"".join(b"(?:%c|#%02x|#%02X)" % (letter, letter, letter) for letter in word)
    return b"/" + letters + rb"(?![\w.+-])"


_STREAM, _STREAM_END = re.compile(rb"\bstream\r?\n"), b"endstream"
_ACTIVE = re.compile(b"|".join(map(_name, (b"JavaScript", b"Launch", b"EmbeddedFile", b"EmbeddedFiles"))))
_SHORT = re.compile(_name(b"JS"))  # so short that pixels spell it by chance
_OBJECT = re.compile(rb"\d\s+obj\b")


def check_pdf(file):
    """Refuse what is cut off, and what does more than show pages. Raises ValidationError; `file` ends at its start."""
    file.seek(max(file.size - TAIL_BYTES, 0))
    end = _END.search(file.read())
    file.seek(0)
    content = file.read()
    broken = ValidationError(_("The PDF is cut off. Please send it again."), code="broken")
    if not end or not 0 < int(end[1]) < file.size:
        raise broken
    if _ACTIVE.search(content) or _SHORT.search(_without_streams(content)):
        raise ValidationError(
            _("This PDF has a program or another file in it. Please print it into a new PDF, or send a photo of it."),
            code="active",
        )
    if not _OBJECT.search(content):
        raise broken
    file.seek(0)


def _without_streams(content):
    """The PDF without what stands between its words `stream` and `endstream`; each byte is looked at once."""
    kept, position = [], 0
    while begin := _STREAM.search(content, position):
        end = content.find(_STREAM_END, begin.end())
        if end < 0:
            break
        kept.append(content[position : begin.start()])
        position = end + len(_STREAM_END)
    return b" ".join([*kept, content[position:]])
