"""The page on repairs lists every rule and every signal there is. To write its tables anew, run this file."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import pytest

from communique.cues.faults import Rule, faults
from communique.record import RepairKind
from communique.stages.translation import Signal, signals

PAGE = Path(__file__).resolve().parents[2] / "docs" / "reference" / "repairs.md"


def rule_row(rule: Rule) -> str:
    """A rule as a row: its id, an example, the reading, how sure it is, why."""
    reading = re.sub(r"\\\d", "…", rule.reading or "") if rule.method != "marks" else "the mark in its place"
    return _row(f"`{rule.id}`", rule.positive[0], reading or "–", f"{rule.confidence:.2f}", rule.why)


def signal_row(signal: Signal) -> str:
    """A signal as a row: its id, the languages it speaks for, how much it weighs, whether a machine is behind it."""
    languages = ", ".join(signal.languages) or "any"
    return _row(f"`{signal.id}`", languages, f"{signal.weight:g}", "yes" if signal.machine else "", signal.why)


def _row(*cells: str) -> str:
    plain = (" ".join(cell.split()).replace("|", "\\|") for cell in cells)
    return f"| {' | '.join(plain)} |"


def tables() -> dict[str, list[str]]:
    """The rows of each table, by the heading above it."""
    found = {kind: [rule_row(rule) for rule in faults().rules if rule.kind == kind] for kind in get_args(RepairKind)}
    return {**found, "Signals": [signal_row(signal) for signal in signals()]}


def section(heading: str) -> str:
    """What stands under a heading of the page."""
    _, _, rest = PAGE.read_text("utf-8").partition(f"\n### {heading}\n")
    return re.split(r"\n##", rest)[0]


@pytest.mark.parametrize("heading", sorted(tables()))
def test_the_page_lists_what_the_data_files_hold_and_nothing_else(heading: str) -> None:
    rows = [line for line in section(heading).splitlines() if line.startswith("| `")]
    assert rows == tables()[heading], "run `python -m tests.docs.test_repairs_reference`"


def write() -> None:
    """Put the rows of the data files into the tables of the page."""
    text = PAGE.read_text("utf-8")
    for heading, rows in tables().items():
        before, title, rest = text.partition(f"\n### {heading}\n")
        body, end = re.split(r"(?=\n##)|\Z", rest, maxsplit=1)[0], ""
        end = rest[len(body) :]
        kept = "\n".join(line for line in body.rstrip().splitlines() if not line.startswith("| `"))
        text = before + title + "\n".join([kept, *rows]) + "\n" + end
    PAGE.write_text(text, "utf-8")


if __name__ == "__main__":
    write()
