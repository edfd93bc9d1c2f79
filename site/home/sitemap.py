"""The site map: an index, and for each kind of page lists of a bounded size, each with a fixed number of queries."""

from collections import defaultdict
from xml.sax.saxutils import escape

from django.conf import settings
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import override
from oscar.core.loading import get_model
from wagtail.models import Page

from web.addresses import absolute
from web.pagecache import keep

PER_FILE = 1000  # rows; each makes an address per language
XML = '<?xml version="1.0" encoding="UTF-8"?>\n'
NAMESPACES = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml"'
CLOSED = (
    "basket:summary",
    "search:search",
    *(f"customer:{name}" for name in ("login", "logout", "register", "password-reset", "find-order", "claim-upload")),
)
CODES = tuple(code for code, _name in settings.LANGUAGES)


def products():
    return get_model("catalogue", "Product").objects.browsable().order_by("pk")


def product_addresses(rows, request):
    """(language → path, day of the last change) for each product; the address needs the slugs alone."""
    for product in rows.only("slug_ind", "slug_en", "structure", "parent_id", "date_updated"):
        yield _in_every_language(product.get_absolute_url), product.date_updated


def categories():
    return get_model("catalogue", "Category").objects.browsable().order_by("path")


def category_addresses(rows, request):
    for category in rows:
        yield _in_every_language(category.get_absolute_url), None


def pages():
    """What ties a page and its translations together, for live pages that everybody may see."""
    found = Page.objects.live().public().filter(depth__gt=1)
    return found.order_by("translation_key").values_list("translation_key", flat=True).distinct()


def page_addresses(keys, request):
    families = defaultdict(dict)
    changed = {}
    found = Page.objects.live().public().filter(translation_key__in=list(keys))
    for page in found.select_related("locale").order_by("path"):
        families[page.translation_key][page.locale.language_code] = page.get_url(request)
        changed[page.translation_key] = page.last_published_at
    for key, family in families.items():
        yield {code: url for code, url in family.items() if url}, changed[key]


SECTIONS = {
    "pages": (pages, page_addresses),
    "categories": (categories, category_addresses),
    "products": (products, product_addresses),
}
TAGS = {"catalogue", "pages"}
MOST_FILES = 50_000  # what one index may list (sitemaps.org)


def index(request):
    """The list of all lists; a count per kind of page."""
    names = [
        f"{section}-{number}"
        for section, (rows, _addresses) in SECTIONS.items()
        for number in range(1, -(-rows().count() // PER_FILE) + 1)
    ]
    entries = "".join(
        f"<sitemap><loc>{escape(absolute(reverse('sitemap_section', args=name.rsplit('-', 1))))}</loc></sitemap>\n"
        for name in names
    )
    return _xml(request, f"{XML}<sitemapindex {NAMESPACES.split()[0]}>\n{entries}</sitemapindex>\n")


def section(request, section, number):
    """One list. Raises Http404 for a kind or a number that does not exist."""
    if section not in SECTIONS or not 1 <= number <= MOST_FILES:
        raise Http404
    rows, addresses = SECTIONS[section]
    found = "".join(_entry(family, changed) for family, changed in addresses(_part(rows(), number), request))
    if not found:
        raise Http404
    return _xml(request, f"{XML}<urlset {NAMESPACES}>\n{found}</urlset>\n")


def _part(rows, number):
    return rows[(number - 1) * PER_FILE : number * PER_FILE]


def _in_every_language(address):
    family = {}
    for code in CODES:
        with override(code):
            family[code] = address()
    return family


def _entry(family, changed):
    """An address in each language, every one naming all of them."""
    links = [(code, path) for code, path in family.items()]
    if settings.LANGUAGE_CODE in family:
        links.append(("x-default", family[settings.LANGUAGE_CODE]))
    alternates = "".join(
        f'<xhtml:link rel="alternate" hreflang="{code}" href="{escape(absolute(path))}"/>' for code, path in links
    )
    day = f"<lastmod>{changed:%Y-%m-%d}</lastmod>" if changed else ""
    return "".join(f"<url><loc>{escape(absolute(path))}</loc>{day}{alternates}</url>\n" for path in family.values())


def _xml(request, text):
    return keep(request, HttpResponse(text, content_type="application/xml"), TAGS)


def robots(request):
    """What search engines should leave alone, in both languages, and where the site map is.

    The checkout is not among it: without a basket it only leads to the basket, and its later pages say noindex. Of the
    account it is what a stranger can open: all else leads to the sign-in, and what a signed link opens says noindex.
    """
    closed = ["/dashboard/", "/en/dashboard/", "/cms/", "/api/"]
    for code in CODES:
        with override(code):
            closed += [reverse(name) for name in CLOSED]
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in closed), "", f"Sitemap: {absolute('/sitemap.xml')}", ""]
    return keep(request, HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8"), set())
