"""The command line: one file a verb, and no logic in it.

Data goes to standard output and talk to standard error. The process ends with 0 (done), 1 (could not), 2 (the command
was not understood) or 3 (finished, but something could not be read).
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from communique._version import __version__
from communique.cli.add import add
from communique.cli.code_pairs import code_pairs
from communique.cli.commitments import commitments
from communique.cli.events import events
from communique.cli.expectations import expectations
from communique.cli.explain import explain
from communique.cli.positions import positions
from communique.cli.read import read
from communique.cli.schema import schema
from communique.cli.show import show
from communique.cli.speech import complain
from communique.cli.statements import statements
from communique.cli.who import who

COULD_NOT = 1
INTERRUPTED = 130


class _Verbs(TyperGroup):
    """The verbs, in the order of the work; what stops one from outside stops it quietly."""

    def invoke(self, ctx: Any) -> Any:
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
            return result
        except BrokenPipeError:
            # Whoever read our output has had enough, as `head` does. Nothing more may be written, at exit either.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise typer.Exit(0) from None
        except KeyboardInterrupt:
            raise typer.Exit(INTERRUPTED) from None


app = typer.Typer(
    name="communique",
    cls=_Verbs,
    help="Reads reports of diplomacy and keeps the record: who met whom, who said what, who undertook what.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
for verb in (
    read,
    add,
    events,
    statements,
    commitments,
    expectations,
    positions,
    show,
    who,
    explain,
    code_pairs,
    schema,
):
    app.command()(verb)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"communique {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and stop.")
    ] = False,
) -> None:
    pass


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return how it ended. Whatever goes wrong is told in a sentence, never in a traceback."""
    try:
        _prepare_output()
        app(args=None if arguments is None else list(arguments), prog_name="communique")
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else COULD_NOT if end.code else 0
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception as error:
        if os.environ.get("COMMUNIQUE_DEBUG"):
            raise
        complain(error)
        return COULD_NOT
    return 0


def _prepare_output() -> None:
    """See to it that any text can be written: UTF-8 into files and pipes, and on a terminal whatever it can show."""
    encoding = (getattr(sys.stdout, "encoding", None) or "").lower().replace("-", "")
    reconfigure = getattr(sys.stdout, "reconfigure", None)
    if reconfigure and encoding != "utf8":
        reconfigure(**({"errors": "replace"} if sys.stdout.isatty() else {"encoding": "utf-8"}))
