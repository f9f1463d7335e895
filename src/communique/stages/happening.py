"""Happening: an event being coded, and how its sides are read off a clause."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from communique.cues.lexicon import Lexicon, Rule, lexicon
from communique.draft import Cast
from communique.record import EventType, Status
from communique.stages.frames import complements, objects, owners

if TYPE_CHECKING:
    from spacy.tokens import Token

_POLITICAL = frozenset({"state", "government", "ministry", "body", "person", "group"})


@dataclass(slots=True, eq=False)
class Happening:
    """An event being coded: its trigger and its sides, before circumstances are known."""

    type: EventType
    mode: str | None
    trigger: Token
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    status: Status
    hedge: Token | None
    rule: Rule | None
    name: str
    confidence: float
    also: list[Token] = field(default_factory=list)  # triggers of other mentions of the same happening
    nominal: bool = False


def word(token: Token) -> str:
    """The lemma, also of a noun that stands in capitals: "Annual *Consultations*"."""
    lemma: str = token.lemma_.lower()
    if token.tag_ in {"NNPS", "NNP"} and len(lemma) > 4 and lemma.endswith("s") and not lemma.endswith("ss"):
        return lemma[:-1]
    return lemma


def things_of(verb: Token) -> list[Token]:
    """What a verb acts upon, looking through measures: "a new round of *sanctions*"."""
    found: list[Token] = []
    for thing in objects(verb):
        inner = complements(thing, {"of"}) if word(thing) in lexicon().words["measure"] else []
        found += inner or [thing]
    return found


def actors_of(heads: list[Token], cast: Cast) -> tuple[str, ...]:
    found: list[str] = []
    for head in heads:
        found += [a for a in _acting(head, cast) if a not in found]
    return tuple(found)


def _acting(head: Token, cast: Cast) -> tuple[str, ...]:
    """Who acts when a phrase is a subject: its actors, with those "along with" them."""
    found = cast.among(head)
    if not found and word(head) in lexicon().words["partitive"]:
        return tuple(a for t in complements(head, {"of"}) for a in cast.among(t))
    if not found:
        return owners(head, cast) if head.pos_ in {"NOUN", "PROPN"} and head.dep_ in {"nsubj", "pobj"} else ()
    along = tuple(a for t in complements(head, {"along", "with", "alongside"}) for a in cast.among(t))
    return (*found, *along)


def political(actor_id: str, cast: Cast) -> bool:
    actor = cast.actor(actor_id)
    if actor.members:
        return any(political(m, cast) for m in actor.members if m != actor_id)
    known_group = actor.kind == "organisation" and (actor.origin.rule or "").startswith("register:")
    return known_group or (actor.kind in _POLITICAL and actor.code not in {None, "NSA"})


def request_mode(verb: Token, table: Lexicon) -> str:
    """What kind of thing is asked: a meeting, help, yielding, or else change."""
    words = {word(t) for c in verb.children if c.dep_ in {"xcomp", "ccomp", "dobj", "prep"} for t in c.subtree}
    for mode in ("meet", "yield", "assist"):
        if words & table.request[mode]:
            return mode
    return "change"
