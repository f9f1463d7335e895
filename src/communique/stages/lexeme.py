"""Lexemes: a text cut into the words and numbers that dates are made of, each with a one-letter class."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from communique.cues.dates import vocabulary, words
from communique.stages.calendar import Unit, make_date

# The classes: M month, W weekday, w its short form, d 1-31, o ordinal, y year, e decade, n number, a "a", v "few",
# V "recent", C "first", 1-8 units, R "today", p "morning", t the, O of, I on, N in, B within, T to, U until, & and,
# b between, F from, E since/by, g ago, h earlier, f now, P early, Q end, s last, m previous, z GMT, k 9 a.m.,
# L local time, i ISO date, A 's, j about, J more, H than, and marks: , ! (full stop) - < > (parentheses) /.
# x is any other word.
UNITS: dict[str, Unit] = {
    "1": "day", "2": "week", "3": "month", "4": "year", "5": "quarter", "6": "weekend", "7": "decade", "8": "half",
}  # fmt: skip
_MARKS = {",": ",", ".": "!", "-": "-", "~": "-", "(": "<", ")": ">", "/": "/", "&": "&"}

_LEXEME = re.compile(
    r"""(?P<iso>\b[0-9]{4}(?P<sep>[-./])[0-9]{1,2}(?P=sep)[0-9]{1,2}\b
               |\b[0-9]{1,2}(?P<dot>[./])[0-9]{1,2}(?P=dot)[0-9]{4}\b)
    |(?P<clock>\b[0-9]{1,2}(?:[:.][0-9]{2})?\ ?(?:[ap]\.m\.|[AP]\.M\.|[ap]m\b|[AP]M\b)|\b[0-9]{1,2}:[0-9]{2}\b)
    |(?P<ordinal>\b[0-9]{1,2}(?:st|nd|rd|th)\b)
    |(?P<decade>\b[0-9]{3}0s\b)
    |(?P<amount>\b[0-9]{1,3}(?:,[0-9]{3})+\b|\b[0-9]+\.[0-9]+\b)
    |(?P<integer>\b[0-9]{1,4}\b)
    |(?P<local>\blocal\ {1,3}time\b)
    |(?P<possessive>'s\b)
    |(?P<word>\w+)
    |(?P<mark>--+|\S)""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Lexeme:
    """A word or number with its class; `value` is what it counts: the month of "April", the -1 of "last"."""

    start: int
    end: int
    kind: str
    word: str
    value: Any = None


@cache
def _classes() -> dict[str, tuple[str, Any]]:
    """What each known word is: its class and its value."""
    v = vocabulary()
    known: dict[str, tuple[str, Any]] = {}

    def add(kind: str, entries: Iterable[str] | Mapping[str, Any]) -> None:
        for word in entries:
            known[word] = (kind, entries[word] if isinstance(entries, Mapping) else word)

    for number, forms in enumerate(v["months"]["forms"], start=1):
        add("M", dict.fromkeys(forms, number))
    for number, (name, short) in enumerate(zip(v["weekdays"]["names"], v["weekdays"]["short"], strict=True)):
        add("W", {name: number})
        add("w", dict.fromkeys(short, number))
    for kind, unit in UNITS.items():
        add(kind, {word: word.endswith("s") for word in v["units"][unit]})
    w = v["words"]
    add("n", v["numbers"])
    add("C", v["ordinals"])
    add("R", w["relative"])
    add("p", w["parts_of_day"])
    add("a", dict.fromkeys(w["articles"], 1))
    for kind, name in zip("tOINBT&bFEghfjvJ", (
        "the", "of", "on", "in", "within", "to", "and", "between", "from", "edges", "ago", "apart", "now", "roughly",
        "vague", "beyond",
    ), strict=True):  # fmt: skip
        add(kind, [word for word in w[name] if word not in known])
    add("U", ["until", "till"])
    add("V", ["recent"])
    add("H", ["than"])
    add("P", w["portions"])
    add("Q", {word: p for word, p in w["portion_nouns"].items() if word not in w["portions"]})
    add("s", v["selectors"])
    add("m", v["anchored"])
    return known


def cut(text: str, start: int, end: int) -> list[Lexeme]:
    """The lexemes of `text[start:end]`, in order."""
    known, zones, capital = _classes(), vocabulary()["zones"], words("months", "capital_only")
    short = {form for forms in (*vocabulary()["months"]["forms"],) for form in forms[1:]}
    short |= {form for forms in vocabulary()["weekdays"]["short"] for form in forms}
    out: list[Lexeme] = []
    for match in _LEXEME.finditer(text, start, end):
        group, printed = match.lastgroup or "mark", match.group()
        word = printed.lower()
        kind, value = "x", None
        if group == "word":
            kind, value = known.get(word, ("x", None))
            if printed in zones:
                kind, value = "z", zones[printed]
            elif not printed[0].isupper() and (kind == "w" or (kind == "M" and word in capital)):
                kind = "x"  # "may", "march", "sat"
        elif group == "integer":
            kind, value = _integer(word)
        elif group == "ordinal":
            value = int(word[:-2])
            kind = "o" if 1 <= value <= 31 else "x"
        elif group == "mark":
            kind = _MARKS.get(word, "x")
            if kind == "!" and out and out[-1].word in short and out[-1].kind in "Mw" and out[-1].end == match.start():
                continue  # "Aug. 3", but "in June. 3 people"
        elif group == "iso":
            value = _iso(word)
            kind = "i" if value else "x"
        elif group == "clock":
            value = _clock(word)
            kind = "k" if value else "x"
        elif group == "decade":
            kind, value = "e", int(word[:4])
        elif group in ("local", "possessive"):
            kind = "L" if group == "local" else "A"
        out.append(Lexeme(match.start(), match.end(), kind, word, value))
    return out


def _integer(word: str) -> tuple[str, int]:
    value = int(word)
    if len(word) == 4 and 1500 <= value <= 2099:
        return "y", value
    return ("d", value) if len(word) <= 2 and 1 <= value <= 31 else ("n", value)


def _iso(word: str) -> tuple[int, int, int] | None:
    parts = [int(part) for part in re.split(r"[-./]", word)]
    year, month, day = parts if parts[0] > 31 else parts[::-1]
    if "/" in word and parts[0] <= 31:
        if month <= 12 and day <= 12 and month != day:
            return None  # 05/03/2009: day first or month first?
        month, day = min(month, day), max(month, day)
    return (year, month, day) if make_date(year, month, day) and 1500 <= year <= 2099 else None


def _clock(word: str) -> tuple[int, int] | None:
    hour, minute = (int(part or 0) for part in re.match(r"(\d+)[:.]?(\d*)", word).groups())  # type: ignore[union-attr]
    if "p" in word or "a" in word:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if "p" in word else 0)
    return (hour, minute) if hour < 24 and minute < 60 else None
