"""The menus of every page."""

from django.urls import reverse
from django.utils.translation import gettext as _
from oscar.core.loading import get_model


def menu(name, request):
    """The entries of the menu `name`: main is a list of links, footer a list of columns."""
    return {"main": main_menu, "footer": footer_menu}[name](request)


def main_menu(request):
    """The top categories; one query."""
    Category = get_model("catalogue", "Category")
    return [
        {"label": category.name, "url": category.get_absolute_url(), "current": False}
        for category in Category.objects.browsable().filter(depth=1)
    ]


def footer_menu(request):
    return [{"label": _("Shop"), "items": [{"label": _("All products"), "url": reverse("catalogue:index")}]}]
