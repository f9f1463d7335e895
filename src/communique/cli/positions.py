"""`communique positions`: who stands where."""

from __future__ import annotations

from typing import Annotated, get_args

import typer

from communique.cli.arguments import LEDGER, Actor, AsCsv, AsJson, Ledger, Since, Until
from communique.record import Stance


def positions(
    actor: Actor = None,
    type: Annotated[
        list[str] | None,
        typer.Option(metavar="TYPE", help=f"Only of this stance; may be repeated: {', '.join(get_args(Stance))}."),
    ] = None,
    since: Since = None,
    until: Until = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    ledger: Ledger = LEDGER,
) -> None:
    """List positions: who stands where on which issue."""
    from communique.cli.listing import print_listing

    print_listing(
        "positions",
        ledger=ledger,
        as_json=as_json,
        as_csv=as_csv,
        actor=actor,
        type=type or (),
        since=since,
        until=until,
    )
