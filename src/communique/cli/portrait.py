"""One thing from the ledger in full: what is coded, the words that say it, where it comes from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from typing import TYPE_CHECKING, Any

from communique.brief.plain import plain, quoted
from communique.brief.wording import Teller, dated, published
from communique.cli.printing import print_lines
from communique.cli.speech import colour, width
from communique.ledger import Found
from communique.ledger.context import Passage, passages
from communique.record import Article, Participant, Place, Span, Topic, When

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.text import Text

# What says a thing, in the text; the other fields are told about it.
WORDS = ("evidence", "trigger", "content", "action", "mentions", "span")
APART = frozenset({"id", "evidence", "trigger", "mentions", "span", "origin", "confidence"})
PASSAGES = 8  # of someone who is mentioned in every line, the first are enough
MARK = "**"  # on both sides of the evidence where there is no colour


def print_found(found: Found) -> None:
    """Print a thing with its facts, its evidence in context, its origin and its article."""
    if isinstance(found.item, Article):
        from communique.brief import render

        print(render(found.record, width=width(), colour=colour(), limit=None))
        print_lines(_came_from(found))
        return
    print_lines(_portrait(found))


def _portrait(found: Found) -> Iterator[RenderableType]:
    from rich.padding import Padding
    from rich.text import Text

    yield Text(f"{found.kind} {found.item.id}", "bold")
    yield _facts(found)
    cut = passages(found.record.article.text, _spans(found.item))
    for passage in cut[:PASSAGES]:
        yield Text()
        yield Padding(_marked(passage), (0, 0, 0, 2))
    if len(cut) > PASSAGES:
        yield Text(f"\n  … and {len(cut) - PASSAGES} more places", "dim")
    yield Text()
    yield from _came_from(found)


def _facts(found: Found) -> RenderableType:
    from rich.table import Table
    from rich.text import Text

    teller = Teller.of(found.record)
    facts = Table.grid(padding=(0, 2))
    facts.add_column(no_wrap=True)
    facts.add_column()
    for field in fields(found.item):
        said = _said(getattr(found.item, field.name), teller)
        if field.name not in APART and said:
            facts.add_row(Text(f"  {field.name.replace('_', ' ')}", "cyan"), Text(said))
    return facts


def _said(value: Any, teller: Teller) -> str | None:
    """A value in words; None where there is nothing to say."""
    match value:
        case None | "" | ():
            return None
        case bool():
            return "yes" if value else "no"
        case Span():
            return quoted(value.exact)
        case When():
            return dated(value)
        case Place():
            return plain(value.name) + (f" ({value.iso3})" if value.iso3 else "")
        case Topic():
            return f"{value.issue}: {quoted(value.span.exact)}" if value.issue else quoted(value.span.exact)
        case Participant():
            return f"{value.role.replace('_', ' ')}: {teller.name(value.actor)}"
        case tuple():
            return "\n".join(said for item in value if (said := _said(item, teller)))
        case str() if value in teller.actors:
            codes = ", ".join(teller.codes((value,)))
            return f"{teller.name(value, office=True)} {codes} {value}".replace("  ", " ")
    return plain(str(value))


def _spans(item: Any) -> Iterator[Span]:
    for name in WORDS:
        value = getattr(item, name, ())
        yield from (value,) if isinstance(value, Span) else value


def _marked(passage: Passage) -> Text:
    from rich.text import Text

    mark = "" if colour() else MARK
    shown = Text()
    for piece in passage.pieces:
        # `plain` would also take the blanks at the edges, which separate the words of one piece from the next.
        lead, tail = (" " if edge.isspace() else "" for edge in (piece.text[:1], piece.text[-1:]))
        words = plain(piece.text)
        if piece.marked:
            shown.append(f"{mark}{words}{mark}", "bold reverse")
        else:
            shown.append(f"{lead}{words}{tail}" if words else lead)
    return shown


def _came_from(found: Found) -> Iterator[RenderableType]:
    """By what it was coded, from which article, and when it was added."""
    from rich.text import Text

    article, origin = found.record.article, getattr(found.item, "origin", None)
    if origin:
        by = " ".join(part for part in (origin.stage, origin.rule or origin.model) if part)
        yield Text(f"Coded by {plain(by)}, version {origin.version}; confidence {found.item.confidence:.2f}", "dim")
    about = [plain(article.title or "Untitled"), *(plain(part) for part in (article.agency, article.publisher) if part)]
    yield Text(f"In {article.id}: {', '.join(dict.fromkeys(about))}", "dim")
    told = [published(article), plain(article.url) if article.url else None, f"added {found.added}"]
    yield Text(" · ".join(part for part in told if part), "dim")
    if not found.current:
        yield Text(
            "This is an earlier reading: the article was read again since, and this was not found again.", "bold"
        )
