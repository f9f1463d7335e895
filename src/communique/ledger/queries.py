"""What the ledger is asked, one question each, always with bound parameters.

Of the records of one article the last one added is current; listings look at current records only.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, Table, exists, false, func, or_, select

from communique.ledger.people import fold
from communique.ledger.question import Part, Question
from communique.ledger.tables import (
    STATUS_OF,
    TYPE_OF,
    actors,
    articles,
    commitments,
    events,
    expectations,
    involved,
    items,
    names,
    positions,
    records,
    runs,
    statements,
)

TABLES: Mapping[Part, Table] = {
    "events": events,
    "statements": statements,
    "commitments": commitments,
    "expectations": expectations,
    "positions": positions,
}


@dataclass(frozen=True, slots=True)
class Meant:
    """Whom a name given by a user means in this ledger: an id, codes, or a piece of a name."""

    actor_id: str
    codes: tuple[str, ...]
    piece: str | None


def current_record(article_id: str) -> Select[int, str]:
    """The current record of an article: its number and its digest."""
    return (
        select(records.c.id, records.c.sha256)
        .where(records.c.article_id == article_id)
        .order_by(records.c.id.desc())
        .limit(1)
    )


def text_digest(article_id: str) -> Select[str]:
    """The digest of the text that an article id stands for."""
    return select(articles.c.text_sha256).where(articles.c.id == article_id)


def current_records() -> Select[str, str]:
    """Every current record with its article's text, in the order in which they were added."""
    return (
        select(records.c.json, articles.c.text)
        .join_from(records, articles)
        .where(records.c.id.in_(_current()))
        .order_by(records.c.id)
    )


def record_with(item_id: str) -> Select[str, str, str, str, str, bool]:
    """The record that holds an item: a current one if there is one, else the last one added."""
    is_current = records.c.id.in_(_current()).label("current")
    return (
        select(items.c.kind, records.c.json, articles.c.text, runs.c.version, runs.c.started, is_current)
        .select_from(items)
        .join(records, records.c.id == items.c.record_id)
        .join(articles)
        .join(runs)
        .where(items.c.id == item_id)
        .order_by(is_current.desc(), records.c.id.desc())
        .limit(1)
    )


def article_record(article_id: str) -> Select[str, str, str, str]:
    """The current record of an article, with its text and the run that added it."""
    return (
        select(records.c.json, articles.c.text, runs.c.version, runs.c.started)
        .select_from(records)
        .join(articles)
        .join(runs)
        .where(records.c.article_id == article_id)
        .order_by(records.c.id.desc())
        .limit(1)
    )


def ids_like(item_id: str) -> Select[str]:
    """Every id of the same noun: those with the same letters before the underscore, or all if there are none."""
    noun, underscore, _ = item_id.partition("_")
    known = select(items.c.id).union(select(articles.c.id)).subquery()
    ids = select(known.c.id).order_by(known.c.id)
    return ids.where(known.c.id.startswith(noun + "_", autoescape=True)) if underscore else ids


def meant_by(connection: Connection, name: str) -> Meant:
    """Whom `name` means: a code that the ledger knows, an actor's id, a state by its name, or a piece of a name.

    A code means only who stands for it, so that `UN` is not Kim Jong Un. A name is compared by whole words, so that
    `Niger` is not Nigeria; only where no name has those words is it taken as the beginning of one.
    """
    code = name.upper()
    if connection.execute(select(actors.c.id).where(func.upper(actors.c.code) == code).limit(1)).first():
        return Meant(name, (code,), None)
    words = fold(name)
    if not words:
        return Meant(name, (), None)
    states = (
        select(func.upper(actors.c.code))
        .distinct()
        .join(names, (names.c.record_id == actors.c.record_id) & (names.c.actor_id == actors.c.id))
        .where(names.c.folded == words, actors.c.kind == "state", actors.c.code.is_not(None))
    )
    codes = tuple(sorted(connection.scalars(states)))
    whole = select(names.c.folded).where(names.c.folded.contains(words, autoescape=True)).limit(1)
    return Meant(name, codes, words if connection.execute(whole).first() else words.rstrip())


def anybody(meant: Meant) -> Select[str]:
    """One actor who is meant."""
    return select(actors.c.id).where(_is(meant)).limit(1)


def listing(question: Question, *, actor: Meant | None, recipient: Meant | None) -> Select[*tuple[Any, ...]]:
    """The rows that a question asks for, oldest day first, each with its article."""
    table = TABLES[question.part]
    about = [records.c.article_id, records.c.title, records.c.published, records.c.url]
    own = [column for column in table.c if column.name not in ("record_id", "n")]
    rows = (
        select(*own, *about)
        .join_from(table, records, records.c.id == table.c.record_id)
        .where(table.c.record_id.in_(_current()))
        .order_by(table.c.first_day.is_(None), table.c.first_day, records.c.published, records.c.article_id, table.c.n)
    )
    if actor:
        rows = rows.where(_takes_part(table, "actor", actor))
    if recipient:
        rows = rows.where(_takes_part(table, "recipient", recipient))
    if question.types:
        rows = rows.where(TYPE_OF[table].in_(question.types))
    if question.statuses:
        rows = rows.where(STATUS_OF[table].in_(question.statuses))
    if question.since:
        rows = rows.where(table.c.last_day >= question.since)
    if question.until:
        rows = rows.where(table.c.first_day <= question.until)
    return rows


def columns(part: Part) -> Sequence[str]:
    """The columns of a listing, in order."""
    return tuple(listing(Question(part), actor=None, recipient=None).selected_columns.keys())


def _current() -> Select[int]:
    return select(func.max(records.c.id)).group_by(records.c.article_id)


def _takes_part(table: Table, side: str, meant: Meant) -> ColumnElement[bool]:
    return (
        exists()
        .where(involved.c.record_id == table.c.record_id, involved.c.item_id == table.c.id, involved.c.side == side)
        .where(actors.c.record_id == involved.c.record_id, actors.c.id == involved.c.actor_id)
        .where(_is(meant))
    )


def _is(meant: Meant) -> ColumnElement[bool]:
    called: ColumnElement[bool] = false()
    if meant.piece:
        called = (
            exists()
            .where(names.c.record_id == actors.c.record_id, names.c.actor_id == actors.c.id)
            .where(names.c.folded.contains(meant.piece, autoescape=True))
        )
    return or_(actors.c.id == meant.actor_id, func.upper(actors.c.code).in_(meant.codes), called)
