"""What the register answers, in print."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

from communique.brief.plain import plain
from communique.cli.printing import print_json, print_lines
from communique.cli.speech import tell

if TYPE_CHECKING:
    from rich.console import RenderableType

    from communique.register import Answer, Term

SHOWN = 20  # answers; a surname such as Kim has hundreds


def print_answers(answers: Sequence[Answer], *, asked: str, as_json: bool) -> None:
    """Print what a question can mean, the likeliest first, each with its source."""
    if as_json:
        for answer in answers:
            print_json(asdict(answer))
        return
    print_lines(line for answer in answers[:SHOWN] for line in _lines(answer))
    if not answers:
        tell(f"The register knows nobody and nothing called {asked}.")
    elif len(answers) > SHOWN:
        tell(f"… and {len(answers) - SHOWN} more; --json prints all of them.")


def _lines(answer: Answer) -> Iterator[RenderableType]:
    from rich.text import Text

    meant = answer.person or answer.entry
    if meant is None:
        return
    head = Text(plain(meant.name), "bold")
    if meant.native_name:
        head.append(f" {plain(meant.native_name)}", "not bold")
    code = answer.entry.code or answer.entry.iso3 if answer.entry else None
    yield head.append(f" {code}" if code else "", "not bold cyan").append(f"  {answer.why}", "not bold dim")
    for term in answer.terms:
        office = f"  {plain(term.office)}" + (f", {term.iso3}" if term.iso3 else "")
        yield Text(f"{office}, {_time(term)}").append(f"  [{plain(term.source)}, {term.licence}]", "dim")


def _time(term: Term) -> str:
    """When a term was, claiming no more than its source: an open end is not "still in office"."""
    start = term.start and (f"from {term.start}" if term.start_known else f"seen first in {term.start}")
    if term.end:
        end = f"to {term.end}" if term.end_known else f"to {term.end}, when the next one began"
    else:
        end = f"not ended by {term.as_of}" if term.as_of else "end not known"
    return " ".join(part for part in (start or "from an unknown day", end) if part)
