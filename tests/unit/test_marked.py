"""Marked sentences: which pair is meant, or why none is."""

from __future__ import annotations

import pytest

from communique.models.marked import LONGEST, Encoded, Unmarked, encode, parse
from communique.models.wordpiece import WordPiece

VOCABULARY = "\n".join(
    [
        "[PAD]",
        "[unused0]",
        "[unused1]",
        "[unused2]",
        "[unused3]",
        "[UNK]",
        *"oslo riga thank ##ed ##s . , naive kim 金 -".split(),
    ]
)


def test_marks_are_taken_out_and_their_places_kept() -> None:
    marked = parse("<s>Oslo</s> thanked <t>Riga</t>.")
    assert marked.text == "Oslo thanked Riga."
    assert [marked.text[a:b] for a, b in (*marked.source, *marked.target)] == ["Oslo", "Riga"]


@pytest.mark.parametrize(
    ("sentence", "source", "target"),
    [
        ("<t>Riga</t> was thanked by <s>Oslo</s>.", ["Oslo"], ["Riga"]),  # the recipient may come first
        ("<s><t>Iraqi</t> rebels</s> disarmed.", ["Iraqi rebels"], ["Iraqi"]),  # and stand within the doer
        ("<s>Oslo</s> met <t>Riga</t>; <t>Riga</t> agreed.", ["Oslo"], ["Riga", "Riga"]),  # a mention may recur
        ("<s>Troops</s> remained on alert.", ["Troops"], []),  # an event need have no recipient
        ("<s>Oslo </s>and <t> Riga</t>", ["Oslo "], [" Riga"]),  # what is marked is kept as it was marked
    ],
)
def test_pairs_may_be_marked_in_many_ways(sentence: str, source: list[str], target: list[str]) -> None:
    marked = parse(sentence)
    assert [marked.text[a:b] for a, b in marked.source] == source
    assert [marked.text[a:b] for a, b in marked.target] == target


@pytest.mark.parametrize(
    ("sentence", "why"),
    [
        ("Oslo thanked Riga.", "no pair is marked"),
        ("", "no pair is marked"),
        ("<s>Oslo thanked <t>Riga</t>.", "<s> has no partner"),
        ("<s>Oslo</s> thanked Riga</t>.", "</t> has no partner"),
        ("<s>Oslo <s>thanked</s></s> <t>Riga</t>", "<s> has no partner"),  # the same mark twice without closing
        ("<s></s>Oslo thanked <t>Riga</t>.", "nothing is marked"),
        ("<s><t>Oslo</t></s> was glad.", "the same words"),
    ],
)
def test_marks_that_name_no_pair_are_told_why(sentence: str, why: str) -> None:
    with pytest.raises(Unmarked, match=why):
        parse(sentence)


def coded(sentence: str) -> Encoded:
    return encode(parse(sentence), WordPiece(VOCABULARY).ids)


def test_the_model_sees_the_pair_between_markers() -> None:
    item = coded("<s>Oslo</s> thanked <t>Riga</t>.")
    assert item.ids == [101, 1, 6, 2, 8, 9, 3, 7, 4, 11, 102]
    assert (item.source, item.target) == ([1], [6])
    assert item.between == [2, 3, 4, 5]  # from the doer's mark to the recipient's, the doer's words among them


def test_of_two_mentions_the_nearer_bounds_what_is_between() -> None:
    item = coded("<t>Riga</t> thanked, <s>Oslo</s>, <t>Riga</t>.")
    assert [item.ids[i] for i in item.between] == [6, 2, 12]


def test_of_a_long_sentence_the_part_with_the_pair_is_kept() -> None:
    item = coded("Oslo, " * 200 + "<s>Oslo</s> thanked <t>Riga</t>" + ", Riga" * 200)
    assert len(item.ids) == LONGEST
    assert len(item.source) == len(item.target) == 1


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("Oslo thanked", ["oslo", "thank", "##ed"]),  # the longest piece first
        ("OSLO,RIGA", ["oslo", ",", "riga"]),  # a sign is a word of its own
        ("Naïve", ["naive"]),  # accents go
        ("kim金kim", ["kim", "金", "kim"]),  # an ideograph is a word of its own
        ("thankx", ["[UNK]"]),  # one unknown piece makes the whole word unknown
        ("os\u200blo\x00", ["oslo"]),  # invisible characters go
        ("riga" * 26, ["[UNK]"]),  # a word of more than a hundred letters is none
    ],
)
def test_words_are_cut_as_bert_cuts_them(text: str, tokens: list[str]) -> None:
    names = VOCABULARY.split("\n")
    assert [names[number] for number in WordPiece(VOCABULARY).ids(text)] == tokens
