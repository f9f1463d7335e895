"""Communiqué reads reports of diplomacy and keeps the record of it.

>>> import communique
>>> record = communique.read("Oslo thanked Riga for its help on Monday.", published="2024-03-05")
>>> record.events[0].type
'SUPPORT'
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from communique._version import __version__
from communique.errors import CommuniqueError
from communique.record import Article, Record, Span

if TYPE_CHECKING:
    from communique.ledger import Ledger
    from communique.reader import Reader

__all__ = ["Article", "CommuniqueError", "Ledger", "Reader", "Record", "Span", "__version__", "open", "read"]

_LATE = {"Ledger": "communique.ledger", "Reader": "communique.reader"}  # imported when first used: they are heavy


def read(
    text: str,
    *,
    published: str | None = None,
    title: str | None = None,
    url: str | None = None,
    language: str | None = None,
    repairs: bool = True,
) -> Record:
    """The record of one text. `published` is its ISO date: without it "on Monday" cannot be dated.

    Without `repairs`, suspected faults of translation are listed but nothing is read otherwise than printed. Raises
    SourceError when there is no text to read. For many texts keep a `Reader`.
    """
    from communique.sources import article_from_text

    article = article_from_text(text, published=published, title=title, url=url, language=language)
    return _reader().read(article, repairs=repairs)


def open(path: str | Path) -> Ledger:
    """The ledger at `path`, made when there is none. Raises LedgerError when it cannot be opened."""
    from communique.ledger import open_ledger

    return open_ledger(path)


@cache
def _reader() -> Reader:
    from communique.reader import Reader

    return Reader()


def __getattr__(name: str) -> Any:
    if name in _LATE:
        return getattr(import_module(_LATE[name]), name)
    raise AttributeError(f"module 'communique' has no attribute {name!r}")
