"""Tags and filters for what every page of the shop prints."""

import re

from django import template
from django.templatetags.static import static
from django.utils.html import format_html, linebreaks
from django.utils.safestring import mark_safe

from web import addresses, formats, holes

MARKUP = re.compile(r"</?(p|ul|ol|li|h[2-4]|br|strong|em|table|div|span)\b", re.IGNORECASE)

register = template.Library()
register.filter("rupiah", formats.rupiah)
register.filter("absolute", addresses.absolute)
register.filter("kilograms", formats.kilograms)
register.filter("isolated", formats.isolated)


@register.filter
def paragraphs(text):
    """A description as paragraphs: text as people type it, or the markup that an editor of the dashboard made."""
    # Staff write it, in the dashboard; the content security policy lets no script of theirs run.
    return mark_safe(text if MARKUP.search(text) else linebreaks(text, autoescape=True))


@register.simple_tag
def hole(name):
    """The place where what differs per visitor is put in on the way out."""
    return mark_safe(holes.mark(name))  # noqa: S308  a constant


@register.simple_tag
def form_token():
    """The hidden token of a form, as `csrf_token` prints it, in a page that may be kept for everybody."""
    return format_html('<input type="hidden" name="csrfmiddlewaretoken" value="{}">', holes.form_token_mark())


@register.simple_tag
def icon(name, label=""):
    """One of our line drawings (static/img/icons.svg); decorative unless it has a label."""
    told = format_html('role="img" aria-label="{}"', label) if label else mark_safe('aria-hidden="true"')
    return format_html('<svg class="icon" {}><use href="{}#{}"/></svg>', told, static("img/icons.svg"), name)
