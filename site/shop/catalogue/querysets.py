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


class ProductQuerySet(SearchableQuerySetMixin, OscarProductQuerySet):
    """Oscar's questions and ours."""

    def for_tiles(self):
        """With everything that a tile shows: four queries more, however many products and variants."""
        children = self.model.objects.filter(is_public=True).order_by("pk").prefetch_related("stockrecords")
        tiles = self.select_related("product_class").prefetch_related("stockrecords", "images")
        return tiles.prefetch_public_children(children)

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
