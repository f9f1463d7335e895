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
    kin: frozenset[str]
    performing: frozenset[str]
    servants: frozenset[str]
    ranks: frozenset[str]
    days: frozenset[str]
    before_days: frozenset[str]
    things: frozenset[str]
    diplomacy: frozenset[str]
    namesakes: Mapping[str, frozenset[str]]
    sides_of_persons: frozenset[str]
    sides_of_states: frozenset[str]
    home_agencies: frozenset[str]
    others: frozenset[str]
    geography: frozenset[str]
    peers: frozenset[str]
    parties: Mapping[str, str]
    titles: frozenset[str]
    surnames: frozenset[str]
    sent: frozenset[str]
    speakers: frozenset[str]
    abroad: frozenset[str]
    organ_words: frozenset[str]
    many: frozenset[str]
    bodies: Mapping[str, frozenset[str]]
    descriptions: Mapping[str, frozenset[str]]
    generic: frozenset[str]
    levels: Mapping[str, frozenset[str]]
    heads_of_bodies: frozenset[str]
    pairs: Mapping[str, tuple[str, ...]]
    secretaries: Mapping[str, str]


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
        kin=frozenset(data["kin"]["words"]),
        performing=frozenset(data["performing"]["words"]),
        servants=frozenset(data["servants"]["words"]),
        ranks=frozenset(data["ranks"]["words"]),
        days=frozenset(data["days"]["words"]),
        before_days=frozenset(data["days"]["after"]),
        things=frozenset(data["things"]["words"]),
        diplomacy=frozenset(data["diplomacy"]["verbs"]),
        namesakes={name: frozenset(words) for name, words in data["namesakes"].items()},
        sides_of_persons=frozenset(data["sides"]["persons"]),
        sides_of_states=frozenset(data["sides"]["states"]),
        home_agencies=frozenset(data["home"]["agencies"]),
        others=frozenset(data["others"]["words"]),
        geography=frozenset(data["geography"]["words"]),
        parties=data["parties"],
        peers=frozenset(data["peers"]["words"]),
        titles=frozenset(data["titles"]["words"]),
        surnames=frozenset(data["surnames"]["words"]),
        sent=frozenset(data["sent"]["words"]),
        speakers=frozenset(data["speakers"]["offices"]),
        abroad=frozenset(data["abroad"]["words"]),
        organ_words=frozenset(data["organ"]["words"]),
        many=frozenset(data["many"]["offices"]),
        bodies={word: frozenset(names) for word, names in data["bodies"].items()},
        descriptions={word: frozenset(codes) for word, codes in data["descriptions"].items()},
        generic=frozenset(data["generic"]["words"]),
        levels={office: frozenset(levels) for office, levels in data["levels"].items()},
        pairs={word: tuple(codes) for word, codes in data["pairs"].items()},
        secretaries=data["secretaries"],
        heads_of_bodies=frozenset(data["heads"]["of_bodies"]),
    )
