from functools import wraps

from django.http import Http404
from django.urls import URLPattern, path
from django.utils.cache import add_never_cache_headers
from oscar.apps.dashboard.apps import DashboardConfig as OscarDashboardConfig

from shop.dashboard.input import check_address, check_fields
from shop.dashboard.rights import SEE_CLAIMS, WORK_ON_CLAIMS

# There is one CMS, and the shop has no reviews. Oscar's reports read rows that nobody writes here.
UNUSED = {"pages/", "reviews/", "reports/"}


class DashboardConfig(OscarDashboardConfig):
    """The dashboard of the shop's own people; to anybody else who is signed in, it does not exist."""

    name = "shop.dashboard"

    def configure_permissions(self):
        super().configure_permissions()
        self.permissions_map["figures"] = self.permissions_map["index"]
        for name in (
            "list",
            "detail",
            "task",
            "file",
            "figures",
            "figures-download",
            "download",
            "save-view",
            "remove-view",
        ):
            self.permissions_map[f"claim-{name}"] = [SEE_CLAIMS]  # a task asks for its own right
        self.permissions_map["claim-open"] = [SEE_CLAIMS, WORK_ON_CLAIMS]

    def get_urls(self):
        from shop.dashboard.views import FiguresView  # its models are there only now

        own = self.post_process_urls([path("figures/", FiguresView.as_view(), name="figures"), *self._claims()])
        urls = own + [pattern for pattern in super().get_urls() if str(pattern.pattern) not in UNUSED]
        for pattern in urls:
            guard(pattern)
        return urls

    def _claims(self):
        from shop.dashboard.claims import opening, task_views, views

        one = "claims/<str:number>/"
        return [
            path("claims/", views.ClaimQueue.as_view(), name="claim-list"),
            path("claims/figures/", views.ClaimFigures.as_view(), name="claim-figures"),
            path("claims/figures/download/", views.FiguresDownload.as_view(), name="claim-figures-download"),
            path("claims/download/", views.ClaimDownload.as_view(), name="claim-download"),
            path("claims/views/", views.SaveView.as_view(), name="claim-save-view"),
            path("claims/views/<int:pk>/remove/", views.RemoveView.as_view(), name="claim-remove-view"),
            path("claims/open/<str:number>/<int:line>/", opening.OpenClaim.as_view(), name="claim-open"),
            path(one, views.ClaimDetail.as_view(), name="claim-detail"),
            path(f"{one}do/<slug:task>/", task_views.ClaimTask.as_view(), name="claim-task"),
            path(f"{one}files/<uuid:key>/", views.attachment, name="claim-file"),
            path(f"{one}files/<uuid:key>/preview/", views.attachment, {"kind": "preview"}, name="claim-file"),
        ]


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
        response = view(request, *args, **kwargs)
        if "Cache-Control" not in response:
            add_never_cache_headers(response)  # names and addresses stay on no disk
        return response

    return guarded
