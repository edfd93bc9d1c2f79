"""Pictures of products: what they really are decides, and a refusal says what to do."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from shop.catalogue.models import Product, ProductImage
from shop.dashboard.catalogue import uploads
from tests.dashboard.conftest import errors

FORM = "#create_update_product_form"


@pytest.fixture
def page(product_class, category):
    product = Product.objects.create(product_class=product_class, title_ind="Bor", slug_ind="bor", weight_g=900)
    product.categories.add(category)
    return f"/en/dashboard/catalogue/products/{product.pk}/"


def test_a_picture_is_stored_under_what_it_is_and_made_in_all_sizes_by_the_worker(page, submit, picture, run_tasks):
    response = submit(page, FORM, {"images-0-original": picture("bor.gif", (800, 600), "JPEG")})
    run_tasks()

    assert response.status_code == 302, errors(response)
    image = ProductImage.objects.get()
    assert image.original.name.endswith(".jpg")
    assert (image.width, image.height) == (800, 600)
    made = image.original.aspect_ratios["1/1"]
    assert all(size.path.exists() for sizes in made.values() for size in sizes.values())
    assert set(made) == {"AVIF", "WEBP"}


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda p: SimpleUploadedFile("bor.png", b"<html>hello</html>", "image/png"), "This is not a picture that"),
        (lambda p: p("bor.png", image_format="GIF"), "This is not a picture that the shop can show."),
        (lambda p: cut(p("bor.jpg", (900, 900), "JPEG")), "The picture is incomplete or damaged."),
        (lambda p: p("bor.png", (319, 900)), "At least 320 on each side are needed."),
    ],
)
def test_what_is_no_usable_picture_is_refused(page, submit, picture, make, message):
    response = submit(page, FORM, {"images-0-original": make(picture)})

    assert message in " ".join(errors(response))
    assert not ProductImage.objects.exists()


def test_a_picture_of_too_many_pixels_is_refused_before_it_is_decoded(page, submit, picture):
    response = submit(page, FORM, {"images-0-original": picture("bor.png", (8000, 6000), mode="1")})

    assert "The picture has 8000 × 6000 pixels, more than the shop can handle." in " ".join(errors(response))


def test_a_decompression_bomb_is_refused(page, submit, picture):
    response = submit(page, FORM, {"images-0-original": picture("bor.png", (20000, 10000), mode="1")})

    assert "more than the shop can handle" in " ".join(errors(response))


def test_a_file_that_is_too_large_is_refused(page, submit):
    upload = SimpleUploadedFile("bor.png", b"x" * (uploads.MAX_BYTES + 1), "image/png")

    response = submit(page, FORM, {"images-0-original": upload})

    assert "The file has 10 MB; at most 10 MB are accepted." in " ".join(errors(response))


def cut(upload):
    """The first half of a file."""
    content = upload.read()
    return SimpleUploadedFile(upload.name, content[: len(content) // 2], "image/jpeg")
