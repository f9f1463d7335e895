"""The record as HTML for a notebook: the text with its coded spans, and the brief as tables beneath.

Everything that comes from the article is escaped, and nothing is fetched from anywhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from importlib.resources import files
from itertools import pairwise

from communique.brief.outline import Item, Section, outline
from communique.brief.plain import plain
from communique.brief.wording import Teller, dated, word
from communique.record import Record, Span

_LONGEST = 60_000  # characters of text shown; a notebook cell is no place for a book


@dataclass(frozen=True, slots=True)
class _Mark:
    """A stretch of text to set off: its kind is the style, its note the tooltip."""

    span: Span
    kind: str
    note: str


def to_html(record: Record) -> str:
    """The article's text with events, statements, boilerplate and repairs marked, and the brief in tables."""
    brief = outline(record)
    style = files("communique.brief").joinpath("notebook.css").read_text("utf-8")
    parts = [
        f"<style>{style}</style>",
        '<div class="communique">',
        f"<h3>{escape(brief.title)}</h3>",
        f'<p class="cq-facts">{escape(" · ".join(brief.facts))}</p>',
        *(_table(section) for section in brief.sections),
        *_text(record),
        "</div>",
    ]
    return "\n".join(parts)


def _table(section: Section) -> str:
    rows = "".join(_row(item) for item in section.items)
    return f'<details open><summary>{escape(section.title)}</summary><table dir="auto">{rows}</table></details>'


def _row(item: Item) -> str:
    tag = f"<b>{escape(item.tag)}:</b> " if item.tag else ""
    facts = f' <span class="cq-facts">· {escape(" · ".join(item.facts))}</span>' if item.facts else ""
    inside = "› " if item.depth else ""
    quote = f"<q>{escape(item.quote.strip('“”'))}</q>" if item.quote else ""
    return f"<tr><th>{escape(item.label)}</th><td>{inside}{tag}{escape(item.lead)}{facts}</td><td>{quote}</td></tr>"


def _text(record: Record) -> Iterator[str]:
    text = record.article.text
    if not text:
        return
    legend = " ".join(
        f'<span class="cq-{kind}">{name}</span>'
        for kind, name in (
            ("event", "event"),
            ("statement", "statement"),
            ("boilerplate", "not article"),
            ("repair", "read with care"),
        )
    )
    yield f'<details open><summary>The text</summary><p class="cq-facts">{legend}</p>'
    shown = text[:_LONGEST]
    yield f'<div class="cq-text" dir="auto">{_marked(shown, list(_marks(record)))}</div>'
    if len(text) > len(shown):
        yield f'<p class="cq-facts">… {len(text) - len(shown):,} more characters are not shown.</p>'
    yield "</details>"


def _marks(record: Record) -> Iterator[_Mark]:
    teller = Teller.of(record)
    for piece in record.boilerplate:
        yield _Mark(piece.span, "boilerplate", f"not article: {word('boilerplate_kind', piece.kind)}")
    for event in record.events:
        note = f"{event.type} {event.mode or ''} {event.status}: {teller.done(event)}, {dated(event.date) or 'no date'}"
        for span in event.evidence or (event.trigger,):
            yield _Mark(span, "event", note)
    for statement in record.statements:
        for span in statement.content:
            yield _Mark(span, "statement", teller.said(statement))
    for repair in record.repairs:
        reading = f"read as “{repair.reading}”: " if repair.reading else ""
        yield _Mark(repair.span, "repair", f"{reading}{repair.why}")


def _marked(text: str, marks: list[_Mark]) -> str:
    """The text cut at every edge of a mark, so that overlapping marks need no nesting."""
    marks = sorted((m for m in marks if m.span.start < len(text)), key=lambda m: (m.span.start, m.span.end))
    edges = sorted({0, len(text), *(min(edge, len(text)) for m in marks for edge in (m.span.start, m.span.end))})
    pieces: list[str] = []
    open_marks: list[_Mark] = []
    coming = iter([*marks, None])
    following = next(coming)
    for start, end in pairwise(edges):
        while following is not None and following.span.start <= start:
            open_marks.append(following)
            following = next(coming)
        open_marks = [m for m in open_marks if m.span.end > start]
        piece = escape(_printable(text[start:end]))
        if open_marks:
            kinds = " ".join(f"cq-{kind}" for kind in sorted({m.kind for m in open_marks}))
            notes = "&#10;".join(escape(plain(note)) for note in dict.fromkeys(m.note for m in open_marks))
            piece = f'<span class="{kinds}" title="{notes}">{piece}</span>'
        pieces.append(piece)
    return "".join(pieces)


def _printable(text: str) -> str:
    """The text with its line breaks, but with other control characters written out."""
    return "\n".join(_spaced(line) for line in text.split("\n"))


def _spaced(line: str) -> str:
    # `plain` trims and joins white space; edges of a piece in mid-sentence must keep theirs.
    inside = plain(line)
    if not inside:
        return " " if line else ""
    return f"{' ' if line[0].isspace() else ''}{inside}{' ' if line[-1].isspace() else ''}"
