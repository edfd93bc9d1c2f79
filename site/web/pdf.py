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


_STREAM = re.compile(rb"\bstream\r?\n.*?\bendstream\b", re.DOTALL)
_ACTIVE = re.compile(b"|".join(map(_name, (b"JavaScript", b"JS", b"Launch", b"EmbeddedFile", b"EmbeddedFiles"))))


def check_pdf(file):
    """Refuse what is cut off, and what does more than show pages. Raises ValidationError; `file` ends at its start."""
    file.seek(max(file.size - TAIL_BYTES, 0))
    end = _END.search(file.read())
    if not end or not 0 < int(end[1]) < file.size:
        raise ValidationError(_("The PDF is cut off. Please send it again."), code="broken")
    file.seek(0)
    if _ACTIVE.search(_STREAM.sub(b"", file.read())):
        raise ValidationError(
            _("This PDF has a program or another file in it. Please print it into a new PDF, or send a photo of it."),
            code="active",
        )
    file.seek(0)
