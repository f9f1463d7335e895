"""`communique who`: the register's answer, with its source, claiming no more than the source does."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import communique.register
from communique.register import Answer, Person, Term
from tests.cli.conftest import Run


def term(**changes: Any) -> Term:
    given: dict[str, Any] = {
        "person": "NOR:holm", "office": "Minister of Fisheries", "level": "minister", "iso3": "NOR",
        "start": "2019-05-01", "end": "2021-06-30", "end_known": True, "source": "a list of ministers",
        "licence": "CC0-1.0",
    }  # fmt: skip
    return Term(**given | changes)


def answer(*terms: Term, name: str = "Kari Holm") -> Answer:
    return Answer("fisheries minister of Norway", Person("NOR:holm", name, None, None, terms, ()), terms)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str | None]]:
    """What the register was asked; it answers with one minister, whoever is asked for, but nothing to "Nobody"."""
    questions: list[tuple[str, str | None]] = []

    def who(query: str, on: str | None = None, *, register: Any = None) -> list[Answer]:
        questions.append((query, on))
        return [] if query == "Nobody" else [answer(term())] * (30 if query == "Kim" else 1)

    monkeypatch.setattr(communique.register, "who", who)
    return questions


def test_words_need_no_quotation_marks_and_the_day_is_handed_on(run: Run, asked: list[tuple[str, str | None]]) -> None:
    assert run("who", "fisheries", "minister", "of", "Norway", "--on", "2021-02-25").code == 0
    assert asked == [("fisheries minister of Norway", "2021-02-25")]


def test_an_answer_has_name_office_time_and_source(run: Run, asked: list[tuple[str, str | None]]) -> None:
    printed = " ".join(run("who", "fisheries minister of Norway").out.split())
    assert printed == (
        "Kari Holm fisheries minister of Norway "
        "Minister of Fisheries, NOR, from 2019-05-01 to 2021-06-30 [a list of ministers, CC0-1.0]"
    )


def test_answers_are_printed_as_json_lines(run: Run, asked: list[tuple[str, str | None]]) -> None:
    rows = [json.loads(line) for line in run("who", "Kim", "--json").out.splitlines()]
    assert len(rows) == 30
    assert rows[0]["person"]["name"] == "Kari Holm"


def test_of_very_many_answers_the_rest_is_counted(run: Run, asked: list[tuple[str, str | None]]) -> None:
    ended = run("who", "Kim")
    assert ended.out.count("Kari Holm") == 20
    assert "and 10 more" in ended.err


def test_no_answer_is_said_and_no_fault(run: Run, asked: list[tuple[str, str | None]]) -> None:
    ended = run("who", "Nobody")
    assert (ended.code, ended.out) == (0, "")
    assert "nobody and nothing called Nobody" in ended.err


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, "from 2019-05-01 to 2021-06-30 ["),
        (
            {"end": None, "end_known": False, "as_of": "2021-03"},
            "from 2019-05-01 not ended by 2021-03, when the source was made [",
        ),
        ({"end": None, "end_known": False}, "from 2019-05-01 end not known ["),
        ({"end_known": False}, "to 2021-06-30, when the next one began ["),
        ({"start_known": False}, "seen first in 2019-05-01 to"),
        ({"start": None}, "from an unknown day to 2021-06-30 ["),
    ],
)
def test_a_term_claims_no_more_than_its_source(
    run: Run, monkeypatch: pytest.MonkeyPatch, changes: dict[str, Any], said: str
) -> None:
    monkeypatch.setattr(communique.register, "who", lambda query, on=None, register=None: [answer(term(**changes))])
    assert said in " ".join(run("who", "Holm").out.split())


@pytest.mark.parametrize("day", ["yesterday", "2021-13", "2021-02-30", "21", "2021-2"])
def test_a_day_that_is_none_is_refused(run: Run, day: str) -> None:
    assert run("who", "Holm", "--on", day).code == 2


@pytest.mark.parametrize("day", ["2021-02-25", "2021-02", "2021"])
def test_a_day_a_month_or_a_year_will_do(run: Run, asked: list[tuple[str, str | None]], day: str) -> None:
    assert run("who", "Holm", "--on", day).code == 0
    assert asked == [("Holm", day)]


def test_of_very_many_terms_the_latest_are_printed(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    terms = [term(start=f"{year}-01-01", end=f"{year}-12-31") for year in range(2001, 2013)]
    monkeypatch.setattr(communique.register, "who", lambda query, on=None, register=None: [answer(*terms)])
    printed = run("who", "Holm").out
    assert "4 earlier terms" in printed
    assert "2012-01-01" in printed
    assert "2004-12-31" not in printed


def test_what_is_only_spelt_nearly_so_is_said_to_be_that(run: Run) -> None:
    ended = run("who", "Lavrof")
    assert ended.code == 0
    assert "nobody and nothing called Lavrof. Spelt nearly so:" in ended.err
    assert "spelt nearly so" in ended.out
    assert all(json.loads(line)["guess"] for line in run("who", "Lavrof", "--json").out.splitlines())


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("", "Ask for a name"),
        ("foreign minister", "Of which state or body?"),
        ("foreign minister of Nauru", "knows no foreign minister of Nauru"),
        ("x" * 5000, "200 characters at most"),
        ("Xqzz Vrrk", "nobody and nothing called Xqzz Vrrk"),
    ],
)
def test_why_there_is_no_answer_is_said_in_words(run: Run, query: str, said: str) -> None:
    for options in ((), ("--json",)):
        ended = run("who", query, *options)
        assert (ended.code, ended.out) == (0, "")
        assert said in ended.err


def test_who_was_in_office_nearest_to_a_day_without_a_holder_is_told(run: Run) -> None:
    ended = run("who", "foreign minister of South Korea", "--on", "1890-01-01")
    assert (ended.code, ended.out) == (0, "")
    assert "No source shows who was foreign minister of South Korea on 1890-01-01. Nearest: " in ended.err


def test_sources_are_told_once_a_person(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    terms = [term(), term(start="2023-01-01", end="2024-01-01", source="a list of ministers; a register")]
    monkeypatch.setattr(communique.register, "who", lambda query, on=None, register=None: [answer(*terms)])
    printed = " ".join(run("who", "Holm").out.split())
    assert printed.endswith("to 2024-01-01 [a list of ministers; a register, CC0-1.0]")
    assert printed.count("CC0-1.0") == 1


def test_all_bad_rows_can_be_listed(run: Run, tmp_path: Path) -> None:
    rows = tmp_path / "people.csv"
    rows.write_text("name,iso3\n" + "".join(f"Ana Example {n},ZZZ\n" for n in range(27)), "utf-8")
    assert "and 7 more bad rows" in run("who", "Blinken", "--register", str(rows)).err
    assert run("who", "Blinken", "--register", str(rows), "--json").err.count("unknown state code") == 27


def test_a_name_read_from_another_script_is_said_to_be_read(run: Run) -> None:
    assert "It can be read as:" in run("who", "Олаф Шольц").err


def test_ones_own_rows_are_laid_over_and_bad_ones_told(run: Run, tmp_path: Path) -> None:
    rows = tmp_path / "people.csv"
    rows.write_text(
        "name,iso3,office,start\nAna Example,URY,Minister of Trade,2031\nBo Bad,ZZZ,President,2001\n", "utf-8"
    )
    ended = run("who", "Ana Example", "--register", str(rows))
    assert "Minister of Trade, URY, from 2031 end not known [your own register, yours]" in " ".join(ended.out.split())
    assert f"{rows}:3: unknown state code ZZZ" in ended.err
    assert run("who", "Ana Example").out == ""


def test_the_environment_may_name_ones_own_rows(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "people.csv").write_text("name,iso3,office,start\nAna Example,URY,Minister of Trade,2031\n", "utf-8")
    monkeypatch.setenv("COMMUNIQUE_REGISTER", str(tmp_path))
    assert "Ana Example" in run("who", "Ana Example").out


def test_a_register_that_is_not_there_ends_the_command(run: Run) -> None:
    ended = run("who", "Holm", "--register", "nowhere.csv")
    assert ended.code == 1
    assert "no such file or folder" in ended.err
