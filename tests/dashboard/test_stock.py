"""Price and stock in the dashboard: nobody's change is lost."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test import Client

from shop.catalogue.models import Product
from shop.customer.models import ProductAlert
from shop.partner.models import Partner, StockRecord
from tests.dashboard.conftest import errors, form_values, texts
from web import pagecache

FORM = "#create_update_product_form"


@pytest.fixture
def stock(product_class, category):
    product = Product.objects.create(
        product_class=product_class, title_ind="Bor", title_en="Drill", slug_ind="bor", slug_en="drill", weight_g=900
    )
    product.categories.add(category)
    partner = Partner.objects.create(name="Enportu")
    return StockRecord.objects.create(
        product=product, partner=partner, partner_sku="BOR", price=500000, num_in_stock=5, num_allocated=2
    )


@pytest.fixture
def page(stock):
    return f"/en/dashboard/catalogue/products/{stock.product_id}/"


def test_the_form_shows_what_is_held_and_leaves_it_alone(stock, page, submit, dashboard):
    assert texts(dashboard.get(page), "output") == ["2"]

    response = submit(page, FORM, {"stockrecords-0-num_in_stock": "12", "stockrecords-0-num_allocated": "0"})

    assert response.status_code == 302, errors(response)
    stock.refresh_from_db()
    assert (stock.num_in_stock, stock.num_allocated) == (12, 2)


def test_without_the_right_to_change_stock_the_price_changes_and_the_stock_stays(stock, page, submit, admin):
    admin.is_superuser = False
    admin.save()
    admin.user_permissions.add(
        *Permission.objects.filter(codename__in=["view_product", "add_product", "change_product"])
    )
    changes = {
        "num_in_stock": "12",
        "seen_in_stock": "5",
        "low_stock_threshold": "3",
        "price": "600000",
        "DELETE": "on",
    }

    response = submit(page, FORM, {f"stockrecords-0-{name}": value for name, value in changes.items()})

    assert response.status_code == 302, errors(response)
    stock.refresh_from_db()
    assert (stock.price, stock.num_in_stock, stock.low_stock_threshold) == (600_000, 5, None)


def test_a_stock_figure_that_changed_meanwhile_is_not_overwritten(stock, page, submit, dashboard):
    opened = dashboard.get(page)
    StockRecord.objects.filter(pk=stock.pk).update(num_in_stock=4, num_allocated=1)

    response = submit(page, FORM, {"stockrecords-0-num_in_stock": "12"}, opened=opened)

    assert "the stock changed from 5 to 4" in " ".join(errors(response))
    stock.refresh_from_db()
    assert (stock.num_in_stock, stock.num_allocated) == (4, 1)

    again = submit(page, FORM, {}, opened=response)
    assert again.status_code == 302, errors(again)
    stock.refresh_from_db()
    assert (stock.num_in_stock, stock.num_allocated) == (12, 1)


def test_a_new_price_does_not_bring_back_an_old_stock_figure(stock, page, submit, dashboard):
    opened = dashboard.get(page)
    StockRecord.objects.filter(pk=stock.pk).update(num_in_stock=4, num_allocated=1)

    response = submit(page, FORM, {"stockrecords-0-price": "450.000"}, opened=opened)

    assert response.status_code == 302, errors(response)
    stock.refresh_from_db()
    assert (stock.price, stock.num_in_stock, stock.num_allocated) == (450000, 4, 1)


def test_stock_that_is_held_for_orders_cannot_be_deleted(stock, page, submit):
    response = submit(page, FORM, {"stockrecords-0-DELETE": "on"})

    assert "2 pieces are held for orders: the stock record cannot be deleted." in " ".join(errors(response))
    assert StockRecord.objects.filter(pk=stock.pk).exists()


def test_a_percentage_makes_whole_rupiah_and_drops_the_pages(stock, dashboard, django_capture_on_commit_callbacks):
    before = pagecache._versions([f"product:{stock.product_id}"])
    chosen = dashboard.post(
        "/en/dashboard/catalogue/", {"action": "set_product_price", "selected_product": stock.product_id}
    )
    with django_capture_on_commit_callbacks(execute=True):
        response = dashboard.post(
            chosen.url,
            {
                "selected_products": stock.product_id,
                "increase_by_percentage": "3.33",
                "partners": stock.partner_id,
                "confirm": "on",
            },
        )

    assert response.status_code == 302, errors(response)
    stock.refresh_from_db()
    assert stock.price == 516650
    assert pagecache._versions([f"product:{stock.product_id}"]) != before


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"increase_by_percentage": "-100"}, "“Drill” costs Rp500.000; it would cost less than Rp1."),
        ({"increase_by_amount": "-500.000"}, "“Drill” costs Rp500.000; it would cost less than Rp1."),
        ({"price_{pk}": "0"}, "The price must be at least Rp1."),
        ({"increase_by_amount": "-499.999"}, ""),
    ],
)
def test_a_change_of_many_prices_gives_nothing_away(stock, dashboard, change, why):
    chosen = dashboard.post(
        "/en/dashboard/catalogue/", {"action": "set_product_price", "selected_product": stock.product_id}
    )
    change = {name.format(pk=stock.product_id): value for name, value in change.items()}
    sent = {"selected_products": stock.product_id, "partners": stock.partner_id, "confirm": "on"} | change
    told = " ".join(texts(dashboard.post(chosen.url, sent), ".error-block, .text-danger"))
    stock.refresh_from_db()
    assert (stock.price, why in told) == ((500_000 if why else 1), True)


@pytest.mark.django_db(transaction=True)
def test_of_two_people_who_save_at_once_one_is_told(admin, stock, page):
    """Both saw 5; the row is locked from the check to the save, so the second one sees what the first one wrote."""

    def save(number):
        client = Client()
        client.force_login(admin)
        values = form_values(opened, FORM) | {"stockrecords-0-num_in_stock": str(number)}
        start.wait()
        try:
            return number, client.post(page, values).status_code
        finally:
            connection.close()

    client = Client()
    client.force_login(admin)
    opened, start = client.get(page), Barrier(2)
    with ThreadPoolExecutor(2) as people:
        answers = dict(people.map(save, (11, 12)))

    assert sorted(answers.values()) == [200, 302]
    stock.refresh_from_db()
    assert answers[stock.num_in_stock] == 302


def test_who_asked_gets_one_mail_when_staff_enter_stock_and_the_page_is_made_anew(
    stock, page, submit, smtp, run_tasks, django_capture_on_commit_callbacks
):
    StockRecord.objects.filter(pk=stock.pk).update(num_in_stock=2)
    alert = ProductAlert(
        product=stock.product, email="siti@example.com", key="k", language="en", status=ProductAlert.ACTIVE
    )
    alert.save()
    before = pagecache._versions([f"product:{stock.product_id}", "catalogue"])

    with django_capture_on_commit_callbacks(execute=True):
        submit(page, FORM, {"stockrecords-0-num_in_stock": "9"})
    run_tasks()

    assert [message["To"] for message in smtp.messages] == ["siti@example.com"]
    after = pagecache._versions(before)
    assert all(after[tag] != before[tag] for tag in before)


def test_what_two_people_change_of_one_product_is_all_kept(stock, page, submit, dashboard):
    opened = dashboard.get(page)
    submit(page, FORM, {"stockrecords-0-price": "450.000", "weight_g": "1.200"}, opened=opened)

    response = submit(
        page, FORM, {"title_en": "Hammer drill", "stockrecords-0-low_stock_threshold": "3"}, opened=opened
    )

    assert response.status_code == 302, errors(response)
    stock.refresh_from_db()
    product = stock.product
    assert (stock.price, stock.low_stock_threshold) == (450_000, 3)
    assert (product.title_en, product.weight_g) == ("Hammer drill", 1200)


def test_a_price_that_two_people_change_is_asked_for(stock, page, submit, dashboard):
    opened = dashboard.get(page)
    submit(page, FORM, {"stockrecords-0-price": "450.000"}, opened=opened)

    refused = submit(page, FORM, {"stockrecords-0-price": "460.000"}, opened=opened)

    assert "It is now: 450000. Yours is not saved yet" in " ".join(errors(refused))
    stock.refresh_from_db()
    assert stock.price == 450_000
    assert submit(page, FORM, {}, opened=refused).status_code == 302
    stock.refresh_from_db()
    assert stock.price == 460_000
