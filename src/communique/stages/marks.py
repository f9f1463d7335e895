"""Marks: quotation marks that open and never close, close and never opened, or stand on the wrong side of a space."""

from __future__ import annotations

import re
from bisect import bisect, bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from communique.cues.faults import Rule
from communique.stages.faults import Fault, Matter
from communique.stages.quotation import paragraphs

# A double mark inside a word is an apostrophe gone wrong ('don"t'), not a quotation mark.
_MARK = re.compile(r"[“”„‟«»〝〞]|(?<![^\W\d_])[\"″＂]|[\"″＂](?!(?:s|t|ll|re|ve|d|m)\b)")
_OPENS, _CLOSES = "“„«‟〝", "”»〞"
_BEFORE_WORDS, _AFTER_WORDS = "([{—–-/‘'", ".,;:!?)]}—–-…/’'"
_ENDS_SPEECH = frozenset(",.!?")
_SENTENCE_END = re.compile(r"[.!?…][”\"’'»)\]]*$")
_SENTENCE_START = re.compile(r"(?<=[.!?…])\s+|(?<=[.!?…][”\"’')])\s+")
_FEET = re.compile(r"\d['’′]\d{1,2}$")
_FIGURE = re.compile(r"\s\d{1,3}$")
_CARRIED = 12  # paragraphs over which a mark may stay open where each sentence stands on a line of its own
_SAID = re.compile(
    r"[,.?!](?= (?:(?:[Hh]e|[Ss]he|[Tt]hey|[Ii]t|(?:[Tt]he )?[\w.-]+(?: [\w.-]+){0,3}) )?"
    r"(?:said|says|told|added|wrote|stressed|noted|declared|asked|replied|continued|warned|explained)\b)"
)

Role = Literal["open", "close"]


@dataclass(frozen=True, slots=True)
class _Mark:
    at: int
    role: Role | None  # what the character or its neighbours tell; None where neither does
    curly: bool


@dataclass(slots=True)
class _Paragraph:
    start: int
    end: int
    marks: list[_Mark]
    last: bool
    open: list[_Mark] = field(default_factory=list)  # never closed here
    closing: list[_Mark] = field(default_factory=list)  # never opened here
    spaced: list[tuple[_Mark, _Mark]] = field(default_factory=list)


def marks(rule: Rule, matter: Matter) -> Iterator[Fault]:
    """The faults of one kind, which the last part of the rule's id names."""
    wanted = rule.id.rpartition(".")[2]
    for kind, start, end, reading in matter_faults(matter):
        if kind == wanted:
            yield Fault(rule, start, end, reading, rule.confidence)


def matter_faults(matter: Matter) -> Iterator[tuple[str, int, int, str | None]]:
    """Every odd quotation mark of an article: its kind, the stretch to its lost partner, and that stretch mended."""
    text = matter.article.text
    paras = list(_paragraphs(matter))
    for para in paras:
        _settle(text, para)
    _carry(text, paras)
    for para in paras:
        yield from _spaced(text, para)
        for mark in para.open:
            yield from _unclosed(text, para, mark)
        for mark in para.closing:
            yield from _unopened(text, para, mark)


def _paragraphs(matter: Matter) -> Iterator[_Paragraph]:
    """The paragraphs that are article, each with its whole line: a mark may stand in the dateline."""
    text = matter.article.text
    found = paragraphs(text, matter.syntax.blocks)
    for number, para in enumerate(found):
        start = max(text.rfind("\n", 0, para.start) + 1, found[number - 1].end if number else 0)
        end = text.find("\n", para.end)
        end = len(text) if end < 0 else end
        if number + 1 < len(found):
            end = min(end, found[number + 1].start)
        here = [_mark(text, m.start(), start, end) for m in _MARK.finditer(text, start, end)]
        if not {"«", "»"} <= {text[m.at] for m in here}:  # one alone is an arrow: "Next »"
            here = [m for m in here if text[m.at] not in "«»"]
        yield _Paragraph(start, end, here, number + 1 == len(found))


def _mark(text: str, at: int, start: int, end: int) -> _Mark:
    sign = text[at]
    before = text[at - 1] if at > start else " "
    after = text[at + 1] if at + 1 < end else " "
    opening = (before.isspace() or before in _BEFORE_WORDS) and not after.isspace() and after not in _AFTER_WORDS
    closing = not before.isspace() and (after.isspace() or after in _AFTER_WORDS)
    if sign == '"' and before == after == " " and at + 1 < end and text[start:at].rstrip()[-1:] in _ENDS_SPEECH:
        closing = True  # 'a long way, " he said'
    shape: Role | None = "open" if opening and not closing else "close" if closing and not opening else None
    if sign in _OPENS:
        # “ also closes a German quotation, and careless typing puts it for ”.
        return _Mark(at, "close" if sign == "“" and shape == "close" else "open", True)
    if sign in _CLOSES:
        return _Mark(at, "open" if shape == "open" and sign == "”" else "close", True)
    return _Mark(at, shape, False)


def _settle(text: str, para: _Paragraph) -> None:
    """Pair the marks of a paragraph and keep what is left over."""
    here = [m for m in para.marks if not _FEET.search(text, max(0, m.at - 6), m.at)]
    straight = [m for m in here if not m.curly]
    if straight and len(straight) == len(here) and len(here) % 2 == 0 and _alternate(text, para, here):
        return
    stack: list[_Mark] = []
    for mark in here:
        role = mark.role or ("close" if stack else "open")
        if role == "close" and not stack and not mark.curly and _FIGURE.search(text, max(0, mark.at - 6), mark.at):
            continue  # a 40" screen
        if role == "open":
            stack.append(mark)
        elif stack:
            opened = stack.pop()
            if mark.curly and text[mark.at] != "»" and _is_spaced(text, opened.at, mark.at):
                para.spaced.append((opened, mark))
        else:
            para.closing.append(mark)
    para.open = stack


def _is_spaced(text: str, opening: int, closing: int) -> bool:
    """Whether a blank stands inside the marks; between two marks (“ ‘So?’ ”) it is good typography."""
    after, before = text[opening + 1 : opening + 3], text[closing - 2 : closing]
    return (after[:1] == " " and after[1:] not in {"‘", "'"}) or (before[1:] == " " and before[:1] not in {"’", "'"})


def _alternate(text: str, para: _Paragraph, here: list[_Mark]) -> bool:
    """Whether the marks open and close in turn; pairs with a space on the inner side are noted."""
    spaced: list[tuple[_Mark, _Mark]] = []
    for one, two in zip(here[::2], here[1::2], strict=True):
        if one.role == two.role and one.role is not None:
            return False
        if _is_spaced(text, one.at, two.at):
            spaced.append((one, two))
        elif one.role == "close" or two.role == "open":
            return False
    para.spaced = spaced
    return True


def _carry(text: str, paras: list[_Paragraph]) -> None:
    """Forgive a mark that a later paragraph closes, or that the next one repeats, as a long quotation is printed."""
    for number, para in enumerate(paras):
        if not para.open:
            continue
        for later in paras[number + 1 : number + 1 + _CARRIED]:
            if later.marks and later.marks[0].role != "close" and not text[later.start : later.marks[0].at].strip():
                para.open.pop()
                break
            if later.closing:
                later.closing.pop(0)
                para.open.pop()
                break
            if later.marks:
                break
    if paras and paras[-1].open and not _SENTENCE_END.search(text[paras[-1].start : paras[-1].end].rstrip()):
        paras[-1].open.pop()  # the text breaks off


def _spaced(text: str, para: _Paragraph) -> Iterator[tuple[str, int, int, str | None]]:
    for one, two in para.spaced:
        inside = " ".join(text[one.at + 1 : two.at].split())
        if not inside:
            continue
        before = " " if one.at > para.start and not text[one.at - 1].isspace() else ""
        after = " " if two.at + 1 < para.end and text[two.at + 1].isalnum() else ""
        yield "spaced", one.at, two.at + 1, f"{before}{text[one.at]}{inside}{text[two.at]}{after}".strip()


def _unclosed(text: str, para: _Paragraph, mark: _Mark) -> Iterator[tuple[str, int, int, str | None]]:
    following = bisect(para.marks, mark.at, key=lambda m: m.at)
    again = para.marks[following] if following < len(para.marks) else None
    if again is not None and not text[text.rfind("\n", mark.at, again.at) + 1 or mark.at : again.at].strip():
        return  # a wrapped line begins with the mark: the next paragraph of a long quotation
    stop = again.at if again is not None else para.end
    inside = text[mark.at + 1 : stop]
    said = _SAID.search(text, mark.at + 1, stop)
    closing = "”" if text[mark.at] == "“" else '"' if text[mark.at] == '"' else "”"
    if said is not None:
        end = said.end()
        yield ("unclosed" if again is None else "opened_twice"), mark.at, end, f"{text[mark.at : end]}{closing}"
    elif again is None:
        end = mark.at + 1 + len(inside.rstrip())
        yield "unclosed", mark.at, end, f"{text[mark.at : end]}{closing}"
    else:
        word = re.compile(r"[\w’'-]*").match(text, again.at + 1)
        end = word.end() if word else again.at + 1
        whole = _SENTENCE_END.search(inside.rstrip())
        reading = f"{text[mark.at : again.at]}{text[again.at + 1 : end]}" if whole else None
        yield "opened_twice", mark.at, end, reading


def _unopened(text: str, para: _Paragraph, mark: _Mark) -> Iterator[tuple[str, int, int, str | None]]:
    earlier = bisect_left(para.marks, mark.at, key=lambda m: m.at)
    start = para.marks[earlier - 1].at + 1 if earlier else para.start
    if earlier:
        sentence = _SENTENCE_START.search(text, start, mark.at)
        start = sentence.end() if sentence else start
    while start < mark.at and text[start].isspace():
        start += 1
    opening = "“" if text[mark.at] == "”" else '"'
    reading = f"{opening}{text[start : mark.at].rstrip()}{text[mark.at]}" if start < mark.at else None
    yield "unopened", start, mark.at + 1, reading
