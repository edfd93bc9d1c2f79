"""What the routers of all rooms share: the language of an answer, money, addresses."""

from typing import Literal

from django.conf import settings
from django.utils.translation import get_language_from_request
from ninja import Field, Schema

from web.addresses import absolute
from web.formats import rupiah, whole_rupiah


def language_of_errors(request):
    """The language of what went wrong: that of the address, else the first of ours that the client accepts."""
    asked = request.GET.get("locale")
    return asked if asked in dict(settings.LANGUAGES) else get_language_from_request(request)


class InLanguage(Schema):
    """The query of every operation of ours."""

    locale: Literal["id", "en"] = Field(settings.LANGUAGE_CODE, description="The language of the answer.")


class Money(Schema):
    """An amount in whole rupiah, PPN included, as a number and as the shop writes it."""

    currency: str
    amount: int
    text: str


class Link(Schema):
    """A page of the shop, or of somebody else, by its complete address."""

    label: str
    url: str


def money(amount):
    """`amount` of rupiah as Money."""
    return {"currency": settings.OSCAR_DEFAULT_CURRENCY, "amount": int(whole_rupiah(amount)), "text": rupiah(amount)}


def link(label, path):
    """A Link to a page of the shop."""
    return {"label": label, "url": absolute(path) if path.startswith("/") else path}
