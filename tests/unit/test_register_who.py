"""The register's answers to questions in plain words: sensible, in order, bounded, each with its source."""

from __future__ import annotations

from importlib.resources.abc import Traversable
from typing import Any

import pytest

from communique.register import Answer, load, unanswered, who
from communique.register.tables import data


def name(answer: Answer) -> str:
    """What an answer is about."""
    thing: Any = answer.person or answer.entry or answer.city
    if thing is not None:
        return str(thing.name)
    return answer.resolution.symbol if answer.resolution else f"{answer.session and answer.session.ordinal}"


@pytest.mark.parametrize(
    ("query", "on", "first"),
    [
        # offices
        ("foreign minister of South Korea", "2022-06-01", "Park Jin"),
        ("South Korean foreign minister", "2022-06-01", "Park Jin"),
        ("South Korea's foreign minister", "2022", "Park Jin"),  # a year will do
        ("president of France", None, "Emmanuel Macron"),  # the latest first
        ("EU high representative", "2021", "Josep Borrell"),
        ("NATO chief", None, "Mark Rutte"),
        ("UN special envoy for Syria", None, "Geir Pedersen"),  # and not the one for Yemen
        ("US ambassador to South Korea", "2022-08-01", "Philip S. Goldberg"),
        ("president of the Security Council", "2021-03", "United States"),
        # names
        ("Blinken", None, "Antony Blinken"),
        ("노규덕", None, "Noh Kyu-duk"),
        ("王毅", None, "Wang Yi"),
        ("Лавров", None, "Sergey Lavrov"),
        ("Lavrov, Sergey", None, "Sergey Lavrov"),
        ("Foreign Minister Lavrov", None, "Sergey Lavrov"),
        ("Secretary Blinken", None, "Antony Blinken"),
        ("Mahathir", None, "Mahathir Mohamad"),  # no surname, and yet what he is called
        ("Guterres", None, "António Guterres"),
        ("文在寅", None, "Moon Jae-in"),
        ("習近平", None, "Xi Jinping"),
        ("foreign minister of India", "2021-12-20", "S. Jaishankar"),  # and not the civil servant
        ("foreign secretary of India", "2021-12-20", "Harsh Vardhan Shringla"),
        ("British foreign secretary", "2021-12-20", "Liz Truss"),
        ("head of the IAEA", "2021", "Rafael Grossi"),
        # things
        ("asean", None, "Association of Southeast Asian Nations"),
        ("UN", None, "United Nations"),  # and nobody called Un or Yoon
        ("Foggy Bottom", None, "United States Department of State"),
        ("Russian foreign ministry", None, "Ministry of Foreign Affairs of Russia"),
        ("parliament of Chad", None, "Parliament of Chad"),
        ("Minsk", None, "Belarus"),
        ("Osaka", None, "Osaka"),
        ("HRC 46", None, "46"),
        ("46th session of the Human Rights Council", None, "46"),
        ("UNGA 75", None, "75"),
        ("resolution 43/25", None, "A/HRC/RES/43/25"),
        ("A/RES/70/172", None, "A/RES/70/172"),
    ],
)
def test_a_question_has_its_answer_first(query: str, on: str | None, first: str) -> None:
    answers = who(query, on)
    assert name(answers[0]) == first
    assert not answers[0].guess
    assert answers[0].sources


def test_an_acronym_is_no_surname() -> None:
    assert [name(a) for a in who("UN")] == ["United Nations"]


@pytest.mark.parametrize(
    ("query", "nearest"),
    [
        ("Lavrof", "Sergey Lavrov"),
        ("Jhon Kerry", "John Kerry"),
        ("Soeul", "Seoul"),
        ("محمد جواد ظريف", "Javad Zarif"),  # read letter by letter
        ("إردوغان", "Recep Tayyip Erdoğan"),
        ("앤서니 블링컨", "Antony Blinken"),
        ("Олаф Шольц", "Olaf Scholz"),
    ],
)
def test_what_is_spelt_nearly_so_is_a_guess(query: str, nearest: str) -> None:
    answers = who(query)
    assert name(answers[0]) == nearest
    assert all(a.guess for a in answers)
    assert len(answers) <= 5


def test_of_two_readings_of_a_question_the_one_with_holders_is_told_about() -> None:
    said = unanswered("IAEA director general", "2019-11")
    assert said.startswith("No source shows who was IAEA Director General in 2019-11. Nearest: Yukiya Amano")


@pytest.mark.parametrize(
    "query", ["", "  ", "!!!", "x", "Xqzz Vrrk", "a" * 5000, "Kim " * 1000, "\u0000", "foreign minister", "S/RES/9999"]
)
def test_nothing_is_found_without_harm(query: str) -> None:
    assert who(query) == []
    assert unanswered(query)


def test_a_surname_of_very_many_begins_with_the_highest_who_served_last() -> None:
    answers = who("Kim")
    assert len(answers) > 50
    assert all(term.level == "head" for term in answers[0].terms[-1:])
    assert "Kim Jong" in " ".join(name(a) for a in answers[:5])


def test_a_surname_spelt_otherwise_is_said_to_be() -> None:
    assert who("Blinken")[0].why == "this surname"
    assert who("Blincken")[0].why == "a surname spelt much like this"


def test_on_a_day_only_what_was_held_then_is_told() -> None:
    (answer, *_) = who("Antony Blinken", "2021-02-25")
    assert [term.office for term in answer.terms] == ["Secretary of State"]
    assert "no office shown on 1980-01-01" in who("Antony Blinken", "1980-01-01")[0].why


def test_an_administration_has_both_its_times() -> None:
    (answer,) = who("Trump administration")
    assert [term.start for term in answer.terms] == ["2017-01-20", "2025-01-20"]


def test_the_register_works_without_the_share_alike_file(monkeypatch: pytest.MonkeyPatch) -> None:
    def kept(table: str) -> Traversable:
        return data("no-such-file.csv" if "CC-BY-SA" in table else table)

    monkeypatch.setattr("communique.register.register.data", kept)
    without = load.__wrapped__()
    for query in ("NATO", "ASEAN", "UN", "IAEA", "EU", "HRC", "Seoul"):
        ours, theirs = load().lookup(query), without.lookup(query)
        assert [(e.key, e.name, e.code) for e in ours] == [(e.key, e.name, e.code) for e in theirs]
    assert without.holders("foreign minister", "KOR", "2022-06-01")
    assert all("BY-SA" not in licence for _, licence in without.sources("body:NATO"))
    assert any("BY-SA" in licence for _, licence in load().sources("body:NATO"))
