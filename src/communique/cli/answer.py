"""What the register answers, in print."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

from communique.brief.plain import plain
from communique.cli.printing import print_json, print_lines
from communique.cli.speech import tell

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.text import Text

    from communique.register import Answer, Entry, Resolution, Session, Term

SHOWN = 20  # answers; a surname such as Kim has hundreds
TERMS = 8  # of one person, the latest; some ministers have served in thirty cabinets
ASKED = 60  # characters of a question that are repeated in what is said about it


def print_answers(answers: Sequence[Answer], *, asked: str, as_json: bool, unanswered: str) -> None:
    """Print what a question can mean, the likeliest first, each with its source; without any, why there is none."""
    if as_json:
        for answer in answers:
            print_json({**asdict(answer), "sources": list(answer.sources)})
        if not answers:
            tell(unanswered)
        return
    if answers and answers[0].guess:
        near = "Spelt nearly so:" if any("a" <= c <= "z" for c in asked.casefold()) else "It can be read as:"
        tell(f"The register knows nobody and nothing called {shortened(asked)}. {near}")
    print_lines(line for answer in answers[:SHOWN] for line in _lines(answer))
    if not answers:
        tell(unanswered)
    elif len(answers) > SHOWN:
        tell(f"… and {len(answers) - SHOWN} more; --json prints all of them.")


def shortened(asked: str) -> str:
    """A question as it is repeated: one line, not too long."""
    asked = " ".join(asked.split())
    return asked if len(asked) <= ASKED else f"{asked[:ASKED]}…"


def _lines(answer: Answer) -> Iterator[RenderableType]:
    from rich.text import Text

    cited = "; ".join(f"{source}, {licence}" if source else licence for source, licence in dict.fromkeys(answer.cited))
    source = Text(f"  [{plain(cited)}]" if cited else "", "dim")
    if answer.person:
        yield _head(answer.person.name, answer.person.native_name, None, answer.why)
        yield from _terms(answer)
    elif answer.entry:
        entry = answer.entry
        yield _head(entry.name, entry.native_name, entry.code or entry.iso3, answer.why)
        yield Text(f"  {_about(entry)}").append(source)
        yield from _terms(answer)
    elif answer.session:
        yield _head(f"{_ordinal(answer.session.ordinal)} session", None, answer.session.body, answer.why)
        yield Text(f"  {_days(answer.session)}").append(source)
    elif answer.resolution:
        yield _head(answer.resolution.symbol, None, answer.resolution.body, answer.why)
        yield Text(f"  {plain(answer.resolution.title)}")
        yield Text(f"  {_adopted(answer.resolution)}").append(source)
    elif answer.city:
        yield _head(answer.city.name, None, answer.city.iso3, answer.why).append(source)


def _terms(answer: Answer) -> Iterator[RenderableType]:
    from rich.text import Text

    latest = answer.terms[-TERMS:]
    if len(latest) < len(answer.terms):
        yield Text(f"  … {len(answer.terms) - len(latest)} earlier terms; --json prints all of them", "dim")
    for term in latest:
        yield Text(f"  {plain(term.office)}" + (f", {term.iso3}" if term.iso3 else "") + f", {_time(term)}")
    if latest:
        cited = f"{_joined(term.source for term in latest)}, {_joined(term.licence for term in latest)}"
        yield Text(f"  [{plain(cited)}]", "dim")


def _joined(lists: Iterable[str]) -> str:
    """Lists separated by semicolons as one, in which everything stands once."""
    return "; ".join(dict.fromkeys(part for each in lists for part in each.split("; ")))


def _head(name: str, native: str | None, code: str | None, why: str) -> Text:
    from rich.text import Text

    head = Text(plain(name), "bold")
    head.append(f" {plain(native)}" if native else "", "not bold")
    return head.append(f" {code}" if code else "", "not bold cyan").append(f"  {why}", "not bold dim")


def _about(entry: Entry) -> str:
    """What a thing is, when it was, and what else its name can mean."""
    said = [entry.kind, entry.wikidata]
    if (entry.valid_from or entry.valid_to) and entry.kind != "government":
        said.append(" ".join(part for part in (
            f"from {entry.valid_from}" if entry.valid_from else "", f"to {entry.valid_to}" if entry.valid_to else "",
        ) if part))  # fmt: skip
    said.append(f"the word: {plain(entry.caution)}" if entry.caution else None)
    return ", ".join(part for part in said if part)


def _ordinal(number: int) -> str:
    last = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{last}"


def _days(session: Session) -> str:
    return f"from {session.start} to {session.end}" + (f"; {plain(session.note)}" if session.note else "")


def _adopted(resolution: Resolution) -> str:
    votes = (resolution.yes, resolution.no, resolution.abstain)
    tally = f" ({'–'.join(str(n) for n in votes)})" if all(n is not None for n in votes) and any(votes) else ""
    how = f" by a {resolution.adoption}" if resolution.adoption == "recorded vote" else f" {resolution.adoption or ''}"
    said = f"{resolution.status} {resolution.date or resolution.year}{how.rstrip()}{tally}"
    return said + (f"; {plain(resolution.note)}" if resolution.note else "")


def _time(term: Term) -> str:
    from communique.register.who import span

    return span(term)
