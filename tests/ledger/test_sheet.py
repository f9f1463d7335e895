"""CSV: what goes in comes out, and no spreadsheet runs it."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from communique.ledger.sheet import FORMULA, write_csv


def written(*rows: dict[str, object]) -> list[list[str]]:
    out = io.StringIO(newline="")
    write_csv(rows, list(rows[0]), out)
    return list(csv.reader(io.StringIO(out.getvalue(), newline="")))


def test_columns_are_named_and_values_are_plain() -> None:
    row: dict[str, object] = {"id": "evt_1", "codes": ["NOR", "CHL"], "url": None, "intensity": -4.5, "verbatim": True}
    assert written(row) == [
        ["id", "codes", "url", "intensity", "verbatim"],
        ["evt_1", "NOR;CHL", "", "-4.5", "true"],
    ]


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=cmd()", "'=cmd()"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\n=1"),
        ("\n=1", "'\n=1"),
        ("＝1", "'＝1"),
        ("a=1", "a=1"),  # a sign within a text is no formula
        ('She said "no", then left.\nNext line', 'She said "no", then left.\nNext line'),
        ("one\rtwo\r\nthree", "one\ntwo\nthree"),  # a line is a line
        ("end\0end", "end\ufffdend"),
        ("회담 🤝", "회담 🤝"),
    ],
)
def test_text_survives_and_is_never_a_formula(text: str, cell: str) -> None:
    assert written({"evidence": text})[1] == [cell]
    assert written({"evidence": [text]})[1] == [cell]


def test_the_joint_of_a_list_keeps_its_meaning() -> None:
    assert written({"topics": ["fish; quotas", "trade"]})[1] == ["fish, quotas;trade"]


@given(st.lists(st.text(), min_size=1, max_size=4))
@example(["=cmd()", "a\r\nb", "\0", "🤝"])
def test_any_row_is_read_back_cell_by_cell(texts: list[str]) -> None:
    row: dict[str, object] = {f"c{n}": text for n, text in enumerate(texts)}
    (_, cells) = written(row)
    for text, cell in zip(texts, cells, strict=True):
        assert not cell.startswith(FORMULA)
        kept = text.replace("\0", "\ufffd").replace("\r\n", "\n").replace("\r", "\n")
        assert cell in (kept, f"'{kept}")
