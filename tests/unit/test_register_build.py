"""How the sources of persons are joined when the register is built: one person once, and no claim nobody made."""

from __future__ import annotations

from pathlib import Path

import pytest

from communique.register.office import Offices
from training.register_corrections import Corrections, close_superseded, unite_doubles
from training.register_rows import Person, Roll, Term, enter


def term(start: str, end: str = "", source: str = "W", as_of: str = "2022-07-23", **more: object) -> Term:
    return Term("Minister of Foreign Affairs", "foreign minister", "minister", "NOR", start, end, source, as_of, **more)  # type: ignore[arg-type]


def person(name: str, *terms: Term, wikidata: str = "") -> Person:
    return Person(wikidata or f"NOR:{name}", name, "NOR", wikidata=wikidata, terms=list(terms))


def test_a_sight_long_after_is_another_term() -> None:
    holm = person("Kari Holm")
    enter(holm, term("2012-09", source="U", as_of="2013-09-30", start_seen=True))
    enter(holm, term("2023-09", source="U", as_of="2024-09-30", start_seen=True))
    assert [(t.start, t.as_of) for t in holm.terms] == [("2012-09", "2013-09-30"), ("2023-09", "2024-09-30")]


def test_a_sight_within_a_term_adds_its_source_and_the_day() -> None:
    holm = person("Kari Holm", term("2021-05-01"))
    enter(holm, term("2021-09", source="U", as_of="2023-09-30", start_seen=True))
    assert [(t.start, t.as_of, t.source) for t in holm.terms] == [("2021-05-01", "2023-09-30", "UW")]


@pytest.mark.parametrize(
    ("one", "other", "united"),
    [
        ("Dalia Holmqvist", "Dalia Holmkvist", True),  # one inauguration under two spellings
        ("Kari Holm", "Nils Berg", False),  # an error of a source
    ],
)
def test_who_began_on_one_day_under_like_names_is_one(one: str, other: str, united: bool) -> None:
    people = {
        p.key: p
        for p in (person(one, term("2021-05-01"), wikidata="Q1"), person(other, term("2021-05-02", source="F")))
    }
    unite_doubles(people)
    assert len(people) == (1 if united else 2)
    assert people["Q1"].aliases == ([other] if united else [])


def test_two_with_identifiers_are_never_united() -> None:
    people = {w: person("Kari Holm", term("2021-05-01"), wikidata=w) for w in ("Q1", "Q2")}
    unite_doubles(people)
    assert len(people) == 2


def test_an_open_end_is_closed_by_a_successor_but_not_said_to_be_known() -> None:
    holm, berg = person("Kari Holm", term("2016-03-03")), person("Nils Berg", term("2017-05-24", "2018-06-11"))
    close_superseded([holm, berg])
    assert (holm.terms[0].end, holm.terms[0].end_known) == ("2017-05-24", False)


def test_who_was_seen_after_a_successor_began_is_not_closed() -> None:
    holm = person("Kari Holm", term("2016-03-03", source="UW", seen="2019-09-30"))
    close_superseded([holm, person("Nils Berg", term("2017-05-24"))])
    assert holm.terms[0].end == ""


def test_father_and_son_are_two() -> None:
    roll = Roll()
    son = roll.add(Person("NOR:a", "Salman bin Hamad", "NOR"))
    assert roll.find("Hamad bin Salman", "NOR") is None
    assert roll.find("Salman bin Hamad", "NOR") is son


def test_a_foreign_secretary_who_is_a_civil_servant_is_filed_as_one(tmp_path: Path) -> None:
    table = tmp_path / "corrections.csv"
    table.write_text(
        "action,iso3,name,office,start,source,also,why\n"
        "office,IND,,Minister of Foreign Affairs,,W,Foreign Secretary,a civil servant\n",
        "utf-8",
    )
    held = Term("Minister of Foreign Affairs", "foreign minister", "minister", "IND", "2020", "2022", "W", "2022")
    Corrections(table).reword("Kari Holm", held, Offices())
    assert (held.office, held.level) == ("Foreign Secretary", "vice_minister")
    british = Offices().of_position("Foreign Secretary", "GBR")
    assert british is not None
    assert british.level == "minister"
