"""Lexemes: a text cut into the words and numbers that dates are made of, each with a one-letter class."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, NamedTuple

from communique.cues.dates import vocabulary, words
from communique.stages.calendar import Unit, make_date

# The classes: M month, W weekday, w its short form, d 1-31, o ordinal, y year, e decade, n number, a "a", v "few",
# V "recent", C "first", 1-8 units, R "today", p "morning", t the, O of, I on, N in, B within, T to, U until, & and,
# b between, F from, E since/by, g ago, h earlier, f now, P early, Q end, s last, m previous, z GMT, k 9 a.m.,
# L local time, i ISO date, A 's, j about, J more, H than, S season, K holiday, D period, q "Q3", Y "FY 2024", c fiscal,
# l "latest", G "corresponding", X "ended",
# and marks: , ! (full stop) - < > (parentheses) /. x is any other word.
UNITS: dict[str, Unit] = {
    "1": "day", "2": "week", "3": "month", "4": "year", "5": "quarter", "6": "weekend", "7": "decade", "8": "half",
}  # fmt: skip
_MARKS = {",": ",", ".": "!", "-": "-", "~": "-", "(": "<", ")": ">", "/": "/", "&": "&"}
_LONGEST = 8  # words of one number: a text that counts aloud is no number

# Most of a text is words that begin with a small letter: they are tried first, and only "local time" is not plain.
_LEXEME = r"""(?P<plain>[a-km-z]\w*)
    |(?P<holiday>\b(?:HOLIDAYS)\b)
    |(?P<era>\bJuche\ [0-9]{1,3}\ ?\([0-9]{4}\))
    |(?P<iso>\b[0-9]{4}(?P<sep>[-./])[0-9]{1,2}(?P=sep)[0-9]{1,2}(?:T[0-9]{2}:[0-9]{2}[:0-9.]*Z?)?\b
               |\b[0-9]{1,2}(?P<dot>[./])[0-9]{1,2}(?P=dot)[0-9]{4}\b)
    |(?P<clock>\b[0-9]{1,2}(?:[:.][0-9]{2})?\ ?(?:[ap]\.m\.|[AP]\.M\.|[ap]m\b|[AP]M\b)|\b[0-9]{1,2}:[0-9]{2}\b)
    |(?P<ordinal>\b[0-9]{1,2}(?:st|nd|rd|th)\b)
    |(?P<decade>\b[0-9]{3}0s\b|'\ ?[0-9]0s\b)
    |(?P<quarter>\b(?:[QH][1-4]|[1-4]Q)\b)
    |(?P<fiscal>\bFY\ ?(?:[0-9]{4}|[0-9]{2})\b)
    |(?P<amount>\b[0-9]{1,3}(?:,[0-9]{3})+\b|\b[0-9]+\.[0-9]+\b)
    |(?P<integer>\b[0-9]{1,4}\b)
    |(?P<local>\b[Ll]ocal\ {1,3}time\b)
    |(?P<possessive>'s\b)
    |(?P<word>\w+)
    |(?P<mark>--+|\S)"""


class Lexeme(NamedTuple):  # made for every word of every text, which a frozen dataclass is too slow for
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
    add("S", v["seasons"])
    add("e", v["decades"])
    for kind, name in zip("DlcGX", ("periods", "latest", "fiscal", "alike", "ended"), strict=True):
        add(kind, w[name])
    return known


@cache
def _pattern() -> re.Pattern[str]:
    """The pattern of all lexemes; the names of holidays are in it, the longest first."""
    names = sorted(vocabulary()["holidays"], key=lambda name: (-len(name), name))
    holidays = "|".join(re.escape(name).replace(r"\ ", r"\s") for name in names)
    return re.compile(_LEXEME.replace("HOLIDAYS", holidays), re.VERBOSE)


@cache
def _short() -> frozenset[str]:
    """The short forms of months and weekdays, which a full stop may follow."""
    v = vocabulary()
    months = {form for forms in v["months"]["forms"] for form in forms[1:]}
    return frozenset(months | {form for forms in v["weekdays"]["short"] for form in forms})


def cut(text: str, start: int, end: int) -> list[Lexeme]:
    """The lexemes of `text[start:end]`, in order."""
    short = _short()
    out: list[Lexeme] = []
    for match in _pattern().finditer(text, start, end):
        group, printed = match.lastgroup or "mark", match.group()
        word = printed.lower()
        if group in ("plain", "word"):
            kind, value = _of_word(printed, word, out[-1].kind if out else "!")
        elif group == "mark":
            kind, value = _MARKS.get(word, "x"), None
            if kind == "!" and out and out[-1].word in short and out[-1].kind in "Mw" and out[-1].end == match.start():
                continue  # "Aug. 3", but "in June. 3 people"
        else:
            kind, value = _of_figure(group, printed, word)
        out.append(Lexeme(match.start(), match.end(), kind, word, value))
    return _spelled(out)


def _of_word(printed: str, word: str, before: str) -> tuple[str, Any]:
    """The class and value of a word, after a lexeme of the class `before`."""
    found = _classes().get(word)
    if printed.isupper() and printed in vocabulary()["zones"]:
        return "z", vocabulary()["zones"][printed]
    if found is None:
        return "x", None
    kind = found[0]
    if printed[0].islower() and (kind == "w" or (kind == "M" and word in words("months", "capital_only"))):
        return "x", None  # "may", "march", "sat"
    if kind == "e" and before not in "tP-":
        return "x", None  # "in his nineties"
    return found


def _of_figure(group: str, printed: str, word: str) -> tuple[str, Any]:
    """The class and value of what is printed with figures or in several words."""
    value: Any
    if group == "integer":
        return _integer(word)
    if group == "ordinal":
        value = int(word[:-2])
        return ("o" if 1 <= value <= 31 else "x"), value
    if group == "iso":
        value = _iso(word)
        return ("i" if value else "x"), value
    if group == "clock":
        value = _clock(word)
        return ("k" if value else "x"), value
    if group == "decade":
        return _decade(word)
    if group == "era":
        return "y", int(word[-5:-1])
    if group == "quarter":
        return "q", int(word.strip("qh"))
    if group == "fiscal":
        return "Y", _century(int(word[2:]))
    if group == "holiday":
        return "K", vocabulary()["holidays"][" ".join(printed.split())]
    return {"local": "L", "possessive": "A"}.get(group, "x"), None


def _decade(word: str) -> tuple[str, int | None]:
    """The decade of "1990s" and "'90s"; "'10s" may be of two centuries."""
    if word[0] != "'":
        return "e", int(word[:4])
    tens = int(word[-3])
    return ("e", 1900 + 10 * tens) if tens >= 3 else ("x", None)


def _century(year: int) -> int:
    """A year that may be printed with two digits."""
    return year if year > 99 else year + (1900 if year >= 70 else 2000)


def _spelled(lexemes: list[Lexeme]) -> list[Lexeme]:
    """The lexemes, a number that is spelled in several words made one: "nineteen seventy-nine", "twenty four"."""
    numbers = vocabulary()["numbers"]
    if sum(lexeme.kind in "nC" and lexeme.word in numbers for lexeme in lexemes) < 2:
        return lexemes
    out: list[Lexeme] = []
    at = 0
    while at < len(lexemes):
        last = at
        parts: list[int] = []
        while last < len(lexemes) and len(parts) < _LONGEST and lexemes[last].word in numbers:
            parts.append(numbers[lexemes[last].word])
            joined = last + 2 < len(lexemes) and lexemes[last + 1].kind in "-&" and lexemes[last + 2].word in numbers
            fits = joined and (parts[-1] >= 100 if lexemes[last + 1].kind == "&" else 20 <= parts[-1] < 100)
            last += 2 if fits else 1
        if len(parts) < 2:
            out.append(lexemes[at])
            at += 1
            continue
        open_ended = last < len(lexemes) and lexemes[last].kind == "-"  # "twenty thirty-ton trucks"
        kind, value = _counted(parts, year=bool(out) and out[-1].kind == "4")
        first, final = lexemes[at], lexemes[last - 1]
        if kind == "y" and open_ended:
            kind = "n"
        out.append(Lexeme(first.start, final.end, kind, first.word, value))
        at = last
    return out


def _counted(parts: list[int], *, year: bool) -> tuple[str, int]:
    """What words of number say together: a year ("nineteen seventy-nine", "the year two thousand") or a number."""
    first, rest = parts[0], parts[1:]
    tail = sum(rest) if all(part < 100 for part in rest) else 0
    if 11 <= first <= 20 and 10 <= tail < 100 and (len(rest) == 1 or rest[0] >= 20 > 10 > rest[1]):
        return "y", 100 * first + tail
    if parts[:2] == [2, 1000] and sum(parts[2:]) < 100 and (year or len(parts) > 2):
        return "y", 2000 + sum(parts[2:])
    value = 0
    for part in parts:
        value = value * part if part >= 100 and value else value + part
    return "n", value


def _integer(word: str) -> tuple[str, int]:
    value = int(word)
    if len(word) == 4 and 1500 <= value <= 2099:
        return "y", value
    return ("d", value) if len(word) <= 2 and 1 <= value <= 31 else ("n", value)


def _iso(word: str) -> tuple[int, int, int] | None:
    parts = [int(part) for part in re.split(r"[-./]", word.partition("t")[0])]
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
