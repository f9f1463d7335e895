"""`communique who`: the register's answer, with its source, claiming no more than the source does."""

from __future__ import annotations

import json
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

    def who(query: str, on: str | None = None) -> list[Answer]:
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
        ({"end": None, "end_known": False, "as_of": "2021-03"}, "from 2019-05-01 not ended by 2021-03 ["),
        ({"end": None, "end_known": False}, "from 2019-05-01 end not known ["),
        ({"end_known": False}, "to 2021-06-30, when the next one began ["),
        ({"start_known": False}, "seen first in 2019-05-01 to"),
        ({"start": None}, "from an unknown day to 2021-06-30 ["),
    ],
)
def test_a_term_claims_no_more_than_its_source(
    run: Run, monkeypatch: pytest.MonkeyPatch, changes: dict[str, Any], said: str
) -> None:
    monkeypatch.setattr(communique.register, "who", lambda query, on=None: [answer(term(**changes))])
    assert said in " ".join(run("who", "Holm").out.split())


def test_a_day_that_is_none_is_refused(run: Run) -> None:
    assert run("who", "Holm", "--on", "yesterday").code == 2
