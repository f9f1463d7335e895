"""Records and rows on standard output."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from communique.cli.speech import colour, width

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

    from communique.record import Record


def print_record(record: Record, *, alone: bool) -> None:
    """One record as JSON: over several lines when it stands alone, else on one line of JSON Lines."""
    print_json(record.to_dict(), alone=alone)


def print_brief(record: Record, *, heading: str | None, first: bool) -> None:
    """The brief of a record; one of several has a heading that says which."""
    from communique.brief import render
    from communique.brief.plain import plain

    if not first:
        print()
    if heading:
        line = f"── {plain(heading)} "
        print(line + "─" * max(0, width() - len(line)))
    print(render(record, width=width(), colour=colour()).rstrip("\n"))


def print_json(value: Mapping[str, Any], *, alone: bool = False) -> None:
    """A value as JSON, on one line unless it stands alone."""
    print(json.dumps(value, ensure_ascii=False, indent=2 if alone else None))


def print_csv(rows: Iterable[Mapping[str, Any]], columns: Sequence[str]) -> None:
    """Rows as CSV."""
    from communique.ledger.sheet import write_csv

    write_csv(rows, columns, sys.stdout)


def console() -> Console:
    """A console as wide as the terminal, in colour only where colour is wanted."""
    from rich.console import Console

    return Console(
        file=sys.stdout,
        width=max(width(), 40),
        color_system="standard" if colour() else None,
        force_terminal=colour(),
        legacy_windows=False,
        highlight=False,
        markup=False,
        _environ={},
    )


def print_lines(parts: Iterable[RenderableType]) -> None:
    """Print what rich lays out, without the blanks it pads lines with."""
    canvas = console()
    with canvas.capture() as capture:
        for part in parts:
            canvas.print(part)
    for line in capture.get().splitlines():
        print(line.rstrip())
