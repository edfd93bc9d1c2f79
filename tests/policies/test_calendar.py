"""The working calendar, by known days and by properties that must hold for any days (promises 9, 10 and 11)."""

import datetime as dt

import pytest
from hypothesis import given, settings, strategies as st

from shop.policies.calendar import (
    WIB,
    Hours,
    NeverOpen,
    WorkingCalendar,
    has_government_list,
    national_holidays,
    processing_calendar,
    service_calendar,
)
from shop.policies.models import CalendarException, PolicyFacts

PROCESSING = Hours(dt.time(8, 30), dt.time(17, 30))
PLAIN = WorkingCalendar(PROCESSING)
WITH_LEAVE = WorkingCalendar(PROCESSING, observes_cuti_bersama=True)

days = st.dates(dt.date(2024, 1, 1), dt.date(2027, 12, 31))
exceptions = st.dictionaries(st.dates(dt.date(2025, 12, 1), dt.date(2026, 2, 28)), st.booleans(), max_size=25)
near_exceptions = st.dates(dt.date(2025, 11, 15), dt.date(2026, 3, 15))
moments = st.datetimes(dt.datetime(2025, 11, 15), dt.datetime(2026, 3, 15), timezones=st.just(dt.UTC))


def wib(year, month, day, hour=12, minute=0, second=0):
    return dt.datetime(year, month, day, hour, minute, second, tzinfo=WIB)


# --- Known days ------------------------------------------------------------------------------------------------------


def test_two_working_days_after_17_march_2026_with_and_without_cuti_bersama():
    day = dt.date(2026, 3, 17)
    assert PLAIN.add_working_days(day, 2) == dt.date(2026, 3, 20)
    assert WITH_LEAVE.add_working_days(day, 2) == dt.date(2026, 3, 26)


def test_the_day_of_receipt_is_not_counted():
    assert PLAIN.add_working_days(dt.date(2026, 7, 14), 1) == dt.date(2026, 7, 15)
    assert PLAIN.add_working_days(dt.date(2026, 7, 17), 2) == dt.date(2026, 7, 21)  # Friday: Monday, Tuesday


def test_weekends_and_national_holidays_are_closed():
    assert not PLAIN.is_working_day(dt.date(2026, 7, 18))  # Saturday
    assert not PLAIN.is_working_day(dt.date(2026, 7, 19))  # Sunday
    assert not PLAIN.is_working_day(dt.date(2026, 8, 17))  # Independence Day, a Monday
    assert PLAIN.is_working_day(dt.date(2026, 8, 18))


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (wib(2026, 7, 14, 17, 29, 59), dt.date(2026, 7, 14)),
        (wib(2026, 7, 14, 17, 30), dt.date(2026, 7, 15)),  # 17.30 sharp: the day is over
        (wib(2026, 7, 14, 0, 0), dt.date(2026, 7, 14)),  # midnight begins a working day
        (wib(2026, 7, 17, 23, 59, 59), dt.date(2026, 7, 20)),  # Friday night
        (wib(2026, 7, 18, 0, 0), dt.date(2026, 7, 20)),  # Saturday
        (wib(2026, 8, 17, 10), dt.date(2026, 8, 18)),  # a national holiday
        (wib(2026, 12, 31, 17, 30), dt.date(2027, 1, 4)),  # new year is a Friday, then a weekend
        (dt.datetime(2026, 7, 14, 10, 29, 59, tzinfo=dt.UTC), dt.date(2026, 7, 14)),  # 17.29.59 WIB
        (dt.datetime(2026, 7, 14, 17, 0, tzinfo=dt.UTC), dt.date(2026, 7, 15)),  # midnight in WIB
    ],
)
def test_the_processing_day(moment, day):
    assert PLAIN.processing_day_wib(moment) == day


def test_hours_include_their_start_and_exclude_their_end():
    assert not PLAIN.is_open_at(wib(2026, 7, 14, 8, 29, 59))
    assert PLAIN.is_open_at(wib(2026, 7, 14, 8, 30))
    assert PLAIN.is_open_at(wib(2026, 7, 14, 17, 29, 59))
    assert not PLAIN.is_open_at(wib(2026, 7, 14, 17, 30))


def test_the_next_opening_over_a_weekend_and_in_the_morning():
    assert PLAIN.next_opening_wib(wib(2026, 7, 17, 17, 30)) == wib(2026, 7, 20, 8, 30)
    assert PLAIN.next_opening_wib(wib(2026, 7, 17, 8, 0)) == wib(2026, 7, 17, 8, 30)
    assert PLAIN.next_opening_wib(wib(2026, 7, 17, 8, 30)) == wib(2026, 7, 20, 8, 30)


def test_processing_ends_half_an_hour_after_customer_service():
    facts = PolicyFacts()
    moment = wib(2026, 7, 14, 17, 15)
    assert processing_calendar(facts).is_open_at(moment)
    assert not service_calendar(facts).is_open_at(moment)


@pytest.mark.django_db
def test_exceptions_close_a_working_day_and_open_a_holiday():
    facts = PolicyFacts()
    facts.calendar_exceptions.add(CalendarException(day=dt.date(2026, 7, 15), is_open=False))
    facts.calendar_exceptions.add(CalendarException(day=dt.date(2026, 8, 17), is_open=True))
    facts.calendar_exceptions.add(CalendarException(day=dt.date(2026, 7, 18), is_open=True))
    facts.save()
    calendar = processing_calendar(PolicyFacts.current())
    assert calendar.processing_day_wib(wib(2026, 7, 14, 18)) == dt.date(2026, 7, 16)
    assert calendar.processing_day_wib(wib(2026, 8, 17, 9)) == dt.date(2026, 8, 17)
    assert calendar.is_open_at(wib(2026, 7, 18, 9))


def test_a_year_without_a_government_list_is_known_as_an_estimate():
    assert has_government_list(2026)
    assert not has_government_list(2035)
    assert dt.date(2035, 8, 17) in national_holidays(2035, False, "id")
    assert not PLAIN.is_working_day(dt.date(2035, 8, 17))


def test_holidays_have_names_in_both_languages():
    day = dt.date(2026, 8, 17)
    assert national_holidays(2026, False, "id")[day] == "Hari Kemerdekaan Republik Indonesia"
    assert national_holidays(2026, False, "en_US")[day] == "Independence Day"


def test_no_working_day_at_all_is_an_error_and_not_an_endless_loop():
    start = dt.date(2026, 1, 1)
    closed = WorkingCalendar(PROCESSING, exceptions={start + dt.timedelta(days=n): False for n in range(500)})
    with pytest.raises(NeverOpen):
        closed.next_working_day(start)


@pytest.mark.parametrize("count", [0, -1])
def test_less_than_one_day_cannot_be_added(count):
    with pytest.raises(ValueError, match="1 or more"):
        PLAIN.add_working_days(dt.date(2026, 7, 14), count)


# --- Properties ------------------------------------------------------------------------------------------------------


def by_counting(calendar, day, count):
    """The same as add_working_days, as one would count on a wall calendar."""
    while count:
        day += dt.timedelta(days=1)
        closed = day.weekday() >= 5 or day in national_holidays(day.year, calendar.observes_cuti_bersama, "id")
        count -= calendar.exceptions.get(day, not closed)
    return day


@settings(deadline=None)
@given(days, st.integers(1, 30), st.booleans())
def test_adding_days_agrees_with_counting_on_a_wall_calendar(day, count, with_leave):
    calendar = WITH_LEAVE if with_leave else PLAIN
    assert calendar.add_working_days(day, count) == by_counting(calendar, day, count)


@settings(deadline=None)
@given(near_exceptions, st.integers(1, 15), exceptions)
def test_with_exceptions_it_agrees_too_and_never_lands_on_a_closed_day(day, count, special):
    calendar = WorkingCalendar(PROCESSING, exceptions=special)
    result = calendar.add_working_days(day, count)
    assert result == by_counting(calendar, day, count)
    assert calendar.is_working_day(result)
    assert result > day


@settings(deadline=None)
@given(near_exceptions, near_exceptions, st.integers(1, 15), exceptions)
def test_a_later_start_never_ends_earlier(first, second, count, special):
    calendar = WorkingCalendar(PROCESSING, exceptions=special)
    early, late = sorted((first, second))
    assert calendar.add_working_days(early, count) <= calendar.add_working_days(late, count)
    assert calendar.add_working_days(early, count) < calendar.add_working_days(early, count + 1)


@settings(deadline=None)
@given(moments, exceptions)
def test_the_processing_day_is_open_and_not_past(moment, special):
    calendar = WorkingCalendar(PROCESSING, exceptions=special)
    day = calendar.processing_day_wib(moment)
    assert calendar.is_working_day(day)
    assert calendar.closing_wib(day) > moment
    between = moment.astimezone(WIB).date()
    while between < day:  # no open day was skipped
        assert not (calendar.is_working_day(between) and calendar.closing_wib(between) > moment)
        between += dt.timedelta(days=1)


@settings(deadline=None)
@given(moments, exceptions)
def test_the_next_change_really_changes_and_nothing_changes_before(moment, special):
    calendar = WorkingCalendar(PROCESSING, exceptions=special)
    change = calendar.next_change_wib(moment)
    before = change - dt.timedelta(microseconds=1)
    assert change > moment
    assert calendar.is_open_at(change) != calendar.is_open_at(moment)
    assert calendar.is_open_at(before) == calendar.is_open_at(moment)
