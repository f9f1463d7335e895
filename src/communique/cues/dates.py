"""The words that dates are made of, from `dates.toml`."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def vocabulary() -> dict[str, Any]:
    """The tables of `dates.toml`, read once."""
    return tomllib.loads(files("communique.cues").joinpath("dates.toml").read_text("utf-8"))


@cache
def words(*path: str) -> frozenset[str]:
    """One word list of `dates.toml`: `words("refuse", "labels")`."""
    node: Any = vocabulary()
    for key in path:
        node = node[key]
    return frozenset(node)
