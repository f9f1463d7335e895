"""Intervals of days, and the steps between them."""

from __future__ import annotations

from datetime import date

import pytest

from communique.stages.calendar import (
    Days,
    Unit,
    Window,
    days_of,
    days_of_iso,
    make_date,
    portion_of,
    step,
    stepped,
    weekday_near,
)


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


class TestWindow:
    SPRING = Window.of([(date(2021, 3, 1), date(2021, 5, 31))])

    def test_stretches_that_touch_are_one(self) -> None:
        window = Window.of([(date(2021, 4, 1), date(2021, 4, 30)), (date(2021, 3, 1), date(2021, 3, 31))])
        assert window.stretches == ((date(2021, 3, 1), date(2021, 4, 30)),)

    def test_what_ends_before_it_starts_is_left_out(self) -> None:
        assert not Window.of([(date(2021, 4, 2), date(2021, 4, 1))])

    def test_two_windows_share_the_days_of_both(self) -> None:
        term = Window.of([(None, date(2021, 3, 9)), (date(2021, 5, 20), None)])
        assert (self.SPRING & term).stretches == (
            (date(2021, 3, 1), date(2021, 3, 9)),
            (date(2021, 5, 20), date(2021, 5, 31)),
        )

    def test_windows_that_share_no_day_leave_an_empty_one(self) -> None:
        empty = self.SPRING & Window.of([(date(2022, 1, 1), None)])
        assert not empty
        assert (empty.first, empty.last) == (None, None)

    def test_days_taken_out_leave_what_is_on_both_sides(self) -> None:
        left = Window().without(Window.of([(date(2009, 1, 20), date(2017, 1, 20))]))
        assert date(2017, 1, 20) not in left
        assert date(2017, 1, 21) in left
        assert date(2009, 1, 19) in left

    def test_an_open_end_is_none(self) -> None:
        window = Window.of([(date(2021, 1, 20), None)])
        assert (window.first, window.last) == (date(2021, 1, 20), None)

    @pytest.mark.parametrize(
        ("day", "month", "found"),
        [
            (9, 4, [date(2021, 4, 9)]),
            (31, None, [date(2021, 3, 31), date(2021, 5, 31)]),  # April has none
            (9, 2, []),
        ],
    )
    def test_the_days_of_a_number_lie_within(self, day: int, month: int | None, found: list[date]) -> None:
        assert list(self.SPRING.numbered(day, month)) == found

    def test_an_open_window_has_no_days_to_number(self) -> None:
        assert list(Window.of([(date(2021, 1, 20), None)]).numbered(9)) == []


@pytest.mark.parametrize(
    ("iso", "days"),
    [
        ("2021-02-25", (date(2021, 2, 25), date(2021, 2, 25))),
        ("2024-02", (date(2024, 2, 1), date(2024, 2, 29))),
        ("2021", (date(2021, 1, 1), date(2021, 12, 31))),
        ("2021-13", None),
        ("late 2021", None),
    ],
)
def test_an_iso_date_may_stop_at_the_month_or_the_year(iso: str, days: tuple[date, date] | None) -> None:
    assert days_of_iso(iso) == days
