"""The pages that a new shop starts with, from site/home/content: made once, then the editors'."""

import json
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.core.files.images import ImageFile
from django.db import transaction
from wagtail.images import get_image_model
from wagtail.models import Page, Site

from helpcenter.models import HelpIndexPage
from home.models import HomePage, Navigation
from web.models import LoadedContent
from web.translations import load_page, read_po, set_up_locales, with_block_ids

CONTENT = Path(__file__).parent / "content"
FRONT_PAGE = "front"


@transaction.atomic
def set_up_pages():
    """Languages, site, front page in both languages and menus; idempotent. Returns the Indonesian front page."""
    set_up_locales()
    front_page = load_front_page()
    set_up_navigation()
    return front_page


def load_front_page():
    """The Indonesian front page at the root of the site."""
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    if site and isinstance(site.root_page.specific, HomePage):
        return site.root_page.specific
    root = Page.objects.get(depth=1)
    welcome = site and site.root_page
    site = site or Site(is_default_site=True, hostname="localhost")
    site.root_page = root
    site.save()
    if welcome and type(welcome.specific) is Page and welcome.is_leaf():
        welcome.delete()  # Wagtail's own greeting, in the place of our front page
    site.root_page = (
        _load(root) or HomePage.objects.filter(locale__language_code=settings.LANGUAGE_CODE).first() or root
    )
    if site.hostname == "localhost":  # as Wagtail's migrations leave it
        address = urlsplit(settings.BASE_URL)
        site.hostname, site.port = address.hostname, address.port or (443 if address.scheme == "https" else 80)
    site.save()
    return site.root_page.specific


def _load(root):
    text = json.loads((CONTENT / "front.json").read_text())
    for block in text["body"]:
        if block["type"] == "hero" and block["value"]["picture"]:
            block["value"]["picture"] = _picture(block["value"]["picture"])
    body = with_block_ids(FRONT_PAGE, HomePage, "body", text["body"])
    page = HomePage(**text["page"], body=body, show_in_menus=False)
    return load_page(root, page, FRONT_PAGE, read_po(CONTENT / "front.en.po"))


def _picture(name):
    """The key of a new picture in the CMS, from the file `name` beside the texts."""
    path = CONTENT / name
    with path.open("rb") as file:
        image = get_image_model()(title=path.stem, file=ImageFile(file, name=path.name))
        image.save()
    return image.pk


def set_up_navigation():
    """Menus and footer as content/navigation.json has them, unless they were set up before."""
    _record, is_new = LoadedContent.objects.get_or_create(key="navigation")
    if not is_new or Navigation.objects.exists():
        return
    fields = json.loads((CONTENT / "navigation.json").read_text())
    for name in ("menu", "footer", "social"):
        fields[name] = with_block_ids("navigation", Navigation, name, fields[name])
    Navigation.objects.create(**fields)


@transaction.atomic
def lead_to_help():
    """Name the help center in the navigation, which else looks for it on every page made anew; once."""
    _record, is_new = LoadedContent.objects.get_or_create(key="navigation-help")
    navigation = Navigation.objects.filter(help_page=None).first()
    if is_new and navigation:
        navigation.help_page = HelpIndexPage.objects.live().order_by("path").first()
        navigation.save()
