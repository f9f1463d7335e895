"""Segment: from the text to its blocks, headline and paragraphs, and to what is not article."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from communique.draft import Block, Segments
from communique.origin import origin
from communique.record import Article, Boilerplate, Span
from communique.stages.boilerplate import (
    BOTTOM,
    Line,
    Mark,
    breaks_off,
    find_boilerplate,
    has_caption_words,
    whole_paragraph,
)

_BREAK = re.compile(r"\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_ENDED = re.compile(r"[.!?…。！？؟][\"'”’»)\]*_ ]{0,4}$")
_PAUSED = re.compile(r"[.!?…。！？؟:;][\"'”’»)\]*_ ]{0,4}$")
# A sentence ends inside: after a full stop that is no abbreviation's, or before a closing quotation mark at the end.
_INSIDE = re.compile(r"[^\W\d_A-Z]{3}[.!?][\"”’]? [A-Z]|[a-z]\.[\"”’]$")
_BULLET = re.compile(r"(?:[-*•·▪●○■□◆◇►✓‣–—]|\(?\d{1,3}[.)]|\(?[a-z]\)|\(?[ivx]{1,5}\)|#{1,6})[ \t\u00a0]+(?=\S)")
_SPEAKER = re.compile(r"(?:[A-Z][A-Z.’' -]{1,40}|Q|QUESTION)(?: \([^)]{1,40}\))?:\s|Q\s{1,3}\S")
_WORD = re.compile(r"\w+")
_NEXT = re.compile(r"\S{1,40}")
_PROSE = 130  # the widest that anyone wraps lines by hand or by machine
_LONGEST_HEADLINE = 240
_CAPTION_WORDS = 7


@dataclass(frozen=True, slots=True)
class _Piece:
    """What is left of a line without its boilerplate. `apart`: a new block begins with it whatever comes before."""

    start: int
    end: int
    apart: bool
    width: int


def segment(article: Article) -> Segments:
    """The headline and paragraphs of an article, and the stretches that are not article.

    Blocks do not overlap, are in order, hold no boilerplate and no white space at their edges. A paragraph is what
    stands between blank lines, or a line of its own where lines are paragraphs; where lines are wrapped, a line that
    breaks inside a sentence goes on.

    >>> from communique.sources import article_from_text
    >>> segments = segment(article_from_text("SEOUL, March 2 (Yonhap) -- The envoys met.\\n\\nTalks will go on."))
    >>> [b.span.exact for b in segments.boilerplate], len(segments.blocks)
    (['SEOUL, March 2 (Yonhap) --'], 2)
    """
    text = article.text
    lines = _lines(text)
    marks = find_boilerplate(text, lines)
    paragraphs = _paragraphs(text, _pieces(text, lines, marks))
    if any(line.width for line in lines):
        wrapped = _wrapped_marks(text, paragraphs)
        marks += wrapped.values()
        paragraphs = [p for p in paragraphs if p not in wrapped]
    captions = _captions(text, paragraphs, spoken=any(m.kind == "caption" for m in marks))
    marks += [Mark(start, end, "caption", "no-full-stop") for start, end in captions]
    blocks = _blocks(text, [p for p in paragraphs if p not in captions], article.title)
    boilerplate = tuple(
        Boilerplate(Span(m.start, m.end, text[m.start : m.end]), m.kind, origin("segment", m.rule))
        for m in sorted(marks, key=lambda m: m.start)
    )
    return Segments(blocks=blocks, boilerplate=boilerplate)


def _lines(text: str) -> list[Line]:
    """The lines that are not blank. A tab in the first one ends a line: press archives set headline and text so."""
    lines: list[Line] = []
    apart = False
    at = 0
    ends = [(m.start(), m.end()) for m in _BREAK.finditer(text)]
    for start, after in [*ends, (len(text), len(text))]:
        bounds = [(at, start)]
        if not lines and text.count("\t", at, start) == 1:
            tab = text.index("\t", at, start)
            bounds = [(at, tab), (tab, start)] if text[at:tab].strip() else bounds
        for first, last in bounds:
            line = Span.of(text, first, last)
            if line.exact:
                lines.append(Line(line.start, line.end, apart or first > at))
            apart = not line.exact
        at = after
    return _measured(text, lines)


def _measured(text: str, lines: list[Line]) -> list[Line]:
    """The lines, with the width of their neighbours where single line ends fall inside sentences.

    A page may hold menus beside wrapped prose, so that a run of lines between blank ones is judged by itself where that
    tells: a run of half-filled lines is not wrapped in any text, and a wrapped run is wrapped in any.
    """
    overall = _width(text, lines)
    measured: list[Line] = []
    first = 0
    for i in range(1, len(lines) + 1):
        if i == len(lines) or lines[i].apart:
            run = lines[first:i]
            width = _width(text, run) if len(run) > 2 else 0
            if not width and sum(line.end - line.start for line in run[:-1]) > 0.6 * overall * (len(run) - 1):
                width = overall
            measured += [replace(line, width=max(width, overall) if width else 0) for line in run]
            first = i
    return measured


def _pieces(text: str, lines: Sequence[Line], marks: Sequence[Mark]) -> list[_Piece]:
    pieces: list[_Piece] = []
    cut = False  # the line before ended in boilerplate or in a ruler: nothing goes on from it
    k = 0
    for line in lines:
        at = line.start
        apart = line.apart or cut
        while k < len(marks) and marks[k].start < line.end:
            _add(text, pieces, at, marks[k].start, apart, line.width)
            at, apart, k = max(at, marks[k].end), True, k + 1
        cut = not _add(text, pieces, at, line.end, apart, line.width)
    return pieces


def _add(text: str, pieces: list[_Piece], start: int, end: int, apart: bool, width: int) -> bool:
    """Whether there was a word to add between `start` and `end`."""
    span = Span.of(text, start, end)
    worded = _WORD.search(text, span.start, span.end) is not None
    if worded:
        pieces.append(_Piece(span.start, span.end, apart, width))
    return worded


def _wrapped_marks(text: str, paragraphs: Sequence[tuple[int, int]]) -> dict[tuple[int, int], Mark]:
    """The paragraphs that are boilerplate running over several lines, such as a wrapped notice of copyright."""
    marks: dict[tuple[int, int], Mark] = {}
    for i, (start, end) in enumerate(paragraphs):
        words = text[start:end] if end - start <= 600 else ""
        unwrapped = _BREAK.sub(" ", words)
        if unwrapped == words or len(unwrapped) != len(words):
            continue
        if found := whole_paragraph(unwrapped, bottom=i >= len(paragraphs) - BOTTOM):
            marks[start, end] = Mark(start, end, *found)
    return marks


def _paragraphs(text: str, pieces: Sequence[_Piece]) -> list[tuple[int, int]]:
    """The pieces joined to paragraphs."""
    paragraphs: list[tuple[int, int]] = []
    listed = False
    for i, piece in enumerate(pieces):
        before = pieces[i - 1] if i else None
        bullet = _BULLET.match(text, piece.start, piece.end)
        if bullet and not _WORD.search(text, bullet.end(), piece.end):
            bullet = None
        fresh = before is None or piece.apart or not _goes_on(text, before, piece)
        # "25. Both sides" may be a date at the end of a wrapped sentence: a number opens an item only after a pause.
        if bullet and before and not fresh:
            fresh = listed or bool(_PAUSED.search(text, max(before.start, before.end - 6), before.end))
        if fresh:
            listed = bullet is not None
            paragraphs.append((bullet.end() if bullet else piece.start, piece.end))
        else:
            paragraphs[-1] = (paragraphs[-1][0], piece.end)
    return paragraphs


def _width(text: str, lines: Sequence[Line]) -> int:
    """How wide the lines are if they are wrapped, else 0."""
    widths: list[int] = []
    broken = 0
    for before, line in pairwise(lines):
        if not line.apart:
            widths.append(before.end - before.start)
            opening = text[line.start]
            broken += opening.islower() or not (opening.isupper() or _paused(text, before))
    if not widths:
        return 0
    width = sorted(widths)[len(widths) * 19 // 20]  # a few lines are longer: addresses, words that cannot break
    return width if broken > 0.25 * len(widths) and width <= _PROSE else 0


def _goes_on(text: str, before: _Piece, piece: _Piece) -> bool:
    """Whether `piece`, on the next line, continues the paragraph of `before`."""
    opening = text[piece.start]
    paused = _paused(text, before)
    ending = text[max(before.start, before.end - 12) : before.end]
    if not paused and (opening.islower() or opening in "’',;()]" or breaks_off(ending)):
        return not _SPEAKER.match(text, piece.start, piece.end)
    width = before.width
    if not width or _SPEAKER.match(text, piece.start, piece.end):
        return False
    if opening.islower() and text[before.end - 1] not in ":;":  # the full stop was an abbreviation's: "Gen. Lee"
        return True
    length = before.end - before.start
    if paused:  # the next word had room on the line: the writer ended it on purpose
        word = _NEXT.match(text, piece.start, piece.end)
        return length + 1 + (word.end() - word.start() if word else 0) > width
    return length * 2 > width or (piece.end - piece.start) * 2 > width


def _paused(text: str, piece: _Piece | Line) -> bool:
    return _PAUSED.search(text, max(piece.start, piece.end - 6), piece.end) is not None


def _captions(text: str, paragraphs: Sequence[tuple[int, int]], *, spoken: bool) -> set[tuple[int, int]]:
    """Paragraphs without a full stop in a story whose paragraphs end with one: captions that lost their picture.

    Only where one of them speaks of a picture or another caption was found (`spoken`), and never a title, an item of a
    list, or what ends in a colon.
    """
    told = [(s, e) for s, e in paragraphs if text.count(" ", s, e) >= _CAPTION_WORDS]
    ended = [_ENDED.search(text, max(s, e - 6), e) is not None for s, e in told]
    if sum(ended) < 5 or sum(ended) < 0.6 * len(told):
        return set()
    if sum(_SPEAKER.match(text, s, e) is not None for s, e in paragraphs) >= 3:
        return set()
    found: set[tuple[int, int]] = set()
    for i, ((start, end), full) in enumerate(zip(told, ended, strict=True)):
        words = text[start:end] if end - start <= 600 else ""
        if full or not words or i in (0, len(told) - 1) or (start, end) == paragraphs[0]:
            continue
        if words[-1] in ":;,-–—" or not words[0].isupper() or _titled(words) or breaks_off(words):
            continue
        if _BULLET.match(text, max(0, start - 3), end):
            continue
        found.add((start, end))
        spoken = spoken or has_caption_words(words)
    return found if spoken else set()


def _titled(words: str) -> bool:
    """Whether the words are set as a title: most of the longer ones with a capital."""
    long = [w for w in _WORD.findall(words) if len(w) > 3]
    return sum(1 for w in long if w[0].isupper()) > 0.7 * len(long)


def _blocks(text: str, paragraphs: Sequence[tuple[int, int]], title: str | None) -> tuple[Block, ...]:
    blocks = []
    for i, (start, end) in enumerate(paragraphs):
        headline = i == 0 and _is_headline(text, start, end, paragraphs[1:3], title)
        blocks.append(Block(start, end, "headline" if headline else "paragraph"))
    return tuple(blocks)


def _is_headline(text: str, start: int, end: int, after: Sequence[tuple[int, int]], title: str | None) -> bool:
    """Whether the first paragraph is a headline: short, no sentence of the story, and the story follows."""
    if not after or end - start > _LONGEST_HEADLINE or start > 2000:
        return False
    words = text[start:end]
    if title and _same(words, title):
        return True
    if words[-1] in ".,;:" or words[0].islower() or _SPEAKER.match(words) or _INSIDE.search(words):
        return False
    if words.count("\n") > 2 or len(_WORD.findall(words)) < 2:
        return False
    return any(e - s > len(words) or _ENDED.search(text, max(s, e - 6), e) for s, e in after)


def _same(words: str, title: str) -> bool:
    plain = ["".join(_WORD.findall(w)).casefold() for w in (words, title)]
    return bool(plain[0]) and plain[0] == plain[1]
