"""The ledger: what was read, kept and searched."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from types import TracebackType
from typing import Any

from sqlalchemy import Connection

from communique._version import __version__
from communique.errors import LedgerError
from communique.ledger import queries
from communique.ledger.connect import connect, explained
from communique.ledger.question import Part, Question, ask
from communique.ledger.rows import derive
from communique.ledger.tables import articles, records, runs
from communique.record import Record

Row = dict[str, Any]
Day = str | date | None
Clock = Callable[[], datetime]

ARTICLE = tuple(articles.columns.keys())
READING = ("title", "kind", "language", "publisher", "url", "published")  # what another reading may say otherwise


@dataclass(frozen=True, slots=True)
class Added:
    """How many records were new, already there, or another reading of a known article."""

    new: int = 0
    same: int = 0
    changed: int = 0


@dataclass(frozen=True, slots=True)
class Found:
    """One thing in the ledger: its kind, the thing itself, the record that holds it, and when that was added."""

    kind: str
    item: Any
    record: Record
    version: str
    added: str
    current: bool

    def plain(self) -> dict[str, Any]:
        """The thing as plain JSON values, as it stands in its record, with where it is from."""
        whole = self.record.to_dict()
        listed = (item for part in whole.values() if isinstance(part, list) for item in part)
        item = whole if self.kind == "article" else next(i for i in listed if i.get("id") == self.item.id)
        return {
            "kind": self.kind,
            "item": item,
            "article": whole["article"],
            "version": self.version,
            "added": self.added,
            "current": self.current,
        }


def open_ledger(path: str | Path, *, create: bool = True, clock: Clock | None = None) -> Ledger:
    """Open the ledger at `path`; with `create`, make an empty one where there is none.

    >>> with open_ledger("talks.db") as ledger:            # doctest: +SKIP
    ...     for event in ledger.events(actor="NOR", type="CONSULT", since="2021-01-01"):
    ...         print(event["date_start"], event["actors"], event["evidence"])
    """
    return Ledger(path, create=create, clock=clock)


class Ledger:
    """Records in one SQLite file: added once, never changed, searched by who, what and when.

    Several processes may read and add at the same time. Use it in a `with` statement, or `close()` it.
    """

    def __init__(self, path: str | Path, *, create: bool = True, clock: Clock | None = None) -> None:
        self.path = Path(path)
        self._clock = clock or (lambda: datetime.now(UTC))
        self._engine = connect(self.path, create=create)

    def __enter__(self) -> Ledger:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"Ledger({str(self.path)!r})"

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()

    def add(self, some: Iterable[Record]) -> Added:
        """Add records, each whole or not at all, and say how many were new.

        A record equal to the current one of its article is not stored again. Another reading of a known text (by
        another version, or with another date of publication) becomes current and the earlier one stays as history.
        """
        run_id: int | None = None
        counts = {"new": 0, "same": 0, "changed": 0}
        for record in some:
            plain = _json(record)
            with explained(self.path, "add to"), self._engine.execution_options(writes=True).begin() as connection:
                outcome, run = self._add_one(connection, record, plain, run_id)
            run_id = run  # only now: a run that was rolled back is no run
            counts[outcome] += 1
        return Added(**counts)

    def _add_one(self, connection: Connection, record: Record, plain: str, run: int | None) -> tuple[str, int | None]:
        article = record.article
        digest = hashlib.sha256(plain.encode()).hexdigest()
        known = connection.execute(queries.current_record(article.id)).first()
        if known and known.sha256 == digest:
            return "same", run
        if run is None:
            started = self._clock().isoformat(timespec="seconds")
            run = _number(connection.execute(runs.insert(), {"version": __version__, "started": started}))
        if not known:
            connection.execute(articles.insert(), {name: getattr(article, name) for name in ARTICLE})
        elif connection.scalar(queries.text_digest(article.id)) != article.text_sha256:
            raise LedgerError(f"Cannot add article {article.id}: the ledger holds another text under that id.")
        row = {name: getattr(article, name) for name in READING}
        row |= {"article_id": article.id, "run_id": run, "sha256": digest, "json": plain}
        record_id = _number(connection.execute(records.insert(), row))
        for table, rows in derive(record, record_id=record_id).items():
            if rows:
                connection.execute(table.insert(), rows)
        return ("changed" if known else "new"), run

    def events(
        self,
        *,
        actor: str | None = None,
        recipient: str | None = None,
        type: str | Sequence[str] = (),
        status: str | Sequence[str] = (),
        since: Day = None,
        until: Day = None,
    ) -> Iterator[Row]:
        """The events, oldest first: who did what to whom. `type` is a PLOVER type."""
        return self.listing(
            ask("events", actor=actor, recipient=recipient, type=type, status=status, since=since, until=until)
        )

    def statements(
        self,
        *,
        actor: str | None = None,
        recipient: str | None = None,
        type: str | Sequence[str] = (),
        since: Day = None,
        until: Day = None,
    ) -> Iterator[Row]:
        """The statements, oldest first: `actor` is the source, `recipient` an addressee, `type` the act."""
        return self.listing(ask("statements", actor=actor, recipient=recipient, type=type, since=since, until=until))

    def commitments(
        self,
        *,
        actor: str | None = None,
        type: str | Sequence[str] = (),
        status: str | Sequence[str] = (),
        since: Day = None,
        until: Day = None,
    ) -> Iterator[Row]:
        """The commitments, oldest first: `actor` is a party, `type` the firmness, `status` the state."""
        return self.listing(ask("commitments", actor=actor, type=type, status=status, since=since, until=until))

    def expectations(
        self, *, actor: str | None = None, type: str | Sequence[str] = (), since: Day = None, until: Day = None
    ) -> Iterator[Row]:
        """The expectations, oldest first: `actor` is the holder, `type` the likelihood."""
        return self.listing(ask("expectations", actor=actor, type=type, since=since, until=until))

    def positions(
        self, *, actor: str | None = None, type: str | Sequence[str] = (), since: Day = None, until: Day = None
    ) -> Iterator[Row]:
        """The positions, oldest first: `actor` is the holder, `type` the stance."""
        return self.listing(ask("positions", actor=actor, type=type, since=since, until=until))

    def listing(self, question: Question) -> Iterator[Row]:
        """The rows of current records that a question asks for, as plain dicts."""
        with explained(self.path, "read"), self._engine.begin() as connection:
            actor = queries.meant_by(connection, question.actor) if question.actor else None
            recipient = queries.meant_by(connection, question.recipient) if question.recipient else None
            rows = connection.execution_options(yield_per=500).execute(
                queries.listing(question, actor=actor, recipient=recipient)
            )
            for row in rows.mappings():
                yield dict(row)

    def columns(self, part: Part) -> Sequence[str]:
        """The keys of every row of a listing, in order."""
        return queries.columns(part)

    def knows(self, name: str) -> bool:
        """Whether anybody in the ledger is meant by this code, name or actor id."""
        with explained(self.path, "read"), self._engine.begin() as connection:
            meant = queries.meant_by(connection, name)
            return connection.execute(queries.anybody(meant)).first() is not None

    def records(self) -> Iterator[Record]:
        """The current record of every article, in the order in which they were added."""
        with explained(self.path, "read"), self._engine.begin() as connection:
            rows = connection.execution_options(yield_per=50).execute(queries.current_records())
            for plain, text in rows:
                yield _record(plain, text)

    def show(self, item_id: str) -> Found:
        """The thing with this id, with the record that holds it: an article, an actor, or anything that was coded."""
        with explained(self.path, "read"), self._engine.begin() as connection:
            if found := connection.execute(queries.record_with(item_id)).first():
                record = _record(found.json, found.text)
                item = _item(record, item_id)
                return Found(found.kind, item, record, found.version, found.started, bool(found.current))
            if article := connection.execute(queries.article_record(item_id)).first():
                record = _record(article.json, article.text)
                return Found("article", record.article, record, article.version, article.started, True)
            near = _nearest(item_id, connection.scalars(queries.ids_like(item_id)).all())
        raise LedgerError(
            f"Nothing in {self.path} has the id {item_id}.",
            hint=f"Did you mean {' or '.join(near)}?" if near else "The listings show ids: communique events",
        )


def _json(record: Record) -> str:
    """The record as stored, without its text."""
    plain = json.dumps(record.to_dict(), ensure_ascii=False, separators=(",", ":"))
    try:
        (plain + record.article.text).encode()
    except UnicodeEncodeError as error:
        half = f"U+{ord(error.object[error.start]):X}"
        raise LedgerError(
            f"Cannot add article {record.article.id}: it holds half a character ({half}).",
            hint="Decode the text again, replacing what cannot be decoded.",
        ) from None
    return plain


def _record(plain: str, text: str) -> Record:
    stored = json.loads(plain)
    stored["article"]["text"] = text
    return Record.from_dict(stored)


def _number(inserted: Any) -> int:
    (number,) = inserted.inserted_primary_key
    return int(number)


def _item(record: Record, item_id: str) -> Any:
    parts = (
        record.actors, record.events, record.statements, record.commitments, record.expectations, record.positions,
        record.processes, record.repairs,
    )  # fmt: skip
    return next(item for part in parts for item in part if item.id == item_id)


def _nearest(item_id: str, known: Sequence[str]) -> list[str]:
    """The known ids that look most like a mistyped one."""
    from rapidfuzz import process

    return [found for found, _, _ in process.extract(item_id, known, limit=3, score_cutoff=80)]
