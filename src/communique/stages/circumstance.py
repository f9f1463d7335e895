"""Circumstance: through which channel, at what level, in what context and about what something happened."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from communique.draft import Cast, Syntax
from communique.record import Channel, Level, Topic
from communique.stages.frames import complements, objects
from communique.stages.happening import Happening

if TYPE_CHECKING:
    from spacy.tokens import Token

    from communique.register import Register

_RANK: tuple[Level, ...] = (
    "head", "minister", "vice_minister", "director", "ambassador", "envoy", "working", "parliament",
)  # fmt: skip
_ABOUT = frozenset({"about", "on", "regarding", "over", "concerning"})
_DISCUSS = frozenset("discuss review address explore examine".split())


@cache
def _cues() -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    data: dict[str, dict[str, list[str]]] = tomllib.loads(
        files("communique.cues").joinpath("contexts.toml").read_text("utf-8")
    )
    return {family: {k: tuple(words) for k, words in group.items()} for family, group in data.items()}


def contexts_of(tokens: Iterable[Token]) -> tuple[str, ...]:
    """The PLOVER contexts that the words of an event's evidence put it in, in the order of the codebook."""
    words = [t.lemma_.lower() for t in tokens]
    single, joined = set(words), f" {' '.join(words)} "
    return tuple(
        context
        for context, cues in _cues()["context"].items()
        if any((cue in single) if " " not in cue else f" {cue} " in joined for cue in cues)
    )


def channel_of(happening: Happening, tokens: Iterable[Token]) -> Channel | None:
    """Through what: what the clause says ("by phone", "a video consultation"), else what the verb implies."""
    text = f" {' '.join(t.lower_ for t in tokens)} "
    family = "channel" if happening.type == "CONSULT" else "said_through"
    visits = happening.rule is not None and happening.rule.channel == "visit"
    for channel, cues in _cues()[family].items():
        if channel == "phone" and family == "channel" and visits:
            continue  # "paid a farewell call": a visit
        if any(f" {cue} " in text for cue in cues):
            return channel  # type: ignore[return-value]  # the data file's keys are channels; a test holds it to that
    return happening.rule.channel if happening.rule is not None else None


def level_of(happening: Happening, cast: Cast, register: Register) -> Level | None:
    """The highest level on the lower side of a consultation; None where one side has nobody with a level."""
    if happening.type != "CONSULT":
        return None
    sides: dict[str, list[int]] = {}
    for actor_id in flat((*happening.actors, *happening.recipients), cast):
        actor = cast.actor(actor_id)
        if actor.code is None:
            continue
        ranks = sides.setdefault(actor.code, [])
        office = register.office(actor.office) if actor.kind == "person" and actor.office else None
        if office is not None and office.level is not None:
            ranks.append(_RANK.index(office.level))
    best = [min(ranks) for ranks in sides.values() if ranks]
    visiting = happening.mode == "visit" or (happening.rule is not None and happening.rule.mode == "visit")
    if not best or (len(best) < len(sides) and not visiting) or len(sides) < 2:
        return None
    return _RANK[max(best)]


def flat(actor_ids: Iterable[str], cast: Cast) -> tuple[str, ...]:
    """Actors with groups replaced by their members, each once."""
    found: list[str] = []
    for actor_id in actor_ids:
        members = [m for m in cast.actor(actor_id).members if m != actor_id]
        found += [a for a in (flat(members, cast) if members else (actor_id,)) if a not in found]
    return tuple(found)


def topics_of(happening: Happening, syntax: Syntax) -> tuple[Topic, ...]:
    """What a consultation was about: "spoke about *the attack*", "met to discuss *trade*"."""
    if happening.type != "CONSULT":
        return ()
    spans = []
    for trigger in (happening.trigger, *happening.also):
        for verb in (trigger, *(c for c in trigger.children if c.dep_ in {"advcl", "xcomp", "acl", "conj"})):
            heads = complements(verb, _ABOUT)
            if verb.lemma_.lower() in _DISCUSS:
                heads += objects(verb)
            for thing in objects(verb):
                heads += complements(thing, _ABOUT)
            spans += [syntax.span(h.left_edge.i, h.right_edge.i) for h in heads if h.ent_type_ not in {"DATE", "TIME"}]
    unique = {(s.start, s.end): s for s in spans if s.exact}
    return tuple(Topic(None, s) for _, s in sorted(unique.items()))
