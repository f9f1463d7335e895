"""How the values of time expressions are judged, and that what is not here is said plainly."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from evaluation import timex
from evaluation.timex import days_of, judged


def _day(text: str) -> date:
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("1989-11-02", "1989-11-02", "1989-11-02"),
        ("1998-01-08TNI", "1998-01-08", "1998-01-08"),  # a part of a day is of that day
        ("1989-W44", "1989-10-30", "1989-11-05"),
        ("1989-W44-WE", "1989-11-04", "1989-11-05"),
        ("1989-02", "1989-02-01", "1989-02-28"),
        ("1989-Q4", "1989-10-01", "1989-12-31"),
        ("1989-H2", "1989-07-01", "1989-12-31"),
        ("1988-WI", "1988-12-01", "1989-02-28"),  # a winter goes on into the next year
        ("1989", "1989-01-01", "1989-12-31"),
        ("198", "1980-01-01", "1989-12-31"),
    ],
)
def test_a_value_stands_for_these_days(value: str, first: str, last: str) -> None:
    assert days_of(value) == (_day(first), _day(last))


@pytest.mark.parametrize("value", ["PRESENT_REF", "PAST_REF", "1989-WXX", "1989-QX", "19XX", "P1Y"])
def test_what_has_no_place_on_the_calendar_is_not_asked(value: str) -> None:
    assert days_of(value) is None


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("1989-07-01", "1989-09-30", "exact"),
        ("1989-07-01", "1989-07-31", "right"),  # within
        ("1989-01-01", "1989-12-31", "coarse"),  # around
        ("1989-09-01", "1989-10-31", "wrong"),  # half of it is not
        ("1988-07-01", "1988-09-30", "wrong"),
        ("1989-07-01", None, "right"),  # "since the third quarter"
        (None, "1989-06-30", "right"),  # "before the third quarter"
        (None, "1989-01-31", "wrong"),
        (None, None, "silent"),
    ],
)
def test_an_answer_is_judged_by_the_days_it_gives(first: str | None, last: str | None, expected: str) -> None:
    answer = (_day(first) if first else None, _day(last) if last else None)
    assert judged(answer, (_day("1989-07-01"), _day("1989-09-30"))) == expected


def test_no_answer_is_silent() -> None:
    assert judged(None, (_day("1989-07-01"), _day("1989-09-30"))) == "silent"


def test_texts_that_are_not_here_are_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(timex, "_TEXTS", tmp_path / "none.jsonl")
    assert timex.main([]) == 2
    assert "none.jsonl" in capsys.readouterr().err
