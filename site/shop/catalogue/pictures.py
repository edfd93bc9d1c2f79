"""Product pictures in the sizes that pages ask for, made by the worker."""

import io
from pathlib import PurePath

from django.core.files.base import ContentFile
from django_tasks import task
from pictures.models import PillowPicture
from pictures.tasks import process_picture
from PIL import Image, ImageOps

from web.pictures import upright

ENCODERS = {  # AVIF at speed 8 takes a third of the time of its default, for files of nearly the same size
    "AVIF": {"quality": 62, "speed": 8},
    "WEBP": {"quality": 80, "method": 2},
}


TILE_SIDE = 400  # pixels of a category's picture, which is shown at 200 and less


def tile_picture(file):
    """The picture in `file` as a small WebP square, the whole of it on white; a category shows it as it is."""
    with Image.open(file) as picture:
        turned = upright(picture)
        opaque = _on_white(turned.convert("RGBA")) if turned.has_transparency_data else turned.convert("RGB")
    whole = ImageOps.pad(opaque, (TILE_SIDE, TILE_SIDE), color="white")
    with io.BytesIO() as buffer:
        whole.save(buffer, format="WEBP", exif=b"", icc_profile=b"", **ENCODERS["WEBP"])
        return ContentFile(buffer.getvalue(), name=f"{PurePath(file.name).stem}.webp")


def _on_white(picture):
    """An RGBA picture without its transparency."""
    return Image.alpha_composite(Image.new("RGBA", picture.size, "white"), picture).convert("RGB")


class ShopPicture(PillowPicture):
    """A picture file encoded for pages: opaque, without metadata."""

    def save(self, image):
        height = self.height or self.width * image.height // image.width
        self.save_resized(ImageOps.fit(image.convert("RGB"), (self.width, height)))

    def save_resized(self, image):
        """Encode `image`, which has the right size already."""
        with io.BytesIO() as buffer:
            image.save(buffer, format=self.file_type, exif=b"", icc_profile=b"", **ENCODERS.get(self.file_type, {}))
            self.storage.delete(self.name)
            self.storage.save(self.name, ContentFile(buffer.getvalue()))


@task()
def make_pictures(storage, file_name, sender, new, old):
    """Make the files `new` from the original and delete the files `old`; lists as django-pictures deconstructs them."""
    process_picture(storage=storage, file_name=file_name, sender=sender, new=new, old=old)


def enqueue(*, storage, file_name, sender, new=None, old=None):
    """Hand the work to the worker, in the transaction that saved the picture."""
    make_pictures.enqueue(storage=storage, file_name=file_name, sender=sender, new=new or [], old=old or [])
