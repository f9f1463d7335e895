"""The faults that translation and transmission leave in English text, from `faults.toml`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, get_args

from communique.record import Article, RepairKind


@dataclass(frozen=True, slots=True)
class Rule:
    """One fault: how it is found, in which texts, and how it is to be read. The data file explains each field."""

    id: str
    kind: RepairKind
    languages: frozenset[str]
    method: str
    why: str
    confidence: float
    reading: str | None
    match: tuple[re.Pattern[str], ...]
    near: re.Pattern[str] | None
    unless: re.Pattern[str] | None
    unless_article: re.Pattern[str] | None
    means: tuple[str, ...]
    state: str | None
    office: bool
    named: bool
    respell: bool
    captions: bool
    outside_quotations: bool
    lemmas: frozenset[str]
    objects: frozenset[str]
    modifiers: frozenset[str]
    modifiers_not: frozenset[str]
    auxiliaries_not: frozenset[str]
    following: frozenset[str]
    swallows: frozenset[str]
    forms: tuple[str, ...]
    read: str | Mapping[str, str] | None
    compounds: Mapping[str, tuple[str, ...]]
    positive: tuple[str, ...]
    clean: tuple[str, ...]

    def concerns(self, article: Article) -> bool:
        """Whether the article is of a language profile that the rule is made for."""
        if "any" not in self.languages and article.original_language not in self.languages:
            return False
        return self.unless_article is None or not self.unless_article.search(article.text)


@dataclass(frozen=True, slots=True)
class Ladder:
    """The ranks of one office, of which a person holds one at a time; `acting` those that mean acting."""

    rank: re.Pattern[str]
    acting: frozenset[str]


@dataclass(frozen=True, slots=True)
class Faults:
    """Every rule, in the order in which they are tried, and the word lists of each method by section and name."""

    rules: tuple[Rule, ...]
    lists: Mapping[str, Mapping[str, frozenset[str]]]
    pairs: Mapping[str, str]  # "X and X" -> what the two most probably were
    homes: Mapping[str, str]  # language -> the state for which a report translated from it speaks
    ladders: tuple[Ladder, ...]


@cache
def faults() -> Faults:
    """The rules of the package, read once.

    >>> [rule.reading for rule in faults().rules if rule.id == "zh.title.american_side"]
    ['US side']
    """
    data = tomllib.loads(files("communique.cues").joinpath("faults.toml").read_text("utf-8"))
    lists = {
        section: {key: frozenset(words) for key, words in data[section].items() if isinstance(words, list)}
        for section in ("dyadic", "self_dyad", "doubled", "glued")
    }
    fillers = data["fillers"] | {"kin": rf"(?:{'|'.join(sorted(lists['doubled']['kin']))})\b"}
    return Faults(
        rules=tuple(_rule(row, fillers) for row in data["rule"]),
        lists=lists,
        pairs=data["doubled"]["pairs"],
        homes=data["self_dyad"]["homes"],
        ladders=tuple(Ladder(re.compile(row["rank"]), frozenset(row["acting"])) for row in data["ladder"]),
    )


def _rule(row: Mapping[str, Any], fillers: Mapping[str, str]) -> Rule:
    assert row["kind"] in get_args(RepairKind), row["id"]
    return Rule(
        id=row["id"],
        kind=row["kind"],
        languages=frozenset(row["languages"]),
        method=row.get("method", "phrase"),
        why=row["why"],
        confidence=row["confidence"],
        reading=row.get("reading"),
        match=tuple(_compiled(expression, fillers) for expression in _expressions(row)),
        near=_optional(row.get("near"), fillers),
        unless=_optional(row.get("unless"), fillers),
        unless_article=_optional(row.get("unless_article"), fillers),
        means=tuple(row.get("means", ())),
        state=row.get("state"),
        office=row.get("office", False),
        named=row.get("named", False),
        respell=row.get("respell", False),
        captions=row.get("captions", False),
        outside_quotations=row.get("outside_quotations", False),
        lemmas=_words(row, "lemmas"),
        objects=_words(row, "objects"),
        modifiers=_words(row, "modifiers"),
        modifiers_not=_words(row, "modifiers_not"),
        auxiliaries_not=_words(row, "auxiliaries_not"),
        following=_words(row, "following"),
        swallows=_words(row, "swallows"),
        forms=tuple(row.get("forms", ())),
        read=row.get("read"),
        compounds={word: tuple(states) for word, states in row.get("compounds", {}).items()},
        positive=tuple(row["positive"]),
        clean=tuple(row["clean"]),
    )


def _expressions(row: Mapping[str, Any]) -> Sequence[str]:
    if "compounds" in row:
        words = "|".join(re.escape(word) for word in sorted(row["compounds"], key=len, reverse=True))
        return (rf"\b(?:{words})\b",)
    return tuple(row.get("match", ()))


def _words(row: Mapping[str, Sequence[str]], key: str) -> frozenset[str]:
    return frozenset(row.get(key, ()))


def _optional(expression: str | None, fillers: Mapping[str, str]) -> re.Pattern[str] | None:
    return None if expression is None else _compiled(expression, fillers)


def _compiled(expression: str, fillers: Mapping[str, str]) -> re.Pattern[str]:
    for name, filler in fillers.items():
        expression = expression.replace(f"{{{name}}}", filler)
    return re.compile(expression)
