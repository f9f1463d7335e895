"""`communique who`: look up who someone is, or who held an office."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated

import typer

from communique.cli.arguments import Register


def _time(value: str | None) -> str | None:
    """A day, a month or a year."""
    if value is None:
        return None
    asked = value.strip()
    padded = asked + "-01-01"[: 10 - len(asked)] if re.fullmatch(r"\d{4}(?:-\d\d)?", asked) else asked
    try:
        date.fromisoformat(padded)
    except ValueError:
        raise typer.BadParameter(f"{value!r} is not a date; write it as 2021-02-25, 2021-02 or 2021.") from None
    return asked if padded != asked else date.fromisoformat(asked).isoformat()


def who(
    query: Annotated[
        list[str],
        typer.Argument(metavar="QUERY…", help='An office ("foreign minister of Norway"), a name, a body or a place.'),
    ],
    on: Annotated[
        str | None,
        typer.Option(metavar="DATE", callback=_time, help="Only who held the office then: a day, a month or a year."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON Lines: one answer a line.")] = False,
    register: Register = None,
) -> None:
    """Look up who held an office, or what a name means."""
    from communique import register as registers
    from communique.cli.answer import print_answers
    from communique.cli.own import open_register

    asked = " ".join(query)
    opened = open_register(register, every=as_json)
    answers = registers.who(asked, on, register=opened)
    reason = "" if answers else registers.unanswered(asked, on, register=opened)
    print_answers(answers, asked=asked, as_json=as_json, unanswered=reason)
