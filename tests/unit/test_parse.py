"""The parser sees what it can parse, and every offset stays that of the text."""

from __future__ import annotations

import pytest

from communique.reader import Reader
from communique.sources import article_from_text
from communique.stages.parse import parse
from communique.stages.segment import segment


def _syntax(text: str, reader: Reader):  # type: ignore[no-untyped-def]
    article = article_from_text(text)
    return parse(article, segment(article), reader.pipeline, reader.register)


def test_token_offsets_are_offsets_of_the_text(reader: Reader) -> None:
    text = "“Oslo”\u00a0agreed …\nand   Riga’s envoy\u2009left.\n\nNext paragraph."
    syntax = _syntax(text, reader)
    plain = {"“": '"', "”": '"', "’": "'", "\u00a0": " ", "\u2009": " ", "\n": " "}
    for token in syntax.doc:
        printed = text[token.idx : token.idx + len(token)]
        assert "".join(plain.get(c, c) for c in printed) == token.text


def test_a_long_titled_name_does_not_lead_the_parser_astray(reader: Reader) -> None:
    syntax = _syntax(
        "Deputy Secretary of State Ann Lee spoke today with Republic of Korea (ROK) First Vice Foreign Minister "
        "Han Ji-u about Russia's attack on Ukraine.",
        reader,
    )
    roots = [t.text for t in syntax.doc if t.dep_ == "ROOT" and not t.is_space]
    subject = [t.text for t in syntax.doc if t.dep_ == "nsubj"]
    assert (roots, subject) == (["spoke"], ["Lee"])


def test_a_sentence_never_runs_over_the_edge_of_a_block(reader: Reader) -> None:
    text = "Ministers meet in Riga\n\nThe Latvian minister met the Estonian minister on Monday in the capital."
    syntax = _syntax(text, reader)
    edge = text.index("The Latvian")
    assert edge in {s.start_char for s in syntax.sentences}


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        # A time goes on with its zone …
        ("The army said the missile was fired at 11:30 a.m. Seoul time from the sea.", 1),
        ("The envoys spoke at 9 p.m. Eastern Standard Time on the crisis.", 1),
        ("The envoys will meet at 10 a.m. local time in Riga.", 1),
        # … or its day,
        ("The council opens at 3 p.m. Friday in Geneva.", 1),
        # and otherwise can end a sentence.
        ("The talks began at 9 a.m. Norway's minister arrived later.", 2),
        ("The talks began at 9 a.m. This time the envoys agreed.", 2),
    ],
)
def test_a_time_of_day_goes_on_with_its_zone_or_day(text: str, sentences: int, reader: Reader) -> None:
    assert len(_syntax(text, reader).sentences) == sentences


def test_a_text_without_words_parses_to_nothing(reader: Reader) -> None:
    assert _syntax("…", reader).named == ()
