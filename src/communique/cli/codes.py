"""What codes mean, in print."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from difflib import get_close_matches
from typing import TYPE_CHECKING

import typer

from communique.cli.printing import print_json, print_lines
from communique.codebook.meaning import Meaning, explain, meanings

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.table import Table


def print_meanings(codes: Sequence[str], *, as_json: bool) -> None:
    """Print what codes mean, or every type in a line. Raises BadParameter for a code that there is not."""
    found = [m for code in codes for m in _known(code)] or [m for m in meanings() if m.field == "type"]
    if as_json:
        for each in found:
            print_json({k: v for k, v in asdict(each).items() if v})
        return
    print_lines(_pages(found) if codes else [_index(found)])


def _known(code: str) -> tuple[Meaning, ...]:
    found = explain(code)
    if found:
        return found
    near = get_close_matches(code.lower(), [m.code.lower() for m in meanings()], n=1)
    there = next((m.code for m in meanings() if near and m.code.lower() == near[0]), None)
    hint = f"Did you mean {there}?" if there else "communique explain lists every event type."
    raise typer.BadParameter(f"There is no code {code!r}. {hint}")


def _index(found: Sequence[Meaning]) -> RenderableType:
    """Every type in a line or two."""
    from rich.text import Text

    table = _grid()
    for each in found:
        first, _, _ = each.meaning.partition(". ")
        table.add_row(Text(each.code, "bold"), Text(each.quad or "", "dim"), Text(first.rstrip(".") + "."))
    return table


def _pages(found: Sequence[Meaning]) -> Iterator[RenderableType]:
    from rich.padding import Padding
    from rich.text import Text

    for number, each in enumerate(found):
        if number:
            yield Text("")
        what = f"event type, {each.quad}" if each.quad else each.field
        what += f" of {each.of}" if each.of else ""
        yield Text(each.code, "bold").append(f"  {what}", "not bold dim")
        yield Padding(Text(each.meaning), (0, 0, 0, 2))
        table = _grid(indent=2)
        for mode, text in (each.modes or {}).items():
            table.add_row(Text(mode, "cyan"), Text(text))
        for example in each.examples:
            table.add_row(Text("like", "green"), Text(example))
        for near in each.near:
            told = Text(near.text).append(f"\n{near.type or 'no event'}: {near.why}", "dim")
            table.add_row(Text("unlike", "red"), told)
        if table.row_count:
            yield table


def _grid(indent: int = 0) -> Table:
    from rich.table import Table

    return Table(box=None, show_header=False, show_edge=False, pad_edge=bool(indent), padding=(0, 2, 0, indent))
