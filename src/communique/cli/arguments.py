"""The arguments that verbs share."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer


def _day(value: str | None) -> str | None:
    if value is None:
        return None
    try:
        return date.fromisoformat(value.strip()).isoformat()
    except ValueError:
        raise typer.BadParameter(f"{value!r} is not a date; write it as 2021-02-25.") from None


Published = Annotated[
    str | None,
    typer.Option(metavar="DATE", callback=_day, help="The day of publication, as 2021-02-25. Relative dates need it."),
]
Title = Annotated[str | None, typer.Option(metavar="TEXT", help="The title of the article (one file only).")]
Url = Annotated[str | None, typer.Option(metavar="URL", help="Where the article was published (one file only).")]
Language = Annotated[
    str | None, typer.Option(metavar="CODE", help="The language of the text, as en. Recognised if not given.")
]
Register = Annotated[
    str | None,
    typer.Option(
        "--register", metavar="PATH", envvar="COMMUNIQUE_REGISTER", show_default=False,
        help="Your own names and people: a CSV or TOML file, or a folder of such files.",
    ),
]  # fmt: skip
NoRepairs = Annotated[
    bool,
    typer.Option(
        "--no-repairs",
        help="Read every word as printed: suspected faults of translation are listed, and nothing rests on them.",
    ),
]

Ledger = Annotated[
    str,
    typer.Option("--ledger", metavar="PATH", envvar="COMMUNIQUE_LEDGER", help="The file of the ledger."),
]
LEDGER = "communique.db"

Actor = Annotated[
    str | None,
    typer.Option(
        metavar="WHO", help="Only with this doer, source, party or holder: a code (KOR, UN), a name or an id."
    ),
]
Recipient = Annotated[
    str | None, typer.Option(metavar="WHO", help="Only with this recipient or addressee: a code, a name or an id.")
]
Since = Annotated[
    str | None,
    typer.Option(metavar="DATE", callback=_day, help="Only from this day on: when it happened, else when published."),
]
Until = Annotated[str | None, typer.Option(metavar="DATE", callback=_day, help="Only up to this day.")]
On = Annotated[
    str | None,
    typer.Option(metavar="DATE", callback=_day, help="Only who held the office on this day, as 2021-02-25."),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON Lines: one object a line.")]
AsCsv = Annotated[bool, typer.Option("--csv", help="Print CSV, safe to open in a spreadsheet.")]
