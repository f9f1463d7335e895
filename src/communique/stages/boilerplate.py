"""Boilerplate: which stretches of which lines are not article, by the patterns of `cues/boilerplate.toml`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Literal, get_args

from communique.record import BoilerplateKind

BOTTOM = 8
"""How many lines, or paragraphs, at the end of a text a pattern of the zone "bottom" is looked for in."""

_TOP = 8
# A pattern never sees more than this of a line, so that time grows with the text and no faster.
_LINE = 600
_START = 160
_END = 640

_PERSON = r"[A-Z][\w.’\x27-]{1,20}(?: [A-Z][\w.’\x27-]{0,20}| (?:de|da|dos|van|von|bin|al|el|le|la|der|den)){1,4}"
_WORDS = re.compile(r"[^\W\d_]+")
_PAUSED = re.compile(r"[.!?…。！？؟:;][\"'”’»)\]]{0,3}$")
_ENDED = re.compile(r"[.!?…。！？؟][\"'”’»)\]]{0,3}$")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the text without the white space around it.

    `apart`: a blank line comes before it. `width`: how wide its neighbours are, where sentences run over lines; else 0.
    """

    start: int
    end: int
    apart: bool
    width: int = 0


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of the text that is not article, and the pattern or rule that says so."""

    start: int
    end: int
    kind: BoilerplateKind
    rule: str


@dataclass(frozen=True, slots=True)
class Pattern:
    """A row of the data file, compiled."""

    id: str
    kind: BoilerplateKind
    where: Literal["line", "start", "end"]
    zone: Literal["any", "top", "bottom"]
    match: re.Pattern[str]
    alone: bool = False
    next: bool = False

    def find(self, text: str, start: int, end: int) -> tuple[int, int] | None:
        """What of the line from `start` to `end` is boilerplate by this pattern."""
        if self.where == "line":
            found = self.match.fullmatch(text, start, end) if end - start <= _LINE else None
        elif self.where == "start":
            found = self.match.match(text, start, min(end, start + _START))
        else:
            found = self.match.search(text, max(start, end - _END), end)
        return found.span() if found else None


def find_boilerplate(text: str, lines: Sequence[Line]) -> list[Mark]:
    """The boilerplate of a text that its lines betray by themselves, in order."""
    marks: list[Mark] = []
    whole: set[int] = set()  # the lines that are boilerplate from end to end
    for i, line in enumerate(lines):
        place = _place(text, lines, i, whole)
        found = list(_in_line(text, line, place, top=i < _TOP, bottom=i >= len(lines) - BOTTOM))
        if line.width and _is_continued(text, lines, i):  # what ends here ends nothing
            found = [mark for mark in found if mark.start == line.start and mark.end < line.end]
        marks += found
        if sum(m.end - m.start for m in found) >= line.end - line.start - len(found):
            whole.add(i)
    marks += list(_labelled(lines, marks, whole))
    single = {i for i in range(len(lines)) if _place(text, lines, i, whole) == "alone"} - whole
    marks += list(_repeated(text, lines, single, whole, marks))
    marks += list(_menus(text, lines, whole))
    return _merged(marks)


def whole_paragraph(words: str, *, bottom: bool) -> tuple[BoilerplateKind, str] | None:
    """The kind and the pattern of a paragraph that is boilerplate from end to end, its line ends made spaces."""
    for pattern in _patterns("line"):
        if (pattern.zone == "any" or (bottom and pattern.zone == "bottom")) and pattern.find(words, 0, len(words)):
            return pattern.kind, pattern.id
    return None


def _place(text: str, lines: Sequence[Line], i: int, whole: set[int]) -> Literal["alone", "fresh", "inside"]:
    """Where a line of a wrapped text stands: alone, at the beginning of a sentence, or inside one."""
    line = lines[i]
    if not line.width:
        return "alone"
    after = lines[i + 1] if i + 1 < len(lines) and not lines[i + 1].apart else None
    before = lines[i - 1] if i and not line.apart and i - 1 not in whole else None
    if not before and not after:
        return "alone"
    paused = before is None or _PAUSED.search(text, max(before.start, before.end - 6), before.end)
    return "fresh" if paused and not _is_continued(text, lines, i) else "inside"


def _is_continued(text: str, lines: Sequence[Line], i: int) -> bool:
    """Whether the next line goes on in the middle of a sentence."""
    return i + 1 < len(lines) and not lines[i + 1].apart and text[lines[i + 1].start].islower()


def _in_line(text: str, line: Line, place: str, *, top: bool, bottom: bool) -> Iterator[Mark]:
    start, end = line.start, line.end
    for where in ("line", "start", "end"):
        if (where == "line" and place == "inside") or (where == "start" and place == "inside" and not line.apart):
            continue
        # Two rounds of "start": a photo tag may stand before a dateline.
        for _ in range(2 if where == "start" else 1):
            if start >= end or not _might_match(where, text, start, end):
                break
            for pattern in _patterns(where):
                if (pattern.zone == "top" and not top) or (pattern.zone == "bottom" and not bottom):
                    continue
                if pattern.alone and place != "alone":
                    continue
                found = pattern.find(text, start, end)
                if found and found[1] > found[0]:
                    yield Mark(*_trimmed(text, *found), pattern.kind, pattern.id)
                    if where == "line":
                        return
                    start, end = (found[1], end) if where == "start" else (start, found[0])
                    break
            else:
                break


def _labelled(lines: Sequence[Line], marks: Sequence[Mark], whole: set[int]) -> Iterator[Mark]:
    """The line after a label such as "Photo" or "Credit"."""
    labels = {p.id for p in _patterns("line") if p.next}
    index = {line.start: i for i, line in enumerate(lines)}
    for mark in marks:
        if mark.rule in labels:
            i = index[mark.start]
            if i + 1 < len(lines) and i + 1 not in whole and lines[i + 1].end - lines[i + 1].start <= _LINE:
                whole.add(i + 1)
                yield Mark(lines[i + 1].start, lines[i + 1].end, mark.kind, mark.rule)


def _repeated(
    text: str, lines: Sequence[Line], single: set[int], whole: set[int], marks: Sequence[Mark]
) -> Iterator[Mark]:
    """Lines that only say again what another line says: the headline twice, a caption beside its labelled copy."""
    captions = {text[max(m.start, m.end - 12) : m.end]: text[m.start : m.end] for m in marks if m.kind == "caption"}
    first: dict[str, int] = {}
    times: dict[str, int] = {}
    said = [text[line.start : line.end] if line.end - line.start <= _LINE else "" for line in lines]
    for words in said:
        times[words] = times.get(words, 0) + 1
    for i, words in enumerate(said):
        if i not in single or len(words) < 12 or _PAUSED.search(words) or words[-1] == "," or not words[0].isalnum():
            continue
        caption = captions.get(words[-12:], "")
        if len(caption) > len(words) and caption.endswith(words):
            whole.add(i)
            yield Mark(lines[i].start, lines[i].end, "caption", "caption-copy")
        elif words in first and i - first[words] <= 4 and first[words] <= 2 and len(words) >= 20:
            whole.add(i)
            yield Mark(lines[i].start, lines[i].end, "navigation", "headline-copy")
        elif times[words] >= 4 and words.count(" ") >= 2 and ":" not in words:
            whole.add(i)
            yield Mark(lines[i].start, lines[i].end, "navigation", "repeated-line")
        first.setdefault(words, i)


def _menus(text: str, lines: Sequence[Line], whole: set[int]) -> Iterator[Mark]:
    """Runs of short lines that are no sentences and hold two or more words of menus."""
    run: list[int] = []
    for i in range(len(lines) + 1):
        if i < len(lines) and (i in whole or _is_short(text, lines[i])):
            run.append(i)
            continue
        yield from _menu(text, lines, run, whole, before_prose=i < len(lines))
        run = []


def _menu(
    text: str, lines: Sequence[Line], run: Sequence[int], whole: set[int], *, before_prose: bool
) -> Iterator[Mark]:
    words = [text[lines[i].start : lines[i].end].casefold().strip(" »«›<>|/:.[]()") for i in run]
    hits = [i for i, word in zip(run, words, strict=True) if word in _lists()["navigation"]]
    if len(run) < 8 or len(hits) < 2:
        return
    last = run[-1]
    if before_prose:  # what stands right above the prose is its headline, not the end of the menu
        while last > run[0] and not lines[last].apart and last not in hits and last not in whole:
            last -= 1
        if last in hits or last in whole or len(_WORDS.findall(text, lines[last].start, lines[run[-1]].end)) < 4:
            last = run[-1]
        else:
            last -= 1
    for i in run:
        if i <= last and i not in whole:
            whole.add(i)
            yield Mark(lines[i].start, lines[i].end, "navigation", "menu")


def _is_short(text: str, line: Line) -> bool:
    if line.end - line.start > 90:
        return False
    words = text[line.start : line.end]
    return words.count(" ") < 12 and (words.count(" ") < 3 or not _ENDED.search(words))


def _merged(marks: list[Mark]) -> list[Mark]:
    """The marks in order, without those that overlap an earlier one."""
    merged: list[Mark] = []
    for mark in sorted(marks, key=lambda m: (m.start, -m.end)):
        if mark.start < mark.end and (not merged or mark.start >= merged[-1].end):
            merged.append(mark)
    return merged


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _might_match(where: str, text: str, start: int, end: int) -> bool:
    """Whether any pattern could match: one look with all of them joined, so that ordinary lines cost little."""
    joined = _joined(where)
    if where == "line":
        return end - start <= _LINE and joined.fullmatch(text, start, end) is not None
    if where == "start":
        return joined.match(text, start, min(end, start + _START)) is not None
    return joined.search(text, max(start, end - _END), end) is not None


def has_caption_words(words: str) -> bool:
    """Whether the words speak of a picture, as captions do."""
    return any(cue in words for cue in _lists()["captions"])


def breaks_off(words: str) -> bool:
    """Whether the words end in one that no caption ends in, such as "of the"."""
    return words[words.rfind(" ") + 1 :] in _lists()["hanging"]


@cache
def _joined(where: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{p.match.pattern})" for p in _patterns(where)))


@cache
def _patterns(where: str) -> tuple[Pattern, ...]:
    return tuple(p for p in patterns() if p.where == where)


@cache
def patterns() -> tuple[Pattern, ...]:
    """Every pattern of the data file, in its order, which is the order in which they are tried."""
    data = _data()
    month = rf"(?:{_any(data['months'])})"
    fillers = {
        "{person}": _PERSON,
        "{agency}": rf"(?:{_any(data['agencies'])})",
        "{city}": rf"(?:{_any(data['cities'])})",
        "{CITY}": rf"(?:{_any([city.upper() for city in data['cities']])})",
        "{month}": month,
        "{date}": (
            r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? )?"
            rf"(?:\d{{1,2}}(?:st|nd|rd|th)? (?:of )?{month}\.?,? (?:of )?\d{{4}}"
            rf"|{month}\.? \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}|\d{{4}}-\d{{2}}-\d{{2}}"
            r"|\d{4}[./]\d{1,2}[./]\d{1,2}\.?|\d{1,2}[./]\d{1,2}[./]\d{4}|\d{4}년 \d{1,2}월 \d{1,2}일)"
        ),
    }
    rows = []
    for row in data["pattern"]:
        expression = row["match"]
        for name, filler in fillers.items():
            expression = expression.replace(name, filler)
        if row["where"] == "end":
            expression = f"(?:{expression})$"
        assert row["kind"] in get_args(BoilerplateKind), row["id"]
        options = {"alone": row.get("alone", False), "next": row.get("next", False)}
        rows.append(Pattern(row["id"], row["kind"], row["where"], row["zone"], re.compile(expression), **options))
    return tuple(rows)


def _any(words: Sequence[str]) -> str:
    """An alternation, the longer words first: "New York" before "New"."""
    return "|".join(re.escape(word) for word in sorted(words, key=lambda w: (-len(w), w)))


@cache
def _lists() -> dict[str, frozenset[str]]:
    return {name: frozenset(_data()[name]) for name in ("navigation", "captions", "hanging")}


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(resources.files("communique.cues").joinpath("boilerplate.toml").read_text("utf-8"))
