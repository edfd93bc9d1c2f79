from django.urls import path
from django.utils.translation import gettext_lazy as _
from oscar.apps.search.apps import SearchConfig as OscarSearchConfig


class SearchConfig(OscarSearchConfig):
    """Search of our own, on modelsearch instead of Haystack."""

    name = "shop.search"

    def ready(self):
        """Without Oscar's views: they would load Haystack's."""

    def get_urls(self):
        from shop.search import views

        return [
            path("", views.search, name="search"),
            path(_("suggestions/"), views.suggest, name="suggest"),
        ]
