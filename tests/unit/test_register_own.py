"""A user's own rows: they override ours, and each bad one is named with file and line."""

from __future__ import annotations

from pathlib import Path

import pytest

from communique.errors import RegisterError
from communique.register import load, who

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
    assert (term.end, term.end_known) == ("2030-05-05", True)
    assert term.licence.endswith("yours")
    assert "end: your own register" in term.source
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


@pytest.mark.parametrize(
    ("file", "text", "fault"),
    [
        ("names.csv", "key,kind,name\nbody:X,club,A Club\n", "names.csv:2: unknown kind club"),
        ("names.csv", "key,colour\nstate:GEO,red\n", "names.csv:1: unknown column colour; it is left out"),
        (
            "names.csv",
            "key,kind,name\nbody:NEW,,\n",
            "names.csv:2: body:NEW is no key of ours; a new one needs kind and name",
        ),
        ("people.csv", "Ana Example,URY\n", "people.csv:1: the first line must name the columns"),
        ("people.csv", "", "people.csv: the file is empty"),
        ("people.csv", "# only a comment\n", "people.csv: there are only comments in it"),
        ("people.csv", "name,iso3\nA Bo,URY,2001\n", "people.csv:2: 3 cells, but 2 columns"),
        ("people.csv", "name,iso3,as_of\nA Bo,URY,2021-02-30\n", "people.csv:2: as_of 2021-02-30 is not a date"),
        ("people.csv", "name,start,as_of\nA Bo,2021,2020\n", "people.csv:2: as_of 2020 is before start 2021"),
        (
            "people.csv",
            "name,iso3\n" + '"Open,URY\n' + "".join(f"A Bo {n},URY\n" for n in range(30)),
            "people.csv:2: a quotation mark is opened here",
        ),
        ("people.csv", 'name,iso3\nA Bo,"URY\n', "people.csv:2: a quotation mark is opened here"),
        ("people.csv", 'name,iso3\n"A Bo,URY\n"B Co,URY\n', "people.csv:2: a quotation mark is opened here"),
        ("people.csv", "name,iso3\nA\u0007Bo,URY\n", "people.csv:2: name holds a control character"),
        ("own.toml", "[[person\n", "own.toml:1: cannot be understood"),
        ("own.toml", '[[persons]]\nname = "A"\n', "own.toml: unknown table persons; write [[person]] or [[name]]"),
        ("own.toml", 'person = "A"\n', "own.toml: write each person as a table of its own"),
        ("own.toml", '\n[[person]]\nname = "A"\ncolour = "red"\n', "own.toml:2: unknown column colour"),
    ],
)
def test_what_is_wrong_is_named_with_file_and_line(tmp_path: Path, file: str, text: str, fault: str) -> None:
    (tmp_path / file).write_text(text, encoding="utf-8")
    problems = load(tmp_path).problems
    assert len(problems) == 1
    assert fault in problems[0]


def test_an_open_quotation_mark_costs_its_own_row_only(tmp_path: Path) -> None:
    rows = 'name,iso3,office\n"Ana Example,URY,President\nBo Example,URY,President\nCy Example,URY,President\n'
    register = load(_write(tmp_path, people_csv=rows))
    assert len(register.problems) == 1
    assert [bool(register.persons(f"{name} Example")) for name in ("Ana", "Bo", "Cy")] == [False, True, True]


def test_a_quoted_cell_may_hold_a_line_break(tmp_path: Path) -> None:
    register = load(_write(tmp_path, people_csv='name,iso3,office\nAna Example,URY,"Minister of\nTrade, Crafts"\n'))
    assert register.problems == ()
    assert register.persons("Ana Example")[0].terms[0].office == "Minister of Trade, Crafts"


def test_bad_rows_are_told_in_the_order_of_the_file(tmp_path: Path) -> None:
    rows = 'name,iso3,start\nA Bo,ZZZ,\n"B Co,URY,\nC Do,URY,never\n'
    problems = load(_write(tmp_path, people_csv=rows)).problems
    assert [p.split(".csv:")[1].split(":")[0] for p in problems] == ["2", "3", "4"]


def test_a_state_code_may_be_in_small_letters(tmp_path: Path) -> None:
    register = load(_write(tmp_path, people_csv="name,iso3,office\nAna Example,ury,President\n"))
    assert register.problems == ()
    assert register.persons("Ana Example", iso3="URY")


def test_a_name_taken_away_is_not_offered_as_a_near_spelling_of_itself(tmp_path: Path) -> None:
    register = load(_write(tmp_path, names_csv=NAMES))
    assert all(a.entry is None or a.entry.name != "Georgia" for a in who("Georgia", register=register))


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"name,iso3\nJos\xe9,URY\n", "people.csv:2: this is not UTF-8 text"),  # Latin-1, as old spreadsheets save
        ("name,iso3\nJosé,URY\n".encode("utf-16"), "people.csv:1: this is not UTF-8 text"),
        (b"name\0iso3\n", "this is not text"),
        (bytes(range(1, 256)) * 20, "this is not UTF-8 text"),
    ],
)
def test_a_file_that_is_no_text_is_named(tmp_path: Path, content: bytes, fault: str) -> None:
    (tmp_path / "people.csv").write_bytes(content)
    (problem,) = load(tmp_path).problems
    assert fault in problem


def test_a_column_we_do_not_know_does_not_cost_the_row(tmp_path: Path) -> None:
    register = load(_write(tmp_path, people_csv="name,iso3,colour,office\nAna Example,URY,red,Minister of Trade\n"))
    assert register.persons("Ana Example")[0].terms[0].office == "Minister of Trade"


def test_spreadsheets_may_write_semicolons_and_a_byte_order_mark(tmp_path: Path) -> None:
    (tmp_path / "people.CSV").write_text(
        "\ufeffName;ISO3;Office\nAna Example;URY;Minister of Trade\n", encoding="utf-8"
    )
    register = load(tmp_path)
    assert register.problems == ()
    assert register.persons("Ana Example", iso3="URY")


def test_a_state_of_ones_own_may_have_people(tmp_path: Path) -> None:
    names = "key,kind,name,iso3\nstate:XEX,state,Exampleland,XEX\n"
    register = load(_write(tmp_path, names_csv=names, people_csv="name,iso3,office\nAna Example,XEX,President\n"))
    assert register.problems == ()
    assert [p.name for p, _ in register.holders("president", "XEX", "2024-01-01")] == ["Ana Example"]


def test_names_with_numbers_are_as_many_persons(tmp_path: Path) -> None:
    rows = "".join(f"Delegate {n},KOR,Minister of Trade,2001\n" for n in range(300))
    register = load(_write(tmp_path, people_csv=f"name,iso3,office,start\n{rows}"))
    assert len(register.people) == len(load().people) + 300


def test_a_row_gives_a_known_person_another_term_and_the_usual_name(tmp_path: Path) -> None:
    rows = "name,iso3,office,start,end\nPenelope Wong,AUS,President of the Example Club,2031,2032\n"
    register = load(_write(tmp_path, people_csv=rows))
    wong = register.persons("Penny Wong")[0]
    assert wong.name == "Penelope Wong"
    assert {t.office for t in wong.terms} > {"President of the Example Club"}


def test_a_row_that_knows_only_the_year_still_corrects_our_term(tmp_path: Path) -> None:
    rows = "name,iso3,office,start,end\nAntony Blinken,USA,Secretary of State,2021,2024-12-31\n"
    blinken = load(_write(tmp_path, people_csv=rows)).persons("Antony Blinken")[0]
    (term,) = [t for t in blinken.terms if t.canonical == "secretary of state"]
    assert (term.start, term.end) == ("2021-01-26", "2024-12-31")  # the day that we know lies within the year given
    assert term.source.endswith("end: your own register")


def test_an_empty_folder_is_named(tmp_path: Path) -> None:
    assert "there is no .csv or .toml file" in load(tmp_path).problems[0]


def test_a_missing_file_is_an_error_with_a_hint(tmp_path: Path) -> None:
    with pytest.raises(RegisterError, match="no such file") as caught:
        load(tmp_path / "nowhere.csv")
    assert "csv" in caught.value.hint
