"""Opening: whatever the file is, a sentence says so."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from communique.errors import LedgerError, LedgerVersion
from communique.ledger import Added, open_ledger
from tests.factories import a_record, an_article


def make_database(path: Path, *statements: str) -> None:
    file = sqlite3.connect(path)
    for statement in statements:
        file.execute(statement)
    file.commit()
    file.close()


def refused(path: Path, *, create: bool = True) -> str:
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(LedgerError) as caught, open_ledger(path, create=create) as ledger:
        list(ledger.records())
    assert (path.read_bytes() if path.is_file() else None) == before, "a refused file must stay as it was"
    return str(caught.value)


def test_no_ledger_is_made_by_only_looking(path: Path) -> None:
    assert "There is no ledger" in refused(path, create=False)
    assert not path.exists()


def test_a_folder_is_no_ledger(tmp_path: Path) -> None:
    assert "folder" in refused(tmp_path)


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    assert "there is no folder" in refused(tmp_path / "nowhere" / "talks.db")


@pytest.mark.parametrize("content", [b"Oslo and Riga agreed to meet.", b"\x00\x01\x02", b"SQLite format 2\x00"])
def test_a_file_of_another_kind_is_refused(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    assert "not a ledger" in refused(path)


def test_an_empty_file_becomes_a_ledger_only_by_adding(path: Path) -> None:
    path.touch()
    assert "empty" in refused(path, create=False)
    with open_ledger(path) as ledger:
        assert ledger.add([a_record()]) == Added(new=1)


@pytest.mark.parametrize(
    "statements",
    [
        ("CREATE TABLE contacts (name TEXT)",),
        ("CREATE TABLE meta (key TEXT)", "CREATE TABLE records (id TEXT)"),  # a table of ours by chance
        ("CREATE TABLE meta (name TEXT, value TEXT)", "INSERT INTO meta VALUES ('format', 'another')"),
    ],
)
def test_the_database_of_another_program_is_refused(path: Path, statements: tuple[str, ...]) -> None:
    make_database(path, *statements)
    assert "not a ledger" in refused(path)


@pytest.mark.parametrize("form", ["2", "0", "soon"])
def test_a_ledger_of_another_form_says_who_made_it(path: Path, form: str) -> None:
    with open_ledger(path):
        pass
    make_database(
        path,
        f"UPDATE meta SET value = '{form}' WHERE name = 'schema_version'",
        "UPDATE meta SET value = '7.1' WHERE name = 'made_by'",
    )
    with pytest.raises(LedgerVersion, match=r"made by communique 7\.1 and this is"):
        open_ledger(path)


def test_a_damaged_ledger_is_told_and_not_a_traceback(path: Path) -> None:
    with open_ledger(path) as ledger:
        ledger.add([a_record()])
    content = bytearray(path.read_bytes())
    content[4096:] = b"\xff" * (len(content) - 4096)  # all pages but the first
    path.write_bytes(content)
    assert "damaged" in refused(path)


def test_what_may_not_be_written_can_still_be_read(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_ledger(path) as ledger:
        ledger.add([a_record()])
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    with open_ledger(path) as ledger:
        assert list(ledger.records()) == [a_record()]
        with pytest.raises(LedgerError, match="may not be written"):
            ledger.add([a_record(an_article(published="2021-03-05"))])


def test_a_ledger_cannot_be_made_where_nothing_may_be_written(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    assert "its folder may not be written" in refused(path)


LOOK_AND_ADD = """
import os, sys
from communique.errors import LedgerError
from communique.ledger import open_ledger
from communique.record import Record
from communique.sources import article_from_text
new = Record(article=article_from_text("Oslo and Riga agreed."))
with open_ledger(sys.argv[2]) as ledger:  # imports what it needs, while it may
    ledger.add([new])
    list(ledger.records())
if os.geteuid() == 0:
    os.setuid(65534)  # the permissions of root are no test
with open_ledger(sys.argv[1]) as ledger:
    print(len(list(ledger.records())))
    try:
        ledger.add([new])
    except LedgerError as error:
        print(error)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other permissions")
def test_a_folder_without_permission_to_write_is_read_and_refuses_additions(tmp_path: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:  # `tmp_path` lies in a folder that only its owner may enter
        path = Path(folder) / "talks.db"
        with open_ledger(path) as ledger:
            ledger.add([a_record()])
        path.chmod(0o444)
        Path(folder).chmod(0o555)
        run = subprocess.run(
            [sys.executable, "-c", LOOK_AND_ADD, str(path), str(tmp_path / "other.db")],
            capture_output=True,
            text=True,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
            timeout=60,
        )
        Path(folder).chmod(0o755)
    assert run.stdout.splitlines()[:1] == ["1"], run.stderr
    assert "may not be written" in run.stdout
