"""Holes: the parts of a page that differ per visitor, put in on the way out.

A template writes `{% hole "account" %}`; the page then holds a mark. `fill` replaces the marks with what the callables
named in settings.PAGE_HOLES return for this request, so that the rest of the page can be kept for everybody.
"""

import re

from django.conf import settings
from django.middleware.csrf import get_token
from django.utils.functional import SimpleLazyObject
from django.utils.module_loading import import_string

MARK = re.compile(rb"<!--hole:(\w+)-->")
CSRF_MARK = "csrf-token-is-put-in-on-the-way-out"


def mark(name):
    """The text that stands in a page where the hole `name` is filled later."""
    if name not in settings.PAGE_HOLES:
        raise KeyError(f"{name} is not one of settings.PAGE_HOLES")
    return f"<!--hole:{name}-->"


def fill(request, response):
    """Fill the holes of an HTML response; other responses pass untouched."""
    if response.streaming or not response.get("Content-Type", "").startswith("text/html"):
        return response
    body = response.content
    if b"<!--hole:" in body:
        body = MARK.sub(lambda match: _filling(request, match[1].decode()), body)
    if CSRF_MARK.encode() in body:
        body = body.replace(CSRF_MARK.encode(), get_token(request).encode())
    if body is not response.content:
        response.content = body
        response.headers.setdefault("Cache-Control", "private, no-cache")
    return response


def _filling(request, name):
    return import_string(settings.PAGE_HOLES[name])(request).encode()


def lazy_csrf_mark():
    """What `{% csrf_token %}` prints in a page that is kept."""
    return SimpleLazyObject(lambda: CSRF_MARK)
