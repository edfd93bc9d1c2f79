from functools import wraps

from django.http import Http404
from django.urls import URLPattern, path
from oscar.apps.dashboard.apps import DashboardConfig as OscarDashboardConfig

from shop.dashboard.input import check_address, check_fields

UNUSED = {"pages/", "reviews/"}  # there is one CMS, and the shop has no reviews


class DashboardConfig(OscarDashboardConfig):
    """The dashboard of the shop's own people; to anybody else who is signed in, it does not exist."""

    name = "shop.dashboard"

    def configure_permissions(self):
        super().configure_permissions()
        self.permissions_map["figures"] = self.permissions_map["index"]

    def get_urls(self):
        from shop.dashboard.views import FiguresView  # its models are there only now

        own = self.post_process_urls([path("figures/", FiguresView.as_view(), name="figures")])
        urls = own + [pattern for pattern in super().get_urls() if str(pattern.pattern) not in UNUSED]
        for pattern in urls:
            guard(pattern)
        return urls


def guard(pattern):
    """Make the views of a URL pattern, or of all below it, answer 404 to people who are no staff, and check input."""
    for below in getattr(pattern, "url_patterns", ()):
        guard(below)
    if isinstance(pattern, URLPattern) and pattern.name not in ("login", "logout"):
        pattern.callback = for_staff(pattern.callback)


def for_staff(view):
    @wraps(view)
    def guarded(request, *args, **kwargs):
        if request.user.is_authenticated and not request.user.is_staff:
            raise Http404
        check_address(kwargs)
        check_fields(request.GET)
        check_fields(request.POST)
        return view(request, *args, **kwargs)

    return guarded
