"""A shopper for tests: a city that is sent to, a basket, and the two pages of the checkout."""

from decimal import Decimal
from uuid import uuid4

from django.urls import reverse
from oscar.core.loading import get_class, get_model

from tests.support.catalogue import make_product

BANDUNG = "32.73"  # Kota Bandung, Jawa Barat
ANSWERS = {
    "email": "siti@example.com",
    "delivery": "ship",
    "first_name": "Siti",
    "phone_number": "0812-3456-7890",
    "regency": BANDUNG,
    "line3": "Coblong",
    "line1": "Jl. Dago 12",
    "line2": "",
    "postcode": "40135",
    "notes": "",
}


def make_zone(
    name="Java", *, provinces=(), regencies=(), bands=((5, 20_000), (20, 60_000)), method="Reguler", days=(2, 4)
):
    """A zone with one method; bands are (upper limit in kg, rupiah)."""
    zone = get_model("shipping", "Zone").objects.get_or_create(name=name)[0]
    zone.provinces.add(*provinces)
    zone.regencies.add(*regencies)
    row = get_model("shipping", "WeightBased").objects.create(
        zone=zone,
        name_ind=f"{method} {name}",
        name_en=f"{method} {name}",
        days_min=days[0],
        days_max=days[1],
        default_weight=Decimal(1),
    )
    for limit, charge in bands:
        row.bands.create(upper_limit=Decimal(str(limit)), charge=charge)
    return row


def make_shop(**values):
    """A product of 2 kg, and a zone that sends it to West Java for Rp20.000."""
    make_zone(provinces=["32"])
    return make_product(**({"weight_g": 2000, "price": 1_110_000, "stock": 5} | values))


def put(client, product, quantity=1, language="id"):
    """Put a product into the client's basket, as the product page does."""
    path = "/en/basket/add/" if language == "en" else "/keranjang/tambah/"
    return client.post(f"{path}{product.pk}/", {"quantity": quantity})


def open_basket(product, quantity=1, owner=None):
    """An open basket with one product, made without a browser."""
    basket = get_model("basket", "Basket").objects.create(owner=owner)
    basket.strategy = get_class("partner.strategy", "Selector")().strategy()
    basket.add_product(product, quantity)
    return basket


def hidden(response, name):
    """The value of a hidden field of a page."""
    text = response.content.decode()
    start = text.index(f'name="{name}" value="') + len(f'name="{name}" value="')
    return text[start : text.index('"', start)]


def to_review(client, **answers):
    """Fill in the first page; return the second."""
    page = client.get(reverse("checkout:index"))
    assert page.status_code == 200, page.headers
    posted = ANSWERS | {"basket": hidden(page, "basket")} | answers
    return client.post(reverse("checkout:index"), posted, follow=True)


def order_form(review):
    """What the second page would post."""
    return {name: hidden(review, name) for name in ("basket", "key", "seen")} | {
        "method": review.context["review"].shown.code
    }


def buy(client, product, quantity=1, **answers):
    """Buy a product from start to end; return the response to the order button, followed."""
    put(client, product, quantity)
    review = to_review(client, **answers)
    return client.post(reverse("checkout:review"), order_form(review), follow=True)


def destination(**answers):
    """A valid destination, without a browser."""
    from django.contrib.auth.models import AnonymousUser

    from shop.checkout.forms import DestinationForm

    form = DestinationForm(ANSWERS | answers, user=AnonymousUser())
    assert form.is_valid(), form.errors
    return form.destination()


def place(basket, key=None, **answers):
    """Place a guest's order for an open basket: reviewed, then ordered, as the two requests of a shopper do it."""
    from shop.checkout.placing import place_order
    from shop.checkout.review import Review
    from shop.policies.models import PolicyFacts

    basket._lines = None
    review = Review(basket, destination(**answers), PolicyFacts.current())
    return place_order(
        basket_pk=basket.pk,
        key=key or uuid4(),
        destination=review.destination,
        method=review.shown.code,
        seen=review.seen,
        user=None,
        language="id",
    )
