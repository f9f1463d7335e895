"""`communique explain`: the codebook on the command line."""

from __future__ import annotations

import json

from tests.cli.conftest import Run


def test_a_type_is_explained_with_examples_and_near_misses(run: Run) -> None:
    ended = run("explain", "CONSULT")
    assert ended.code == 0
    assert "event type, verbal cooperation" in ended.out
    assert "unlike" in ended.out
    assert "REQUEST:" in ended.out


def test_without_a_code_every_type_is_listed_in_order(run: Run) -> None:
    lines = run("explain").out.splitlines()
    firsts = [line.split()[0] for line in lines if not line.startswith(" ")]
    assert firsts[0] == "AGREE"
    assert firsts[-1] == "ASSAULT"
    assert len(firsts) == 16


def test_json_gives_a_meaning_a_line(run: Run) -> None:
    rows = [json.loads(line) for line in run("explain", "phone", "--json").out.splitlines()]
    assert [row["field"] for row in rows] == ["mode", "channel"]


def test_an_unknown_code_is_named_with_the_nearest_one(run: Run) -> None:
    ended = run("explain", "CONSLT")
    assert ended.code == 2
    assert "CONSLT" in ended.err
    assert "CONSULT" in ended.err
