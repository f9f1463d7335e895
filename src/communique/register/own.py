"""A user's own rows for the register: CSV or TOML, laid over ours, each fault named with file and line."""

from __future__ import annotations

import csv
import re
import tomllib
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from communique.errors import RegisterError
from communique.register.gazetteer import KINDS
from communique.register.tables import LISTS

NAME_COLUMNS = frozenset(
    "key kind name iso3 code sector wikidata native_name valid_from valid_to source".split()
).union(LISTS)  # fmt: skip
PERSON_COLUMNS = frozenset("name native_name iso3 wikidata surname aliases office start end as_of source".split())
_ONLY_NAMES = NAME_COLUMNS - PERSON_COLUMNS
_SUFFIXES = frozenset({".csv", ".toml"})
_DELIMITERS = ",;\t"  # spreadsheets of half of Europe write semicolons
_DATE = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")
_WHERE = re.compile(r"(?P<file>.*?\.(?:csv|toml))(?::(?P<line>\d+))?: ", re.I)
_TOML_LINE = re.compile(r"\s*\(at line (\d+), column \d+\)")
_LONGEST_ROW = 20  # lines: a cell may hold line breaks, but an open quotation mark swallows the rest of the file
_LONGEST_CELL = 10_000  # characters
_SHOWN = 40  # characters of a wrong cell that are repeated


@dataclass(slots=True)
class Own:
    """The good rows of the user's files, and what is wrong with the others."""

    names: list[dict[str, str]] = field(default_factory=list)
    persons: list[dict[str, str]] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Found:
    """A row as it stands in a file: about a person or about the name of a thing."""

    where: str
    person: bool
    row: dict[str, str]


def read_own(path: Path, known_states: frozenset[str], known_keys: frozenset[str]) -> Own:
    """Read a file, or every CSV and TOML file of a folder; a bad row is reported and the rest is used."""
    if not path.exists():
        raise RegisterError(
            f"Cannot read your own register at {path}: there is no such file or folder.",
            hint="Give a .csv or .toml file, or a folder of such files.",
        )
    files = [path]
    own = Own()
    if path.is_dir():
        files = sorted(p for p in path.iterdir() if p.suffix.lower() in _SUFFIXES and not p.name.startswith("."))
        if not files:
            own.problems.append(f"{path}: there is no .csv or .toml file in this folder")
    found: list[_Found] = []
    for file in files:
        found += _read(file, own.problems)
    own_states = (f.row.get("iso3", "").upper() for f in found if not f.person and f.row.get("kind") == "state")
    states = known_states | {*own_states} - {""}
    seen: dict[tuple[str, ...], str] = {}
    for each in found:
        each.row["iso3"] = each.row.get("iso3", "").upper()
        row, columns = each.row, ("name", "iso3", "office", "start") if each.person else ("key",)
        identity = tuple(row.get(c, "") for c in columns)
        fault = _fault(row, each.person, states, known_keys)
        if fault is None and identity in seen:
            fault = f"the same as {seen[identity]}"
        if fault is not None:
            own.problems.append(f"{each.where}: {fault}")
            continue
        seen[identity] = each.where
        (own.persons if each.person else own.names).append(row)
    own.problems.sort(key=_place)
    return own


def _place(problem: str) -> tuple[str, int]:
    """The file and the line that a problem names, to tell problems in the order of the file."""
    found = _WHERE.match(problem)
    return (found["file"], int(found["line"] or 0)) if found else (problem, 0)


def _read(file: Path, problems: list[str]) -> list[_Found]:
    """The rows of one file; what keeps it from being read, or a row from being understood, joins the problems."""
    try:
        text = file.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        problems.append(f"{file}:{line}: this is not UTF-8 text; save the file as CSV (UTF-8) or TOML")
        return []
    except OSError as error:
        problems.append(f"{file}: cannot be read: {error.strerror or error}")
        return []
    if "\0" in text:
        problems.append(f"{file}: this is not text; save it as CSV (UTF-8) or TOML")
        return []
    if not text.strip():
        problems.append(f"{file}: the file is empty")
        return []
    found: list[_Found] = []
    read = _toml(file, text, problems) if file.suffix.lower() == ".toml" else _csv(file, text, problems)
    try:
        found.extend(read)
    except (csv.Error, tomllib.TOMLDecodeError, RecursionError) as error:
        told = _TOML_LINE.search(str(error))
        where = f"{file}:{told[1]}" if told else str(file)
        problems.append(f"{where}: cannot be understood: {_TOML_LINE.sub('', str(error))}")
    return found


def _csv(file: Path, text: str, problems: list[str]) -> Iterator[_Found]:
    """The rows below the header; lines that begin with `#` are comments."""
    numbered = [(n, line) for n, line in enumerate(text.splitlines(), 1) if line.strip() and not line.startswith("#")]
    if not numbered:
        problems.append(f"{file}: there are only comments in it")
        return
    at, head = numbered[0]
    delimiter = max(_DELIMITERS, key=head.count)
    columns = [cell.strip().casefold() for cell in next(csv.reader([head], delimiter=delimiter))]
    person = not _ONLY_NAMES & set(columns)
    allowed = PERSON_COLUMNS if person else NAME_COLUMNS
    if ("name" if person else "key") not in columns:
        problems.append(
            f"{file}:{at}: the first line must name the columns: name, iso3, office, … for people; "
            "key, kind, name, … for states, bodies and other things"
        )
        return
    if unknown := sorted({c for c in columns if c and c not in allowed}):
        problems.append(f"{file}:{at}: unknown column {', '.join(map(_short, unknown))}; it is left out")
    for n, lines in _physical_rows(numbered[1:], delimiter, len(columns)):
        where = f"{file}:{n}"
        try:
            cells = next(csv.reader(lines, delimiter=delimiter, strict=True))
        except (csv.Error, StopIteration):
            problems.append(f"{where}: a quotation mark is opened here and not closed; the row is left out")
            continue
        if len(cells) > len(columns) and any(cell.strip() for cell in cells[len(columns) :]):
            problems.append(f"{where}: {len(cells)} cells, but {len(columns)} columns; quote a cell that holds a comma")
        else:
            row = {column: " ".join(cell.split()) for column, cell in zip(columns, cells, strict=False)}
            yield _Found(where, person, {c: cell for c, cell in row.items() if c in allowed})


def _physical_rows(
    numbered: Sequence[tuple[int, str]], delimiter: str, columns: int
) -> Iterator[tuple[int, list[str]]]:
    """Each row with its first line's number; a line that opens a quotation mark and does not close it stands alone.

    A cell may hold line breaks, but no line of it may look like a row of its own: then the mark was forgotten.
    """
    at = 0
    while at < len(numbered):
        n, line = numbered[at]
        taken = [line]
        while sum(part.count('"') for part in taken) % 2 and at + len(taken) < len(numbered):
            following = numbered[at + len(taken)][1]
            is_row = following.count('"') % 2 == 0 and following.count(delimiter) >= max(columns - 1, 1)
            if is_row or len(taken) == _LONGEST_ROW:
                break
            taken.append(following)
        if sum(part.count('"') for part in taken) % 2:
            taken = [line]
        yield n, [f"{part}\n" for part in taken]
        at += len(taken)


def _toml(file: Path, text: str, problems: list[str]) -> Iterator[_Found]:
    """The `[[name]]` and `[[person]]` tables of a TOML file, with the line of each."""
    tables = tomllib.loads(text)
    for kind in sorted(tables.keys() - {"name", "person"}):
        problems.append(f"{file}: unknown table {_short(kind)}; write [[person]] or [[name]]")
    for kind, allowed in (("name", NAME_COLUMNS), ("person", PERSON_COLUMNS)):
        lines = [n for n, line in enumerate(text.splitlines(), 1) if re.match(rf"\s*\[\[\s*{kind}\s*\]\]", line)]
        listed = tables.get(kind, [])
        if not isinstance(listed, list) or not all(isinstance(table, dict) for table in listed):
            problems.append(f"{file}: write each {kind} as a table of its own, below a line [[{kind}]]")
            continue
        for line, table in zip(lines, listed, strict=False):
            where = f"{file}:{line}"
            if unknown := sorted(table.keys() - allowed):
                problems.append(f"{where}: unknown column {', '.join(map(_short, unknown))}; it is left out")
            row = {column: _plain(value) for column, value in table.items() if column in allowed}
            yield _Found(where, kind == "person", row)


def _plain(value: Any) -> str:
    return "|".join(str(item) for item in value) if isinstance(value, list) else str(value)


def _short(cell: str) -> str:
    return cell if len(cell) <= _SHOWN else f"{cell[:_SHOWN]}…"


def _fault(row: Mapping[str, str], person: bool, states: frozenset[str], keys: frozenset[str]) -> str | None:
    """What is wrong with a row, in words; None when it is good."""
    if person and not any(c.isalpha() for c in row.get("name", "")):
        return "a person needs a name"
    if not person and not row.get("key"):
        return "a row needs a key, such as state:KOR or body:MYFORUM"
    if control := [c for c, cell in row.items() if any(unicodedata.category(sign) == "Cc" for sign in cell)]:
        return f"{control[0]} holds a control character; write plain text"
    if long := [column for column, cell in row.items() if len(cell) > _LONGEST_CELL]:
        return f"{long[0]} has more than {_LONGEST_CELL:,} characters"
    if row.get("kind") and row["kind"] not in KINDS:
        return f"unknown kind {_short(row['kind'])}; it is one of {', '.join(sorted(KINDS))}"
    if row.get("iso3") and row["iso3"] not in states:
        return f"unknown state code {_short(row['iso3'])}; give ISO 3166 alpha-3, such as KOR"
    if not person and row["key"] not in keys and not (row.get("kind") and row.get("name")):
        return f"{_short(row['key'])} is no key of ours; a new one needs kind and name"
    return _time_fault(row, ("start", "end", "as_of") if person else ("valid_from", "valid_to"))


def _time_fault(row: Mapping[str, str], columns: Sequence[str]) -> str | None:
    given = [(column, row[column]) for column in columns if row.get(column)]
    for column, day in given:
        if not _is_date(day):
            return f"{column} {_short(day)} is not a date; write 2024, 2024-05 or 2024-05-31"
    start = row.get(columns[0], "")
    return next(_before(given[1:] if start else (), columns[0], start), None)


def _before(later: Iterable[tuple[str, str]], column: str, start: str) -> Iterator[str]:
    for other, day in later:
        if day < start[: len(day)]:
            yield f"{other} {day} is before {column} {start}"


def _is_date(day: str) -> bool:
    if not _DATE.fullmatch(day):
        return False
    try:
        date.fromisoformat(f"{day}-01-01"[:10] if len(day) < 10 else day)
    except ValueError:
        return False
    return True
