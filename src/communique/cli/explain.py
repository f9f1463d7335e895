"""`communique explain`: what a code of the record means."""

from __future__ import annotations

from typing import Annotated

import typer


def explain(
    codes: Annotated[
        list[str] | None,
        typer.Argument(metavar="[CODE]…", help="A type, a mode or another value; none lists every type."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON Lines: one meaning a line.")] = False,
) -> None:
    """Say what a code means, with examples and near misses."""
    from communique.cli.codes import print_meanings

    print_meanings(codes or (), as_json=as_json)
