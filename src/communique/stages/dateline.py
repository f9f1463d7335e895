"""Datelines: the line in which an article prints the day it is from."""

from __future__ import annotations

import re
from datetime import date as Date  # noqa: N812 — `date` is the name of a stage

from communique.cues.dates import words
from communique.record import Span
from communique.stages.calendar import make_date
from communique.stages.timex import expressions

_HEAD, _TAIL = 1500, 500  # characters in which a dateline can stand
_PLACE = re.compile(r"\s*\(?[A-Z][\w.,' /-]{1,60}?[,(—–-]\s*$")
_AFTER = re.compile(r"\s*(?:\([^()]{1,60}\)|/[^/]{1,40}/)?\s*(?:--|—|–|-|:|\)|\.?\s*$)")


def dateline_of(text: str) -> tuple[Date, Span] | None:
    """The day that the text prints as its own, and where; None if no line does so, or if two lines differ.

    "SEOUL, Feb. 25, 2021 (Yonhap) -- …" and a line that holds nothing but "Published: 25 February 2021" do so; a
    full date in running text does not.
    """
    found: list[tuple[Date, Span]] = []
    at = 0
    for line in text[:_HEAD].splitlines(keepends=True):
        found += _dates_of_line(text, at, at + len(line))
        at += len(line)
    at = max(at, len(text) - _TAIL)
    for line in text[at:].splitlines(keepends=True):
        found += _dates_of_line(text, at, at + len(line))
        at += len(line)
    return found[0] if len({day for day, _ in found}) == 1 else None


def _dates_of_line(text: str, start: int, end: int) -> list[tuple[Date, Span]]:
    found: list[tuple[Date, Span]] = []
    for expression in expressions(text, start, min(end, start + 200)):
        if not (expression.year and expression.month and expression.day) or expression.upto or expression.edge:
            continue
        day = make_date(expression.year, expression.month, expression.day)
        before, after = text[start : expression.start], text[expression.end : end]
        alone = _is_label(before) and _is_label(after) and len(before) + len(after) < 80
        placed = len(found) == 0 and bool(_PLACE.fullmatch(before)) and bool(_AFTER.match(after))
        if day and (alone or placed):
            found.append((day, Span.of(text, expression.start, expression.end)))
    return found


def _is_label(words_around: str) -> bool:
    """Whether the words around a date only say that it is the date of the article: "Published on …, 10:15 GMT"."""
    labels = words("dateline", "labels")
    return all(word.lower() in labels or word.isdigit() for word in re.findall(r"\w+", words_around))
