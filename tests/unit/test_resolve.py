"""Who is meant: one real-world actor is one actor, and what cannot be decided has no name."""

from __future__ import annotations

import pytest

from communique.record import Actor, Record
from tests.conftest import Read


def _with(record: Record, words: str) -> Actor:
    """The actor that these words mean."""
    found = [a for a in record.actors if any(m.exact == words for m in a.mentions)]
    assert found, [(a.name, [m.exact for m in a.mentions]) for a in record.actors]
    return found[0]


def test_title_and_surname_mean_the_person_named_in_full(read: Read) -> None:
    record = read(
        "Deputy Foreign Minister Ilze Kalnina of Latvia met reporters. Kalnina said talks went well. "
        "The deputy foreign minister thanked Estonia."
    )
    kalnina = _with(record, "Ilze Kalnina")
    assert (kalnina.iso3, kalnina.office) == ("LVA", "deputy foreign minister")
    assert _with(record, "Kalnina").id == kalnina.id
    assert kalnina.id in {a for e in record.events for a in e.actors}


NATIONS = [
    # adjective, possessor, "of", acronym in brackets, and an object of "for" that is no nation of its holder
    ("Peruvian Foreign Minister Luis Vega spoke.", "Luis Vega", "PER"),
    ("Peru's foreign minister, Luis Vega, spoke.", "Luis Vega", "PER"),
    ("President Luis Vega of Peru spoke.", "Luis Vega", "PER"),
    ("Republic of Korea (ROK) First Vice Foreign Minister Han Ji-u spoke.", "Han Ji-u", "KOR"),
    ("U.S. Special Representative for North Korea Anna Lind spoke.", "Anna Lind", "USA"),
]


@pytest.mark.parametrize(("text", "name", "iso3"), NATIONS)
def test_an_official_stands_for_the_nation_the_title_names(text: str, name: str, iso3: str, read: Read) -> None:
    assert _with(read(text), name).iso3 == iso3


def test_two_persons_of_one_surname_stay_two(read: Read) -> None:
    record = read("Peruvian Foreign Minister Luis Vega met Chilean Foreign Minister Rosa Vega in Lima.")
    assert _with(record, "Luis Vega").id != _with(record, "Rosa Vega").id


def test_the_two_ministers_are_the_two_who_met(read: Read) -> None:
    record = read(
        "Peruvian Foreign Minister Luis Vega met Chilean Foreign Minister Rosa Soto. The two ministers praised Brazil."
    )
    pair = _with(record, "The two ministers")
    assert pair.kind == "group"
    assert set(pair.members) == {_with(record, "Luis Vega").id, _with(record, "Rosa Soto").id}


def test_a_joint_subject_is_one_group(read: Read) -> None:
    record = read("Peru and Chile said that the border would stay open.")
    assert _with(record, "Peru and Chile").kind == "group"


def test_a_capital_is_a_place_after_in_and_a_government_as_subject(read: Read) -> None:
    record = read("Riga condemned the raid. The talks were held in Oslo.")
    assert _with(record, "Riga").iso3 == "LVA"
    assert not [a for a in record.actors if any(m.exact == "Oslo" for m in a.mentions)]


def test_korean_alone_is_neither_korea(read: Read) -> None:
    record = read("A Korean official spoke at length about rice.")
    assert not {a.iso3 for a in record.actors} & {"KOR", "PRK"}


def test_what_cannot_be_decided_has_no_name(read: Read) -> None:
    record = read("The ministry condemned Peru's raid.")
    ministry = [a for a in record.actors if a.kind == "ministry"]
    assert [a.name for a in ministry] == [None]


def test_the_spokesperson_of_the_text_is_its_voice(read: Read) -> None:
    record = read(
        "Office of the Spokesperson\n\nThe below is attributable to Spokesperson Ann Lee:\n\n"
        "Secretary of State Joan Fall spoke today with Peruvian Foreign Minister Luis Vega."
    )
    lee = _with(record, "Ann Lee")
    assert {e.reported_by for e in record.events} == {lee.id}


def test_actors_have_the_same_id_in_every_article(read: Read) -> None:
    one, other = read("Peru thanked Chile."), read("Brazil urged Peru to talk.")
    assert _with(one, "Peru").id == _with(other, "Peru").id
