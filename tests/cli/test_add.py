"""`communique add`: articles and folders into the ledger, each once."""

from __future__ import annotations

from pathlib import Path

import pytest

from communique.ledger import open_ledger
from tests.cli.conftest import Run
from tests.factories import TEXT


@pytest.fixture(autouse=True)
def articles(tmp_path: Path) -> None:
    for name, text in {
        "wire/call.txt": TEXT,
        "wire/deep/met.md": "Dahl met reporters.",
        "wire/deep/page.HTML": "<html><body><p>Ruiz met the press in Lima.</p></body></html>",
        "wire/notes.csv": "Berg met nobody.",
        "wire/.hidden.txt": "Holm met nobody.",
        "wire/.git/hidden.txt": "Reyes met nobody.",
        "korean.txt": "두 장관이 만났다.",
        "fail.txt": "FAIL",
    }.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")


def texts(path: Path) -> set[str]:
    with open_ledger(path, create=False) as ledger:
        return {record.article.text.split()[0] for record in ledger.records()}


def test_a_folder_gives_its_articles_and_nothing_hidden_or_strange(run: Run, tmp_path: Path) -> None:
    ended = run("add", "wire")
    assert (ended.code, ended.out) == (0, "3 new, 0 already there, 0 changed, in communique.db\n")
    assert texts(tmp_path / "communique.db") == {"Norwegian,", "Dahl", "Ruiz"}


def test_adding_again_adds_nothing(run: Run) -> None:
    run("add", "wire")
    assert run("add", "wire", "wire/call.txt").out.startswith("0 new, 4 already there, 0 changed")


def test_another_date_of_publication_is_a_change(run: Run) -> None:
    run("add", "wire/call.txt")
    assert run("add", "wire/call.txt", "--published", "2021-03-06").out.startswith("0 new, 0 already there, 1 changed")


def test_the_ledger_is_the_named_one_else_the_one_of_the_environment(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COMMUNIQUE_LEDGER", str(tmp_path / "ours.db"))
    run("add", "wire/call.txt")
    run("add", "wire/deep", "--ledger", "mine.db")
    assert texts(tmp_path / "ours.db") == {"Norwegian,"}
    assert texts(tmp_path / "mine.db") == {"Dahl", "Ruiz"}
    assert not (tmp_path / "communique.db").exists()
    assert len(run("events", "--json").out.splitlines()) == 3, "the verbs that list look there too"


def test_one_bad_file_does_not_keep_the_others_out(run: Run, tmp_path: Path) -> None:
    ended = run("add", "fail.txt", "wire/call.txt", "missing.txt")
    assert ended.code == 3
    assert ended.out.startswith("1 new")
    assert "fail.txt" in ended.err
    assert "missing.txt" in ended.err


def test_an_article_in_a_language_that_cannot_be_read_is_kept_with_its_issue(run: Run, tmp_path: Path) -> None:
    ended = run("add", "korean.txt")
    assert ended.code == 3
    with open_ledger(tmp_path / "communique.db") as ledger:
        assert [record.issues[0].slug for record in ledger.records()] == ["language-unread"]


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        ((), 2, "Missing argument"),
        (("wire", "--title", "Talks"), 2, "there are 3 files"),
        (("missing.txt",), 1, "there is no such file"),
        (("wire/call.txt", "--ledger", "wire"), 1, "it is a folder"),
        (("wire/call.txt", "--ledger", "korean.txt"), 1, "it is not a ledger"),
        (("wire/call.txt", "--ledger", "nowhere/talks.db"), 1, "there is no folder"),
    ],
)
def test_what_cannot_be_added_is_told(run: Run, arguments: tuple[str, ...], code: int, message: str) -> None:
    ended = run("add", *arguments)
    assert ended.code == code
    assert message in " ".join(ended.err.split())


def test_a_folder_without_articles_is_told(run: Run, tmp_path: Path) -> None:
    (tmp_path / "nothing").mkdir()
    ended = run("add", "nothing")
    assert ended.code == 1
    assert "There is no article in nothing" in ended.err


def test_records_are_refused_because_they_carry_no_text(run: Run, tmp_path: Path) -> None:
    one = run("read", "--json", "wire/call.txt").out
    several = run("read", "--json", "wire/call.txt", "wire/deep/met.md").out
    (tmp_path / "one.json").write_text(one, encoding="utf-8")
    (tmp_path / "several.jsonl").write_text(several, encoding="utf-8")
    for name in ("one.json", "several.jsonl"):
        ended = run("add", name)
        assert ended.code == 1
        assert "does not carry the text it was made from" in ended.err
