from functools import wraps

from django.http import Http404
from django.urls import URLPattern
from oscar.apps.dashboard.apps import DashboardConfig as OscarDashboardConfig

UNUSED = {"pages/", "reviews/"}  # there is one CMS, and the shop has no reviews


class DashboardConfig(OscarDashboardConfig):
    """The dashboard of the shop's own people; to anybody else who is signed in, it does not exist."""

    name = "shop.dashboard"

    def get_urls(self):
        urls = [pattern for pattern in super().get_urls() if str(pattern.pattern) not in UNUSED]
        for pattern in urls:
            hide_from_customers(pattern)
        return urls


def hide_from_customers(pattern):
    """Make the views of a URL pattern, or of all below it, answer 404 to people who are no staff."""
    for below in getattr(pattern, "url_patterns", ()):
        hide_from_customers(below)
    if isinstance(pattern, URLPattern) and pattern.name not in ("login", "logout"):
        pattern.callback = for_staff(pattern.callback)


def for_staff(view):
    @wraps(view)
    def guarded(request, *args, **kwargs):
        if request.user.is_authenticated and not request.user.is_staff:
            raise Http404
        return view(request, *args, **kwargs)

    return guarded
