"""The lexicon of reported speech keeps its own rules."""

from __future__ import annotations

from typing import get_args

from communique.cues.reporting import reporting
from communique.record import Act, Channel

_CLAUSAL = {"quote", "that", "to", "to doing", "object", "report", "report on", "threat", "small", "as"}


def test_every_act_and_channel_is_one_of_the_record() -> None:
    words = reporting()
    acts = {cue.act for cue in words.verbs.values()} | set(words.expressed.values()) | set(words.nouns.values())
    assert acts <= set(get_args(Act))
    assert {rule.act for rule in words.contents} <= set(get_args(Act))
    assert {channel for channel, _ in words.channels} <= set(get_args(Channel))


def test_a_frame_is_a_known_construction_or_a_preposition() -> None:
    for word, cue in reporting().verbs.items():
        for frame in cue.frames:
            preposition = frame.removeprefix("whom ")
            assert frame in _CLAUSAL or preposition in {"for", "on", "of", "about", "against"}, (word, frame)


def test_every_confidence_is_a_probability() -> None:
    assert all(0 < value < 1 for value in reporting().confidence.values())


def test_every_word_is_a_lemma_in_lower_case() -> None:
    words = reporting()
    every = {*words.verbs, *words.expressing, *words.expressed, *words.nouns, *words.speakers, *words.documents}
    assert all(word == word.lower() for word in every)
