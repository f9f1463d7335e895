"""A user's own rows: they override ours, and each bad one is named with file and line."""

from __future__ import annotations

from pathlib import Path

import pytest

from communique.errors import RegisterError
from communique.register import load

PERSONS = """\
# people of my desk
name,iso3,office,start,end,aliases
Ana Example,URY,Minister of Foreign Affairs,2031-03-01,,Anita Example
Sergey Lavrov,RUS,Minister of Foreign Affairs,2004-03-09,2030-05-05,
"""
NAMES = """\
key,kind,name,code,acronyms,names,not
body:MYFORUM,body,Forum of Example States,MYFORUM,FES,Example Forum,
state:GEO,,,,,,Georgia
"""


def _write(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        (folder / name.replace("_", ".")).write_text(text, encoding="utf-8")
    return folder


def test_own_rows_add_and_correct(tmp_path: Path) -> None:
    register = load(_write(tmp_path, persons_csv=PERSONS, names_csv=NAMES))
    assert register.problems == ()
    holders = register.holders("foreign minister", "URY", "2040-01-01")  # open, and you set no day of last looking
    assert [p.name for p, _ in holders] == ["Ana Example"]
    assert register.persons("Anita Example")[0].name == "Ana Example"
    lavrov = register.persons("Sergey Lavrov")[0]
    term = next(t for t in lavrov.terms if t.canonical == "foreign minister")
    assert (term.end, term.end_known, term.licence) == ("2030-05-05", True, "yours")
    assert register.lookup("FES")[0].code == "MYFORUM"
    assert register.lookup("Georgia") == ()  # taken away
    assert register.lookup("Tbilisi")[0].code == "GEO"  # the rest of the row stays
    assert load().lookup("Georgia")[0].code == "GEO"  # the package is untouched


def test_toml_says_the_same_as_csv(tmp_path: Path) -> None:
    text = """
[[person]]
name = "Ana Example"
iso3 = "URY"
office = "Minister of Foreign Affairs"
start = "2031-03-01"
end = "2032"
aliases = ["Anita Example"]

[[name]]
key = "body:MYFORUM"
kind = "body"
name = "Forum of Example States"
acronyms = ["FES"]
"""
    register = load(_write(tmp_path, own_toml=text) / "own.toml")
    assert register.problems == ()
    assert [p.name for p, _ in register.holders("foreign minister", "URY", "2031-06-01")] == ["Ana Example"]
    assert register.lookup("FES")[0].name == "Forum of Example States"


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ("Bob Example,ZZZ,President,2001,,", "unknown state code ZZZ"),
        ("Bob Example,URY,President,2005-01-01,2001-01-01,", "end 2001-01-01 is before start 2005-01-01"),
        ("Bob Example,URY,President,01/02/2005,,", "is not a date"),
        (",URY,President,2005,,", "a person needs a name"),
        ("Ana Example,URY,Minister of Foreign Affairs,2031-03-01,,", "the same as"),
    ],
)
def test_a_bad_row_is_named_and_the_rest_is_used(tmp_path: Path, row: str, fault: str) -> None:
    register = load(_write(tmp_path, persons_csv=f"{PERSONS}{row}\n"))
    assert len(register.problems) == 1
    assert fault in register.problems[0]
    assert f"{tmp_path / 'persons.csv'}:5" in register.problems[0]
    assert register.persons("Ana Example")


def test_an_unknown_kind_or_column_is_named(tmp_path: Path) -> None:
    register = load(
        _write(tmp_path, names_csv="key,kind,name\nbody:X,club,A Club\n", more_csv="key,colour\nbody:Y,red\n")
    )
    assert any("unknown kind club" in p for p in register.problems)
    assert any("unknown column colour" in p for p in register.problems)


def test_a_broken_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "bad.toml").write_text("[[person", encoding="utf-8")
    (tmp_path / "bad.csv").write_bytes(b"name,iso3\n\xff\xfe\n")
    assert len(load(tmp_path).problems) == 2


def test_a_missing_file_is_an_error_with_a_hint(tmp_path: Path) -> None:
    with pytest.raises(RegisterError, match="no such file") as caught:
        load(tmp_path / "nowhere.csv")
    assert "csv" in caught.value.hint
