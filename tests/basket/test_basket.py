"""The basket: what goes in, what is refused, what is said when something changed."""

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse
from oscar.core.loading import get_model

from tests.support.catalogue import make_family, make_product
from tests.support.shopping import open_basket, put

Basket = get_model("basket", "Basket")
Line = get_model("basket", "Line")
pytestmark = pytest.mark.django_db


@pytest.fixture
def product(db):
    return make_product("Bor listrik", "Electric drill", price=1_110_000, stock=5, weight_g=2500)


@pytest.fixture
def member(db):
    return get_user_model().objects.create_user("siti", "siti@example.com", "kata-sandi-9")


def basket_page(client):
    return client.get(reverse("basket:summary")).content.decode()


def change(client, **quantities):
    """Post the basket's form; keys are `pk_<line>`."""
    posted = {f"quantity-{name.removeprefix('pk_')}": value for name, value in quantities.items()}
    return client.post(reverse("basket:summary"), posted, follow=True)


def test_a_product_is_put_in_and_the_shopper_is_back_on_its_page_with_a_link_to_the_basket(client, product):
    response = client.post(reverse("basket:add", args=[product.pk]), {"quantity": 2}, follow=True)
    assert response.request["PATH_INFO"] == product.get_absolute_url()
    assert "2 Bor listrik kini ada di keranjang Anda." in response.content.decode()
    assert Line.objects.get().quantity == 2
    text = basket_page(client)
    for words in ("Rp2.220.000", "Rp2.000.000", "Rp220.000", "5 kg"):
        assert words in text


def test_a_script_gets_the_confirmation_and_the_new_corner(client, product):
    response = client.post(
        reverse("basket:add", args=[product.pk]), {"quantity": 2}, headers={"accept": "application/json"}
    )
    answer = response.json()
    assert answer["message"] == "2 Bor listrik kini ada di keranjang Anda."
    assert '<span class="count">2<' in answer["corner"]
    assert reverse("basket:summary") in answer["link"]


@pytest.mark.parametrize(
    ("quantity", "words"),
    [
        ("0", "Tulis angka dari 1 sampai 5."),
        ("-1", "Tulis angka dari 1 sampai 5."),
        ("1000000000", "Stok tinggal 5."),
        ("1.000", "Stok tinggal 5."),
        ("6", "Stok tinggal 5."),
        ("abc", "Tulis bilangan bulat, misalnya 2."),
        ("", "Tulis berapa buah yang Anda inginkan."),
    ],
)
def test_a_quantity_that_makes_no_sense_is_refused_beside_its_field(client, product, quantity, words):
    path = reverse("basket:add", args=[product.pk])
    response = client.post(path, {"quantity": quantity})
    assert response.status_code == 422
    assert f'id="id_quantity_error">{words}' in response.content.decode()
    answer = client.post(path, {"quantity": quantity}, headers={"accept": "application/json"})
    assert answer.json()["errors"] == {"quantity": words}
    assert not Basket.objects.exists()


def test_more_than_is_left_beside_what_is_in_the_basket_is_refused(client, product):
    put(client, product, 3)
    response = put(client, product, 3)
    assert "Stok tinggal 5. Di keranjang Anda sudah ada 3." in response.content.decode()
    assert Line.objects.get().quantity == 3


def test_an_order_holds_999_pieces(client):
    put(client, make_product(stock=5000), 900)
    response = put(client, make_product(stock=5000), 100)
    assert "Satu pesanan paling banyak 999 barang" in response.content.decode()
    assert put(client, make_product(stock=5000), 99).status_code == 302


@pytest.mark.parametrize("state", ["sold out", "no price"])
def test_what_cannot_be_bought_is_refused(client, product, state):
    if state == "sold out":
        product.stockrecords.update(num_allocated=5)
    else:
        product.stockrecords.update(price=None)
    response = put(client, product)
    assert response.status_code == 422
    assert "Sold Out" in response.content.decode()
    assert not Line.objects.exists()


def test_a_variant_is_chosen_and_an_unknown_one_is_refused(client):
    family = make_family(variants=[("100 mm", 10_000, 3), ("125 mm", 12_000, 0)])
    small, large = family.children.order_by("pk")
    path = reverse("basket:add", args=[family.pk])
    for wrong in ("", "999999", "abc", str(make_product().pk)):
        response = client.post(path, {"quantity": 1, "child_id": wrong})
        assert response.status_code == 422
        assert 'id="id_child_id_error"' in response.content.decode()
    assert "Sold Out" in client.post(path, {"quantity": 1, "child_id": large.pk}).content.decode()
    assert not Line.objects.exists()
    client.post(path, {"quantity": 2, "child_id": small.pk})
    assert (Line.objects.get().product, Line.objects.get().quantity) == (small, 2)


def test_an_unknown_product_is_a_404(client, db):
    assert client.post(reverse("basket:add", args=[4711]), {"quantity": 1}).status_code == 404


def test_the_way_back_never_leaves_the_shop(client, product):
    response = client.post(reverse("basket:add", args=[product.pk]), {"quantity": 1, "next": "https://evil.example/"})
    assert response["Location"] == product.get_absolute_url()


def test_the_checkout_takes_along_what_was_typed_or_says_what_is_wrong_with_it(client, product):
    put(client, product, 1)
    line = Line.objects.get()
    assert 'form="basket" name="checkout"' in basket_page(client)
    post = {"checkout": "", f"quantity-{line.pk}": "3"}
    assert client.post(reverse("basket:summary"), post)["Location"] == reverse("checkout:index")
    line.refresh_from_db()
    assert line.quantity == 3
    refused = client.post(reverse("basket:summary"), post | {f"quantity-{line.pk}": "99"})
    assert "Stok tinggal 5." in refused.content.decode()


def test_quantities_are_changed_all_or_none_and_what_was_typed_stays(client, product):
    other = make_product(stock=4)
    put(client, product, 1)
    put(client, other, 1)
    first, second = Line.objects.order_by("pk")
    text = change(client, **{f"pk_{first.pk}": "2", f"pk_{second.pk}": "abc"}).content.decode()
    assert f'id="quantity-{second.pk}-error">Tulis bilangan bulat, misalnya 2.' in text
    assert f'name="quantity-{first.pk}" value="2"' in text
    assert 'value="abc"' in text
    assert [line.quantity for line in Line.objects.order_by("pk")] == [1, 1]
    change(client, **{f"pk_{first.pk}": "2", f"pk_{second.pk}": "4"})
    assert [line.quantity for line in Line.objects.order_by("pk")] == [2, 4]


@pytest.mark.parametrize("quantity", ["0", "-1", "6", "1000000000"])
def test_a_quantity_out_of_bounds_is_refused_in_the_basket(client, product, quantity):
    put(client, product, 2)
    line = Line.objects.get()
    text = change(client, **{f"pk_{line.pk}": quantity}).content.decode()
    assert f'id="quantity-{line.pk}-error">' in text
    assert Line.objects.get().quantity == 2


def test_what_is_taken_out_can_be_put_back(client, product):
    put(client, product, 3)
    response = client.post(reverse("basket:remove", args=[Line.objects.get().pk]), follow=True)
    text = response.content.decode()
    assert "Bor listrik dikeluarkan dari keranjang." in text
    assert not Line.objects.exists()
    assert f'action="{reverse("basket:add", args=[product.pk])}"' in text
    put(client, product, 3)
    assert Line.objects.get().quantity == 3


@pytest.mark.parametrize("hidden", ["product", "family"])
def test_what_was_withdrawn_is_not_named(client, hidden):
    family = make_family("Cakram rahasia", variants=[("125 mm rahasia", 25_000, 3)])
    variant = family.children.get()
    withdrawn = family if hidden == "family" else variant
    withdrawn.is_public = False
    withdrawn.save()

    assert client.get(reverse("basket:add", args=[variant.pk])).status_code == 404
    assert put(client, variant).status_code == 404
    page = client.get(reverse("basket:summary"), {"removed": variant.pk, "quantity": 1})
    assert "rahasia" not in page.content.decode()


@pytest.mark.parametrize("query", ["removed=abc&quantity=1", "removed=1&quantity=-3", f"removed={10**30}&quantity=1"])
def test_a_made_up_address_offers_nothing(client, db, query):
    response = client.get(f"{reverse('basket:summary')}?{query}")
    assert response.status_code == 200
    assert "dikeluarkan" not in response.content.decode()


def test_a_new_price_is_said_with_the_old_one_and_accepted(client, product):
    put(client, product)
    product.stockrecords.update(price=1_200_000)
    text = basket_page(client)
    assert "Bor listrik: harganya tadinya Rp1.110.000, sekarang Rp1.200.000." in text
    assert "Checkout</button>" in text
    client.post(reverse("basket:settle"))
    assert "tadinya" not in basket_page(client)


def test_less_stock_is_said_and_stops_the_checkout_until_accepted(client, product):
    put(client, product, 5)
    product.stockrecords.update(num_in_stock=2)
    text = basket_page(client)
    assert "Bor listrik: tinggal 2, Anda memilih 5. Total menghitung 2." in text
    assert "Rp2.220.000" in text
    assert "Checkout</button>" not in text
    assert client.get(reverse("checkout:index"))["Location"] == reverse("basket:summary")
    client.post(reverse("basket:settle"))
    assert Line.objects.get().quantity == 2
    assert client.get(reverse("checkout:index")).status_code == 200


@pytest.mark.parametrize("state", ["sold out", "withdrawn", "family withdrawn"])
def test_what_is_sold_out_meanwhile_is_marked_and_stops_the_checkout(client, product, state):
    if state == "family withdrawn":
        family = make_family("Cakram", variants=[("100 mm", 10_000, 3)])
        put(client, family.children.get())
        type(family).objects.filter(pk=family.pk).update(is_public=False)
    else:
        put(client, product)
        product.stockrecords.update(num_in_stock=0 if state == "sold out" else 5)
        type(product).objects.update(is_public=state != "withdrawn")
    other = make_product("Obeng")
    assert '<span class="badge bad">Sold Out</span>' in basket_page(client)
    assert client.get(reverse("checkout:index"))["Location"] == reverse("basket:summary")
    put(client, other)
    client.post(reverse("basket:settle"))
    assert [line.product.title_ind for line in Line.objects.all()] == ["Obeng"]


def test_a_product_deleted_while_in_a_basket_is_named(client, product):
    put(client, product, 2)
    put(client, make_product("Obeng"))
    product.delete()
    text = basket_page(client)
    assert "Bor listrik tidak dijual lagi" in text
    assert "Obeng" in text
    client.post(reverse("basket:settle"))
    assert "tidak dijual lagi" not in basket_page(client)


def test_taking_a_line_out_is_no_loss(client, product):
    put(client, product)
    client.post(reverse("basket:remove", args=[Line.objects.get().pk]))
    assert not get_model("basket", "LostLine").objects.exists()


def test_a_basket_of_somebody_else_is_out_of_reach(client, product):
    line = open_basket(product, 3).lines.get()
    put(client, make_product())
    client.post(reverse("basket:remove", args=[line.pk]))
    change(client, **{f"pk_{line.pk}": "1"})
    line.refresh_from_db()
    assert line.quantity == 3


def test_a_forged_cookie_finds_no_basket(client, product, settings):
    basket = open_basket(product)
    client.cookies[settings.OSCAR_BASKET_COOKIE_OPEN] = f"{basket.pk}:forged"
    assert "Keranjang Anda kosong" in basket_page(client)


def test_the_guests_basket_joins_the_members_at_sign_in(client, product, member):
    other = make_product("Obeng", stock=3)
    kept = open_basket(product, 2, owner=member)
    put(client, product, 4)
    put(client, other, 1)
    client.force_login(member)
    client.post(reverse("basket:summary"))
    lines = {line.product.title_ind: line.quantity for line in kept.lines.all()}
    assert lines == {"Bor listrik": 4, "Obeng": 1}
    told = basket_page(client)
    assert "3 barang yang Anda pilih sebelum masuk kini ada di keranjang Anda." in told
    assert "Untuk barang yang Anda pilih dua kali, jumlah terbesarnya yang ada di keranjang Anda." in told
    assert Basket.open.count() == 1


def test_a_member_has_one_basket_however_many_windows(client, product, member):
    open_basket(product, 1, owner=member)
    open_basket(make_product("Obeng"), 1, owner=member)
    put(client, product, 1)
    client.force_login(member)
    client.post(reverse("basket:summary"))
    assert Basket.open.filter(owner=member).count() == 1
    assert Line.objects.filter(basket__status="Open").count() == 2


def test_looking_at_pages_makes_no_basket(client, product, member):
    client.get(reverse("basket:summary"))
    client.force_login(member)
    client.get(reverse("basket:summary"))
    client.get(product.get_absolute_url())
    assert not Basket.objects.exists()


def test_in_english_sold_out_stays_sold_out(client, product):
    put(client, product, language="en")
    product.stockrecords.update(num_in_stock=0)
    assert "Electric drill: Sold Out. It cannot be ordered now." in client.get("/en/basket/").content.decode()
