"""The command as a process: how it ends, what it prints where, what it loads."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

import communique.cli.listing
from communique._version import __version__
from communique.ledger import open_ledger
from communique.record import Record
from communique.schema import json_schema
from tests.cli.conftest import Run
from tests.factories import TEXT, a_record, an_article

COMMUNIQUE = (sys.executable, "-m", "communique.cli")
AT_WORK = """
import sys, time
import communique.cli.listing as listing
from communique.cli import main
listing.print_listing = lambda *part, **asked: (print("at work", flush=True), time.sleep(60))
sys.exit(main(["events"]))
"""


def test_the_version_is_printed(run: Run) -> None:
    assert run("--version").out == f"communique {__version__}\n"


def test_without_a_verb_the_help_is_shown(run: Run) -> None:
    ended = run()
    assert ended.code == 2
    assert "commitments" in ended.out + ended.err


def test_an_unknown_verb_ends_with_2(run: Run) -> None:
    assert run("foresee").code == 2


def test_the_schema_is_printed_as_json(run: Run) -> None:
    assert json.loads(run("schema").out) == json_schema()


def test_help_loads_nothing_heavy(process_environment: dict[str, str]) -> None:
    code = (
        "import sys\n"
        "from communique.cli import main\n"
        "main(['--help']); main(['events', '--help'])\n"
        "heavy = {'rich', 'spacy', 'sqlalchemy', 'trafilatura', 'numpy', 'asyncio'}\n"
        "print(sorted(heavy & set(sys.modules)), file=sys.stderr)\n"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=process_environment)
    assert ended.stderr == "[]\n"


def test_a_fault_of_ours_is_a_sentence_and_no_traceback(
    run: Run, kept: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*args: object, **kwargs: object) -> None:
        raise ZeroDivisionError("division by zero")

    monkeypatch.setattr(communique.cli.listing, "print_listing", fail)
    ended = run("events")
    assert ended.code == 1
    assert "ZeroDivisionError" in ended.err
    assert "COMMUNIQUE_DEBUG=1" in ended.err
    assert len(ended.err.splitlines()) == 2
    monkeypatch.setenv("COMMUNIQUE_DEBUG", "1")
    with pytest.raises(ZeroDivisionError):
        run("events")


def test_an_interruption_ends_quietly_with_130(run: Run, kept: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*args: object, **kwargs: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(communique.cli.listing, "print_listing", interrupt)
    ended = run("events")
    assert (ended.code, ended.out, ended.err) == (130, "", "")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other signals")
def test_a_process_that_is_interrupted_ends_quietly_with_130(
    tmp_path: Path, process_environment: dict[str, str]
) -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", AT_WORK],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=process_environment, cwd=tmp_path,
    )  # fmt: skip
    assert process.stdout is not None
    assert process.stdout.readline() == "at work\n"  # a signal while Python itself is starting is none of ours
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert (process.returncode, out, err) == (130, "", "")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGPIPE")
@pytest.mark.parametrize("form", [(), ("--json",), ("--csv",)])
def test_a_reader_that_has_had_enough_is_no_fault(
    tmp_path: Path, process_environment: dict[str, str], form: tuple[str, ...]
) -> None:
    with open_ledger(tmp_path / "communique.db") as ledger:
        ledger.add(a_record(an_article(f"{TEXT}Report {n}.\n")) for n in range(300))  # more than a pipe holds
    process = subprocess.Popen(
        [*COMMUNIQUE, "events", *form],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=process_environment, cwd=tmp_path,
    )  # fmt: skip
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.readline()
    process.stdout.close()
    err = process.stderr.read()
    process.stderr.close()
    assert (process.wait(timeout=60), err) == (0, b"")


def test_output_into_a_file_is_utf_8_whatever_the_locale(
    tmp_path: Path, kept: Record, process_environment: dict[str, str]
) -> None:
    environment = {**process_environment, "PYTHONIOENCODING": "latin-1", "PYTHONUTF8": "0"}
    for arguments in (["events"], ["events", "--json"], ["events", "--csv"], ["show", kept.events[0].id]):
        ended = subprocess.run([*COMMUNIQUE, *arguments], capture_output=True, env=environment, cwd=tmp_path)
        assert ended.returncode == 0, ended.stderr
        assert ended.stdout.decode("utf-8")


def on_a_terminal(arguments: tuple[str, ...], *, columns: int, folder: Path, environment: dict[str, str]) -> str:
    import fcntl
    import pty
    import struct
    import termios

    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
    plain = {"TERM": "xterm-256color", **environment}
    plain.pop("COLUMNS", None)
    process = subprocess.Popen(
        [*COMMUNIQUE, *arguments],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        cwd=folder,
        env=plain,
    )
    os.close(theirs)
    printed = b""
    while True:
        try:
            piece = os.read(ours, 65536)
        except OSError:  # Linux says so when the other side is closed
            break
        if not piece:
            break
        printed += piece
    os.close(ours)
    assert process.wait(timeout=60) == 0
    return printed.decode("utf-8").replace("\r\n", "\n")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals")
def test_a_terminal_gets_colour_its_own_width_and_a_count(
    tmp_path: Path, kept: Record, process_environment: dict[str, str]
) -> None:
    process_environment.pop("NO_COLOR", None)
    process_environment.pop("TERM", None)
    shown = on_a_terminal(("events",), columns=140, folder=tmp_path, environment=process_environment)
    assert "\x1b[" in shown
    assert "WORDS" in shown
    assert "WHO AND WORDS" not in shown, "there is room for the words beside"
    assert shown.endswith("3 events.\n")
    marked = on_a_terminal(("show", kept.events[0].id), columns=80, folder=tmp_path, environment=process_environment)
    assert "**" not in marked, "colour marks the evidence"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals")
@pytest.mark.parametrize("refusal", [{"NO_COLOR": "1"}, {"TERM": "dumb"}])
def test_a_terminal_without_colour_gets_none(
    tmp_path: Path, kept: Record, process_environment: dict[str, str], refusal: dict[str, str]
) -> None:
    process_environment.pop("NO_COLOR", None)
    process_environment.pop("TERM", None)
    for arguments in (("events",), ("show", kept.events[0].id)):
        shown = on_a_terminal(arguments, columns=80, folder=tmp_path, environment=process_environment | refusal)
        assert "\x1b" not in shown
        assert kept.events[0].id in shown
