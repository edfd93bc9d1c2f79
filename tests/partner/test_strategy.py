"""Prices with PPN, and the words for what is there."""

from decimal import Decimal

import pytest
from django.utils import translation
from hypothesis import given, strategies as st
from oscar.core.loading import get_class, get_model

from shop.partner import availability, prices, strategy, tax
from tests.support.catalogue import make_class, make_family, make_offer, make_product


@pytest.fixture
def offer_of():
    """What the shop asks for a product."""
    return strategy.Selector().strategy().fetch_for_product


def test_oscar_uses_our_forks():
    assert get_class("partner.strategy", "Selector") is strategy.Selector
    assert get_class("partner.availability", "StockRequired") is availability.StockRequired
    assert get_class("partner.prices", "Unavailable") is prices.Unavailable


@given(st.integers(min_value=0, max_value=10**12))
def test_net_price_and_tax_add_up_to_the_price_and_are_whole(price):
    net, ppn = tax.split(Decimal(price))
    assert net + ppn == price
    assert net == int(net)
    assert abs(ppn - net * Decimal("0.11")) <= Decimal("0.56")


def test_eleven_percent_of_a_million():
    assert tax.split(Decimal("1110000.00")) == (Decimal(1_000_000), Decimal(110_000))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("stock", "allocated", "words", "tone", "can_be_bought"),
    [
        (10, 0, "Stok tersedia", "good", True),
        (10, 4, "Stok tersedia", "good", True),
        (10, 5, "Sisa 5", "warn", True),
        (1, 0, "Sisa 1", "warn", True),
        (3, 3, "Sold Out", "bad", False),
        (3, 4, "Sold Out", "bad", False),
        (0, 0, "Sold Out", "bad", False),
    ],
)
def test_the_words_follow_what_is_left_after_what_is_promised(offer_of, stock, allocated, words, tone, can_be_bought):
    product = make_product(price=None)
    make_offer(product, 1000, stock, allocated)
    offer = offer_of(product).availability
    assert (offer.message, offer.tone, offer.is_available_to_buy) == (words, tone, can_be_bought)


@pytest.mark.django_db
def test_sold_out_is_sold_out_in_english_too(offer_of):
    with translation.override("en"):
        assert offer_of(make_product(stock=0)).availability.message == "Sold Out"
        assert offer_of(make_product(stock=5)).availability.message == "Only 5 left"


@pytest.mark.django_db
def test_no_more_can_be_bought_than_there_is(offer_of):
    offer = offer_of(make_product(stock=3)).availability
    assert offer.is_purchase_permitted(3) == (True, "")
    assert offer.is_purchase_permitted(4) == (False, "Sisa 3")


@pytest.mark.django_db
def test_a_product_without_a_price_cannot_be_bought(offer_of):
    offer = offer_of(make_product(price=None))
    assert not offer.price.exists
    assert not offer.availability.is_available_to_buy


@pytest.mark.django_db
def test_a_class_that_does_not_count_stock_is_never_sold_out(offer_of):
    product = make_product(stock=0, product_class=make_class("service", track_stock=False))
    assert offer_of(product).availability.is_purchase_permitted(900) == (True, "")


@pytest.mark.django_db
def test_a_family_costs_what_its_cheapest_variant_in_stock_costs(offer_of):
    family = make_family(variants=[("4 inci", 50_000, 0), ("5 inci", 70_000, 2), ("7 inci", 90_000, 1)])
    offer = offer_of(family)
    assert offer.price.incl_tax == 70_000
    assert offer.availability.message == "Sisa 3"


@pytest.mark.django_db
def test_a_family_is_sold_out_when_all_its_variants_are(offer_of):
    family = make_family(variants=[("4 inci", 50_000, 0), ("5 inci", 40_000, 0)])
    offer = offer_of(family)
    assert offer.price.incl_tax == 40_000
    assert offer.availability.message == "Sold Out"


@pytest.mark.django_db
def test_a_variant_of_a_withdrawn_family_is_no_longer_sold(offer_of):
    family = make_family(variants=[("4 inci", 50_000, 9)], is_public=False)
    assert offer_of(family.children.get()).availability.is_purchase_permitted(1) == (False, "Tidak dijual lagi")
    assert offer_of(family).availability.is_purchase_permitted(1) == (False, "Tidak dijual lagi")


@pytest.mark.django_db
def test_offers_of_prefetched_products_make_no_query(offer_of, django_assert_num_queries):
    make_product()
    make_family(variants=[("4 inci", 50_000, 9), ("5 inci", 50_000, 9)])
    Product = get_model("catalogue", "Product")
    products = list(Product.objects.browsable().for_tiles())
    with django_assert_num_queries(0):
        assert [offer_of(product).price.incl_tax for product in products] == [50_000, 1_500_000]
        assert [product.purchase_info.availability.message for product in products] == ["Stok tersedia"] * 2
