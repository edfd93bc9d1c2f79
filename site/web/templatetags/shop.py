"""Tags and filters for what every page of the shop prints."""

from django import template
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import mark_safe

from web import formats, holes

register = template.Library()
register.filter("rupiah", formats.rupiah)


@register.simple_tag
def hole(name):
    """The place where what differs per visitor is put in on the way out."""
    return mark_safe(holes.mark(name))  # noqa: S308  a constant


@register.simple_tag
def form_token():
    """The hidden token of a form, as `csrf_token` prints it, in a page that may be kept for everybody."""
    return format_html('<input type="hidden" name="csrfmiddlewaretoken" value="{}">', holes.FORM_TOKEN.decode())


@register.simple_tag
def icon(name, label=""):
    """One of our line drawings (static/img/icons.svg); decorative unless it has a label."""
    return render_to_string("components/icon.html", {"name": name, "label": label})
