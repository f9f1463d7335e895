"""Told: the dates that a text tells of as past or as to come, and what they say of its day of publication."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from communique.cues.anchors import anchor_words
from communique.cues.dates import words
from communique.draft import Syntax
from communique.record import Span
from communique.stages.attach import root_of, site_of
from communique.stages.calendar import Window, days_of, make_date
from communique.stages.tense import Tense, tense_of
from communique.stages.timex import Expression, expressions

if TYPE_CHECKING:
    from spacy.tokens import Token

_A_DAY = timedelta(days=1)  # it may be tomorrow there
_SEASON = timedelta(days=300)  # nobody prints "Thursday, April 11" of a day ten months away
_MONTH = timedelta(days=31)
_YEARS = range(1950, 2100)
_LINKS = frozenset(("in", "on", "and", "during"))
_PAST_HELPERS = frozenset(("was", "were", "had", "did", "has", "have"))
_NEAR = 12  # tokens from a verb to the date that is its own
_BESIDE = 4
_CLOSES = ("", ",", ".", ")", ";", ":", "\n")
_GAP = re.compile(r",? ?(?:the )?\(?$")


@dataclass(frozen=True, slots=True)
class Clue:
    """The days of publication that one phrase allows, and what it means."""

    span: Span
    allows: Window
    why: str


@dataclass(frozen=True, slots=True)
class Dated:
    """A date expression with the tense of its clause."""

    expression: Expression
    first: int  # token
    last: int
    tense: Tense | None
    verb: Token | None  # that it dates; None where it is an attribute of a noun


def printed(syntax: Syntax) -> Iterator[tuple[Expression, int, int]]:
    """The date expressions of the text, in its order, each with its first and last token."""
    starts = syntax.doc.to_array("IDX").tolist()
    text = syntax.doc.text  # made anew whenever it is asked for
    for block in syntax.blocks:
        for expression in expressions(text, block.start, block.end):
            yield expression, bisect_right(starts, expression.start) - 1, bisect_left(starts, expression.end) - 1


def told(syntax: Syntax) -> Iterator[Dated]:
    """The date expressions of the text, each with the tense of its clause."""
    for expression, first, last in printed(syntax):
        root, site = root_of(syntax, first, last), site_of(syntax, first, last)
        if root.dep_ == "conj" and root.head.i < first:
            site = site_of(syntax, root.head.i, root.head.i)  # "in 2019 and 2020"
        tense = tense_of(root if root.pos_ not in ("VERB", "AUX") else root.head)
        yield Dated(expression, first, last, tense, site if site.pos_ in ("VERB", "AUX") else None)


def datings(syntax: Syntax) -> Iterator[Clue]:
    """What the dates with a year, or with a weekday, say of the day of publication."""
    before: Dated | None = None
    for each in told(syntax):
        e = each.expression
        span = Span.of(syntax.text, e.start, e.end)
        if e.year in _YEARS and not e.upto:
            clue = _clue_of_year(each, span, syntax)
        elif e.weekday is not None and e.day and e.month_count is None and not (e.upto or e.edge):
            clue = _clue_of_weekday(span, e.weekday, e.day, e.month, _certain(each))
        elif before and (day := _joined(syntax.text, before.expression, e)):
            span = Span.of(syntax.text, before.expression.start, e.end)
            clue = _clue_of_weekday(span, *day, _certain(each) or _certain(before))
        else:
            clue = None
        before = each
        if clue:
            yield clue


def dated_by_weekday(day: int, month: int, line: Span, syntax: Syntax) -> Clue | None:
    """What the weekday of the lead says of the year of a dateline: "OSLO, May 8 --" and "said on Saturday".

    The lead of a story from the wire tells what was said that day, or the evening before.
    """
    lead = next((b for b in syntax.blocks if b.kind == "paragraph" and b.start >= line.start), None)
    if lead is None:
        return None
    bare = [t for t in told(syntax) if lead.start <= t.expression.start < lead.end and _is_bare_weekday(t.expression)]
    named = [t for t in bare if _is_published(t, syntax)]
    if len({t.expression.weekday for t in bare}) != 1 or not named:
        return None
    e = named[0].expression
    years = (found for year in _YEARS if (found := make_date(year, month, day)))
    fitting = [(d, d + _A_DAY) for d in years if e.weekday in (d.weekday(), (d - _A_DAY).weekday())]
    span = Span.of(syntax.text, e.start, e.end)
    return Clue(span, Window.of(fitting), f"the day of its dateline, {line.exact.rstrip(' -–—')}, or the day before")


def _is_bare_weekday(e: Expression) -> bool:
    plain = e.day is None and e.count is None and e.week_count is None and e.apart is None
    return e.weekday is not None and plain and not (e.upto or e.edge)


def _is_published(each: Dated, syntax: Syntax) -> bool:
    """Whether a date is that of the words that the story is about: of its verb, or at the end of its sentence."""
    verbs = anchor_words("day", "published")
    if each.tense == "past" and each.verb is not None and each.verb.lemma_ in verbs and _is_told(each.verb):
        return True
    sentence = syntax.doc[each.first].sent  # so long a title may stand in it that the parser loses its way
    after = syntax.text[each.expression.end : each.expression.end + 1]
    released = any(t.tag_ == "VBD" and t.lemma_ in verbs for t in sentence if t.i < each.first)
    return released and after in (":", ".", "") and not each.expression.part_of_day


def _certain(each: Dated) -> Tense | None:
    """The tense where the verb itself shows it: "was rumoured to be leaving on Friday, April 9" is not past."""
    return each.tense if each.tense == "past" and each.verb is not None and _has_happened(each.verb) else None


def _joined(text: str, one: Expression, other: Expression) -> tuple[int, int, int | None] | None:
    """Weekday, day and month where two expressions are one date: "Thursday (the 25th)", "June 30, Sunday"."""
    if not (0 <= other.start - one.end < 8 and _GAP.match(text[one.end : other.start])):
        return None
    named, numbered = (one, other) if one.weekday is not None else (other, one)
    plain = not (numbered.upto or numbered.edge or numbered.year or numbered.month_count or named.count)
    if named.weekday is None or named.day or numbered.weekday is not None or numbered.day is None or not plain:
        return None
    # "June 30, Sunday" is one date; in "on the 30th, Sunday's vote" the day of the month has no name of its own.
    if named is other and (numbered.month is None or text[other.end : other.end + 1] not in _CLOSES):
        return None
    return named.weekday, numbered.day, numbered.month


def _clue_of_year(each: Dated, span: Span, syntax: Syntax) -> Clue | None:
    """A date with its year: what is told as past has begun, what is told as to come is not over."""
    e = each.expression
    day = make_date(e.year or 0, e.month or 1, e.day or 1)
    if day is None or e.unit not in ("day", "month", "year") or e.edge or not span.exact[-4:].isdigit():
        return None
    days = days_of(e.unit, day)
    link = syntax.doc[each.first - 1].lower_ if each.first else ""
    if each.verb is None or (link not in _LINKS and e.unit != "day"):
        return None
    # "discussed the visit of the king of the island on May 2, 2023": what stands far off may be of something else.
    if each.first - each.verb.i > _NEAR:
        return None
    helpers = {c.lower_ for c in each.verb.children if c.dep_ in ("aux", "auxpass")}
    if each.tense == "past" and days.first and _has_happened(each.verb):
        return Clue(span, Window.of([(days.first - _A_DAY, None)]), "past")
    adjacent = e.unit != "year" or each.first - each.verb.i <= _BESIDE  # "will rise to 95 from the 86 of 1986"
    if helpers & {"will", "shall"} and each.tense == "future" and adjacent and days.last:
        return Clue(span, Window.of([(None, days.last)]), "still to come")
    return None


def dates_a_deed(syntax: Syntax, first: int, last: int) -> bool:
    """Whether a date hangs on a verb that tells what was done: "met on 10 January", not "the 10 January summit"."""
    root = root_of(syntax, first, last)
    verb = root.head if root.dep_ in ("pobj", "npadvmod", "tmod") else root
    if verb.pos_ == "ADP" and verb.lower_ != "on":
        return False  # "called an election *for* May 3"
    verb = verb.head if verb.pos_ == "ADP" else verb
    near = verb.pos_ == "VERB" and -_BESIDE <= first - verb.i <= 2 * _BESIDE
    return near and verb.tag_ == "VBD" and _has_happened(verb)


def _has_happened(verb: Token) -> bool:
    """Whether a verb tells what was done; a participle does so within what was done: "left the pact *made* in 2019"."""
    if verb.lemma_.lower() in words("tense", "fixing_verbs") | anchor_words("dates", "not_done"):
        return False
    if _is_told(verb):
        return True
    if verb.tag_ != "VBN" or any(c.dep_ in ("aux", "auxpass") for c in verb.children):
        return False
    above = next((a for a in verb.ancestors if a.pos_ in ("VERB", "AUX")), None)
    return above is not None and "to" not in {c.lower_ for c in above.children} and _is_told(above)


def _is_told(verb: Token) -> bool:
    """Whether a finite verb is in a past tense, by its form or its auxiliary."""
    helpers = {c.lower_ for c in verb.children if c.dep_ in ("aux", "auxpass")}
    return verb.tag_ == "VBD" or bool(helpers & _PAST_HELPERS)


def _clue_of_weekday(span: Span, weekday: int, day: int, month: int | None, tense: Tense | None) -> Clue | None:
    """A weekday and a day: in few years, or months, do they fall together."""
    months = (month,) if month else range(1, 13)
    far = _SEASON if month else _MONTH
    dates = (found for year in _YEARS for m in months if (found := make_date(year, m, day)))
    back = timedelta(0) if tense == "past" else far
    allowed = [(d - back - _A_DAY, d + far) for d in dates if d.weekday() == weekday]
    return Clue(span, Window.of(allowed), "weekday and number agree in few months") if allowed else None
