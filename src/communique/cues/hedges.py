"""The lexicon of forecasts: which words foresee something, and how surely."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from communique.record import Likelihood


@dataclass(frozen=True, slots=True)
class Hedge:
    """One group of words of `hedges.toml`; see the head of that file for the fields."""

    name: str
    likelihood: Likelihood
    confidence: float
    example: str
    counter: str
    only: frozenset[str] = frozenset()
    sure: bool = False
    negated: bool = False
    other: bool = False


@dataclass(frozen=True, slots=True)
class Hedges:
    """Groups by the word that opens them, and the words that say whether a clause lies ahead."""

    fates: Mapping[str, Hedge]
    aims: Mapping[str, Hedge]
    courses: Mapping[str, Hedge]
    minds: Mapping[str, Hedge]
    nouns: Mapping[str, Hedge]
    modals: Mapping[str, Hedge]
    know: Hedge
    know_verbs: frozenset[str]
    know_marks: frozenset[str]
    ahead_modals: frozenset[str]
    ahead_phrases: frozenset[str]
    things: frozenset[str]
    still: frozenset[str]
    scheduled: frozenset[str]
    doings: frozenset[str]
    plain: frozenset[str]
    speech: frozenset[str]

    @property
    def groups(self) -> tuple[Hedge, ...]:
        """Every group, once, in the order of the file."""
        tables = (self.fates, self.courses, self.aims, self.minds, self.nouns, self.modals)
        return (*dict.fromkeys(h for table in tables for h in table.values()), self.know)


@cache
def hedges() -> Hedges:
    """The lexicon of `hedges.toml`, read once.

    >>> hedges().fates["expected"].likelihood
    'probable'
    """
    data = tomllib.loads(files("communique.cues").joinpath("hedges.toml").read_text("utf-8"))
    return Hedges(
        fates=_by_word(data["fate"], "fate"),
        aims=_by_word(data["aim"], "aim"),
        courses=_by_word(data["course"], "course"),
        minds=_by_word(data["mind"], "mind"),
        nouns=_by_word(data["noun"], "noun"),
        modals=_by_word(data["modal"], "modal"),
        know=_hedge(data["know"], "know"),
        know_verbs=frozenset(data["know"]["verbs"]),
        know_marks=frozenset(data["know"]["marks"]),
        ahead_modals=frozenset(data["ahead"]["modals"]),
        ahead_phrases=frozenset(data["ahead"]["phrases"]),
        things=frozenset(data["things"]["nouns"]),
        still=frozenset(data["still"]["verbs"]),
        scheduled=frozenset(data["scheduled"]["verbs"]),
        doings=frozenset(data["scheduled"]["nouns"]),
        plain=frozenset(data["plain"]["verbs"]),
        speech=frozenset(data["own"]["verbs"]),
    )


def _by_word(groups: list[dict[str, Any]], kind: str) -> dict[str, Hedge]:
    found: dict[str, Hedge] = {}
    for group in groups:
        hedge = _hedge(group, f"{kind}:{group['words'][0]}")
        found |= dict.fromkeys(group["words"], hedge)
    return found


def _hedge(group: dict[str, Any], name: str) -> Hedge:
    return Hedge(
        name=name,
        likelihood=group["likelihood"],
        confidence=group["confidence"],
        example=group["example"],
        counter=group["counter"],
        only=frozenset(group.get("only", ())),
        sure=bool(group.get("sure")),
        negated=bool(group.get("negated")),
        other=group.get("voice") == "other",
    )
