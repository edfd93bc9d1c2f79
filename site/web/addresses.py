"""One page, two addresses: the same page in the other language."""

from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.urls import Resolver404, resolve, translate_url
from django.utils.translation import get_language


def set_alternates(request, urls):
    """Tell the page's addresses: language code → path. A language that is missing has no such page."""
    request.alternates = urls


def alternates(request):
    """Language code → path of this page. Without `set_alternates`, the same address pattern in each language."""
    if hasattr(request, "alternates"):
        return request.alternates
    return _in_each_language(request.get_full_path())


def stands_for(request, path):
    """Tell that this answer to a form is the page at `path`, which can be opened by a link."""
    set_alternates(request, _in_each_language(path))


def _in_each_language(path):
    return {code: translate_url(path, code) for code, _name in settings.LANGUAGES}


def is_page(path):
    """Whether a path leads to a page of the CMS other than the front page; call it with the path's language active."""
    try:
        found = resolve(urlsplit(path).path)
    except Resolver404:
        return False
    return found.url_name == "wagtail_serve" and any(found.args)


def lead_on(request, path):
    """Tell that this page leads on to `path`, and in the other language to the same in that one.

    A page of the CMS has an address of its own in each language: it stays as it is.
    """
    urls, is_fixed = {}, is_page(path)
    for code, here in alternates(request).items():
        there = path if is_fixed else translate_url(path, code)
        urls[code] = f"{here.partition('?')[0]}?{urlencode({'next': there}, safe='/')}"
    set_alternates(request, urls)


def absolute(path):
    """`path` with the shop's scheme and host; an absolute address stays as it is."""
    return path if urlsplit(path).netloc else settings.BASE_URL + path


def canonical(request):
    """The one address of this page in its language, without a query string unless the view names it."""
    if hasattr(request, "canonical_path"):
        return absolute(request.canonical_path)
    return absolute(alternates(request).get(get_language(), request.path).partition("?")[0])
