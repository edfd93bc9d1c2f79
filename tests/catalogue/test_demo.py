"""The demonstration's catalogue: what its files hold, and how it is loaded."""

import re
from collections import Counter
from hashlib import blake2b

import pytest
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import translation
from oscar.core.loading import get_model
from PIL import Image

from shop.catalogue.demo import files, load, many
from shop.catalogue.models import Product, ProductImage

Category = get_model("catalogue", "Category")
StockRecord = get_model("partner", "StockRecord")

ROWS = [row for product in files.products() for row in [product, *product.get("variant", [])]]
SOLD = [row for row in ROWS if "price" in row]
PICTURES = sorted({name for product in files.products() for name in product["pictures"]})


# --- What the files hold ---


def test_the_shelves_are_full():
    families = [product for product in files.products() if len(product.get("variant", [])) >= 2]
    assert len(files.products()) >= 64
    assert len({product["category"] for product in files.products()}) >= 9
    assert any("parent" in category for category in files.categories())
    assert len(families) >= 6


def test_stock_is_sold_out_low_and_plenty():
    stock = Counter("none" if row["stock"] == 0 else "low" if row["stock"] < 5 else "plenty" for row in SOLD)
    assert stock["none"] >= 6
    assert stock["low"] >= 10
    assert stock["plenty"] > stock["none"] + stock["low"]


def test_most_warranties_last_a_year_and_the_terms_exist():
    months = Counter(product["warranty_months"] for product in files.products())
    assert months.most_common(1)[0][0] == 12
    assert {0, 6, 24, 36} <= months.keys()
    for product in files.products():
        assert product["warranty"] in files.read("warranty"), product["sku"]
        assert (product["warranty"] == "none") == (product["warranty_months"] == 0), product["sku"]


def test_codes_are_unique():
    assert [sku for sku, times in Counter(row["sku"] for row in ROWS).items() if times > 1] == []
    assert [code for code, times in Counter(c["code"] for c in files.categories()).items() if times > 1] == []


def test_every_entry_is_written_in_both_languages():
    for entry in [*ROWS, *files.categories()]:
        code, name = (entry["sku"], "title") if "sku" in entry else (entry["code"], "name")
        words = re.findall("[A-Za-z]{5,}", entry[f"{name}_id"])
        assert entry[f"{name}_en"], code
        assert not words or entry[f"{name}_id"] != entry[f"{name}_en"], code
        if "description_id" in entry:
            sentences = [len(re.findall(r"[.!?](?:\s|$)", entry[f"description_{lang}"])) for lang in files.LANGUAGES]
            assert all(1 <= count <= 4 for count in sentences), code
            assert entry["description_id"] != entry["description_en"], code


def test_a_product_names_only_attributes_of_its_kind():
    classes = files.read("classes")
    for product in files.products():
        known = set(classes["class"][product["class"]]["attributes"])
        for row in [product, *product.get("variant", [])]:
            assert set(row.get("specs", {})) <= known, row["sku"]


def test_everything_that_is_sold_has_a_price_and_a_weight():
    for row in SOLD:
        assert row["price"] % 500 == 0, row["sku"]
        assert 0 < row["weight_g"] < 500_000, row["sku"]
    assert [p["sku"] for p in files.products() if ("price" in p) == ("variant" in p)] == []


# --- Pictures ---


def test_every_picture_is_there_large_and_not_blank():
    for name in PICTURES:
        path = files.PICTURES / f"{name}.webp"
        with Image.open(path) as picture:
            assert picture.size == (1600, 1600), name
        assert path.stat().st_size > 12_000, name  # an empty sheet of this size takes 5,000 bytes


def test_each_kind_has_a_drawing_of_its_own():
    whole = [name for name in PICTURES if name.count(".") == 1]
    assert len({name.split(".")[0] for name in whole}) >= 40
    digests = {blake2b((files.PICTURES / f"{name}.webp").read_bytes()).digest() for name in PICTURES}
    assert len(digests) == len(PICTURES)


def test_no_picture_is_left_over_and_all_are_small():
    used = {*PICTURES, *(category["picture"] for category in files.categories())}
    kept = {path.stem: path.stat().st_size for path in files.PICTURES.glob("*.webp")}
    assert kept.keys() == used
    assert sum(kept.values()) < 8_000_000


# --- Loading ---


def test_the_catalogue_is_loaded_with_all_that_belongs_to_it(demo_shop):
    assert Product.objects.count() == len(ROWS)
    assert Category.objects.count() == len(files.categories())
    assert StockRecord.objects.count() == len(SOLD)
    assert Product.objects.search("gerinda").count() >= 4
    assert Product.objects.filter(structure=Product.CHILD, product_class=None).count() == len(ROWS) - len(
        files.products()
    )
    grinder = Product.objects.get(upc="WRK-AG100-850")
    assert (grinder.slug_ind, grinder.slug_en) == ("gerinda-tangan-100-mm-850-w", "angle-grinder-100-mm-850-w")
    assert [image.display_order for image in grinder.images.all()] == [0, 1, 2]
    with translation.override("en"):
        assert ("Disc diameter (mm)", 100.0) in [(v.attribute.name, v.value) for v in grinder.attribute_values.all()]
    welder = Product.objects.get(upc="LSD-MMA160")
    with translation.override("id"):
        assert "Elektroda (MMA)" in [str(value.value) for value in welder.attribute_values.all()]


def test_a_second_load_changes_nothing_that_a_person_edited_or_deleted(demo_shop):
    Product.objects.filter(upc="UKR-DM6000").update(title_ind="Multimeter kami")
    Product.objects.get(upc="UKR-LM50").delete()
    StockRecord.objects.filter(partner_sku="UKR-DM6000").update(price=1, num_in_stock=0)
    Category.objects.get(code="finishing").delete()
    before = Product.objects.count(), ProductImage.objects.count(), Category.objects.count()

    assert (load.load_classes(), load.load_categories(), load.load_products()) == (0, 0, [])

    assert (Product.objects.count(), ProductImage.objects.count(), Category.objects.count()) == before
    assert Product.objects.get(upc="UKR-DM6000").title_ind == "Multimeter kami"
    assert StockRecord.objects.get(partner_sku="UKR-DM6000").price == 1


def test_renditions_are_made_once_for_pictures_that_products_share(db):
    product = Product.objects.create(upc="A", title="A", slug="a")
    for order in range(2):
        ProductImage.objects.create(
            product=product, original=load.store(PICTURES[0], "products"), width=1600, height=1600, display_order=order
        )
    assert load.make_renditions() == 1
    assert load.missing_renditions() == {}
    renditions = product.images.first().original.get_picture_files_list()
    assert {rendition.width for rendition in renditions} == {300, 600, 900, 1200}
    for rendition in renditions:
        with default_storage.open(rendition.name) as file, Image.open(file) as picture:
            assert (picture.format, picture.width) == (rendition.file_type, rendition.width)


def test_pictures_come_back_after_the_media_folder_was_emptied_unless_they_are_no_longer_ours(db):
    product = Product.objects.create(upc="A", title="A", slug="a")
    for order, name in enumerate([PICTURES[0], "no-longer.drawn"]):
        original = f"{load.PICTURE_FOLDER}{name}.webp"
        ProductImage.objects.create(product=product, original=original, width=1600, height=1600, display_order=order)
    assert list(load.missing_renditions()) == [f"{load.PICTURE_FOLDER}{PICTURES[0]}.webp"]
    assert default_storage.exists(f"{load.PICTURE_FOLDER}{PICTURES[0]}.webp")


def test_the_catalogue_of_the_demonstration_stays_out_of_production(settings):
    settings.PRODUCTION = True
    with pytest.raises(CommandError, match="MODE=demo"):
        call_command("load_demo_catalogue")
    with pytest.raises(CommandError, match="MODE=demo"):
        call_command("make_products", "5")


# --- Many products ---


def test_many_products_are_made_found_and_removed(demo_shop):
    before = Product.objects.count(), StockRecord.objects.count(), ProductImage.objects.count()
    many.add(120, each=lambda count: None)
    assert many.count() == 120
    product = Product.objects.get(upc="BENCH-000007")
    assert product.title_ind != product.title_en
    assert product.images.count() == product.categories.count() == product.stockrecords.count() == 1
    assert product.attribute_values.count() > 0
    assert product in list(Product.objects.search("BENCH 000007"))
    assert StockRecord.objects.filter(partner_sku__startswith="BENCH-", num_in_stock=0).count() == 12
    family = Product.objects.get(upc="BENCH-000008")
    assert [variant.stockrecords.count() for variant in family.children.all()] == [1, 1]

    many.remove(each=lambda count: None)

    assert (Product.objects.count(), StockRecord.objects.count(), ProductImage.objects.count()) == before
    connection.check_constraints()
