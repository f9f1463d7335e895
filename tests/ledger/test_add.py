"""Adding records: once each, whole or not at all, nothing ever lost."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.errors import LedgerError
from communique.ledger import Added, Ledger, open_ledger
from communique.record import Record, Span
from communique.sources import article_from_text
from tests.factories import a_record, an_article, an_event


def rows(path: Path, sql: str) -> list[tuple[object, ...]]:
    file = sqlite3.connect(path)
    try:
        return file.execute(sql).fetchall()
    finally:
        file.close()


def dump(path: Path) -> list[str]:
    file = sqlite3.connect(path)
    try:
        return list(file.iterdump())
    finally:
        file.close()


def test_a_record_comes_back_equal_to_what_was_added(ledger: Ledger) -> None:
    record = a_record()
    assert ledger.add([record]) == Added(new=1)
    assert list(ledger.records()) == [record]


def test_adding_the_same_record_again_changes_nothing_at_all(ledger: Ledger, path: Path) -> None:
    ledger.add([a_record()])
    before = dump(path)
    assert ledger.add([a_record(), a_record()]) == Added(same=2)
    assert dump(path) == before


def test_another_date_of_publication_is_another_reading_and_becomes_current(ledger: Ledger, path: Path) -> None:
    first, second = a_record(), a_record(an_article(published="2021-03-05"))
    ledger.add([first])
    assert ledger.add([second]) == Added(changed=1)
    assert list(ledger.records()) == [second]
    assert {row["published"] for row in ledger.events()} == {"2021-03-05"}
    assert rows(path, "SELECT count(*) FROM records") == [(2,)]
    assert rows(path, "SELECT count(*) FROM articles") == [(1,)]


def test_another_version_of_the_reader_is_another_reading(ledger: Ledger) -> None:
    record = a_record()
    newer = replace(record, events=tuple(replace(e, origin=replace(e.origin, version="9")) for e in record.events))
    ledger.add([record])
    assert ledger.add([newer]) == Added(changed=1)
    assert len(list(ledger.events())) == len(record.events)


def test_going_back_to_an_earlier_reading_is_a_change_and_not_the_same(ledger: Ledger) -> None:
    first, second = a_record(), a_record(an_article(published="2021-03-05"))
    assert ledger.add([first, second, first]) == Added(new=1, changed=2)
    assert list(ledger.records()) == [first]


def test_a_run_is_kept_with_its_version_and_time_only_if_it_added_something(ledger: Ledger, path: Path) -> None:
    ledger.add([])
    ledger.add([a_record(), a_record(an_article(published="2021-03-05"))])
    ledger.add([a_record(an_article(published="2021-03-05"))])
    assert rows(path, "SELECT id, started FROM runs") == [(1, "2021-03-05T12:00:00+00:00")]
    assert rows(path, "SELECT DISTINCT run_id FROM records") == [(1,)]


def test_two_things_with_one_id_do_not_keep_a_record_out(ledger: Ledger) -> None:
    article = an_article()
    event = an_event(article)
    assert ledger.add([a_record(article, events=(event, event))]) == Added(new=1)
    assert len(list(ledger.events())) == 2


def test_another_text_under_a_known_id_is_refused_and_the_run_keeps_what_it_had(ledger: Ledger) -> None:
    record = a_record()
    other = Record(article=replace(record.article, text="Other words.", text_sha256="0" * 64, text_length=12))
    with pytest.raises(LedgerError, match="another text"):
        ledger.add([record, other])
    assert list(ledger.records()) == [record]


def test_half_a_character_is_refused_in_a_sentence(ledger: Ledger) -> None:
    article = an_article("A broken \ud83d sign.")
    with pytest.raises(LedgerError, match=r"half a character \(U\+D83D\)"):
        ledger.add([Record(article=article)])
    assert list(ledger.records()) == []


def test_what_was_added_before_the_reader_failed_stays(ledger: Ledger) -> None:
    def failing() -> Iterator[Record]:
        yield a_record()
        raise RuntimeError("the reader gave up")

    with pytest.raises(RuntimeError):
        ledger.add(failing())
    assert list(ledger.records()) == [a_record()]


texts = st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1).filter(str.strip)


@settings(max_examples=60, deadline=None)
@given(text=texts, title=st.none() | texts, data=st.data())
def test_any_text_added_twice_is_there_once_and_unchanged(text: str, title: str | None, data: st.DataObject) -> None:
    article = article_from_text(text, title=title, published="2021-03-04")
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    span = Span(start, end, text[start:end])
    record = Record(article=article, events=(replace(an_event(an_article()), trigger=span, evidence=(span,)),))
    with tempfile.TemporaryDirectory() as folder, open_ledger(Path(folder) / "talks.db") as ledger:
        assert ledger.add([record, record]) == Added(new=1, same=1)
        assert ledger.add([record]) == Added(same=1)
        assert list(ledger.records()) == [record]
        (row,) = ledger.events()
        assert text[row["start"] : row["end"]] == row["evidence"] == span.exact
