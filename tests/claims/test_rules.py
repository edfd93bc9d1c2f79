"""The rules at their boundaries, and against a calendar that counts days one by one."""

import datetime as dt

import pytest
from hypothesis import given, strategies as st

from shop.claims.eligibility import Arrival, LineFacts, Said, check_claim, check_line, first_refusal
from shop.claims.words import Reason, Topic, Wish
from shop.policies.calendar import WIB, Hours, WorkingCalendar

SECOND = dt.timedelta(seconds=1)
DEADLINE = dt.datetime(2026, 3, 20, 23, 59, 59, tzinfo=WIB)
RECEIVED = dt.datetime(2026, 3, 17, 10, tzinfo=WIB)


def facts(**values):
    defaults = {
        "is_theirs": True,
        "is_paid": True,
        "arrivals": (Arrival(2, RECEIVED, DEADLINE),),
        "warranty_months": 12,
        "warranty_until": dt.date(2027, 3, 17),
        "window_days": 2,
    }
    return LineFacts(**(defaults | values))


def refused_by(line, topic=Topic.RETURN, now=RECEIVED):
    finding = first_refusal(check_line(line, topic, now))
    return finding and finding.rule


def said(**values):
    return Said(**({"quantity": 1, "reason": Reason.DEFECT, "wish": Wish.REFUND, "is_sealed": True, "is_unused": True}
                   | values))  # fmt: skip


def refusals(line, topic, words, now=RECEIVED):
    return [finding.rule for finding in check_claim(line, topic, words, now) if not finding.passed]


def test_the_window_is_open_to_its_last_second_and_not_one_longer():
    assert refused_by(facts(), now=DEADLINE) is None
    assert refused_by(facts(), now=DEADLINE + SECOND - dt.timedelta(microseconds=1)) is None
    assert refused_by(facts(), now=DEADLINE + SECOND) == "is_in_window"


def test_without_a_deadline_the_window_stays_open():
    assert refused_by(facts(arrivals=(Arrival(1, RECEIVED, None),)), now=DEADLINE + dt.timedelta(days=900)) is None


@pytest.mark.parametrize(
    ("values", "rule"),
    [
        ({"is_theirs": False}, "is_theirs"),
        ({"is_paid": False}, "is_paid"),
        ({"arrivals": ()}, "is_received"),
        ({"claimed": 2}, "is_left"),
        ({"is_theirs": False, "is_paid": False, "arrivals": ()}, "is_theirs"),
    ],
)
def test_each_rule_refuses_what_it_is_for_and_the_first_one_is_told(values, rule):
    assert refused_by(facts(**values)) == rule


def test_two_parcels_have_two_windows_and_claimed_pieces_go_to_the_older_one():
    later = Arrival(3, RECEIVED + dt.timedelta(days=6), DEADLINE + dt.timedelta(days=6))
    line = facts(arrivals=(Arrival(2, RECEIVED, DEADLINE), later))
    assert line.claimable(Topic.RETURN, DEADLINE) == 5
    assert line.claimable(Topic.RETURN, DEADLINE + SECOND) == 3
    claimed = facts(arrivals=line.arrivals, claimed=2)
    assert claimed.claimable(Topic.RETURN, DEADLINE + SECOND) == 3
    claimed = facts(arrivals=line.arrivals, claimed=4)
    assert claimed.claimable(Topic.RETURN, DEADLINE + SECOND) == 1
    assert refused_by(line, now=later.deadline + SECOND) == "is_in_window"


def test_the_warranty_holds_to_the_end_of_its_last_day_in_wib():
    line = facts(warranty_until=dt.date(2027, 3, 17))
    last = dt.datetime(2027, 3, 17, 23, 59, 59, 999999, tzinfo=WIB)
    assert refused_by(line, Topic.WARRANTY, last) is None
    assert refused_by(line, Topic.WARRANTY, last + dt.timedelta(microseconds=1)) == "is_under_warranty"
    as_utc = dt.datetime(2027, 3, 17, 17, 0, tzinfo=dt.UTC)  # the 18th in Jakarta
    assert refused_by(line, Topic.WARRANTY, as_utc) == "is_under_warranty"


def test_goods_without_warranty_are_told_so():
    line = facts(warranty_months=0, warranty_until=None)
    assert refused_by(line, Topic.WARRANTY) == "has_warranty"
    assert refused_by(line, Topic.RETURN) is None


def test_a_warranty_claim_knows_no_window_and_no_seal():
    long_after = DEADLINE + dt.timedelta(days=100)
    words = said(wish=Wish.REPAIR, is_sealed=None, is_unused=None)
    assert refusals(facts(), Topic.WARRANTY, words, long_after) == []


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({}, []),
        ({"reason": Reason.WRONG_GOODS}, []),
        ({"reason": Reason.ORDERED_WRONGLY}, ["is_shops_fault"]),
        ({"reason": Reason.CHANGED_MIND}, ["is_shops_fault"]),
        ({"reason": ""}, ["is_shops_fault"]),
        ({"is_sealed": False}, ["is_sealed"]),
        ({"is_sealed": None}, ["is_sealed"]),
        ({"is_unused": False}, ["is_unused"]),
        ({"quantity": 0}, ["is_enough_left"]),
        ({"quantity": -1}, ["is_enough_left"]),
        ({"quantity": 3}, ["is_enough_left"]),
        ({"wish": Wish.REPAIR}, ["is_offered"]),
        ({"is_sealed": False, "is_unused": False, "quantity": 9}, ["is_enough_left", "is_sealed", "is_unused"]),
    ],
)
def test_a_return_is_the_shops_fault_sealed_and_unused(values, expected):
    assert refusals(facts(), Topic.RETURN, said(**values)) == expected


def test_a_refusal_names_the_field_it_is_about():
    found = {finding.rule: finding.field for finding in check_claim(facts(), Topic.RETURN, said(), RECEIVED)}
    assert found["is_sealed"] == "is_sealed"
    assert found["is_enough_left"] == "quantity"
    assert found["is_in_window"] == ""


# --- Against a calendar that counts days one by one ------------------------------------------------------------------

DAYS = st.dates(dt.date(2025, 1, 1), dt.date(2027, 12, 20))
TIMES = st.times()
CLOSED = st.sets(st.dates(dt.date(2025, 1, 1), dt.date(2028, 2, 1)), max_size=12)


def counted_deadline(received, days, calendar):
    """The last second of the `days`th working day after `received`, one day after the other."""
    day = received.astimezone(WIB).date()
    while days:
        day += dt.timedelta(days=1)
        days -= calendar.is_working_day(day)
    return dt.datetime(day.year, day.month, day.day, 23, 59, 59, tzinfo=WIB)


@given(DAYS, TIMES, st.integers(1, 10), CLOSED, st.booleans())
def test_the_deadline_is_the_one_that_counting_finds(day, time, days, closed, cuti):
    calendar = WorkingCalendar(Hours(dt.time(8, 30), dt.time(17)), cuti, dict.fromkeys(closed, False))
    received = dt.datetime.combine(day, time, WIB)
    last = calendar.add_working_days(received.date(), days)
    deadline = dt.datetime.combine(last, dt.time(23, 59, 59), WIB)
    assert deadline == counted_deadline(received, days, calendar)
    line = facts(arrivals=(Arrival(1, received, deadline),))
    assert refused_by(line, now=deadline) is None
    assert refused_by(line, now=deadline + SECOND) == "is_in_window"


@given(st.lists(st.tuples(st.integers(1, 5), st.integers(0, 20)), max_size=5), st.integers(0, 12), st.integers(0, 20))
def test_what_can_be_claimed_is_what_counting_piece_by_piece_finds(parcels, claimed, today):
    arrivals = tuple(Arrival(quantity, RECEIVED, DEADLINE + dt.timedelta(days=ends)) for quantity, ends in parcels)
    now = DEADLINE + dt.timedelta(days=today)
    pieces = sorted(ends for quantity, ends in parcels for _piece in range(quantity))
    left = [ends for ends in pieces[claimed:] if ends >= today]
    assert facts(arrivals=arrivals, claimed=claimed).claimable(Topic.RETURN, now) == len(left)


@given(DAYS, TIMES, st.integers(1, 60), CLOSED)
def test_open_hours_added_are_open_hours_between(day, time, hours, closed):
    calendar = WorkingCalendar(Hours(dt.time(8, 30), dt.time(17)), False, dict.fromkeys(closed, False))
    start, length = dt.datetime.combine(day, time, WIB), dt.timedelta(hours=hours)
    end = calendar.add_open_time_wib(start, length)
    assert calendar.open_time_between(start, end) == length
    assert calendar.is_open_at(end - dt.timedelta(seconds=1))
