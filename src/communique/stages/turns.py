"""Turns: who asks and who answers in a briefing or a press conference: "QUESTION: …", "MR LEE: …"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from communique.record import Act
from communique.stages.attribution import Attribution, Offsets, Reading

if TYPE_CHECKING:
    from spacy.tokens import Token

# A label is a few capitalised words before a colon at the start of a paragraph.
_LABEL = re.compile(r"\s*([A-Z][\w.'’-]*(?: [A-Z(][\w.'’()-]*){0,5})\s?:\s+(?=\S)")
_FEWEST = 6  # words: "Go ahead.", "Thanks, Ned. Yes." say nothing
_TURNS = 3  # labelled paragraphs, one of them a question: fewer are a list or a heading


@dataclass(frozen=True, slots=True)
class _Turn:
    """What one speaker says in one paragraph: the offsets of the label and of the words, and who speaks."""

    label: Offsets
    words: Offsets
    speaker: Token | None
    asks: bool


def turns(reading: Reading) -> Iterator[Attribution]:
    """The questions and answers of a transcript, a statement for each paragraph; none where nobody is asked.

    "QUESTION: Will you go? ¶ MR LEE: We have not decided yet, and we will say so in time.": a question of somebody whom
    the text does not name, and an answer of Mr Lee.
    """
    found = list(_turns(reading))
    labels = {turn.label for turn in found}
    if len(labels) < _TURNS or not any(turn.asks for turn in found):
        return
    for turn in found:
        said = _question(turn, reading) if turn.asks else turn.words
        if said is None or len(reading.syntax.text[slice(*said)].split()) < (2 if turn.asks else _FEWEST):
            continue
        anchor = reading.syntax.doc[reading.token_at(said[0])]
        act: Act = "ask" if turn.asks else "assert"
        yield Attribution(anchor, turn.label, turn.speaker, None, (said,), act, "turn")


def _turns(reading: Reading) -> Iterator[_Turn]:
    text, words = reading.syntax.text, reading.words
    label: Offsets | None = None
    speaker: Token | None = None
    answerer: Token | None = None
    asks = False
    for para in reading.paras:
        start = para.start
        found = _LABEL.match(text, para.start, para.end)
        if found is not None:
            label, start = found.span(1), found.end()
            name = found.group(1).lower().rstrip(".")
            asks = name in words.askers
            speaker = None if asks or name in words.answerers else _last(label, reading)
            if speaker is not None:
                answerer = speaker
            elif not asks:
                speaker = answerer  # "A:" is whoever was named before
        elif label is None or para.headline:
            continue
        end = start + len(text[start : para.end].rstrip())
        if end > start:
            yield _Turn(label, (start, end), speaker, asks)


def _last(label: Offsets, reading: Reading) -> Token:
    """The last word of a label, the surname that stands for its speaker."""
    i = reading.token_at(label[1]) - 1
    return reading.syntax.doc[max(i, reading.token_at(label[0]))]


def _question(turn: _Turn, reading: Reading) -> Offsets | None:
    """From the first sentence of a turn that asks to the last; None where none does."""
    start, end = turn.words
    inside = [s for s in reading.syntax.sentences if start <= s.start_char < end or s.start_char <= start < s.end_char]
    asking = [s for s in inside if s.text.rstrip().endswith("?")]
    if not asking:
        return None
    first = max(start, asking[0].start_char)
    last = min(end, asking[-1].start_char + len(asking[-1].text.rstrip()))
    return (first, last)
