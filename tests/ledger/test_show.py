"""Showing: any id finds its thing, and the words around it are whole sentences."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.errors import LedgerError
from communique.ledger import Ledger
from communique.ledger.context import passages
from communique.record import Span
from tests.factories import TEXT, a_record, an_article, span_in


def test_every_id_of_a_record_finds_its_own_thing(ledger: Ledger) -> None:
    record = a_record()
    ledger.add([record])
    parts: dict[str, tuple[Any, ...]] = {
        "actor": record.actors,
        "event": record.events,
        "statement": record.statements,
        "commitment": record.commitments,
        "expectation": record.expectations,
        "position": record.positions,
        "process": record.processes,
        "repair": record.repairs,
        "article": (record.article,),
    }
    for kind, items in parts.items():
        for item in items:
            found = ledger.show(item.id)
            assert (found.kind, found.item, found.record, found.current) == (kind, item, record, True)
            assert (found.version, found.added) == ("0.1.0", "2021-03-05T12:00:00+00:00")
            assert found.plain()["item"]["id" if kind != "article" else "schema"]


def test_a_mistyped_id_brings_the_nearest_ones(ledger: Ledger) -> None:
    record = a_record()
    ledger.add([record])
    event_id = record.events[0].id
    mistyped = event_id[:6] + ("0" if event_id[6] != "0" else "1") + event_id[7:]
    with pytest.raises(LedgerError, match=f"has the id {mistyped}") as caught:
        ledger.show(mistyped)
    assert f"Did you mean {event_id}" in caught.value.hint
    assert "stm_" not in caught.value.hint, "an event's id is not mistyped as a statement's"


@pytest.mark.parametrize("nothing", ["", "evt_", "nonsense", "%", "evt_%", "a" * 10_000])
def test_an_id_like_no_other_says_where_ids_are_found(ledger: Ledger, nothing: str) -> None:
    ledger.add([a_record()])
    with pytest.raises(LedgerError) as caught:
        ledger.show(nothing)
    assert caught.value.hint


def test_what_only_an_earlier_reading_holds_is_shown_as_such(ledger: Ledger) -> None:
    first = a_record()
    second = a_record(an_article(published="2021-03-05"), positions=())
    ledger.add([first, second])
    assert not ledger.show(first.positions[0].id).current
    found = ledger.show(first.events[0].id)
    assert found.current
    assert found.record == second


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("He came. She left early. It rained.", "left", "She |left| early."),
        ("She left.", "She left.", "|She left.|"),  # the full stop may belong to the evidence
        ("Mr. Dahl met J. Ruiz. It rained.", "met", "Mr. Dahl |met| J. Ruiz."),  # titles and initials end nothing
        ("Talks in Oslo\n\nThe two met. More.", "met", "The two |met|."),  # a headline is no part of the paragraph
        ('He said: "We agreed." They left.', "agreed", 'He said: "We |agreed|."'),  # the quotation mark goes along
        ("No end and no beginning", "end", "No |end| and no beginning"),
    ],
)
def test_evidence_is_shown_in_its_sentence(text: str, words: str, expected: str) -> None:
    (passage,) = passages(text, [span_in(text, words)])
    assert "".join(f"|{piece.text}|" if piece.marked else piece.text for piece in passage.pieces) == expected


def test_spans_of_one_sentence_share_a_passage_and_others_have_their_own() -> None:
    found = passages(TEXT, [span_in(TEXT, "agreed"), span_in(TEXT, "June"), span_in(TEXT, "Chile is worried")])
    assert [[piece.text for piece in passage.pieces if piece.marked] for passage in found] == [
        ["agreed", "June"],
        ["Chile is worried"],
    ]


def test_a_text_without_sentences_is_not_shown_whole() -> None:
    text = "word " * 40_000
    (passage,) = passages(text, [Span(100_000, 100_004, "word")])
    assert passage.end - passage.start < 1_000


@given(st.text(max_size=300), st.data())
def test_a_passage_is_a_stretch_of_the_text_and_marks_exactly_the_spans(text: str, data: st.DataObject) -> None:
    spans = []
    for _ in range(data.draw(st.integers(0, 4)) if text else 0):
        start = data.draw(st.integers(0, len(text) - 1))
        end = data.draw(st.integers(start + 1, len(text)))
        spans.append(Span(start, end, text[start:end]))
    found = passages(text, spans)
    marked: set[int] = set()
    for passage in found:
        assert "".join(piece.text for piece in passage.pieces) == text[passage.start : passage.end]
        at = passage.start
        for piece in passage.pieces:
            marked |= set(range(at, at + len(piece.text))) if piece.marked else set()
            at += len(piece.text)
    assert marked == {i for span in spans for i in range(span.start, span.end)}
