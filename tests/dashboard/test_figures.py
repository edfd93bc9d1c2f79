"""The page of figures: in rupiah, whatever their number in the same queries."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from oscar.core.loading import get_model

from tests.dashboard.conftest import texts
from tests.support.catalogue import make_product

Order = get_model("order", "Order")


@pytest.fixture
def place():
    """A callable that puts an order of so much into the database."""

    def make(number, total, status="pending"):
        return Order.objects.create(
            number=f"E-{number}", status=status, currency="IDR", total_incl_tax=total, total_excl_tax=total
        )

    return make


def test_sales_are_whole_rupiah_and_leave_out_what_was_cancelled(dashboard, place):
    place(1, 1_500_000)
    place(2, 250_000)
    place(3, 9_000_000, "cancelled")

    figures = texts(dashboard.get("/en/dashboard/figures/"), ".card .figure")

    assert figures[2:5] == ["Rp1.750.000"] * 3


def test_stock_and_gaps_are_counted(dashboard, db):
    make_product("Bor", "Drill", stock=0)
    make_product("Gerinda", "Grinder", stock=3).stockrecords.update(low_stock_threshold=5)
    make_product("Pompa", "Pump", stock=9)
    lacking = make_product("Las", "Welder", stock=9)
    type(lacking).objects.filter(pk=lacking.pk).update(title_en="")

    context = dashboard.get("/en/dashboard/figures/").context

    assert context["stock"] == {"sold_out": 1, "low": 1}
    assert context["gaps"]["lacking_english"] == 1


def test_the_page_makes_the_same_queries_for_one_order_and_for_fifty(dashboard, place, django_assert_num_queries):
    place(0, 1000)
    dashboard.get("/dashboard/figures/")
    with CaptureQueriesContext(connection) as one:
        dashboard.get("/dashboard/figures/")
    for number in range(1, 50):
        place(number, 1000)
        make_product(f"Alat {number}")

    with django_assert_num_queries(len(one)):
        dashboard.get("/dashboard/figures/")
