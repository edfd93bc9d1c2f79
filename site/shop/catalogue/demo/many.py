"""Many products at once, to measure with: numbered copies of the demonstration's, past Oscar's `save` and signals."""

from decimal import Decimal
from itertools import islice

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import SET_NULL
from modelsearch.backends import get_search_backend
from oscar.core.loading import get_model

from shop.catalogue.demo import files, load
from shop.catalogue.models import Product, ProductImage

PREFIX = "BENCH-"
BATCH = 500
SOLD_OUT_EVERY, LOW_EVERY = 20, 13  # products
FAMILY_EVERY, SIZES = 4, ("S", "L")  # products with a variant of each size

Category = get_model("catalogue", "Category")
ProductAttributeValue = get_model("catalogue", "ProductAttributeValue")
ProductCategory = get_model("catalogue", "ProductCategory")
ProductClass = get_model("catalogue", "ProductClass")
StockRecord = get_model("partner", "StockRecord")
MADE = {ProductAttributeValue, ProductCategory, ProductImage, StockRecord}  # what `add` hangs on a product


def add(count, each):
    """Add `count` numbered products; `each` is called with the size of every batch that is done."""
    load.load_classes()
    load.load_categories()
    patterns = _patterns()
    first = Product.objects.filter(upc__startswith=PREFIX).count() + 1
    numbers = iter(range(first, first + count))
    while batch := list(islice(numbers, BATCH)):
        with transaction.atomic():
            _add_batch([(number, patterns[number % len(patterns)]) for number in batch])
        each(len(batch))


def remove(each):
    """Remove every numbered product with all that hangs on it; `each` is called with the size of every batch."""
    while batch := list(Product.objects.filter(upc__startswith=PREFIX).values_list("pk", flat=True)[:BATCH]):
        with transaction.atomic():
            _remove_batch(list(Product.objects.filter(parent__in=batch).values_list("pk", flat=True)))
            _remove_batch(batch)
        each(len(batch))


def _remove_batch(batch):
    """Past the signals for what `add` made: each of them would drop kept pages by itself."""
    for relation in Product._meta.related_objects:
        rows = relation.related_model._base_manager.filter(**{f"{relation.field.name}__in": batch})
        if relation.on_delete is SET_NULL:
            rows.update(**{relation.field.name: None})
        elif relation.related_model in MADE:
            rows._raw_delete(rows.db)
        else:
            rows.delete()
    entries = Product._meta.get_field("index_entries").related_model.objects.filter(
        content_type=ContentType.objects.get_for_model(Product), object_id__in=[str(pk) for pk in batch]
    )
    entries._raw_delete(entries.db)
    products = Product.objects.filter(pk__in=batch)
    products._raw_delete(products.db)


def count():
    return Product.objects.filter(upc__startswith=PREFIX).count()


class _Pattern:
    """A product of the demonstration, ready to be copied without a query."""

    def __init__(self, entry):
        self.entry = entry
        self.variant = entry.get("variant", [entry])[0]
        self.product_class = ProductClass.objects.get(slug=entry["class"])
        self.category = Category.objects.filter(code=entry["category"]).first()
        self.specs = load.attribute_values(self.product_class, entry.get("specs", {}) | self.variant.get("specs", {}))
        self.picture = load.store(entry["pictures"][0], "products")


def _patterns():
    return [_Pattern(entry) for entry in files.products()]


def _add_batch(numbered):
    products = Product.objects.bulk_create([_product(number, pattern) for number, pattern in numbered])
    pairs = list(zip(products, (pattern for _number, pattern in numbered), strict=True))
    ProductCategory.objects.bulk_create(
        ProductCategory(product=product, category=pattern.category) for product, pattern in pairs if pattern.category
    )
    ProductAttributeValue.objects.bulk_create(
        ProductAttributeValue(product=product, attribute=attribute, **{f"value_{attribute.type}": value})
        for product, pattern in pairs
        for attribute, value in pattern.specs
    )
    ProductImage.objects.bulk_create(_picture(product, pattern) for product, pattern in pairs)
    families = [row for row in zip(numbered, products, strict=True) if row[1].is_parent]
    sold = [row for row in zip(numbered, products, strict=True) if not row[1].is_parent] + _add_variants(families)
    warehouse = load.warehouse()
    StockRecord.objects.bulk_create(_stock(number, pattern, product, warehouse) for (number, pattern), product in sold)
    get_search_backend().add_bulk(Product, products)


def _add_variants(families):
    """A variant of each size for the families, which are ((number, pattern), product); the same with the variants."""
    rows = [
        (copied, Product(structure=Product.CHILD, parent=family, title=size, title_ind=size, title_en=size))
        for copied, family in families
        for size in SIZES
    ]
    Product.objects.bulk_create([variant for _copied, variant in rows])
    return rows


def _product(number, pattern):
    entry = pattern.entry
    product = Product(
        upc=f"{PREFIX}{number:06d}",
        structure=Product.STANDALONE if number % FAMILY_EVERY else Product.PARENT,
        product_class=pattern.product_class,
        brand=entry["brand"],
        weight_g=pattern.variant["weight_g"],
        warranty_months=entry["warranty_months"],
        stock_is_counted=entry.get("counted", False),
    )
    terms = files.in_both(files.read("warranty")[entry["warranty"]], "terms", "warranty_terms")
    titles = {name: f"{title} #{number}" for name, title in files.in_both(entry, "title").items()}
    load.set_fields(product, load.with_slugs(titles, "title") | files.in_both(entry, "description") | terms)
    return product


def _picture(product, pattern):
    side = load.PICTURE_SIDE
    return ProductImage(
        product=product, original=pattern.picture, caption=product.title, width=side, height=side, display_order=0
    )


def _stock(number, pattern, product, warehouse):
    in_stock = 0 if number % SOLD_OUT_EVERY == 0 else 2 if number % LOW_EVERY == 0 else number % 90 + 5
    return StockRecord(
        product=product,
        partner=warehouse,
        partner_sku=product.upc or f"{product.parent.upc}-{product.title}",
        price=Decimal(pattern.variant["price"]) + Decimal(number % 40) * 500,
        num_in_stock=in_stock,
        num_allocated=0,
        low_stock_threshold=load.LOW_STOCK,
    )
