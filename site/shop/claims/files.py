"""What may be sent with a claim: pictures, PDFs (web.uploads) and videos. Limits are in bytes.

Every refusal is a ValidationError with a sentence for the sender.
"""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from shop.claims.video import CutOff, holds_video, is_mp4
from web import uploads
from web.uploads import MEGABYTE, MP4, Inspected, at_start

LARGEST_VIDEO_BYTES = 50 * MEGABYTE
MOST_FILES = 10
MOST_BYTES = 100 * MEGABYTE  # all files of a claim together
ACCEPT = "image/jpeg,image/png,image/webp,image/heic,image/heif,application/pdf,video/mp4"  # for a file input


def inspect_once(file):
    """As `inspect`; a file that was looked into already is not read again."""
    if not hasattr(file, "inspected"):
        file.inspected = inspect(file)
    return file.inspected


def inspect(file):
    """Look into an uploaded file; return what to keep of it."""
    if file.size and is_mp4(at_start(file).read(16)):
        return _video(file)
    only = _("Only pictures (JPEG, PNG, WebP, HEIC), PDFs and videos (MP4) can be sent.")
    return uploads.inspect(file, only, with_preview=True)


def _video(file):
    _head, digest = uploads.look(file, LARGEST_VIDEO_BYTES)
    try:
        is_whole = holds_video(at_start(file), file.size)
    except CutOff as error:
        raise ValidationError(_("The video is cut off. Please send it again."), code="broken") from error
    if not is_whole:
        raise ValidationError(_("The video is broken. Please send it again."), code="broken")
    return Inspected(at_start(file), MP4, file.size, digest)
