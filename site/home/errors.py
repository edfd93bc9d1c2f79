"""Pages for what went wrong: what happened, in the visitor's language, and where to go from here.

None of them needs the database: where it does not answer, the menus and the categories are left out.
"""

import sys
from contextlib import suppress

from django.conf import settings
from django.conf.locale import LANG_INFO
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.db import DatabaseError, OperationalError
from django.http import JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _, override
from oscar.core.loading import get_model

from web import csrf
from web.addresses import set_alternates
from web.api import language_of_errors

POPULAR = 8  # categories
MOST_READ_OUT_BYTES, PART_BYTES = 20 * 1024 * 1024, 64 * 1024
RETRY_AFTER_S = 30
API = "/api/"


def not_found(request, exception=None):
    """404, in English under /en/ and under the prefix of a language that the shop does not speak."""
    words = _nothing_here_words if request.path.startswith(API) else _not_found_words
    return _answer(request, 404, words, popular=True)


def forbidden(request, exception=None):
    return _answer(request, 403, _forbidden_words)


def bad_request(request, exception=None):
    _read_out(request)
    words = next((words for kind, words in TOO_MUCH if isinstance(exception, kind)), _bad_request_words)
    return _answer(request, 400, words)


def _read_out(request):
    """Take what is still arriving, within limits, so that the connection serves the next request too."""
    with suppress(OSError):
        for _part in range(MOST_READ_OUT_BYTES // PART_BYTES):
            if not request.read(PART_BYTES):
                break


def csrf_failure(request, reason=""):
    """403 for a form whose token is missing or old: nothing was changed, and how to send it again.

    A form is only ever posted: another method without a token is answered by 405.
    """
    if request.method != "POST":
        response = _answer(request, 405, _method_words)
        response.headers["Allow"] = "GET, HEAD, POST"
        return response
    if csrf.came_from_us(request) and not request.path.startswith(API):
        return csrf.ask_again(request)
    return _answer(request, 403, _csrf_words)


def server_error(request):
    """500, from a template of its own: the frame of the pages may be what broke.

    503 where the database does not answer in time, since the same request can succeed a moment later.
    """
    is_busy = isinstance(sys.exc_info()[1], OperationalError)
    status, words = (503, _busy_words) if is_busy else (500, _server_words)
    with override(_language(request)):
        if request.path.startswith(API):
            response = _problem(status, words())
        else:
            response = render(request, "errors/500.html", words() | {"status": status}, status=status)
    if is_busy:
        response.headers["Retry-After"] = str(RETRY_AFTER_S)
    return response


def _answer(request, status, words, popular=False):
    """The page in the right language; a problem document (RFC 9457) for a client of the API."""
    with override(_language(request)):
        if request.path.startswith(API):
            return _problem(status, words())
        set_alternates(request, {})
        context = words() | {"status": status, "categories": _popular_categories() if popular else []}
        response = render(request, "errors/error.html", context, status=status)
        response.headers["Content-Language"] = _language(request)  # also for what is put into its holes
        return response


def _problem(status, words):
    problem = {"type": "about:blank", "title": words["title"], "status": status, "detail": words["text"]}
    return JsonResponse(problem, status=status, content_type="application/problem+json")


def _language(request):
    """The language of the address; English for the prefix of any language but Indonesian."""
    if request.path.startswith(API):
        return language_of_errors(request)
    prefix = request.path.split("/")[1]
    return "en" if prefix in LANG_INFO and prefix != settings.LANGUAGE_CODE else settings.LANGUAGE_CODE


def _popular_categories():
    """The first of the top categories; one query, and the page does without its answer."""
    try:
        return list(get_model("catalogue", "Category").objects.browsable().filter(depth=1)[:POPULAR])
    except DatabaseError:
        return []


def _not_found_words():
    return {
        "title": _("This page does not exist"),
        "text": _(
            "The address may be old or mistyped, or the product is no longer sold. Search for it, or start from here:"
        ),
    }


def _nothing_here_words():
    return {"title": "Not Found", "text": _("The API has nothing at this address; /api/docs lists what it has.")}


def _forbidden_words():
    return {
        "title": _("This page is not open to you"),
        "text": _("Sign in with the account that it belongs to, or ask Customer Service."),
    }


def _bad_request_words():
    return {
        "title": _("The shop did not understand this request"),
        "text": _("Go back, check what you entered and try again. Nothing was changed."),
    }


def _too_big_words():
    return {
        "title": _("This form is too large"),
        "text": _("Go back, shorten what you wrote or choose smaller files, and send it again. Nothing was changed."),
    }


def _too_many_files_words():
    return {
        "title": _("These are too many files"),
        "text": _(
            "At most 10 files can be sent at once. Go back, choose fewer, and send it again. Nothing was changed."
        ),
    }


TOO_MUCH = ((TooManyFilesSent, _too_many_files_words), ((RequestDataTooBig, TooManyFieldsSent), _too_big_words))


def _csrf_words():
    return {
        "title": _("This form was open for too long"),
        "text": _(
            "For your safety a form only works in the browser that opened it, with cookies allowed. "
            "Go back, reload the page and send the form again. Nothing was changed."
        ),
    }


def _method_words():
    return {
        "title": _("This page is only read"),
        "text": _("It answers to GET, and to POST where it has a form. Nothing was changed."),
    }


def _busy_words():
    return {
        "title": _("The shop is very busy"),
        "text": _(
            "Nothing was changed. Reload this page in a moment, and confirm that the form may be sent again; "
            "or go back, what you typed is still there."
        ),
    }


def _server_words():
    return {
        "title": _("Something broke on our side"),
        "text": _("Nothing that you did is wrong. Please try again in a minute; an order that was placed is safe."),
    }
