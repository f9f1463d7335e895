"""`communique who`: look up who someone is, or who held an office."""

from __future__ import annotations

from typing import Annotated

import typer

from communique.cli.arguments import On


def who(
    query: Annotated[
        list[str],
        typer.Argument(metavar="QUERY…", help='An office ("foreign minister of Norway"), a name, a body or a place.'),
    ],
    on: On = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON Lines: one answer a line.")] = False,
) -> None:
    """Look up who held an office, or what a name means."""
    from communique.cli.answer import print_answers
    from communique.register import who as look_up

    asked = " ".join(query)
    print_answers(look_up(asked, on), asked=asked, as_json=as_json)
