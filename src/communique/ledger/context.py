"""The words around a span: the sentences of the article that hold it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from communique.record import Span

REACH = 400  # code points looked at on either side; a sentence that is longer is cut at a word
PARAGRAPH = re.compile(r"\n[^\S\n]*\n")
# The end of a sentence: not after an initial ("J.") or a short title ("Mr."), which are no ends.
SENTENCE = re.compile(r"(?<!\b[A-Z])(?<!\b[A-Z][a-z])[.!?…。][\"'”’»)\]]*\s+")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a passage; `marked` when it is the evidence itself."""

    text: str
    marked: bool


@dataclass(frozen=True, slots=True)
class Passage:
    """Sentences in pieces, with where they stand in the article."""

    start: int
    end: int
    pieces: tuple[Piece, ...]


def passages(text: str, spans: Iterable[Span]) -> list[Passage]:
    """The sentences of `text` that hold the spans, in order, each once, with the spans marked.

    >>> [piece.text for piece in passages("He came. She left early. It rained.", [Span(13, 17, "left")])[0].pieces]
    ['She ', 'left', ' early.']
    """
    wanted = _merged((span.start, span.end) for span in spans)
    found: list[Passage] = []
    for start, end in _merged((_start(text, first), _end(text, last)) for first, last in wanted):
        inside = [(first, last) for first, last in wanted if start <= first and last <= end]
        found.append(Passage(start, end, tuple(_pieces(text, start, end, inside))))
    return found


def _start(text: str, at: int) -> int:
    """Where the sentence that holds offset `at` begins."""
    floor = max(0, at - REACH)
    before = text[floor:at]
    ends = [m.end() for pattern in (PARAGRAPH, SENTENCE) for m in pattern.finditer(before)]
    start = floor + max(ends) if ends else _whole_word(text, floor, at)
    while start < at and text[start].isspace():
        start += 1
    return start


def _end(text: str, at: int) -> int:
    """Where the sentence that holds the character before `at` ends."""
    # One character back, because the span may end with the full stop itself.
    after = text[at - 1 : at + REACH]
    ends = [
        m.end() if pattern is SENTENCE else m.start()
        for pattern in (PARAGRAPH, SENTENCE)
        if (m := pattern.search(after))
    ]
    end = at - 1 + min(ends) if ends else min(len(text), at + REACH)
    if not ends and end < len(text):
        end = max(at, text.rfind(" ", at, end))
    while end > at and text[end - 1].isspace():
        end -= 1
    return max(at, end)


def _whole_word(text: str, floor: int, at: int) -> int:
    blank = text.find(" ", floor, at) if floor else -1
    return blank + 1 if blank >= 0 else floor


def _merged(stretches: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(stretches):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _pieces(text: str, start: int, end: int, marked: list[tuple[int, int]]) -> Iterable[Piece]:
    at = start
    for first, last in marked:
        if first > at:
            yield Piece(text[at:first], False)
        yield Piece(text[first:last], True)
        at = last
    if end > at:
        yield Piece(text[at:end], False)
