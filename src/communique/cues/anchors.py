"""By which words a text betrays when it was written, from `anchor.toml`."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files


@cache
def anchor_words(table: str, row: str) -> frozenset[str]:
    """One word list of `anchor.toml`: `anchor_words("standing", "former")`."""
    tables = tomllib.loads(files("communique.cues").joinpath("anchor.toml").read_text("utf-8"))
    return frozenset(tables[table][row])
