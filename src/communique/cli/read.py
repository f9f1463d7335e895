"""`communique read`: print the brief or the record of articles."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from communique.cli.arguments import Language, NoRepairs, Published, Register, Title, Url
from communique.cli.reading import STDIN, Reading
from communique.cli.speech import Progress, tell


def read(
    ctx: typer.Context,
    files: Annotated[
        list[str] | None,
        typer.Argument(metavar="[FILE…|-]", help="Plain text or HTML; - is standard input.", show_default=False),
    ] = None,
    published: Published = None,
    title: Title = None,
    url: Url = None,
    language: Language = None,
    no_repairs: NoRepairs = False,
    register: Register = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print the record as JSON; of several files, JSON Lines.")
    ] = False,
    output: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Write each record to DIR, named after its file: 001.txt gives 001.json."),
    ] = None,
) -> None:
    """Read articles and print the brief of each.

    With --json or --output, the whole record instead.
    """
    from communique.cli import printing

    if not files and sys.stdin is not None and sys.stdin.isatty():
        typer.echo(ctx.get_help(), err=True)
        raise typer.Exit(2)
    reading = Reading(
        files or [STDIN], published=published, title=title, url=url, language=language, repairs=not no_repairs,
        register=register,
    )  # fmt: skip
    if output is not None:
        _write(reading, output)
    else:
        shown = "record" if as_json else "brief"
        quiet = 0 if sys.stdout.isatty() else len(reading.files)  # a bar would run into what is printed
        with Progress(quiet, doing="Reading") as progress:
            for n, (file, record) in enumerate(reading.records(progress)):
                if shown == "record":
                    printing.print_record(record, alone=len(reading.files) == 1)
                else:
                    printing.print_brief(record, heading=file if len(reading.files) > 1 else None, first=n == 0)
    raise typer.Exit(reading.ended)


def _write(reading: Reading, folder: Path) -> None:
    from communique.cli.files import Output

    output = Output(folder, reading.files)
    written = 0
    with Progress(len(reading.files), doing="Reading") as progress:
        for file, record in reading.records(progress):
            output.write(file, record)
            written += 1
    tell(f"{written} {'record' if written == 1 else 'records'} written to {folder}")
