"""A gold file as the record that a perfect reader would make of its text.

`python -m evaluation.gold examples/gold/001.json` prints the brief of a gold file, for whoever annotates.
"""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path
from typing import Any

from communique.record import (
    Actor,
    Article,
    Boilerplate,
    Commitment,
    Event,
    Expectation,
    Origin,
    Position,
    Process,
    Record,
    Span,
    Statement,
    Topic,
    When,
)
from evaluation.match import Json, codes, quoted_extents

_BY_HAND = Origin(stage="gold", rule="annotator", model=None, version="1")


def record_of(gold: Json, text: str) -> Record:
    """The record that the gold file describes, with keys for ids."""
    return Record(
        article=Article(
            id=f"art_{gold['doc']}",
            text=text,
            text_sha256=hashlib.sha256(text.encode()).hexdigest(),
            text_length=len(text),
            title=text.strip().split("\n", 1)[0] or None,
            kind=gold["kind"],
            language="en",
            published=gold["published"],
            published_basis="given" if gold["published"] else None,
        ),
        actors=tuple(_actor(actor, gold, text) for actor in gold["actors"]),
        events=tuple(_event(event, text) for event in gold["events"]),
        statements=tuple(_statement(statement, text) for statement in gold["statements"]),
        commitments=tuple(_commitment(x, at, text) for at, x in enumerate(gold["commitments"])),
        expectations=tuple(_expectation(x, at, text) for at, x in enumerate(gold["expectations"])),
        positions=tuple(_position(x, at, text) for at, x in enumerate(gold["positions"])),
        processes=tuple(_process(x, at, text) for at, x in enumerate(gold["processes"])),
        boilerplate=tuple(Boilerplate(span, "ui", _BY_HAND) for span in _spans(text, gold["boilerplate"])),
    )


def _spans(text: str, quotes: Any) -> tuple[Span, ...]:
    several = quotes if isinstance(quotes, list) else [quotes]
    return tuple(Span(start, end, text[start:end]) for start, end in quoted_extents(text, several))


def _first(text: str, quote: Any) -> Span | None:
    return next(iter(_spans(text, quote)), None) if quote else None


def _surely(text: str, quote: Any) -> Span:
    span = _first(text, quote)
    if span is None:
        raise ValueError(f"The text does not say {quote!r}.")
    return span


def _actor(actor: Json, gold: Json, text: str) -> Actor:
    standing_for = codes([actor["key"]], {a["key"]: a for a in gold["actors"]})
    return Actor(
        id=actor["key"],
        kind=actor["kind"],
        name=actor["name"],
        native_name=None,
        iso3=actor["iso3"],
        code=next(iter(standing_for)) if len(standing_for) == 1 else None,
        sector=None,
        office=actor.get("office"),
        office_basis="text" if actor.get("office") else None,
        members=tuple(actor.get("members") or ()),
        part_of=None,
        wikidata=None,
        mentions=_spans(text, [{"quote": mention} for mention in actor["mentions"]]),
        confidence=1.0,
        origin=_BY_HAND,
    )


def _when(date: Json | None) -> When | None:
    if date is None:
        return None
    return When(date["start"], date["end"], date["precision"], None, None, date["basis"] or "explicit")


def _event(event: Json, text: str) -> Event:
    evidence = _spans(text, event["evidence"])
    return Event(
        id=event["key"],
        type=event["type"],
        mode=event["mode"],
        contexts=tuple(event["contexts"]),
        quad_code=0,
        intensity=0.0,
        actors=tuple(event["actors"]),
        recipients=tuple(event["recipients"]),
        participants=(),
        channel=event["channel"],
        level=event["level"],
        date=_when(event["date"]),
        place=None,
        topics=tuple(Topic(None, _surely(text, topic)) for topic in event["topics"] if topic in text),
        status=event["status"],
        reported_by=event["reported_by"],
        hedge=_first(text, event["hedge"]),
        part_of=event["part_of"],
        trigger=evidence[0],
        evidence=evidence,
        confidence=1.0,
        origin=_BY_HAND,
    )


def _statement(statement: Json, text: str) -> Statement:
    return Statement(
        id=statement["key"],
        source=statement["source"],
        cue=_first(text, statement["cue"]),
        content=_spans(text, statement["content"]),
        directness=statement["directness"],
        act=statement["act"],
        addressees=tuple(statement["addressees"]),
        channel=None,
        date=None,
        event=statement["event"],
        verbatim=statement["directness"] != "indirect",
        confidence=1.0,
        origin=_BY_HAND,
    )


def _commitment(commitment: Json, at: int, text: str) -> Commitment:
    action = _surely(text, commitment["action"])
    due = commitment["due"]
    return Commitment(
        id=f"com_{at}",
        parties=tuple(commitment["parties"]),
        action=action,
        about=None,
        due=When(due, due, "day" if len(due) == 10 else "year", None, None, "explicit") if due else None,
        condition=_first(text, commitment.get("condition")),
        firmness=commitment["firmness"],
        event=commitment["event"],
        state="open",
        evidence=(action,),
        confidence=1.0,
        origin=_BY_HAND,
    )


def _expectation(expectation: Json, at: int, text: str) -> Expectation:
    content = _surely(text, expectation["content"])
    return Expectation(
        id=f"exp_{at}",
        holder=expectation["holder"],
        hedge=_first(text, expectation["hedge"]),
        content=content,
        event=expectation["event"],
        likelihood=expectation["likelihood"],
        evidence=(content,),
        confidence=1.0,
        origin=_BY_HAND,
    )


def _position(position: Json, at: int, text: str) -> Position:
    evidence = _spans(text, position["evidence"])
    return Position(
        id=f"pos_{at}",
        holder=position["holder"],
        issue=Topic(None, evidence[0]),
        stance=position["stance"],
        basis=position["basis"],
        as_of=None,
        evidence=evidence,
        confidence=1.0,
        origin=_BY_HAND,
    )


def _process(process: Json, at: int, text: str) -> Process:
    return Process(
        id=f"pro_{at}",
        name=process["name"],
        kind=process["kind"],
        owner=process["owner"],
        state=process["state"],
        dates=None,
        instrument=None,
        instrument_basis=None,
        evidence=_spans(text, process["evidence"]),
        confidence=1.0,
        origin=_BY_HAND,
    )


def main(paths: list[str]) -> int:
    """Prints the brief of each gold file; its text is looked for in `gold_texts` beside its folder, and above."""
    from communique.brief import render

    for path in map(Path, paths):
        gold = json.loads(path.read_text("utf-8"))
        above = path.resolve().parent.parent
        places = [above / "gold_texts" / f"{gold['doc']}.txt", above / f"{gold['doc']}.txt"]
        text = next(place for place in places if place.exists()).read_text("utf-8")
        print(render(record_of(gold, text), width=100, colour=sys.stdout.isatty()))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
