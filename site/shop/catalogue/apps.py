from django.urls import path, re_path
from django.utils.translation import gettext_lazy as _
from oscar.apps.catalogue.apps import CatalogueConfig as OscarCatalogueConfig


class CatalogueConfig(OscarCatalogueConfig):
    """Lists and product pages of our own, without Oscar's reviews."""

    name = "shop.catalogue"

    def ready(self):
        import oscar.apps.catalogue.receivers  # noqa: F401  a category's ancestors

        from shop.catalogue import receivers  # noqa: F401  the pages that show what changed

    def get_urls(self):
        from shop.catalogue import views

        return [
            path("", views.all_products, name="index"),
            re_path(r"^(?P<product_slug>[\w-]*)_(?P<pk>\d{1,9})/$", views.product, name="detail"),
            re_path(_(r"^category/(?P<category_slug>[\w/-]+)_(?P<pk>\d{1,9})/$"), views.category, name="category"),
            path("ranges/<slug:slug>/", views.range_products, name="range"),
        ]
