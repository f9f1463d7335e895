from __future__ import annotations

import re
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any, get_args, get_origin, get_type_hints

import pytest

from communique import record as nouns

REFERENCE = Path(__file__).resolve().parents[2] / "docs" / "reference" / "record.md"
NOUNS: list[Any] = [
    noun for noun in vars(nouns).values() if is_dataclass(noun) and noun.__module__ == nouns.__name__
]  # fmt: skip


def _section(name: str) -> str:
    found = re.search(rf"^## {name}\n(.*?)(?=^## |\Z)", REFERENCE.read_text("utf-8"), re.S | re.M)
    assert found, f"docs/reference/record.md has no section {name}"
    return found[1]


def _documented(section: str) -> set[str]:
    """The names in the first column of the section's tables."""
    rows = re.findall(r"^\| (`[^|]+) \|", section, re.M)
    return {name for row in rows for name in re.findall(r"`([a-z_0-9]+)`", row)}


@pytest.mark.parametrize("noun", NOUNS, ids=[noun.__name__ for noun in NOUNS])
def test_every_field_of_the_record_is_documented_and_no_other(noun: Any) -> None:
    documented = _documented(_section(noun.__name__))
    real = {field.name for field in fields(noun)}
    if noun is nouns.Event:
        documented -= set(get_args(nouns.Status))
    assert documented == real


def _values(hint: Any) -> set[str]:
    """The words of every Literal in a type."""
    if get_origin(hint) is not None and all(isinstance(value, str) for value in get_args(hint)):
        return set(get_args(hint))
    return {word for inside in get_args(hint) for word in _values(inside)}


@pytest.mark.parametrize("noun", NOUNS, ids=[noun.__name__ for noun in NOUNS])
def test_every_value_a_field_can_take_is_documented(noun: Any) -> None:
    section = _section(noun.__name__)
    for name, hint in get_type_hints(noun).items():
        missing = {value for value in _values(hint) if f"`{value}`" not in section}
        if noun is nouns.Statement and name == "channel":  # "as for events"
            continue
        assert not missing, f"{noun.__name__}.{name}: {missing}"
