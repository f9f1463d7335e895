"""Where things happened, and which state that is in."""

from __future__ import annotations

import pytest

from communique.draft import Cast, Syntax
from communique.reader import Reader
from communique.record import Place
from communique.sources import article_from_text
from communique.stages.parse import parse
from communique.stages.place import place, place_for
from communique.stages.segment import segment


def _placed(text: str, reader: Reader) -> tuple[Syntax, tuple[Place, ...]]:
    article = article_from_text(text)
    syntax = parse(article, segment(article), reader.pipeline, reader.register)
    return syntax, place(syntax, Cast((), {}), reader.register)


PLACES = [
    # capitals, other cities, small towns where diplomats meet
    ("Envoys met in Tokyo.", [("Tokyo", "JPN")]),
    ("Envoys met in Kiev.", [("Kiev", "UKR")]),
    ("Envoys met in Geneva.", [("Geneva", "CHE")]),
    # the district belongs to the name
    ("Envoys met in Washington, D.C., to talk.", [("Washington, D.C.", "USA")]),
    # buildings
    ("Envoys met at the White House.", [("White House", "USA")]),
    # states
    ("Envoys met in South Korea.", [("South Korea", "KOR")]),
    # a capital is not the town of the same name, unless the text says so
    ("Envoys met in Paris.", [("Paris", "FRA")]),
    ("Envoys met in Paris, Texas.", [("Paris, Texas", "USA")]),
    # names that several places share, and a place whose state is disputed
    ("Envoys met in Hyderabad.", [("Hyderabad", None)]),
    ("Envoys met in Hyderabad, India.", [("Hyderabad, India", "IND")]),
    ("Troops clashed in Georgia.", [("Georgia", None)]),
    ("Envoys met in Jerusalem.", [("Jerusalem", None)]),
    # the object of a visit, the goal of a journey
    ("The envoy visited Seoul.", [("Seoul", "KOR")]),
    ("The envoy will travel to Oslo.", [("Oslo", "NOR")]),
    # the state after the comma may open the next phrase
    ("In Seoul, U.S. envoy Ann Lee met reporters.", [("Seoul", "KOR")]),
    # two sentences, two spaces
    ("Envoys met in Oslo.  They left.", [("Oslo", "NOR")]),
    # a body is no place
    ("Envoys spoke at the United Nations.", []),
    # a government, a feeling, a newspaper, a person is no place
    ("Envoys talked with Tokyo about Seoul.", []),
    ("Envoys expressed confidence in Tokyo.", []),
    ("Envoys wrote in the Washington Post.", []),
]


@pytest.mark.parametrize(("text", "expected"), PLACES, ids=[text for text, _ in PLACES])
def test_a_place_has_its_name_as_printed_and_its_state(
    text: str, expected: list[tuple[str, str | None]], reader: Reader
) -> None:
    _, places = _placed(text, reader)
    assert [(p.name, p.iso3) for p in places] == expected
    assert all(text[p.span.start : p.span.end] == p.span.exact for p in places)


TRIGGERS = [
    ("Envoys held talks in Geneva on Friday.", {"held": "Geneva", "talks": "Geneva"}),
    ("The minister met with Wang Li in Beijing.", {"met": "Beijing"}),
    # who is in Kabul need not act there
    ("The ambassador in Kabul met the minister in Doha.", {"met": "Doha"}),
    # what is talked about is elsewhere
    ("Envoys discussed the situation in Ukraine.", {"discussed": None}),
    # one place for each verb
    ("The ministers agreed in Vienna to meet in Bern.", {"agreed": "Vienna", "meet": "Bern"}),
    # the noun's place is not the verb's
    ("The summit in Hanoi ended without a statement.", {"summit": "Hanoi"}),
    # several places are not one
    ("The envoy will travel to Oslo and Riga.", {"travel": None}),
    ("The envoy visited Seoul last week.", {"visited": "Seoul"}),
    # the place at the head of the sentence, whatever stands after the comma
    ("In Seoul, U.S. envoy Ann Lee met reporters.", {"met": "Seoul"}),
]


def test_a_shared_name_is_the_state_that_the_article_is_about(reader: Reader) -> None:
    article = article_from_text("Georgian troops clashed with rebels in Georgia.", published="2024-05-15")
    record = reader.read(article)
    cast = Cast(record.actors, {})
    syntax = parse(article, segment(article), reader.pipeline, reader.register)
    assert [p.iso3 for p in place(syntax, cast, reader.register)] == ["GEO"]


@pytest.mark.parametrize(("text", "expected"), TRIGGERS, ids=[text for text, _ in TRIGGERS])
def test_a_happening_is_where_its_own_clause_puts_it(
    text: str, expected: dict[str, str | None], reader: Reader
) -> None:
    syntax, places = _placed(text, reader)
    found = {t.text: place_for(t, places, syntax) for t in syntax.doc if t.text in expected}
    assert {word: p.name if p else None for word, p in found.items()} == expected
