"""Where somebody stands, on what, and how we know."""

from __future__ import annotations

import pytest

from communique.cues.stances import Attitude, stances
from communique.record import Position, Record
from tests.conftest import Read


def _codes(record: Record, actor_id: str | None) -> set[str | None]:
    actor = next((a for a in record.actors if a.id == actor_id), None)
    if actor is None:
        return set()
    return {c for m in actor.members for c in _codes(record, m)} if actor.members else {actor.code}


def _only(record: Record) -> Position:
    assert len(record.positions) == 1, [(p.stance, p.evidence[0].exact) for p in record.positions]
    return record.positions[0]


@pytest.mark.parametrize("attitude", stances().groups, ids=lambda a: f"{a.name}-{a.stance}")
def test_every_group_of_stances_finds_its_example(attitude: Attitude, read: Read) -> None:
    found = {(p.origin.rule, p.stance) for p in read(attitude.example).positions}
    assert (attitude.name, attitude.stance) in found


@pytest.mark.parametrize("attitude", stances().groups, ids=lambda a: f"{a.name}-{a.stance}")
def test_no_group_of_stances_finds_a_position_in_its_counter_example(attitude: Attitude, read: Read) -> None:
    assert [p.evidence[0].exact for p in read(attitude.counter).positions] == []


STANCES = [
    # the evidence is the clause, not the sentence
    (
        "On Monday in Oslo, Chile condemned the bombing of the hospital, which killed ten.",
        "opposes",
        "condemned the bombing of the hospital",
    ),
    # a noun with its possessor
    (
        "The minister voiced Ireland's firm support for the treaty at a dinner.",
        "supports",
        "Ireland's firm support for the treaty",
    ),
    # whoever stresses the importance of a thing is for it
    (
        "Ireland's foreign minister stressed the importance of an early ceasefire.",
        "supports",
        "the importance of an early ceasefire",
    ),
    # what others are to do
    ("Ghana wants Togo to reopen the border.", "favours", "wants Togo to reopen the border"),
    ("Ghana said that Togo should reopen the border.", "favours", "Togo should reopen the border"),
    # what others are not to do
    ("Ghana said that Togo should not close the border.", "averse", "Togo should not close the border"),
    # a quality
    ("Ghana remains deeply concerned about the arrests.", "concerned", "concerned about the arrests"),
    # refusal of support
    ("Ghana does not support the resumption of the talks.", "opposes", "support the resumption of the talks"),
    # saying nothing
    (
        "Ghana's foreign ministry has not responded to a request for comment.",
        "silent",
        "has not responded to a request for comment",
    ),
    # a container of what it is about
    ("Canada imposed a new round of sanctions.", "opposes", "imposed a new round of sanctions"),
]


@pytest.mark.parametrize(("sentence", "stance", "evidence"), STANCES)
def test_stance_and_evidence_are_those_of_the_clause(sentence: str, stance: str, evidence: str, read: Read) -> None:
    position = _only(read(sentence))
    assert (position.stance, position.evidence[0].exact) == (stance, evidence)


HOLDERS = [
    # two who act as one
    ("Denmark and Norway reaffirmed the strength of their partnership.", {"DNK", "NOR"}),
    # the possessor of the noun, not who speaks of it
    ("Kenya noted Oman's support for the talks.", {"OMN"}),
    # the source of the words
    ("Kenya said the annexation is illegal.", {"KEN"}),
]


@pytest.mark.parametrize(("sentence", "holder"), HOLDERS)
def test_the_holder_is_whose_stance_it_is(sentence: str, holder: set[str], read: Read) -> None:
    record = read(sentence)
    assert _codes(record, _only(record).holder) == holder


BASES = [
    ("Kenya condemned the attack.", "reported"),
    ('"We condemn the attack on the port," Kenyan Foreign Minister Musalia Mudavadi said.', "own_words"),
    ("Kenya imposed sanctions.", "act"),
]


@pytest.mark.parametrize(("sentence", "basis"), BASES)
def test_the_basis_says_how_we_know(sentence: str, basis: str, read: Read) -> None:
    assert {p.basis for p in read(sentence).positions} == {basis}


NONE = [
    # asked for
    "Ghana urged nobody. Togo asked for Ghana's support for the bid.",
    # supposed
    "Togo asked whether Ghana supports the bid.",
    # wished for
    "Togo hopes Ghana might support the bid.",
    # a thing, not a stance
    "Pillars support the roof of Ghana's parliament.",
    # a guest, not an issue
    "Ghana's president welcomed the ambassador.",
    # only what a report is of
    "Neither side commented on a report that Ghana had refused to sign the protocol.",
    # done to the one who is named
    "Ghana's minister, who was accused of weaponising migration for gain, left.",
    # only says which island is meant
    "The ships passed the island which Ghana regards as its own territory.",
    # nobody of the political world
    "The choir condemned the noise.",
]


@pytest.mark.parametrize("text", NONE)
def test_a_stance_that_nobody_took_is_no_position(text: str, read: Read) -> None:
    assert [p.evidence[0].exact for p in read(text).positions if p.stance in {"supports", "opposes"}] == []


def test_one_holder_has_one_position_on_one_issue(read: Read) -> None:
    record = read("Chile condemned the bombing of the hospital. Chile denounced the bombing of the hospital.")
    assert len(record.positions) == 1


def test_a_headline_does_not_take_the_place_of_the_words_of_the_text(read: Read) -> None:
    record = read("Chile condemns hospital bombing\n\nChile condemned the hospital bombing in the capital on Monday.")
    assert _only(record).evidence[0].start > len("Chile condemns hospital bombing")


def test_a_diatribe_is_no_more_than_two_judgements(read: Read) -> None:
    words = ("drill", "tariff", "speech", "survey")
    record = read(" ".join(f"Kenya said the {word} is illegal." for word in words))
    assert len(record.positions) == 2


def test_a_position_is_dated_by_its_words_or_by_the_article(read: Read) -> None:
    assert _only(read("Chile condemned the bombing.", published="2024-05-15")).as_of == "2024-05-15"
    assert _only(read("Chile condemned the bombing.", published=None)).as_of is None


def test_support_that_is_condemned_is_one_position_of_the_one_who_condemns(read: Read) -> None:
    record = read("The Danish minister condemned Iran's support for the raid on the port.")
    assert [(p.stance, _codes(record, p.holder)) for p in record.positions] == [("opposes", {"DNK"})]


def test_it_is_critical_that_others_act_is_a_wish(read: Read) -> None:
    position = _only(read("It is critical that Iran release the crew, the Danish foreign minister said."))
    assert position.stance == "favours"


def test_a_clause_after_a_comma_judges_where_one_without_only_says_which(read: Read) -> None:
    told = read("The ships left the strait, which Ghana sees as a threat to its trade.")
    assert _only(told).stance == "concerned"
