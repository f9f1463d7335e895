"""Who undertook what: what counts as an undertaking, whose it is, and how firmly it binds."""

from __future__ import annotations

import pytest

from communique.cues.pledges import Pledge, pledges
from communique.record import Commitment, Record
from tests.conftest import Read


def _codes(record: Record, ids: tuple[str, ...]) -> set[str | None]:
    """The states and bodies that these actors stand for; a group stands for its members."""
    found: set[str | None] = set()
    for actor in record.actors:
        if actor.id in ids:
            found |= _codes(record, actor.members) if actor.members else {actor.code}
    return found


def _only(record: Record) -> Commitment:
    assert len(record.commitments) == 1, [c.action.exact for c in record.commitments]
    return record.commitments[0]


@pytest.mark.parametrize("pledge", pledges().groups, ids=lambda pledge: pledge.name)
def test_every_group_of_pledges_finds_its_example(pledge: Pledge, read: Read) -> None:
    assert pledge.name in {c.origin.rule for c in read(pledge.example).commitments}


@pytest.mark.parametrize("pledge", pledges().groups, ids=lambda pledge: pledge.name)
def test_no_group_of_pledges_finds_a_commitment_in_its_counter_example(pledge: Pledge, read: Read) -> None:
    assert [c.action.exact for c in read(pledge.counter).commitments] == []


ACTIONS = [
    # the cue stays out of the action
    ("Norway and Chile agreed to reopen the joint committee.", "reopen the joint committee", {"NOR", "CHL"}),
    # place and day may stand between
    ("Kenya agreed in Geneva on Monday to withdraw its troops.", "withdraw its troops", {"KEN"}),
    # a clause with "that" about the doers themselves
    ("Kenya and Uganda agreed that they would share the port.", "share the port", {"KEN", "UGA"}),
    # a noun, and whose it is
    ("The minister restated Denmark's commitment to protecting the strait.", "protecting the strait", {"DNK"}),
    # "is committed" looks passive and is not
    ("Envoy Lind said that Sweden is committed to funding the mission.", "funding the mission", {"SWE"}),
    # money
    ("Japan pledged 20 million euros for the victims.", "20 million euros for the victims", {"JPN"}),
    # a gloss after a comma is not part of it
    (
        "Sweden reaffirmed its commitment to the Baltic Sea pact, which turned ten in May.",
        "the Baltic Sea pact",
        {"SWE"},
    ),
    # a name alone says nothing of what is undertaken
    ("Sweden reaffirmed its commitment to Latvia.", "its commitment to Latvia", {"SWE"}),
    # two possessors
    (
        "Both ministers welcomed Denmark's and Norway's commitment to open seas.",
        "open seas",
        {"DNK", "NOR"},
    ),
]


ACTIONS += [
    # what one says one will do, or will not
    ("Norway said it would reopen the border with Russia.", "reopen the border with Russia", {"NOR"}),
    ("Norway said it would not retaliate.", "it would not retaliate", {"NOR"}),
    # what goes on, with a gerund
    (
        '"We will continue working with our partners," Norway\'s foreign minister said.',
        "will continue working with our partners",
        {"NOR"},
    ),
    # a readiness that is expressed
    ("Norway expressed its readiness to reopen the border.", "reopen the border", {"NOR"}),
]


@pytest.mark.parametrize(("sentence", "action", "parties"), ACTIONS)
def test_the_action_is_what_is_undertaken_and_the_parties_are_those_who_do(
    sentence: str, action: str, parties: set[str], read: Read
) -> None:
    record = read(sentence)
    commitment = _only(record)
    assert commitment.action.exact == action
    assert _codes(record, commitment.parties) == parties
    assert commitment.action in commitment.evidence[0]


NONE = [
    # denied
    "Kenya did not agree to withdraw its troops.",
    "Kenya refused to commit to withdrawing its troops.",
    # asked for
    "Uganda urged Kenya to agree to withdraw its troops.",
    # foreseen
    "Kenya is expected to agree to withdraw its troops.",
    # supposed
    "Kenya could agree to withdraw its troops.",
    # doubted
    "Uganda questioned Kenya's commitment to withdrawing its troops.",
    # a threat
    "Kenya vowed to punish the attackers.",
    # not of the political world
    "The singer promised to return the ring.",
    # agreement about facts
    "Kenya and Uganda agreed to disagree.",
    # a visit to come is an event
    "Kenya's foreign minister will visit Uganda on Friday.",
    # what an official text says of others
    "The following is attributable to Spokesperson Ana Lind:\n\nThe United States mourns the dead. "
    "Russia will continue to block the canal.",
]


NONE += [
    # what is to be brought about is nobody's undertaking
    "We are glad to work with Norway to ensure that the momentum will last, Denmark's foreign minister said.",
    # a threat, and a visit
    "Norway said it would attack the raiders.",
    "Norway's foreign minister said he would visit Chile.",
    # what efforts are for
    "Norway and Chile agreed on sustained efforts to lower tariffs.",
    # had, not said
    "Norway lost the will to reopen the border.",
]


@pytest.mark.parametrize("text", NONE)
def test_what_was_not_undertaken_is_no_commitment(text: str, read: Read) -> None:
    assert [c.action.exact for c in read(text).commitments] == []


def test_two_things_promised_with_two_tos_are_two_commitments(read: Read) -> None:
    record = read("Sweden reaffirmed its commitment to training the guards and to clearing the mines.")
    assert [c.action.exact for c in record.commitments] == ["training the guards", "clearing the mines"]


def test_the_same_undertaking_told_twice_is_one(read: Read) -> None:
    record = read("Norway agreed to reopen the border with Finland. Norway agreed to reopen the border on Monday.")
    assert len(record.commitments) == 1


FIRMNESS = [
    # somebody could say when it was broken
    ("Kenya agreed to withdraw its troops.", "firm"),
    # nobody could
    ("Kenya agreed to work together with Uganda.", "soft"),
    # an offer binds nobody yet
    ("Kenya offered to host the talks.", "soft"),
    # written law
    ("Kenya signed a legally binding pledge to withdraw its troops.", "binding"),
]


@pytest.mark.parametrize(("sentence", "firmness"), FIRMNESS)
def test_firmness_follows_the_cue_and_the_action(sentence: str, firmness: str, read: Read) -> None:
    assert _only(read(sentence)).firmness == firmness


def test_a_deadline_inside_the_action_is_its_due_date(read: Read) -> None:
    due = _only(read("Kenya agreed to withdraw its troops by June 2030.", published="2024-05-15")).due
    assert due is not None
    assert (due.end or "").startswith("2030-06")


def test_a_day_already_over_is_no_due_date(read: Read) -> None:
    commitment = _only(read("Kenya agreed to honor the accord of June 2003.", published="2024-05-15"))
    assert commitment.due is None


CONDITIONS = [
    ("Kenya agreed to withdraw its troops if the rebels lay down their arms.", "if the rebels lay down their arms"),
    ("Kenya agreed to hold the talks as soon as the road is clear.", "as soon as the road is clear"),
    ("Kenya agreed to withdraw its troops.", None),
]


@pytest.mark.parametrize(("sentence", "condition"), CONDITIONS)
def test_a_condition_is_kept_in_its_own_words(sentence: str, condition: str | None, read: Read) -> None:
    found = _only(read(sentence)).condition
    assert (found.exact if found else None) == condition


def test_what_is_to_happen_in_case_of_something_has_that_for_its_condition(read: Read) -> None:
    commitment = _only(read("Sweden warned that a further incursion would be met with severe costs."))
    assert commitment.condition is not None
    assert commitment.condition.exact == "a further incursion"


def test_a_commitment_points_to_the_agreement_it_came_from(read: Read) -> None:
    record = read("Kenya and Uganda held talks in Nairobi on Tuesday. The two sides agreed to share the port.")
    commitment = _only(record)
    event = next(e for e in record.events if e.id == commitment.event)
    assert event.type in {"AGREE", "CONSULT"}
    assert commitment.state == "open"


def test_the_text_tells_a_commitment_better_than_its_headline(read: Read) -> None:
    record = read("Norway agrees to reopen border\n\nOSLO - Norway agreed to reopen the border with Finland on Monday.")
    assert _only(record).action.exact == "reopen the border with Finland on Monday"
