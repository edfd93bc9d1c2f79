"""Pictures that staff upload: checked by their content before anything is stored."""

import warnings
from pathlib import PurePath

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from oscar.forms.widgets import ImageInput
from PIL import Image, UnidentifiedImageError

MAX_BYTES = 10 * 1024 * 1024
MAX_PIXELS = 40_000_000  # about 6300 × 6300; decoding takes 4 bytes a pixel
MIN_SIDE_PX = 320  # the smallest size that a list shows
SUFFIXES = {"JPEG": ".jpg", "PNG": ".png", "WEBP": ".webp", "AVIF": ".avif"}


class PictureUpload(forms.FileField):
    """A JPEG, PNG, WebP or AVIF picture. The file gets the suffix of what it really is."""

    widget = ImageInput
    default_error_messages = {
        "too_large": _("The file has %(size)s MB; at most %(limit)s MB are accepted. Save it smaller."),
        "wrong_type": _("This is not a picture that the shop can show. Use JPEG, PNG, WebP or AVIF."),
        "too_many_pixels": _(
            "The picture has %(width)s × %(height)s pixels, more than the shop can handle. Scale it down."
        ),
        "too_few_pixels": _(
            "The picture has %(width)s × %(height)s pixels. At least %(limit)s on each side are needed."
        ),
        "broken": _("The picture is incomplete or damaged. Save it again and upload it once more."),
    }

    def to_python(self, data):
        upload = super().to_python(data)
        if upload is None:
            return None
        if upload.size > MAX_BYTES:
            self.refuse("too_large", size=f"{upload.size / 2**20:.0f}", limit=MAX_BYTES // 2**20)
        upload.name = str(PurePath(upload.name).with_suffix(SUFFIXES[self.examine(upload)]))
        upload.seek(0)
        return upload

    def examine(self, upload):
        """The picture's format, after all of it was decoded."""
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("error", Image.DecompressionBombWarning)
                picture = Image.open(upload, formats=list(SUFFIXES))
        except (Image.DecompressionBombError, Image.DecompressionBombWarning):
            self.refuse("too_many_pixels", width="…", height="…")
        except (UnidentifiedImageError, OSError, ValueError, SyntaxError):
            self.refuse("wrong_type")
        width, height = picture.size
        if width * height > MAX_PIXELS:
            self.refuse("too_many_pixels", width=width, height=height)
        if min(width, height) < MIN_SIDE_PX:
            self.refuse("too_few_pixels", width=width, height=height, limit=MIN_SIDE_PX)
        try:
            picture.load()
        except (OSError, ValueError, SyntaxError):
            self.refuse("broken")
        return picture.format

    def refuse(self, code, **values):
        raise ValidationError(self.error_messages[code] % values, code=code)
