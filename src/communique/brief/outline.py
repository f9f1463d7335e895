"""The brief as an outline, before anything is laid out: sections of items, each with the words that say it.

Terminal and notebook show the same outline, so that neither tells what the other leaves out. Every string in it is
already plain: one line, no control characters.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from communique.brief.plain import contrasted, excerpt, plain, quoted
from communique.brief.wording import (
    NOBODY,
    Teller,
    about,
    dated,
    due,
    evidence_of,
    interval,
    language,
    published,
    translation,
    word,
    words,
)
from communique.record import Event, Record, Repair, Span, Statement

NOTHING = "Nothing was found in this text that the record codes: no event, statement, commitment or position."
_QUOTE = 150  # characters of evidence shown with an item
_SPEECH = 240  # characters of a statement: the words are the thing itself
_TO_COME = frozenset({"scheduled", "expected", "intended", "desired", "conditional"})
_SIGNS = 2  # reasons given for calling a text a translation; the record has all
_FIRST = {"occurred": 0, "ongoing": 0, "denied": 1, "past_reference": 2}  # the news before its background


_Whole = tuple[Event, list[Event]]  # an event and what was done in it


@dataclass(frozen=True, slots=True)
class Item:
    """One line of the brief: `label` stands before it, `tag` warns how it is meant, `quote` is its evidence."""

    label: str
    lead: str
    tag: str | None = None
    facts: tuple[str, ...] = ()
    quote: str | None = None
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the brief under a heading."""

    title: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """The whole brief: what the article is, then what is in it."""

    title: str
    facts: tuple[str, ...]
    sections: tuple[Section, ...]


def outline(record: Record) -> Outline:
    """The outline of a record's brief. Sections without content are left out."""
    teller = Teller.of(record)
    events = sorted((e for e in record.events if e.status not in _TO_COME), key=lambda e: _FIRST[e.status])
    meetings, rest = _meetings_apart(events)
    sections = [
        Section("Who met whom", tuple(_met(teller, meetings))),
        Section("What else was done", tuple(_done(teller, rest))),
        Section("What was said", tuple(_said(teller, record))),
        Section("What was undertaken", tuple(_undertaken(teller, record))),
        Section("What is to come", tuple(_to_come(teller, record))),
        Section("Who stands where", tuple(_stands(teller, record))),
        Section("Running affairs", tuple(_running(teller, record))),
        Section("Read with care", tuple(_repaired(record))),
        Section("What the reader could not do", tuple(_undone(record))),
    ]
    found = [section for section in sections if section.items]
    if not any(section.items for section in sections[:6]):
        found.insert(0, Section("What was found", (Item("", NOTHING),)))
    article = record.article
    facts = (
        word("article_kind", article.kind),
        plain(article.agency) if article.agency else None,
        plain(article.publisher) if article.publisher and article.publisher != article.agency else None,
        published(article, why=False) or "date of publication not known",
        language(article),
        plain(article.url) if article.url else None,
    )
    first_words = Span.of(article.text, 0, min(len(article.text), 1000))
    untitled = f"Without a title: {excerpt(first_words, limit=70)}" if first_words.exact else "Without a title"
    title = plain(article.title or "") or untitled
    return Outline(title, tuple(fact for fact in facts if fact), tuple(found))


def _meetings_apart(events: list[Event]) -> tuple[list[_Whole], list[_Whole]]:
    """Consultations and all other events, each with what was done in it."""
    by_id = {event.id: event for event in events}
    inside: dict[str, list[Event]] = {}
    for event in events:
        meeting = _meeting_of(event, by_id)
        if meeting is not None:
            inside.setdefault(meeting, []).append(event)
    taken = {part.id for parts in inside.values() for part in parts}
    tops = [(event, inside.get(event.id, [])) for event in events if event.id not in taken]
    meetings = [whole for whole in tops if whole[0].type == "CONSULT"]
    return meetings, [whole for whole in tops if whole[0].type != "CONSULT"]


def _meeting_of(event: Event, by_id: dict[str, Event]) -> str | None:
    """The outermost event that this one is part of; None when it stands alone or the chain bites its tail."""
    seen = {event.id}
    top = event
    while top.part_of in by_id:
        if top.part_of in seen:
            return None
        top = by_id[top.part_of]
        seen.add(top.id)
    return top.id if top.id != event.id else None


def _facts(*facts: str | None) -> tuple[str, ...]:
    return tuple(fact for fact in facts if fact)


def _tag(event: Event) -> str | None:
    tag: str | None = words()["status"].get(event.status)
    return tag


def _account(teller: Teller, event: Event) -> str | None:
    """Whose account it is and how it is hedged."""
    hedge = quoted(event.hedge.exact) if event.hedge else None
    teller_name = f"according to {teller.name(event.reported_by)}" if event.reported_by in teller.actors else None
    return ", ".join(_facts(teller_name, hedge)) or None


def _met(teller: Teller, meetings: list[_Whole]) -> Iterator[Item]:
    """Meetings with what was done in them; one of which a single side is known only if it says what it is about."""
    for event, inside in meetings:
        alone = len(teller.members((*event.actors, *event.recipients))) < 2
        if alone and not (event.topics or inside):
            continue
        yield Item(
            label=teller.label((*event.actors, *event.recipients)),
            lead=f"{teller.sides(event)} in talks, the other side not named" if alone else teller.sides(event),
            tag=_tag(event),
            facts=_facts(
                word("channel", event.channel) or (word("channel", "phone") if event.mode == "phone" else None),
                words()["mode_fact"].get(event.mode),
                word("level", event.level),
                dated(event.date),
                f"in {plain(event.place.name)}" if event.place else None,
                about(event.topics),
                _account(teller, event),
                teller.readings(event),
            ),
            quote=evidence_of(event, limit=_QUOTE),
        )
        for part in inside:
            yield _event_item(teller, part, depth=1, whole=event)


def _done(teller: Teller, events: list[_Whole]) -> Iterator[Item]:
    """Events dyad by dyad, in the order in which the dyads first appear."""
    order = {dyad: at for at, dyad in reversed(list(enumerate(teller.dyad(event) for event, _ in events)))}
    last = None
    for event, inside in sorted(events, key=lambda whole: order[teller.dyad(whole[0])]):
        dyad = teller.dyad(event)
        yield _event_item(teller, event, label="" if dyad == last else dyad)
        for part in inside:
            yield _event_item(teller, part, depth=1, whole=event)
        last = dyad


def _event_item(teller: Teller, event: Event, *, label: str = "", depth: int = 0, whole: Event | None = None) -> Item:
    own_date = event.date if whole is None or not _same_day(event, whole) else None
    return Item(
        label=label,
        lead=teller.done(event),
        tag=_tag(event),
        facts=_facts(
            word("channel", event.channel) if whole is None or event.channel != whole.channel else None,
            dated(own_date),
            f"in {plain(event.place.name)}" if event.place and whole is None else None,
            about(event.topics),
            _account(teller, event),
            teller.readings(event),
        ),
        quote=evidence_of(event, limit=_QUOTE),
        depth=depth,
    )


def _same_day(event: Event, other: Event) -> bool:
    return event.date is None or (other.date is not None and event.date.start == other.date.start)


def _said(teller: Teller, record: Record) -> Iterator[Item]:
    """Statements in the order of the text, those of one speaker in a row under one head."""
    last = None
    for (_, speaker), run in groupby(record.statements, key=lambda s: (s.source, teller.speaker(s))):
        statements = list(run)
        codes = teller.label((statements[0].source,) if statements[0].source else ())
        told = [_utterance(teller, statement) for statement in statements]
        shared = tuple(fact for fact in told[0].facts if all(fact in item.facts for item in told))
        label = "" if codes == last else codes
        if len(told) == 1:
            yield replace(told[0], label=label, lead=f"{speaker} {told[0].lead}", depth=0)
        else:
            yield Item(label, speaker, facts=shared)
            for item in told:
                yield replace(item, facts=tuple(fact for fact in item.facts if fact not in shared))
        last = codes


def _utterance(teller: Teller, statement: Statement) -> Item:
    spoken = "translated words" if statement.directness != "indirect" and not statement.verbatim else None
    return Item(
        label="",
        lead=teller.act(statement),
        facts=_facts(
            word("channel", statement.channel),
            dated(statement.date) if statement.event is None else None,
            words()["directness"].get(statement.directness),
            spoken,
        ),
        quote=" … ".join(excerpt(span, limit=_SPEECH) for span in statement.content) or None,
        depth=1,
    )


def _undertaken(teller: Teller, record: Record) -> Iterator[Item]:
    for commitment in record.commitments:
        yield Item(
            label=teller.label(commitment.parties),
            lead=teller.names(teller.members(commitment.parties)) or NOBODY,
            facts=_facts(
                word("firmness", commitment.firmness),
                due(commitment.due) if commitment.due else None,
                f"if {quoted(commitment.condition.exact)}" if commitment.condition else None,
                commitment.state if commitment.state != "open" else None,
            ),
            quote=excerpt(commitment.action, limit=_SPEECH),
        )


def _to_come(teller: Teller, record: Record) -> Iterator[Item]:
    """What someone foresees, then what is fixed, meant or wished without anyone's forecast."""
    by_id = {event.id: event for event in record.events}
    for expectation in record.expectations:
        event = by_id.get(expectation.event or "")
        by = f"foreseen by {teller.name(expectation.holder) if expectation.holder else 'the reporter'}"
        yield Item(
            label=expectation.likelihood,
            lead=teller.done(event) if event else by,
            facts=_facts(
                by if event else None,
                quoted(expectation.hedge.exact) if expectation.hedge else None,
                dated(event.date) if event else None,
                teller.readings(event) if event else None,
            ),
            quote=excerpt(expectation.content, limit=_SPEECH),
        )
    foreseen = {expectation.event for expectation in record.expectations}
    for event in record.events:
        if event.status in _TO_COME and event.id not in foreseen:
            yield replace(_event_item(teller, event, label=_tag(event) or ""), tag=None)


def _stands(teller: Teller, record: Record) -> Iterator[Item]:
    last = None
    for position in record.positions:
        codes = teller.label((position.holder,) if position.holder else ())
        own = next((s for s in position.evidence if position.issue.span in s), None) or next(
            iter(position.evidence), None
        )
        same = own is None or own == position.issue.span
        issue = excerpt(position.issue.span, limit=110)
        yield Item(
            label="" if codes == last else codes,
            lead=f"{teller.name(position.holder)}: {word('stance', position.stance)} {issue}",
            facts=_facts(word("position_basis", position.basis)),
            quote=None if same or own is None else excerpt(own, focus=position.issue.span, limit=_QUOTE),
        )
        last = codes


def _running(teller: Teller, record: Record) -> Iterator[Item]:
    for process in record.processes:
        instrument = process.instrument
        if instrument and process.instrument_basis:
            instrument = f"{instrument} ({process.instrument_basis})"
        yield Item(
            label=process.state,
            lead=plain(process.name),
            facts=_facts(
                process.kind.replace("_", " "),
                f"of {teller.name(process.owner)}" if process.owner else None,
                interval(process.dates) if process.dates else None,
                plain(instrument) if instrument else None,
            ),
            quote=excerpt(process.evidence[0], limit=_QUOTE) if process.evidence else None,
        )


def _repaired(record: Record) -> Iterator[Item]:
    """That the date is inferred and the text a translation, then its faults: first those that something relies on.

    One that recurs is told once, and why only where something relies on it.
    """
    article = record.article
    if article.published_why:
        lead = "The day of publication is inferred from what the text says"
        yield Item(label="date", lead=lead, facts=(plain(article.published_why),))
    translated = translation(article)
    if translated:
        yield Item(label="translation", lead=f"The text {translated}", facts=_signs(article.original_language_basis))
    recurring = Counter((repair.kind, repair.span.exact, repair.reading) for repair in record.repairs)
    for repair in sorted(record.repairs, key=lambda repair: not repair.used):
        times = recurring.pop((repair.kind, repair.span.exact, repair.reading), 0)
        if times:
            yield _fault(repair, times)


def _signs(basis: str | None) -> tuple[str, ...]:
    """The first reasons for calling a text a translation."""
    signs = [sign if sign.endswith("”)") else f"{sign}”)" for sign in plain(basis or "").split("”); ")]
    if len(signs) <= _SIGNS:
        return _facts(plain(basis) if basis else None)
    more = len(signs) - _SIGNS
    return (f"{'; '.join(signs[:_SIGNS])} and {more} more {'sign' if more == 1 else 'signs'}",)


def _fault(repair: Repair, times: int) -> Item:
    limit = 90 if repair.used else 40
    if repair.reading:
        lead = " read as ".join(contrasted(repair.span.exact, repair.reading, limit=limit))
    else:
        lead = f"{excerpt(repair.span, limit=limit)} no reading offered"
    return Item(
        label=word("repair_kind", repair.kind) or "",
        lead=lead,
        facts=_facts(
            f"{times} times" if times > 1 else None,
            plain(repair.why) if repair.used else None,
            "relied on above" if repair.used else None,
        ),
    )


def _undone(record: Record) -> Iterator[Item]:
    for issue in record.issues:
        yield Item(
            label=plain(word("stage", issue.stage) or ""),
            lead=plain(issue.message),
            quote=excerpt(issue.span, limit=_QUOTE) if issue.span else None,
        )
