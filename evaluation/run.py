"""Reads the texts of the gold records, scores the records made of them, and holds the scores to their floors.

    python -m evaluation.run [--update [--allow-regression REASON]] [--markdown]

The project's own gold set is always read; the larger development set only where `../shared/gold/dev` exists.
Records go to `build/evaluation/SET/`. Exit code 1: a score below its floor, a wrong span, or a text that was not read.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from evaluation.floors import Floors, Lowered
from evaluation.score import score

ROOT = Path(__file__).resolve().parent.parent
_FLOORS = Path(__file__).with_name("floors.json")
_BUILD = ROOT / "build" / "evaluation"


@dataclass(frozen=True, slots=True)
class GoldSet:
    """A folder of gold records and the folders where their texts are looked for."""

    name: str
    gold: Path
    texts: tuple[Path, ...]

    def text(self, doc: str) -> str:
        """The text that a gold record was made from."""
        found = (folder / f"{doc}.txt" for folder in self.texts)
        return next(path for path in found if path.exists()).read_text("utf-8")


SETS = (
    GoldSet("own", ROOT / "examples" / "gold", (ROOT / "examples" / "gold_texts", ROOT / "examples")),
    GoldSet("dev", ROOT.parent / "shared" / "gold" / "dev", (ROOT.parent / "shared" / "corpora" / "texts",)),
)


def evaluate(gold_set: GoldSet, reader: Any) -> dict[str, Any]:
    """The figures of one set, its records written beside for inspection."""
    from communique.sources import article_from_text

    folder = _BUILD / gold_set.name
    folder.mkdir(parents=True, exist_ok=True)
    gold = [json.loads(path.read_text("utf-8")) for path in sorted(gold_set.gold.glob("*.json"))]
    texts = {g["doc"]: gold_set.text(g["doc"]) for g in gold}
    records = {}
    for g in gold:
        record = reader.read(article_from_text(texts[g["doc"]], published=g["published"])).to_dict()
        path = folder / f"{g['doc']}.json"
        path.write_text(json.dumps(record, ensure_ascii=False, indent=1) + "\n", "utf-8")
        records[g["doc"]] = record
    return score(gold, texts, records)


def _table(report: dict[str, Any], floors: dict[str, float]) -> Iterator[str]:
    yield f"{'':26} precision  recall     F1   floor    gold  found"
    for name, row in report["scores"].items():
        floor = f"{floors[name]:7.3f}" if name in floors else "      –"
        mark = "  BELOW ITS FLOOR" if row["f1"] < floors.get(name, 0) else ""
        yield (
            f"{name:26} {row['precision']:9.3f} {row['recall']:7.3f} {row['f1']:6.3f} {floor} {row['gold']:7} "
            f"{row['predicted']:6}{mark}"
        )
    yield ""
    for name, row in report["attributes"].items():
        yield f"{name + ', where found':26} {row['accuracy']:9.3f}   {row['right']} of {row['of']}"
    yield ""
    yield f"{'who, by type':26} precision  recall     F1            gold  found"
    for name, row in report["events.who by type"].items():
        yield (
            f"{name:26} {row['precision']:9.3f} {row['recall']:7.3f} {row['f1']:6.3f} {'':7} {row['gold']:7} "
            f"{row['predicted']:6}"
        )


def markdown(reports: dict[str, dict[str, Any]], today: str) -> str:
    """The table of the README: F1 of every measure on every set."""
    names = list(reports)
    measures = sorted({measure for report in reports.values() for measure in report["scores"]})
    heads = [f"{name} ({reports[name]['documents']} texts)" for name in names]
    lines = [f"| F1, {today} | {' | '.join(heads)} |", f"|---|{'---|' * len(names)}"]
    for measure in measures:
        cells = [f"{reports[name]['scores'][measure]['f1']:.2f}" for name in names]
        lines.append(f"| {measure} | {' | '.join(cells)} |")
    return "\n".join(lines)


def main(argv: list[str] | None = None) -> int:
    """Evaluates every set that is here."""
    parser = argparse.ArgumentParser(prog="evaluation.run", description="Score the reader on gold records.")
    parser.add_argument("--update", action="store_true", help="move the floors up to what was reached")
    parser.add_argument("--allow-regression", metavar="REASON", help="let floors go down, and write down why")
    parser.add_argument("--markdown", action="store_true", help="print the table of the README as well")
    options = parser.parse_args(argv)

    from communique.reader import Reader

    reader, floors, today = Reader(), Floors.load(_FLOORS), date.today().isoformat()
    reports: dict[str, dict[str, Any]] = {}
    failed = False
    for gold_set in SETS:
        if not gold_set.gold.is_dir():
            print(f"{gold_set.name}: {gold_set.gold} is not here; left out.\n")
            continue
        report = reports[gold_set.name] = evaluate(gold_set, reader)
        reached = {measure: row["f1"] for measure, row in report["scores"].items()}
        print(f"{gold_set.name}: {report['documents']} texts, {report['spans']} spans, {report['spans_wrong']} wrong")
        print("\n".join(_table(report, floors.sets.get(gold_set.name, {}))), end="\n\n")
        failed |= report["spans_wrong"] > 0
        if options.update:
            try:
                floors.update(gold_set.name, reached, today=today, reason=options.allow_regression)
            except Lowered as lowered:
                print(f"Floors of {gold_set.name} not moved, they would go down: {lowered}.", file=sys.stderr)
                print('If that is meant, say why: --allow-regression "reason".', file=sys.stderr)
                failed = True
        else:
            failed |= bool(floors.below(gold_set.name, reached))
    if options.update and not failed:
        floors.save()
        print(f"Floors kept in {_FLOORS.relative_to(ROOT)}.")
    if options.markdown:
        print(markdown(reports, today))
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
