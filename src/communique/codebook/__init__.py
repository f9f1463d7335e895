"""The codebook: PLOVER's event types, their modes, quad codes and intensities."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from communique.record import EventType


@cache
def _scores() -> Mapping[str, Mapping[str, float]]:
    data: dict[str, dict[str, dict[str, float]]] = tomllib.loads(
        files("communique.codebook").joinpath("plover.toml").read_text("utf-8")
    )
    return data["score"]


def quad_code(event_type: EventType) -> int:
    """The quad class of a type: 1 verbal and 2 material cooperation, 3 verbal and 4 material conflict."""
    return int(_scores()[event_type]["quad"])


def intensity(event_type: EventType, mode: str | None) -> float:
    """The conflict-cooperation score of a type and mode, from -10 (violence) to +10 (aid)."""
    scores = _scores()[event_type]
    return float(scores.get(mode or "base", scores["base"]))


def modes(event_type: EventType) -> frozenset[str]:
    """The modes that a type has."""
    return frozenset(_scores()[event_type]) - {"quad", "base"}
