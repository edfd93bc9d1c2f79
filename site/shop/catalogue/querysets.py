"""Questions about many products."""

from django.db.models import Case, Exists, F, OuterRef, Prefetch, Q, Subquery, Value, When
from django.db.models.functions import Coalesce
from modelsearch.queryset import SearchableQuerySetMixin
from oscar.apps.catalogue.managers import ProductQuerySet as OscarProductQuerySet
from oscar.core.loading import get_model

IN_STOCK = Q(num_in_stock__gt=Coalesce(F("num_allocated"), Value(0)))


def offers(**whose):
    """The stock records that sell a product or its variants at a price."""
    StockRecord = get_model("partner", "StockRecord")
    return StockRecord.objects.filter(product__is_public=True, price__isnull=False, **whose)


def bring_offers(products):
    """Fill the stock records of `products` and of the variants of families among them, in one query for all."""
    StockRecord = get_model("partner", "StockRecord")
    theirs = Q(product__in=products) | Q(product__parent__in=products, product__is_public=True)
    found = {}  # family's pk → variant or None → its stock records
    for record in StockRecord.objects.filter(theirs).select_related("product").order_by("product", "pk"):
        variant = record.product if record.product.parent_id else None
        found.setdefault(variant.parent_id if variant else record.product_id, {}).setdefault(variant, []).append(record)
    for product in products:
        offered = found.get(product.pk, {})
        fill_relation(product, "stockrecords", offered.pop(None, []))
        product._prefetched_public_children = list(offered)
        for variant, records in offered.items():
            variant.parent = product
            fill_relation(variant, "stockrecords", records)


def fill_relation(instance, name, rows):
    """Give `instance` the rows of a reverse relation, as Django's own prefetch does."""
    manager = getattr(instance, name)
    rows_known = manager.get_queryset()
    rows_known._result_cache, rows_known._prefetch_done = rows, True
    if not hasattr(instance, "_prefetched_objects_cache"):
        instance._prefetched_objects_cache = {}
    instance._prefetched_objects_cache[name] = rows_known


class ProductQuerySet(SearchableQuerySetMixin, OscarProductQuerySet):
    """Oscar's questions and ours."""

    brings_offers = False  # see for_tiles

    def for_tiles(self):
        """With everything that a tile shows: two queries more, however many products and variants.

        Of a family it brings the variants that have a stock record.
        """
        tiles = self.select_related("product_class").prefetch_related("images")
        tiles.brings_offers = True
        return tiles

    def _clone(self):
        clone = super()._clone()
        clone.brings_offers = self.brings_offers
        return clone

    def _fetch_all(self):
        is_new = self._result_cache is None
        super()._fetch_all()
        if is_new and self.brings_offers:
            bring_offers(self._result_cache)

    def for_page(self):
        """With everything that a product page tells of a product and its variants."""
        values = get_model("catalogue", "ProductAttributeValue").objects.select_related("attribute", "value_option")
        values = Prefetch("attribute_values", queryset=values.prefetch_related("value_multi_option").order_by("pk"))
        children = self.model.objects.filter(is_public=True).order_by("pk")
        children = children.prefetch_related("stockrecords", "images", values)
        page = self.select_related("product_class", "parent__product_class")
        return page.prefetch_related("stockrecords", "images", "categories", values).prefetch_public_children(children)

    def with_price_from(self):
        """Annotate `price_from`: what the strategy answers, the lowest price that can be bought, else the lowest."""
        buyable_first = Case(When(IN_STOCK, then=0), default=1)
        own, variants = (
            Subquery(offers(**{whose: OuterRef("pk")}).order_by(buyable_first, "price").values("price")[:1])
            for whose in ("product", "product__parent")
        )
        return self.annotate(price_from=Coalesce(own, variants))

    def in_stock(self):
        """Those of which at least one piece can be bought."""
        return self.filter(
            Exists(offers(product=OuterRef("pk")).filter(IN_STOCK))
            | Exists(offers(product__parent=OuterRef("pk")).filter(IN_STOCK))
            | Q(product_class__track_stock=False)
        )

    def in_categories(self, pks):
        """Those in one of the categories, each once."""
        return self.filter(pk__in=self.model.categories.through.objects.filter(category__in=pks).values("product"))
