"""What every template may read; nothing here runs a query before a template asks."""

from django.conf import settings
from django.utils.functional import SimpleLazyObject
from django.utils.module_loading import import_string


def shop(request):
    """The shop's name as its editors write it, and whether this is the demonstration."""
    name = SimpleLazyObject(lambda: import_string(settings.MENUS)("identity", request)["name"])
    return {"shop_name": name, "DEMO": settings.DEMO, "PRODUCTION": settings.PRODUCTION}
