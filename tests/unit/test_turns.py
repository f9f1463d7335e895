"""Who asks and who answers in a briefing."""

from __future__ import annotations

import pytest

from communique.reader import Reader
from communique.sources import article_from_text
from communique.stages.attribute import attribute
from communique.stages.attribution import Attribution
from communique.stages.parse import parse
from communique.stages.segment import segment

BRIEFING = """Department of State

MR LEE: Good afternoon. The talks on the ferry line went well, and we will meet again.

QUESTION: Thank you. I have two things. Will the port reopen? And who will pay for it?

MR LEE: We hope that it will reopen in May, once the dredging is done.

We have not decided who will pay for the works at the port.

QUESTION: Thanks.

MR LEE: Go ahead.
"""


def _turns(text: str, reader: Reader) -> list[Attribution]:
    article = article_from_text(text)
    segments = segment(article)
    syntax = parse(article, segments, reader.pipeline, reader.register)
    return [a for a in attribute(syntax, segments) if a.rule == "turn"]


def _said(text: str, reader: Reader) -> list[tuple[str, str | None, str]]:
    return [
        (a.act, a.source.text if a.source is not None else None, text[slice(*a.content[0])])
        for a in _turns(text, reader)
    ]


def test_each_paragraph_of_a_briefing_is_said_by_the_one_before_its_colon(reader: Reader) -> None:
    assert _said(BRIEFING, reader) == [
        ("assert", "LEE", "Good afternoon. The talks on the ferry line went well, and we will meet again."),
        ("ask", None, "Will the port reopen? And who will pay for it?"),
        ("assert", "LEE", "We hope that it will reopen in May, once the dredging is done."),
        ("assert", "LEE", "We have not decided who will pay for the works at the port."),
    ]


def test_an_answer_without_a_name_is_of_whoever_was_named_before(reader: Reader) -> None:
    text = (
        "Minister Lind: Thank you all for coming to the ministry today.\n\nQ: Will the border reopen?\n\n"
        "A: It will reopen when the snow has melted on both sides."
    )
    heard = [(act, who) for act, who, _ in _said(text, reader)]
    assert heard == [("assert", "Lind"), ("ask", None), ("assert", "Lind")]


@pytest.mark.parametrize(
    "text",
    [
        # labels of a list, and nobody asks
        "Time: Noon on the first of May.\n\nPlace: The hall of the ministry.\n\nSpeaker: The minister of trade.",
        # one heading is no turn
        "Question: Will the border reopen?\n\nThe minister said that the border would reopen in May.",
    ],
)
def test_a_colon_does_not_make_a_briefing(text: str, reader: Reader) -> None:
    assert _turns(text, reader) == []
