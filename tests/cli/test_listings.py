"""The listings and `show`: as a table, as JSON Lines, as CSV; and what they say when there is nothing."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from communique.ledger import open_ledger
from communique.record import Record
from tests.cli.conftest import Run
from tests.factories import TEXT, a_record, an_actor, an_article, an_event

VERBS = ("events", "statements", "commitments", "expectations", "positions")


@pytest.mark.parametrize(
    ("verb", "expected"),
    [
        ("events", ["CONSULT", "Kari Holm, Pablo Reyes", "“spoke by phone”", "(2021-03-04)", "expected"]),
        ("statements", ["assert", "Kari Holm → Pablo Reyes", "“Norway stands by the quota accord.”"]),
        ("commitments", ["firm", "open, by", "2021-06-30", "“reopen the joint fisheries committee”"]),
        ("expectations", ["probable", "Kari Holm", "“further talks in the comming weeks”"]),
        ("positions", ["concerned", "Chile, on unlicensed trawlers"]),
    ],
)
def test_a_listing_shows_what_who_when_and_the_words(run: Run, kept: Record, verb: str, expected: list[str]) -> None:
    ended = run(verb)
    assert ended.code == 0
    assert ended.err == ""
    for piece in expected:
        assert piece in ended.out
    for item in getattr(kept, verb):
        assert item.id in ended.out
    assert "\x1b" not in ended.out
    assert all(len(line) <= 80 and line == line.rstrip() for line in ended.out.splitlines())


@pytest.mark.parametrize("columns", ["40", "80", "140"])
def test_a_table_keeps_to_the_width_it_is_given(
    run: Run, kept: Record, monkeypatch: pytest.MonkeyPatch, columns: str
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    for verb in VERBS:
        ended = run(verb)
        assert max(map(len, ended.out.splitlines())) <= int(columns)
        assert getattr(kept, verb)[0].id in ended.out, "an id is never cut: it is what `show` needs"


@pytest.mark.parametrize("verb", VERBS)
def test_json_lines_and_csv_hold_the_same_rows(run: Run, kept: Record, verb: str) -> None:
    rows = [json.loads(line) for line in run(verb, "--json").out.splitlines()]
    table = list(csv.DictReader(io.StringIO(run(verb, "--csv").out)))
    assert [row["id"] for row in rows] == [row["id"] for row in table] == [item.id for item in getattr(kept, verb)]
    for row, line in zip(rows, table, strict=True):
        assert list(row) == list(line)
        assert line["evidence"] == TEXT[int(line["start"]) : int(line["end"])]
        assert (line["article_id"], line["url"]) == (kept.article.id, "https://news.example/1")
        assert all(name == name.lower() and " " not in name for name in line)


def test_csv_names_the_codes_of_both_sides(run: Run, kept: Record) -> None:
    (row,) = csv.DictReader(io.StringIO(run("statements", "--csv").out))
    assert (row["source_codes"], row["addressee_codes"]) == ("NOR", "CHL")
    (row, *_) = csv.DictReader(io.StringIO(run("events", "--csv").out))
    assert (row["actors"], row["actor_codes"]) == ("Kari Holm;Pablo Reyes", "NOR;CHL")


@pytest.mark.parametrize(
    ("arguments", "count"),
    [
        (("events", "--actor", "nor", "--type", "agree"), 1),
        (("events", "--type", "AGREE", "--type", "CONSULT", "--status", "occurred"), 2),
        (("events", "--recipient", "CHL"), 0),
        (("events", "--since", "2021-03-05"), 0),
        (("statements", "--actor", "holm", "--recipient", "Reyes"), 1),
        (("commitments", "--status", "open", "--until", "2021-03-04"), 1),
        (("expectations", "--type", "probable"), 1),
        (("positions", "--actor", "Chile"), 1),
    ],
)
def test_options_choose_rows(run: Run, kept: Record, arguments: tuple[str, ...], count: int) -> None:
    ended = run(*arguments, "--json")
    assert (ended.code, len(ended.out.splitlines())) == (0, count)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("events", "--type", "MEET"), "'MEET' is no event type; there are AGREE, CONSULT"),
        (("events", "--status", "open"), "'open' is no event status"),
        (("commitments", "--status", "occurred"), "'occurred' is no state of a commitment"),
        (("positions", "--recipient", "CHL"), "No such option"),  # a position is not directed at anybody
        (("events", "--since", "March"), "is not a date"),
        (("events", "--since", "2021-03-05", "--until", "2021-03-01"), "is later than"),
        (("events", "--json", "--csv"), "choose one"),
        (("events", "--actor", ""), "the name is empty"),
    ],
)
def test_a_question_that_cannot_be_asked_ends_with_2(
    run: Run, kept: Record, arguments: tuple[str, ...], message: str
) -> None:
    ended = run(*arguments)
    assert ended.code == 2
    assert message in " ".join(ended.err.split())
    assert ended.out == ""


def test_nothing_found_is_said_and_no_fault(run: Run, kept: Record) -> None:
    ended = run("events", "--type", "ASSAULT")
    assert (ended.code, ended.out, ended.err) == (0, "", "No events.\n")


def test_an_unknown_name_is_told_apart_from_a_name_with_nothing(run: Run, kept: Record) -> None:
    assert "nobody in this ledger is called Gondor" in run("events", "--actor", "Gondor").err
    assert run("statements", "--actor", "Chile").err == "No statements.\n"


def test_an_empty_csv_still_has_its_columns(run: Run, kept: Record) -> None:
    ended = run("events", "--type", "ASSAULT", "--csv")
    assert ended.out.startswith("id,type,mode,")
    assert ended.out.count("\n") == 1


@pytest.mark.parametrize("verb", [*VERBS, "show"])
def test_looking_where_there_is_no_ledger_says_how_to_make_one(run: Run, tmp_path: Path, verb: str) -> None:
    ended = run(verb, *(["evt_1"] if verb == "show" else []))
    assert ended.code == 1
    assert ended.err == "There is no ledger at communique.db.\nMake one: communique add FILES --ledger PATH\n"
    assert list(tmp_path.iterdir()) == []


def test_what_an_article_says_cannot_steer_the_terminal(run: Run, tmp_path: Path) -> None:
    text = "Dahl \x1b[2J met [bold]Ruiz[/bold]."
    article = an_article(text, title="\x1b]0;owned\x07")
    actor = an_actor(article, "Dahl \x1b[2J")
    event = an_event(article, text, actors=(actor.id,))
    with open_ledger(tmp_path / "communique.db") as ledger:
        ledger.add([Record(article=article, actors=(actor,), events=(event,))])
    for ended in (run("events"), run("show", event.id), run("show", article.id)):
        assert ended.code == 0
        assert "\x1b" not in ended.out
        assert "\x07" not in ended.out
    assert "[bold]Ruiz[/bold]" in run("events").out, "and it is shown as it is written"


def test_very_long_evidence_is_cut_in_the_table_only(run: Run, tmp_path: Path) -> None:
    text = "They met " + "again and " * 200 + "again."
    article = an_article(text)
    event = an_event(article, text)
    with open_ledger(tmp_path / "communique.db") as ledger:
        ledger.add([Record(article=article, events=(event,))])
    assert len(run("events").out) < 1_000
    assert text in run("events", "--csv").out
    assert run("show", event.id).out.count("again") == 201


def test_show_prints_the_thing_its_words_in_context_its_origin_and_article(run: Run, kept: Record) -> None:
    ended = run("show", kept.events[1].id)
    assert ended.code == 0
    for piece in (
        f"event {kept.events[1].id}",
        "AGREE",
        "NOR, CHL",
        "The two sides **agreed** to reopen the joint fisheries committee by June.",
        "Coded by code verb:speak, version 0.1.0; confidence 0.80",
        kept.article.id,
        "Example News",
        "https://news.example/1",
    ):
        assert piece in ended.out
    assert "spoke" not in ended.out, "the sentence before is not evidence"


def test_show_takes_every_id_that_a_record_holds(run: Run, kept: Record) -> None:
    for part in ("actors", *VERBS, "processes", "repairs"):
        for item in getattr(kept, part):
            ended = run("show", item.id)
            assert (ended.code, ended.err) == (0, ""), item.id
            assert "**" in ended.out, "the evidence is marked"
            assert json.loads(run("show", item.id, "--json").out)["item"]["id"] == item.id
    assert "WHO MET WHOM" in run("show", kept.article.id).out
    assert json.loads(run("show", kept.article.id, "--json").out)["item"] == kept.to_dict()


def test_show_names_the_nearest_ids_when_there_is_none(run: Run, kept: Record) -> None:
    ended = run("show", kept.events[0].id[:-1] + "_")
    assert ended.code == 1
    assert f"Did you mean {kept.events[0].id}" in ended.err


def test_show_says_when_a_later_reading_no_longer_holds_it(run: Run, kept: Record, tmp_path: Path) -> None:
    with open_ledger(tmp_path / "communique.db") as ledger:
        ledger.add([a_record(kept.article, positions=())])
    assert "This is an earlier reading" in run("show", kept.positions[0].id).out
    assert "This is an earlier reading" not in run("show", kept.events[0].id).out
