"""Days on the calendar: intervals of dates, and how to step from one to the next."""

from __future__ import annotations

import calendar as _calendar
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date as Date  # noqa: N812 — `date` is the name of a stage
from datetime import timedelta
from typing import Literal

from communique.record import Precision

Unit = Literal["day", "week", "month", "quarter", "half", "year", "decade", "weekend"]
Portion = Literal["start", "early", "middle", "late", "end"]
Direction = Literal["before", "on_or_before", "on_or_after", "near"]

_PRECISION: dict[Unit, Precision] = {
    "day": "day",
    "week": "week",
    "month": "month",
    "quarter": "quarter",
    "half": "interval",
    "year": "year",
    "decade": "interval",
    "weekend": "interval",
}
_MONTHS: dict[Unit, int] = {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120}


@dataclass(frozen=True, slots=True)
class Days:
    """An interval of days, both ends included; None at an end: it is open there."""

    first: Date | None
    last: Date | None
    precision: Precision

    @classmethod
    def on(cls, day: Date) -> Days:
        """A single day."""
        return cls(day, day, "day")

    def to(self, other: Days) -> Days:
        """The interval from the first day of this to the last of `other`."""
        return Days(self.first, other.last, "interval")

    def clipped(self, *, since: Date | None = None, until: Date | None = None) -> Days:
        """The part of the interval from `since` to `until`.

        >>> days_of("year", Date(2022, 4, 5)).clipped(until=Date(2022, 4, 5))
        Days(first=datetime.date(2022, 1, 1), last=datetime.date(2022, 4, 5), precision='interval')
        """
        first = max(filter(None, (self.first, since)), default=None)
        last = min(filter(None, (self.last, until)), default=None)
        unchanged = first == self.first and last == self.last
        return Days(first, last, self.precision if unchanged else "interval")


_FIRST, _LAST = Date(1900, 1, 1), Date(2199, 12, 31)


@dataclass(frozen=True, slots=True)
class Window:
    """A set of days, as stretches in their order, none overlapping or touching another: when a text can be from.

    >>> Window.of([(None, Date(2021, 3, 24))]) & Window.of([(Date(2021, 1, 26), None)])
    Window(stretches=((datetime.date(2021, 1, 26), datetime.date(2021, 3, 24)),))
    """

    stretches: tuple[tuple[Date, Date], ...] = ((_FIRST, _LAST),)

    @classmethod
    def of(cls, stretches: Iterable[tuple[Date | None, Date | None]]) -> Window:
        """The days of any of the stretches, both ends included; None at an end: it is open there."""
        merged: list[tuple[Date, Date]] = []
        for first, last in sorted((first or _FIRST, last or _LAST) for first, last in stretches):
            if merged and first <= merged[-1][1] + timedelta(days=1):
                merged[-1] = (merged[-1][0], max(last, merged[-1][1]))
            elif first <= last:
                merged.append((first, last))
        return cls(tuple(merged))

    def __and__(self, other: Window) -> Window:
        both = ((max(a, c), min(b, d)) for a, b in self.stretches for c, d in other.stretches)
        return Window(tuple(sorted((first, last) for first, last in both if first <= last)))

    def __contains__(self, day: Date) -> bool:
        return any(first <= day <= last for first, last in self.stretches)

    def __bool__(self) -> bool:
        return bool(self.stretches)

    @property
    def first(self) -> Date | None:
        """The first day; None: it is open."""
        return None if not self.stretches or self.stretches[0][0] == _FIRST else self.stretches[0][0]

    @property
    def last(self) -> Date | None:
        """The last day; None: it is open."""
        return None if not self.stretches or self.stretches[-1][1] == _LAST else self.stretches[-1][1]

    def without(self, other: Window) -> Window:
        """The days of this that are not of the other."""
        left = self
        for first, last in other.stretches:
            before = (None, first - timedelta(days=1)) if first > _FIRST else None
            after = (last + timedelta(days=1), None) if last < _LAST else None
            left &= Window.of(side for side in (before, after) if side)
        return left

    def numbered(self, day: int, month: int | None = None) -> Iterator[Date]:
        """Its days with this number in the month, of this month if one is named; of a set open at an end, none."""
        if self.first is None or self.last is None:
            return
        for index in range(self.first.year * 12 + self.first.month - 1, self.last.year * 12 + self.last.month):
            found = make_date(index // 12, index % 12 + 1, day)
            if found and found in self and month in (None, found.month):
                yield found


def make_date(year: int, month: int, day: int) -> Date | None:
    """The date, or None where the calendar has no such day (30 February)."""
    try:
        return Date(year, month, day)
    except ValueError:
        return None


def days_of(unit: Unit, day: Date) -> Days:
    """The week, month, quarter … that holds `day`.

    A week runs from Monday to Sunday; on a Sunday it begins with that Sunday, because "last week", printed on a Sunday,
    is the week that is just over.
    """
    precision = _PRECISION[unit]
    if unit == "day":
        return Days.on(day)
    if unit == "week":
        monday = day if day.weekday() == 6 else day - timedelta(days=day.weekday())
        return Days(monday, monday + timedelta(days=6), precision)
    if unit == "weekend":
        saturday = day - timedelta(days=(day.weekday() - 5) % 7)
        return Days(saturday, saturday + timedelta(days=1), precision)
    length = _MONTHS[unit]
    index = day.year * 12 + day.month - 1
    first = _month_start(index - index % length)
    return Days(first, _month_start(index - index % length + length) - timedelta(days=1), precision)


def step(day: Date, unit: Unit, count: int) -> Date | None:
    """The day `count` units from `day`; None beyond the calendar's ends. The 31st becomes the last day of a month.

    >>> step(Date(2021, 3, 31), "month", -1)
    datetime.date(2021, 2, 28)
    """
    try:
        if unit in _MONTHS:
            index = day.year * 12 + day.month - 1 + count * _MONTHS[unit]
            first = _month_start(index)
            return first.replace(day=min(day.day, _calendar.monthrange(first.year, first.month)[1]))
        return day + timedelta(days=count * (1 if unit == "day" else 7))
    except (ValueError, OverflowError):
        return None


def stepped(day: Date, unit: Unit, count: int) -> Days | None:
    """The unit that lies `count` units from the one that holds `day`: last month, two years ago, tomorrow."""
    there = step(days_of(unit, day).first or day, unit, count)
    return days_of(unit, there) if there else None


def portion_of(days: Days, portion: Portion) -> Days:
    """The start, the early, middle or late third, or the end of an interval.

    >>> portion_of(days_of("month", Date(2024, 5, 1)), "middle")
    Days(first=datetime.date(2024, 5, 11), last=datetime.date(2024, 5, 21), precision='interval')
    """
    if days.first is None or days.last is None:
        return days
    third = round(((days.last - days.first).days + 1) / 3)
    after, before = days.first + timedelta(days=third), days.last - timedelta(days=third)
    if portion in ("start", "early"):
        return Days(days.first, after - timedelta(days=1), "interval")
    if portion == "middle":
        return Days(after, before, "interval")
    return Days(before + timedelta(days=1), days.last, "interval")


def weekday_near(anchor: Date, weekday: int, direction: Direction) -> Date:
    """The day of the week (Monday is 0) that lies nearest to `anchor` in a direction."""
    back = (anchor.weekday() - weekday) % 7
    if direction == "before":
        return anchor - timedelta(days=back or 7)
    if direction == "on_or_before" or (direction == "near" and back <= 3):
        return anchor - timedelta(days=back)
    return anchor + timedelta(days=-back % 7)


def _month_start(index: int) -> Date:
    return Date(index // 12, index % 12 + 1, 1)


def days_of_iso(iso: str) -> tuple[Date, Date] | None:
    """The first and the last day that an ISO date means which may stop at the month or the year; None if it is none.

    >>> days_of_iso("2021-06")
    (datetime.date(2021, 6, 1), datetime.date(2021, 6, 30))
    """
    try:
        year, month, day = (int(part) for part in f"{iso}-0-0".split("-")[:3])
        if month and day:
            return Date(year, month, day), Date(year, month, day)
        months = days_of("month" if month else "year", Date(year, month or 1, 1))
    except ValueError:
        return None
    return (months.first, months.last) if months.first and months.last else None
