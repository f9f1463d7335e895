"""What is foreseen: by whom, how surely, and what is only planned, past or supposed."""

from __future__ import annotations

import pytest

from communique.cues.hedges import Hedge, hedges
from communique.record import Expectation, Record
from tests.conftest import Read


def _only(record: Record) -> Expectation:
    assert len(record.expectations) == 1, [e.content.exact for e in record.expectations]
    return record.expectations[0]


def _holder(record: Record) -> str | None:
    holder = _only(record).holder
    return next((a.code for a in record.actors if a.id == holder), None)


@pytest.mark.parametrize("hedge", hedges().groups, ids=lambda hedge: hedge.name)
def test_every_group_of_hedges_finds_its_example(hedge: Hedge, read: Read) -> None:
    assert hedge.name in {e.origin.rule for e in read(hedge.example).expectations}


@pytest.mark.parametrize("hedge", hedges().groups, ids=lambda hedge: hedge.name)
def test_no_group_of_hedges_finds_an_expectation_in_its_counter_example(hedge: Hedge, read: Read) -> None:
    assert [e.content.exact for e in read(hedge.counter).expectations] == []


FORECASTS = [
    # the words that hedge stay out of what is foreseen
    (
        "KAMPALA - Kenya is expected to sign the accord on Monday.",
        "sign the accord on Monday",
        "is expected to",
        "probable",
    ),
    # a negation makes it unlikely
    ("KAMPALA - Kenya is not expected to sign the accord.", "sign the accord", "is not expected to", "unlikely"),
    ("KAMPALA - Kenya is unlikely to sign the accord.", "sign the accord", "is unlikely to", "unlikely"),
    # a fear with a clause that lies ahead
    (
        "KAMPALA - Fears that Sudan will attack the port drove traders away.",
        "Sudan will attack the port",
        "Fears that",
        "possible",
    ),
    # nothing that would point to it
    (
        "KAMPALA - There has been no sign that President Ruto would reopen the border.",
        "President Ruto would reopen the border",
        "been no sign that",
        "unlikely",
    ),
]


@pytest.mark.parametrize(("sentence", "content", "hedge", "likelihood"), FORECASTS)
def test_content_hedge_and_likelihood_are_those_of_the_words(
    sentence: str, content: str, hedge: str, likelihood: str, read: Read
) -> None:
    expectation = _only(read(sentence))
    assert (expectation.content.exact, expectation.likelihood) == (content, likelihood)
    assert expectation.hedge is not None
    assert expectation.hedge.exact == hedge


HOLDERS = [
    # the reporter's own
    ("KAMPALA - Kenya is expected to sign the accord.", None),
    # the source of the clause
    ("Uganda said Kenya is expected to sign the accord.", "UGA"),
    # who expresses a hope
    ("Uganda's president expressed hope that the truce would last.", "UGA"),
    # a thing, and who expects it
    ("Uganda expects further talks in May.", "UGA"),
    # a quotation
    ('"The tariffs will hurt every farmer in Kenya," Ugandan Prime Minister Robinah Nabbanja said.', "UGA"),
    # doubt about what others will achieve
    ("Ugandan Prime Minister Robinah Nabbanja said she did not know if the sanctions will work.", "UGA"),
]


@pytest.mark.parametrize(("sentence", "holder"), HOLDERS)
def test_the_holder_is_who_foresees_it(sentence: str, holder: str | None, read: Read) -> None:
    assert _holder(read(sentence)) == holder


NONE = [
    # one's own plan
    "Kenya said it will sign the accord.",
    "Kenya's president expects to visit Uganda.",
    # a duty
    "KAMPALA - Kenya should not expect Uganda to wait.",
    # a guess about what is so already
    "KAMPALA - Trucks seen near the site may be carrying cement, Ugandan officials believe.",
    # a belief about the past
    "Uganda believes that Kenya closed the border in May.",
    # supposed
    "Uganda asked whether Kenya will sign the accord.",
    # silence about one's own plans
    "Kenya would not say whether it will sign the accord.",
    # no clause ahead
    "KAMPALA - The expected visit was a success.",
]


NONE += [
    # fixed, not foreseen
    "The Norwegian minister praised the conference, which will take place in Oslo.",
    "The Norwegian minister said the session will begin in Oslo.",
    # what one does oneself
    "The Norwegian minister said this visit will help the port.",
]


@pytest.mark.parametrize("sentence", NONE)
def test_plans_duties_guesses_and_memories_are_no_expectations(sentence: str, read: Read) -> None:
    assert [e.content.exact for e in read(sentence).expectations] == []


def test_an_unknown_source_is_not_taken_for_the_reporter(read: Read) -> None:
    record = read("KAMPALA - According to nobody in particular, sources say Kenya is likely to sign the accord.")
    known = {a.id for a in record.actors}
    assert all(e.holder in known for e in record.expectations)


def test_an_expectation_points_to_the_event_that_is_foreseen(read: Read) -> None:
    record = read("KAMPALA - Kenyan officials are expected to meet Ugandan officials on Friday.")
    expectation = _only(record)
    event = next(e for e in record.events if e.id == expectation.event)
    assert (event.type, event.status) == ("CONSULT", "expected")


def test_a_forecast_told_twice_in_the_same_words_is_one(read: Read) -> None:
    words = "Kenya is expected to sign the accord."
    assert len(read(f"KAMPALA - {words} Uganda waited. {words}").expectations) == 1
