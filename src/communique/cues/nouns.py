"""The common nouns that can stand for a political actor, from `nouns.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from communique.draft import Noun


@dataclass(frozen=True, slots=True)
class Nouns:
    """Common nouns by lemma, and the lists that say how to read the plural ones."""

    by_lemma: Mapping[str, Noun]
    vague: frozenset[str]
    sides_of_persons: frozenset[str]
    sides_of_states: frozenset[str]
    home_agencies: frozenset[str]
    others: frozenset[str]
    geography: frozenset[str]
    peers: frozenset[str]
    parties: Mapping[str, str]
    titles: frozenset[str]


@cache
def nouns() -> Nouns:
    """The nouns of the package, read once."""
    data = tomllib.loads(files("communique.cues").joinpath("nouns.toml").read_text("utf-8"))
    by_lemma: dict[str, Noun] = {}
    for group in data["noun"]:
        for word in group["words"]:
            by_lemma.setdefault(
                word, Noun(word, group["kind"], group.get("sector"), bool(group.get("nonstate")), plural=False)
            )
    return Nouns(
        by_lemma=by_lemma,
        vague=frozenset(data["vague"]["words"]),
        sides_of_persons=frozenset(data["sides"]["persons"]),
        sides_of_states=frozenset(data["sides"]["states"]),
        home_agencies=frozenset(data["home"]["agencies"]),
        others=frozenset(data["others"]["words"]),
        geography=frozenset(data["geography"]["words"]),
        parties=data["parties"],
        peers=frozenset(data["peers"]["words"]),
        titles=frozenset(data["titles"]["words"]),
    )
