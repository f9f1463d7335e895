"""The data of the type model: sentences with a marked pair, their PLOVER types, and the document each comes from.

Own sentences are `training/pairs/*.tsv` (written for this project, Apache-2.0); a line `# …` opens a document.
Shared ones are read from `../shared/benchmarks`, used for training and measuring and never redistributed.
"""

from __future__ import annotations

import csv
import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from communique.models.marked import Unmarked, parse
from communique.models.types import NONE
from communique.record import EventType

ROOT = Path(__file__).resolve().parent.parent
OWN = ROOT / "training" / "pairs"
FOLDS = 5
AFTER_READING = frozenset({"16_conventions.tsv", "17_weak.tsv", "18_long.tsv"})
SHARED = ROOT.parent / "shared" / "benchmarks"

TYPES: tuple[str, ...] = get_args(EventType)
LABELS = (*TYPES, NONE)
# What PLV calls YIELD is CONCEDE or RETREAT in PLOVER 2.0; a pair that only counts as political may be any type.
MEANS = {"YIELD": ("CONCEDE", "RETREAT"), "political": TYPES, **{label: (label,) for label in LABELS}}

# The types of ACE and WikiEvents that mean one PLOVER type; the others say only that there is a relation.
_EVENT_TYPES = {
    "Attack": "ASSAULT", "Meet": "CONSULT", "Phone-Write": "CONSULT", "Demonstrate": "PROTEST",
    "Arrest-Jail": "COERCE", "ArrestJailDetain": "COERCE", "Sue": "ACCUSE", "Charge-Indict": "ACCUSE",
    "ChargeIndict": "ACCUSE", "InvestigateCrime": "ACCUSE", "Release-Parole": "RETREAT",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Pair:
    """A marked sentence, what it may be labelled, its document and the set it belongs to."""

    sentence: str
    label: str
    document: str
    origin: str

    @property
    def allowed(self) -> tuple[int, ...]:
        """The indexes of the labels that are right."""
        return tuple(LABELS.index(name) for name in MEANS[self.label])


def own(*, unread: bool = False) -> list[Pair]:
    """The project's own sentences, in the order of their files.

    With `unread`, only those written before any error on PLV had been read: the others follow what PLV's sentences
    taught about its labels, and would flatter a test on them.
    """
    pairs = []
    for path in sorted(OWN.glob("*.tsv")):
        if unread and path.name in AFTER_READING:
            continue
        document = path.stem
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            if line.startswith("#"):
                document = f"{path.stem}: {line.lstrip('# ')}"
                continue
            if not line.strip() or line.startswith("marked_sentence\t"):
                continue
            sentence, label, *_ = line.split("\t")
            if label not in LABELS:
                raise ValueError(f"{path}, line {number}: {label!r} is not a type")
            pairs.append(Pair(sentence, label, document, "own"))
    return pairs


def plv() -> list[Pair]:
    """PLV's training sentences; each is a document of its own, the same sentence with two pairs is one."""
    return [Pair(r["marked_sentence"], r["gold_root"], r["sentence"], "plv") for r in _rows("plv_train.tsv")]


def aw() -> list[Pair]:
    """Pairs from ACE and WikiEvents, with and without a political relation."""
    pairs = []
    for r in _rows("aw_train.tsv"):
        part = next((p for p in r["event_type"].replace(":", ".").split(".") if p in _EVENT_TYPES), None)
        label = NONE if r["gold_binary"] == "0" else _EVENT_TYPES.get(part or "", "political")
        try:
            parse(r["marked_sentence"])
        except Unmarked:  # three rows mark the same words twice
            continue
        pairs.append(Pair(r["marked_sentence"], label, f"{r['dataset']}-{r['doc_id']}", "aw"))
    return pairs


def fold_of(document: str) -> int:
    """The fold of a document: the same one on every machine."""
    return int(hashlib.sha256(document.encode()).hexdigest(), 16) % FOLDS


def _rows(name: str) -> list[dict[str, str]]:
    path = SHARED / name
    if not path.exists():
        raise SystemExit(f"{path} is not there. Training needs the shared benchmarks beside the checkout.")
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
