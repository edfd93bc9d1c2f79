"""Claims in figures, compared with what is counted by hand."""

import csv
import io
from contextlib import contextmanager
from datetime import timedelta
from functools import partial

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from shop.claims import deciding, resolving, talking
from shop.claims.models import HelpOffer
from shop.claims.words import Reason, Topic
from shop.dashboard.claims import figures
from shop.policies.models import PolicyFacts
from tests.dashboard.conftest import texts
from tests.support.claims import received_order, sent_claim, sent_question
from tests.support.rows import keep_rows

pytestmark = pytest.mark.django_db
FIGURES = "/en/dashboard/claims/figures/"
NOW = "2026-11-17T12:00:00+07:00"


@contextmanager
def at(moment):
    with time_machine.travel(f"2026-{moment}:00+07:00", tick=False):
        yield


@pytest.fixture
def a_weekend_between(set_up_shop, admin):
    """Seven claims around the weekend of 14 and 15 November 2026, six of them of the last 30 days.

    Customer Service is open from 8.30 to 17.00 and promises a reply within eight of its hours.
    """
    keep_rows("claims around a weekend", partial(send_around_a_weekend, admin))


def send_around_a_weekend(admin):
    assert PolicyFacts.current().claim_reply_hours == 8
    with at("10-01T10:00"):
        sent_question(name="Long ago")
    with at("11-13T16:00"):  # a Friday
        order, other = received_order(), received_order()
        order.lines.get().product.__class__.objects.update(title_ind="Gerinda", title_en="Grinder")
        drill = order.lines.get().product
        drill.title_ind, drill.title_en = "Bor", "Drill"
        drill.save()
        wrong = sent_claim(order)
        defect = sent_claim(order, reason=Reason.DEFECT)
        order.lines.update(title="Bor")
        warranty = sent_claim(other, topic=Topic.WARRANTY)
        talking.withdraw(warranty)  # before a reply was due: neither in time nor late
    with at("11-14T10:00"):
        question = sent_question(name="Saturday")
    with at("11-16T09:00"):  # 1 h on Friday and 0.5 h on Monday
        deciding.approve(wrong, admin, "Baik.")
        resolving.resolve_with_refund(wrong, 1_110_000, admin)
    with at("11-16T10:30"):  # 2 h on Monday
        resolving.resolve_with_answer(question, "Ya.", admin)
    with at("11-17T09:30"):  # 1 h on Friday, 8.5 h on Monday, 1 h on Tuesday: more than the eight of the promise
        deciding.reject(defect, "Bukan cacat.", admin)
    with at("11-17T10:00"):
        sent_question(name="Not due yet")
        HelpOffer.objects.create(entry_key=question.key, entry_title="Garansi", topic="question", language="id")


def test_the_figures_are_what_is_counted_by_hand(a_weekend_between):
    with time_machine.travel(NOW, tick=False), translation.override("en"):
        found = figures.of_period(timezone.now(), 30)
        longer = figures.of_period(timezone.now(), 90)
        tables = {title: [(str(label), count) for label, count in rows] for title, rows in found["tables"]}
    assert found["total"] == 5
    assert longer["total"] == 6
    assert tables == {
        "By topic": [("Question", 2), ("Return", 2), ("Warranty", 1)],
        "By reason": [("The goods have a manufacturing defect", 2), ("I received other goods than I ordered", 1)],
        "By state": [("Resolved", 2), ("Rejected", 1), ("New", 1), ("Withdrawn", 1)],
        "By outcome": [("Answered", 1), ("Money back", 1)],
        "By product": [("Drill", 2), ("Grinder", 1)],
        "Help entries that spared a claim": [("Garansi", 1)],
    }
    assert [(f"{month:%Y-%m}", count) for month, count in found["by_month"]] == [("2026-11", 5)]
    assert found["replies"] == {"count": 3, "median_hours": 2.0, "in_time_percent": 67}
    assert longer["replies"]["in_time_percent"] == 50  # nobody ever replied to the one of October


def test_a_product_counts_once_in_whatever_language_it_was_ordered(set_up_shop):
    order, other = received_order(), received_order()
    other.lines.update(product=order.lines.get().product, title="Drill")
    sent_claim(order)
    sent_claim(other)
    with translation.override("en"):
        tables = dict(figures.of_period(timezone.now(), 30)["tables"])
    assert tables["By product"] == [(order.lines.get().product.title_en, 2)]


def test_a_reply_that_came_late_or_never_is_not_within_the_promise(set_up_shop, admin):
    with time_machine.travel("2026-11-09T09:00:00+07:00", tick=False) as clock:  # a Monday
        fast, slow, never = (sent_question(name=name) for name in ("A", "B", "C"))
        clock.shift(timedelta(hours=2))
        talking.write_to_customer(fast, "Ya.", admin)
        clock.move_to("2026-11-11T09:00:00+07:00")
        talking.write_to_customer(slow, "Maaf, terlambat.", admin)
        found = figures.of_period(timezone.now(), 30)
    assert found["replies"] == {"count": 2, "median_hours": 9.5, "in_time_percent": 33}
    assert never.first_reply_at is None


def test_the_page_shows_the_figures_of_the_chosen_period_and_they_are_downloaded(a_weekend_between, dashboard, admin):
    with time_machine.travel(NOW, tick=False):
        dashboard.force_login(admin)
        page = dashboard.get(f"{FIGURES}?days=90")
        assert texts(page, ".figure") == ["6", "2.0", "50 %"]
        assert texts(page, "a[aria-current='page']") == ["90 days"]
        assert texts(dashboard.get(FIGURES), ".figure") == ["5", "2.0", "67 %"]
        response = dashboard.get(f"{FIGURES}download/?days=30")
    rows = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))
    assert rows[:7] == [
        ["Figure", "Of what", "Count"],
        ["Claims", "", "5"],
        ["Median time to the first reply, in working hours", "", "2.0"],
        ["Replied within the promise", "%", "67"],
        ["By topic", "Question", "2"],
        ["By topic", "Return", "2"],
        ["By topic", "Warranty", "1"],
    ]
    assert rows[-1] == ["By month", "2026-11", "5"]


def test_where_no_claim_was_sent_the_page_says_so(set_up_shop, dashboard):
    page = dashboard.get(f"{FIGURES}?days=365")
    assert texts(page, ".page-content p") == ["No claim was sent in the last 365 days."]
    assert texts(page, ".figure, table") == []


def test_the_page_of_figures_makes_the_same_queries_for_few_and_for_many(set_up_shop, dashboard):
    def queries():
        with CaptureQueriesContext(connection) as context:
            assert dashboard.get(f"{FIGURES}?days=90").status_code == 200
        return len(context)

    sent_claim()
    queries()
    one = queries()
    for _number in range(4):
        sent_claim()
    assert queries() == one
