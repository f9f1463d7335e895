"""`communique events`: who did what to whom."""

from __future__ import annotations

from typing import Annotated, get_args

import typer

from communique.cli.arguments import LEDGER, Actor, AsCsv, AsJson, Ledger, Recipient, Since, Until
from communique.record import EventType, Status


def events(
    actor: Actor = None,
    recipient: Recipient = None,
    type: Annotated[
        list[str] | None,
        typer.Option(metavar="TYPE", help=f"Only this event type; may be repeated: {', '.join(get_args(EventType))}."),
    ] = None,
    status: Annotated[
        list[str] | None,
        typer.Option(metavar="STATUS", help=f"Only with this status; may be repeated: {', '.join(get_args(Status))}."),
    ] = None,
    since: Since = None,
    until: Until = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    ledger: Ledger = LEDGER,
) -> None:
    """List events: who did what to whom, when."""
    from communique.cli.listing import print_listing

    print_listing(
        "events",
        ledger=ledger,
        as_json=as_json,
        as_csv=as_csv,
        actor=actor,
        recipient=recipient,
        type=type or (),
        status=status or (),
        since=since,
        until=until,
    )
