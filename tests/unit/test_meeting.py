"""The meeting a text reports: who came, who was host, and which are two."""

from __future__ import annotations

import pytest

from communique.record import Event, Record
from tests.conftest import Read


def _codes(record: Record, ids: tuple[str, ...]) -> set[str | None]:
    return {a.code for a in record.actors if a.id in ids}


def _consulted(record: Record) -> list[Event]:
    return [e for e in record.events if e.type == "CONSULT"]


def test_consultations_held_one_by_one_are_two(read: Read) -> None:
    record = read(
        "Kenyan President Ann Mwangi spoke with her Ugandan and Rwandan counterparts on Tuesday.\n\n"
        "In both calls, Mwangi said that trade would grow."
    )
    assert sorted(sorted(str(code) for code in _codes(record, e.actors)) for e in _consulted(record)) == [
        ["KEN", "RWA"],
        ["KEN", "UGA"],
    ]


def test_who_meets_on_a_visit_is_its_guest(read: Read) -> None:
    record = read(
        "Kenyan Foreign Minister Ann Mwangi will travel to Uganda on Friday.\n\n"
        "During her visit, Mwangi will meet Ugandan Foreign Minister Ali Odong."
    )
    meeting = _consulted(record)[-1]
    assert (meeting.mode, meeting.channel) == ("visit", "visit")
    assert (_codes(record, meeting.actors), _codes(record, meeting.recipients)) == ({"KEN"}, {"UGA"})


def test_whoever_is_named_around_a_meeting_was_there(read: Read) -> None:
    record = read("At a meeting with the Ugandan foreign minister, the Kenyan foreign minister praised Uganda.")
    assert [_codes(record, e.actors) for e in _consulted(record)] == [{"KEN", "UGA"}]


def test_a_meeting_after_an_arrival_is_told_once(read: Read) -> None:
    record = read(
        "Kenyan Foreign Minister Ann Mwangi met Ugandan Foreign Minister Ali Odong after arriving in Kampala."
    )
    assert len(_consulted(record)) == 1


def test_whoever_joins_is_added(read: Read) -> None:
    record = read(
        "Kenyan Foreign Minister Ann Mwangi met Ugandan Foreign Minister Ali Odong on Tuesday.\n\n"
        "They were joined by the foreign minister of Rwanda."
    )
    assert _codes(record, _consulted(record)[0].actors) == {"KEN", "UGA", "RWA"}


def test_calls_with_two_are_two_consultations(read: Read) -> None:
    record = read(
        "Kenyan Foreign Minister Ann Mwangi held calls to discuss fishing with Ugandan Foreign Minister Ali Odong and "
        "Rwandan Foreign Minister Eva Uwase."
    )
    assert [(e.channel, len(_codes(record, e.actors))) for e in _consulted(record)] == [("phone", 2), ("phone", 2)]


def test_a_level_is_that_of_the_lower_side(read: Read) -> None:
    text = "Kenyan President Ann Mwangi met Ugandan Foreign Minister Ali Odong on Monday."
    assert [e.level for e in _consulted(read(text))] == ["minister"]


def test_ministers_named_together_have_a_level(read: Read) -> None:
    text = "Kenyan Foreign Minister Ann Mwangi met the foreign ministers of Uganda and Rwanda on Monday."
    assert [e.level for e in _consulted(read(text))] == ["minister"]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        # sent by their states; of a list the parser may make two subjects
        ("Ministers from Kenya and Uganda met in Lima on Saturday.", {"KEN", "UGA"}),
        ("Ministers from Japan, the U.S. and South Korea met in Lima on Saturday.", {"JPN", "USA", "KOR"}),
        # who gathers to talk meets
        ("Envoys of Kenya, Uganda and Togo gathered in Lima to exchange views on trade.", {"KEN", "UGA", "TGO"}),
        # a body of several states meets
        ("The UN Security Council met on Thursday.", {"UNSC"}),
        # a subject that the parser hangs on the day
        ("Envoy Ana Diaz of Peru left. On Friday Diaz is due to meet the Chilean president.", {"PER", "CHL"}),
    ],
)
def test_who_met_is_found(text: str, codes: set[str], read: Read) -> None:
    record = read(text)
    assert [_codes(record, (*e.actors, *e.recipients)) for e in _consulted(record)] == [codes]


def test_what_a_state_always_does_is_not_done_in_a_meeting(read: Read) -> None:
    record = read("The Kenyan minister met the Ugandan envoy in Nairobi. Kenya opposes any change of the border.")
    assert [(e.type, e.part_of) for e in record.events if e.type == "REJECT"] == [("REJECT", None)]
