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


def test_the_sessions_of_a_body_follow_one_another() -> None:
    register = load()
    for body, first, last in (("UNHRC", 1, 60), ("UNGA", 31, 80)):
        sessions = [register.session(body, ordinal) for ordinal in range(first, last + 1)]
        starts = [session.start for session in sessions if session]
        assert len(starts) == len(sessions)
        assert starts == sorted(set(starts))
        ends = [session.end for session in sessions if session]
        assert all(end[:7] <= start[:7] for end, start in zip(ends, starts[1:], strict=False))


@pytest.mark.parametrize(
    ("month", "iso3"),
    [
        ("2000-01", "USA"),
        ("2003-02", "DEU"),
        ("2006-07", "FRA"),
        ("2011-03", "CHN"),
        ("2021-02", "GBR"),
        ("2024-06", "KOR"),
        ("2025-07", "PAK"),
    ],
)
def test_the_presidency_of_the_security_council_is_known_by_month(month: str, iso3: str) -> None:
    held = [p.iso3 for p in load().presidencies_of("UNSC") if p.month == month]
    assert held == [iso3]


def test_the_presidency_of_the_security_council_leaves_out_no_month() -> None:
    months = [p.month for p in load().presidencies_of("UNSC")]
    assert months == [f"{year}-{month:02}" for year in range(2000, 2027) for month in range(1, 13)]
    assert all(load().state(p.iso3) for p in load().presidencies_of("UNSC"))


@pytest.mark.parametrize(
    ("phrase", "starts"),
    [
        ("the Biden administration", ["2021-01-20"]),
        ("Donald Trump administration (2017–2021)", ["2017-01-20", "2025-01-20"]),  # every term of the same man
        ("Bush administration (George W. Bush)", ["2001-01-20"]),
        ("the Nobody administration", []),
        ("a sentence", []),
    ],
)
def test_an_administration_reigns_in_the_terms_of_its_head(phrase: str, starts: list[str]) -> None:
    assert [term.start for term in load().reigns(phrase, iso3="USA")] == starts


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
