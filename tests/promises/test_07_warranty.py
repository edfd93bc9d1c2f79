"""Promise 7: machines carry the manufacturer's terms; ask Customer Service about a given product."""

import pytest
from playwright.sync_api import expect

from tests.support.asking import start
from tests.support.catalogue import make_category, make_product

pytestmark = pytest.mark.django_db(transaction=True)

WORDS = {
    "id": ("Kompresor", "Garansi pabrik 18 bulan", "Tanpa selang.", "produk ini tanpa garansi pabrik"),
    "en": (
        "Compressor",
        "18 months of manufacturer's warranty",
        "Without the hose.",
        "without a manufacturer's warranty",
    ),
}


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_product_says_its_warranty_and_whom_to_ask(page, language):
    title, months, terms, _none = WORDS[language]
    make_product(
        "Kompresor",
        "Compressor",
        category=make_category("Angin", "Air"),
        warranty_months=18,
        warranty_terms_ind="Tanpa selang.",
        warranty_terms_en="Without the hose.",
    )
    start(page, language)
    page.get_by_role("link", name=title, exact=True).click()
    assurances = page.get_by_role("listitem").filter(has_text=months)
    expect(assurances).to_contain_text(terms)
    hrefs = [link.get_attribute("href") for link in assurances.get_by_role("link").all()]
    assert [href.split(":")[0] for href in hrefs] == ["tel", "mailto", "https"]


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_product_without_warranty_says_so(page, language):
    title, *_words, none = WORDS[language]
    make_product("Kompresor", "Compressor", category=make_category("Angin", "Air"), warranty_months=0)
    start(page, language)
    page.get_by_role("link", name=title, exact=True).click()
    expect(page.get_by_role("main")).to_contain_text(none, ignore_case=True)
