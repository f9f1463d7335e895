"""The page on dates shows what the reader does."""

from __future__ import annotations

from pathlib import Path

import pytest

from communique.reader import Reader
from communique.sources import article_from_text
from communique.stages.date import date
from communique.stages.parse import parse
from communique.stages.segment import segment

PAGE = Path(__file__).resolve().parents[2] / "docs" / "reference" / "dates.md"
_OPEN = "–"


def rows() -> list[list[str]]:
    """The rows of the table of forms: the sentence, the first and the last day, the precision."""
    _, _, table = PAGE.read_text("utf-8").partition("\n|---|---|---|---|\n")
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in table.split("\n\n")[0].splitlines()]


@pytest.mark.parametrize(("text", "start", "end", "precision"), rows(), ids=[row[0] for row in rows()])
def test_an_example_of_the_page_is_read_as_it_says(
    text: str, start: str, end: str, precision: str, reader: Reader
) -> None:
    article = article_from_text(text, published="2024-04-10")
    (when,) = date(article, parse(article, segment(article), reader.pipeline, reader.register))
    assert [when.start or _OPEN, when.end or _OPEN, when.precision] == [start, end, precision]


def test_the_page_has_examples() -> None:
    assert len(rows()) > 20
