"""What the front page shows: each block with the rows it needs, loaded for all blocks at once."""

from dataclasses import dataclass
from functools import cached_property

from django.conf import settings
from django.utils.translation import get_language
from oscar.core.loading import get_model

from helpcenter.models import HelpEntryPage
from home.blocks import ProductsBlock
from home.links import live_translations, target_url
from home.menus import identity
from home.pictures import picture
from shop.policies.models import PolicyFacts

QUESTIONS = 6  # of the help center, where editors chose none


@dataclass(frozen=True)
class Section:
    """A block ready to be printed: the template, the editors' values, and what was looked up for them."""

    template: str
    value: object
    values: object  # of the tokens
    found: object = None


class Shelf:
    """Rows that several blocks may share, each kind loaded once."""

    def __init__(self, stream):
        self.stream = stream

    @cached_property
    def top_categories(self):
        return list(get_model("catalogue", "Category").objects.browsable().filter(depth=1))

    @cached_property
    def newest(self):
        return self._newest(ProductsBlock.NEWEST, self._products)

    @cached_property
    def newest_in_stock(self):
        return self._newest(ProductsBlock.IN_STOCK, self._products.in_stock())

    @cached_property
    def help_pages(self):
        wanted = {
            page.pk for block in self.stream if block.block_type == "help" for page in block.value["pages"] if page
        }
        return live_translations(wanted)

    @cached_property
    def first_questions(self):
        in_language = HelpEntryPage.objects.live().public().filter(locale__language_code=get_language(), alias_of=None)
        return list(in_language.order_by("path")[:QUESTIONS])

    @property
    def _products(self):
        return get_model("catalogue", "Product").objects.browsable().for_tiles().order_by("-date_created", "-pk")

    def _newest(self, choice, products):
        most = max(
            block.value["count"]
            for block in self.stream
            if block.block_type == "products" and block.value["choice"] == choice
        )
        return list(products[:most])


def sections(page, request, values):
    """The blocks of a front page in their order; the number of queries depends on the kinds of blocks alone."""
    shelf = Shelf(page.body)
    return [
        Section(block.block.meta.template, block.value, values, FOUND[block.block_type](block.value, shelf, request))
        for block in page.body
    ]


def _hero(value, shelf, request):
    return {"url": target_url(value["target"], request), "picture": picture(value["picture"])}


def _categories(value, shelf, request):
    chosen = [category for category in value["categories"] if category and category.is_public]
    return chosen or shelf.top_categories


def _products(value, shelf, request):
    if value["choice"] == ProductsBlock.NEWEST:
        return shelf.newest[: value["count"]]
    if value["choice"] == ProductsBlock.IN_STOCK:
        return shelf.newest_in_stock[: value["count"]]
    return [product for product in value["products"] if product]


def _help(value, shelf, request):
    chosen = [shelf.help_pages.get(page.pk) for page in value["pages"] if page]
    pages = chosen or shelf.first_questions
    return [{"label": page.title, "url": page.get_url(request)} for page in pages if page]


def _nothing(value, shelf, request):
    return None


FOUND = {
    "hero": _hero,
    "categories": _categories,
    "products": _products,
    "help": _help,
    "notice": _nothing,
    "text": _nothing,
}


def organization(request):
    """Who keeps the shop and how its search is called, as schema.org data."""
    shop, facts = identity(request), PolicyFacts.current()
    organization_id = f"{settings.BASE_URL}/#organization"
    return {
        "@context": "https://schema.org",
        "@graph": [
            {
                "@type": "Organization",
                "@id": organization_id,
                "name": shop["name"],
                **({"legalName": shop["legal_name"]} if shop["legal_name"] else {}),
                "url": f"{settings.BASE_URL}/",
                "sameAs": [network["url"] for network in shop["social"]],
                "contactPoint": {
                    "@type": "ContactPoint",
                    "contactType": "customer service",
                    "telephone": facts.phone.as_e164,
                    "email": facts.email,
                    "availableLanguage": [code for code, _name in settings.LANGUAGES],
                },
            },
            {
                "@type": "WebSite",
                "name": shop["name"],
                "url": f"{settings.BASE_URL}/",
                "inLanguage": [code for code, _name in settings.LANGUAGES],
                "publisher": {"@id": organization_id},
            },
        ],
    }
