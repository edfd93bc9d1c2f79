"""Puts the demonstration's catalogue into the database: what is missing, never over what a person edited.

What was loaded once is remembered (web.LoadedContent), so that what a person deleted stays deleted.
"""

import os
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from itertools import groupby
from operator import attrgetter
from pathlib import Path

from django.core.files import File
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.text import slugify
from modelsearch.backends import get_search_backend
from oscar.core.loading import get_model
from PIL import Image, ImageOps

from shop.catalogue.demo import files
from shop.catalogue.models import Product, ProductImage
from shop.catalogue.pictures import enqueue, tile_picture
from web.models import LoadedContent

Category = get_model("catalogue", "Category")
ProductClass = get_model("catalogue", "ProductClass")
AttributeOption = get_model("catalogue", "AttributeOption")
AttributeOptionGroup = get_model("catalogue", "AttributeOptionGroup")
Partner = get_model("partner", "Partner")
StockRecord = get_model("partner", "StockRecord")

KEY = "catalogue:"
WAREHOUSE = "gudang-jakarta"
LOW_STOCK = 5
PICTURE_SIDE = 1600  # pixels
PICTURE_FOLDER = "products/demo/"
INDEX_BATCH = 200


def warehouse():
    """The partner whose stock the shop sells; made when missing."""
    return Partner.objects.get_or_create(code=WAREHOUSE, defaults={"name": "Gudang Jakarta"})[0]


# --- What was loaded before ---


def loaded_before():
    """Keys of everything that was loaded so far, whether it is still there or not."""
    return set(LoadedContent.objects.filter(key__startswith=KEY).values_list("key", flat=True))


def remember(code):
    LoadedContent.objects.get_or_create(key=KEY + code)


# --- Kinds of products ---


def load_classes():
    """Product classes with their attributes; returns how many were made."""
    data, made = files.read("classes"), 0
    for code, entry in data["class"].items():
        if ProductClass.objects.filter(slug=code).exists():
            continue
        product_class = ProductClass.objects.create(slug=code, **files.in_both(entry, "name"))
        for attribute in entry["attributes"]:
            add_attribute(product_class, attribute, data)
        made += 1
    return made


def add_attribute(product_class, code, data):
    entry = data["attribute"][code]
    group = option_group(entry["options"], data) if "options" in entry else None
    product_class.attributes.create(
        code=code, type=entry["type"], option_group=group, name_ind=entry["id"], name_en=entry["en"]
    )


def option_group(code, data):
    """The group of options `code`; made with its options when missing."""
    group, made = AttributeOptionGroup.objects.get_or_create(code=code, defaults={"name": code})
    if made:
        for key, words in data["options"][code].items():
            group.options.create(code=f"{code}:{key}", option_ind=words[0], option_en=words[1])
    return group


# --- Categories ---


def load_categories():
    """Categories that were never loaded; returns how many were made."""
    known, made = loaded_before(), 0
    for entry in files.categories():
        code = f"category:{entry['code']}"
        if KEY + code in known or Category.objects.filter(code=entry["code"]).exists():
            continue
        with transaction.atomic():
            add_category(entry)
            remember(code)
        made += 1
    return made


def add_category(entry):
    names = files.in_both(entry, "name")
    values = {
        "code": entry["code"],
        "image": store(entry["picture"], "categories", tile_picture),
        **with_slugs(names, "name"),
        **files.in_both(entry, "description"),
    }
    if "parent" in entry:
        return Category.objects.get(code=entry["parent"]).add_child(**values)
    return Category.add_root(**values)


# --- Products ---


def load_products(each=lambda: None):
    """Products that were never loaded, with variants, stock and pictures; returns them."""
    known = loaded_before()
    there = set(Product.objects.values_list("upc", flat=True))
    made = []
    for entry in files.products():
        each()
        if KEY + entry["sku"] in known or entry["sku"] in there:
            continue
        with transaction.atomic():
            made += add_family(entry)
            remember(entry["sku"])
    backend = get_search_backend()
    for start in range(0, len(made), INDEX_BATCH):
        backend.add_bulk(Product, made[start : start + INDEX_BATCH])
    return made


def add_family(entry):
    """A product with its variants, if it has any; returns all of them."""
    variants = entry.get("variant", [])
    product = insert(entry, structure=Product.PARENT if variants else Product.STANDALONE)
    category = Category.objects.filter(code=entry["category"]).first()
    if category:
        product.categories.add(category)
    for order, name in enumerate(entry["pictures"]):
        original = store(name, "products")
        ProductImage.objects.create(
            product=product, original=original, width=PICTURE_SIDE, height=PICTURE_SIDE, display_order=order,
            caption=product.title,
        )  # fmt: skip
    return [product, *(insert(variant, structure=Product.CHILD, parent=product) for variant in variants)]


def insert(entry, structure, parent=None):
    """One row with attributes and, unless a parent, stock. Past `save`, which would index each by itself."""
    product = Product(upc=entry["sku"], structure=structure, parent=parent, weight_g=entry.get("weight_g"))
    titles = files.in_both(entry, "title")
    set_fields(product, with_slugs(titles, "title"))
    if parent is None:
        product.product_class = ProductClass.objects.get(slug=entry["class"])
        product.brand = entry["brand"]
        product.warranty_months = entry["warranty_months"]
        set_fields(product, files.in_both(entry, "description"))
        set_fields(product, files.in_both(files.read("warranty")[entry["warranty"]], "terms", "warranty_terms"))
    product.stock_is_counted = entry.get("counted", parent.stock_is_counted if parent else False)
    Product.objects.bulk_create([product])
    if specs := entry.get("specs"):
        set_attributes(product, specs)
    if "price" in entry:
        add_stock(product, entry)
    return product


def set_fields(instance, values):
    for name, value in values.items():
        setattr(instance, name, value)


def with_slugs(texts, field):
    """`texts` (title_ind, title_en …) with a slug for each."""
    return texts | {name.replace(field, "slug"): slugify(text) for name, text in texts.items()}


def set_attributes(product, specs):
    for attribute, value in attribute_values(product.get_product_class(), specs):
        product.attr.set(attribute.code, value)
    product.attr.save()


def attribute_values(product_class, specs):
    """Pairs of an attribute and its value; a value that stands for an option is looked up."""
    attributes = {a.code: a for a in product_class.attributes.select_related("option_group")}
    pairs = [(attributes[code], value) for code, value in specs.items() if code in attributes]
    return [(a, _option(a, value) if a.is_option else value) for a, value in pairs]


def _option(attribute, key):
    return AttributeOption.objects.get(code=f"{attribute.option_group.code}:{key}")


def add_stock(product, entry):
    StockRecord.objects.create(
        product=product,
        partner=warehouse(),
        partner_sku=entry["sku"],
        price=Decimal(entry["price"]),
        num_in_stock=entry["stock"],
        num_allocated=0,
        low_stock_threshold=LOW_STOCK,
    )


# --- Pictures ---


def store(name, folder, prepare=File):
    """Copy the drawing `name` into the media storage, unless it is there; returns its name in the storage."""
    target = f"{folder}/demo/{name}.webp"
    if not default_storage.exists(target):
        with open(files.PICTURES / f"{name}.webp", "rb") as file:
            target = default_storage.save(target, prepare(file))
    return target


def missing_renditions():
    """The files that pages will ask for and that are not there yet, by their original."""
    images = ProductImage.objects.filter(original__startswith=PICTURE_FOLDER)
    originals = {image.original.name: image.original for image in images}
    missing = {}
    for name, original in originals.items():
        if not default_storage.exists(name):  # the media folder was emptied
            if not (files.PICTURES / Path(name).name).exists():
                continue  # a picture of an earlier version
            store(Path(name).stem, "products")
        if pictures := [p for p in original.get_picture_files_list() if not default_storage.exists(p.name)]:
            missing[name] = pictures
    return missing


def enqueue_renditions():
    """Hand the missing renditions to the worker."""
    for name, pictures in missing_renditions().items():
        original = ProductImage.objects.filter(original=name).first().original
        enqueue(
            storage=original.storage.deconstruct(),
            file_name=name,
            sender=original.sender,
            new=[picture.deconstruct() for picture in pictures],
        )


def make_renditions(each=lambda: None):
    """Make all missing renditions on every core; the encoders work outside Python's lock."""

    def make(item):
        name, pictures = item
        with default_storage.open(name) as file, Image.open(file) as opened:
            image = opened.convert("RGB")
        for width, of_width in groupby(sorted(pictures, key=attrgetter("width")), key=attrgetter("width")):
            resized = ImageOps.fit(image, (width, width))
            for picture in of_width:
                picture.save_resized(resized)
        each()

    missing = missing_renditions()
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        list(pool.map(make, missing.items()))
    return len(missing)
