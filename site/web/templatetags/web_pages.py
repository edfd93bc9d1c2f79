"""Tags for the frame of a page: its addresses, its menus, its styles."""

from django import template
from django.conf import settings
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join, json_script
from django.utils.module_loading import import_string
from django.utils.safestring import mark_safe
from django.utils.translation import get_language

from web import addresses

register = template.Library()

STYLES = ("tokens", "base", "components", "frame", "catalogue", "basket", "account", "help", "home")


@register.simple_tag
def stylesheets():
    """A link for each of our style sheets, in the order of the cascade."""
    return format_html_join(
        "\n  ", '<link rel="stylesheet" href="{}">', ((static(f"css/{name}.css"),) for name in STYLES)
    )


@register.simple_tag
def json_ld(data):
    """What search engines read of this page: `data` as JSON-LD, with `<`, `>` and `&` escaped."""
    body = str(json_script(data)).partition(">")[2]
    return format_html('<script type="application/ld+json">{}', mark_safe(body))


@register.simple_tag(takes_context=True)
def language_links(context):
    """The languages with this page's address in each; where it has no such page, the front page and `missing`."""
    request = context.get("request")
    urls = addresses.alternates(request) if request else {}
    return [
        {
            "code": code,
            "name": name,
            "url": urls.get(code) or front_page(code),
            "absolute_url": addresses.absolute(urls.get(code) or front_page(code)),
            "missing": not urls.get(code),
            "is_default": code == settings.LANGUAGE_CODE,
        }
        for code, name in settings.LANGUAGES
    ]


def front_page(code):
    """The front page's path in a language."""
    return "/" if code == settings.LANGUAGE_CODE else f"/{code}/"


@register.simple_tag
def home_url():
    """The front page in the language of this page."""
    return front_page(get_language())


@register.simple_tag(takes_context=True)
def canonical_url(context):
    """The one address of this page."""
    request = context.get("request")
    return addresses.canonical(request) if request else settings.BASE_URL


@register.simple_tag(takes_context=True)
def menu(context, name):
    """The entries of a menu, from the room named in settings.MENUS: each with label, url, and items or current."""
    return import_string(settings.MENUS)(name, context.get("request"))
