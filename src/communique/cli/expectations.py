"""`communique expectations`: what is foreseen."""

from __future__ import annotations

from typing import Annotated, get_args

import typer

from communique.cli.arguments import LEDGER, Actor, AsCsv, AsJson, Ledger, Since, Until
from communique.record import Likelihood


def expectations(
    actor: Actor = None,
    type: Annotated[
        list[str] | None,
        typer.Option(metavar="TYPE", help=f"Only this likely; may be repeated: {', '.join(get_args(Likelihood))}."),
    ] = None,
    since: Since = None,
    until: Until = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    ledger: Ledger = LEDGER,
) -> None:
    """List expectations: what is foreseen, by whom, how surely."""
    from communique.cli.listing import print_listing

    print_listing(
        "expectations",
        ledger=ledger,
        as_json=as_json,
        as_csv=as_csv,
        actor=actor,
        type=type or (),
        since=since,
        until=until,
    )
