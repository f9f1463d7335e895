"""How far the record of a machine translation names the states that the record of the human translation names.

    python -m evaluation.translated [--sample N] [--show]

Reads the WMT news documents of `../shared/benchmarks/wmt_mt_news_docs.jsonl.gz`: for each document the human reference
and one machine translation (its systems take turns, in alphabetical order, so that no system is favoured). A state is
named when an actor of the record belongs to it (`iso3`). Documents where neither text names a state are left out.
`--sample` reads every n-th document only, for about N of them; `--show` prints where the two differ.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from evaluation.run import ROOT

if TYPE_CHECKING:
    from communique.record import Record

DOCUMENTS = ROOT.parent / "shared" / "benchmarks" / "wmt_mt_news_docs.jsonl.gz"


@dataclass(frozen=True, slots=True)
class Pair:
    """The states that the human and the machine translation of one document name."""

    doc: str
    language: str
    system: str
    human: frozenset[str]
    machine: frozenset[str]

    @property
    def jaccard(self) -> float:
        """Shared states over all states of the pair."""
        return len(self.human & self.machine) / len(self.human | self.machine)

    @property
    def f1(self) -> float:
        """Twice the shared states over the sum of both."""
        return 2 * len(self.human & self.machine) / (len(self.human) + len(self.machine))


def states(record: Record) -> frozenset[str]:
    """The states that the actors of a record belong to."""
    return frozenset(actor.iso3 for actor in record.actors if actor.iso3 and actor.mentions)


def documents(sample: int | None = None) -> list[dict[str, Any]]:
    """The documents that have a machine translation, or about `sample` of them, evenly spread."""
    with gzip.open(DOCUMENTS, "rt", encoding="utf-8") as lines:
        every = [doc for doc in map(json.loads, lines) if doc["hyps"]]
    step = max(1, len(every) // sample) if sample else 1
    return every[::step][: sample or None]


def compare(reader: Any, docs: Iterable[dict[str, Any]]) -> list[Pair]:
    """Both sides of each document, read; those without any state left out."""
    from communique.sources import article_from_text

    pairs = []
    for turn, doc in enumerate(docs):
        systems = sorted(doc["hyps"])
        system = systems[turn % len(systems)]
        human, machine = (
            states(reader.read(article_from_text("\n".join(lines)))) for lines in (doc["ref"], doc["hyps"][system])
        )
        if human or machine:
            pairs.append(Pair(doc["doc"], doc["lang"], system, human, machine))
    return pairs


def table(pairs: list[Pair]) -> list[str]:
    """Agreement by language and over all: per pair, and pooled."""
    groups: dict[str, list[Pair]] = defaultdict(list)
    for pair in pairs:
        groups[pair.language].append(pair)
        groups["all"].append(pair)
    lines = [f"{'source':8}{'pairs':>7}{'F1 per pair':>13}{'Jaccard':>9}{'micro F1':>10}{'same set':>10}"]
    for name, group in sorted(groups.items(), key=lambda item: (item[0] == "all", item[0])):
        shared = sum(len(p.human & p.machine) for p in group)
        named = sum(len(p.human) + len(p.machine) for p in group)
        lines.append(
            f"{name:8}{len(group):7}{sum(p.f1 for p in group) / len(group):13.3f}"
            f"{sum(p.jaccard for p in group) / len(group):9.3f}{2 * shared / named:10.3f}"
            f"{sum(p.human == p.machine for p in group) / len(group):10.3f}"
        )
    return lines


def main(argv: list[str] | None = None) -> int:
    """Prints the table, and where asked the pairs that differ."""
    parser = argparse.ArgumentParser(prog="evaluation.translated", description=__doc__.split("\n", 1)[0])
    parser.add_argument("--sample", type=int, metavar="N", help="read about N documents only")
    parser.add_argument("--show", action="store_true", help="print the pairs that differ")
    options = parser.parse_args(argv)
    if not DOCUMENTS.is_file():
        print(f"translated: {DOCUMENTS} is not here; nothing to measure.", file=sys.stderr)
        return 2
    from communique.reader import Reader

    pairs = compare(Reader(), documents(options.sample))
    if not pairs:
        print("translated: no document names a state.", file=sys.stderr)
        return 1
    print("\n".join(table(pairs)))
    if options.show:
        for pair in sorted(pairs, key=lambda p: (p.jaccard, p.doc)):
            if pair.human != pair.machine:
                sides = (("human", pair.human - pair.machine), ("machine", pair.machine - pair.human))
                only = [f"{name} {' '.join(sorted(codes))}" for name, codes in sides if codes]
                print(f"{pair.doc} {pair.system}: only {'; only '.join(only)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
