"""What was sold is the same amount in the figures, the statistics, the list and its download: without the credited."""

import csv
import io

import pytest
from django.utils import timezone

from shop.dashboard import figures
from shop.fulfilment.cancelling import cancel_order
from shop.fulfilment.giving_up import give_up
from shop.fulfilment.missing import report_missing_after_payment
from shop.order.lifecycle import Role, State
from shop.payment.balance import balance
from tests.dashboard.conftest import texts
from tests.support.life import add_line, placed, taken_to
from web.formats import rupiah

pytestmark = pytest.mark.django_db
MISSING = 100_000


@pytest.fixture
def short():
    """An order of which a line was missing after it was paid."""
    order = placed()
    line = add_line(order, price=MISSING)
    report_missing_after_payment(taken_to(State.PAID, order), {line: 1}, None, "Rusak")
    order.refresh_from_db()
    return order


@pytest.fixture
def unsold():
    """Orders that were given up, and cancelled before and after their invoice."""
    give_up(taken_to(State.PAID, placed()), None, "Tidak jadi")
    cancel_order(placed(), Role.STAFF, None, "Salah")
    cancel_order(taken_to(State.INVOICED, placed()), Role.STAFF, None, "Salah")


def test_all_pages_of_the_dashboard_name_the_same_sales(short, unsold, dashboard):
    waiting = placed()
    sold = {waiting.number: int(waiting.total_incl_tax), short.number: int(short.total_incl_tax) - MISSING}
    assert balance(short).charged == sold[short.number]
    total = sum(sold.values())
    assert {row["revenue"] for row in figures.sales(timezone.now())} == {total}
    assert rupiah(total) in texts(dashboard.get("/en/dashboard/figures/"), ".figure")
    assert texts(dashboard.get("/en/dashboard/orders/statistics/"), "tr:nth-of-type(3) td") == [rupiah(total)]

    download = dashboard.get("/en/dashboard/orders/?response_format=csv").content.decode()
    rows = {row["Order number"]: row for row in csv.DictReader(io.StringIO(download))}
    nets = {number: int(row["Less cancelled and credited"]) for number, row in rows.items()}
    assert (len(nets), nets) == (5, dict.fromkeys(rows, 0) | sold)
    told = rows[short.number]
    assert (int(told["Order value"]), told["Number of items"]) == (sold[short.number] + MISSING, "2")

    notes = texts(dashboard.get("/en/dashboard/orders/"), "#orders_form td small")
    assert sorted(notes) == sorted(
        [f"after credit notes {rupiah(sold[short.number])}", *["after credit notes Rp0"] * 3]
    )
