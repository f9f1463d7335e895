"""Which stretches of a text stand in quotation marks, whole or broken."""

from __future__ import annotations

import pytest

from communique.draft import Block
from communique.stages.quotation import Quotation, paragraphs, quotations


def _quoted(text: str) -> tuple[Quotation, ...]:
    blocks: list[Block] = []
    at = 0
    for piece in text.split("\n\n"):
        blocks.append(Block(at, at + len(piece), "paragraph"))
        at += len(piece) + 2
    return quotations(text, paragraphs(text, tuple(blocks)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # straight marks have no side: where they stand tells it
        ('"We will stay," she said. "We must."', ["We will stay,", "We must."]),
        # typographic, German and French marks
        ("“We will stay,” she said.", ["We will stay,"]),
        ("„Wir bleiben“, she said.", ["Wir bleiben"]),
        ("« We stay », she said.", ["We stay"]),
        # two single marks for one double mark, as old wires print
        ("''We will stay,'' she said.", ["We will stay,"]),
        # a quotation within a quotation belongs to it
        ("He said: \"They told us 'go home' and we went.\"", ["They told us 'go home' and we went."]),
        ("He said: “They call it “the line” here.”", ["They call it “the line” here."]),
        # British single marks; the apostrophes are not marks
        ("'We won't stay,' the minister's aide said.", ["We won't stay,"]),
        ("It was the officials' view that the '90s were over.", []),
        # a blank inside the marks is not of the words
        ('Oslo sees it as a " threat to trade."', ["threat to trade."]),
        # a mark that translation lost: the paragraph bounds the quotation
        ('The talks did not start yesterday," the envoy said.', ["The talks did not start yesterday,"]),
        ('He said: "We will stay. The rest will follow.', ["We will stay. The rest will follow."]),
        # a lost mark in the middle of a sentence is no quotation
        ('The so-called "grey fleet sailed on.', []),
    ],
)
def test_marks_bound_the_words_said(text: str, expected: list[str]) -> None:
    assert [text[q.start : q.end] for q in _quoted(text)] == expected


def test_a_quotation_that_each_paragraph_opens_runs_on_to_the_paragraph_that_closes_it() -> None:
    text = 'She said: "We will stay.\n\n"We will not be moved."\n\nThen she left.'
    first, second = _quoted(text)
    assert first.runs_on
    assert not second.runs_on
    assert text[second.start : second.end] == "We will not be moved."


def test_a_quotation_that_only_the_last_paragraph_closes_runs_on() -> None:
    text = '"We will stay.\n\nWe will not be moved," she said.'
    first, second = _quoted(text)
    assert first.runs_on
    assert text[second.start : second.end] == "We will not be moved,"


def test_each_line_is_a_paragraph_where_every_line_ends_like_a_sentence() -> None:
    text = 'The envoy left.\n"We will stay," she said.\nOslo agreed.'
    assert len(paragraphs(text, (Block(0, len(text), "paragraph"),))) == 3


def test_wrapped_lines_are_one_paragraph() -> None:
    text = "The envoy left for\nOslo, where talks\nwill go on."
    assert len(paragraphs(text, (Block(0, len(text), "paragraph"),))) == 1


def test_headlines_hold_no_quotation() -> None:
    text = '"We will stay," envoy says'
    assert quotations(text, paragraphs(text, (Block(0, len(text), "headline"),))) == ()
