"""Filters for the texts of the help center."""

import json

from django import template
from django.utils.safestring import mark_safe

register = template.Library()

ESCAPED = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


@register.filter
def quoting(rich_text, values):
    """The stored HTML of a rich text with its tokens replaced; links to pages are expanded for all answers at once."""
    return values.in_html(rich_text.source)


@register.filter
def linking_facts(html, values):
    """Rendered HTML of a rich text with its tokens replaced."""
    return values.in_html(html)


@register.filter
def with_facts(text, values):
    """Plain text with its tokens replaced."""
    return values.in_text(text)


@register.filter
def json_ld(data):
    """`data` as the content of a script element; nothing in it can close the element."""
    return mark_safe(json.dumps(data, ensure_ascii=False).translate(ESCAPED))
