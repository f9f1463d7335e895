"""Quotations: which stretches of an article stand in quotation marks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from communique.draft import Block

# Marks whose shape tells the side; “ and ‘ also close a German quotation, which the parity then settles.
_OPENING = "“„«‟〝「『"
_CLOSING = "”»〞」』"
_MARK = re.compile(r"''|``|‘‘|’’|[“„«‟〝「『”»〞」』\"＂]")
_SINGLE_OPEN = re.compile(r"(?:^|(?<=[\s(\[—–-]))['‘](?=[^\W\d])")
_SINGLE_CLOSE = re.compile(r"(?<=[\w.,!?…])['’](?=$|[\s,.;:!?)\]—–-])")
_SENTENCE_END = re.compile(r"[.!?:\"”»'’)\]]\s*$")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A stretch of a block that a writer set apart, with offsets in the article text."""

    start: int
    end: int
    headline: bool


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words in quotation marks: `start` and `end` bound the words, `outer` the marks as well.

    `runs_on` is true where the mark is closed only in a later paragraph.
    """

    start: int
    end: int
    outer_start: int
    outer_end: int
    paragraph: int
    runs_on: bool = False


def paragraphs(text: str, blocks: tuple[Block, ...]) -> tuple[Paragraph, ...]:
    """The paragraphs of the article: a block, or each line of a block whose lines are not wrapped.

    Feeds print one paragraph a line; mail and old wires wrap lines at a fixed width. Where every line but the last ends
    like a sentence, the lines are paragraphs.
    """
    found: list[Paragraph] = []
    for block in blocks:
        headline = block.kind == "headline"
        lines = list(_lines(text, block))
        if headline or not all(_SENTENCE_END.search(text[s:e]) for s, e in lines[:-1]):
            lines = [(block.start, block.end)]
        found += [Paragraph(start, end, headline) for start, end in lines]
    return tuple(found)


def quotations(text: str, paras: tuple[Paragraph, ...]) -> tuple[Quotation, ...]:
    """Every quotation of the article in order, nested ones left inside the outer.

    Machine translation and careless copying lose marks: one that is never closed is taken for a quotation only where
    it opens a paragraph or follows a colon or comma, and then it ends with the paragraph.

    >>> text = 'He called it “a good day.”'
    >>> [text[q.start:q.end] for q in quotations(text, (Paragraph(0, len(text), False),))]
    ['a good day.']
    """
    found: list[Quotation] = []
    for number, para in enumerate(paras):
        if para.headline:
            continue
        inside = found and found[-1].runs_on and found[-1].paragraph == number - 1
        pairs, left_open = _pairs(text, para, continued=bool(inside))
        if not pairs and left_open is None:
            pairs, left_open = _single(text, para)
        found += [Quotation(*_trim(text, s, e), s0, e0, number) for s0, s, e, e0 in pairs]
        if left_open is not None:
            mark, start = left_open
            follows = number + 1 < len(paras) and _continues(text, paras[number + 1])
            before = text[para.start : mark].rstrip()
            if follows or not before or before[-1] in ",:":
                found.append(Quotation(*_trim(text, start, para.end), mark, para.end, number, runs_on=follows))
    return tuple(found)


def _lines(text: str, block: Block) -> Iterator[tuple[int, int]]:
    for match in re.finditer(r"[^\n\r]+", text[block.start : block.end]):
        if match.group().strip():
            yield block.start + match.start(), block.start + match.end()


def _continues(text: str, para: Paragraph) -> bool:
    """Whether a paragraph goes on with a quotation left open: it opens one again, or closes one first."""
    first = _MARK.search(text, para.start, para.end)
    if first is None:
        return _SINGLE_OPEN.match(text, para.start) is not None
    return _opens(text, para) or (first is not None and _side(text, first, para, False) == "close")


def _opens(text: str, para: Paragraph) -> bool:
    match = _MARK.match(text, para.start)
    return bool(match) and match[0] not in _CLOSING and match[0] != "’’"  # type: ignore[index]


def _pairs(
    text: str, para: Paragraph, *, continued: bool
) -> tuple[list[tuple[int, int, int, int]], tuple[int, int] | None]:
    """Pairs of double marks as (mark, first, last, after mark), and a mark left open as (mark, first)."""
    pairs: list[tuple[int, int, int, int]] = []
    opened: tuple[int, int] | None = None
    depth = 0
    marks = list(_MARK.finditer(text, para.start, para.end))
    if continued and marks and not _opens(text, para) and _side(text, marks[0], para, False) == "close":
        opened = (para.start, para.start)
    for number, match in enumerate(marks):
        side = _side(text, match, para, opened is not None)
        if side == "open":
            # A mark that opens inside a quotation nests if enough marks follow to close both; else one was lost.
            if opened is not None and len(marks) - number > 2:
                depth += 1
            elif opened is None or not _after_sentence(text, match, para):
                opened = (match.start(), match.end())
            # else translation cut one sentence in two and opened the second anew: it is one quotation
        elif opened is None and number == 0 and text[match.start() - 1] in ",.!?…":
            pairs.append((para.start, para.start, match.start(), match.end()))  # translation lost the opening mark
        elif opened is not None:
            if depth:
                depth -= 1
                continue
            pairs.append((*opened, match.start(), match.end()))
            opened = None
    return pairs, opened


def _after_sentence(text: str, match: re.Match[str], para: Paragraph) -> bool:
    before = text[max(para.start, match.start() - 4) : match.start()].rstrip()
    return before.endswith((".", "!", "?"))


def _side(text: str, match: re.Match[str], para: Paragraph, inside: bool) -> str:
    mark = match[0]
    if mark in ("``", "‘‘") or (mark in _OPENING and mark != "“"):
        return "open"
    if mark == "“":  # it closes a German quotation
        return "close" if inside and _looks_closing(text, match, para) else "open"
    if mark in _CLOSING or mark == "’’":
        return "close"
    if _looks_opening(text, match, para):
        return "open"
    if _looks_closing(text, match, para):
        return "close"
    return "close" if inside else "open"


def _looks_opening(text: str, match: re.Match[str], para: Paragraph) -> bool:
    before = text[match.start() - 1] if match.start() > para.start else " "
    after = text[match.end()] if match.end() < para.end else " "
    return (before.isspace() or before in "([—–-") and not after.isspace() and after not in ",.;:!?)]"


def _looks_closing(text: str, match: re.Match[str], para: Paragraph) -> bool:
    before = text[match.start() - 1] if match.start() > para.start else " "
    after = text[match.end()] if match.end() < para.end else " "
    return not before.isspace() and (after.isspace() or after in ",.;:!?)]—–-")


def _single(text: str, para: Paragraph) -> tuple[list[tuple[int, int, int, int]], tuple[int, int] | None]:
    """Pairs of single marks, in a paragraph that has no double ones; an apostrophe is not a mark."""
    pairs: list[tuple[int, int, int, int]] = []
    at = para.start
    while opening := _SINGLE_OPEN.search(text, at, para.end):
        closings = list(_SINGLE_CLOSE.finditer(text, opening.end() + 1, para.end))
        following = _SINGLE_OPEN.search(text, opening.end(), para.end)
        closings = [c for c in closings if following is None or c.start() < following.start()]
        # "the officials' views" is a possessive: prefer a mark after punctuation, then one not after an s.
        best = next((c for c in closings if text[c.start() - 1] in ".,!?…"), None)
        best = best or next((c for c in closings if text[c.start() - 1] != "s" or c.end() >= para.end), None)
        best = best or (closings[-1] if closings else None)
        if best is None:
            if following is None and text[para.start : opening.start()].rstrip()[-1:] in ("", ",", ":"):
                return pairs, (opening.start(), opening.end())
            at = opening.end()
            continue
        pairs.append((opening.start(), opening.end(), best.start(), best.end()))
        at = best.end()
    return pairs, None


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
