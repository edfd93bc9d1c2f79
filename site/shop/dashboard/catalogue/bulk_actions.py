"""What is done to many products or categories at once. Oscar updates the rows silently; others want to hear of it."""

from django.db.models import F
from django.db.models.functions import Round
from django.db.transaction import atomic
from oscar.apps.dashboard.catalogue import bulk_actions as oscar
from oscar.core.loading import get_model

from web import pagecache

StockRecord = get_model("partner", "StockRecord")


class Announced:
    """An action after which each row is saved as by hand: kept pages, the search index and the tree follow."""

    @atomic
    def execute(self, request, objects, *args):
        super().execute(request, objects, *args)
        for changed in objects:
            changed.save()


class MakePublicAction(Announced, oscar.MakePublicAction):
    pass


class MakeNonPublicAction(Announced, oscar.MakeNonPublicAction):
    pass


class MakeProductsPublicAction(Announced, oscar.MakeProductsPublicAction):
    pass


class MakeProductsNonPublicAction(Announced, oscar.MakeProductsNonPublicAction):
    pass


class SetProductPriceAction(oscar.SetProductPriceAction):
    """New prices, in whole rupiah; the pages that show them are made anew."""

    @atomic
    def execute(self, request, objects, form):
        products = list(objects.values_list("pk", "parent_id"))
        super().execute(request, objects, form)
        StockRecord.objects.filter(product__in=[pk for pk, _parent in products]).update(price=Round(F("price")))
        pagecache.drop("catalogue", *{f"product:{parent or pk}" for pk, parent in products})
