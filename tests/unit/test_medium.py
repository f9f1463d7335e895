"""Through what a consultation is held, and something is said."""

from __future__ import annotations

from typing import get_args

import pytest

from communique.record import Channel, Record
from communique.stages.circumstance import cues
from tests.conftest import Read


def _channel(record: Record, type_: str) -> str | None:
    return next(e.channel for e in record.events if e.type == type_)


def test_the_media_of_the_data_file_are_channels() -> None:
    assert {*cues()["channel"], *cues()["said_through"]} <= set(get_args(Channel))


CONSULTED = [
    # "spoke with" alone has no channel
    ("The Kenyan president spoke with the Ugandan president on Monday.", None),
    # a telephone is named, in whatever words
    ("The Kenyan president spoke by phone with the Ugandan president.", "phone"),
    ("The Kenyan president received a phone call from the Ugandan president.", "phone"),
    ("During a call with Ugandan Foreign Minister Ali Odong, Kenyan Foreign Minister Ann Mwangi was calm.", "phone"),
    # a screen is no meeting in person, whatever the noun
    ("Kenyan and Ugandan ministers held a virtual meeting on Monday.", "video"),
    # who meets is there; so is whoever attends, and whoever holds talks in a place
    ("Kenyan officials met Ugandan officials on Monday.", "in_person"),
    ("The Kenyan president will attend a summit with the Ugandan president.", "in_person"),
    ("Kenyan and Ugandan ministers held talks in Geneva on Monday.", "in_person"),
    # talks nowhere may be held by any means
    ("Kenya and Uganda held talks on fishing.", None),
    # in a capital of one side it is a visit
    ("Kenyan Foreign Minister Ann Mwangi met Ugandan Foreign Minister Ali Odong in Kampala.", "visit"),
    # a call that is paid is no telephone's, and an ambassador is no visitor where he lives
    ("The Omani ambassador to Nepal paid a farewell call on the prime minister of Nepal.", "in_person"),
    ("Kenyan and Ugandan ministers met on the sidelines of the General Assembly.", "sidelines"),
]


@pytest.mark.parametrize(("sentence", "channel"), CONSULTED)
def test_a_consultation_has_the_channel_its_words_tell(sentence: str, channel: str | None, read: Read) -> None:
    assert _channel(read(sentence), "CONSULT") == channel


SAID = [
    # beside the verb, behind its object, before the sentence
    ("Kenya condemned Uganda in a statement.", "written_statement"),
    ("Kenya's president condemned Uganda's conduct in a speech to parliament.", "speech"),
    ("In a letter to the United Nations, Kenya condemned Uganda.", "letter"),
    # the medium's own verb above, or how it was said below
    ("Kenya issued a statement condemning Uganda's conduct.", "written_statement"),
    ("Kenya condemned Uganda's conduct, saying in a statement that it broke the treaty.", "written_statement"),
    ("The bill followed a speech by Kenyan President Ann Mwangi, who condemned Uganda.", "speech"),
    # the medium as speaker
    ("Kenya's statement condemned Uganda.", "written_statement"),
    # what is spoken about is no medium
    ("Kenya condemned Uganda over its statement.", None),
    ("Kenya condemned Uganda's remarks in the report.", None),
    # an address that is a verb
    ("Kenya condemned Uganda and promised to address the matter.", None),
]


@pytest.mark.parametrize(("sentence", "channel"), SAID)
def test_what_is_said_has_the_medium_it_is_said_through(sentence: str, channel: str | None, read: Read) -> None:
    assert _channel(read(sentence), "ACCUSE") == channel


def test_what_is_said_in_a_call_is_said_by_telephone(read: Read) -> None:
    record = read(
        "Kenyan Foreign Minister Ann Mwangi spoke by phone today with Ugandan Foreign Minister Ali Odong.\n\n"
        "Mwangi thanked Odong for Uganda's help.",
    )
    assert _channel(record, "SUPPORT") == "phone"


def test_a_medium_told_after_the_deed_is_its_own(read: Read) -> None:
    record = read(
        "Kenyan President Ann Mwangi praised Uganda on Tuesday. Mwangi tweeted that the two nations were friends."
    )
    assert _channel(record, "SUPPORT") == "social_media"
