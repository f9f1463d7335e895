"""Repair: find suspected faults of translation and transmission, and read the article as it was most probably meant."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING

from communique.cues.faults import Rule, faults
from communique.draft import Cast, Segments, Syntax
from communique.ids import make_id
from communique.record import Article, Repair, RepairKind
from communique.stages.doubles import glued, repeated_conjunct, repeated_title, repeated_word
from communique.stages.dyads import dyad, self_dyad
from communique.stages.faults import Fault, Matter, administration, phrase, two_ranks, verb
from communique.stages.marks import marks
from communique.stages.recast import Recast, as_repair

if TYPE_CHECKING:
    from communique.register import Register

_METHODS: Mapping[str, Callable[[Rule, Matter], Iterator[Fault]]] = {
    "administration": administration,
    "dyad": dyad,
    "glued": glued,
    "marks": marks,
    "phrase": phrase,
    "repeated_conjunct": repeated_conjunct,
    "repeated_title": repeated_title,
    "repeated_word": repeated_word,
    "self_dyad": self_dyad,
    "two_ranks": two_ranks,
    "verb": verb,
}
# What each kind looks at: of two faults that overlap there, the one of the earlier rule stands.
_LOOKS_AT: Mapping[RepairKind, str] = {
    "title": "wording", "name": "wording", "doubled_word": "wording", "false_friend": "wording",
    "glued_caption": "wording", "dyad_compound": "parties", "self_dyad": "parties", "quotation": "marks",
}  # fmt: skip


def repair(
    article: Article, segments: Segments, syntax: Syntax, cast: Cast, register: Register
) -> tuple[Cast, tuple[Repair, ...]]:
    """The cast as it reads with the repairs, and the repairs, those of names among them, in the order of the text.

    Text and offsets never change. `used` is true where the cast relies on a reading: whom words mean, which lemma is
    read, an office, a name.
    """
    matter = Matter(article, segments, syntax, cast, register)
    recast = Recast(matter)
    for earlier in cast.repairs:
        recast.rest(earlier)
    made: list[Repair] = []
    for fault in _found(matter):
        repair_id = make_id("rep", article.id, fault.start, fault.end, fault.rule.kind)
        used = recast.apply(fault, repair_id)
        made.append(as_repair(fault, matter, repair_id=repair_id, used=used))
    repairs = tuple(sorted((*cast.repairs, *made), key=lambda r: (r.span.start, r.span.end, r.kind, r.id)))
    return recast.cast(repairs), repairs


def _found(matter: Matter) -> list[Fault]:
    """Every fault of the article, by the order of the rules; what another rule has claimed is left out."""
    kept: list[Fault] = []
    claimed: dict[str, list[tuple[int, int]]] = {}
    for rule in faults().rules:
        if not rule.concerns(matter.article):
            continue
        taken = claimed.setdefault(_LOOKS_AT[rule.kind], [])
        for fault in _METHODS[rule.method](rule, matter):
            at = bisect(taken, (fault.start, fault.end))
            clear = (at == 0 or taken[at - 1][1] <= fault.start) and (at == len(taken) or fault.end <= taken[at][0])
            if fault.start < fault.end and clear:
                taken.insert(at, (fault.start, fault.end))
                kept.append(fault)
    return kept
