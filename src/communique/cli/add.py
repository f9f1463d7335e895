"""`communique add`: read articles and keep their records in the ledger."""

from __future__ import annotations

from typing import Annotated

import typer

from communique.cli.arguments import LEDGER, Language, Ledger, NoRepairs, Published, Register, Title, Url
from communique.cli.reading import Reading, gather
from communique.cli.speech import Progress


def add(
    files: Annotated[
        list[str],
        typer.Argument(metavar="FILES…", help="Articles, or folders with articles; - is standard input."),
    ],
    published: Published = None,
    title: Title = None,
    url: Url = None,
    language: Language = None,
    no_repairs: NoRepairs = False,
    register: Register = None,
    ledger: Ledger = LEDGER,
) -> None:
    """Read articles and keep their records.

    What the ledger holds already is not added again.
    """
    from communique.ledger import open_ledger

    reading = Reading(
        gather(files),
        published=published,
        title=title,
        url=url,
        language=language,
        repairs=not no_repairs,
        register=register,
    )
    with open_ledger(ledger) as opened, Progress(len(reading.files), doing="Adding") as progress:
        added = opened.add(record for _, record in reading.records(progress))
    typer.echo(f"{added.new} new, {added.same} already there, {added.changed} changed, in {ledger}")
    raise typer.Exit(reading.ended)
