"""The brief on a terminal: one column at 80, the evidence beside the coding where there is room."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest
from typing import TYPE_CHECKING

from communique.brief.outline import Item, Outline, outline
from communique.record import Record

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

_MARGIN = 2
_GAP = 2
_LABEL = 17  # holds "USA–KOR–JPN → PRK"; a longer label takes a line of its own
_SIDE_BY_SIDE = 110  # columns from which evidence stands beside, not below
_NARROWEST = 24
_LIMIT = 16  # items of a section shown before the rest is only counted


def render(record: Record, *, width: int, colour: bool, limit: int | None = _LIMIT) -> str:
    """The brief of a record in lines of at most `width` columns, with colour codes only when asked for.

    A section longer than `limit` items says how many it leaves out; None shows them all.
    """
    import io

    from rich.console import Console

    width = max(width, _NARROWEST)
    console = Console(
        file=io.StringIO(),
        width=width,
        color_system="standard" if colour else None,
        force_terminal=colour,
        legacy_windows=False,
        _environ={},
    )
    with console.capture() as capture:
        for line in _lines(console, outline(record), width, limit):
            line.rstrip()
            console.print(line, soft_wrap=True)
    return capture.get()


def _lines(console: Console, brief: Outline, width: int, limit: int | None) -> Iterator[Text]:
    from rich.text import Text

    yield from _wrapped(console, Text(brief.title, "bold"), width)
    yield from _wrapped(console, Text(" · ".join(brief.facts), "dim"), width)
    labels = [len(item.label) for section in brief.sections for item in section.items if len(item.label) <= _LABEL]
    column = max(labels, default=0) if width >= 60 else 0
    for section in brief.sections:
        yield Text()
        yield from _wrapped(console, Text(section.title.upper(), "bold cyan"), width)
        for item in section.items[:limit]:
            yield from _item(console, item, width, column)
        left_out = len(section.items) - len(section.items[:limit])
        if left_out:
            more = Text(" " * _MARGIN + f"… and {left_out} more, in the record itself", "dim")
            yield from _wrapped(console, more, width)


def _item(console: Console, item: Item, width: int, column: int) -> Iterator[Text]:
    """An item with its label at the left and its evidence below, or beside on a wide terminal."""
    from rich.text import Text

    before = 2 * _MARGIN + 2 * item.depth if column == 0 else _MARGIN + column + _GAP + 2 * item.depth
    label = Text(" " * _MARGIN).append(item.label, "cyan")
    if item.label and label.cell_len > _MARGIN + column:
        yield from _wrapped(console, label, width)
        label = Text()
    beside = width >= _SIDE_BY_SIDE and item.quote is not None
    middle = (width + before - 2 * item.depth) // 2 if beside else width  # one edge for all, whatever the depth
    left = _wrapped(console, _head(item), middle - before - (_GAP if beside else 0))
    quote_at = middle if beside else before + 2
    quote = _wrapped(console, Text(item.quote or "", "italic dim"), width - quote_at)
    rows = zip_longest(left, quote if beside else [])
    for at, (mine, theirs) in enumerate(rows):
        line = label.copy() if at == 0 else Text()
        _pad(line, before - 2 if item.depth and at == 0 else before)
        if item.depth and at == 0:
            line.append("› ", "cyan")
        line.append_text(mine or Text())
        if theirs is not None:
            _pad(line, quote_at)
            line.append_text(theirs)
        yield line
    if not beside and item.quote is not None:
        for part in quote:
            yield Text(" " * quote_at).append_text(part)


def _head(item: Item) -> Text:
    from rich.text import Text

    head = Text()
    if item.tag:
        head.append(f"{item.tag}: ", "bold red" if item.tag.startswith("denied") else "bold yellow")
    head.append(item.lead)
    for fact in item.facts:
        head.append(f" · {fact}", "dim")
    return head


def _wrapped(console: Console, text: Text, width: int) -> list[Text]:
    return list(text.wrap(console, width, overflow="fold"))


def _pad(line: Text, width: int) -> None:
    line.append(" " * (width - line.cell_len))
