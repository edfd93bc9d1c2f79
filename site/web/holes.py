"""Holes: the parts of a page that differ per visitor, put in on the way out.

A template writes `{% hole "account" %}`; the page then holds a mark. `fill` replaces the marks with what the callables
named in settings.PAGE_HOLES return for this request, so that the rest of the page can be kept for everybody.
"""

import re
from functools import lru_cache

from django.conf import settings
from django.contrib.messages import get_messages
from django.contrib.messages.storage.cookie import CookieStorage
from django.middleware.csrf import get_token, rotate_token
from django.template.loader import render_to_string
from django.utils.crypto import salted_hmac
from django.utils.module_loading import import_string
from django.utils.translation import get_language, override


@lru_cache
def _secret():
    """What no visitor and no editor can write into a page: marks are the same in every process, and ours alone."""
    return salted_hmac("web.holes", "mark").hexdigest()[:20]


@lru_cache
def _marks():
    return re.compile(rf"<!--{_secret()}:(\w+)-->".encode())


def form_token_mark():
    """The text that stands in a page where a form's token is filled later."""
    return f"{_secret()}-token"


def mark(name):
    """The text that stands in a page where the hole `name` is filled later. Raises KeyError for an unknown name."""
    if name not in settings.PAGE_HOLES:
        raise KeyError(f"{name} is not one of settings.PAGE_HOLES")
    return f"<!--{_secret()}:{name}-->"


def fill(request, response):
    """Fill the holes of an HTML response in its own language; other responses pass untouched."""
    if response.streaming or not response.get("Content-Type", "").startswith("text/html"):
        return response
    body = response.content
    if _secret().encode() not in body:
        return response
    with override(response.get("Content-Language") or get_language()):
        body = _marks().sub(lambda match: import_string(settings.PAGE_HOLES[match[1].decode()])(request).encode(), body)
    token_mark = form_token_mark().encode()
    if token_mark in body:
        body = body.replace(token_mark, _form_token(request).encode())
    response.content = body
    response.headers.setdefault("Cache-Control", "private, no-cache")
    return response


def _form_token(request):
    """The CSRF token of this visitor, masked where its secret stands in more than one answer.

    The mask hides the secret from who can measure compressed answers, and costs a sixth of a kept page. A visitor
    without a cookie gets a new secret with each answer, where there is nothing to measure; Django takes it unmasked.
    """
    if "CSRF_COOKIE" in request.META:
        return get_token(request)
    rotate_token(request)
    return request.META["CSRF_COOKIE"]


def messages(request):
    """What the shop has to tell this visitor once; messages wait in a cookie, long ones in the session."""
    told = get_messages(request)
    kept_in = {CookieStorage.cookie_name, settings.SESSION_COOKIE_NAME}
    if kept_in.isdisjoint(request.COOKIES) and not told.added_new:
        return ""
    return render_to_string("components/messages.html", {"messages": told})
