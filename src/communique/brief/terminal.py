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
_RUN = 8  # statements of one speaker in a row shown before the rest is only counted
_MORE = "… and"


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
        for item in _shown(section.items, limit):
            yield from _item(console, item, width, column)


def _shown(items: tuple[Item, ...], limit: int | None) -> Iterator[Item]:
    """The items that there is room for, and in place of the others a line that counts them."""
    if limit is None:
        yield from items
        return
    tops = inside = left_out = 0
    shown: list[Item] = []
    for item in items:
        if item.depth:
            inside += 1
        else:
            tops += 1
            shown += _more(left_out, depth=1)
            inside = left_out = 0
        if tops > limit:
            break
        if inside <= _RUN:
            shown.append(item)
        else:
            left_out += 1
    yield from shown
    yield from _more(left_out, depth=1)
    yield from _more(sum(not item.depth for item in items) - limit, depth=0)


def _more(left_out: int, *, depth: int) -> list[Item]:
    return [Item("", f"{_MORE} {left_out} more; the record (--json) has all", depth=depth)] if left_out > 0 else []


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
        marked = at == 0 and item.depth > 0 and not item.lead.startswith(_MORE)
        _pad(line, before - 2 if marked else before)
        if marked:
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
