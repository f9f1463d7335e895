"""The lexicon of reported speech: which words report, what they do, and where what they report stands."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from communique.record import Act, Channel


@dataclass(frozen=True, slots=True)
class Cue:
    """A word that reports speech: its speech act, and the grammar of its content and its hearer."""

    act: Act
    frames: tuple[str, ...]
    hearer: str | None = None
    weak: bool = False
    attitude: bool = False
    undertakes: bool = False
    finding: bool = False


@dataclass(frozen=True, slots=True)
class ContentRule:
    """Words of a content that say which act it is, where the cue does not."""

    act: Act
    clause: bool
    pattern: re.Pattern[str]
    own: int = 1  # how many different words must match in a sentence in somebody's own voice

    def fits(self, text: str, *, own: bool) -> bool:
        """Whether enough of its words stand in `text`."""
        if not own or self.own == 1:
            return self.pattern.search(text) is not None
        return len({m.group() for m in self.pattern.finditer(text)}) >= self.own


@dataclass(frozen=True, slots=True)
class Reporting:
    """Every cue, by lemma, and the word classes that the search for sources and contents needs."""

    verbs: Mapping[str, Cue]
    particles: Mapping[str, frozenset[str]]  # verb -> the words that make another verb of it: "point" -> {"out"}
    expressing: frozenset[str]
    expressed: Mapping[str, Act]
    nouns: Mapping[str, Act]
    speakers: frozenset[str]
    amounts: frozenset[str]
    documents: frozenset[str]
    making: frozenset[str]
    finders: frozenset[str]
    qualities: frozenset[str]
    impersonal: frozenset[str]
    greeting: frozenset[str]
    silent: frozenset[str]
    dealing: frozenset[str]
    threats: frozenset[str]
    opinions: frozenset[str]
    reports: frozenset[str]
    occasions: frozenset[str]
    modals: frozenset[str]
    performing: frozenset[str]
    talking: frozenset[str]
    askers: frozenset[str]
    answerers: frozenset[str]
    headers: tuple[str, ...]
    handing_over: tuple[str, ...]
    performed: frozenset[str]
    telling: frozenset[str]
    contents: tuple[ContentRule, ...]
    channels: tuple[tuple[Channel, re.Pattern[str]], ...]
    confidence: Mapping[str, float]


@cache
def reporting() -> Reporting:
    """The lexicon of `reporting.toml`, read once.

    >>> reporting().verbs["condemn"].act
    'criticise'
    """
    data = tomllib.loads(files("communique.cues").joinpath("reporting.toml").read_text("utf-8"))
    verbs: dict[str, Cue] = {}
    particles: dict[str, set[str]] = {}
    for group in data["verb"]:
        cue = Cue(
            act=group["act"],
            frames=tuple(group["frames"]),
            hearer=group.get("hearer"),
            weak=group.get("weak", False),
            attitude=group.get("attitude", False),
            undertakes=group.get("undertakes", False),
            finding=group.get("finding", False),
        )
        for word in group["words"]:
            if word in verbs:
                raise ValueError(f"reporting.toml: the verb {word!r} stands in two groups")
            verbs[word] = cue
            verb, _, particle = word.partition(" ")
            if particle:
                particles.setdefault(verb, set()).add(particle)
    return Reporting(
        verbs=verbs,
        particles={verb: frozenset(words) for verb, words in particles.items()},
        expressing=frozenset(data["expression"]["verbs"]),
        expressed={word: group["act"] for group in data["expression"]["noun"] for word in group["words"]},
        nouns={word: group["act"] for group in data["noun"] for word in group["words"]},
        speakers=frozenset(data["speakers"]["words"]),
        amounts=frozenset(data["amounts"]["words"]),
        documents=frozenset(data["documents"]["words"]),
        making=frozenset(data["documents"]["making"]),
        finders=frozenset(data["finders"]["words"]),
        qualities=frozenset(data["qualities"]["words"]),
        impersonal=frozenset(data["impersonal"]["words"]),
        greeting=frozenset(data["greeting"]["verbs"]),
        silent=frozenset(data["silent"]["words"]),
        dealing=frozenset(data["dealing"]["verbs"]),
        threats=frozenset(data["threats"]["words"]),
        opinions=frozenset(data["opinions"]["words"]),
        reports=frozenset(data["reports"]["words"]),
        occasions=frozenset(data["occasions"]["words"]),
        modals=frozenset(data["realis"]["modals"]),
        performing=frozenset(data["realis"]["performing"]),
        talking=frozenset(data["realis"]["talking"]),
        askers=frozenset(data["turns"]["askers"]),
        answerers=frozenset(data["turns"]["answerers"]),
        headers=tuple(data["voice"]["headers"]),
        handing_over=tuple(data["voice"]["handing_over"]),
        performed=frozenset(data["voice"]["performed"]),
        telling=frozenset(data["voice"]["telling"]),
        contents=tuple(
            ContentRule(
                act=group["act"],
                clause=group.get("clause", False),
                pattern=re.compile(r"\b(?:" + "|".join(group["patterns"]) + ")"),
                own=group.get("own", 1),
            )
            for group in data["content"]
        ),
        channels=tuple(
            (group["channel"], re.compile(r"\b(?:" + "|".join(map(re.escape, group["phrases"])) + r")\b"))
            for group in data["channel"]
        ),
        confidence=data["confidence"],
    )
