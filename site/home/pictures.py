"""Pictures that editors choose, as AVIF and WebP in the widths of a page.

The files are made when a page that shows the picture is published; a visit only looks up which of them exist.
"""

from dataclasses import dataclass

from django_tasks import task
from wagtail.images import get_image_model

from web import pagecache

WIDTHS = (480, 960, 1440)
FORMATS = ("avif", "webp")


@dataclass(frozen=True)
class Picture:
    """What a `picture` element needs: a srcset per format, and the original for everything else."""

    sources: tuple  # of (media type, srcset)
    url: str
    width: int
    height: int


def specs(image):
    """Format and width → filter specification; a picture is never enlarged."""
    widths = [width for width in WIDTHS if width < image.width] or [image.width]
    return {(kind, width): f"width-{width}|format-{kind}" for kind in FORMATS for width in widths}


def picture(image):
    """The Picture of an image, or None; one query for the files that were made."""
    if image is None:
        return None
    made = {rendition.filter_spec: rendition for rendition in image.renditions.all()}
    sources = []
    for kind in FORMATS:
        wanted = [made.get(spec) for (name, _width), spec in specs(image).items() if name == kind]
        srcset = ", ".join(f"{rendition.url} {rendition.width}w" for rendition in wanted if rendition)
        if srcset:
            sources.append((f"image/{kind}", srcset))
    return Picture(tuple(sources), image.file.url, image.width, image.height)


@task()
def make_renditions(image_pk):
    """Make the files of an image that are missing, then drop the pages that waited for them."""
    image = get_image_model().objects.filter(pk=image_pk).first()
    if image is None:
        return  # deleted while the task waited
    for rendition in image.get_renditions(*specs(image).values()).values():
        rendition.file.close()
    pagecache.drop(pagecache.EVERYTHING)
