"""Persons with dated terms: found under any name, on a date, without claiming what no source shows."""

from __future__ import annotations

import pytest

from communique.register import load


def test_there_are_as_many_persons_and_terms_as_the_register_promises() -> None:
    people = load().people
    assert len(people) >= 18_000
    assert people.terms >= 25_000


@pytest.mark.parametrize(
    ("name", "wikidata"),
    [
        ("Antony Blinken", "Q7821917"),
        ("Tony Blinken", "Q7821917"),  # a nickname
        ("Blinken, Antony", "Q7821917"),
        ("Joseph R. Biden, Jr.", "Q6279"),
        ("Sergei Lavrov", "Q58217"),  # another romanisation
        ("Сергей Лавров", "Q58217"),
        ("정의용", "Q19941071"),
        ("Jeong Ui-yong", "Q19941071"),  # no source spells it so: found by its sound
        ("Choi Sun-hee", "Q30436217"),
        ("Kishida Fumio", "Q359480"),  # the Japanese order
        ("王毅", "Q701801"),
    ],
)
def test_a_person_is_found_under_any_spelling(name: str, wikidata: str) -> None:
    found = load().persons(name)
    assert [p.wikidata for p in found][:1] == [wikidata]


@pytest.mark.parametrize("name", ["Nobody Whatever", "Xqzz Vrrk", "", "the", "Mr.", "Kim"])
def test_nobody_is_found_under_other_names(name: str) -> None:
    assert load().persons(name) == ()


def test_an_exact_name_keeps_its_near_spellings_out() -> None:
    register = load()
    assert {p.name for p in register.persons("Kim Song")} == {"Kim Song"}
    assert {p.name for p in register.persons("Sung Kim")} == {"Sung Kim"}
    assert all(p.name != "Cho Tae-yul" for p in register.persons("Cho Tae-yong"))


def test_initials_tell_father_from_son() -> None:
    register = load()
    assert [p.name for p in register.persons("George W. Bush")] == ["George W. Bush"]
    assert [p.name for p in register.persons("George H.W. Bush")] == ["George H. W. Bush"]
    assert {p.name for p in register.persons("George Bush")} == {"George W. Bush", "George H. W. Bush"}
    assert register.persons("George Bush", on="1990-01-01")[0].name == "George H. W. Bush"


def test_a_surname_finds_whoever_served_on_the_date_first() -> None:
    register = load()
    assert register.persons("Moon", on="2021-02-25", surname_only=True)[0].name == "Moon Jae-in"
    assert register.persons("Lavrov", on="2021-02-25", surname_only=True)[0].wikidata == "Q58217"
    assert register.persons("Blinken") == ()  # a surname is not a name unless asked for
    assert len(register.persons("Kim", surname_only=True, iso3="KOR")) > 20


def test_a_state_narrows_the_namesakes() -> None:
    register = load()
    assert register.persons("Sung Kim", iso3="USA")
    assert register.persons("Sung Kim", iso3="PRK") == ()


@pytest.mark.parametrize(
    ("office", "iso3", "on", "name"),
    [
        ("foreign minister", "KOR", "2022-06-01", "Park Jin"),
        ("foreign minister", "KOR", "2021-02-25", "Chung Eui-yong"),
        ("foreign minister", "USA", "2021-02-25", "Antony Blinken"),  # the American one is a secretary of state
        ("Secretary of State", "USA", "1985-05-01", "George Shultz"),
        ("foreign minister", "SUN", "1987-01-01", "Eduard Shevardnadze"),
        ("president", "USA", "2021-01-19", "Donald Trump"),  # the eve of the inauguration
        ("prime minister", "JPN", "2021-02-25", "Yoshihide Suga"),
        ("UN Secretary-General", "UN", "2010-01-01", "Ban Ki-moon"),  # a body by its code
        ("EU High Representative", "EU", "2022-01-01", "Josep Borrell"),
        ("special representative", "KOR", "2021-02-25", "Noh Kyu-duk"),
        ("interior minister", "FRA", "2020-01-01", "Christophe Castaner"),
    ],
)
def test_an_office_has_its_holder_on_a_date(office: str, iso3: str, on: str, name: str) -> None:
    assert [person.name for person, _ in load().holders(office, iso3, on)] == [name]


def test_an_office_has_no_holder_where_no_source_shows_one() -> None:
    register = load()
    assert register.holders("foreign minister", "KOR", "1890-01-01") == ()
    assert register.holders("no such office", "KOR", "2020-01-01") == ()
    assert register.holders("foreign minister", "ZZZ", "2020-01-01") == ()
    assert register.holders("foreign minister", "RUS", "2049-01-01") == ()  # long after the source looked


def test_an_open_end_means_not_ended_when_the_source_was_made() -> None:
    lavrov = load().persons("Sergey Lavrov")[0]
    term = next(t for t in lavrov.terms if t.canonical == "foreign minister")
    assert term.end is None
    assert not term.end_known
    assert term.as_of is not None
    assert term.holds_on(term.as_of)
    assert not term.holds_on("2049-01-01")
    assert term.may_hold_on("2049-01-01")


def test_every_term_names_source_and_licence_and_runs_forwards() -> None:
    for person in load().people:
        for term in person.terms:
            assert term.source
            assert term.licence
            assert term.end or term.as_of or not term.start_known, (person.name, term)


def test_terms_do_not_end_before_they_begin_in_our_own_rows() -> None:
    backwards = [
        (person.name, term.office)
        for person in load().people
        for term in person.terms
        if term.licence == "Apache-2.0" and term.start and term.end and term.end < term.start[: len(term.end)]
    ]
    assert backwards == []


def test_fathers_stay_fathers() -> None:
    register = load()
    assert {p.name for p in register.persons("Salman bin Hamad", iso3="BHR")} == {"Salman bin Hamad bin Isa Al Khalifa"}
    assert all("Salman bin Hamad" not in p.name for p in register.persons("Hamad bin Salman", iso3="BHR"))


def test_one_person_under_two_spellings_is_one_person() -> None:
    register = load()
    for one, other in (("Alexander Lukashenko", "Alyaksandr Lukashenka"), ("Penny Wong", "Penelope Wong")):
        assert register.persons(one)[0].key == register.persons(other)[0].key


def test_namesakes_in_other_offices_stay_two_persons() -> None:
    minister, general = load().persons("Ri Yong-ho", iso3="PRK")
    assert (minister.wikidata, general.wikidata) == ("Q12594422", "Q483800")


def test_who_came_back_to_an_office_was_not_there_between() -> None:
    norway = load().holders("foreign minister", "NOR", "2018-06-01")
    assert [person.name for person, _ in norway] == ["Ine Marie Eriksen Søreide"]  # Espen Barth Eide: 2012-13 and 2023


def test_a_minister_for_a_part_of_defence_is_no_defence_minister() -> None:
    assert [p.name for p, _ in load().holders("defence minister", "GBR", "2017-03-01")] == ["Michael Fallon"]


def test_a_hand_written_row_keeps_the_source_of_what_it_only_repeats() -> None:
    blinken = load().persons("Antony Blinken")[0]
    term = next(t for t in blinken.terms if t.canonical == "secretary of state")
    assert term.source == (
        "Wikidata, through every-politician-scrapers; end: own compilation, not checked against a source"
    )
    assert term.licence == "CC0-1.0; Apache-2.0"


def test_every_beginning_is_known_or_said_to_be_only_the_first_sight() -> None:
    without = [
        (p.name, t.office) for p in load().people for t in p.terms if not t.start and t.start_known and not t.end
    ]
    assert without == []  # such a term would hold on any day of history


@pytest.mark.parametrize(
    ("phrase", "on", "head", "iso3"),
    [
        ("the Obama administration", "2014-01-01", "Barack Obama", "USA"),
        ("Biden-Harris Administration", "2022-01-01", "Joe Biden", "USA"),
        ("Bush administration", "1990-01-01", "George H. W. Bush", "USA"),  # the father
        ("Bush administration", "2003-03-20", "George W. Bush", "USA"),  # the son
        ("the former Trump administration", "2021-03-01", "Donald Trump", "USA"),  # out of office, yet meant
        ("the Moon Jae-in government", "2021-03-01", "Moon Jae-in", "KOR"),
        ("Thatcher's government", "1985-01-01", "Margaret Thatcher", "GBR"),
    ],
)
def test_an_administration_is_known_by_its_head(phrase: str, on: str, head: str, iso3: str) -> None:
    entry = load().administration(phrase, on=on)[0]
    assert head in entry.name
    assert (entry.kind, entry.iso3) == ("government", iso3)


@pytest.mark.parametrize(
    "phrase", ["the South Korean government", "administration", "the Nobody administration", "Obama"]
)
def test_other_governments_are_not_administrations(phrase: str) -> None:
    assert load().administration(phrase, on="2021-01-01") == ()


def test_dates_known_to_the_year_cover_the_year() -> None:
    kim = load().persons("Sung Kim")[0]
    term = next(t for t in kim.terms if t.office == "Ambassador to the Republic of Korea")
    assert (term.start, term.end) == ("2011", "2014")
    assert term.holds_on("2014-11-30")
    assert not term.holds_on("2015-01-01")
