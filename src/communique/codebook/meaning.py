"""Meaning: what the codes of the record mean, in words, with examples and near misses."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from communique.codebook import quad_code

_QUADS = {1: "verbal cooperation", 2: "material cooperation", 3: "verbal conflict", 4: "material conflict"}


@dataclass(frozen=True, slots=True)
class NearMiss:
    """A sentence that looks like a type and is not: `type` is what it is, None where it is no event."""

    text: str
    type: str | None
    why: str


@dataclass(frozen=True, slots=True)
class Meaning:
    """What one code means. `field` is the record's field that holds it: "type", "mode", "status" …"""

    code: str
    field: str
    meaning: str
    quad: str | None = None  # of a type: "verbal cooperation" …
    modes: Mapping[str, str] | None = None  # of a type: mode -> meaning
    examples: tuple[str, ...] = ()
    near: tuple[NearMiss, ...] = ()
    of: str | None = None  # of a mode: its type


@cache
def meanings() -> tuple[Meaning, ...]:
    """Every code that has a meaning: the types in the order of the codebook, their modes, then the values of fields."""
    data = tomllib.loads(files("communique.codebook").joinpath("meanings.toml").read_text("utf-8"))
    types = [
        Meaning(
            code,
            "type",
            row["meaning"],
            quad=_QUADS[quad_code(code)],
            modes=row.get("modes", {}),
            examples=tuple(row["examples"]),
            near=tuple(NearMiss(n["text"], n["type"] or None, n["why"]) for n in row["near"]),
        )
        for code, row in data["type"].items()
    ]
    modes = [Meaning(m, "mode", text, of=t.code) for t in types for m, text in (t.modes or {}).items()]
    values = [Meaning(v, field, text) for field, table in data["value"].items() for v, text in table.items()]
    return (*types, *modes, *values)


def explain(code: str) -> tuple[Meaning, ...]:
    """Every meaning of a code, in any letter case; a word can be a value of several fields.

    >>> [m.field for m in explain("phone")]
    ['mode', 'channel']
    """
    wanted = code.strip().lower().replace("_", "-")
    return tuple(m for m in meanings() if m.code.lower().replace("_", "-") == wanted)
