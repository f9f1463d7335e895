"""Scores records against hand-made gold records.

Events are scored at three depths, one prediction for each gold event, duplicates counting against precision:

    what    the same PLOVER type, on evidence that overlaps the gold evidence
    who     what, and the same codes on both sides (both sides together for CONSULT, AGREE, COOPERATE)
    whole   who, and the same status, and the same day where the gold date is known to the day

Statements: content overlap (Jaccard of characters ≥ 0.5), then with the right source. Commitments, expectations and
positions: overlap ≥ 0.3 and the right party. Figures are pooled over documents.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from evaluation.match import (
    Json,
    Parties,
    characters,
    codes,
    extents,
    jaccard,
    pair_off,
    quoted_extents,
    touch,
)

_SYMMETRIC = frozenset({"CONSULT", "AGREE", "COOPERATE"})
_TO_THE_DAY = frozenset({"day", "part_of_day", "minute"})
_ATTRIBUTES = ("status", "mode", "channel", "level")
_SAME_CONTENT = 0.5
_SAME_ITEM = 0.3


@dataclass(slots=True)
class Tally:
    """How many were right, how many there are, how many were found."""

    right: int = 0
    gold: int = 0
    predicted: int = 0

    def add(self, right: int, gold: int, predicted: int) -> None:
        """Counts a document in."""
        self.right += right
        self.gold += gold
        self.predicted += predicted

    def row(self) -> dict[str, float]:
        """Precision, recall and F1, rounded for print."""
        precision = self.right / self.predicted if self.predicted else 0.0
        recall = self.right / self.gold if self.gold else 0.0
        f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
        return {
            "precision": round(precision, 4),
            "recall": round(recall, 4),
            "f1": round(f1, 4),
            "gold": self.gold,
            "predicted": self.predicted,
        }


@dataclass(slots=True)
class Report:
    """What is counted over all documents."""

    documents: int = 0
    missing: int = 0
    spans: int = 0
    spans_wrong: int = 0
    scores: defaultdict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    by_type: defaultdict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    right: Counter[str] = field(default_factory=Counter)
    total: Counter[str] = field(default_factory=Counter)

    def attribute(self, name: str, right: bool) -> None:
        """Counts one attribute of something that was found."""
        self.total[name] += 1
        self.right[name] += right

    def as_dict(self) -> dict[str, Any]:
        """The report as plain JSON values."""
        most_first = sorted(self.by_type.items(), key=lambda item: -item[1].gold)
        return {
            "documents": self.documents,
            "records_missing": self.missing,
            "spans": self.spans,
            "spans_wrong": self.spans_wrong,
            "scores": {name: tally.row() for name, tally in sorted(self.scores.items())},
            "attributes": {
                name: {"right": self.right[name], "of": of, "accuracy": round(self.right[name] / of, 4)}
                for name, of in sorted(self.total.items())
            },
            "events.who by type": {name: tally.row() for name, tally in most_first},
        }


def score(gold: Iterable[Json], texts: Mapping[str, str], records: Mapping[str, Json]) -> dict[str, Any]:
    """The figures for gold records and the records read from the same texts, both by document name."""
    report = Report()
    for record_gold in gold:
        doc = record_gold["doc"]
        report.documents += 1
        report.missing += doc not in records
        _score_document(report, record_gold, texts[doc], records.get(doc, {}))
    return report.as_dict()


def score_folders(gold_dir: Path, text_dir: Path, record_dir: Path) -> dict[str, Any]:
    """The figures for folders of `NNN.json` gold, `NNN.txt` texts and `NNN.json` records."""
    gold = [json.loads(path.read_text("utf-8")) for path in sorted(gold_dir.glob("*.json"))]
    texts = {g["doc"]: (text_dir / f"{g['doc']}.txt").read_text("utf-8") for g in gold}
    read = {g["doc"]: record_dir / f"{g['doc']}.json" for g in gold}
    records = {doc: json.loads(path.read_text("utf-8")) for doc, path in read.items() if path.exists()}
    return score(gold, texts, records)


def _score_document(report: Report, gold: Json, text: str, record: Json) -> None:
    for span in _spans_anywhere(record):
        report.spans += 1
        report.spans_wrong += text[span["start"] : span["end"]] != span["exact"]
    parties = Parties(gold, record)
    _score_events(report, gold, record, text, parties)
    _score_statements(report, gold, record, text, parties)
    items: tuple[tuple[str, str, Callable[[Json, Json], bool]], ...] = (
        ("commitments", "action", lambda g, p: parties.same_codes(g["parties"], p.get("parties"))),
        ("expectations", "content", lambda g, p: parties.same_code(g.get("holder"), p.get("holder"))),
        ("positions", "evidence", lambda g, p: parties.same_code(g["holder"], p.get("holder"))),
    )
    for family, quote, right in items:
        found = _score_items(report, family, quote, gold, record, text, right)
        if family == "positions":
            for g, p in found:
                report.attribute("stance", g["stance"] == p.get("stance"))
    real = characters(quoted_extents(text, gold["boilerplate"]))
    marked = characters(extents([piece.get("span") or piece for piece in record.get("boilerplate", ())]))
    report.scores["boilerplate.characters"].add(len(real & marked), len(real), len(marked))


def _spans_anywhere(node: Any) -> Iterator[Json]:
    if isinstance(node, dict):
        if {"start", "end", "exact"} <= node.keys():
            yield node
        for value in node.values():
            yield from _spans_anywhere(value)
    elif isinstance(node, list):
        for value in node:
            yield from _spans_anywhere(value)


def _score_events(report: Report, gold: Json, record: Json, text: str, parties: Parties) -> None:
    wanted = [
        {
            **event,
            "where": quoted_extents(text, event["evidence"]),
            "sides": (frozenset(event["actor_codes"]), frozenset(event["recipient_codes"])),
        }
        for event in gold["events"]
    ]
    found = [
        {
            **event,
            "where": extents(event.get("evidence")) + extents(event.get("trigger")),
            "sides": tuple(codes(event.get(side), parties.predicted) for side in ("actors", "recipients")),
        }
        for event in record.get("events", ())
    ]
    depths: dict[str, Callable[[Json, Json], bool]] = {"what": _what, "who": _who, "whole": _whole}
    pairs = pair_off(wanted, found, lambda g, p: sum(test(g, p) for test in depths.values()))
    for depth, test in depths.items():
        report.scores[f"events.{depth}"].add(sum(test(g, p) for g, p in pairs), len(wanted), len(found))
    for event in wanted:
        report.by_type[event["type"]].gold += 1
    for event in found:
        report.by_type[str(event.get("type"))].predicted += 1
    for g, p in pairs:
        report.by_type[g["type"]].right += _who(g, p)
        report.attribute("sides", _who(g, p))  # the codes of both sides, where the event was found
        for name in _ATTRIBUTES:
            if name == "status" or g.get(name) is not None:
                report.attribute(name, g.get(name) == p.get(name))
        if _dated_to_the_day(g):
            report.attribute("date", _same_day(g, p))


def _what(gold: Json, predicted: Json) -> bool:
    return gold["type"] == predicted.get("type") and touch(gold["where"], predicted["where"])


def _who(gold: Json, predicted: Json) -> bool:
    if not _what(gold, predicted):
        return False
    if gold["type"] in _SYMMETRIC:
        return bool(frozenset().union(*gold["sides"]) == frozenset().union(*predicted["sides"]))
    return bool(gold["sides"] == predicted["sides"])


def _whole(gold: Json, predicted: Json) -> bool:
    return _who(gold, predicted) and gold["status"] == predicted.get("status") and _same_day(gold, predicted)


def _dated_to_the_day(event: Json) -> bool:
    return (event.get("date") or {}).get("precision") in _TO_THE_DAY


def _same_day(gold: Json, predicted: Json) -> bool:
    if not _dated_to_the_day(gold):
        return True
    date: Json = predicted.get("date") or {}
    return bool(date) and (date.get("start") or "")[:10] == (gold["date"].get("start") or "")[:10]


def _score_statements(report: Report, gold: Json, record: Json, text: str, parties: Parties) -> None:
    wanted = [{**s, "where": quoted_extents(text, s["content"])} for s in gold["statements"]]
    found = [{**s, "where": extents(s.get("content"))} for s in record.get("statements", ())]
    pairs = pair_off(wanted, found, _overlap_of(_SAME_CONTENT))
    sources = sum(parties.same_actor(g["source"], p.get("source")) for g, p in pairs)
    report.scores["statements.content"].add(len(pairs), len(wanted), len(found))
    report.scores["statements.source"].add(sources, len(wanted), len(found))


def _score_items(
    report: Report,
    family: str,
    quote: str,
    gold: Json,
    record: Json,
    text: str,
    right: Callable[[Json, Json], bool],
) -> list[tuple[Json, Json]]:
    """Counts one family of items that have one quote each, and gives the pairs found."""
    wanted = [{**item, "where": quoted_extents(text, [item[quote]])} for item in gold[family]]
    found = [
        {**item, "where": extents(item.get(quote)) or extents(item.get("evidence"))} for item in record.get(family, ())
    ]
    pairs = pair_off(wanted, found, _overlap_of(_SAME_ITEM))
    report.scores[family].add(sum(right(g, p) for g, p in pairs), len(wanted), len(found))
    return pairs


def _overlap_of(least: float) -> Callable[[Json, Json], float]:
    def overlap(gold: Json, predicted: Json) -> float:
        shared = jaccard(gold["where"], predicted["where"])
        return shared if shared >= least else 0.0

    return overlap
