"""Asking: whom a name means, which days count, what order the answers have."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from communique.ids import make_id
from communique.ledger import Ledger
from communique.record import Record, When
from communique.sources import article_from_text
from tests.factories import a_day, a_record, an_actor, an_article, an_event


def told(*names: str, **changes: Any) -> Record:
    """The record of an article in which the named actors met; `changes` replace fields of each actor."""
    article = article_from_text(f"{' and '.join(names)} met.", published="2021-03-04")
    actors = tuple(an_actor(article, name, **{"iso3": None, "code": None} | changes) for name in names)
    event = an_event(article, "met", actors=tuple(actor.id for actor in actors))
    return Record(article=article, actors=actors, events=(event,))


def found(ledger: Ledger, **asked: Any) -> list[str]:
    return sorted({" and ".join(row["actors"]) for row in ledger.events(**asked)})


@pytest.mark.parametrize(
    ("who", "expected"),
    [
        ("KOR", ["Han Ji-won", "South Korea"]),  # a code means the state and whoever stands for it
        ("kor", ["Han Ji-won", "South Korea"]),  # in any case
        ("south korea", ["Han Ji-won", "South Korea"]),  # so does the whole name of a state
        ("Korea", ["North Korea", "South Korea"]),  # a part of a name is only that
        ("UN", ["United Nations"]),  # a code is no part of a name: neither Kim Jong Un nor Uniland
        ("Jong Un", ["Kim Jong Un"]),
        ("Niger", ["Niger"]),  # whole words before beginnings of words
        ("Nig", ["Niger", "Nigeria"]),  # beginnings where no name has the whole word
        ("iger", []),  # never the middle of a word
        ("ERDOGAN", ["Tayyip Erdoğan"]),  # accents and case do not matter
        ("Ha Long", []),
        ("han ji won", ["Han Ji-won"]),  # nor do hyphens
        ("%", []),  # and no character has a meaning of its own
        ("_", []),
        ("' OR 1=1 --", []),
        ("act_nobody", []),
    ],
)
def test_a_name_means_whom_a_reader_would_expect(ledger: Ledger, who: str, expected: list[str]) -> None:
    ledger.add(
        [
            told("South Korea", kind="state", code="KOR"),
            told("Han Ji-won", code="KOR"),
            told("North Korea", kind="state", code="PRK"),
            told("Kim Jong Un", code="PRK"),
            told("United Nations", kind="body", code="UN"),
            told("Uniland"),
            told("Niger", kind="state", code="NER"),
            told("Nigeria", kind="state", code="NGA"),
            told("Tayyip Erdoğan", code="TUR"),
        ]
    )
    assert found(ledger, actor=who) == expected
    assert ledger.knows(who) == bool(expected)


def test_an_actor_is_found_by_any_mention_and_by_its_id(ledger: Ledger) -> None:
    record = told("the envoy", name="Kari Holm")
    ledger.add([record])
    assert found(ledger, actor="the envoy") == ["Kari Holm"]
    assert found(ledger, actor=record.actors[0].id) == ["Kari Holm"]


def test_what_a_group_did_is_found_under_each_member_and_under_the_group(ledger: Ledger) -> None:
    record = a_record()
    ledger.add([record])
    for who in ("Kari Holm", "Pablo Reyes", "the two sides", "NOR", "CHL", record.actors[-1].id):
        assert [row["type"] for row in ledger.events(actor=who, type="AGREE")] == ["AGREE"], who
        assert len(list(ledger.commitments(actor=who))) == 1, who
    (row,) = ledger.events(type="AGREE")
    assert row["actor_codes"] == ["NOR", "CHL"]


def test_the_code_of_an_actor_outside_its_state_is_not_that_of_its_state(ledger: Ledger) -> None:
    ledger.add([told("Ola Berg", iso3="NOR", code="UN")])
    assert found(ledger, actor="UN") == ["Ola Berg"]
    assert found(ledger, actor="NOR") == []


def test_doer_and_recipient_are_asked_apart(ledger: Ledger) -> None:
    ledger.add([a_record()])
    assert len(list(ledger.statements(actor="NOR", recipient="CHL"))) == 1
    assert list(ledger.statements(actor="CHL", recipient="NOR")) == []
    assert list(ledger.events(recipient="CHL")) == []


def test_every_part_lists_its_row_with_article_and_words(ledger: Ledger) -> None:
    record = a_record(an_article(url="https://news.example/1"))
    ledger.add([record])
    text = record.article.text
    for rows in (
        ledger.events(), ledger.statements(), ledger.commitments(), ledger.expectations(), ledger.positions(),
    ):  # fmt: skip
        for row in rows:
            assert row["evidence"] == text[row["start"] : row["end"]]
            assert (row["article_id"], row["url"], row["published"]) == (
                record.article.id, "https://news.example/1", "2021-03-04",
            )  # fmt: skip


@pytest.mark.parametrize(
    ("part", "asked", "count"),
    [
        ("events", {"type": "consult"}, 2),
        ("events", {"type": ["CONSULT", "AGREE"]}, 3),
        ("events", {"status": "expected"}, 1),
        ("events", {"type": "CONSULT", "status": ["occurred", "denied"]}, 1),
        ("statements", {"type": "assert"}, 1),
        ("statements", {"type": "deny"}, 0),
        ("commitments", {"type": "firm", "status": "open"}, 1),
        ("commitments", {"status": "kept"}, 0),
        ("expectations", {"type": "probable"}, 1),
        ("expectations", {"type": "unlikely"}, 0),
        ("positions", {"type": "concerned", "actor": "CHL"}, 1),
        ("positions", {"type": "concerned", "actor": "NOR"}, 0),
    ],
)
def test_type_and_status_mean_what_each_part_has(ledger: Ledger, part: str, asked: dict[str, Any], count: int) -> None:
    ledger.add([a_record()])
    assert len(list(getattr(ledger, part)(**asked))) == count


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ({"type": "MEET"}, "'MEET' is no event type; there are AGREE, CONSULT"),
        ({"status": "done"}, "'done' is no event status"),
        ({"since": "25 February"}, "'25 February' is not a date"),
        ({"since": "2021-02-30"}, "not a date"),
        ({"since": "2021-03-05", "until": "2021-03-04"}, "2021-03-05 is later than 2021-03-04"),
        ({"actor": "  "}, "the name is empty"),
    ],
)
def test_a_value_that_cannot_be_is_refused_before_looking(ledger: Ledger, asked: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        ledger.events(**asked)


MARCH = When("2021-03-01", "2021-03-31", "month", None, None, "explicit")
UNTIL = When(None, "2021-03-10", "open", None, None, "explicit")
MINUTE = When("2021-03-10T09:30", "2021-03-10T09:30", "minute", None, None, "explicit")


@pytest.mark.parametrize(
    ("when", "since", "until", "listed"),
    [
        (a_day("2021-03-10"), "2021-03-10", "2021-03-10", True),  # both ends belong to it
        (a_day("2021-03-10"), "2021-03-11", None, False),
        (a_day("2021-03-10"), None, "2021-03-09", False),
        (MARCH, "2021-03-31", None, True),  # an interval counts from its first day to its last
        (MARCH, None, "2021-03-01", True),
        (MARCH, "2021-04-01", None, False),
        (UNTIL, "2021-03-10", "2021-03-10", True),
        (MINUTE, "2021-03-10", "2021-03-10", True),  # the hour does not put it after its own day
        (None, "2021-03-04", "2021-03-04", True),  # without a date the day of publication counts
        (None, "2021-03-05", None, False),
    ],
)
def test_days_compare_with_the_happening_else_with_publication(
    ledger: Ledger, when: When | None, since: str | None, until: str | None, listed: bool
) -> None:
    article = an_article()
    ledger.add([a_record(article, events=(an_event(article, date=when),))])
    assert bool(list(ledger.events(since=since, until=until))) == listed


def test_without_any_date_a_row_is_listed_only_where_no_day_is_asked_for(ledger: Ledger) -> None:
    article = an_article(published=None)
    ledger.add([a_record(article, events=(an_event(article, date=None),))])
    assert len(list(ledger.events())) == 1
    assert list(ledger.events(since="1900-01-01")) == []


def test_days_may_be_given_as_dates(ledger: Ledger) -> None:
    ledger.add([a_record()])
    assert list(ledger.events(since=date(2021, 3, 5))) == []


def test_what_belongs_to_an_event_counts_on_its_day(ledger: Ledger) -> None:
    article = an_article()
    call = an_event(article, date=a_day("2021-03-02"))
    record = a_record(article)
    said = record.statements[0]
    ledger.add([a_record(article, events=(call,), statements=(said,))])
    assert said.event == call.id
    assert len(list(ledger.statements(until="2021-03-02"))) == 1


def test_rows_are_listed_oldest_first_and_undated_last(ledger: Ledger) -> None:
    days = ["2021-03-09", None, "2021-03-01", "2020-12-31"]
    for n, day in enumerate(days):
        article = article_from_text(f"Envoys met in room {n}.")
        ledger.add([Record(article=article, events=(an_event(article, "met", date=a_day(day) if day else None),))])
    assert [row["first_day"] for row in ledger.events()] == ["2020-12-31", "2021-03-01", "2021-03-09", None]


def test_an_actor_without_a_name_is_called_by_the_words_that_mean_it(ledger: Ledger) -> None:
    ledger.add([told("the delegation", name=None)])
    assert found(ledger) == ["the delegation"]


def test_listing_does_not_stop_adding(ledger: Ledger, path: Path) -> None:
    ledger.add([a_record()])
    rows = ledger.events()
    next(rows)
    article = article_from_text("Envoys met.")
    event = an_event(article, "met", id=make_id("evt", "later"))
    assert ledger.add([Record(article=article, events=(event,))]).new == 1
    assert len(list(rows)) == 2, "a listing shows the ledger as it was when it began"
    assert len(list(ledger.events())) == 4
