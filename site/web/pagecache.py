"""Whole public pages, kept once for everybody.

A view calls `keep(request, response, tags)`; the page is then served to anyone without running the view again. What
differs per visitor stays a hole (see web.holes) and is filled on the way out. Each tag has a version in the shared
cache; `drop(tag)` gives it a new one, and every page that showed it is made anew. A page whose data changed while it
was being made is not kept. Versions are random, so an evicted one drops pages, never revives them.
"""

import time
from hashlib import blake2b
from secrets import token_hex

from django.core.cache import cache
from django.db import transaction
from django.http import HttpResponse

from web import holes

MAX_AGE_S = 300  # the bound for what no signal tells
MAX_QUERY = 200  # characters; longer query strings are not kept
CLOCK_SKEW_NS = 50_000_000
EVERYTHING = "everything"
KEPT_HEADERS = ("Content-Type", "Content-Language", "Link", "Speculation-Rules", "X-Robots-Tag")


def keep(request, response, tags, max_age_s=MAX_AGE_S):
    """Mark `response` as the same for everybody, until one of `tags` is dropped or `max_age_s` seconds have passed."""
    response.page_tags = frozenset(tags) | {EVERYTHING}
    response.page_max_age_s = min(max_age_s, MAX_AGE_S)
    return response


def drop(*tags):
    """Drop every page that shows one of `tags`, once the current transaction is committed."""
    transaction.on_commit(lambda: _renew(tags))


def _renew(tags):
    cache.set_many({_version_key(tag): _new_version() for tag in tags}, None)
    cache.set(_version_key("*"), _new_version(), None)


def _new_version():
    return f"{time.time_ns():020d}{token_hex(4)}"


def _version_key(tag):
    return f"page-tag:{tag}"


def _versions(tags):
    """The current version of each tag; a missing one is made."""
    keys = {_version_key(tag): tag for tag in tags}
    found = cache.get_many(keys)
    for key in keys.keys() - found.keys():
        cache.add(key, _new_version(), None)
        found[key] = cache.get(key) or _new_version()
    return {keys[key]: version for key, version in found.items()}


def remember(name, make, tags=frozenset()):
    """What `make()` returned, for everybody, until one of `tags` is dropped; made anew after MAX_AGE_S seconds at most.

    For parts that every page shows, so that a page that is not kept need not read them again.
    """
    key = f"part:{name}"
    versions, part = _versions({EVERYTHING, *tags}), cache.get(key)
    if part and part["versions"] == versions:
        return part["value"]
    value = make()
    cache.set(key, {"versions": versions, "value": value}, MAX_AGE_S)  # of before: a drop meanwhile makes it stale
    return value


class PageCacheMiddleware:
    """Answers with kept pages, keeps new ones, and fills the holes of both."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        is_preview = getattr(request, "is_dummy", False)  # Wagtail's, with the address of the published page
        if is_preview or request.method not in ("GET", "HEAD") or len(request.META.get("QUERY_STRING", "")) > MAX_QUERY:
            return holes.fill(request, self.get_response(request))
        key = "page:" + blake2b(f"{request.get_host()}{request.get_full_path()}".encode(), digest_size=16).hexdigest()
        response = self.kept(key)
        if response is None:
            started_ns = time.time_ns()
            response = self.get_response(request)
            if request.method == "GET" and response.status_code == 200 and hasattr(response, "page_tags"):
                if hasattr(response, "render"):
                    response.render()
                self.store(request, key, response, started_ns)
        return holes.fill(request, response)

    def kept(self, key):
        """The page under `key` if nothing that it shows has changed, else None."""
        page = cache.get(key)
        if page is None or page["until"] < time.time():
            return None
        latest = _versions(["*"])["*"]
        if page["latest"] != latest:
            if _versions(page["versions"]) != page["versions"]:
                return None
            cache.set(key, page | {"latest": latest}, page["until"] - time.time())
        response = HttpResponse(page["body"])
        for name, value in page["headers"].items():
            response[name] = value
        return response

    def store(self, request, key, response, started_ns):
        """Keep the page. Raises AssertionError where the view looked at something that differs per visitor."""
        assert not (response.cookies or request.session.accessed or request.META.get("CSRF_COOKIE_NEEDS_UPDATE")), (
            f"{request.path} is kept for everybody, but its view looked at the visitor's session or cookies."
        )
        latest = _versions(["*"])["*"]  # before the others: a drop in between is then seen by `kept`
        versions = _versions(response.page_tags)
        if any(int(version[:20]) > started_ns - CLOCK_SKEW_NS for version in versions.values()):
            return  # something shown here changed while the page was made, or was never seen before
        page = {
            "body": response.content,
            "headers": {name: response[name] for name in KEPT_HEADERS if name in response},
            "versions": versions,
            "latest": latest,
            "until": time.time() + response.page_max_age_s,
        }
        cache.set(key, page, response.page_max_age_s)
