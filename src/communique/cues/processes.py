"""The lexicon of running affairs: which nouns name a negotiation, a session, a dispute."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from communique.record import ProcessKind, ProcessState


@dataclass(frozen=True, slots=True)
class Affair:
    """One group of nouns of `processes.toml`; see the head of that file for the fields."""

    kind: ProcessKind
    lemma: str
    state: ProcessState
    confidence: float
    example: str
    counter: str
    with_: frozenset[str]
    without: frozenset[str]
    proper: bool
    plural: bool


@dataclass(frozen=True, slots=True)
class Affairs:
    """Groups by head noun, and the words that tell the state and the symbol of an affair."""

    nouns: Mapping[str, tuple[Affair, ...]]
    states: Mapping[str, ProcessState]
    ending: frozenset[str]
    veto: frozenset[str]
    bodies: Mapping[str, str]

    @property
    def groups(self) -> tuple[Affair, ...]:
        """Every group, once, in the order of the file."""
        return tuple(dict.fromkeys(a for affairs in self.nouns.values() for a in affairs))


@cache
def affairs() -> Affairs:
    """The lexicon of `processes.toml`, read once.

    >>> affairs().nouns["sanction"][0].kind
    'sanctions_regime'
    """
    data = tomllib.loads(files("communique.cues").joinpath("processes.toml").read_text("utf-8"))
    nouns: dict[str, list[Affair]] = defaultdict(list)
    for group in data["process"]:
        affair = Affair(
            kind=group["kind"],
            lemma=group["lemmas"][0],
            state=group["state"],
            confidence=group["confidence"],
            example=group["example"],
            counter=group["counter"],
            with_=frozenset(group.get("with", ())),
            without=frozenset(group.get("without", ())),
            proper=bool(group.get("proper")),
            plural=bool(group.get("plural")),
        )
        for lemma in group["lemmas"]:
            nouns[lemma].append(affair)
    states: dict[str, ProcessState] = {}
    words = data["state"]
    states |= dict.fromkeys(words["upcoming"], "upcoming")
    states |= dict.fromkeys(words["ongoing"], "ongoing")
    states |= dict.fromkeys(words["concluded"], "concluded")
    return Affairs(
        nouns={lemma: tuple(found) for lemma, found in nouns.items()},
        states=states,
        ending=frozenset(words["ending"]),
        veto=frozenset(data["veto"]["words"]),
        bodies=dict(data["bodies"]),
    )
