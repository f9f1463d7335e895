"""`communique code-pairs`: the PLOVER type of pairs that somebody has marked."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, TextIO

import typer

from communique.cli.speech import Progress, tell
from communique.errors import CommuniqueError, SourceError

STDIN = "-"
THRESHOLD = 0.35  # the one of communique.models.types, which a test holds it to: help must not wait for the model


def code_pairs(
    file: Annotated[
        str, typer.Argument(metavar="FILE.tsv|-", help="A table with a column marked_sentence; - is standard input.")
    ],
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="PATH", help="Write to PATH, not to standard output.")
    ] = None,
    threshold: Annotated[
        float,
        typer.Option(min=0, max=1, metavar="P", help="Leave the type empty below this confidence; 0 never does."),
    ] = THRESHOLD,
) -> None:
    """Code pairs that are marked in sentences: <s>Oslo</s> thanked <t>Riga</t>.

    Adds type, quad_code, status, confidence, the probability of every type, and a note to each row of a table.
    """
    from communique.pairs import ADDED, PairCoder, read_table

    if output is not None and file != STDIN and output.exists() and output.samefile(file):
        raise typer.BadParameter(f"it is the table that is read, {file}", param_hint="--output")
    table = read_table(_text(file), name=file)
    coded = unpaired = 0
    shown = sys.stdout.isatty() and output is None  # a bar would run into what is printed
    with _written(output) as out, Progress(0 if shown else len(table.rows), doing="Coding") as progress:
        print(*table.columns, *ADDED, sep="\t", file=out)
        for row in PairCoder(threshold=threshold).code(table):
            print(*row.cells, sep="\t", file=out)
            coded += row.pair
            unpaired += not row.pair
            progress.step()
    if unpaired:
        rows = "1 row names" if unpaired == 1 else f"{unpaired} rows name"
        tell(f"{rows} no pair that could be coded, of {coded + unpaired}: the column note says why.")
    raise typer.Exit(0 if not unpaired else 3 if coded else 1)


def _text(file: str) -> str:
    """The table as text, in whatever encoding it is; what was guessed or lost is told."""
    from communique.sources.decode import decode

    try:
        data = sys.stdin.buffer.read() if file == STDIN else Path(file).read_bytes()
    except OSError as error:
        raise SourceError(f"Cannot read {file}: {error.strerror}.") from error
    name = "standard input" if file == STDIN else file
    decoded = decode(data, name=name)
    if decoded.encoding not in ("utf-8", "utf-8-sig", "ascii"):
        tell(f"{name} is not in UTF-8; it was read as {decoded.encoding}.")
    for issue in decoded.issues:
        tell(f"{name}: {issue.message}")
    return decoded.text


@contextmanager
def _written(output: Path | None) -> Iterator[TextIO]:
    """Standard output, or a file that appears whole or not at all."""
    if output is None:
        yield sys.stdout
        return
    unfinished = output.with_name(f".{output.name}.{os.getpid()}")
    try:
        with unfinished.open("w", encoding="utf-8", newline="\n") as file:
            yield file
        unfinished.replace(output)
    except OSError as error:
        raise CommuniqueError(f"Cannot write to {output}: {error.strerror}.", hint="Choose another file.") from error
    finally:
        unfinished.unlink(missing_ok=True)
