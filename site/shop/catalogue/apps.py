from django.urls import include, path, re_path
from django.utils.translation import gettext_lazy as _
from oscar.apps.catalogue.apps import CatalogueConfig as OscarCatalogueConfig

CATEGORY = r"^(?P<category_slug>[\w/-]+)_(?P<pk>\d{1,9})/$"


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
            path(_("category/"), include([re_path(CATEGORY, views.category, name="category")])),
            path("ranges/<slug:slug>/", views.range_products, name="range"),
        ]
