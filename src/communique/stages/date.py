"""Date: every date expression of an article, resolved; and which of them dates which happening.

A date that cannot be known stays unresolved (`start` and `end` None, `why` says what is missing). Never a guess.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from datetime import date as Date  # noqa: N812 — `date` is the stage
from itertools import islice
from typing import TYPE_CHECKING

from communique.cues.dates import words
from communique.draft import Syntax, Timeline
from communique.record import Article, DateBasis, Span, When
from communique.stages.attach import belongs, opens_sentence, reach, root_of, site_of, sits_on
from communique.stages.calendar import Days
from communique.stages.dateline import dateline_of
from communique.stages.reckon import Reckoning, reckon
from communique.stages.tense import Tense, tense_of
from communique.stages.timex import Expression
from communique.stages.told import dates_a_deed, printed

if TYPE_CHECKING:
    from spacy.tokens import Token

_OF_A_DAY = ("day", "part_of_day", "minute")
_OPENED = re.compile(r",? ?\(")
_PLACE = r"[A-Z][\w.-]+(?: [A-Z][\w.-]+)?"
_CLOCK = re.compile(rf"(?: in (?P<there>{_PLACE})|,? (?:(?P<zone>{_PLACE})|local) time)?\)")
_VERB_TAGS = ("MD", "VB", "VBP")  # "May" and "March" as verbs
_NAMED = ("PERSON", "ORG", "WORK_OF_ART", "FAC", "PRODUCT", "LAW")
_YEARS = range(1500, 2200)  # of an article: far from the ends of the calendar
_STORY = 600  # characters over which a year carries on
_BEFORE_A_NOUN = ("compound", "nummod", "nmod", "poss", "amod")


def date(article: Article, syntax: Syntax) -> Timeline:
    """Every date expression of the article with the days that it means.

    "On March 24" is completed by the publication date and the tense of its clause; "the previous day" counts from the
    date mentioned before it; "the 46th session", "Resolution 2397" and "April Ryan" are no dates.
    """
    anchor, inferred = _anchor(article)
    whens: list[tuple[int, int, When]] = []
    mentioned: Days | None = None
    story, quarter = _Story(), _Quarter()
    for expression, first, last in printed(syntax):
        if not _is_date(expression, syntax, first, last):
            continue
        tense = _tense(expression, syntax, first, last)
        if expression.future_only and tense != "future":
            continue  # "the first visit in three years"
        told = story.year(expression, fronted=opens_sentence(syntax, first))
        found = reckon(
            expression, anchor=anchor, mentioned=mentioned, tense=tense, told=told, quarter=quarter.at(expression),
            happened=tense == "past" and dates_a_deed(syntax, first, last),
        )  # fmt: skip
        if expression.told and found.days is None:
            continue  # "the period" of no quarter
        quarter.note(expression, found.days)
        aside = expression.compares or (expression.anchor == "mentioned" and (expression.count or 0) < 0)
        if found.days and found.days.first and not (expression.stretch or expression.edge or aside):
            mentioned = found.days
        when = _when(syntax.text, expression, found, inferred=inferred)
        both = _by_two_clocks(syntax.text, whens[-1][2], when) if whens else None
        if both is not None:
            whens[-1] = (whens[-1][0], last, both)
        else:
            whens.append((first, last, when))
    return Timeline(tuple(whens))


def _by_two_clocks(text: str, one: When, other: When) -> When | None:
    """The two days of one happening that had another date elsewhere: "Dec. 31 local time (Jan. 1 in Tehran)"."""
    a, b = one.span, other.span
    if a is None or b is None or not (one.start and other.start) or one.precision not in _OF_A_DAY:
        return None
    opened, clock = _OPENED.fullmatch(text, a.end, b.start), _CLOCK.match(text, b.end)
    apart = (Date.fromisoformat(other.start[:10]) - Date.fromisoformat(one.start[:10])).days
    if not opened or other.precision not in _OF_A_DAY or abs(apart) != 1:
        return None
    span = Span.of(text, a.start, clock.end() if clock else b.end)
    there = (clock["there"] or clock["zone"]) if clock else None
    local = "local time" if "local time" in span.exact.lower() else None
    if not (there or local or other.timezone):
        return None
    zones = (one.timezone, there or other.timezone, local)
    first, last = sorted((one.start[:10], other.start[:10]))
    said = f"{other.start[:10]} {f'in {there}' if there else 'by the other clock'}"
    why = "; ".join(filter(None, (one.why, f"one happening by two clocks: {one.start[:10]}, and {said}")))
    return When(first, last, "interval", ", ".join(zone for zone in zones if zone), span, one.basis, why)


@dataclass(slots=True)
class _Story:
    """The year of a story from long ago: "In late August 1950, … On September 1, …" is not about this September."""

    told: int | None = None
    until: int = 0
    on: bool = False

    def year(self, expression: Expression, *, fronted: bool) -> int | None:
        """The year that a date without one may belong to, where dates at the heads of sentences tell a story."""
        if not expression.month:
            return None
        if expression.year is not None:
            self.told, self.until, self.on = (expression.year if fronted else None), expression.end + _STORY, False
            return None
        self.on = (self.on or fronted) and self.told is not None and expression.start < self.until
        if self.on:
            self.until = expression.end + _STORY
        return self.told if self.on else None


@dataclass(slots=True)
class _Quarter:
    """The quarter that a text is about: after "in the third quarter", "a year earlier" is the third one before."""

    first: Date | None = None
    until: int = 0

    def at(self, expression: Expression) -> Date | None:
        """The first day of the quarter told shortly before an expression."""
        return self.first if expression.start < self.until else None

    def note(self, expression: Expression, days: Days | None) -> None:
        """Takes in a quarter that is the text's own, not one that it is compared with."""
        if days and days.precision == "quarter":
            self.until = expression.end + _STORY
            if not (expression.compares or (expression.told and expression.count is None)):
                self.first = days.first


def date_for(trigger: Token, syntax: Syntax, timeline: Timeline) -> When | None:
    """The date that dates the happening named by `trigger`, None where the sentence dates something else or nothing.

    In "Kim said on Monday that Pyongyang launched a missile on Friday", *said* has Monday and *launched* has Friday; in
    "Seoul condemned the March 24 launch", *launch* has March 24 and *condemned* has none.
    """
    whens = timeline.whens
    low, high = reach(syntax, trigger)
    begin = bisect_left(whens, low, key=lambda entry: entry[0])
    found: list[tuple[bool, bool, int, When]] = []
    for order, (first, last, when) in enumerate(islice(whens, begin, None)):
        if first >= high:
            break
        if not belongs(syntax, first, last, trigger):
            continue
        near = sits_on(syntax, first, last, trigger)
        if when.precision == "year" and not near and trigger.pos_ == "VERB" and not opens_sentence(syntax, first):
            continue  # a year after a noun is the noun's: "criticised the deal of 2015"
        found.append((not near, when.precision not in ("day", "part_of_day", "minute"), order, when))
    return min(found, key=lambda f: f[:3])[3] if found else None


def _anchor(article: Article) -> tuple[Date | None, bool]:
    """The day that relative dates count from, and whether we had to infer it."""
    if article.published:
        try:
            day = Date.fromisoformat(article.published[:10])
        except ValueError:
            return None, False
        return (day if day.year in _YEARS else None), article.published_basis == "inferred"
    found = dateline_of(article.text)
    return (found[0], True) if found else (None, False)


def _is_date(expression: Expression, syntax: Syntax, first: int, last: int) -> bool:
    """Whether the syntax agrees that this is a date: not a person's name, not an ordinal before its noun."""
    doc = syntax.doc
    head, tail = doc[first], doc[last]
    if expression.day and expression.month is None:
        counts = not expression.local and _counts_a_noun(doc[_ordinal(syntax, first, last)])
        return expression.sure and not counts
    if expression.weekday is not None and expression.day is None:
        return not _inside_name(syntax, first, last)
    if tail.lower_ == "today" and tail.text[0].isupper() and first and head.nbor(-1).pos_ == "PROPN":
        return bool(head.is_sent_start)  # "USA Today"
    if expression.season:
        named = head.text[0].isupper() and first > 0 and head.nbor(-1).text[0].isupper()  # "the Arab Spring of 2011"
        modifies = tail.dep_ == "compound" and tail.head.i > last  # "the spring offensive"
        return tail.pos_ in ("NOUN", "PROPN", "NUM") and not (named or modifies)
    if expression.unit in ("month", "year") and not expression.sure:
        return tail.ent_type_ == "DATE" and tail.pos_ in ("PROPN", "NUM", "NOUN") and head.tag_ not in _VERB_TAGS
    if expression.month and expression.day and expression.year is None and last + 1 < len(doc):
        noun = root_of(syntax, first, last).head
        if noun.i > last and noun.text[0].isupper() and noun.lower_ in words("refuse", "documents"):
            return False  # "the April 27 Panmunjom Declaration"
    if expression.unit == "month" and expression.month and expression.year is None:
        return tail.tag_ not in _VERB_TAGS and (expression.portion is not None or tail.ent_type_ != "PERSON")
    return True


def _ordinal(syntax: Syntax, first: int, last: int) -> int:
    """The last token of an expression that is printed with a digit: "the 28th of last month" gives *28th*."""
    return next((i for i in range(last, first - 1, -1) if syntax.doc[i].text[0].isdigit()), last)


def _counts_a_noun(ordinal: Token) -> bool:
    """Whether an ordinal belongs to a noun after it: "the 38th parallel", "the 3rd largest"."""
    if ordinal.i + 1 >= len(ordinal.doc):
        return False
    after = ordinal.nbor()
    if after.is_space or after.is_punct:
        return False
    if after.pos_ in ("NOUN", "ADJ", "NUM") or after.tag_ in ("RBS", "RBR"):
        return not (after.lower_ in words("words", "parts_of_day") or after.lower_ == "local")
    return after.pos_ == "PROPN" and ordinal.dep_ in _BEFORE_A_NOUN and ordinal.head.i > ordinal.i


def _inside_name(syntax: Syntax, first: int, last: int) -> bool:
    """Whether a weekday is part of a longer name: "Fox News Sunday"."""
    if first == 0 or not syntax.doc[first].text[0].isupper():
        return False
    before, own = syntax.doc[first - 1], syntax.doc[first]
    named = own.ent_type_ in _NAMED and own.ent_iob_ == "I" and before.ent_type_ == own.ent_type_
    timed = own.dep_ in ("npadvmod", "pobj", "advmod")
    return named or (before.pos_ == "PROPN" and before.head == own and not timed)


def _tense(expression: Expression, syntax: Syntax, first: int, last: int) -> Tense | None:
    """The tense of the clause around an expression; what is fixed *for* a day is still to come."""
    root = root_of(syntax, first, last)
    if first and syntax.doc[first - 1].lower_ in words("tense", "from_then_on"):
        return None  # "was named ambassador, effective Feb. 1"
    if root.head.lower_ == "for" and root.dep_ == "pobj" and root.head.head.tag_ in ("VBN", "JJ"):
        return "future"
    tense = tense_of(root if root.pos_ not in ("VERB", "AUX") else root.head)
    noun = site_of(syntax, first, last)
    before = noun.i > last and root.dep_ in _BEFORE_A_NOUN
    if expression.month and (before or noun.lemma_.lower() in words("clauses", "happenings")):
        # What hangs on a noun need not be of the time of the clause: "will discuss the March 24 launch".
        awaited = noun.lemma_.lower() in words("tense", "awaited_nouns")
        if awaited and (noun.head.lower_ in words("tense", "awaiting") or noun.head.head.lower_ == "ahead"):
            return "future"  # "the race for the Nov. 8 election", "ahead of the May 3 summit"
        return None if awaited or tense == "future" else tense
    return tense


def _when(text: str, expression: Expression, found: Reckoning, *, inferred: bool) -> When:
    """A reckoning as the record has it."""
    span = Span.of(text, expression.start, expression.end)
    notes = [found.why] if found.why else []
    if expression.local:
        also = f", the day numbered {expression.local_day} there" if expression.local_day else ""
        notes.append(f"local time, as printed{also}")
    why = "; ".join(notes) or None
    if found.days is None:
        return When(None, None, "open", expression.zone, span, found.basis, why)
    first, last = found.days.first, found.days.last
    start, end = first.isoformat() if first else None, last.isoformat() if last else None
    precision = found.days.precision
    if precision == "day" and expression.clock and start:
        hour, minute = expression.clock
        start = end = f"{start}T{hour:02}:{minute:02}"
        precision = "minute"
    elif precision == "day" and expression.part_of_day:
        precision = "part_of_day"
    basis: DateBasis = "inferred" if inferred and found.anchored else found.basis
    return When(start, end, precision, expression.zone, span, basis, why)
