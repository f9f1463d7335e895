"""Rows as CSV that opens safely in a spreadsheet."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TextIO

# A cell that begins so is taken for a formula by one spreadsheet or another (OWASP, "CSV Injection"); an apostrophe
# makes it text. The full-width signs are read as plain ones under East Asian settings.
FORMULA = ("=", "+", "-", "@", "\t", "\n", "＝", "＋", "－", "＠")
JOINT = ";"


def write_csv(rows: Iterable[Mapping[str, Any]], columns: Sequence[str], out: TextIO) -> None:
    """Write a header and one line per row; lists are joined by `;`, and None is an empty cell."""
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([cell(row[column]) for column in columns])


def cell(value: Any) -> Any:
    """A value as a cell: numbers as they are, text so that no spreadsheet runs it.

    >>> cell("=cmd()"), cell(["NOR", "CHL"]), cell(-4.5)
    ("'=cmd()", 'NOR;CHL', -4.5)
    """
    if isinstance(value, bool):
        return "true" if value else "false"
    if value is None or isinstance(value, (int, float)):
        return value
    if isinstance(value, (list, tuple)):
        # The joint must keep its meaning, so within an item it gives way.
        return _guarded(JOINT.join(str(item).replace(JOINT, ",") for item in value))
    return _guarded(str(value))


def _guarded(text: str) -> str:
    # Most readers of CSV refuse NUL, and Python's writer does not quote a lone CR, which would begin a line.
    text = text.replace("\0", "\ufffd").replace("\r\n", "\n").replace("\r", "\n")
    return "'" + text if text.startswith(FORMULA) else text
