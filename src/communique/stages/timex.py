"""Date expressions as printed: what the words say, before anybody knows when they were said.

The text of a block becomes a string of one-letter classes (`M` month, `d` day number, `y` year, `s` selector …), and
each way of writing a date is a short pattern over that string. All of it is linear in the length of the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any, Literal, cast

from communique.cues.dates import vocabulary
from communique.stages.calendar import Portion, Unit, make_date
from communique.stages.lexeme import UNITS, Lexeme, cut

Edge = Literal["since", "until", "before", "after"]


@dataclass(frozen=True, slots=True)
class Expression:
    """A date expression: its characters and what its words say, None where they say nothing."""

    start: int
    end: int
    unit: Unit
    year: int | None = None
    month: int | None = None
    day: int | None = None
    number: int | None = None  # which quarter or half
    season: int | None = None  # the month in which a season begins
    nth: int | None = None  # a holiday: the nth `weekday` of `month`
    weekday: int | None = None  # Monday is 0
    count: int | None = None  # units from the anchor: "yesterday" -1, "last week" -1, "this Friday" 0
    anchor: Literal["published", "mentioned"] | None = None
    year_count: int | None = None  # "June of last year" -1
    month_count: int | None = None  # "the 28th of last month" -1
    week_count: int | None = None  # "Friday of last week" -1
    stretch: bool = False  # all the time between the anchor and `count` units from it
    vague: bool = False  # "in recent weeks": a number is not told
    future_only: bool = False  # "in two weeks" is a date after `will`, a duration after the past
    beyond: Literal["more", "less"] | None = None  # "more than two years ago"
    upto: Expression | None = None
    edge: Edge | None = None
    portion: Portion | None = None
    part: tuple[int, Unit] | None = None  # "the first week of April"; -1 is the last
    shift: tuple[int, Unit] | None = None  # "two days after April 3" +2 days
    told: bool = False  # "the 1988 period", "the latest quarter": the quarter told before, of that year
    compares: bool = False  # "a year earlier": of the quarter told before, if one was
    fiscal: bool = False
    apart: Literal["earlier", "later"] | None = None  # "earlier this month"
    part_of_day: str | None = None
    clock: tuple[int, int] | None = None
    zone: str | None = None
    local: bool = False  # "(local time)"
    local_day: int | None = None  # "the 19th (18th local time)"
    sure: bool = True  # False: only a date if the syntax says so


_WEEKDAY = r"(?:(?:Rp?,?)?(?P<weekday>[Ww]),?t?|Rp?,)?"  # "today, Thursday," before an explicit day
_WEEKDAY2 = _WEEKDAY.replace("weekday", "weekday2")
_MONTH, _MONTH2 = r"(?P<month>M)", r"(?P<month2>M)"
_YEAR = r"(?:,?(?P<year>y)|,?O?(?P<year_count>s)4)"
_YEAR2 = r"(?:,?(?P<year2>y)|,?O?(?P<year_count2>s)4)"
_NUMBER = r"(?:(?P<num>[adn])|(?P<vague>a?vO?))"

_FORMS: tuple[tuple[Unit | None, str], ...] = (
    ("day", r"(?P<iso>i)"),
    ("day", rf"{_WEEKDAY}{_MONTH}t?(?P<day>[do]){_YEAR}?"),
    ("day", rf"{_WEEKDAY}t?(?P<day>[do])O?{_MONTH}{_YEAR}?"),
    ("day", rf"{_WEEKDAY}{_MONTH}(?P<day>[do])(?P<link>[-TU&])t?(?P<day2>[do]){_YEAR}?"),
    ("day", rf"{_WEEKDAY}{_MONTH}(?P<day>[do]){_YEAR}?(?P<link>[-TU&]){_WEEKDAY2}"
            rf"{_MONTH2}(?P<day2>[do]){_YEAR2}?"),
    ("day", rf"(?P<between>b)t?(?P<day>[do])(?P<link>&)t?(?P<day2>[do])O?{_MONTH2}{_YEAR2}?"),
    ("day", rf"(?P<holiday>K)(?:O?{_YEAR})?"),
    ("day", rf"(?P<between>b){_MONTH}(?P<day>[do])(?P<link>&){_MONTH2}(?P<day2>[do]){_YEAR2}?"),
    ("day", rf"{_WEEKDAY}t?(?P<day>[do])(?P<link>[-TU&])t?(?P<day2>[do])O?{_MONTH2}{_YEAR2}?"),
    ("day", rf"t?(?P<day>[do])O?{_MONTH}{_YEAR}?(?P<link>[-TU&])t?(?P<day2>[do])O?{_MONTH2}{_YEAR2}?"),
    ("month", rf"s?{_MONTH}O?{_YEAR}"),
    ("month", rf"{_MONTH}{_YEAR}?(?P<link>[-TU&]){_MONTH2}{_YEAR2}?"),
    ("month", r"(?:s?(?P<which>s))?(?P<month>M)"),
    ("month", rf"t?(?P<part_number>[Cs])(?P<part_unit>[28])O{_MONTH}(?:O?{_YEAR})?"),
    ("year", r"(?P<year>y)"),
    ("year", r"t4(?P<year>y)"),
    ("year", r"t?(?P<fiscal>c)4?(?P<year>y)"),
    ("year", r"(?P<year>Y)"),
    ("year", r"(?P<year>y)(?P<link>[-TU])(?P<year2>y)"),
    ("year", r"b(?P<year>y)(?P<link>&)(?P<year2>y)"),
    (None, r"y-[dn]"),
    ("decade", r"t?(?P<decade>e)"),
    ("quarter", rf"t?(?P<number>[Co])-?5(?:O?t?{_YEAR})?"),
    ("quarter", r"t?(?:(?P<year>y)|(?P<year_count>s)4)A?(?P<number>C)-?5"),
    ("quarter", rf"t?(?P<number>s)5Ot?{_YEAR}"),
    ("quarter", rf"(?P<number>q)(?:O?{_YEAR})?"),
    ("quarter", r"(?P<year>y)-?(?P<number>q)"),
    ("quarter", r"t?(?P<yearly>4)-?(?P<compares>[gh])(?P<number>[Co])-?5"),
    ("quarter", r"t?(?P<yearly>4)-(?P<compares>[gh])(?P<told>[5D])?"),
    ("quarter", r"t?(?:(?P<year>y)|(?P<year_count>s)4A?)(?P<told>[5D])"),
    ("quarter", r"t[mG](?P<told>[5D])O?(?:(?P<year>y)|(?P<year_count>s)4)"),
    ("quarter", r"t[mG]?(?P<told>[5D])(?P<compares>a4[gh])"),
    ("quarter", r"t(?P<latest>l)(?P<told>[5D])"),
    ("quarter", r"t(?P<told>5)(?![OX])"),
    ("half", rf"t?(?P<number>[Cos])(?P<half>8)Ot?{_YEAR}"),
    ("quarter", rf"t?(?P<season>S)(?:O?{_YEAR})(?!A)"),
    ("quarter", r"(?:s?(?P<which>s))?t?(?P<season>S)"),
    ("day", r"(?P<relative>R)"),
    ("day", r"t?1(?P<beside>E)(?P<relative>R)"),
    ("day", r"(?P<sel>s)(?P<part>p)"),
    ("day", r"(?:s?(?P<sel>s))?(?P<weekday>W)(?:O?(?P<week_count>s)2)?"),
    ("day", r"(?P<weekday>W)(?P<link>[-TU])(?P<weekday2>W)"),
    ("week", r"(?P<the>t)?s?(?P<sel>s)(?P<unit>[2-7])(?!O)"),
    ("weekend", r"t(?P<unit>6)"),
    ("year", r"t?(?P<portion>Q)Ot(?P<unit>[2-5])"),
    ("year", r"(?P<unit>[34])A?-?(?P<portion>Q)"),
    ("day", rf"{_NUMBER}(?P<unit>[1-7])g"),
    ("day", r"(?P<ahead>[NB])j?(?P<num>[adn])(?P<unit>[1-4])(?!&[adn])"),
    ("day", r"(?P<num>[adn])(?P<unit>[1-4])F(?P<ahead>[fR])"),
    ("day", rf"t?(?P<sel>s){_NUMBER}(?P<unit>[1-7])"),
    ("day", r"t?(?P<vague>V)(?P<unit>[1-4])"),
    ("day", r"t?(?P<mentioned>m)(?P<unit>[1-46])"),
    ("day", r"t?(?P<mentioned>m)(?P<part>p)"),
    ("day", r"t(?P<mentioned>s)(?P<unit>1)"),
    ("day", rf"{_NUMBER}(?P<unit>[1-4])(?P<later>h)"),
    ("day", r"[ta](?P<unit>1)(?P<later>E)(?=[,!>]|$)"),
    ("day", r"(?P<num>[adn])(?P<unit>[12])(?P<later>E)(?=[,!>]|$)"),
    ("day", r"(?:(?P<weekday>[Ww]),?)?t?(?P<day>o)1?(?:Ot?(?P<month_count>[s3])3?)?"),
    ("day", r"(?P<month_count>s)3A?t?(?P<day>o)"),
    ("day", r"t?(?P<which>s)(?P<day>o)"),
    ("day", r"t?(?P<day>d)1?(?:<?(?P<local>L)>?|<(?P<local_day>[do])L>)"),
    ("day", r"t?(?P<day>o)(?P<link>[-TU&])t?(?P<day2>o)(?:Ot?(?P<month_count2>s)3)?"),
)  # fmt: skip
_PATTERNS = tuple((unit, re.compile(pattern)) for unit, pattern in _FORMS)

_LEFT: tuple[re.Pattern[str], ...] = tuple(
    re.compile(pattern + "$")
    for pattern in (
        r"(?P<shift>[adn])(?P<shift_unit>[12])(?P<side>E)", r"t?(?P<part>p)O", r"(?P<local>L)I?",
        r"(?P<clock>k)(?:<?(?:(?P<zone>z)|(?P<local>L))>?)?,?I?", r"(?P<part>p)(?:,?I)?",
        r"(?P<portion>P)[-I]?",
        r"t?(?P<portion>Q)O", r"(?P<apart>h)I?", r"(?P<beyond>JH?)", r"(?P<roughly>j)", r"(?P<edge>[EUFT])",
    )
)  # fmt: skip
_DURING = ("in", "since", "during", "throughout")
_RIGHT: tuple[re.Pattern[str], ...] = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?P<part>p)", r",?I?(?P<clock>k)(?:<?(?:(?P<zone>z)|(?P<local>L))>?)?",
        r"<I?t?(?P<local_day>[do])(?P<local>L)>", r"<(?P<local>L)I?t?(?P<local_day>[do])>", r"<?(?P<local>L)>?", r"<W>",
    )
)  # fmt: skip


def expressions(text: str, start: int = 0, end: int | None = None) -> list[Expression]:
    """The date expressions of `text[start:end]`, in order, none overlapping another.

    >>> [text[e.start:e.end] for e in expressions(text := "They met on April 11, 2024, two days after Monday's call.")]
    ['April 11, 2024', 'Monday']
    """
    lexemes = cut(text, start, len(text) if end is None else end)
    classes = "".join(lexeme.kind for lexeme in lexemes)
    found: list[tuple[int, int, int, Unit | None, re.Match[str]]] = []
    for order, (unit, pattern) in enumerate(_PATTERNS):
        found += [(m.start(), -m.end(), order, unit, m) for m in pattern.finditer(classes)]
    out: list[Expression] = []
    taken = 0
    for first, minus_end, _, unit, match in sorted(found, key=lambda f: f[:3]):
        if first < taken:
            continue
        expression = _read(unit, match, lexemes) if unit else None
        if expression is None:
            taken = -minus_end if unit is None else taken
            continue
        expression, taken = _wrap(expression, classes, lexemes, taken, first, -minus_end)
        kept = _judged(expression, lexemes, first, taken, out)
        if kept:
            out.append(kept)
    return out


def _read(unit: Unit | None, match: re.Match[str], lexemes: list[Lexeme]) -> Expression | None:
    """What the words of a form say; None where they cannot be a date after all (30 February, "the next morning")."""
    given = {name: lexemes[match.start(name)] for name, text in match.groupdict().items() if text}
    said: dict[str, Any] = {
        name: given[name].value
        for name in ("year", "month", "day", "number", "weekday", "year_count", "month_count", "week_count", "season")
        if name in given
    }
    first, last = lexemes[match.start()], lexemes[match.end() - 1]
    whole = Expression(first.start, last.end, unit or "day")
    if "unit" in given:
        whole = replace(whole, unit=UNITS[given["unit"].kind])
    if "iso" in given:
        said["year"], said["month"], said["day"] = given["iso"].value
    if "decade" in given:
        said["year"] = given["decade"].value
    if "month_count" in given and given["month_count"].kind != "s":
        said["month_count"] = None  # "the 25th of the month"
    if "holiday" in given:
        said |= given["holiday"].value
    said["fiscal"] = "fiscal" in given or first.kind == "Y"
    if "local_day" in given:
        said["local_day"] = given["local_day"].value
    said["local"] = bool({"local", "local_day"} & given.keys())
    whole = replace(whole, **said)
    if whole.unit in ("quarter", "half") and "unit" not in given:
        return _quarterly(whole, given)
    if "link" in given:
        return _range(whole, given)
    if whole.month and whole.day and not make_date(whole.year or 2000, whole.month, whole.day):
        return None
    if "part_unit" in given:
        which, unit = given["part_number"], UNITS[given["part_unit"].kind]
        number: int = which.value if which.kind == "C" else -1
        if (which.kind == "s" and which.word != "last") or number > (2 if unit == "half" else 4):
            return None
        return replace(whole, part=(number, unit))
    if "part" in given and "mentioned" in given:  # "the following morning"
        return replace(_counted(whole, given) or whole, part_of_day=given["part"].word)
    if "part" in given:
        return _part_of_today(whole, given)
    if "relative" in given:
        beside = {"before": -1, "after": 1}.get(given["beside"].word, 0) if "beside" in given else 0
        night = "night" if given["relative"].word == "tonight" else None
        return replace(whole, count=given["relative"].value + beside, anchor="published", part_of_day=night)
    return _counted(whole, given)


def _range(whole: Expression, given: dict[str, Lexeme]) -> Expression | None:
    said = {name[:-1]: lexeme.value for name, lexeme in given.items() if name.endswith("2")}
    upto = replace(Expression(whole.start, whole.end, whole.unit), **said)
    if upto.month is None and upto.day and whole.month:  # April 18-22, 2021
        upto = replace(upto, month=whole.month, year=whole.year, year_count=whole.year_count)
    if whole.month is None and upto.month:  # 18-22 April 2021
        whole = replace(whole, month=upto.month)
    if whole.year is None and whole.year_count is None:
        whole = replace(whole, year=upto.year, year_count=upto.year_count)
        if whole.year and upto.month and whole.month and (upto.month, upto.day or 0) < (whole.month, whole.day or 0):
            whole = replace(whole, year=whole.year - 1)
    elif upto.year is None and upto.year_count is None:
        upto = replace(upto, year=whole.year, year_count=whole.year_count)
    for end in (whole, upto):
        if end.month and end.day and not make_date(end.year or 2000, end.month, end.day):
            return None
    same_month = whole.month == upto.month
    listed = given["link"].kind == "&" and whole.unit == "day" and "between" not in given
    if listed and not (same_month and upto.day == (whole.day or 0) + 1):
        return None  # "May 4 and 20" are two dates
    if same_month and whole.year == upto.year and whole.day and upto.day and whole.day >= upto.day and whole.month:
        return None
    return replace(whole, upto=upto)


def _quarterly(whole: Expression, given: dict[str, Lexeme]) -> Expression | None:
    """Quarters, halves and seasons, and what is said of the quarter told before: "the year-ago period"."""
    number = whole.number
    if "number" in given and given["number"].kind == "s":  # "the last half of 2019"
        which = vocabulary()["words"]["halves" if "half" in given else "last_quarters"]
        if given["number"].word not in which:
            return None
        number = which[given["number"].word]
    if "number" in given and given["number"].kind == "q" and given["number"].word[0] == "h":
        whole = replace(whole, unit="half")
    if number is not None and number > 4:
        return None
    if "yearly" in given and (given["yearly"].value or given["compares"].word == "later"):
        return None  # "years ago"
    if "half" in given and (number is None or number > 2):
        return None
    if "which" in given and whole.season:
        whole = replace(whole, count=given["which"].value)
    if "latest" in given and given["told"].kind == "5":
        whole = replace(whole, count=-1)
    return replace(whole, number=number, told="told" in given, compares="compares" in given)


def _part_of_today(whole: Expression, given: dict[str, Lexeme]) -> Expression | None:
    which, part = given["sel"].word, given["part"].word
    if which not in ("this", "last") or (which == "last" and part not in ("night", "evening")):
        return None
    return replace(whole, count=-1 if which == "last" else 0, anchor="published", part_of_day=part)


def _counted(whole: Expression, given: dict[str, Lexeme]) -> Expression | None:
    """Expressions that count units from the publication or from the date mentioned before."""
    number = given["num"].value if "num" in given else None
    plural = "unit" in given and bool(given["unit"].value)
    if "which" in given:  # "last June", but "extended past December"
        if given["which"].word == "past" and given["which"].start == whole.start:
            return None
        return replace(whole, count=given["which"].value)
    if "sel" in given and whole.weekday is not None:
        if given["sel"].word == "next":  # of next week: on a Monday, "next Friday" is not this one
            return replace(whole, week_count=1)
        return replace(whole, count=given["sel"].value, anchor="published")
    if "portion" in given:
        return replace(whole, count=0, anchor="published", portion=given["portion"].value)
    if "later" in given:
        sign = -1 if given["later"].word in ("earlier", "before") else 1
        if given["later"].word not in ("earlier", "later", "before", "after") or "vague" in given:
            return None
        compares = whole.unit == "year" and number == 1 and sign < 0
        return replace(whole, count=sign * (number or 1), anchor="mentioned", compares=compares)
    if "mentioned" in given:
        if given["mentioned"].kind == "s" and given["mentioned"].word != "next":
            return None
        return None if plural else replace(whole, count=given["mentioned"].value, anchor="mentioned")
    if "ahead" in given:
        within = given["ahead"].kind == "B"
        now = given["ahead"].kind in "fR"
        return replace(whole, count=number, anchor="published", stretch=within, future_only=not now)
    if "sel" in given:
        which = given["sel"].value  # "last year" is a year of the calendar; "the last year" is twelve months
        counted = "num" in given or "vague" in given or plural or given["sel"].word == "past" or "the" in given
        if counted and which:
            vague = "vague" in given or ("num" not in given and plural)
            return replace(whole, count=which * (number or 1), anchor="published", stretch=True, vague=vague)
        return None if plural or number else replace(whole, count=which, anchor="published")
    if "vague" in given and given["vague"].kind == "V":
        return replace(whole, count=-1, anchor="published", stretch=True, vague=True) if plural else None
    if "unit" in given and whole.unit == "weekend" and number is None:
        return replace(whole, anchor="published")
    if "num" in given or "vague" in given:  # … ago
        compares = whole.unit == "year" and number == 1
        return replace(whole, count=-(number or 1), anchor="published", vague="vague" in given, compares=compares)
    return whole


def _wrap(
    expression: Expression, classes: str, lexemes: list[Lexeme], floor: int, first: int, last: int
) -> tuple[Expression, int]:
    """The expression with what stands around it: "early", "the morning of", "9 a.m. on", "(local time)", "since"."""
    first_left = first
    for pattern in _LEFT:
        window = max(floor, first_left - 6)
        if match := pattern.search(classes[window:first_left]):
            counts = {"edge", "side"} & match.groupdict().keys()
            possessed = counts and classes[last : last + 1] == "A"  # "after Monday's call"
            taken = None if possessed else _taken(expression, match, lexemes, window)
            if taken:
                expression, first_left = taken, window + match.start()
                if "roughly" not in match.groupdict():
                    expression = replace(expression, start=lexemes[first_left].start)
    for pattern in _RIGHT:
        if match := pattern.match(classes, last, min(len(classes), last + 6)):
            taken = _taken(expression, match, lexemes, 0)
            if taken:
                last = match.end()
                expression = replace(taken, end=lexemes[last - 1].end)
    return expression, last


def _taken(expression: Expression, match: re.Match[str], lexemes: list[Lexeme], offset: int) -> Expression | None:
    """The expression with one wrapping read into it, or None where the wrapping does not go with it."""
    given = {name: lexemes[offset + match.start(name)] for name, text in match.groupdict().items() if text}
    daily = expression.unit == "day" and expression.upto is None and not expression.stretch
    if "shift" in given:
        sign = {"after": 1, "before": -1}.get(given["side"].word)
        unit = UNITS[given["shift_unit"].kind]
        return replace(expression, shift=(sign * given["shift"].value, unit)) if daily and sign else None
    if "part" in given:
        return replace(expression, part_of_day=given["part"].word) if daily else None
    if {"clock", "local", "local_day"} & given.keys():
        if not daily:
            return None
        clock = given["clock"].value if "clock" in given else expression.clock
        zone = given["zone"].value if "zone" in given else expression.zone
        other = given["local_day"].value if "local_day" in given else None
        return replace(expression, clock=clock, zone=zone, local="local" in given or expression.local, local_day=other)
    if "portion" in given:
        return expression if daily else replace(expression, portion=given["portion"].value)
    if "apart" in given:
        return replace(expression, apart=cast(Literal["earlier", "later"], given["apart"].word))
    if "beyond" in given:
        more = given["beyond"].word in ("more", "over")
        ago = expression.count and expression.count < 0 and not expression.stretch
        return replace(expression, beyond="more" if more else "less") if ago else None
    if "edge" in given:
        word = given["edge"].word
        if expression.upto or word in ("from", "to"):
            return None
        if expression.clock and word in ("after", "before"):
            return replace(expression, clock=None)  # "after 11 a.m. on Saturday" is on Saturday
        edges: dict[str, Edge] = {"since": "since", "after": "after", "before": "before"}
        return replace(expression, edge=edges.get(word, "until"))
    return expression


def _judged(
    expression: Expression, lexemes: list[Lexeme], first: int, last: int, before: list[Expression]
) -> Expression | None:
    """The expression, unless the words beside make it a label, a count or a name; `sure` where they make it a date."""
    refuse = vocabulary()["refuse"]
    blank = Lexeme(0, 0, "!", "")
    previous = lexemes[first - 1] if first else blank
    following = lexemes[last] if last < len(lexemes) else blank
    printed = {lexeme.kind for lexeme in lexemes[first:last]}
    if following.word in refuse["counted"] and lexemes[last - 1].kind in "ydo":
        return None
    if previous.word in refuse["again_and_again"]:
        return None  # "each July"
    if expression.weekday is not None and expression.day is None:
        named = previous.word in refuse["weekday_names_before"] or following.word in refuse["weekday_names_after"]
        return None if named else expression
    if expression.season or expression.number:
        return _judged_part_of_year(expression, lexemes[first], previous, following)
    if "K" in printed and (following.word in refuse["year_round"] or previous.word in refuse["holiday_names_before"]):
        return None
    if expression.fiscal:
        return None if following.kind == "/" else expression
    if printed == {"y"}:
        return _judged_year(expression, lexemes, first, last, before)
    if printed == {"M"}:
        sure = previous.word in _DURING or bool(expression.portion)
        named = following.word in refuse["month_names_after"] or following.kind in "-&d"
        return None if named and not sure else replace(expression, sure=sure)
    if expression.month and expression.day and expression.year is None and expression.year_count is None:
        return None if following.word in refuse["named_after"] else expression
    if expression.day and expression.month is None:
        marked = expression.local or expression.part_of_day or expression.clock or expression.month_count is not None
        return replace(expression, sure=bool(marked) or previous.word in refuse["on_a_day"] or bool(expression.edge))
    if expression.count == 0 and expression.unit == "day" and following.kind == "A":
        after = lexemes[last + 1].word if last + 1 < len(lexemes) else ""
        return None if after in refuse["nowadays"] else expression
    return expression


def _judged_part_of_year(
    expression: Expression, lexeme: Lexeme, previous: Lexeme, following: Lexeme
) -> Expression | None:
    """A season, quarter or half, unless it is only a name: "H1", "Q3:", "the Arab Spring", "the spring offensive"."""
    if following.kind == "/" or (previous.kind == "/" and previous.end == lexeme.start):
        return None  # "the first half of the 1985/86 season", "Spring/Summer 2021"
    dated = expression.year is not None or expression.year_count is not None
    if expression.season:
        told = dated or expression.count is not None
        seasonal = vocabulary()["refuse"]["seasonal"]
        if not told and (lexeme.kind == "S" or following.kind == "O" or previous.word not in seasonal):
            return None  # "hot in summer", "the fall of the empire"
        return replace(expression, sure=False)
    if expression.number and lexeme.kind == "q" and not dated:
        return expression if expression.unit == "quarter" and previous.word in _DURING else None
    return expression


def _judged_year(
    expression: Expression, lexemes: list[Lexeme], first: int, last: int, before: list[Expression]
) -> Expression | None:
    refuse = vocabulary()["refuse"]
    blank = Lexeme(0, 0, "!", "")
    previous = lexemes[first - 1] if first else blank
    following = lexemes[last] if last < len(lexemes) else blank
    own = lexemes[first]
    glued = (previous.kind in "/-" and previous.end == own.start and not expression.portion) or (
        following.kind in "/-" and following.start == own.end
    )
    if glued or following.kind in "zL" or previous.word in ("$", "€", "£", "#", "§"):
        return None
    if following.word in refuse["year_names_after"]:
        return None  # "the 2030 Agenda"
    at = first - 1
    while at >= 0 and lexemes[at].kind in "dny,&!" and first - at < 12:  # "Resolutions 1718, 1874 and 2087"
        at -= 1
    if at >= 0 and lexemes[at].word in refuse["labels"]:
        return None
    if previous.kind == "<" and first >= 2 and lexemes[first - 2].kind in "dny":
        return None  # "resolution 2397 (2017)"
    listed = bool(before) and before[-1].unit == "year" and at >= 0 and lexemes[at].end <= before[-1].start
    sure = previous.word in refuse["temporal"] or previous.kind in "P<" or listed or bool(expression.edge)
    sure = sure or (following.kind == "&" and last + 1 < len(lexemes) and lexemes[last + 1].kind == "y")
    modifies = previous.kind in "tA" and following.kind in "xpMSDlc" and following.word.isalpha()
    return replace(expression, sure=sure or modifies)
