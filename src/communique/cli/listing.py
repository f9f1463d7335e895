"""One listing of the ledger: as a table to look at, as JSON Lines or as CSV."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Any

import typer

from communique.cli.speech import tell, width

if TYPE_CHECKING:
    from rich.console import RenderableType

    from communique.ledger.question import Part

SIDE_BY_SIDE = 110  # columns from which the words stand beside who said or did it, not below
LONGEST = 300  # characters of evidence in a table; `show` prints all of it


@dataclass(frozen=True, slots=True)
class Line:
    """What a table shows of a row: what it is, how it is qualified, who, and the words that say it."""

    what: str
    how: str
    who: str
    words: str


def print_listing(part: Part, *, ledger: str, as_json: bool, as_csv: bool, **asked: Any) -> None:
    """Print the rows of `part` that are asked for."""
    from communique.cli.printing import print_csv, print_json
    from communique.ledger import open_ledger
    from communique.ledger.question import ask

    if as_json and as_csv:
        raise typer.BadParameter("--json and --csv are two forms of the same; choose one")
    try:
        question = ask(part, **asked)
    except ValueError as error:
        raise typer.BadParameter(f"{error}.") from None
    with open_ledger(ledger, create=False) as opened:
        rows = opened.listing(question)
        if as_csv:
            print_csv(rows, opened.columns(part))
        elif as_json:
            for row in rows:
                print_json(row)
        else:
            shown = _print_table(part, rows)
            if shown == 0 or sys.stdout.isatty():
                _sum_up(part, shown, [name for name in (question.actor, question.recipient) if name], opened.knows)


def _sum_up(part: Part, shown: int, names: Sequence[str], knows: Callable[[str], bool]) -> None:
    strangers = [name for name in names if not shown and not knows(name)]
    if strangers:
        tell(f"No {part}: nobody in this ledger is called {' or '.join(strangers)}.")
    else:
        tell(f"{shown or 'No'} {part if shown != 1 else part[:-1]}.")


def _print_table(part: Part, rows: Iterable[Mapping[str, Any]]) -> int:
    """Print the rows as a table, a page at a time so that a long one starts at once, and say how many there were."""
    from communique.cli.printing import print_lines

    wide = width() >= SIDE_BY_SIDE
    shown = 0
    for page in _pages(rows, size=200):
        print_lines([_table(part, page, wide=wide, heading=shown == 0)])
        shown += len(page)
    return shown


def _pages(rows: Iterable[Mapping[str, Any]], *, size: int) -> Iterator[list[Mapping[str, Any]]]:
    some = iter(rows)
    for first in some:
        yield [first, *(row for _, row in zip(range(size - 1), some, strict=False))]


def _table(part: Part, rows: Iterable[Mapping[str, Any]], *, wide: bool, heading: bool) -> RenderableType:
    from rich.table import Table
    from rich.text import Text

    from communique.brief.plain import plain, quoted

    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), show_header=heading, expand=True)
    table.add_column("DAY, ID", width=16, no_wrap=True)
    table.add_column("WHAT", width=14)
    table.add_column("WHO" if wide else "WHO AND WORDS", ratio=2)
    if wide:
        table.add_column("WORDS", ratio=3)
    for row in rows:
        line = LINES[part](row)
        when = Text(_when(row)).append(f"\n{plain(row['id'])}", "dim")
        what = Text(line.what, "bold").append(f"\n{line.how}" if line.how else "", "not bold")
        who, words = Text(plain(line.who)), Text(quoted(_cut(line.words)), "italic dim")
        cells = [when, what, who, words] if wide else [when, what, who.append("\n").append_text(words)]
        table.add_row(*cells)
    return table


def _when(row: Mapping[str, Any]) -> str:
    """The day of a row; in brackets when it is only the day of publication."""
    day = row["first_day"] or "no date"
    said = row.get("date_start") or row.get("date_end") or row.get("as_of") or day != row["published"]
    return day if said else f"({day})"


def _cut(words: str) -> str:
    return words if len(words) <= LONGEST else words[:LONGEST].rsplit(maxsplit=1)[0] + " …"


def _names(*names: Sequence[str] | str | None, nobody: str = "") -> str:
    found = list(chain.from_iterable([part] if isinstance(part, str) else part or [] for part in names))
    return ", ".join(found) or nobody


def _towards(row: Mapping[str, Any], doers: str, others: str, *, nobody: str) -> str:
    left, right = _names(row[doers], nobody=nobody), _names(row[others])
    return f"{left} → {right}" if right else left


def _spaced(*values: str | None) -> str:
    return ", ".join(value.replace("_", " ") for value in values if value)


def _event(row: Mapping[str, Any]) -> Line:
    status = row["status"] if row["status"] != "occurred" else None
    return Line(
        row["type"],
        _spaced(status, row["mode"]),
        _towards(row, "actors", "recipients", nobody="not said"),
        row["evidence"],
    )


def _statement(row: Mapping[str, Any]) -> Line:
    return Line(row["act"], row["directness"], _towards(row, "source", "addressees", nobody="not said"), row["content"])


def _commitment(row: Mapping[str, Any]) -> Line:
    due = row["due_end"] or row["due_start"]
    how = _spaced(row["state"], f"by {due}" if due else None)
    return Line(row["firmness"], how, _names(row["parties"], nobody="not said"), row["action"])


def _expectation(row: Mapping[str, Any]) -> Line:
    return Line(row["likelihood"], "", _names(row["holder"], nobody="the article itself"), row["content"])


def _position(row: Mapping[str, Any]) -> Line:
    who = f"{_names(row['holder'], nobody='not said')}, on {row['about']}"
    return Line(row["stance"], _spaced(row["basis"]), who, row["evidence"])


LINES: Mapping[Part, Callable[[Mapping[str, Any]], Line]] = {
    "events": _event,
    "statements": _statement,
    "commitments": _commitment,
    "expectations": _expectation,
    "positions": _position,
}
