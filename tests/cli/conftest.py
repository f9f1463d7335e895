"""The command line with a reader that needs no language pipeline."""

from __future__ import annotations

import os
import sys
import types
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from communique.cli import main
from communique.ids import make_id
from communique.ledger import open_ledger
from communique.record import Article, Issue, Record
from tests.factories import TEXT, a_record, an_actor, an_article, an_event


class SmallReader:
    """Reads the fisheries call of the factories, codes "met" anywhere else, and fails where it is told to."""

    def __init__(self, *, register: object = None) -> None:
        pass

    def read(self, article: Article, *, issues: Iterable[Issue] = (), repairs: bool = True) -> Record:
        found = tuple(issues)
        if article.text == TEXT:
            record = replace(a_record(an_article(published=article.published, title=article.title)), issues=found)
            return replace(record, repairs=tuple(replace(r, used=repairs) for r in record.repairs))
        if "FAIL" in article.text:
            raise KeyError("FAIL")
        if "만났다" in article.text:
            unread = Issue("profile", "language-unread", "Korean cannot be read yet.")
            return Record(article=replace(article, language="ko"), issues=(*found, unread))
        if "met" not in article.text:
            return Record(article=article, issues=found)
        actor = an_actor(article, article.text.split()[0])
        event = an_event(article, "met", actors=(actor.id,), id=make_id("evt", article.id))
        return Record(article=article, actors=(actor,), events=(event,), issues=found)


@dataclass(frozen=True)
class Ended:
    """How a command ended and what it printed."""

    code: int
    out: str
    err: str


Run = Callable[..., Ended]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Run:
    """Run a command in an empty folder, with `SmallReader` as the reader."""
    module = types.ModuleType("communique.reader")
    module.Reader = SmallReader  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "communique.reader", module)
    monkeypatch.chdir(tmp_path)
    for name in ("COMMUNIQUE_LEDGER", "COMMUNIQUE_DEBUG", "NO_COLOR", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)

    def command(*arguments: str) -> Ended:
        code = main(arguments)
        printed = capsys.readouterr()
        assert "Traceback" not in printed.err
        return Ended(code, printed.out, printed.err)

    return command


@pytest.fixture
def kept(tmp_path: Path) -> Record:
    """The record of the fisheries call, kept in `communique.db` of the working folder."""
    record = a_record(an_article(url="https://news.example/1"))
    with open_ledger(tmp_path / "communique.db") as ledger:
        ledger.add([record])
    return record


@pytest.fixture
def process_environment() -> dict[str, str]:
    """The environment for a process of its own: it imports what this one imports."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("COMMUNIQUE")}
    return {**kept, "PYTHONPATH": os.pathsep.join(sys.path)}
