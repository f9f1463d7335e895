"""A user's own rows for the register: CSV or TOML, laid over ours, each fault named with file and line."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from communique.errors import RegisterError
from communique.register.gazetteer import KINDS
from communique.register.tables import LISTS, rows

NAME_COLUMNS = frozenset(
    "key kind name iso3 code sector wikidata native_name valid_from valid_to source".split()
).union(LISTS)
PERSON_COLUMNS = frozenset(
    "name native_name iso3 wikidata surname aliases office start end as_of source".split()
)  # fmt: skip
_DATE = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")


@dataclass(slots=True)
class Own:
    """The good rows of the user's files, and what is wrong with the others."""

    names: list[dict[str, str]] = field(default_factory=list)
    persons: list[dict[str, str]] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def read_own(path: Path, known_states: frozenset[str]) -> Own:
    """Read a file, or every CSV and TOML file of a folder; a bad row is reported and the rest is used."""
    if not path.exists():
        raise RegisterError(
            f"Cannot read your own register at {path}: there is no such file or folder.",
            hint="Give a .csv or .toml file, or a folder of such files.",
        )
    files = sorted(p for p in path.iterdir() if p.suffix in {".csv", ".toml"}) if path.is_dir() else [path]
    own = Own()
    seen: dict[tuple[str, ...], str] = {}
    for file in files:
        try:
            found = list(_rows(file))
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            own.problems.append(f"{file}: cannot be read: {error}")
            continue
        for line, row in found:
            where = f"{file}:{line}"
            person = "office" in row or not ({"key", "kind"} & row.keys())
            fault = _fault(row, person, known_states)
            identity = tuple(row.get(c, "") for c in (("name", "iso3", "office", "start") if person else ("key",)))
            if fault is None and identity in seen:
                fault = f"the same as {seen[identity]}"
            if fault is not None:
                own.problems.append(f"{where}: {fault}")
                continue
            seen[identity] = where
            (own.persons if person else own.names).append(row)
    return own


def _rows(file: Path) -> Iterator[tuple[int, dict[str, str]]]:
    if file.suffix == ".toml":
        yield from _toml_rows(file)
    else:
        yield from rows(file)


def _toml_rows(file: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """The `[[name]]` and `[[person]]` tables of a TOML file, with the line of each."""
    text = file.read_text("utf-8")
    tables = tomllib.loads(text)
    for kind in ("name", "person"):
        lines = [n for n, line in enumerate(text.splitlines(), 1) if re.match(rf"\s*\[\[\s*{kind}\s*\]\]", line)]
        for line, table in zip(lines, tables.get(kind, ()), strict=False):
            row = {column: _plain(value) for column, value in table.items()}
            yield line, row | ({"office": row.get("office", "")} if kind == "person" else {"key": row.get("key", "")})


def _plain(value: Any) -> str:
    return "|".join(str(item) for item in value) if isinstance(value, list) else str(value)


def _fault(row: Mapping[str, str], person: bool, known_states: frozenset[str]) -> str | None:
    """What is wrong with a row, in words; None when it is good."""
    unknown = sorted(row.keys() - (PERSON_COLUMNS if person else NAME_COLUMNS))
    if unknown:
        return f"unknown column {', '.join(unknown)}"
    if person and not row.get("name"):
        return "a person needs a name"
    if not person and not row.get("key"):
        return "a row needs a key, such as state:KOR or body:MYFORUM"
    if row.get("kind") and row["kind"] not in KINDS:
        return f"unknown kind {row['kind']}; it is one of {', '.join(sorted(KINDS))}"
    if row.get("iso3") and row["iso3"] not in known_states:
        return f"unknown state code {row['iso3']}; give ISO 3166 alpha-3, such as KOR"
    first, last = ("start", "end") if person else ("valid_from", "valid_to")
    for column in (first, last, "as_of"):
        if row.get(column) and not _DATE.fullmatch(row[column]):
            return f"{column} {row[column]} is not a date; write 2024, 2024-05 or 2024-05-31"
    start, end = row.get(first, ""), row.get(last, "")
    if start and end and end < start[: len(end)]:
        return f"{last} {end} is before {first} {start}"
    return None
