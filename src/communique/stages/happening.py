"""Happening: an event being coded, and how its sides are read off a clause."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from communique.cues.lexicon import Lexicon, Rule, lexicon
from communique.draft import Cast
from communique.record import EventType, Place, Status, When
from communique.stages.frames import complements, objects, owners, subjects

if TYPE_CHECKING:
    from spacy.tokens import Token

_PRIVATE = frozenset({"CVL", "BUS", "EDU", "JRN"})
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


@dataclass(slots=True, eq=False)
class Told:
    """A happening with when and where it was told to be."""

    happening: Happening
    when: When | None
    place: Place | None


def is_trip(h: Happening) -> bool:
    """A journey is one thing, a meeting on it another: "will travel to Seoul", "will meet the minister"."""
    return h.rule is not None and h.rule.mode == "visit" and not h.rule.swap


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
    """The actors that the heads of subjects mean, each once."""
    found: list[str] = []
    for head in heads:
        found += [a for a in _acting(head, cast) if a not in found]
    return tuple(found)


def doers_of(verb: Token, cast: Cast) -> tuple[str, ...]:
    """Who does what a verb says: its subjects, or for whom somebody unnamed does it: "On behalf of Togo, I thank …"."""
    return actors_of(subjects(verb), cast) or represented(verb, cast)


def issuer(verb: Token, cast: Cast) -> tuple[str, ...]:
    """Whose paper says it: "*Kenya* issued a statement condemning the raid", "*Togo's* letter accusing"."""
    paper = verb.head
    if verb.dep_ != "acl" or verb.tag_ != "VBG" or paper.pos_ != "NOUN":
        return ()
    above = paper.head if paper.dep_ in {"dobj", "nsubjpass"} and paper.head.pos_ == "VERB" else None
    return owners(paper, cast) or (actors_of(subjects(above), cast) if above is not None else ())


def represented(verb: Token, cast: Cast) -> tuple[str, ...]:
    """On whose behalf a verb is done."""
    found: list[str] = []
    for noun in complements(verb, {"on"}):
        if word(noun) == "behalf":
            of = (a for t in complements(noun, {"of"}) for a in cast.among(t))
            found += [*(a for c in noun.children if c.dep_ == "poss" for a in cast.among(c)), *of]
    return tuple(dict.fromkeys(a for a in found if cast.codes((a,))))


def _acting(head: Token, cast: Cast) -> tuple[str, ...]:
    """Who acts when a phrase is a subject: its actors, with those "along with" them."""
    found = cast.among(head)
    if not found and word(head) in lexicon().words["partitive"]:
        return tuple(a for t in complements(head, {"of"}) for a in cast.among(t))
    if head.tag_ == "NNS" and not cast.codes(found):
        sent = tuple(a for t in complements(head, {"from"}) for a in cast.among(t) if cast.codes((a,)))
        if sent:
            return sent  # "*ministers* from Peru and Chile"
    if not found and word(head) in lexicon().words["private"]:
        return ()  # "a British rider" is nobody's
    if not found:
        return owners(head, cast) if head.pos_ in {"NOUN", "PROPN"} and head.dep_ in {"nsubj", "pobj"} else ()
    along = tuple(a for t in complements(head, {"along", "with", "alongside"}) for a in cast.among(t))
    return (*found, *along)


def political(actor_id: str, cast: Cast) -> bool:
    actor = cast.actor(actor_id)
    if actor.members:
        return any(political(m, cast) for m in actor.members if m != actor_id)
    if actor.kind == "group" and actor.sector in _PRIVATE:
        return False  # a Togolese farmer is Togo's, and no more political for that
    if actor.kind == "person" and actor.office is None and actor.origin.rule != "person:register":
        return False  # nor is a Togolese whom no office is known of
    known_group = actor.kind == "organisation" and (actor.origin.rule or "").startswith("register:")
    return (known_group and actor.sector not in _PRIVATE) or (
        actor.kind in _POLITICAL and actor.code not in {None, "NSA"}
    )


def request_mode(verb: Token, table: Lexicon) -> str:
    """What kind of thing is asked: a meeting, help, yielding, or else change.

    Of two things asked in one breath the first counts: "to withdraw and return to the table" asks to yield.
    """
    asked = [c for c in verb.children if c.dep_ in {"xcomp", "ccomp", "dobj", "prep", "advcl"}]
    return kind_asked(asked, table)


def kind_asked(heads: Iterable[Token], table: Lexicon) -> str:
    """The kind of thing that is asked with these words, what is joined to them left out."""
    words: set[str] = set()
    waiting = list(heads)
    while waiting:
        token = waiting.pop()
        words.add(word(token))
        waiting += (c for c in token.children if not (c.dep_ == "conj" and c.pos_ in {"VERB", "AUX"}))
    return next((mode for mode in ("meet", "yield", "assist") if words & table.request[mode]), "change")
