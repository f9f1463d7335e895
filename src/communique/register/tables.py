"""The register's tables: CSV files whose first lines are comments, laid one over the other."""

from __future__ import annotations

import csv
import gc
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.resources import files
from importlib.resources.abc import Traversable

LISTS = ("names", "acronyms", "demonyms", "adjectives", "capitals", "seats", "caution", "not")

_PROVENANCE = re.compile(r"(?:source = (?P<source>.+?);? )?licence = (?P<licence>.+?)(?:; (?:date|dated) = .*)?$")


@dataclass(slots=True)
class Row:
    """What the tables say about one key: single values, and lists of surface forms."""

    key: str
    values: dict[str, str] = field(default_factory=dict)
    lists: dict[str, list[str]] = field(default_factory=dict)

    def lay(self, row: dict[str, str]) -> None:
        """Lay a row of a later table over this one: its single values replace, its lists add."""
        for column, text in row.items():
            if not text or column == "key":
                continue
            if column in LISTS:
                known = self.lists.setdefault(column, [])
                known += [item for item in _items(text) if item not in known]
            else:
                self.values[column] = text


@contextmanager
def uncollected() -> Iterator[None]:
    """Pause the garbage collector while tables load: all of it stays, and walking it again and again takes a third."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


def data(name: str) -> Traversable:
    """A data file of the register, inside the package."""
    return files("communique.register").joinpath("data", name)


def rows(file: Traversable) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows of a table with their line numbers; lines that begin with `#` are comments."""
    lines = file.read_text(encoding="utf-8-sig").splitlines()
    numbered = [(n, line) for n, line in enumerate(lines, 1) if line.strip() and not line.startswith("#")]
    reader = csv.DictReader(line for _, line in numbered)
    for row in reader:
        number = numbered[min(reader.line_num, len(numbered)) - 1][0]
        yield number, {k: (v or "").strip() for k, v in row.items() if isinstance(k, str) and not isinstance(v, list)}


def provenance(file: Traversable) -> tuple[str, str]:
    """The source and the licence that the head of a table names for its rows."""
    head = []
    for line in file.read_text(encoding="utf-8-sig").splitlines():
        if not line.startswith("#"):
            break
        head.append(line.lstrip("# "))
    found = _PROVENANCE.search(" ".join(head))
    return (found["source"] or "", found["licence"]) if found else ("", "")


def overlay(tables: Iterable[Iterable[dict[str, str]]]) -> list[Row]:
    """One row a key, in order of first appearance, later tables correcting earlier ones."""
    found: dict[str, Row] = {}
    for table in tables:
        for row in table:
            key = row.get("key", "")
            if key:
                found.setdefault(key, Row(key)).lay(row)
    return list(found.values())


def _items(text: str) -> list[str]:
    return [item.strip() for item in text.split("|") if item.strip()]
