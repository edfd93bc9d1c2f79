"""The navigation for other clients than a browser."""

from django.utils.translation import override
from ninja import Query, Router, Schema

from home.menus import menu
from web.api import InLanguage, Link, link

router = Router(tags=["navigation"])


class Column(Schema):
    label: str
    items: list[Link]


class NavigationSchema(Schema):
    """What every page carries above and below its content."""

    name: str
    legal_name: str
    tagline: str
    main: list[Link]
    help: Link | None
    footer: list[Column]
    social: list[Link]


@router.get("/", response=NavigationSchema, url_name="navigation", summary="Menus, footer and the shop's name")
def navigation(request, language: Query[InLanguage]):
    with override(language.locale):
        identity, to_help = menu("identity", request), menu("help", request)
        return {
            "name": identity["name"],
            "legal_name": identity["legal_name"],
            "tagline": identity["tagline"],
            "social": identity["social"],
            "main": [link(item["label"], item["url"]) for item in menu("main", request)],
            "help": link(to_help["label"], to_help["url"]) if to_help else None,
            "footer": [
                {"label": column["label"], "items": [link(item["label"], item["url"]) for item in column["items"]]}
                for column in menu("footer", request)
            ],
        }
