"""A category's picture is kept small, whatever was uploaded: a page shows many of them."""

import io

import pytest
from django.core.files.base import ContentFile
from PIL import Image

from tests.support.catalogue import make_category


@pytest.mark.django_db
@pytest.mark.parametrize(("mode", "size"), [("RGB", (3000, 1000)), ("RGBA", (50, 80)), ("P", (400, 400))])
def test_an_uploaded_picture_becomes_a_small_square_with_all_of_it(mode, size):
    with io.BytesIO() as buffer:
        Image.new(mode, size).save(buffer, format="PNG")
        upload = ContentFile(buffer.getvalue(), name="Besar sekali.png")
    category = make_category("Perkakas", "Tools", image=upload)
    with category.image.open() as file, Image.open(file) as kept:
        assert (kept.format, kept.size, kept.mode) == ("WEBP", (400, 400), "RGB")
        if mode == "RGBA":
            assert kept.getpixel((5, 5)) == kept.getpixel((200, 200)) == (255, 255, 255)
    before = category.image.name
    category.save()
    assert category.image.name == before
