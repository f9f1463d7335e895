"""The lexicon of stances: which words tell where somebody stands, and on what."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from communique.record import PositionBasis, Stance

_SETS = ("prepositions", "with", "without", "heads", "only", "particles", "bad", "good", "verbs", "refusing", "objects",
         "nouns")  # fmt: skip
_FLAGS = ("said", "things", "doing", "infinitive", "wanted")


@dataclass(frozen=True, slots=True)
class Attitude:
    """One group of words of `stances.toml`; see the head of that file for the fields."""

    name: str
    stance: Stance
    basis: PositionBasis | None
    confidence: float
    example: str
    counter: str
    frames: tuple[str, ...]
    sets: Mapping[str, frozenset[str]]
    flags: frozenset[str]

    def __hash__(self) -> int:
        return hash((self.name, self.example))

    def words(self, field: str) -> frozenset[str]:
        """The words of one of the optional lists of the group; empty where it has none."""
        return self.sets.get(field, frozenset())


@dataclass(frozen=True, slots=True)
class Stances:
    """Groups by the lemma that opens them, and the words that undo a stance or pass it on."""

    verbs: Mapping[str, tuple[Attitude, ...]]
    nouns: Mapping[str, tuple[Attitude, ...]]
    states: Mapping[str, tuple[Attitude, ...]]
    judged: Mapping[str, tuple[Attitude, ...]]
    epithets: Mapping[str, tuple[Attitude, ...]]
    modals: Mapping[str, tuple[Attitude, ...]]
    cases: Mapping[str, tuple[Attitude, ...]]
    silent: Attitude
    undecided: Attitude
    unsure: Attitude
    veto_verbs: frozenset[str]
    askers: frozenset[str]
    idle: frozenset[str]
    hearsay: frozenset[str]
    containers: frozenset[str]
    speech: frozenset[str]

    @property
    def groups(self) -> tuple[Attitude, ...]:
        """Every group, once, in the order of the file."""
        tables = (self.nouns, self.verbs, self.states, self.judged, self.modals, self.cases, self.epithets)
        found = [a for table in tables for attitudes in table.values() for a in attitudes]
        return tuple(dict.fromkeys([*found, self.silent, self.undecided, self.unsure]))


@cache
def stances() -> Stances:
    """The lexicon of `stances.toml`, read once.

    >>> stances().verbs["condemn"][0].stance
    'opposes'
    """
    data = tomllib.loads(files("communique.cues").joinpath("stances.toml").read_text("utf-8"))
    return Stances(
        verbs=_by_word(data["verb"], "verb"),
        nouns=_by_word(data["noun"], "noun"),
        states=_by_word(data["state"], "state"),
        judged=_by_word(data["judged"], "judged"),
        epithets=_by_word([data["epithet"]], "epithet"),
        modals=_by_word([data["modal"]], "modal"),
        cases=_by_word(data["case"], "case"),
        silent=_attitude(data["silent"], "silent"),
        undecided=_attitude(data["undecided"], "undecided"),
        unsure=_attitude(data["unsure"], "unsure"),
        veto_verbs=frozenset(data["veto"]["verbs"]),
        askers=frozenset(data["veto"]["askers"]),
        idle=frozenset(data["veto"]["idle"]),
        hearsay=frozenset(data["veto"]["hearsay"]),
        containers=frozenset(data["container"]["words"]),
        speech=frozenset(data["speech"]["verbs"]),
    )


def _by_word(groups: list[dict[str, Any]], kind: str) -> dict[str, tuple[Attitude, ...]]:
    found: dict[str, list[Attitude]] = defaultdict(list)
    for group in groups:
        words = group.get("lemmas") or group["words"]
        attitude = _attitude(group, f"{kind}:{words[0]}")
        for word in words:
            found[word].append(attitude)
    return {word: tuple(attitudes) for word, attitudes in found.items()}


def _attitude(group: dict[str, Any], name: str) -> Attitude:
    return Attitude(
        name=name,
        stance=group["stance"],
        basis=group.get("basis"),
        confidence=group["confidence"],
        example=group["example"],
        counter=group["counter"],
        frames=tuple(group.get("frames", ())),
        sets={k: frozenset(group[k]) for k in _SETS if k in group},
        flags=frozenset(k for k in _FLAGS if group.get(k)),
    )
