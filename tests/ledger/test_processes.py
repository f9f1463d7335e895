"""Several processes, and one that is killed: nothing is lost and nothing is half there."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from communique.ledger import Ledger, open_ledger
from tests.factories import a_record, an_article

# Adds the fisheries call `count` times, each time with other words after it, so that every record is full.
ADD = """
import sys
from communique.ledger import open_ledger
from tests.factories import TEXT, a_record, an_article
path, first, count = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
with open_ledger(path) as ledger:
    def records():
        for n in range(first, first + count):
            print(n, flush=True)
            yield a_record(an_article(f"{TEXT}Report {n}.\\n"))
    print(ledger.add(records()))
"""


def adding(path: Path, *, first: int, count: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", ADD, str(path), str(first), str(count)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )


def test_two_processes_that_add_at_once_both_succeed(path: Path) -> None:
    # Both also make the ledger, and half of what they add is the same.
    runs = [adding(path, first=0, count=20), adding(path, first=10, count=20)]
    outputs = [run.communicate(timeout=120) for run in runs]
    assert [run.returncode for run in runs] == [0, 0], outputs
    with open_ledger(path) as ledger:
        assert len(list(ledger.records())) == 30
        assert len(list(ledger.events())) == 30 * len(a_record().events)
    added = "".join(output for output, _ in outputs)
    assert added.count("changed=0") == 2, "what the other process added is the same, not changed"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_a_killed_process_leaves_only_whole_records(path: Path) -> None:
    run = adding(path, first=0, count=100_000)
    assert run.stdout is not None
    for line in run.stdout:
        if line.strip() == "12":
            break
    run.send_signal(signal.SIGKILL)
    run.communicate(timeout=60)
    with open_ledger(path) as ledger:
        records = list(ledger.records())
        assert len(records) >= 12
        assert len(list(ledger.events())) == sum(len(record.events) for record in records)
        assert len(list(ledger.positions())) == len(records)
        assert ledger.add(records).same == len(records)
    file = sqlite3.connect(path)
    assert file.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert file.execute("PRAGMA foreign_key_check").fetchall() == []
    file.close()


def test_a_second_reader_sees_each_record_as_soon_as_it_is_added(ledger: Ledger, path: Path) -> None:
    with open_ledger(path, create=False) as other:
        assert list(other.records()) == []
        ledger.add([a_record()])
        assert list(other.records()) == [a_record()]
        ledger.add([a_record(an_article(published="2021-03-05"))])
        assert list(other.records()) == [a_record(an_article(published="2021-03-05"))]
