"""Sessions and resolutions, and plain questions to the register."""

from __future__ import annotations

import pytest

from communique.register import load, who


@pytest.mark.parametrize(
    ("body", "ordinal", "start", "end"),
    [
        ("UNHRC", 46, "2021-02-22", "2021-03-24"),
        ("UNHRC", 43, "2020-02-24", "2020-06-23"),  # broken off and resumed
        ("UNGA", 75, "2020-09-15", "2021-09-13"),
        ("UNGA", 40, "1985-09", "1986-09"),  # only the month is known
    ],
)
def test_a_session_has_its_dates(body: str, ordinal: int, start: str, end: str) -> None:
    session = load().session(body, ordinal)
    assert session is not None
    assert (session.start, session.end) == (start, end)


def test_an_unknown_session_is_not_guessed() -> None:
    assert load().session("UNHRC", 999) is None
    assert load().session("G7", 46) is None


def test_a_date_falls_into_its_sessions() -> None:
    assert [s.ordinal for s in load().sessions_on("UNHRC", "2021-02-25")] == [46]
    assert load().sessions_on("UNHRC", "2021-04-15") == ()


def test_every_adoption_lies_within_its_session() -> None:
    register = load()
    outside = [
        r.symbol
        for r in register.resolutions(body="UNHRC")
        if r.date
        and (session := register.session(r.body, r.session))
        and not session.start <= r.date <= f"{session.end}~"
    ]
    assert outside in ([], ["A/HRC/RES/37/19"])  # the source misprints the year of this one


def test_resolutions_are_found_by_topic_year_and_symbol() -> None:
    register = load()
    series = register.resolutions("human rights Democratic People's Republic of Korea", body="UNHRC")
    assert {"A/HRC/RES/46/17", "A/HRC/RES/43/25", "A/HRC/RES/40/20"} <= {r.symbol for r in series}
    found = register.resolutions(symbol="46/17")
    assert [(r.symbol, r.date, r.adoption) for r in found] == [("A/HRC/RES/46/17", "2021-03-23", "without a vote")]
    assert register.resolutions(symbol="43/25")[0].adoption == "without a vote"  # orally revised, still no vote
    assert {r.year for r in register.resolutions(year=2014)} == {2014}
    assert register.resolutions("no such topic at all") == ()


@pytest.mark.parametrize(
    ("query", "on", "name"),
    [
        ("foreign minister of South Korea", "2022-06-01", "Park Jin"),
        ("South Korean foreign minister", "2022-06-01", "Park Jin"),
        ("Russia's foreign minister", "2015-01-01", "Sergey Lavrov"),
        ("Blinken", None, "Antony Blinken"),
        ("노규덕", None, "Noh Kyu-duk"),
        ("UN Secretary-General", "2020-01-01", "António Guterres"),
        ("US ambassador to the United Nations", "2021-06-01", "Linda Thomas-Greenfield"),
    ],
)
def test_who_answers_with_terms_and_sources(query: str, on: str | None, name: str) -> None:
    answers = who(query, on)
    assert answers[0].person is not None
    assert answers[0].person.name == name
    assert answers[0].terms
    assert answers[0].sources


def test_who_lists_everybody_without_a_date_the_latest_first() -> None:
    starts = [a.terms[0].start or "" for a in who("foreign minister of South Korea")]
    assert len(starts) > 5
    assert starts == sorted(starts, reverse=True)


def test_who_knows_things_too_and_admits_ignorance() -> None:
    assert [a.entry.key for a in who("Kremlin", "2020-01-01") if a.entry] == ["seat:kremlin"]
    assert who("nobody at all") == []
    assert who("") == []
