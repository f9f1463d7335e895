"""Intervals of days, and the steps between them."""

from __future__ import annotations

from datetime import date

import pytest

from communique.stages.calendar import Days, Unit, days_of, make_date, portion_of, step, stepped, weekday_near


@pytest.mark.parametrize(
    ("unit", "day", "first", "last"),
    [
        # a week runs from Monday …
        ("week", date(2024, 4, 10), date(2024, 4, 8), date(2024, 4, 14)),
        # … but on a Sunday it begins: "last week" is then the week just over
        ("week", date(2024, 4, 14), date(2024, 4, 14), date(2024, 4, 20)),
        ("month", date(2024, 2, 10), date(2024, 2, 1), date(2024, 2, 29)),
        ("quarter", date(2024, 5, 10), date(2024, 4, 1), date(2024, 6, 30)),
        ("half", date(2024, 7, 1), date(2024, 7, 1), date(2024, 12, 31)),
        ("decade", date(1995, 7, 1), date(1990, 1, 1), date(1999, 12, 31)),
        # on a weekday, the weekend before
        ("weekend", date(2024, 4, 10), date(2024, 4, 6), date(2024, 4, 7)),
    ],
)
def test_a_day_lies_in_its_unit(unit: Unit, day: date, first: date, last: date) -> None:
    found = days_of(unit, day)
    assert (found.first, found.last) == (first, last)


def test_the_last_of_a_month_steps_to_the_last_of_a_shorter_one() -> None:
    assert step(date(2021, 3, 31), "month", -1) == date(2021, 2, 28)


def test_a_step_out_of_the_calendar_is_none() -> None:
    assert step(date(2024, 1, 1), "decade", -999) is None
    assert stepped(date(2024, 1, 1), "week", 10**9) is None
    assert make_date(2023, 2, 29) is None


def test_the_portions_of_a_month_cover_it_without_overlap() -> None:
    month = days_of("month", date(2024, 4, 1))
    early, middle, late = (portion_of(month, p) for p in ("early", "middle", "late"))
    assert (early.first, early.last) == (date(2024, 4, 1), date(2024, 4, 10))
    assert (middle.first, middle.last) == (date(2024, 4, 11), date(2024, 4, 20))
    assert (late.first, late.last) == (date(2024, 4, 21), date(2024, 4, 30))


def test_clipping_leaves_an_interval_only_where_it_cuts() -> None:
    year = days_of("year", date(2024, 4, 1))
    assert year.clipped(until=date(2024, 4, 1)) == Days(date(2024, 1, 1), date(2024, 4, 1), "interval")
    assert year.clipped(until=date(2025, 4, 1)) == year


def test_a_weekday_on_the_day_itself_is_not_the_one_before() -> None:
    wednesday = date(2024, 4, 10)
    assert weekday_near(wednesday, 2, "on_or_before") == wednesday
    assert weekday_near(wednesday, 2, "before") == date(2024, 4, 3)
    assert weekday_near(wednesday, 5, "near") == date(2024, 4, 13)
    assert weekday_near(wednesday, 6, "near") == date(2024, 4, 7)
