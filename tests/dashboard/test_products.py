"""Products in the dashboard: both languages, weights, warranties, variants."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from shop.catalogue.models import Product, ProductImage
from tests.dashboard.conftest import errors, texts

FORM = "#create_update_product_form"
BLANK = {
    "title_ind": "Bor tangan 13 mm",
    "title_en": "Hand drill 13 mm",
    "brand": "Kuat",
    "weight_g": "1800",
    "warranty_months": "12",
    "warranty_terms_ind": "Motor saja.",
    "warranty_terms_en": "Motor only.",
    "stockrecords-0-price": "1.250.000",
    "stockrecords-0-partner_sku": "BOR-13",
    "stockrecords-0-num_in_stock": "7",
}

NO_PRICE = {"stockrecords-0-price": "", "stockrecords-0-partner_sku": "", "stockrecords-0-num_in_stock": ""}
VARIANT = {
    "attr_daya": "750 W",
    "stockrecords-0-price": "1500000",
    "stockrecords-0-partner_sku": "BOR-750",
    "stockrecords-0-num_in_stock": "3",
}


GROUPED = {
    "weight_g": "1.800", "warranty_months": "12", "stockrecords-0-num_in_stock": "1.000",
    "stockrecords-0-low_stock_threshold": "1.200", "stockrecords-0-price": "Rp 1.250.000,00",
}  # fmt: skip


@pytest.fixture
def new_product(dashboard, submit, product_class, category):
    """Post the form of a new product, which stays open, with changes."""
    opened = {}

    def post(changes=None, prefix=""):
        path = f"{prefix}/dashboard/catalogue/products/create/{product_class.slug}/"
        if path not in opened:
            opened[path] = dashboard.get(path)
        values = BLANK | {"productcategory_set-0-category": category.pk} | (changes or {})
        return submit(path, FORM, values, opened[path])

    return post


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_a_product_is_saved_in_both_languages_whatever_the_language_of_the_page(new_product, prefix):
    response = new_product(prefix=prefix)

    assert response.status_code == 302, errors(response)
    product = Product.objects.get()
    assert (product.title_ind, product.title_en) == ("Bor tangan 13 mm", "Hand drill 13 mm")
    assert (product.slug_ind, product.slug_en) == ("bor-tangan-13-mm", "hand-drill-13-mm")
    assert (product.brand, product.weight_g, product.warranty_months) == ("Kuat", 1800, 12)
    assert (product.warranty_terms_ind, product.warranty_terms_en) == ("Motor saja.", "Motor only.")
    stock = product.stockrecords.get()
    assert (stock.price, stock.price_currency, stock.num_in_stock, stock.num_allocated) == (1250000, "IDR", 7, None)


def test_a_typed_address_is_kept_and_an_english_one_is_made_only_from_english(new_product):
    new_product({"slug_ind": "bor-kita", "title_en": ""})

    product = Product.objects.get()
    assert product.slug_ind == "bor-kita"
    assert not product.slug_en


def test_a_dot_groups_thousands_in_every_number(new_product):
    assert new_product(GROUPED).status_code == 302
    product = Product.objects.get()
    stock = product.stockrecords.get()
    assert (product.weight_g, stock.num_in_stock, stock.low_stock_threshold) == (1800, 1000, 1200)
    assert stock.price == 1_250_000


CATEGORY = "productcategory_set-0-category"
NO_WEIGHT = "The delivery is priced by weight. Type it in grams, packaging included."
SLIPS = [  # each sent in one form: field → what is typed, what is said
    {
        "title_ind": ("", "This field is required."),
        "weight_g": ("", NO_WEIGHT),
        "warranty_months": ("600", "That is more than twenty years. The warranty is in months."),
        "stockrecords-0-price": ("-1", "The price must be at least Rp1."),
    },
    {
        "title_ind": ("★★★", "No address can be made from “★★★”. Type one, with letters or digits."),
        "weight_g": ("0", NO_WEIGHT),
        "stockrecords-0-price": ("0", "The price must be at least Rp1."),
    },
    {
        "weight_g": ("3000000", "That is more than two tonnes. The weight is in grams: 1500 for 1.5 kg."),
        "stockrecords-0-price": ("1250000.5", "The shop knows whole rupiah only: leave out what follows the comma"),
        "stockrecords-0-num_in_stock": ("1000001", "That is more than a million pieces."),
    },
    {
        "weight_g": ("1.5", "Write a whole number in digits, for example 1500."),
        "stockrecords-0-price": ("1,5", "The shop knows whole rupiah only: leave out what follows the comma"),
        "stockrecords-0-num_in_stock": ("1,000", "Write a whole number in digits, for example 1500."),
    },
    {"stockrecords-0-price": ("abc", "Type the amount in rupiah as digits, for example 1500000.")},
    {CATEGORY: ("", "Stand-alone and parent products must have at least one category")},
]


def test_what_cannot_be_is_refused_with_a_sentence_and_nothing_is_lost(new_product):
    for slips in SLIPS:
        response = new_product({field: typed for field, (typed, _said) in slips.items()}, "/en")

        assert response.status_code == 200, slips
        said = " ".join(errors(response))
        assert [message for _typed, message in slips.values() if message not in said] == []
        assert b"Kuat" in response.content
    assert not Product.objects.exists()


def test_a_variant_inherits_what_it_leaves_empty(new_product, submit):
    new_product(NO_PRICE)
    parent = Product.objects.get()

    response = submit(
        f"/dashboard/catalogue/products/{parent.pk}/create-variant/",
        FORM,
        VARIANT,
    )

    assert response.status_code == 302, errors(response)
    child = Product.objects.get(parent=parent)
    assert not any([child.title_ind, child.weight_g, child.warranty_months, child.brand])
    assert [child.own_or_parents(n) for n in ("brand", "weight_g", "warranty_months")] == ["Kuat", 1800, 12]
    assert child.attr.daya == "750 W"


def test_an_sku_belongs_to_one_product(new_product):
    new_product()

    for prefix, message in (
        ("", "SKU BOR-13 sudah dipakai oleh “Bor tangan 13 mm”. Setiap produk memerlukan SKU sendiri."),
        ("/en", "“Hand drill 13 mm” has the SKU BOR-13. Every product needs one of its own."),
    ):
        assert message in errors(new_product({"title_ind": "Bor lain"}, prefix=prefix))
    assert Product.objects.count() == 1


def test_a_family_stays_hidden_until_it_has_something_to_sell(new_product, submit, dashboard):
    new_product(NO_PRICE)
    family = Product.objects.get()
    assert family.is_public is False
    assert "belum memiliki harga maupun varian" in texts(dashboard.get("/dashboard/"), ".alert")[-1]

    submit(f"/dashboard/catalogue/products/{family.pk}/create-variant/", FORM, {**VARIANT, "stockrecords-0-price": "9"})
    assert "Pelanggan belum melihat" in texts(dashboard.get("/dashboard/"), ".alert")[-1]
    submit(f"/dashboard/catalogue/products/{family.pk}/", FORM, {"is_public": "on"})

    family.refresh_from_db()
    assert family.is_public is True
    dashboard.post(f"/dashboard/catalogue/products/{family.children.get().pk}/delete/")
    family.refresh_from_db()
    assert (family.structure, family.is_public) == ("standalone", False)


def test_a_variant_with_the_code_of_another_is_told_that_and_nothing_else(new_product, submit):
    new_product({"upc": "8991", "stockrecords-0-partner_sku": "OTHER"})
    new_product(NO_PRICE | {"title_ind": "Bor besar"})
    family = Product.objects.get(title_ind="Bor besar")

    refused = submit(f"/en/dashboard/catalogue/products/{family.pk}/create-variant/", FORM, VARIANT | {"upc": "8991"})

    assert [error for error in errors(refused) if error] == ["Product with this UPC already exists."]
    assert not family.children.exists()


def test_what_lacks_english_carries_a_badge_and_can_be_listed(new_product, dashboard):
    new_product()
    new_product({"title_ind": "Gerinda", "title_en": "", "stockrecords-0-partner_sku": "GER"})

    everything = dashboard.get("/en/dashboard/catalogue/")
    lacking = dashboard.get("/en/dashboard/catalogue/?english=missing")

    assert texts(everything, ".badge-warning") == ["English is missing"]
    assert texts(lacking, "td a[href*='/products/']:not(.dropdown-item)") == ["Gerinda"]


def test_a_search_finds_titles_of_either_language(new_product, dashboard):
    new_product()

    for text in ("tangan", "drill"):
        assert "Bor tangan 13 mm" in texts(dashboard.get("/dashboard/catalogue/", {"text": text}), "td a"), text


def test_the_list_makes_the_same_queries_for_one_family_and_for_fifty(
    dashboard, product_class, picture, django_assert_num_queries
):
    def make_family(number):
        product = Product.objects.create(product_class=product_class, title_ind=f"Alat {number}", slug_ind="alat")
        Product.objects.create(parent=product, structure="child")
        ProductImage.objects.create(product=product, original=picture())

    make_family(0)
    dashboard.get("/dashboard/catalogue/")
    with CaptureQueriesContext(connection) as one:
        dashboard.get("/dashboard/catalogue/")
    for number in range(1, 50):
        make_family(number)

    with django_assert_num_queries(len(one)):
        response = dashboard.get("/dashboard/catalogue/")

    assert len(response.context["products"].page.object_list) == 20
