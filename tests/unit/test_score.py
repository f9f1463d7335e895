from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest

from evaluation.floors import Floors, Lowered
from evaluation.gold import record_of
from evaluation.match import actor_code, codes, jaccard, quoted_extents
from evaluation.score import score, score_folders

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
GOLD = sorted((EXAMPLES / "gold").glob("*.json"))
TEXT = "Chad thanked Peru. Peru said: “We agree.” Chad and Peru will meet again in May. End."


def _gold(**changes: Any) -> dict[str, Any]:
    gold: dict[str, Any] = {
        "doc": "x",
        "published": None,
        "kind": "news",
        "actors": [
            {"key": "c", "kind": "state", "name": "Chad", "iso3": "TCD", "mentions": ["Chad"]},
            {"key": "p", "kind": "state", "name": "Peru", "iso3": "PER", "mentions": ["Peru"]},
        ],
        "events": [_event("SUPPORT", "Chad thanked Peru", ["TCD"], ["PER"])],
        "statements": [{"source": "p", "content": ["We agree."]}],
        "commitments": [],
        "expectations": [],
        "positions": [{"holder": "c", "stance": "supports", "evidence": "Chad thanked Peru"}],
        "boilerplate": ["End."],
    }
    return gold | changes


def _event(kind: str, quote: str, actors: list[str], recipients: list[str], **changes: Any) -> dict[str, Any]:
    event = {
        "type": kind,
        "mode": None,
        "status": "occurred",
        "channel": None,
        "level": None,
        "actor_codes": actors,
        "recipient_codes": recipients,
        "date": {"start": "2021-05-03", "end": "2021-05-03", "precision": "day", "basis": "relative"},
        "evidence": [{"quote": quote, "occurrence": 1}],
    }
    return event | changes


def _span(exact: str) -> dict[str, Any]:
    start = TEXT.index(exact)
    return {"start": start, "end": start + len(exact), "exact": exact}


def _record(**changes: Any) -> dict[str, Any]:
    record: dict[str, Any] = {
        "actors": [
            {"id": "1", "kind": "state", "name": "Chad", "iso3": "TCD", "mentions": [_span("Chad")]},
            {"id": "2", "kind": "state", "name": "Republic of Peru", "iso3": "PER", "mentions": []},
        ],
        "events": [
            {
                "type": "SUPPORT",
                "mode": None,
                "status": "occurred",
                "actors": ["1"],
                "recipients": ["2"],
                "trigger": _span("thanked"),
                "evidence": [],
                "date": {"start": "2021-05-03T10:00"},
            }
        ],
        "statements": [{"source": "2", "content": [_span("We agree.")]}],
        "positions": [{"holder": "1", "stance": "favours", "evidence": [_span("Chad thanked Peru.")]}],
        "boilerplate": [{"span": _span("End"), "kind": "ui"}],
    }
    return record | changes


def _f1(record: dict[str, Any], gold: dict[str, Any] | None = None) -> dict[str, float]:
    report = score([gold or _gold()], {"x": TEXT}, {"x": record})
    return {name: row["f1"] for name, row in report["scores"].items()}


def test_a_right_record_is_right_at_every_depth() -> None:
    scores = _f1(_record())
    assert scores["events.what"] == scores["events.who"] == scores["events.whole"] == 1.0
    assert scores["statements.content"] == scores["statements.source"] == scores["positions"] == 1.0
    assert scores["boilerplate.characters"] == 0.8571  # three of four characters


def _first(family: str, **changes: Any) -> dict[str, Any]:
    record = _record()
    record[family][0] |= changes
    return record


@pytest.mark.parametrize(
    ("record", "what", "who", "whole"),
    [
        (_first("events", type="ACCUSE"), 0.0, 0.0, 0.0),
        (_first("events", trigger=_span("said")), 0.0, 0.0, 0.0),  # the right type elsewhere is not the event
        (_first("events", actors=["2"], recipients=["1"]), 1.0, 0.0, 0.0),  # the wrong way round
        (_first("events", status="denied"), 1.0, 1.0, 0.0),
        (_first("events", date=None), 1.0, 1.0, 0.0),
        (_first("events", date={"start": "2021-05-04"}), 1.0, 1.0, 0.0),
    ],
)
def test_each_depth_asks_for_more(record: dict[str, Any], what: float, who: float, whole: float) -> None:
    scores = _f1(record)
    assert (scores["events.what"], scores["events.who"], scores["events.whole"]) == (what, who, whole)


def test_an_event_told_twice_costs_precision() -> None:
    record = _record()
    record["events"] *= 2
    report = score([_gold()], {"x": TEXT}, {"x": record})
    assert report["scores"]["events.what"]["precision"] == 0.5
    assert report["scores"]["events.what"]["recall"] == 1.0


def test_the_sides_of_a_meeting_may_be_told_either_way() -> None:
    gold = _gold(events=[_event("CONSULT", "will meet", ["PER"], ["TCD"], status="scheduled", date=None)])
    meeting = {"type": "CONSULT", "status": "scheduled", "actors": ["1", "2"], "evidence": [_span("meet again")]}
    assert _f1(_record(events=[meeting]), gold)["events.whole"] == 1.0


def test_the_right_type_among_two_overlapping_events_is_paired_with_the_better_one() -> None:
    worse = _record()["events"][0] | {"status": "denied"}
    record = _record(events=[worse, _record()["events"][0]])
    report = score([_gold()], {"x": TEXT}, {"x": record})
    assert report["scores"]["events.whole"]["recall"] == 1.0


@pytest.mark.parametrize(
    ("content", "found"),
    [
        ("We agree.”", True),
        ("said: “We agree.”", True),  # nine of seventeen characters
        ("Peru said: “We agree.” Chad", False),  # under half
        ("Chad and Peru", False),
    ],
)
def test_a_statement_is_found_by_half_its_content(content: str, found: bool) -> None:
    assert (_f1(_first("statements", content=[_span(content)]))["statements.content"] == 1.0) is found


def test_a_wrong_source_counts_for_content_only() -> None:
    scores = _f1(_first("statements", source="1"))
    assert (scores["statements.content"], scores["statements.source"]) == (1.0, 0.0)


def test_a_missing_source_is_wrong_where_the_gold_has_one_and_right_where_it_has_none() -> None:
    assert _f1(_first("statements", source=None))["statements.source"] == 0.0
    unknown = _gold(statements=[{"source": None, "content": ["We agree."]}])
    assert _f1(_first("statements", source=None), unknown)["statements.source"] == 1.0


def test_every_span_that_does_not_say_what_the_text_says_is_counted() -> None:
    wrong = _first("statements", content=[_span("We agree.") | {"exact": "We refuse"}])
    assert score([_gold()], {"x": TEXT}, {"x": wrong})["spans_wrong"] == 1


def test_a_record_that_is_missing_costs_recall() -> None:
    report = score([_gold()], {"x": TEXT}, {})
    assert report["records_missing"] == 1
    assert report["scores"]["events.what"] == {"precision": 0.0, "recall": 0.0, "f1": 0.0, "gold": 1, "predicted": 0}


@pytest.mark.parametrize(
    ("actor", "code"),
    [
        ({"iso3": "PER", "name": "United Nations"}, "PER"),  # the state goes first
        ({"name": "the United Nations"}, "UN"),
        ({"name": "Somebody", "aliases": ["NATO"]}, "NATO"),
        ({"name": "Somebody", "code": "OAS"}, "OAS"),
        ({"name": "Somebody"}, "NSA"),
        ({"name": None}, None),  # nobody is not a non-state actor
    ],
)
def test_who_an_actor_stands_for(actor: dict[str, Any], code: str | None) -> None:
    assert actor_code(actor) == code


def test_a_group_stands_for_its_members_even_when_groups_contain_each_other() -> None:
    actors: dict[str, dict[str, Any]] = {
        "g": {"name": "both", "members": ["h", "p"]},
        "h": {"name": "all", "members": ["g", "c"]},
        "p": {"name": "Peru", "iso3": "PER"},
        "c": {"name": "Chad", "iso3": "TCD"},
    }
    assert codes(["g"], actors) == {"PER", "TCD"}


def test_a_quote_with_an_occurrence_stands_in_one_place_and_a_bare_one_in_all() -> None:
    assert quoted_extents("ab ab", [{"quote": "ab", "occurrence": 2}]) == [(3, 5)]
    assert quoted_extents("ab ab", ["ab"]) == [(0, 2), (3, 5)]
    assert quoted_extents("ab ab", [{"quote": "ab", "occurrence": 3}, None, ""]) == []


def test_overlap_of_nothing_with_nothing_is_nothing() -> None:
    assert jaccard([], []) == 0.0


@pytest.mark.parametrize("path", GOLD, ids=[path.stem for path in GOLD])
def test_a_gold_file_of_the_project_quotes_its_text_and_a_perfect_record_scores_full_marks(path: Path) -> None:
    gold = json.loads(path.read_text("utf-8"))
    folder = EXAMPLES / "gold_texts" if gold["doc"].isdigit() else EXAMPLES
    text = (folder / f"{gold['doc']}.txt").read_text("utf-8")
    perfect = json.loads(json.dumps(record_of(gold, text).to_dict()))
    report = score([gold], {gold["doc"]: text}, {gold["doc"]: perfect})
    assert report["spans_wrong"] == 0
    for name in ("events.what", "statements.source", "commitments", "expectations", "positions"):
        row = report["scores"][name]
        assert row["f1"] == 1.0 or row["gold"] == row["predicted"] == 0, name
    assert report["attributes"]["status"]["accuracy"] == 1.0


def test_folders_are_scored_like_what_is_in_them(tmp_path: Path) -> None:
    for folder, name, content in (
        ("gold", "x.json", json.dumps(_gold())),
        ("texts", "x.txt", TEXT),
        ("records", "x.json", json.dumps(_record())),
    ):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / name).write_text(content, "utf-8")
    from_files = score_folders(tmp_path / "gold", tmp_path / "texts", tmp_path / "records")
    assert from_files == score([_gold()], {"x": TEXT}, {"x": _record()})


def test_floors_go_up_by_themselves_and_down_only_with_a_reason(tmp_path: Path) -> None:
    floors = Floors(tmp_path / "floors.json")
    floors.update("own", {"events.what": 0.5129}, today="2026-01-01")
    assert floors.sets == {"own": {"events.what": 0.512}}  # rounded down
    assert floors.below("own", {"events.what": 0.5121}) == {}
    assert floors.below("own", {"events.what": 0.5}) == {"events.what": (0.5, 0.512)}
    before = copy.deepcopy(floors.sets)
    with pytest.raises(Lowered, match=r"events\.what 0\.512 → 0\.5000"):
        floors.update("own", {"events.what": 0.5}, today="2026-01-02")
    assert floors.sets == before
    floors.update("own", {"events.what": 0.5}, today="2026-01-02", reason="gold corrected")
    floors.save()
    kept = Floors.load(floors.path)
    assert kept.sets == {"own": {"events.what": 0.5}}
    assert kept.history[0]["reason"] == "gold corrected"


def test_a_measure_that_is_no_longer_scored_is_below_its_floor(tmp_path: Path) -> None:
    floors = Floors(tmp_path / "floors.json", {"own": {"positions": 0.2}})
    assert floors.below("own", {}) == {"positions": (0.0, 0.2)}
