"""The event lexicon of `events.toml`: which words are events, and where their other side stands."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from communique.record import Channel, EventType

Needs = Literal["recipient", "actor", "two", "any", "doer", "target"]


@dataclass(frozen=True, slots=True)
class Rule:
    """One group of words of the lexicon. See the head of `events.toml` for the fields."""

    name: str
    type: EventType
    mode: str | None
    sides: tuple[str, ...]
    needs: Needs
    example: str
    counter: str
    symmetric: bool = False
    swap: bool = False  # host is the grammatical subject: actor and recipient change places
    people: bool = False  # the subject (for `host`: the object) must be persons or their delegations
    things: bool = False  # the object must not be a person: "welcomed the decision", not "welcomed the premier"
    bare: bool = False  # the object must be nobody's description: "called Berlin", not "called Berlin a partner"
    political: bool = False  # both sides must be of the political world
    infinitive: bool = False  # must take a to-infinitive, or an object it offers
    harm: bool = False  # what is threatened must be harm
    relation: bool = False
    subject: bool = False  # a noun that must be what its sentence is about
    counterpart: bool = False  # with nobody named, it is said to the other side of the meeting
    bodily: bool = False  # what is struck must be people, places or things: not "attack poverty"
    host: bool = False  # with nobody named, done where the ambassador it is done to lives
    channel: Channel | None = None
    objects: frozenset[str] = frozenset()
    particles: frozenset[str] = frozenset()
    with_: frozenset[str] = frozenset()
    by: frozenset[str] = frozenset()
    on: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Rules by the lemma that triggers them, and the word classes of what is said."""

    verbs: Mapping[str, tuple[Rule, ...]]
    nouns: Mapping[str, tuple[Rule, ...]]
    speech_verbs: frozenset[str]
    praising: frozenset[str]
    speech_nouns: Mapping[str, tuple[Rule, ...]]
    blame: frozenset[str]
    allege: frozenset[str]
    oblige: frozenset[str]
    oblige_verbs: frozenset[str]
    threat: frozenset[str]
    consequences: frozenset[str]
    stern: frozenset[str]
    praise: frozenset[str]
    harm: frozenset[str]
    request: Mapping[str, frozenset[str]]
    words: Mapping[str, frozenset[str]]
    status: Mapping[str, frozenset[str]]
    misread: Mapping[str, str]  # lemmas that the tagger cuts wrongly
    attacks: Mapping[str, frozenset[str]]
    wars: tuple[tuple[str, str, str], ...]  # doer, target, since
    rules: tuple[Rule, ...]


@cache
def lexicon() -> Lexicon:
    """The lexicon of the package, read once."""
    data = tomllib.loads(files("communique.cues").joinpath("events.toml").read_text("utf-8"))
    verbs = _by_lemma(data["verb"], "verb")
    nouns = _by_lemma(data["noun"], "noun")
    speech = _by_lemma(data["speech"]["noun"], "speech")
    content = data["content"]
    return Lexicon(
        verbs=verbs,
        nouns=nouns,
        speech_verbs=frozenset(data["speech"]["verbs"]),
        praising=frozenset(data["speech"]["praising"]),
        speech_nouns=speech,
        blame=frozenset(content["blame"]),
        allege=frozenset(content["allege"]),
        oblige=frozenset(content["oblige"]),
        oblige_verbs=frozenset(content["oblige_verbs"]),
        threat=frozenset(content["threat"]),
        consequences=frozenset(content["consequences"]),
        stern=frozenset(content["stern"]),
        praise=frozenset(content["praise"]),
        harm=frozenset(data["harm"]["verbs"]),
        request=_sets(data["request"]),
        words=_sets(data["words"]),
        status=_sets(data["status"]),
        misread=data["misread"],
        attacks=_sets(data["attack"]),
        wars=tuple((war["doer"], war["target"], war["since"]) for war in data["war"]),
        rules=tuple(dict.fromkeys(r for t in (verbs, nouns, speech) for rs in t.values() for r in rs)),
    )


def _sets(table: dict[str, list[str]]) -> dict[str, frozenset[str]]:
    return {name: frozenset(words) for name, words in table.items()}


def _by_lemma(groups: list[dict[str, Any]], kind: str) -> dict[str, tuple[Rule, ...]]:
    found: dict[str, list[Rule]] = defaultdict(list)
    for group in groups:
        rule = _rule(group, kind)
        for lemma in group["lemmas"]:
            found[lemma].append(rule)
    return {lemma: tuple(rules) for lemma, rules in found.items()}


def _rule(group: dict[str, Any], kind: str) -> Rule:
    sets: dict[str, Any] = {k: frozenset(group.get(k, ())) for k in ("objects", "particles", "by", "on")}
    flags: dict[str, Any] = {
        k: bool(group.get(k))
        for k in (
            "symmetric", "swap", "people", "things", "bare", "political", "infinitive", "harm", "relation",
            "counterpart", "subject", "bodily", "host",
        )
    }  # fmt: skip
    return Rule(
        name=f"{kind}:{group['type'].lower()}:{group['lemmas'][0]}",
        type=group["type"],
        mode=group.get("mode"),
        sides=tuple(group.get("sides", ())),
        needs=group.get("needs", "any"),
        example=group["example"],
        counter=group["counter"],
        channel=group.get("channel"),
        with_=frozenset(group.get("with", ())),
        **sets,
        **flags,
    )
