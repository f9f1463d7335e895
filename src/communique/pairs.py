"""Tables of marked pairs: every row of a TSV file with its PLOVER type, status and confidence.

A line is a row and a tab ends a cell; quotation marks have no meaning of their own, since sentences are full of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, get_args

from communique.errors import SourceError
from communique.models.types import NONE, THRESHOLD
from communique.record import EventType

if TYPE_CHECKING:
    from spacy.language import Language

    from communique.models.marked import Marked
    from communique.models.types import Judgement

SENTENCE = "marked_sentence"
PROBABILITIES = tuple(f"p_{name}" for name in (*get_args(EventType), NONE))
ADDED = ("type", "quad_code", "status", "confidence", *PROBABILITIES, "note")
_LONGEST = 5_000  # characters; longer is no sentence, and a parser would choke on it


@dataclass(frozen=True, slots=True)
class Table:
    """A table as it was read: its columns, and each row's cells as they were written."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Coded:
    """One row with its added cells; `pair` is False where its marks name no pair."""

    cells: tuple[str, ...]
    pair: bool


def read_table(text: str, *, name: str) -> Table:
    """The table in `text`. Raises SourceError where there is none, or no column of sentences."""
    lines = text.removeprefix("\ufeff").split("\n")
    while lines and not lines[-1].strip():
        lines.pop()
    if not lines:
        raise SourceError(f"Cannot read {name}: it is empty.", hint=_EXPECTED)
    columns = tuple(cell.strip() for cell in lines[0].split("\t"))
    if SENTENCE not in columns:
        found = ", ".join(column[:40] for column in columns[:12] if column) or "none"
        comma = "Columns are separated by tabs, not by commas. " if "\t" not in lines[0] and "," in lines[0] else ""
        raise SourceError(f"{name} has no column {SENTENCE}; its columns are: {found}.", hint=comma + _EXPECTED)
    if taken := [column for column in ADDED if column in columns]:
        raise SourceError(
            f"{name} has columns that would be added: {', '.join(taken[:6])}.",
            hint="Rename or remove them: what stands in a table is never overwritten.",
        )
    return Table(columns, tuple(tuple(line.split("\t")) for line in lines[1:] if line.strip()))


_EXPECTED = (
    f"The first line must name the columns, separated by tabs, and one of them be {SENTENCE}:\n"
    "sentences like <s>Oslo</s> thanked <t>Riga</t>."
)


class PairCoder:
    """Codes pairs: the model tells the type, syntax the status. Both are loaded when first needed."""

    def __init__(self, *, threshold: float = THRESHOLD, pipeline: Language | None = None) -> None:
        self._threshold = threshold
        self._given = pipeline

    def code(self, table: Table) -> Iterator[Coded]:
        """Each row of the table with the cells of `ADDED` after its own; a bad row is noted, never an error."""
        place = table.columns.index(SENTENCE)
        for row in table.rows:
            own = (row + ("",) * len(table.columns))[: len(table.columns)]
            added, pair = self._coded(own[place], len(row), len(table.columns))
            yield Coded((*own, *(added.get(column, "") for column in ADDED)), pair)

    def _coded(self, sentence: str, cells: int, columns: int) -> tuple[Mapping[str, str], bool]:
        from communique.models.marked import Unmarked, parse
        from communique.models.types import type_model

        if cells != columns:
            return {"note": f"the row has {cells} cells and the table {columns} columns"}, False
        if len(sentence) > _LONGEST:
            return {"note": f"the sentence has more than {_LONGEST} characters"}, False
        try:
            marked = parse(sentence)
        except Unmarked as why:
            return {"note": str(why)}, False
        (judgement,) = type_model().judge([marked], threshold=self._threshold)
        return self._cells(marked, judgement), True

    def _cells(self, marked: Marked, judgement: Judgement) -> dict[str, str]:
        from communique.codebook import quad_code

        cells = {f"p_{name}": f"{p:.4f}" for name, p in judgement.probabilities.items()}
        cells["confidence"] = f"{judgement.confidence:.4f}"
        notes = [f"no {side} is marked" for side, spans in _sides(marked) if not spans]
        if judgement.type is not None:
            cells |= {"type": judgement.type, "quad_code": str(quad_code(judgement.type))}
            cells["status"] = self._status(marked, judgement.type) or ""
        elif judgement.probabilities[NONE] > 0.5:
            notes.append("no political relation is seen")
        else:
            notes.append("no type is sure enough")
        return cells | {"note": "; ".join(notes)}

    def _status(self, marked: Marked, event_type: EventType) -> str | None:
        from communique.stages.pair import pair_status

        source, target = ((spans[0] if spans else None) for _, spans in _sides(marked))
        return pair_status(self._pipeline(marked.text), source=source, target=target, event_type=event_type)

    @cached_property
    def _pipeline(self) -> Any:
        from communique.reader import Reader

        return self._given or Reader().pipeline


def _sides(marked: Marked) -> Sequence[tuple[str, tuple[tuple[int, int], ...]]]:
    return ("source", marked.source), ("target", marked.target)
