from django.apps import AppConfig


class WebConfig(AppConfig):
    """What every public page shares: the page cache, its holes, form rendering, formats."""

    name = "web"
