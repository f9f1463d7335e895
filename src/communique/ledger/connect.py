"""Opening the file of a ledger, and saying clearly why it cannot be opened, read or written."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event, inspect, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import QueuePool

from communique._version import __version__
from communique.errors import LedgerError, LedgerVersion
from communique.ledger.tables import FORMAT, SCHEMA_VERSION, meta, metadata

PATIENCE = 60.0  # seconds to wait for another process that is writing
MAGIC = b"SQLite format 3\x00"

# SQLite's name of an error -> what it means to the person who meets it, and what to try.
REASONS = {
    "SQLITE_BUSY": ("another program has kept it locked for a minute", "Try again when that program has finished."),
    "SQLITE_READONLY": ("it may not be written", "Give another place with --ledger, or change its permissions."),
    "SQLITE_CANTOPEN": ("the file or its folder may not be written", "Give another place with --ledger."),
    "SQLITE_PERM": ("access is not permitted", "Change its permissions, or give another place with --ledger."),
    "SQLITE_FULL": ("the disk is full", "Free some space and try again; what was added before is safe."),
    "SQLITE_IOERR": ("the disk could not be read or written", "Check the disk; what was added before is safe."),
    "SQLITE_CORRUPT": ("the file is damaged", "Restore it from a copy, or add the articles to a new ledger."),
    "SQLITE_NOTADB": ("it is not a ledger", "Give another path with --ledger."),
}


def connect(path: Path, *, create: bool) -> Engine:
    """An engine on the ledger at `path`, checked; with `create`, an empty ledger is made where there is none."""
    with explained(path, "open"):
        _check_place(path, create=create)
        engine = _engine(path)
        try:
            _check_tables(engine, path, create=create)
        except BaseException:
            engine.dispose()
            raise
    return engine


@contextmanager
def explained(path: Path, doing: str) -> Iterator[None]:
    """Turn every fault of the file or of SQLite into a `LedgerError` that says what could not be done."""
    try:
        yield
    except (DBAPIError, sqlite3.Error) as error:
        cause = error.orig if isinstance(error, DBAPIError) else error
        name = str(getattr(cause, "sqlite_errorname", ""))
        known = next((REASONS[n] for n in REASONS if name.startswith(n)), None)
        why, hint = known or (str(cause), "")
        raise LedgerError(f"Cannot {doing} the ledger {path}: {why}.", hint=hint) from error
    except OSError as error:
        raise LedgerError(f"Cannot {doing} the ledger {path}: {error.strerror or error}.") from error


def _check_place(path: Path, *, create: bool) -> None:
    if path.is_dir():
        raise LedgerError(f"Cannot open the ledger {path}: it is a folder.", hint="Give a file, such as talks.db.")
    if not path.exists():
        if not create:
            raise LedgerError(f"There is no ledger at {path}.", hint="Make one: communique add FILES --ledger PATH")
        if not path.parent.is_dir():
            raise LedgerError(f"Cannot make the ledger {path}: there is no folder {path.parent}.")
        if not os.access(path.parent, os.W_OK):
            raise LedgerError(f"Cannot make the ledger {path}: its folder may not be written.")
    elif not path.is_file() or _head(path) not in (b"", MAGIC):
        raise LedgerError(f"Cannot open {path}: it is not a ledger.", hint="Give another path with --ledger.")


def _head(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(len(MAGIC))


def _engine(path: Path) -> Engine:
    address = path.absolute().as_uri() + _mode(path)

    def open_file() -> sqlite3.Connection:
        # `isolation_level=None` leaves transactions to us; the driver's own would begin too late to keep out a writer
        # between our reading and our writing.
        file = sqlite3.connect(address, uri=True, timeout=PATIENCE, isolation_level=None, check_same_thread=False)
        file.execute("PRAGMA foreign_keys = ON")
        file.execute("PRAGMA synchronous = NORMAL")  # with WAL, safe against a killed process
        return file

    engine = create_engine("sqlite://", creator=open_file, poolclass=QueuePool)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get("writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def _mode(path: Path) -> str:
    if os.access(path.parent, os.W_OK) and (not path.exists() or os.access(path, os.W_OK)):
        return "?mode=rw" if path.exists() else "?mode=rwc"
    # Reading in WAL mode needs a file beside the ledger. Where none can be made and none is there, nobody is writing.
    beside = path.with_name(path.name + "-wal").exists() or os.access(path.parent, os.W_OK)
    return "?mode=ro" if beside else "?mode=ro&immutable=1"


def _check_tables(engine: Engine, path: Path, *, create: bool) -> None:
    with engine.begin() as connection:
        found = set(inspect(connection).get_table_names())
        if found:
            return _check_meta(connection, path, found)
    if not create:
        raise LedgerError(f"Cannot open {path}: it is empty.", hint="Make a ledger: communique add FILES --ledger PATH")
    _use_wal(engine)
    with engine.execution_options(writes=True).begin() as connection:
        found = set(inspect(connection).get_table_names())  # again: another process may have been quicker
        if found:
            return _check_meta(connection, path, found)
        metadata.create_all(connection)
        made = {"format": FORMAT, "schema_version": str(SCHEMA_VERSION), "made_by": __version__}
        connection.execute(meta.insert(), [{"name": name, "value": value} for name, value in made.items()])
    return None


def _check_meta(connection: Connection, path: Path, found: set[str]) -> None:
    foreign = LedgerError(
        f"Cannot open {path}: it is a database, but not a ledger.", hint="Give another path with --ledger."
    )
    if meta.name not in found:
        raise foreign
    columns = {column["name"] for column in inspect(connection).get_columns(meta.name)}
    if not columns >= set(meta.columns.keys()):
        raise foreign
    says = {row.name: row.value for row in connection.execute(select(meta.c.name, meta.c.value))}
    if says.get("format") != FORMAT:
        raise foreign
    if says.get("schema_version") != str(SCHEMA_VERSION):
        raise LedgerVersion(
            f"Cannot open {path}: it was made by communique {says.get('made_by')} and this is {__version__}, "
            f"which reads another form (ledger form {says.get('schema_version')}, not {SCHEMA_VERSION}).",
            hint="Use the version that made it, or add the articles to a new ledger.",
        )


def _use_wal(engine: Engine) -> None:
    """Write-ahead logging: readers and one writer at a time do not stop each other. The file remembers it."""
    give_up = time.monotonic() + PATIENCE
    with engine.connect() as connection:
        file = connection.connection.driver_connection
        assert isinstance(file, sqlite3.Connection)
        while True:
            try:
                file.execute("PRAGMA journal_mode = WAL")
                return
            except sqlite3.OperationalError as error:
                # SQLite does not wait for this lock by itself.
                if not error.sqlite_errorname.startswith("SQLITE_BUSY") or time.monotonic() > give_up:
                    raise
                time.sleep(0.02)
