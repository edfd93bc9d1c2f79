"""The JSON API: Wagtail's own for pages, ours beside it on the same document."""

from wagtail.api.v3.api import api

__all__ = ["api"]
