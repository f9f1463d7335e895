"""`communique statements`: who said what."""

from __future__ import annotations

from typing import Annotated, get_args

import typer

from communique.cli.arguments import LEDGER, Actor, AsCsv, AsJson, Ledger, Recipient, Since, Until
from communique.record import Act


def statements(
    actor: Actor = None,
    recipient: Recipient = None,
    type: Annotated[
        list[str] | None,
        typer.Option(metavar="TYPE", help=f"Only this act; may be repeated: {', '.join(get_args(Act))}."),
    ] = None,
    since: Since = None,
    until: Until = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    ledger: Ledger = LEDGER,
) -> None:
    """List statements: who said what."""
    from communique.cli.listing import print_listing

    print_listing(
        "statements",
        ledger=ledger,
        as_json=as_json,
        as_csv=as_csv,
        actor=actor,
        recipient=recipient,
        type=type or (),
        since=since,
        until=until,
    )
