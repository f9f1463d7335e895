"""`communique show`: print one thing from the ledger, with the words that say it."""

from __future__ import annotations

from typing import Annotated

import typer

from communique.cli.arguments import LEDGER, Ledger


def show(
    id: Annotated[str, typer.Argument(metavar="ID", help="The id of an event, a statement, an actor, an article …")],
    as_json: Annotated[bool, typer.Option("--json", help="Print it as JSON.")] = False,
    ledger: Ledger = LEDGER,
) -> None:
    """Print one thing with its evidence in context."""
    from communique.cli.portrait import print_found
    from communique.cli.printing import print_json
    from communique.ledger import open_ledger

    with open_ledger(ledger, create=False) as opened:
        found = opened.show(id.strip())
    if as_json:
        print_json(found.plain(), alone=True)
    else:
        print_found(found)
