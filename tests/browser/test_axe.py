"""No violation that axe finds on any public page, in either language.

Each kind of page is looked at on a phone in one language and on a desk in the other.
"""

import pytest
from django.urls import reverse
from django.utils import translation
from oscar.core.loading import get_model
from wagtail.models import Page

from shop.claims import deciding, resolving, talking
from shop.claims.links import claim_address
from shop.fulfilment import stock_check
from shop.order.lifecycle import State
from shop.order.links import order_address, refund_address
from tests.support.axe import DESK, PHONE, objections
from tests.support.claims import received_order, sent_claim
from tests.support.life import pay, placed, taken_to
from tests.support.people import make_member

pytestmark = pytest.mark.django_db(transaction=True)


def public_addresses(language):
    """One page of every kind that a visitor without an account can open."""
    Product, Category = get_model("catalogue", "Product"), get_model("catalogue", "Category")
    family = Product.objects.browsable().filter(structure="parent").first()
    sold_out = Product.objects.browsable().filter(structure="standalone", stockrecords__num_in_stock=0).first()
    on_sale = Product.objects.browsable().filter(structure="standalone", stockrecords__num_in_stock__gt=5).first()
    pages = Page.objects.live().filter(locale__language_code=language, depth__gte=2).order_by("path")
    help_pages = [page.relative_url(None) for page in pages]
    with translation.override(language):
        products = [product.get_absolute_url() for product in (family, sold_out, on_sale)]
        lists = [reverse("catalogue:index"), Category.objects.browsable().filter(depth=1).first().get_absolute_url()]
        search = reverse("search:search")
        names = (
            "basket:summary",
            "customer:login",
            "customer:register",
            "customer:password-reset",
            "customer:find-order",
        )
        forms = [reverse(name) for name in names]
    return [*help_pages, *lists, *products, search, f"{search}?q=las", f"{search}?q=xqzw", f"{search}nowhere/", *forms]


@pytest.mark.parametrize("language", ["id", "en"])
def test_axe_finds_nothing_on_public_pages(page, demo_shop, language):
    problems = []
    for number, address in enumerate(public_addresses(language)):
        page.set_viewport_size(PHONE if (number % 2 == 0) == (language == "id") else DESK)
        page.goto(address)
        problems += [f"{address} {objection}" for objection in objections(page)]
    assert problems == []


@pytest.mark.parametrize("language", ["id", "en"])
def test_axe_finds_nothing_on_the_pages_of_an_order(page, language):
    page.set_viewport_size(PHONE)
    asked, due, sent = placed(), taken_to(State.INVOICED), taken_to(State.SHIPPED)
    stock_check.report_missing(asked, {asked.lines.get(): 1}, None)
    pay(due, int(due.total_incl_tax) + 1)
    with translation.override(language):
        addresses = [
            *map(order_address, (asked, due, sent, taken_to(State.INVOICED))),
            refund_address(due.refunds.get()),
        ]
    problems = []
    for address in addresses:
        page.goto(address.removeprefix("http://testserver"))
        page.evaluate("document.querySelectorAll('main details').forEach(details => { details.open = true })")
        problems += [f"{address} {objection}" for objection in objections(page)]
        page.locator("main form[novalidate] button").last.click()  # what is left empty is told as an error
        problems += [f"{address} {objection}" for objection in objections(page)]
    assert problems == []


@pytest.mark.parametrize("language", ["id", "en"])
def test_axe_finds_nothing_on_the_pages_of_claims(page, set_up_shop, language):
    page.set_viewport_size(PHONE)
    agus = make_member("agus")
    asked, approved, refunded = (sent_claim(received_order(), language=language) for _number in range(3))
    talking.ask_customer(asked, "Boleh kirim foto segelnya?", agus)
    deciding.approve(approved, agus, "Kirimkan barangnya.")
    deciding.approve(refunded, agus)
    resolving.resolve_with_refund(refunded, 1_000, agus)
    with translation.override(language):
        addresses = list(map(claim_address, (asked, approved, refunded)))
    problems = []
    for address in addresses:
        page.goto(address.removeprefix("http://testserver"))
        page.evaluate("document.querySelectorAll('main details').forEach(details => { details.open = true })")
        problems += [f"{address} {objection}" for objection in objections(page)]
    assert problems == []
