"""The JSON API: Wagtail's own for pages, our rooms' routers beside it, on one document.

Wagtail's part reads live pages for anybody. What only a token opens (changes, revisions, the sites, the schema) is
served only where settings.API_TOKENS is on: a shop that has no such client should not have the doors for one.
"""

from functools import partial, wraps
from http import HTTPStatus

from django.conf import settings
from django.db import DataError, IntegrityError
from django.http import Http404
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _, override
from ninja.openapi.views import openapi_view
from wagtail.api.v3.api import api
from wagtail.api.v3.errors import problem_response
from wagtail.api.v3.routers.pages import router as pages

from home.api import router as navigation
from shop.catalogue.api import router as catalogue
from shop.policies.api import router as policies
from shop.search.api import router as search
from web.api import language_of_errors

__all__ = ["api_urls", "docs"]

PUBLIC_OPERATIONS = {"pages_list", "pages_find", "pages_detail"}

api.title = settings.OSCAR_SHOP_NAME
api.description = (
    "Pages, catalogue, search, navigation and policy facts. `?locale=id` or `?locale=en` chooses the language. "
    "Errors are problem documents (RFC 9457). Amounts are whole rupiah with PPN included."
)


def keep_public_operations():
    """Take everything that needs a token out of Wagtail's part. Must run before the addresses are made."""
    api._router_registrations[:] = [
        found for found in api._router_registrations if found[1] in (api.default_router, pages)
    ]
    pages._routers.clear()
    for path, view in list(pages.path_operations.items()):
        view.operations[:] = [found for found in view.operations if found.operation_id in PUBLIC_OPERATIONS]
        if not view.operations:
            del pages.path_operations[path]


if not settings.API_TOKENS:
    keep_public_operations()
api.add_router("/policies/", policies)
api.add_router("/navigation/", navigation)
api.add_router("/catalogue/", catalogue)
api.add_router("/search/", search)


def problem(request, status, detail):
    """A problem document in the language that its reader asked for; `detail` is lazy."""
    with override(language_of_errors(request)):
        return problem_response(status=status, detail=str(detail))


def number_too_large(request, error):
    """400 for an offset or a key that no database counts up to."""
    return problem(request, 400, _("A number in the address is too large."))


def not_found(request, error):
    words = _("The API has nothing at this address; /api/docs lists what it has.")
    return problem(request, 404, error if error.args else words)


api.add_exception_handler(Http404, not_found)
for error in (OverflowError, DataError, IntegrityError):
    api.add_exception_handler(error, number_too_large)


def api_urls():
    """The addresses of the API, as `path` takes them."""
    patterns, app_name, namespace = api.urls
    for pattern in patterns:
        pattern.callback = with_problem(pattern.callback)
    return patterns, app_name, namespace


def with_problem(view):
    """The view, for HEAD too, with a problem document where it refuses the method."""

    @wraps(view)
    def answer(request, *args, **kwargs):
        is_head = request.method == "HEAD"
        if "language" in request.GET:
            return problem(request, 422, _("The language is chosen by locale=id or locale=en."))
        if is_head:  # a GET whose body web.head.HeadMiddleware takes out
            request.method = "GET"
        response = view(request, *args, **kwargs)
        if is_head:
            request.method = "HEAD"
        if response.status_code != HTTPStatus.METHOD_NOT_ALLOWED:
            return response
        allowed = response.headers["Allow"]
        refusal = problem(request, 405, format_lazy(_("This address answers to {methods}."), methods=allowed))
        refusal.headers["Allow"] = allowed
        return refusal

    return answer


docs = partial(openapi_view, api=api)
