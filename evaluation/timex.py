"""Measures what time expressions mean, beside `dateparser` on the same spans.

    python -m evaluation.timex [--half tuned|held-out|both] [--faults]

The texts are those of TempEval-2 (English, training part), looked for in `../shared/benchmarks`; each has the day it
was written. Every second document, in the order of the ids, is held out: the rules were written on the others, and the
script lists no faults of it (those of the very first run, before any rule was changed, were seen once).
`dateparser` is an optional development tool: `pip install dateparser`.

Ours is read in the text, and once more from the words of the span alone, which is all that `dateparser` gets. An
answer is *right* when all of it lies within the days that the annotators gave, *exact* when it is just these days,
*coarse* when it holds them and is wider ("1988" for its third quarter); anything else that is said is *wrong*, and no
answer is *silent*. *Same spans* is ours on those alone that `dateparser` has an answer to. What has no place on a
calendar ("now", "recently") and what the annotators left open ("2009-WXX") is not asked.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from calendar import monthrange
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from importlib import import_module
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
_TEXTS = ROOT.parent / "shared" / "benchmarks" / "tempeval2_train_en.jsonl"
_SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}  # the month in which each begins
_OUTCOMES = ("right", "exact", "coarse", "wrong", "silent")

Days = tuple[date | None, date | None]  # None: open at that end


@dataclass(slots=True)
class Answers:
    """How a reader did on the spans it was asked about."""

    counts: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)

    def add(self, answer: Days | None, gold: tuple[date, date], shown: str) -> None:
        """Counts one answer in; `shown` tells what was asked."""
        outcome = judged(answer, gold)
        self.counts["right" if outcome == "exact" else outcome] += 1
        self.counts["exact"] += outcome == "exact"
        if outcome not in ("right", "exact"):
            said = f"{answer[0]}..{answer[1]}" if answer else "nothing"
            self.faults.append(f"{outcome} {shown}: {said}, not {gold[0]}..{gold[1]}")


@dataclass(slots=True)
class Spans:
    """How many expressions of whole texts are found, and how many of those found are expressions."""

    gold: int = 0
    met: int = 0
    found: int = 0
    sound: int = 0


def days_of(value: str) -> tuple[date, date] | None:
    """The first and last day of a TIMEX value, None where it has no such days.

    >>> days_of("1989-Q3")
    (datetime.date(1989, 7, 1), datetime.date(1989, 9, 30))
    """
    value = value.partition("T")[0]
    if re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        return (day := date.fromisoformat(value), day)
    if found := re.fullmatch(r"(\d{4})-W(\d\d)(-WE)?", value):
        monday = date.fromisocalendar(int(found[1]), int(found[2]), 1)
        return monday + timedelta(days=5 if found[3] else 0), monday + timedelta(days=6)
    if found := re.fullmatch(r"(\d{4})-(\d\d|Q[1-4]|H[12]|SP|SU|FA|WI)", value):
        length = {"Q": 3, "H": 6}.get(found[2][0], 3 if found[2] in _SEASONS else 1)
        which = found[2].lstrip("QH")
        month = _SEASONS[which] if which in _SEASONS else (int(which) - 1) * length + 1
        return _months(int(found[1]), month, length)
    if re.fullmatch(r"\d{3,4}", value):
        years = 10 if len(value) == 3 else 1
        return _months(int(value.ljust(4, "0")), 1, 12 * years)
    return None


def _months(year: int, month: int, length: int) -> tuple[date, date]:
    last = year * 12 + month - 1 + length - 1
    return date(year, month, 1), date(last // 12, last % 12 + 1, monthrange(last // 12, last % 12 + 1)[1])


def judged(answer: Days | None, gold: tuple[date, date]) -> str:
    """`exact`, `right` (within the gold days), `coarse` (around them), `wrong` or `silent`.

    An open interval is judged by the end it has.
    """
    first, last = answer or (None, None)
    if first is None and last is None:
        return "silent"
    if first is None or last is None:  # "since 1988", "until late 1988"; "after 1988" begins the day after
        edge, near = first or last, timedelta(days=1)
        return "right" if edge and gold[0] - near <= edge <= gold[1] + near else "wrong"
    if (first, last) == gold:
        return "exact"
    if gold[0] <= first and last <= gold[1]:
        return "right"
    return "coarse" if first <= gold[0] and gold[1] <= last else "wrong"


def documents(half: str) -> list[dict[str, Any]]:
    """The documents of one half, `tuned` or `held-out`, or of `both`."""
    rows = sorted((json.loads(line) for line in _TEXTS.read_text("utf-8").splitlines()), key=lambda r: r["doc_id"])
    return {"tuned": rows[::2], "held-out": rows[1::2], "both": rows}[half]


def asked(document: dict[str, Any]) -> Iterator[tuple[dict[str, Any], tuple[date, date]]]:
    """The DATE expressions of a document that have days, each with these days."""
    for timex in document["timexes"]:
        days = days_of(timex["value"]) if timex["type"] == "DATE" else None
        if days:
            yield timex, days


def measure(rows: list[dict[str, Any]], reader: Any, parser: Any) -> tuple[dict[str, Answers], Spans]:
    """Our answers in the text and from the words alone, dateparser's if it is there, and the spans we find."""
    names = ["communique", "words alone"] + (["dateparser", "same spans"] if parser else [])
    answers, spans = {name: Answers() for name in names}, Spans()
    for row in rows:
        day = date.fromisoformat(row["dct"])
        timeline = list(_timeline(row["text"], day, reader))
        for timex, gold in asked(row):
            shown = f"{row['doc_id']} {day} [{timex['text']}]"
            ours = _overlapping(timeline, timex, row["timexes"])
            answers["communique"].add(ours, gold, shown)
            answers["words alone"].add(_alone(timex["text"], day), gold, shown)
            if parser:
                theirs = _dateparsed(timex["text"], day, parser)
                answers["dateparser"].add(theirs, gold, shown)
                if theirs:
                    answers["same spans"].add(ours, gold, shown)
        dated = [(t["start"], t["end"]) for t in row["timexes"] if t["type"] in ("DATE", "TIME")]
        every = [(t["start"], t["end"]) for t in row["timexes"]]
        spans.gold += len(dated)
        spans.met += sum(any(s < e2 and s2 < e for s2, e2, _ in timeline) for s, e in dated)
        spans.found += len(timeline)
        spans.sound += sum(any(s < e2 and s2 < e for s, e in every) for s2, e2, _ in timeline)
    return answers, spans


def _alone(text: str, day: date) -> Days | None:
    """What we say of the words of a span without their sentence, taken to be of the past."""
    from communique.stages.reckon import reckon
    from communique.stages.timex import expressions

    found = [reckon(e, anchor=day, mentioned=None, tense="past").days for e in expressions(text)]
    days = next((d for d in found if d), None)
    return (days.first, days.last) if days else None


def _timeline(text: str, day: date, reader: Any) -> Iterator[tuple[int, int, Days]]:
    """Every date that our reader finds in a text written on `day`."""
    from communique.sources import article_from_text
    from communique.stages.date import date as read_dates
    from communique.stages.parse import parse
    from communique.stages.segment import segment

    article = article_from_text(text, published=day.isoformat())
    for when in read_dates(article, parse(article, segment(article), reader.pipeline, reader.register)):
        if when.span:
            ends = (date.fromisoformat(end[:10]) if end else None for end in (when.start, when.end))
            yield when.span.start, when.span.end, (next(ends), next(ends))


def _overlapping(timeline: list[tuple[int, int, Days]], timex: dict[str, Any], others: list[Any]) -> Days | None:
    """What we say of a span: the date that shares most characters with it; of "May 3 to May 5" the end that it is."""
    shared = [(min(e, timex["end"]) - max(s, timex["start"]), s, e, days) for s, e, days in timeline]
    most = max(shared, key=lambda entry: entry[0], default=None)
    if most is None or most[0] <= 0:
        return None
    _, start, end, (first, last) = most
    within = sorted(t["start"] for t in others if start <= t["start"] < end)
    if len(within) > 1 and first and last:
        return (first, None) if timex["start"] == within[0] else (None, last)
    return first, last


def _dateparsed(text: str, day: date, parser: Any) -> Days | None:
    """What dateparser says of the words of a span; what it calls a month or a year stands for all its days."""
    found = parser(text, day)
    if found is None or found.date_obj is None:
        return None
    there: date = found.date_obj.date()
    if found.period == "month":
        return _months(there.year, there.month, 1)
    if found.period == "year":
        return _months(there.year, 1, 12)
    if found.period == "week":
        monday = there - timedelta(days=there.weekday())
        return monday, monday + timedelta(days=6)
    return there, there


def _dateparser() -> Any:
    """A function from words and the day they were written to dateparser's answer; None where it is not installed."""
    try:
        parser = import_module("dateparser.date").DateDataParser  # it has no types, and need not be here
    except ImportError:
        return None

    def parse(text: str, day: date) -> Any:
        # The preference that does best here: with "past", 177 of the tuned half are right, with this one 212.
        settings = {"RELATIVE_BASE": datetime(day.year, day.month, day.day), "PREFER_DATES_FROM": "current_period"}
        return parser(languages=["en"], settings=settings).get_date_data(text)

    return parse


def _row(name: str, answers: Answers) -> str:
    counts = answers.counts
    total = sum(counts[outcome] for outcome in _OUTCOMES if outcome != "exact")
    shares = "".join(f"{counts[outcome]:6} {counts[outcome] / max(total, 1):6.1%}" for outcome in _OUTCOMES)
    said = total - counts["silent"]
    return f"{name:12}{shares}   right of what is said: {counts['right'] / max(said, 1):.1%}"


def main(argv: list[str] | None = None) -> int:
    """Prints the figures; exit code 2 where the texts are not here."""
    options = argparse.ArgumentParser(prog="evaluation.timex", description="Values of time expressions, measured.")
    options.add_argument("--half", choices=("tuned", "held-out", "both"), help="one half only, or both as one")
    options.add_argument("--faults", action="store_true", help="list what we miss, of the tuned half only")
    chosen = options.parse_args(argv)
    if not _TEXTS.exists():
        print(f"TempEval-2 is not here: {_TEXTS} was looked for. Nothing is measured.", file=sys.stderr)
        return 2
    parser = _dateparser()
    if parser is None:
        print("dateparser is not installed (pip install dateparser): only our own figures follow.\n", file=sys.stderr)

    from communique.reader import Reader

    reader = Reader()
    for half in [chosen.half] if chosen.half else ["tuned", "held-out"]:
        rows = documents(half)
        answers, found = measure(rows, reader, parser)
        asked_for = sum(1 for row in rows for _ in asked(row))
        print(f"{half}: {len(rows)} documents, {asked_for} dates with a value")
        print("            " + "".join(f"{outcome:>13}" for outcome in _OUTCOMES))
        for name, given in answers.items():
            print(_row(name, given))
        recall, precision = found.met / max(found.gold, 1), found.sound / max(found.found, 1)
        print(f"spans in whole texts: recall {recall:.3f} of {found.gold} dates and times, ", end="")
        print(f"precision {precision:.3f} of {found.found} found\n")
        if chosen.faults and half == "tuned":
            print("\n".join(sorted(answers["communique"].faults)), end="\n\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
