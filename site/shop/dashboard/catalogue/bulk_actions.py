"""What is done to many products or categories at once; the pages that show them are made anew."""

from django.db.models import F
from django.db.models.functions import Round
from django.db.transaction import atomic
from oscar.apps.dashboard.catalogue import bulk_actions as oscar
from oscar.core.loading import get_model

from web import pagecache

Product = get_model("catalogue", "Product")
StockRecord = get_model("partner", "StockRecord")


def drop_pages(objects):
    """Drop the pages that show `objects`, a queryset of products or categories: updates of many rows send no signal."""
    if objects.model is Product:
        families = {parent or pk for pk, parent in objects.values_list("pk", "parent_id")}
        tags = [f"product:{pk}" for pk in families]
    else:
        tags = [f"category:{pk}" for pk in objects.values_list("pk", flat=True)] + ["navigation"]
    pagecache.drop("catalogue", *tags)


class DropsPages:
    """An action that drops the pages of what it changes."""

    def execute(self, request, objects, *args):
        super().execute(request, objects, *args)
        drop_pages(objects)


class MakePublicAction(DropsPages, oscar.MakePublicAction):
    pass


class MakeNonPublicAction(DropsPages, oscar.MakeNonPublicAction):
    pass


class MakeProductsPublicAction(DropsPages, oscar.MakeProductsPublicAction):
    pass


class MakeProductsNonPublicAction(DropsPages, oscar.MakeProductsNonPublicAction):
    pass


class SetProductPriceAction(DropsPages, oscar.SetProductPriceAction):
    """New prices, in whole rupiah."""

    @atomic
    def execute(self, request, objects, form):
        products = list(objects.values_list("pk", flat=True))
        super().execute(request, objects, form)
        StockRecord.objects.filter(product__in=products).update(price=Round(F("price")))
