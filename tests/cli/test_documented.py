"""The reference says what there is: every verb, option, exit code, table and column, and nothing else."""

from __future__ import annotations

import inspect
import re
from pathlib import Path
from typing import get_args

import pytest
import typer.main

from communique.cli import app
from communique.cli.reading import UNREAD
from communique.ledger import Ledger
from communique.ledger.queries import columns
from communique.ledger.question import Part
from communique.ledger.tables import metadata

REFERENCE = Path(__file__).parents[2] / "docs" / "reference"
COMMANDS = (REFERENCE / "command-line.md").read_text("utf-8")
LEDGER = (REFERENCE / "ledger.md").read_text("utf-8")
LISTINGS = "events, statements, commitments, expectations, positions"


def verbs() -> dict[str, set[str]]:
    """Each verb with its options."""
    known = typer.main.get_command(app).commands  # type: ignore[attr-defined]
    return {
        name: {
            option
            for parameter in verb.params
            for option in (*parameter.opts, *parameter.secondary_opts)
            if option.startswith("--")
        }
        for name, verb in known.items()
    }


def section(verb: str) -> str:
    heading = LISTINGS if verb in LISTINGS.split(", ") else verb
    _, _, rest = COMMANDS.partition(f"\n## communique {heading}\n")
    return rest.partition("\n## ")[0]


@pytest.mark.parametrize("verb", sorted(verbs()))
def test_every_verb_and_option_is_documented(verb: str) -> None:
    documented = set(re.findall(r"--[a-z][a-z-]*", section(verb)))
    assert section(verb), f"{verb} has no section"
    assert verbs()[verb] - {"--help"} <= documented


def test_no_option_is_documented_that_is_not_there() -> None:
    known = {option for options in verbs().values() for option in options} | {"--help", "--version"}
    assert set(re.findall(r"`(--[a-z][a-z-]*)", COMMANDS)) <= known


@pytest.mark.parametrize("part", get_args(Part))
def test_every_column_of_a_listing_is_documented_in_order(part: Part) -> None:
    (row,) = re.findall(rf"^\| {part} \| (.*) \|$", LEDGER, re.MULTILINE)
    own = re.findall(r"`([a-z_0-9]+)`", row)
    shared = ["evidence", "start", "end", "confidence", "first_day", "last_day"]
    assert list(columns(part)) == ["id", *own, *shared, "article_id", "title", "published", "url"]
    assert all(f"`{name}`" in LEDGER for name in shared)


def test_every_table_is_documented() -> None:
    _, _, rest = LEDGER.partition("## Tables")
    documented = set(re.findall(r"`([a-z]+)`", "\n".join(re.findall(r"^\| (`[^|]*) \|", rest, re.MULTILINE))))
    assert {table.name for table in metadata.sorted_tables} <= documented


def test_every_method_of_the_ledger_is_documented() -> None:
    methods = {name for name, _ in inspect.getmembers(Ledger, inspect.isfunction) if not name.startswith("_")}
    assert {name for name in methods if f".{name}(" not in LEDGER} == {"listing"}  # the others are made of it


def test_every_issue_that_ends_a_run_with_3_is_one_that_is_raised() -> None:
    source = Path(inspect.getfile(Ledger)).parents[1]
    raised = "".join(
        file.read_text("utf-8") for folder in ("sources", "stages") for file in (source / folder).glob("*.py")
    ) + (source / "reader.py").read_text("utf-8")
    assert {slug for slug in UNREAD if f'"{slug}"' not in raised} == set()
