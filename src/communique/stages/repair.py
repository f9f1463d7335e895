"""Repair: find suspected faults of translation and transmission, and read the article as it was most probably meant."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from communique.cues.faults import Rule, faults
from communique.draft import Cast, Segments, Syntax
from communique.ids import make_id
from communique.record import Article, Record, Repair, RepairKind, Span
from communique.stages.doubles import glued, repeated_conjunct, repeated_line, repeated_title, repeated_word
from communique.stages.dyads import dyad, self_dyad
from communique.stages.faults import Fault, Matter, administration, phrase, residue, two_ranks, verb
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
    "repeated_line": repeated_line,
    "repeated_title": repeated_title,
    "repeated_word": repeated_word,
    "residue": residue,
    "self_dyad": self_dyad,
    "two_ranks": two_ranks,
    "verb": verb,
}
# What each kind looks at: of two faults that overlap there, the one of the earlier rule stands.
_LOOKS_AT: Mapping[RepairKind, str] = {
    "title": "wording", "name": "wording", "doubled_word": "wording", "false_friend": "wording",
    "glued_caption": "wording", "dyad_compound": "parties", "self_dyad": "parties", "quotation": "marks",
}  # fmt: skip


def methods() -> frozenset[str]:
    """The names of the ways to find a fault that a rule of the data file may ask for."""
    return frozenset(_METHODS)


def repair(
    article: Article, segments: Segments, syntax: Syntax, cast: Cast, register: Register, *, rely: bool = True
) -> tuple[Cast, tuple[Repair, ...]]:
    """The cast as it reads with the repairs, and the repairs, those of names among them, in the order of the text.

    Text and offsets never change. `used` is true where the cast relies on a reading: whom words mean, which lemma is
    read, an office, a name. Unless we are to `rely` on them, the faults are listed and every word is read as printed:
    what means somebody only by a repair then means nobody.
    """
    matter = Matter(article, segments, syntax, cast, register)
    recast = Recast(matter)
    made: list[Repair] = []
    for earlier in cast.repairs:
        made.append(earlier if rely else recast.undo(earlier))
        recast.rest(made[-1])
    for fault in _found(matter):
        repair_id = make_id("rep", article.id, fault.start, fault.end, fault.rule.kind)
        used = rely and recast.apply(fault, repair_id)
        if not rely:
            recast.leave_open(fault)
        made.append(as_repair(fault, matter, repair_id=repair_id, used=used))
    repairs = tuple(sorted(made, key=lambda r: (r.span.start, r.span.end, r.kind, r.id)))
    return recast.cast(repairs), repairs


def relied_on(record: Record) -> tuple[Repair, ...]:
    """The repairs of a finished record: a verb that is read as another is `used` where something was coded by it."""
    read_only = {rule.id for rule in faults().rules if rule.read is not None and not rule.means}
    if not any(r.used and r.origin.rule in read_only for r in record.repairs):
        return record.repairs
    told: list[Span] = [event.trigger for event in record.events]
    told += [statement.cue for statement in record.statements if statement.cue is not None]
    told += [span for position in record.positions for span in position.evidence]
    told += [span for expectation in record.expectations for span in expectation.evidence]
    told += [span for commitment in record.commitments for span in commitment.evidence]
    covered = frozenset(at for span in told for at in range(span.start, span.end))
    coded = (record.events, record.statements, record.commitments, record.expectations, record.positions)
    named = frozenset(repair for items in coded for item in items for repair in item.repairs)
    return tuple(
        replace(r, used=r.id in named or not covered.isdisjoint(range(r.span.start, r.span.end)))
        if r.used and r.origin.rule in read_only
        else r
        for r in record.repairs
    )


def _found(matter: Matter) -> list[Fault]:
    """Every fault of the article, by the order of the rules; what another rule has claimed is left out."""
    kept: list[Fault] = []
    claimed: dict[str, list[tuple[int, int]]] = {}
    for rule in faults().rules:
        if not rule.concerns(matter.article):
            continue
        taken = claimed.setdefault("lines" if rule.method == "repeated_line" else _LOOKS_AT[rule.kind], [])
        for fault in _METHODS[rule.method](rule, matter):
            at = bisect(taken, (fault.start, fault.end))
            clear = (at == 0 or taken[at - 1][1] <= fault.start) and (at == len(taken) or fault.end <= taken[at][0])
            if fault.start < fault.end and clear:
                taken.insert(at, (fault.start, fault.end))
                kept.append(fault)
    return kept
