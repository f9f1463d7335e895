"""The running affairs that a text presupposes."""

from __future__ import annotations

import pytest

from communique.cues.processes import Affair, affairs
from communique.record import Process, Record
from tests.conftest import Read


def _only(record: Record) -> Process:
    assert len(record.processes) == 1, [p.name for p in record.processes]
    return record.processes[0]


@pytest.mark.parametrize("affair", affairs().groups, ids=lambda a: f"{a.kind}-{a.lemma}")
def test_every_group_of_affairs_finds_its_example(affair: Affair, read: Read) -> None:
    assert affair.kind in {p.kind for p in read(affair.example).processes}


@pytest.mark.parametrize("affair", affairs().groups, ids=lambda a: f"{a.kind}-{a.lemma}")
def test_no_group_of_affairs_finds_a_process_in_its_counter_example(affair: Affair, read: Read) -> None:
    assert [p.name for p in read(affair.counter).processes] == []


STATES = [
    # a session takes the tense of its clause
    ("The 99th session of the Human Rights Council will open in Geneva.", "upcoming"),
    ("The 99th session of the Human Rights Council ended in Geneva.", "concluded"),
    # a word beside the noun says it
    ("Kenya prepared for the upcoming strategic dialogue with Oman.", "upcoming"),
    # what runs until we hear otherwise
    ("Kenya discussed the sanctions on Belarus.", "ongoing"),
]


@pytest.mark.parametrize(("sentence", "state"), STATES)
def test_the_state_follows_tense_and_status_words(sentence: str, state: str, read: Read) -> None:
    assert _only(read(sentence)).state == state


INSTRUMENTS = [
    # body and number are in the text
    ("The launch broke UN Security Council Resolution 9321.", "S/RES/9321"),
    ("The launch broke UN Security Council Resolution 9321 (2031).", "S/RES/9321 (2031)"),
    # a number without a body, a body without a number: nothing is guessed
    ("The launch broke several UN Security Council resolutions.", None),
    ("The launch broke Resolution 9321.", None),
]


@pytest.mark.parametrize(("sentence", "instrument"), INSTRUMENTS)
def test_an_instrument_is_named_only_when_the_text_gives_body_and_number(
    sentence: str, instrument: str | None, read: Read
) -> None:
    process = _only(read(sentence))
    assert process.instrument == instrument
    assert (process.instrument_basis is None) == (instrument is None)


def test_one_affair_named_twice_is_one_process(read: Read) -> None:
    record = read("Peru raised the border dispute between Laos and Cambodia. The dispute is old, Peru said.")
    assert _only(record).kind == "dispute"


def test_a_policy_review_is_not_owned_by_the_state_it_is_about(read: Read) -> None:
    assert _only(read("Envoys discussed the North Korea policy review.")).owner is None


def test_the_name_is_printed_on_one_line_without_article(read: Read) -> None:
    assert _only(read("Oman welcomed the border\ndispute settlement talks.")).name == "border dispute settlement talks"


def test_a_numbered_session_takes_its_days_from_the_register(read: Read) -> None:
    process = _only(read("Oman spoke at the 46th session of the Human Rights Council.", published="2021-03-01"))
    assert process.dates is not None
    assert (process.dates.start, process.dates.basis) == ("2021-02-22", "inferred")
    assert process.state == "ongoing"


def test_a_resolution_is_looked_up_where_session_and_state_leave_one(read: Read) -> None:
    record = read(
        "Envoys discussed the human rights resolution on Myanmar of the 46th UN Human Rights Council.",
        published="2021-04-02",
    )
    found = {p.instrument for p in record.processes if p.kind == "resolution"}
    assert found == {"A/HRC/RES/46/21"}
