"""Datelines: the lines in which an article prints the day it is from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date as Date  # noqa: N812 — `date` is the name of a stage

from communique.cues.dates import words
from communique.draft import Segments
from communique.record import Span
from communique.stages.calendar import make_date
from communique.stages.timex import Expression, expressions

_HEAD, _TAIL = 1500, 500  # characters in which a dateline can stand
_STORY = 80  # characters; what is shorter and stands first is a repeated title
_LINE, _MORE = 200, 20  # of an unknown agency's "VIENNA, Feb. 3 (XYZ) --" the dateline may be cut short
_PLACE = re.compile(r"\s*\(?[A-Z][\w.,' /-]{1,60}?[,(—–-]\s*$")
_AFTER = re.compile(r"\s*(?:\([^()]{1,60}\)|/[^/]{1,40}/)?\s*(?:--|—|–|-|:|\)|\.?\s*$)")
# "(April 10, 2024)" above a transcript is the day of the call, "updated" is no day of publication, and "9 PM" without
# its minutes is an appointment.
_ANOTHER_DAY = re.compile(r"(?i)\s*\(|.*(?:\b(?:updated|last|modified|signed)\b|(?<![\d:.])\d{1,2} ?[ap]\.?m\b)")
_END_MARK = re.compile(r"[\W_]*(?:end|ends|0)?[\W_]*")  # "###", "-0-", "]]>"

Found = list[tuple[Date, Span]]


def dateline_of(text: str) -> tuple[Date, Span] | None:
    """The day that the text prints as its own, and where; None if no line does so, or if two lines differ.

    "SEOUL, Feb. 25, 2021 (Yonhap) -- …" and a line that holds nothing but "Published: 25 February 2021" do so; a
    full date in running text does not. It may be the day of the call that a transcript records.
    """
    found = [day for line in _lines(text, 0, min(_HEAD, len(text))) for day in _dates_of_line(text, *line)]
    tail = max(_HEAD, len(text) - _TAIL)
    found += [day for line in _lines(text, tail, len(text)) for day in _dates_of_line(text, *line)]
    return _only(found)


def published_line(text: str, segments: Segments) -> tuple[Date, Span] | None:
    """The day of publication that the text prints above its story, else under its signature; None if two differ."""
    story = _story(segments)
    found: Found = []
    for start, end in _lines(text, 0, min(_HEAD, len(text))):
        if start <= story and not _ANOTHER_DAY.match(text[start:end]):
            found += _dates_of_line(text, start, end)
    for b in segments.boilerplate:
        if b.kind == "dateline" and b.span.start < story and not _ANOTHER_DAY.match(b.span.exact):
            found += _full_dates(text, b.span.start, b.span.end)
    return _only(found) if found else _signed(text)


def day_line(text: str, segments: Segments) -> tuple[Expression, Span] | None:
    """The day and month that a dateline above the story gives without a year: "Pyongyang, May 20 (KCNA) --"."""
    found: list[tuple[Expression, Span]] = []
    for b in segments.boilerplate:
        if b.kind != "dateline" or b.span.start >= _story(segments) or _ANOTHER_DAY.match(b.span.exact):
            continue
        for e in expressions(text, b.span.start, min(len(text), b.span.end + _MORE)):
            plain = e.month and e.day and e.year is None and e.year_count is None and not (e.upto or e.edge)
            if plain and e.start < b.span.end:
                found.append((e, Span.of(text, b.span.start, max(e.end, b.span.end))))
    return found[0] if len({(e.month, e.day) for e, _ in found}) == 1 else None


def _story(segments: Segments) -> int:
    """Where the article proper begins, below its titles."""
    paragraphs = [b for b in segments.blocks if b.kind == "paragraph"]
    long = (b.start for b in paragraphs if b.end - b.start >= _STORY)
    return next(long, paragraphs[0].start if paragraphs else 0)


def _signed(text: str) -> tuple[Date, Span] | None:
    """The day under a signature at the very end: "JANE ROE\\n\\nTHE CHANCELLERY,\\nMay 28, 2021."."""
    lines = [(a, b) for a, b in _lines(text, max(0, len(text) - _TAIL), len(text)) if text[a:b].strip()]
    while lines and _END_MARK.fullmatch(text[lines[-1][0] : lines[-1][1]]):
        lines.pop()
    if len(lines) < 2:
        return None
    found, above = _dates_of_line(text, *lines[-1]), text[lines[-2][0] : lines[-2][1]].strip()
    letters = [c for c in above if c.isalpha()]
    signature = above.endswith(",") or (bool(letters) and sum(c.isupper() for c in letters) > 0.6 * len(letters))
    return _only(found) if signature and len(above) < 60 else None


def _only(found: Found) -> tuple[Date, Span] | None:
    return found[0] if len({day for day, _ in found}) == 1 else None


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for line in text[start:end].splitlines(keepends=True):
        yield start, start + len(line)
        start += len(line)


def _full_dates(text: str, start: int, end: int) -> Found:
    found: Found = []
    for e in expressions(text, start, min(end, start + _LINE)):
        day = make_date(e.year, e.month, e.day) if e.year and e.month and e.day and not (e.upto or e.edge) else None
        if day:
            found.append((day, Span.of(text, e.start, e.end)))
    return found


def _dates_of_line(text: str, start: int, end: int) -> Found:
    """The date of a line that holds nothing else, or that opens a story: "SEOUL, Feb. 25, 2021 --"."""
    found: Found = []
    for day, span in _full_dates(text, start, end):
        before, after = text[start : span.start], text[span.end : end]
        alone = _is_label(before) and _is_label(after) and len(before) + len(after) < 80
        placed = not found and bool(_PLACE.fullmatch(before)) and bool(_AFTER.match(after))
        if alone or placed:
            found.append((day, span))
    return found


def _is_label(words_around: str) -> bool:
    """Whether the words around a date only say that it is the date of the article: "Published on …, 10:15 GMT"."""
    labels = words("dateline", "labels")
    return all(word.lower() in labels or word.isdigit() for word in re.findall(r"\w+", words_around))
