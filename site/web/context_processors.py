"""What every template may read; nothing here runs a query."""

from django.conf import settings


def shop(request):
    """The shop's name, whether this is the demonstration, and the page's address without host."""
    return {"shop_name": settings.OSCAR_SHOP_NAME, "DEMO": settings.DEMO, "PRODUCTION": settings.PRODUCTION}
