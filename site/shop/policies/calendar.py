"""The working calendar: Monday to Friday, without national holidays, with the shop's exceptions.

Pure functions of the facts and a moment; every moment is aware, every day is a day in WIB. A window of hours includes
its start and excludes its end: at 17.30 sharp the day's processing is over. Source: promises 9, 10 and 11.
"""

import datetime as dt
from dataclasses import dataclass, field
from functools import lru_cache
from zoneinfo import ZoneInfo

import holidays

WIB = ZoneInfo("Asia/Jakarta")
ONE_DAY = dt.timedelta(days=1)
GIVE_UP_AFTER = 400  # days; a calendar without a single open day in a year is a mistake


class NeverOpen(Exception):
    """The calendar has no open day for more than a year."""


@lru_cache(maxsize=64)
def national_holidays(year, observes_cuti_bersama, language):
    """The public holidays of `year` with their names; empty names never occur, dates are plain days."""
    categories = ("public", "government") if observes_cuti_bersama else ("public",)
    return dict(holidays.Indonesia(years=year, categories=categories, language=language))


def has_government_list(year):
    """Whether the government's list for `year` is known: it names the collective leave days, an estimate does not."""
    return bool(holidays.Indonesia(years=year, categories=("government",)))


@dataclass(frozen=True)
class Hours:
    """A daily window in WIB, start included, end excluded."""

    opens: dt.time
    closes: dt.time


@dataclass(frozen=True)
class WorkingCalendar:
    """Which days are working days, and at what hours."""

    hours: Hours
    observes_cuti_bersama: bool = False
    exceptions: dict = field(default_factory=dict, hash=False)  # day → True (open) or False (closed)

    def is_working_day(self, day):
        """Whether the shop works on `day`, a date in WIB."""
        if day in self.exceptions:
            return self.exceptions[day]
        return day.weekday() < 5 and day not in national_holidays(day.year, self.observes_cuti_bersama, "id")

    def next_working_day(self, day):
        """The first working day after `day`. Raises NeverOpen."""
        for _ in range(GIVE_UP_AFTER):
            day += ONE_DAY
            if self.is_working_day(day):
                return day
        raise NeverOpen

    def add_working_days(self, day, count):
        """The working day that is `count` working days after `day`; `day` itself is not counted. Raises NeverOpen."""
        if count < 1:
            raise ValueError("count must be 1 or more")
        for _ in range(count):
            day = self.next_working_day(day)
        return day

    def is_open_at(self, moment):
        """Whether `moment` falls into the hours of a working day."""
        wib = moment.astimezone(WIB)
        return self.is_working_day(wib.date()) and self.hours.opens <= wib.time() < self.hours.closes

    def next_opening_wib(self, moment):
        """The next start of the hours after `moment`, in WIB. Raises NeverOpen."""
        wib = moment.astimezone(WIB)
        day = wib.date()
        if not (self.is_working_day(day) and wib.time() < self.hours.opens):
            day = self.next_working_day(day)
        return dt.datetime.combine(day, self.hours.opens, WIB)

    def add_open_time_wib(self, moment, length):
        """The moment when so much open time, a timedelta, has passed after `moment`, in WIB. Raises NeverOpen."""
        start = moment.astimezone(WIB) if self.is_open_at(moment) else self.next_opening_wib(moment)
        while (left := self.closing_wib(start.date()) - start) < length:
            length -= left
            start = self.next_opening_wib(start + left)
        return start + length

    def open_time_between(self, start, end):
        """How much open time lies between two moments, as a timedelta; none where `end` is not after `start`."""
        total, day = dt.timedelta(), start.astimezone(WIB).date()
        while day <= end.astimezone(WIB).date():
            if self.is_working_day(day):
                opens = dt.datetime.combine(day, self.hours.opens, WIB)
                total += max(min(end, self.closing_wib(day)) - max(start, opens), dt.timedelta())
            day += ONE_DAY
        return total

    def closing_wib(self, day):
        """The end of the hours on `day`, in WIB."""
        return dt.datetime.combine(day, self.hours.closes, WIB)

    def processing_day_wib(self, moment):
        """The day on which something that is ready at `moment` is processed (promise 9). Raises NeverOpen."""
        wib = moment.astimezone(WIB)
        if self.is_working_day(wib.date()) and wib.time() < self.hours.closes:
            return wib.date()
        return self.next_working_day(wib.date())

    def next_change_wib(self, moment):
        """When `is_open_at` changes next: the closing of an open day, else the next opening."""
        if self.is_open_at(moment):
            return self.closing_wib(moment.astimezone(WIB).date())
        return self.next_opening_wib(moment)


def _calendar(facts, opens, closes):
    days = {row.day: row.is_open for row in facts.calendar_exceptions.all()} if facts.pk else {}
    return WorkingCalendar(Hours(opens, closes), facts.observes_cuti_bersama, days)


def processing_calendar(facts):
    """When orders are processed; one query for the exceptions."""
    return _calendar(facts, facts.processing_opens, facts.processing_closes)


def service_calendar(facts):
    """When Customer Service answers; one query for the exceptions."""
    return _calendar(facts, facts.service_opens, facts.service_closes)
