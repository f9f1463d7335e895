"""One reader for all tests: the pipeline and the register are loaded once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from communique.reader import Reader
from communique.record import Record
from communique.sources import article_from_text

Read = Callable[..., Record]


@pytest.fixture(scope="session")
def reader() -> Reader:
    """The reader with its defaults."""
    return Reader()


@pytest.fixture(scope="session")
def read(reader: Reader) -> Read:
    """Reads a text written in a test into its record."""

    def read_text(text: str, published: str | None = "2024-05-15", **given: Any) -> Record:
        return reader.read(article_from_text(text, published=published, **given))

    return read_text
