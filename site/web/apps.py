import mimetypes

from django.apps import AppConfig


class WebConfig(AppConfig):
    """What every public page shares: the page cache, its holes, form rendering, formats."""

    name = "web"

    def ready(self):
        # Browsers refuse rules for fetching ahead that come as anything else.
        mimetypes.add_type("application/speculationrules+json", ".speculationrules")
