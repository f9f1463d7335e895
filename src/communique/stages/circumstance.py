"""Circumstance: at what level, in what context and about what something happened."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from communique.cues.nouns import nouns
from communique.draft import Cast, Syntax
from communique.record import Actor, Level, Topic
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
def cues() -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """The word lists of `contexts.toml`, read once."""
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
        for context, cues in cues()["context"].items()
        if any((cue in single) if " " not in cue else f" {cue} " in joined for cue in cues)
    )


def level_of(happening: Happening, cast: Cast, register: Register) -> Level | None:
    """The highest level on the lower side of a consultation; None where one side has nobody with a level."""
    if happening.type != "CONSULT":
        return None
    sides: dict[str, list[int]] = {}
    for actor_id in (*happening.actors, *happening.recipients):
        together = _of_several(cast.actor(actor_id))
        for member in (cast.actor(a) for a in flat((actor_id,), cast)):
            if member.code is None:
                continue
            office = register.office(member.office) if member.kind == "person" and member.office else None
            own = [_RANK.index(office.level)] if office is not None and office.level is not None else []
            sides.setdefault(member.code, []).extend(together + own)
    best = [min(ranks) for ranks in sides.values() if ranks]
    visiting = happening.mode == "visit" or (happening.rule is not None and happening.rule.mode == "visit")
    if not best or (len(best) < len(sides) and not visiting and not _peers(happening)) or len(sides) < 2:
        return None
    return _RANK[max(best)]


def _peers(happening: Happening) -> bool:
    """Whether those met hold the same office: "met his Peruvian *counterpart*"."""
    return any(token.lemma_.lower() in nouns().peers for token in happening.trigger.subtree)


def _of_several(actor: Actor) -> list[int]:
    """The rank of a group that is named by its office alone: "the foreign *ministers*"."""
    words = (actor.name or "").lower().split() if actor.kind == "group" else []
    ends = {" ".join(words[k:]) for k in range(max(0, len(words) - 3), len(words))}
    of = {" ".join(words[:k]) for k in range(1, 4)} if "of" in words else set()
    levels = (i for i, level in enumerate(_RANK) if (ends | of) & set(cues()["level"].get(level, ())))
    return list(levels)[-1:]


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
