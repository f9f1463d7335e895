"""Anchor: the day of publication of an article that neither was given one nor prints one.

Who knows better comes first: what the user gives, the page's metadata, the line in which the article prints its date
(`dateline`), and only then what the text betrays. The days that all clues allow are the window; a day is named only
where the window leaves one.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date as Date  # noqa: N812 — `date` is the name of a stage
from datetime import timedelta
from functools import reduce
from typing import TYPE_CHECKING

from communique.cues.anchors import anchor_words
from communique.draft import Cast, Mention, Segments, Syntax
from communique.record import Article, Issue, Span
from communique.stages.calendar import Window
from communique.stages.clues import clues
from communique.stages.dateline import day_line
from communique.stages.timex import Expression
from communique.stages.told import Clue, Dated, dated_by_weekday, told

if TYPE_CHECKING:
    from communique.register import Register

_LEAD = 2  # paragraphs that tell the news of the day
_RECENT = timedelta(days=10)  # how far back the days reach that a story names by their number alone
_MOST = 5  # stretches of a window that are worth telling
_WIDEST = 3 * 366  # days: of a wider window, its ends say too little to name a day in it


def anchor(
    article: Article,
    segments: Segments,
    syntax: Syntax,
    mentions: tuple[Mention, ...],
    cast: Cast,
    register: Register,
) -> tuple[Article, tuple[Issue, ...]]:
    """The article with its day of publication inferred, where exactly one day fits; else the window, as an issue.

    Terms of office, sessions and dates give the window; a dateline without its year ("Pyongyang, May 20 (KCNA) --") or,
    in Korean news, the latest day of the month that is told as past ("on the morning of the 25th") gives the day.
    """
    if article.published is not None:
        return article, ()
    found = clues(syntax, mentions, cast, register)
    line = day_line(article.text, segments)
    if line is not None and (clue := dated_by_weekday(line[0].day or 0, line[0].month or 0, line[1], syntax)):
        found = [clue, *found]
    window = window_of(found)
    named = _named_day(article, line, syntax, cast)
    if named:
        number, month, span, why = named
        day = the_day(window, number, month)
        if day:
            reasons = f"{_reasons(found, window)} Of these days only {day} is {why} (“{_short(span)}”)."
            published = day.isoformat()
            return replace(article, published=published, published_basis="inferred", published_why=reasons), ()
    if found and (window.first or window.last or not window or len(window.stretches) > 1):
        return article, (Issue("anchor", "published-window", _reasons(found, window)),)
    return article, ()


def window_of(found: Iterable[Clue]) -> Window:
    """The days that every clue allows."""
    return reduce(lambda days, clue: days & clue.allows, found, Window())


def the_day(window: Window, number: int, month: int | None = None) -> Date | None:
    """The one day of a window with this number (and month); None where there are more, or where the window is wide."""
    if window.first is None or window.last is None or (window.last - window.first).days > _WIDEST:
        return None
    fitting = list(window.numbered(number, month))
    return fitting[0] if len(fitting) == 1 else None


def _named_day(
    article: Article, line: tuple[Expression, Span] | None, syntax: Syntax, cast: Cast
) -> tuple[int, int | None, Span, str] | None:
    """The day by which the article calls its own: number, month if it has one, where, and what it is."""
    if line is not None:
        expression, span = line
        assert expression.day
        return expression.day, expression.month, span, "the day of its dateline"
    if article.kind == "news" and article.original_language in anchor_words("day", "languages"):
        return _latest_day(syntax, cast)
    return None


def _latest_day(syntax: Syntax, cast: Cast) -> tuple[int, int | None, Span, str] | None:
    """The latest day of the month that the story tells as past, if the lead tells it of somebody at home."""
    past = [each for each in told(syntax) if _is_bare_past(each, syntax)]
    lead = [each for each in past if _at_home(each, syntax, cast)]
    days = {each.expression.day or 0 for each in past}
    latest = [each for each in lead if all(_just_before(day, each.expression.day or 0) for day in days)]
    if len({each.expression.day for each in latest}) != 1:
        return None
    e = latest[0].expression
    span = Span.of(syntax.text, e.start, e.end)
    return e.day or 0, None, span, f"a day numbered {e.day}, the latest that the news tells of"


def _is_bare_past(each: Dated, syntax: Syntax) -> bool:
    e = each.expression
    before = syntax.doc[each.first - 1].lower_ if each.first else ""
    bare = e.day is not None and e.month is None and e.month_count is None and e.sure and not (e.upto or e.edge)
    return bare and each.tense == "past" and before not in anchor_words("day", "not_latest")


def _at_home(each: Dated, syntax: Syntax, cast: Cast) -> bool:
    """Whether the lead says it of somebody whose clock shows the day of publication: no "(local time)"."""
    lead = [i for i, b in enumerate(syntax.blocks) if b.kind == "paragraph"][:_LEAD]
    sentence = syntax.doc[each.first].sent
    who = tuple(dict.fromkeys(cast.meant[t.i] for t in sentence if t.i in cast.meant))
    home = cast.codes(who) & anchor_words("day", "states")
    return not each.expression.local and syntax.block_of(each.expression.start) in lead and bool(home)


def _just_before(day: int, latest: int) -> bool:
    """Whether a day of the month is the latest one or lies some days before it, across the turn of a month too."""
    return (latest - day) % 31 <= _RECENT.days


def _reasons(found: Iterable[Clue], window: Window) -> str:
    """The window and every clue, in words a person can check."""
    said = "; ".join(dict.fromkeys(f"“{_short(clue.span)}”: {clue.why}" for clue in found))
    if not window:
        return f"No day of publication is given or printed, and no day fits all that the text says: {said}."
    return f"No day of publication is given or printed; the text fits {_spell(window)}: {said}."


def _spell(window: Window) -> str:
    told = [_stretch(first, last, window) for first, last in window.stretches[:_MOST]]
    more = len(window.stretches) - len(told)
    return ", or ".join([*told, f"one of {more} later stretches"] if more > 0 else told)


def _stretch(first: Date, last: Date, window: Window) -> str:
    if window.first is None and first == window.stretches[0][0]:
        return f"any day until {last}"
    if window.last is None and last == window.stretches[-1][1]:
        return f"any day from {first}"
    return f"{first} to {last}"


def _short(span: Span) -> str:
    return " ".join(span.exact.split())
