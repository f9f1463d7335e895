"""`communique code-pairs`: every row comes back, coded or with the reason why not."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

import communique.models.types
import communique.pairs
from communique.models.marked import Marked
from communique.models.types import Judgement, judge
from communique.pairs import ADDED
from tests.cli.conftest import Run

verb = sys.modules["communique.cli.code_pairs"]  # the name in the package is the function
HEADER = "id\tmarked_sentence\tgold"


class SmallModel:
    """Takes "thanked" for SUPPORT, "rained" for nothing, and anything else for all types alike."""

    def judge(self, sentences: Iterable[Marked], *, threshold: float) -> Iterator[Judgement]:
        for marked in sentences:
            sure = {"thanked": "SUPPORT", "rained": "none"}
            best = next((name for word, name in sure.items() if word in marked.text), None)
            names = [column.removeprefix("p_") for column in communique.pairs.PROBABILITIES]
            rest = 0.2 / (len(names) - 1) if best else 1 / len(names)
            yield judge({name: 0.8 if name == best else rest for name in names}, threshold=threshold)


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(communique.models.types, "type_model", SmallModel)
    monkeypatch.setattr(communique.pairs.PairCoder, "_status", lambda *_: "occurred")


def table(path: Path, *rows: str, header: str = HEADER) -> str:
    path.write_text("\n".join((header, *rows)) + "\n", "utf-8")
    return str(path)


def cells(printed: str) -> list[dict[str, str]]:
    header, *rows = (line.split("\t") for line in printed.splitlines())
    return [dict(zip(header, row, strict=True)) for row in rows]


def test_rows_come_back_in_order_with_their_own_cells_and_what_was_found(run: Run, tmp_path: Path) -> None:
    rows = ('7\t"<s>Oslo</s> thanked <t>Riga</t>," he said\tx', "8\tIn <s>Oslo</s> it rained as in <t>Riga</t>.\ty")
    ended = run("code-pairs", table(tmp_path / "pairs.tsv", *rows))
    thanked, rained = cells(ended.out)
    assert ended.code == 0
    assert (thanked["id"], thanked["gold"], thanked["marked_sentence"][0]) == ("7", "x", '"')
    assert (thanked["type"], thanked["quad_code"], thanked["status"]) == ("SUPPORT", "1", "occurred")
    assert thanked["p_SUPPORT"] == "0.8000"
    assert (rained["type"], rained["quad_code"], rained["status"]) == ("", "", "")
    assert rained["note"] == "no political relation is seen"
    assert ended.out.splitlines()[0].split("\t") == [*HEADER.split("\t"), *ADDED]


def test_below_the_threshold_no_type_is_given_unless_it_is_nought(run: Run, tmp_path: Path) -> None:
    file = table(tmp_path / "pairs.tsv", "1\t<s>Oslo</s> and <t>Riga</t>.\t")
    (doubtful,) = cells(run("code-pairs", file).out)
    assert (doubtful["type"], doubtful["note"]) == ("", "no type is sure enough")
    assert float(doubtful["confidence"]) < verb.THRESHOLD
    (forced,) = cells(run("code-pairs", file, "--threshold", "0").out)
    assert forced["type"] != ""


def test_the_threshold_that_help_states_is_the_one_that_holds() -> None:
    assert verb.THRESHOLD == communique.models.types.THRESHOLD


@pytest.mark.parametrize(
    ("row", "note"),
    [
        ("1\tOslo thanked Riga.\t", "no pair is marked"),
        ("1\t\t", "no pair is marked"),
        ("1\t<s><t>Oslo</t></s> thanked.\t", "source and target are the same words"),
        ("1\t<s>Oslo thanked <t>Riga</t>.\t", "a mark <s> has no partner"),
        ("1\t<s>Oslo</s> thanked <t>Riga</t>.", "the row has 2 cells and the table 3 columns"),
        ("1\t<s>Oslo</s> thanked <t>Riga</t>.\t\tmore", "the row has 4 cells and the table 3 columns"),
        ("1\t<s>Oslo</s> thanked <t>Riga</t>" + "!" * 5000 + "\t", "the sentence has more than 5000 characters"),
    ],
)
def test_a_row_without_a_pair_is_noted_and_stops_nothing(run: Run, tmp_path: Path, row: str, note: str) -> None:
    ended = run("code-pairs", table(tmp_path / "pairs.tsv", row, "2\t<s>Oslo</s> thanked <t>Riga</t>.\t"))
    bad, good = cells(ended.out)
    assert (bad["type"], bad["note"]) == ("", note)
    assert good["type"] == "SUPPORT"
    assert ended.code == 3
    assert "1 row names no pair that could be coded, of 2" in ended.err


def test_a_pair_with_one_side_is_coded_and_noted(run: Run, tmp_path: Path) -> None:
    ended = run("code-pairs", table(tmp_path / "pairs.tsv", "1\t<s>Oslo</s> thanked everyone.\t"))
    (row,) = cells(ended.out)
    assert (ended.code, row["type"], row["note"]) == (0, "SUPPORT", "no target is marked")


def test_a_table_without_any_pair_is_a_failure(run: Run, tmp_path: Path) -> None:
    assert run("code-pairs", table(tmp_path / "pairs.tsv", "1\tOslo thanked Riga.\t")).code == 1


def test_a_table_without_rows_is_no_failure(run: Run, tmp_path: Path) -> None:
    ended = run("code-pairs", table(tmp_path / "pairs.tsv"))
    assert (ended.code, cells(ended.out)) == (0, [])


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "it is empty"),
        (b"\n \n", "it is empty"),
        (b"id\tsentence\n1\tOslo\n", "no column marked_sentence; its columns are: id, sentence"),
        (b"id,marked_sentence\n1,Oslo\n", "separated by tabs, not by commas"),
        (b"marked_sentence\ttype\nx\ty\n", "columns that would be added: type"),
        (b"PK\x03\x04\x14\x00\x06\x00\x08\x00\x00\x00!\x00" * 40, "Cannot read"),  # a spreadsheet
    ],
)
def test_what_is_no_table_of_pairs_is_refused_in_a_sentence(
    run: Run, tmp_path: Path, content: bytes, said: str
) -> None:
    file = tmp_path / "pairs.tsv"
    file.write_bytes(content)
    ended = run("code-pairs", str(file))
    assert (ended.code, ended.out) == (1, "")
    assert said in ended.err


def test_a_file_that_is_not_there_is_told(run: Run, tmp_path: Path) -> None:
    ended = run("code-pairs", str(tmp_path / "none.tsv"))
    assert ended.code == 1
    assert "none.tsv: No such file or directory" in ended.err


def test_another_encoding_is_read_and_told(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "pairs.tsv"
    file.write_bytes("marked_sentence\n<s>Mr Müller</s> thanked <t>Mr Lefèvre</t>.\n".encode("cp1252"))
    ended = run("code-pairs", str(file))
    assert cells(ended.out)[0]["marked_sentence"].startswith("<s>Mr Müller")
    assert "not in UTF-8; it was read as cp1252" in ended.err


def test_a_spreadsheet_s_byte_order_mark_and_line_ends_do_no_harm(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "pairs.tsv"
    file.write_bytes("\ufeffmarked_sentence\r\n<s>Oslo</s> thanked <t>Riga</t>.\r\n".encode())
    ended = run("code-pairs", str(file))
    assert (ended.code, ended.err, cells(ended.out)[0]["type"]) == (0, "", "SUPPORT")


def test_a_table_may_come_from_standard_input(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    data = b"marked_sentence\n<s>Oslo</s> thanked <t>Riga</t>.\n"
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(data)))
    assert cells(run("code-pairs", "-").out)[0]["type"] == "SUPPORT"


def test_a_file_is_written_whole_and_nothing_printed(run: Run, tmp_path: Path) -> None:
    file = table(tmp_path / "pairs.tsv", "1\t<s>Oslo</s> thanked <t>Riga</t>.\t")
    ended = run("code-pairs", file, "-o", str(tmp_path / "coded.tsv"))
    assert (ended.code, ended.out) == (0, "")
    assert cells((tmp_path / "coded.tsv").read_text("utf-8"))[0]["type"] == "SUPPORT"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["coded.tsv", "pairs.tsv"]


def test_the_table_that_is_read_is_not_written_over(run: Run, tmp_path: Path) -> None:
    file = table(tmp_path / "pairs.tsv", "1\t<s>Oslo</s> thanked <t>Riga</t>.\t")
    assert run("code-pairs", file, "-o", file).code == 2
    assert Path(file).read_text("utf-8").startswith(HEADER)


def test_an_output_that_cannot_be_written_is_told(run: Run, tmp_path: Path) -> None:
    file = table(tmp_path / "pairs.tsv", "1\t<s>Oslo</s> thanked <t>Riga</t>.\t")
    ended = run("code-pairs", file, "-o", str(tmp_path / "missing" / "coded.tsv"))
    assert ended.code == 1
    assert "Cannot write to" in ended.err


def test_a_long_table_tells_how_far_it_is(run: Run, tmp_path: Path) -> None:
    rows = ["1\t<s>Oslo</s> thanked <t>Riga</t>.\t"] * 40
    assert "Coding: 20 of 40" in run("code-pairs", table(tmp_path / "pairs.tsv", *rows)).err
