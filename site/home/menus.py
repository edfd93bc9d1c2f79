"""The menus of every page, from the navigation that editors keep; read together, and kept until they change."""

from django.db import DatabaseError
from django.urls import reverse
from django.utils.translation import get_language, gettext as _
from oscar.core.loading import get_model

from helpcenter.models import HelpIndexPage
from home.links import links
from shop.policies.contact import contact_ways, service_hours
from shop.policies.models import PolicyFacts
from web.pagecache import remember


def menu(name, request):
    """What `name` is made of: main, help, footer (columns), contact or identity."""
    return {"main": main_menu, "help": help_link, "footer": footer_menu, "contact": contact, "identity": identity}[
        name
    ](request)


def main_menu(request):
    """The links below the header, the one that leads to this page marked as current."""
    path = getattr(request, "path", "")
    return [link | {"current": path.startswith(link["url"])} for link in _menus(request)["main"]]


def help_link(request):
    """The help center's label and url in the page's language, or None."""
    return _menus(request)["help"]


def footer_menu(request):
    return _menus(request)["footer"]


def contact(request):
    """How Customer Service is reached and when, or None while the database does not answer."""
    return _menus(request)["contact"]


def identity(request):
    """What the shop is called, its tagline and where else it is found."""
    return _menus(request)["identity"]


def _menus(request):
    """All menus in the active language; kept on the request."""
    kept = getattr(request, "menus", {})
    language = get_language()
    if language not in kept:
        kept = kept | {language: _kept(language)}
        if request is not None:
            request.menus = kept
    return kept[language]


def _kept(language):
    """The menus as they were read last: whatever they show drops every page when it changes (home.receivers)."""
    from home.models import Navigation

    try:
        return remember(f"menus:{language}", lambda: _read(Navigation.current()))
    except DatabaseError:  # an error page must not need the database
        return {"main": [], "help": None, "footer": [], "contact": None, "identity": _identity(Navigation())}


def _read(navigation):
    return {
        **_all_links(navigation),
        "contact": _contact(PolicyFacts.current()),
        "identity": _identity(navigation),
    }


def _all_links(navigation):
    """Main menu, help and footer, their targets looked up together."""
    english = get_language() == "en"
    main = [block["value"] for block in navigation.menu.raw_data]
    columns = [block["value"] for block in navigation.footer.raw_data]
    to_help = {"page": navigation.help_page_id or _help_center(), "label_ind": _("Help"), "label_en": _("Help")}
    in_footer = [item["value"] for column in columns for item in column["links"]]
    help_center, *found = links([to_help, *main, *in_footer])
    rest = iter(found[len(main) :])
    footer = [
        {
            "label": column["heading_en" if english else "heading_ind"],
            "items": [link for link in (next(rest) for _item in column["links"]) if link],
        }
        for column in columns
    ]
    return {
        "main": [link for link in found[: len(main)] if link] or _top_categories(),
        "help": help_center,
        "footer": [column for column in footer if column["items"]] or _default_footer(),
    }


def leads_to(kind, pks):
    """Whether a menu links to one of the rows; `kind` is page or category."""
    from home.models import Navigation

    navigation = Navigation.current()
    values = [block["value"] for block in navigation.menu.raw_data]
    values += [item["value"] for column in navigation.footer.raw_data for item in column["value"]["links"]]
    linked = {value.get(kind) for value in values}
    if kind == "page":
        linked.add(navigation.help_page_id or _help_center())
    if kind == "category" and not navigation.menu.raw_data:
        linked |= set(get_model("catalogue", "Category").objects.filter(depth=1).values_list("pk", flat=True))
    return bool(linked & set(pks))


def _help_center():
    return HelpIndexPage.objects.live().order_by("path").values_list("pk", flat=True).first()


def _top_categories():
    categories = get_model("catalogue", "Category").objects.browsable().filter(depth=1)
    return [{"label": category.name, "url": category.get_absolute_url()} for category in categories]


def _default_footer():
    return [{"label": _("Shop"), "items": [{"label": _("All products"), "url": reverse("catalogue:index")}]}]


def _contact(facts):
    language = get_language()
    ways = [
        {"kind": kind, "label": label, "text": text, "url": href}
        for kind, label, text, href in contact_ways(facts, language)
    ]
    return {"hours": service_hours(facts, language), "ways": ways, "address": facts.pickup_address}


def _identity(navigation):
    return {
        "name": navigation.name,
        "legal_name": navigation.legal_name,
        "tagline": navigation.tagline,
        "social": [
            {"label": block["value"]["label"], "url": block["value"]["address"]} for block in navigation.social.raw_data
        ],
    }
