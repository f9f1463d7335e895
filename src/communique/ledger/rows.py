"""One record as the flat rows that the ledger searches.

Everything here follows from the record alone, so the derived tables can be made again at any time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import Table

from communique.ledger import tables
from communique.ledger.people import People, spellings, stands_for
from communique.record import Actor, Commitment, Event, Expectation, Position, Record, Span, Statement, When

Row = dict[str, Any]
GAP = " […] "  # between pieces of a content that the cue splits


def derive(record: Record, *, record_id: int) -> dict[Table, list[Row]]:
    """The rows of every derived table for one record, which the ledger knows as `record_id`."""
    people = People(record.actors)
    events = {event.id: event for event in record.events}
    published = _day(record.article.published)
    derived: dict[Table, list[Row]] = {
        tables.items: [{"id": item_id, "kind": kind} for item_id, kind in _kinds(record).items()],
        tables.actors: [_actor(actor) for actor in people.by_id.values()],
        tables.names: [
            {"actor_id": actor.id, "folded": folded} for actor in people.by_id.values() for folded in spellings(actor)
        ],
        tables.involved: [
            {"item_id": item_id, "side": side, "actor_id": actor_id}
            for item_id, side, actor_id in dict.fromkeys(_involved(record, people))
        ],
        tables.events: [_event(event, people, published) for event in record.events],
        tables.statements: [_statement(said, people, events, published) for said in record.statements],
        tables.commitments: [_commitment(made, people, events, published) for made in record.commitments],
        tables.expectations: [_expectation(seen, people, events, published) for seen in record.expectations],
        tables.positions: [_position(held, people, published) for held in record.positions],
    }
    for table, rows in derived.items():
        for n, row in enumerate(rows):
            row["record_id"] = record_id
            if table in tables.TYPE_OF:
                row["n"] = n
    return derived


def _kinds(record: Record) -> dict[str, str]:
    """Every id of a record with the kind of thing it names."""
    listed: dict[str, Iterable[Any]] = {
        "actor": record.actors,
        "event": record.events,
        "statement": record.statements,
        "commitment": record.commitments,
        "expectation": record.expectations,
        "position": record.positions,
        "process": record.processes,
        "repair": record.repairs,
    }
    return {item.id: kind for kind, some in listed.items() for item in some}


def _actor(actor: Actor) -> Row:
    return {
        "id": actor.id,
        "kind": actor.kind,
        "name": actor.name,
        "code": stands_for(actor),
        "iso3": actor.iso3,
        "sector": actor.sector,
        "office": actor.office,
        "wikidata": actor.wikidata,
    }


def _involved(record: Record, people: People) -> Iterator[tuple[str, str, str]]:
    """Who takes part in what, as item id, side and actor id; a group with its members."""
    sides: list[tuple[str, str, Iterable[str | None]]] = []
    for event in record.events:
        sides += [(event.id, "actor", event.actors), (event.id, "recipient", event.recipients)]
    for said in record.statements:
        sides += [(said.id, "actor", [said.source]), (said.id, "recipient", said.addressees)]
    sides += [(made.id, "actor", made.parties) for made in record.commitments]
    sides += [(seen.id, "actor", [seen.holder]) for seen in record.expectations]
    sides += [(held.id, "actor", [held.holder]) for held in record.positions]
    for item_id, side, actor_ids in sides:
        for actor in people.everyone(a for a in actor_ids if a):
            yield item_id, side, actor.id


def _event(event: Event, people: People, published: str | None) -> Row:
    return {
        "id": event.id,
        "type": event.type,
        "mode": event.mode,
        "contexts": list(event.contexts),
        "quad_code": event.quad_code,
        "intensity": event.intensity,
        "status": event.status,
        **_date("date", event.date),
        "date_basis": event.date.basis if event.date else None,
        **people.side("actor", "actors", event.actors),
        **people.side("recipient", "recipients", event.recipients),
        "channel": event.channel,
        "level": event.level,
        "place": event.place.name if event.place else None,
        "place_iso3": event.place.iso3 if event.place else None,
        "topics": [topic.span.exact for topic in event.topics],
        "issues": [topic.issue for topic in event.topics if topic.issue],
        "reported_by": people.label(event.reported_by) if event.reported_by else None,
        "hedge": _words(event.hedge),
        "part_of": event.part_of,
        "trigger": event.trigger.exact,
        **_evidence(event, event.trigger),
        **_days(event.date, published),
    }


def _statement(said: Statement, people: People, events: Mapping[str, Event], published: str | None) -> Row:
    return {
        "id": said.id,
        "act": said.act,
        "directness": said.directness,
        "verbatim": said.verbatim,
        **people.only("source", said.source),
        **people.side("addressee", "addressees", said.addressees),
        "cue": _words(said.cue),
        "content": GAP.join(span.exact for span in said.content),
        "channel": said.channel,
        **_date("date", said.date),
        "date_basis": said.date.basis if said.date else None,
        "event": said.event,
        **_at(said.content[0]),
        "confidence": said.confidence,
        **_days(said.date or _date_of(said.event, events), published),
    }


def _commitment(made: Commitment, people: People, events: Mapping[str, Event], published: str | None) -> Row:
    return {
        "id": made.id,
        "firmness": made.firmness,
        "state": made.state,
        **people.side("party", "parties", made.parties),
        "action": made.action.exact,
        "about": made.about.span.exact if made.about else None,
        "issue": made.about.issue if made.about else None,
        **_date("due", made.due),
        "condition": _words(made.condition),
        "event": made.event,
        **_evidence(made, made.action),
        **_days(_date_of(made.event, events), published),
    }


def _expectation(seen: Expectation, people: People, events: Mapping[str, Event], published: str | None) -> Row:
    return {
        "id": seen.id,
        "likelihood": seen.likelihood,
        **people.only("holder", seen.holder),
        "hedge": _words(seen.hedge),
        "content": seen.content.exact,
        "event": seen.event,
        **_evidence(seen, seen.content),
        **_days(_date_of(seen.event, events), published),
    }


def _position(held: Position, people: People, published: str | None) -> Row:
    as_of = _day(held.as_of) or published
    return {
        "id": held.id,
        "stance": held.stance,
        "basis": held.basis,
        **people.only("holder", held.holder),
        "about": held.issue.span.exact,
        "issue": held.issue.issue,
        "as_of": held.as_of,
        **_evidence(held, held.issue.span),
        "first_day": as_of,
        "last_day": as_of,
    }


def _date(name: str, when: When | None) -> Row:
    return {
        f"{name}_start": when.start if when else None,
        f"{name}_end": when.end if when else None,
        f"{name}_precision": when.precision if when else None,
    }


def _date_of(event_id: str | None, events: Mapping[str, Event]) -> When | None:
    event = events.get(event_id) if event_id else None
    return event.date if event else None


def _days(when: When | None, published: str | None) -> Row:
    """The first and last day to compare with: of the happening, else the day of publication."""
    start, end = (_day(when.start), _day(when.end)) if when else (None, None)
    first = start or end or published
    return {"first_day": first, "last_day": end or first}


def _day(moment: str | None) -> str | None:
    return moment[:10] if moment else None


def _evidence(item: Event | Commitment | Expectation | Position, otherwise: Span) -> Row:
    return {**_at(item.evidence[0] if item.evidence else otherwise), "confidence": item.confidence}


def _at(span: Span) -> Row:
    return {"evidence": span.exact, "start": span.start, "end": span.end}


def _words(span: Span | None) -> str | None:
    return span.exact if span else None
