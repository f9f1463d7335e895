"""`communique read`: data on standard output, talk on standard error, one bad file not stopping the others."""

from __future__ import annotations

import io
import json
import os
import sys
import threading
from collections.abc import Iterable
from pathlib import Path

import pytest

from communique.errors import ModelMissing
from communique.record import Article, Issue, Record
from communique.schema import json_schema
from tests.cli.conftest import Run, SmallReader
from tests.factories import TEXT


@pytest.fixture(autouse=True)
def articles(tmp_path: Path) -> None:
    for name, text in {
        "call.txt": TEXT,
        "met.txt": "Dahl met reporters.",
        "korean.txt": "두 장관이 만났다.",
        "fail.txt": "FAIL",
        "empty.txt": "",
    }.items():
        (tmp_path / name).write_text(text, encoding="utf-8")


def given_on_standard_input(monkeypatch: pytest.MonkeyPatch, data: bytes, *, terminal: bool = False) -> None:
    stdin = io.TextIOWrapper(io.BytesIO(data), encoding="utf-8")
    monkeypatch.setattr(stdin, "isatty", lambda: terminal)
    monkeypatch.setattr(sys, "stdin", stdin)


def test_one_file_gives_its_brief(run: Run) -> None:
    ended = run("read", "call.txt")
    assert ended.code == 0
    assert "spoke by phone" in ended.out
    assert "\x1b" not in ended.out, "no colour outside a terminal"
    assert ended.err == ""


def test_several_briefs_say_which_file_each_is_from(run: Run) -> None:
    ended = run("read", "call.txt", "met.txt")
    assert ended.code == 0
    assert ended.out.index("── call.txt ") < ended.out.index("spoke by phone") < ended.out.index("── met.txt ")


def test_one_record_is_a_json_document_that_follows_the_schema(run: Run) -> None:
    import jsonschema

    ended = run("read", "--json", "call.txt", "--published", "2021-03-04")
    record = json.loads(ended.out)
    jsonschema.validate(record, json_schema())
    assert record["article"]["published"] == "2021-03-04"
    assert "text" not in record["article"]
    assert ended.out.count("\n") > 10, "laid out for a person"


def test_several_records_are_json_lines(run: Run) -> None:
    ended = run("read", "--json", "call.txt", "met.txt")
    assert [json.loads(line)["schema"] for line in ended.out.splitlines()] == ["communique-record/1"] * 2


@pytest.mark.parametrize("arguments", [("-",), ()])
def test_standard_input_is_read(run: Run, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]) -> None:
    given_on_standard_input(monkeypatch, TEXT.encode())
    ended = run("read", "--json", *arguments)
    assert ended.code == 0
    assert json.loads(ended.out)["article"]["text_length"] == len(TEXT)


def test_without_a_file_on_a_terminal_the_help_is_shown(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    given_on_standard_input(monkeypatch, b"", terminal=True)
    ended = run("read")
    assert ended.code == 2
    assert "--published DATE" in ended.err
    assert ended.out == ""


def test_standard_input_can_be_named_once_only(run: Run) -> None:
    assert run("read", "-", "-").code == 2


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--published", "25 Feb 2021", "call.txt"), "is not a date"),
        (("--published", "2021-02-30", "call.txt"), "is not a date"),
        (("--title", "Talks", "call.txt", "met.txt"), "names one article, but there are 2 files"),
        (("--url", "https://news.example", "call.txt", "met.txt"), "names one article"),
        (("--colour", "call.txt"), "No such option"),
    ],
)
def test_a_command_that_is_not_understood_ends_with_2(run: Run, arguments: tuple[str, ...], message: str) -> None:
    ended = run("read", *arguments)
    assert ended.code == 2
    assert message in " ".join(ended.err.split())
    assert ended.out == ""


def test_title_and_url_are_taken_for_one_file(run: Run) -> None:
    ended = run("read", "--json", "met.txt", "--title", "Talks", "--url", "https://news.example", "--language", "en")
    article = json.loads(ended.out)["article"]
    assert (article["title"], article["url"], article["language"]) == ("Talks", "https://news.example", "en")


@pytest.mark.parametrize(
    ("file", "message"),
    [
        ("missing.txt", "there is no such file"),
        (".", "it is a folder"),
        ("empty.txt", "it holds no text"),
        ("fail.txt", "Something failed inside Communiqué (KeyError: 'FAIL')"),
    ],
)
def test_a_file_that_cannot_be_read_ends_with_1_and_a_sentence(run: Run, file: str, message: str) -> None:
    ended = run("read", file)
    assert ended.code == 1
    assert message in ended.err
    assert file in ended.err
    assert ended.out == ""


def test_one_bad_file_among_several_is_told_and_the_others_are_read(run: Run) -> None:
    ended = run("read", "--json", "missing.txt", "call.txt", "fail.txt", "met.txt")
    assert ended.code == 3
    assert len(ended.out.splitlines()) == 2
    assert "missing.txt" in ended.err
    assert "fail.txt" in ended.err


def test_when_no_file_can_be_read_it_ends_with_1(run: Run) -> None:
    assert run("read", "missing.txt", "empty.txt").code == 1


def test_a_language_that_cannot_be_read_gives_a_record_and_ends_with_3(run: Run) -> None:
    ended = run("read", "--json", "korean.txt")
    assert ended.code == 3
    assert json.loads(ended.out)["article"]["language"] == "ko"
    assert "korean.txt: Korean cannot be read yet." in ended.err


def test_a_text_cut_in_a_character_is_read_and_ends_with_3(run: Run, tmp_path: Path) -> None:
    (tmp_path / "cut.txt").write_bytes("Dahl met 대표".encode()[:-1])
    ended = run("read", "--json", "cut.txt")
    assert ended.code == 3
    assert json.loads(ended.out)["issues"][0]["slug"] == "truncated-text"


def test_a_record_is_not_read_as_if_it_were_an_article(run: Run, tmp_path: Path) -> None:
    (tmp_path / "record.json").write_text(run("read", "--json", "call.txt").out, encoding="utf-8")
    ended = run("read", "record.json")
    assert ended.code == 1
    assert "it is a record" in ended.err


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such pipes")
def test_a_pipe_with_a_name_is_read_from_its_beginning(run: Run, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    writer = threading.Thread(target=(tmp_path / "pipe").write_text, args=(TEXT,), daemon=True)
    writer.start()
    ended = run("read", "--json", "pipe")
    writer.join(timeout=10)
    assert json.loads(ended.out)["article"]["text_length"] == len(TEXT)


def test_without_the_language_pipeline_the_run_ends_once_and_says_what_to_install(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(self: SmallReader, article: Article, *, issues: Iterable[Issue] = (), repairs: bool = True) -> Record:
        raise ModelMissing("The English language pipeline is not installed.", hint="Install it.")

    monkeypatch.setattr(SmallReader, "read", missing)
    ended = run("read", "call.txt", "met.txt")
    assert ended.code == 1
    assert ended.err == "The English language pipeline is not installed.\nInstall it.\n"


def test_a_bar_shows_on_a_terminal_and_complaints_stand_above_it(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    ended = run("read", "call.txt", "missing.txt", "met.txt", "--output", "records")
    assert ended.code == 3
    assert "missing.txt: there is no such file" in " ".join(ended.err.split())
    assert ended.out == ""


def test_output_writes_one_file_for_each_article(run: Run, tmp_path: Path) -> None:
    ended = run("read", "call.txt", "met.txt", "missing.txt", "--output", "deep/records")
    assert ended.code == 3
    assert ended.out == ""
    assert "2 records written to deep/records" in ended.err
    folder = tmp_path / "deep" / "records"
    assert sorted(os.listdir(folder)) == ["call.json", "met.json"], "nothing unfinished is left"
    assert json.loads((folder / "call.json").read_text("utf-8")) == json.loads(run("read", "--json", "call.txt").out)


def test_output_is_written_again_byte_for_byte(run: Run, tmp_path: Path) -> None:
    run("read", "call.txt", "--output", "records")
    first = (tmp_path / "records" / "call.json").read_bytes()
    run("read", "call.txt", "--output", "records")
    assert (tmp_path / "records" / "call.json").read_bytes() == first


@pytest.mark.parametrize("other", ["call.html", "sub/call.txt", "CALL.txt"])
def test_two_files_of_one_name_are_refused_before_anything_is_written(run: Run, tmp_path: Path, other: str) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / other).write_text("Dahl met reporters.", encoding="utf-8")
    ended = run("read", "call.txt", other, "--output", "records")
    assert ended.code == 2
    assert "would both be written to" in " ".join(ended.err.split())
    assert not (tmp_path / "records").exists()


def test_an_output_that_is_a_file_is_refused(run: Run) -> None:
    ended = run("read", "call.txt", "--output", "met.txt")
    assert ended.code == 1
    assert "it is a file, not a folder" in ended.err


def test_many_files_tell_how_far_they_are(run: Run, tmp_path: Path) -> None:
    names = [f"{n}.txt" for n in range(30)]
    for name in names:
        (tmp_path / name).write_text("Dahl met reporters.", encoding="utf-8")
    ended = run("read", *names, "--output", "records")
    assert "Reading: 15 of 30" in ended.err
    assert "Reading: 30 of 30" in ended.err


def test_where_it_failed_is_shown_to_whoever_looks_for_it(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMMUNIQUE_DEBUG", "1")
    with pytest.raises(KeyError):
        run("read", "fail.txt")


def test_without_repairs_nothing_is_relied_on(run: Run) -> None:
    with_them, without = (json.loads(run("read", "call.txt", "--json", *o).out) for o in ((), ("--no-repairs",)))
    assert [r["used"] for r in with_them["repairs"]] == [True]
    assert [r["used"] for r in without["repairs"]] == [False]
