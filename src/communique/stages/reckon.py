"""Reckon: from what a date expression says to the days that it means."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date as Date  # noqa: N812 — `date` is the name of a stage
from datetime import timedelta

from communique.record import DateBasis
from communique.stages.calendar import Days, Direction, days_of, make_date, portion_of, step, stepped, weekday_near
from communique.stages.tense import Tense
from communique.stages.timex import Expression

_FAR = 300  # days: nobody prints "on March 24" of a day ten months ahead; then the tense was misread
_A_YEAR = 400  # days: with some to spare
_WINTER = 12  # the month in which it begins
_NO_DATE = "no publication date is known"
_NO_MENTION = "no date is mentioned before it to count from"


@dataclass(frozen=True, slots=True)
class Reckoning:
    """The days that an expression means, None if they cannot be known; `anchored`: they hang on the publication."""

    days: Days | None
    basis: DateBasis
    why: str | None = None
    anchored: bool = False


def reckon(
    expression: Expression,
    *,
    anchor: Date | None,
    mentioned: Days | None,
    tense: Tense | None,
    told: int | None = None,
    quarter: Date | None = None,
    happened: bool = False,
) -> Reckoning:
    """The days meant, counted from the publication (`anchor`) or from the date `mentioned` before.

    `tense` decides between the last and the next Friday. `told` is the year of a story from long ago that the text is
    telling; a day without a year may then be of that year, and stays unresolved. `quarter` is the first day of the
    quarter that the text is about; "a year earlier" is then the same quarter of the year before. `happened`: the verb
    itself shows that what is dated was done, so that "met on 10 January", printed on the 3rd, is of the year before.
    """
    if expression.compares or expression.told:
        found = _compared(expression, anchor, mentioned, tense, quarter)
    else:
        found = _reckon(expression, anchor, mentioned, tense, told, happened=happened)
    if expression.fiscal and found.days:
        found = replace(found, why="a fiscal year, given as the calendar year of its number")
    days = found.days
    if days and days.first and expression.shift:
        count, unit = expression.shift
        there = step(days.first, unit, count)
        days, found = days_of("day", there) if there else None, replace(found, basis="relative")
    if days and expression.upto:
        upto = _end_of_range(expression, days, anchor)
        days = days.to(upto) if upto and upto.last and days.first and upto.last >= days.first else None
    if days and expression.portion:
        days = portion_of(days, expression.portion)
    if days and expression.part:
        days = _part_of_month(days, *expression.part)
    return replace(found, days=days and _edged(expression, days))


def _reckon(
    e: Expression,
    anchor: Date | None,
    mentioned: Days | None,
    tense: Tense | None,
    told: int | None,
    *,
    happened: bool = False,
) -> Reckoning:
    if e.anchor == "mentioned":
        return _from_mention(e, mentioned)
    if e.season == _WINTER and (e.year is not None or e.year_count is not None):
        return Reckoning(None, "explicit", "a winter belongs to two years, and a year has two winters")
    if e.year is not None:
        return Reckoning(_of_year(e, e.year), "explicit")
    basis: DateBasis = "explicit" if e.month and e.day else "relative"
    if anchor is None:
        return Reckoning(None, basis, _NO_DATE)
    published = f"publication on {anchor.isoformat()}"
    year_count = 0 if e.month and e.count == 0 else e.year_count  # "this June"
    if year_count is not None:
        return Reckoning(_of_year(e, anchor.year + year_count), basis, f"counted from {published}", anchored=True)
    if e.weekday is not None and e.month is None and e.day is None:
        return Reckoning(_weekday(e, e.weekday, anchor, tense), "relative", f"counted from {published}", anchored=True)
    if e.month or e.number or e.day or e.season:
        if told is not None and e.month and not e.count and told < anchor.year - 1 and tense != "future":
            return Reckoning(None, basis, f"no year is printed, and it may be that of {told}, told just before")
        direction = None if tense == "future" and e.number else tense
        if (e.month or e.season or e.day) and e.count:  # "last June", "next May", "on the last 25th"
            direction = "past" if e.count < 0 else "future"
        return _completed(e, anchor, direction, basis, happened=happened)
    return Reckoning(_counted(e, anchor, tense), "relative", f"counted from {published}", anchored=True)


def _compared(
    e: Expression, anchor: Date | None, mentioned: Days | None, tense: Tense | None, quarter: Date | None
) -> Reckoning:
    """The latest quarter, the 1988 period, a year earlier: in a text about a quarter, the same one of another year."""
    bare = replace(e, told=False, compares=False)
    if e.unit == "quarter" and e.number:  # "the year-earlier third quarter"
        found = _reckon(bare, anchor, mentioned, tense, None)
        there = found.days and found.days.first and step(found.days.first, "year", -1)
        return replace(found, days=days_of("quarter", there) if there else None)
    year = e.year
    if year is None and e.year_count is not None and anchor is not None:
        year = anchor.year + e.year_count
    running = anchor is not None and quarter == days_of("quarter", anchor).first
    if quarter is not None and not (running and e.told and e.count == -1):  # "the latest quarter" is over
        back = -1 if e.compares else 0
        there = make_date(year, quarter.month, 1) if year is not None else step(quarter, "year", back)
        why = f"the same quarter as the one from {quarter.isoformat()}, told before"
        return Reckoning(days_of("quarter", there) if there else None, "relative", why)
    if e.unit != "quarter":
        return _reckon(bare, anchor, mentioned, tense, None)  # "a year ago", of no quarter
    if year is not None:
        days = _of_year(replace(bare, unit="year"), year)
        if e.year is not None or anchor is None:
            return Reckoning(days, "explicit")
        return Reckoning(days, "relative", f"counted from publication on {anchor.isoformat()}", anchored=True)
    if e.told and e.count is None:
        return Reckoning(None, "relative", "no quarter is told before it")
    # "The latest quarter" is the last that is over; "year-ago results" are of the year before.
    return _reckon(replace(bare, unit="quarter" if e.told else "year", count=-1), anchor, mentioned, tense, None)


def _from_mention(e: Expression, mentioned: Days | None) -> Reckoning:
    """The previous day, two weeks later, the same year: counted from the date mentioned before."""
    if mentioned is None or mentioned.first is None or (e.unit == "day" and mentioned.first != mentioned.last):
        return Reckoning(None, "relative", _NO_MENTION)
    why = f"counted from {mentioned.first.isoformat()}, mentioned before"
    return Reckoning(stepped(mentioned.first, e.unit, e.count or 0), "relative", why)


def _of_year(e: Expression, year: int) -> Days | None:
    """The day, month, quarter, half or year itself, in a year that is known."""
    month = e.month or 1
    if e.season:
        first, last = make_date(year, e.season, 1), step(Date(year, e.season, 1), "month", 2)
        end = days_of("month", last).last if last else None
        return Days(first, end, "interval")
    if e.nth and e.weekday is not None:
        first = weekday_near(Date(year, month, 1), e.weekday, "on_or_after")
        return Days.on(first + timedelta(days=7 * (e.nth - 1)))
    if e.unit in ("quarter", "half"):
        length = 3 if e.unit == "quarter" else 6
        month = ((e.number or 1) - 1) * length + 1
        if not 1 <= month <= 12:
            return None
    day = make_date(year, month, e.day or 1)
    return days_of(e.unit, day) if day else None


def _completed(e: Expression, anchor: Date, tense: Tense | None, basis: DateBasis, *, happened: bool) -> Reckoning:
    """A date without its year, or a day without its month: the one that the tense asks for, else the nearest."""
    monthly = e.month is None and e.number is None and e.season is None
    if monthly:
        counts = [e.month_count] if e.month_count is not None else [-2, -1, 0, 1, 2]
        months = filter(None, (step(anchor.replace(day=1), "month", count) for count in counts))
        found = [days for m in months if (days := _of_year(replace(e, month=m.month), m.year))]
        if e.weekday is not None:  # "Thursday the 25th"
            found = [d for d in found if d.first and d.first.weekday() == e.weekday]
    else:
        found = [days for year in range(anchor.year - 1, anchor.year + 2) if (days := _of_year(e, year))]
        if e.weekday is not None and e.day:  # "Thursday, April 11" holds in one of the years only, or in none
            found = [d for d in found if d.first and d.first.weekday() == e.weekday]
    if e.month_count is not None:
        days, rule = found[0] if found else None, "the one"
    else:
        far = _A_YEAR if e.count or monthly or happened else _FAR
        days, rule = _choose(found, anchor, tense, far=far)
    missing = "month" if monthly else "year"
    why = f"no {missing} is printed: {rule} seen from publication on {anchor.isoformat()}"
    return Reckoning(days, basis, why, anchored=True)


def _choose(found: Iterable[Days], anchor: Date, tense: Tense | None, *, far: int) -> tuple[Days | None, str]:
    """The latest that has begun (past), the next that is not over (future), or the nearest to the anchor."""
    candidates = [d for d in found if d.first and d.last]
    if not candidates:
        return None, "none fits"

    def distance(days: Days) -> int:
        first, last = days.first or anchor, days.last or anchor
        return max((first - anchor).days, (anchor - last).days, 0)

    nearest = min(candidates, key=distance)
    if tense == "past":
        begun = [d for d in candidates if d.first and d.first <= anchor + timedelta(days=1)]  # it may be tomorrow there
        if begun and distance(begun[-1]) <= far:
            return begun[-1], "the latest, as the clause is in the past,"
    if tense == "future":
        ahead = [d for d in candidates if d.last and d.last >= anchor]
        if ahead and distance(ahead[0]) <= far:
            return ahead[0], "the next, as the clause is about the future,"
    return nearest, "the nearest"


def _weekday(e: Expression, weekday: int, anchor: Date, tense: Tense | None) -> Days | None:
    direction: Direction
    direction = "on_or_before" if tense == "past" else "on_or_after" if tense == "future" else "near"
    if e.apart:
        direction = "on_or_before" if e.apart == "earlier" else direction
    if e.week_count is not None:
        week = stepped(anchor, "week", e.week_count)
        return Days.on(weekday_near(week.first, weekday, "on_or_after")) if week and week.first else None
    if e.count == -1:
        return Days.on(weekday_near(anchor, weekday, "before"))
    if e.count == 1:  # "this coming Friday"
        return Days.on(weekday_near(anchor + timedelta(days=1), weekday, "on_or_after"))
    return Days.on(weekday_near(anchor, weekday, direction))


def _counted(e: Expression, anchor: Date, tense: Tense | None) -> Days | None:
    """Today, last week, this year, two months ago, the past three weeks, over the weekend."""
    count = e.count or 0
    if e.unit == "weekend":
        return _weekend(e, anchor, tense)
    if e.unit == "week" and count == 0 and not e.stretch and anchor.weekday() == 6 and tense != "future":
        return days_of("week", anchor - timedelta(days=1))  # on a Sunday, "this week" is the one that is ending
    if e.vague and not e.stretch:
        return Days(None, anchor, "open")  # "a few weeks ago"
    if e.stretch:
        return _stretch(e, anchor, count)
    if e.beyond:
        edge = step(anchor, e.unit, count)
        return Days(None, edge, "open") if e.beyond == "more" else Days(edge, anchor, "interval")
    if e.unit == "decade":
        there = step(anchor, "decade", count)
        return days_of("year", there) if there else None
    days = stepped(anchor, e.unit, count)
    if days is None or e.unit == "day" or count or e.portion:
        return days
    if e.apart:
        return days.clipped(until=anchor) if e.apart == "earlier" else days.clipped(since=anchor)
    if tense == "past":
        return days.clipped(until=anchor)
    return days.clipped(since=anchor) if tense == "future" else days


def _stretch(e: Expression, anchor: Date, count: int) -> Days | None:
    there = step(anchor, e.unit, count)
    if there is None:
        return None
    if e.vague:
        return Days(None, anchor, "open") if count < 0 else Days(anchor, None, "open")
    return Days(min(there, anchor), max(there, anchor), "interval")


def _weekend(e: Expression, anchor: Date, tense: Tense | None) -> Days | None:
    latest = days_of("weekend", anchor)
    within = anchor.weekday() >= 5
    if e.count == -1 and within:
        return stepped(anchor, "weekend", -1)
    if e.count == 1 or (tense == "future" and not within) or (e.count == 0 and tense != "past" and not within):
        return stepped(anchor, "weekend", 1)
    return latest


def _end_of_range(e: Expression, begin: Days, anchor: Date | None) -> Days | None:
    """The end of a range, on or after its beginning: "July 18 to July 25", "Monday to Wednesday"."""
    upto, first = e.upto, begin.first
    if upto is None or first is None:
        return None
    if upto.weekday is not None and upto.month is None:
        return Days.on(weekday_near(first, upto.weekday, "on_or_after"))
    if upto.year is not None:
        return _of_year(upto, upto.year)
    if upto.month is None and upto.day:
        months = filter(None, (step(first.replace(day=1), "month", count) for count in (0, 1)))
        ends = [_of_year(replace(upto, month=m.month), m.year) for m in months]
    else:
        ends = [_of_year(upto, year) for year in (first.year, first.year + 1)]
    return next((d for d in ends if d and d.last and d.last >= first), None)


def _part_of_month(month: Days, number: int, unit: str) -> Days:
    """The first week of April, its second half, the last week of it: weeks of seven days, halves at the 15th."""
    first, last = month.first, month.last
    if first is None or last is None:
        return month
    if unit == "half":
        number %= 3  # the last half is the second
        middle = first.replace(day=15)
        return Days(first, middle, "interval") if number == 1 else Days(middle + timedelta(days=1), last, "interval")
    begin = last - timedelta(days=6) if number < 0 else first + timedelta(days=7 * (number - 1))
    return Days(begin, begin + timedelta(days=6), "interval")


def _edged(e: Expression, days: Days) -> Days:
    """Since, until, before and after open the interval at one end."""
    if e.edge == "since":
        return Days(days.first, None, "open")
    if e.edge == "until":
        return Days(None, days.last, "open")
    if e.edge == "before" and e.portion in ("late", "end"):
        return Days(None, days.last, "open")  # "before the end of the year"
    if e.edge == "before":
        return Days(None, days.first and days.first - timedelta(days=1), "open")
    if e.edge == "after":
        return Days(days.last and days.last + timedelta(days=1), None, "open")
    return days
