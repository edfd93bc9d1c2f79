"""What a browser may load and do on our pages, as headers."""

from functools import cached_property

from django.conf import settings
from django.templatetags.static import static


def written(policy):
    """A content security policy as its header."""
    return "; ".join(f"{name} {' '.join(sources)}" for name, sources in policy.items())


class PagePolicyMiddleware:
    """Gives each HTML page its content security policy, and public pages the rules for fetching links ahead."""

    def __init__(self, get_response):
        self.get_response = get_response
        self.public = written(settings.CONTENT_SECURITY_POLICY)
        self.staff = written(settings.STAFF_CONTENT_SECURITY_POLICY)

    @cached_property
    def prefetching(self):
        """Where the rules for fetching links ahead are: static files keep their addresses while the shop runs."""
        return f'"{static("js/prefetch.speculationrules")}"'

    def __call__(self, request):
        response = self.get_response(request)
        if not response.get("Content-Type", "").startswith("text/html"):
            return response
        if request.path.startswith(settings.STAFF_ADDRESSES):
            response.headers.setdefault("Content-Security-Policy", self.staff)
        else:
            response.headers.setdefault("Content-Security-Policy", self.public)
            response.headers.setdefault("Speculation-Rules", self.prefetching)
        return response
