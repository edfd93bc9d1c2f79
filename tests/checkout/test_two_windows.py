"""Two windows of one checkout: what was reviewed is what is ordered, and what is not is said."""

import pytest
from django.urls import reverse
from oscar.core.loading import get_model

from shop.checkout import drafts
from shop.checkout.placing import place_order
from shop.policies.models import PolicyFacts
from tests.support.shopping import ANSWERS, destination, make_shop, make_zone, order_form, put, to_review

Order = get_model("order", "Order")
pytestmark = pytest.mark.django_db
FORGED = ["", "x", "x.y", "a.b.c.d", "…"]


@pytest.fixture
def first_window(client):
    """What the first window would post: reviewed for Jl. Dago 12."""
    put(client, make_shop())
    return order_form(to_review(client))


def place(client, form):
    return client.post(reverse("checkout:review"), form, follow=True)


CHANGES = {
    "line1": ("Jl. Braga 9", "Jl. Braga 9"),
    "first_name": ("Budi", "Budi"),
    "email": ("budi@example.com", "budi@example.com"),
    "phone_number": ("0811-1111-111", "+62 811-1111-111"),
    "notes": ("Pagar hijau", "Pagar hijau"),
}


def test_another_destination_with_the_same_shipping_is_shown_before_it_is_ordered(client, first_window):
    for name, (typed, shown) in CHANGES.items():
        second = ANSWERS | {"basket": first_window["basket"], name: typed}
        assert client.post(reverse("checkout:index"), second).status_code == 302, name
        page = place(client, first_window)
        assert (page.status_code, page.context["changed"].news) == (409, ["destination"]), name
        assert "Alamat atau kontak sudah diubah, mungkin di jendela lain." in page.content.decode(), name
        assert shown in page.content.decode(), name
        assert not Order.objects.exists(), name

    to_review(client, **{name: typed for name, (typed, _shown) in CHANGES.items()})
    place(client, order_form(place(client, first_window)))
    order = Order.objects.get()
    address = order.shipping_address
    assert {
        "line1": address.line1,
        "first_name": address.first_name,
        "email": order.guest_email,
        "phone_number": address.phone_number.as_international,
        "notes": address.notes,
    } == {name: shown for name, (_typed, shown) in CHANGES.items()}


def test_the_page_says_what_is_different_and_nothing_else(client, first_window):
    get_model("partner", "StockRecord").objects.update(price=1_200_000)
    page = place(client, first_window)
    assert page.context["changed"].news == ["goods", "charges"]
    assert "Alamat atau kontak sudah diubah" not in page.content.decode()


def test_a_city_with_other_charges_changes_both(client, first_window):
    make_zone("Jakarta", provinces=["31"], bands=((5, 9_000),))
    to_review(client, regency="31.71")
    assert place(client, first_window).context["changed"].news == ["charges", "destination"]


def test_a_pickup_at_a_place_that_moved_is_shown_again(client):
    put(client, make_shop())
    form = order_form(to_review(client, delivery="pickup"))
    facts = PolicyFacts.current()
    facts.pickup_address = "Jl. Baru 1, Jakarta"
    facts.save()
    page = place(client, form)
    assert page.context["changed"].news == ["destination"]
    assert "Jl. Baru 1, Jakarta" in page.content.decode()


def test_a_window_that_comes_after_the_order_is_told_where_it_went(client, first_window):
    place(client, order_form(to_review(client, line1="Jl. Braga 9")))
    page = place(client, first_window)
    order = Order.objects.get()
    assert page.request["PATH_INFO"] == reverse("checkout:thank-you", args=[order.number])
    said = "dengan “Reguler Java”, untuk Siti, Jl. Braga 9, Kota Bandung. Yang berbeda di jendela ini tidak dipakai."
    assert said in page.content.decode()


def test_a_window_that_comes_after_an_order_of_more_pieces_is_told_too(client, first_window):
    put(client, get_model("catalogue", "Product").objects.get())
    place(client, order_form(to_review(client)))
    page = place(client, first_window)
    assert f"Pesanan {Order.objects.get().number} sudah dibuat di jendela lain: Rp2.240.000" in page.content.decode()


def test_a_second_click_is_told_nothing(client, first_window):
    place(client, first_window)
    page = place(client, first_window)
    assert "jendela lain" not in page.content.decode()
    assert Order.objects.count() == 1


def test_a_member_who_clicks_twice_is_told_nothing(client, django_user_model):
    client.force_login(django_user_model.objects.create_user("siti", "siti@example.com", "kata-sandi-9"))
    put(client, make_shop())
    form = order_form(to_review(client, keep="on", notes="Pagar hijau\r\nlantai 2", line2="RT 1"))
    pages = [place(client, form), place(client, form)]
    assert not any("jendela lain" in page.content.decode() for page in pages)
    assert Order.objects.count() == 1


@pytest.mark.parametrize("moment", ["save_answers", "draft_of"])
def test_a_click_that_is_overtaken_by_another_one_sees_the_order_too(client, first_window, monkeypatch, moment):
    overtaken = getattr(drafts, moment)

    def later(*args):
        monkeypatch.setattr(drafts, moment, overtaken)
        place(client, first_window)
        return overtaken(*args)

    monkeypatch.setattr(drafts, moment, later)
    page = place(client, first_window)
    assert page.request["PATH_INFO"] == reverse("checkout:thank-you", args=[Order.objects.get().number])


def test_two_windows_at_the_same_moment_tell_the_later_one(client, first_window):
    """The order comes into being between the look for it and the lock."""
    draft = get_model("checkout", "CheckoutDraft").objects.get()
    other = order_form(to_review(client, line1="Jl. Braga 9"))
    order = place_order(
        basket_pk=draft.basket_id,
        key=draft.key,
        destination=destination(line1="Jl. Braga 9"),
        method=other["method"],
        seen=other["seen"],
        user=None,
        language="id",
    )
    again = place_order(
        basket_pk=draft.basket_id,
        key=draft.key,
        destination=destination(),
        method=first_window["method"],
        seen=first_window["seen"],
        user=None,
        language="id",
    )
    assert order == again
    assert "untuk Siti, Jl. Braga 9" in place(client, first_window).content.decode()


def test_an_order_whose_review_cannot_be_read_is_reviewed_again(client, first_window):
    for seen in FORGED:
        page = place(client, first_window | {"seen": seen})
        assert page.context["changed"].news == ["goods", "charges", "destination"], seen
        assert not Order.objects.exists(), seen
