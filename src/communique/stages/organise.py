"""Organise: which organisations that the register does not know are meant, by the names an article gives in full."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from communique.cues.nouns import nouns
from communique.draft import Mention, Syntax

if TYPE_CHECKING:
    from communique.stages.company import Draft
    from communique.stages.troupe import Troupe

_KINDS = frozenset({"body", "organisation", "agency", "ministry"})
_SHORTEST = 4  # letters of a single word that may stand for a longer name: "House", "Apple"


def organisations(mentions: tuple[Mention, ...], syntax: Syntax, troupe: Troupe) -> dict[int, Draft]:
    """The actor of each organisation, by `id(mention)`: "the *House*" is the "House of Representatives" named before.

    A short name means the one longer name of the article that begins or ends with its words.
    """
    longer: dict[tuple[str, ...], dict[str, Draft]] = defaultdict(dict)
    for m in mentions:
        if m.entries and (actor := _known(m, troupe)) is not None:
            printed = syntax.doc[m.first : m.last + 1].text
            for part in _parts(tuple(printed.split())):
                longer[part][actor.key] = actor
    settled: dict[int, Draft] = {}
    unknown = [m for m in mentions if m.kind == "name" and not m.entries and m.name]
    for m in sorted(unknown, key=lambda m: (-len((m.name or "").split()), m.first)):
        words = tuple((m.name or "").split())
        meant = longer.get(words, {}) if _may_be_short(words) else {}
        actor = next(iter(meant.values())) if len(meant) == 1 else troupe.company.organisation(m)
        settled[id(m)] = actor
        if actor.rule == "ner":
            for part in _parts(words):
                longer[part][actor.key] = actor
    return settled


def _known(m: Mention, troupe: Troupe) -> Draft | None:
    keys = {e.key for e in m.entries}
    entry = m.entries[0]
    return troupe.company.drafts.get(entry.key) if len(keys) == 1 and entry.kind in _KINDS else None


def _parts(words: tuple[str, ...]) -> set[tuple[str, ...]]:
    """What a name begins and ends with, short of all of it; its first word may be left out: "the Observatory"."""
    edges = {part for n in range(1, min(len(words), 8)) for part in (words[:n], words[-n:])}
    return edges | {words[1 : n + 1] for n in range(1, min(len(words) - 1, 8))}


def _may_be_short(words: tuple[str, ...]) -> bool:
    single = len(words) == 1
    return not (single and (len(words[0]) < _SHORTEST or words[0] in nouns().generic))
