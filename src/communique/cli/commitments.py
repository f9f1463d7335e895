"""`communique commitments`: who undertook what."""

from __future__ import annotations

from typing import Annotated, get_args

import typer

from communique.cli.arguments import LEDGER, Actor, AsCsv, AsJson, Ledger, Since, Until
from communique.record import CommitmentState, Firmness


def commitments(
    actor: Actor = None,
    type: Annotated[
        list[str] | None,
        typer.Option(metavar="TYPE", help=f"Only of this firmness; may be repeated: {', '.join(get_args(Firmness))}."),
    ] = None,
    status: Annotated[
        list[str] | None,
        typer.Option(
            metavar="STATUS", help=f"Only in this state; may be repeated: {', '.join(get_args(CommitmentState))}."
        ),
    ] = None,
    since: Since = None,
    until: Until = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    ledger: Ledger = LEDGER,
) -> None:
    """List commitments: who undertook what, how firmly."""
    from communique.cli.listing import print_listing

    print_listing(
        "commitments",
        ledger=ledger,
        as_json=as_json,
        as_csv=as_csv,
        actor=actor,
        type=type or (),
        status=status or (),
        since=since,
        until=until,
    )
