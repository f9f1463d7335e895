"""The lexicon of undertakings: which words commit somebody, to what and how firmly."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from communique.record import Firmness


@dataclass(frozen=True, slots=True)
class Pledge:
    """One group of words of `pledges.toml`; see the head of that file for the fields."""

    name: str
    firmness: Firmness
    confidence: float
    example: str
    counter: str
    frames: tuple[str, ...] = ()
    only: frozenset[str] = frozenset()
    prepositions: frozenset[str] = frozenset()
    nouns: frozenset[str] = frozenset()
    dated: bool = False
    own: bool = False
    voice: bool = False
    future: bool = False
    said: bool = False
    oneself: bool = False


@dataclass(frozen=True, slots=True)
class Pledges:
    """Groups by the lemma that opens them, and the words that weaken, harden or undo an undertaking."""

    verbs: Mapping[str, tuple[Pledge, ...]]
    nouns: Mapping[str, tuple[Pledge, ...]]
    cases: Mapping[str, tuple[Pledge, ...]]
    veto_verbs: frozenset[str]
    veto_words: frozenset[str]
    harm: frozenset[str]
    said: frozenset[str]
    idle: frozenset[str]
    things: frozenset[str]
    soft: frozenset[str]
    binding: frozenset[str]
    openers: tuple[tuple[str, ...], ...]
    pronouns: frozenset[str]

    @property
    def groups(self) -> tuple[Pledge, ...]:
        """Every group, once, in the order of the file."""
        tables = (self.verbs, self.nouns, self.cases)
        return tuple(dict.fromkeys(p for table in tables for found in table.values() for p in found))


@cache
def pledges() -> Pledges:
    """The lexicon of `pledges.toml`, read once.

    >>> pledges().nouns["commitment"][0].firmness
    'soft'
    """
    data = tomllib.loads(files("communique.cues").joinpath("pledges.toml").read_text("utf-8"))
    return Pledges(
        verbs=_by_lemma(data["verb"], "verb"),
        nouns=_by_lemma(data["noun"], "noun"),
        cases=_by_lemma(data["case"], "case"),
        veto_verbs=frozenset(data["veto"]["verbs"]),
        veto_words=frozenset(data["veto"]["words"]),
        harm=frozenset(data["veto"]["harm"]),
        idle=frozenset(data["veto"]["idle"]),
        said=frozenset(data["said"]["verbs"]),
        things=frozenset(data["object"]["nouns"]),
        soft=frozenset(data["soft"]["actions"]),
        binding=frozenset(data["binding"]["words"]),
        openers=tuple(tuple(o.split()) for o in sorted(data["condition"]["openers"], key=len, reverse=True)),
        pronouns=frozenset(data["voice"]["pronouns"]),
    )


def _by_lemma(groups: list[dict[str, Any]], kind: str) -> dict[str, tuple[Pledge, ...]]:
    found: dict[str, list[Pledge]] = defaultdict(list)
    for group in groups:
        pledge = Pledge(
            name=f"{kind}:{group['lemmas'][0]}",
            firmness=group["firmness"],
            confidence=group["confidence"],
            example=group["example"],
            counter=group["counter"],
            frames=tuple(group.get("frames", ())),
            only=frozenset(group.get("only", ())),
            prepositions=frozenset(group.get("prepositions", ())),
            nouns=frozenset(group.get("nouns", ())),
            dated=bool(group.get("dated")),
            own=bool(group.get("own")),
            voice=bool(group.get("voice")),
            future=bool(group.get("future")),
            said=bool(group.get("said")),
            oneself=bool(group.get("oneself")),
        )
        for lemma in group["lemmas"]:
            found[lemma].append(pledge)
    return {lemma: tuple(pledges) for lemma, pledges in found.items()}
