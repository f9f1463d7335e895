"""Scope: what is no business of the record, though its words are those of events: sport, trade, private life."""

from __future__ import annotations

from typing import TYPE_CHECKING

from communique.cues.lexicon import Rule, lexicon
from communique.draft import Cast, Syntax
from communique.stages.frames import complements, is_passive
from communique.stages.happening import Happening, political, word

if TYPE_CHECKING:
    from spacy.tokens import Token

_SPORTING = 4  # different words of sport that make a text one about sport
_OFFICIAL = frozenset({"government", "ministry", "body"})
_PLAYED = frozenset({"CONSULT", "AGREE", "SUPPORT", "ACCUSE", "REQUEST", "REJECT", "THREATEN"})


def out_of_scope(
    verb: Token, things: list[Token], rule: Rule, actors: tuple[str, ...], recipients: tuple[str, ...], cast: Cast
) -> bool:
    """Whether what a verb says is done by private people, or to things that politics does not strike."""
    if rule.type == "ASSAULT" and rule.symmetric and things and not any(_bodily(t, cast) for t in things):
        return not rule.objects  # "Peru and Chile fight corruption"
    if rule.bodily and not _struck(verb, things, actors, recipients, cast):
        return True
    if rule.type == "CONSULT" and actors and all(_private(a, cast) for a in actors):
        return True  # "an actor wants to visit Tbilisi"
    if rule.mode == "visit" and not rule.swap and actors and cast.codes(actors) == cast.codes(recipients):
        return True  # a journey in one's own country
    if rule.mode == "meet" and rule.type == "REQUEST":
        return bool(actors) and not all(any(political(a, cast) for a in side) for side in (actors, recipients))
    if rule.type == "MOBILIZE" and word(verb) in lexicon().words["flown"] and not things:
        return True  # "flew in a private jet"
    if word(verb) in lexicon().words["ordered"] and not any(c.dep_ in {"ccomp", "xcomp"} for c in verb.children):
        goods = (any(c.dep_ == "nummod" for c in thing.children) or not cast.at(thing) for thing in things)
        return all(goods)  # "ordered 300 million doses from Peru"
    if word(verb) in lexicon().words["insisted"]:
        return any(c.dep_ == "ccomp" and not _wanted(c, verb) for c in verb.children)
    return False


def _wanted(clause: Token, verb: Token) -> bool:
    """Whether what is insisted on is wanted, and not only held: "insisted that he go", not "that he had gone"."""
    if any(c.dep_ == "aux" and c.lower_ in lexicon().oblige for c in clause.children):
        return True
    plain = not any(c.dep_ in {"aux", "auxpass"} and c.tag_ != "VB" for c in clause.children)
    return plain and (clause.tag_ == "VB" or (clause.tag_ in {"VBP", "VBN"} and verb.tag_ == "VBD"))


def _private(actor_id: str, cast: Cast) -> bool:
    """Whether somebody is a person of no state and no office."""
    actor = cast.actor(actor_id)
    return actor.kind == "person" and actor.code in {None, "NSA"} and actor.name is not None


def _struck(verb: Token, things: list[Token], actors: tuple[str, ...], recipients: tuple[str, ...], cast: Cast) -> bool:
    """Whether an attack is one on people, places or things: "attacked a convoy", not "attack poverty"."""
    words = lexicon().words
    struck = [*things, *complements(verb, {"on"})] if not is_passive(verb) else things
    if not struck:  # "attacked from the start" may be anybody's; troops that attack do so
        armed = any(cast.actor(a).sector in {"MIL", "REB"} for a in actors)
        return armed or bool(recipients) or any(word(c) in words["armed"] for c in verb.children)
    by_persons = bool(actors) and all(cast.actor(a).kind == "person" for a in actors)
    kinds = {cast.actor(a).kind for t in struck for a in cast.among(t)}
    if by_persons and kinds and kinds <= {"person", "organisation"} and word(verb) in words["rebuked"]:
        return False  # "the president attacked the speaker": with words
    return any(_bodily(each, cast) for t in struck for each in (t, *t.conjuncts))


def _bodily(thing: Token, cast: Cast) -> bool:
    words = lexicon().words
    named = thing.pos_ in {"PROPN", "NUM"} or bool(cast.at(thing)) or thing.i in cast.where
    return named or word(thing) in words["struck"] or word(thing) in words["partitive"]


def sporting(syntax: Syntax) -> bool:
    """Whether a text is about sport, where England meets France and attacks from the start."""
    words = lexicon().words["sport"]
    found: set[str] = set()
    for token in syntax.doc:
        if token.lower_ in words:
            found.add(token.lower_)
            if len(found) >= _SPORTING:
                return True
    return False


def played(h: Happening, cast: Cast) -> bool:
    """Whether something told in a text about sport is a matter of the game: nobody in office takes part."""
    if h.type not in _PLAYED:
        return False
    sides = [cast.actor(a) for a in (*h.actors, *h.recipients)]
    offices = [set(a.office.lower().split()) for a in sides if a.office is not None]
    official = any(a.kind in _OFFICIAL for a in sides)
    return not official and not any(not office & lexicon().words["sport"] for office in offices)
