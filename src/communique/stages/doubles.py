"""Doubles: words that transmission has printed twice or run together."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from communique.cues.faults import Rule, faults
from communique.stages.faults import Fault, Matter

if TYPE_CHECKING:
    from spacy.tokens import Token

_NOUN = "NN"
_NOUNS = frozenset({"NN", "NNS"})
_MODIFIED = frozenset({"NN", "NNS", "NNP", "NNPS", "JJ", "VBG", "HYPH"})
_GLUED = re.compile(r"(?<![\w@#/.'’-])([A-Za-z][a-z]{1,24})([A-Z][a-z]{1,24})(?![\w'’]*[A-Z@]|\.\w)")
_ENDED = re.compile(r"(?<![\w-])([A-Z][a-z]{1,24}) (?=([A-Z][a-z]{2,24})(?![\w-]))")
_LINE = re.compile(r"[^\s][^\n]*[^\s]")
_LONG_LINE = 45  # characters: a short line may well come twice, in a list or on a page ("Continue reading …")
_PAST = re.compile(r"[a-z]{3,}ed")
_SHORTEST_NOUN = 6  # of a doubled word whose capital may be that of a name: "Mark mark"
_OPENS = frozenset("\"“‘'([") | {"\n"}
_SHORTEST = 4  # of a capitalised word taken for the head of a sentence; "In", "On", "At" also begin trade names


def repeated_word(rule: Rule, matter: Matter) -> Iterator[Fault]:
    """ "The the old town", "the treaty treaty": a word that English does not say twice.

    Speech is full of repetitions, so the transcript of a briefing proves nothing about its transmission.
    """
    lists = faults().lists["doubled"]
    if matter.article.kind == "transcript":
        return
    for first, second in _pairs(matter):
        word = first.lower_
        if not second.is_lower or word in lists["words_allowed"]:
            continue
        if not first.is_lower:  # "Cooperation cooperation" at the head of a sentence; "Will will sign" is good English
            if _is_head(first, matter) and second.tag_ == _NOUN and len(word) >= _SHORTEST_NOUN:
                yield _once(rule, matter, first, second)
        elif word in lists["function_words"] or (first.tag_ == second.tag_ == _NOUN and len(word) > 3):
            yield _once(rule, matter, first, second)


def _is_head(token: Token, matter: Matter) -> bool:
    """Whether a capitalised word begins a sentence or a quotation, so that the capital says nothing."""
    before = matter.article.text[token.idx - 1 : token.idx]
    return token.is_title and (token.is_sent_start is True or token.i == 0 or before in _OPENS)


def repeated_title(rule: Rule, matter: Matter) -> Iterator[Fault]:
    """ "Deputy Deputy Minister": of capitalised words only those of titles, for people are called Abdullah Abdullah."""
    titles = faults().lists["doubled"]["titles"]
    for first, second in _pairs(matter):
        if first.text in titles and first.text == second.text:
            yield _once(rule, matter, first, second)


def _pairs(matter: Matter) -> Iterator[tuple[Token, Token]]:
    """Neighbouring tokens of one line that are the same word."""
    text = matter.article.text
    for first, second in pairwise(matter.syntax.doc):
        compound = text[first.idx - 1 : first.idx] == "-"  # "a two-race race"
        beside = text[first.idx + len(first) : second.idx] == " "
        if first.lower == second.lower and first.is_alpha and beside and not compound:
            yield first, second


def _once(rule: Rule, matter: Matter, first: Token, second: Token) -> Fault:
    span = matter.syntax.span(first.i, second.i)
    return Fault(rule, span.start, span.end, matter.syntax.span(first.i, first.i).exact, rule.confidence)


def repeated_conjunct(rule: Rule, matter: Matter) -> Iterator[Fault]:
    """ "The cooperation and cooperation": two words of the source that came out as one."""
    doc, lists = matter.syntax.doc, faults().lists["doubled"]
    for token in doc[1:-1]:
        first, second = doc[token.i - 1], doc[token.i + 1]
        if token.lower_ != "and" or first.lower != second.lower or not (first.is_lower and first.tag_ in _NOUNS):
            continue
        after = doc[second.i + 1] if second.i + 1 < len(doc) else None
        # "security and security cooperation", "food safety and safety at work", "duty and duty alone"
        compound = after is not None and (after.tag_ in _MODIFIED or after.lower_ in {"alone", "only"})
        compound = compound or any(c.dep_ == "compound" for c in first.children)
        if compound or first.lower_ in lists["conjuncts_allowed"] or second.tag_ not in _NOUNS:
            continue
        span = matter.syntax.span(first.i, second.i)
        yield Fault(rule, span.start, span.end, faults().pairs.get(first.lower_), rule.confidence)


def repeated_line(rule: Rule, matter: Matter) -> Iterator[Fault]:
    """A line that is the line before it, but for a label run together with it."""
    labels = next(r for r in faults().rules if r.id == "any.glued.label").match
    before = ""
    for match in _LINE.finditer(matter.article.text):
        start, end = match.span()
        label = next((m for m in (e.match(matter.plain, start, end) for e in labels) if m), None)
        if label is not None:
            start = label.start(2)
        line = " ".join(matter.plain[start:end].split())
        if line == before and len(line) >= _LONG_LINE and any(s < end and start < e for s, e in matter.printed):
            yield Fault(rule, start, end, None, rule.confidence)
        before = line


def glued(rule: Rule, matter: Matter) -> Iterator[Fault]:
    """Words run together: "toKim Jong Un", "ComradeKim", "Kim Jong Unto". The name in them stands alone elsewhere."""
    found = _endings(matter) if rule.id.endswith(".ending") else _beginnings(matter)
    for start, end, reading in found:
        yield Fault(rule, start, end, reading, rule.confidence, matter.tokens(start, end))


def _beginnings(matter: Matter) -> Iterator[tuple[int, int, str]]:
    lists = faults().lists["glued"]
    for start, end in matter.bounds + matter.labels:
        for match in _GLUED.finditer(matter.plain, start, end):
            left, right = match.groups()
            if match[0] in lists["brands"] or right not in matter.alone:
                continue
            if left in lists["titles"] or left in lists["before"] or _opens(left, lists["before"]):
                yield match.start(), match.end(), f"{left} {right}"
            elif (joined := _name_and_word(left, matter)) is not None:
                yield match.start(), match.end(), f"{joined} {right}"


def _opens(word: str, words: frozenset[str]) -> bool:
    """Whether a capitalised word is one of these at the head of a sentence."""
    return len(word) >= _SHORTEST and word[0].isupper() and word.lower() in words


def _endings(matter: Matter) -> Iterator[tuple[int, int, str]]:
    for start, end in matter.bounds + matter.labels:
        for match in _ENDED.finditer(matter.plain, start, end):
            if (reading := _name_and_word(match[2], matter, before=f"{match[1]} ")) is not None:
                yield match.start(2), match.end(2), reading


def _name_and_word(word: str, matter: Matter, *, before: str = "") -> str | None:
    """ "Un to" for "Unto", where "Un" stands in the text, behind the same word as here."""
    after = faults().lists["glued"]["after"]
    for at in range(len(word) - 2, 1, -1):
        name, rest = word[:at], word[at:]
        # "Kim Jong Uninstructed": no name goes on with a past participle of any length.
        if (rest in after or _PAST.fullmatch(rest)) and f"{before}{name}" in matter.alone:
            return f"{name} {rest}"
    return None
