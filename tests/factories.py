"""Hand-made records for tests that need no language pipeline.

`a_record()` is complete: one of everything, every span true to its text. Give other words or parts to vary it.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import Any

from communique.ids import make_id
from communique.origin import origin
from communique.record import (
    Actor,
    Article,
    Boilerplate,
    Commitment,
    Event,
    Expectation,
    Participant,
    Place,
    Position,
    Process,
    Record,
    Repair,
    Span,
    Statement,
    Topic,
    When,
)

TEXT = (
    "Norwegian, Chilean envoys talk fisheries\n"
    "\n"
    "OSLO, March 4 - Norwegian envoy Kari Holm spoke by phone with Chilean envoy Pablo Reyes on Thursday. "
    "The two sides agreed to reopen the joint fisheries committee by June.\n"
    "\n"
    'Holm said in a statement: "Norway stands by the quota accord." '
    "She expects further talks in the comming weeks. Chile is worried about unlicensed trawlers.\n"
    "\n"
    "Copyright Example News Agency\n"
)


def span_in(text: str, exact: str, *, nth: int = 0) -> Span:
    """The span of the `nth` occurrence of `exact` in `text`."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(exact, start + 1)
    return Span(start, start + len(exact), exact)


def an_article(text: str = TEXT, **changes: Any) -> Article:
    """An article of these words; `changes` replace fields."""
    article = Article(
        id=make_id("art", text),
        text=text,
        text_sha256=hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        text_length=len(text),
        title="Norwegian, Chilean envoys talk fisheries",
        kind="news",
        language="en",
        agency="Example News Agency",
        published="2021-03-04",
        published_basis="given",
    )
    return replace(article, **changes)


def an_actor(article: Article, mention: str = "Kari Holm", *, nth: int = 0, **changes: Any) -> Actor:
    """A Norwegian envoy, mentioned once; `changes` replace fields."""
    actor = Actor(
        id=make_id("act", article.id, mention, nth),
        kind="person",
        name=mention,
        native_name=None,
        iso3="NOR",
        code="NOR",
        sector="GOV",
        office="envoy",
        office_basis="text",
        members=(),
        part_of=None,
        wikidata=None,
        mentions=(span_in(article.text, mention, nth=nth),),
        confidence=0.9,
        origin=origin("resolve", "name"),
    )
    return replace(actor, **changes)


def a_day(day: str = "2021-03-04", *, span: Span | None = None, **changes: Any) -> When:
    """One day, given relative to the day of publication."""
    return replace(When(day, day, "day", None, span, "relative"), **changes)


def an_event(article: Article, trigger: str = "spoke by phone", *, nth: int = 0, **changes: Any) -> Event:
    """A consultation that occurred, triggered and evidenced by these words; `changes` replace fields."""
    span = span_in(article.text, trigger, nth=nth)
    event = Event(
        id=make_id("evt", article.id, "CONSULT", span.start, span.end),
        type="CONSULT",
        mode="phone",
        contexts=("diplomatic",),
        quad_code=1,
        intensity=1.0,
        actors=(),
        recipients=(),
        participants=(),
        channel="phone",
        level="envoy",
        date=a_day(),
        place=None,
        topics=(),
        status="occurred",
        reported_by=None,
        hedge=None,
        part_of=None,
        trigger=span,
        evidence=(span,),
        confidence=0.8,
        origin=origin("code", "verb:speak"),
    )
    return replace(event, **changes)


def a_record(article: Article | None = None, **changes: Any) -> Record:
    """The record of the fisheries call: one of everything. `article` must keep the words of `TEXT`."""
    article = article or an_article()
    text = article.text
    norway = an_actor(article, "Norway", kind="state", office=None, office_basis=None)
    chile = an_actor(article, "Chile", nth=2, kind="state", iso3="CHL", code="CHL", office=None, office_basis=None)
    holm = an_actor(article)
    reyes = an_actor(article, "Pablo Reyes", iso3="CHL", code="CHL")
    both = an_actor(
        article, "The two sides", kind="group", name=None, iso3=None, code=None, sector=None, office=None,
        office_basis=None, members=(holm.id, reyes.id),
    )  # fmt: skip
    fisheries = Topic("fisheries", span_in(text, "fisheries", nth=1))
    call = an_event(
        article,
        actors=(holm.id, reyes.id),
        participants=(Participant(holm.id, "initiator"),),
        date=a_day(span=span_in(text, "Thursday")),
        place=Place("OSLO", "NOR", span_in(text, "OSLO")),
        topics=(fisheries,),
    )
    accord = an_event(
        article, "agreed", type="AGREE", mode=None, actors=(both.id,), channel=None, level=None, part_of=call.id
    )
    more = an_event(
        article, "further talks", mode=None, actors=(holm.id, reyes.id), channel=None, level=None, date=None,
        status="expected", hedge=span_in(text, "expects"),
    )  # fmt: skip
    statement = Statement(
        id=make_id("stm", article.id, 1),
        source=holm.id,
        cue=span_in(text, "said"),
        content=(span_in(text, "Norway stands by the quota accord."),),
        directness="direct",
        act="assert",
        addressees=(reyes.id,),
        channel="written_statement",
        date=None,
        event=call.id,
        verbatim=True,
        confidence=0.9,
        origin=origin("say", "quotation"),
    )
    commitment = Commitment(
        id=make_id("com", article.id, 1),
        parties=(both.id,),
        action=span_in(text, "reopen the joint fisheries committee"),
        about=fisheries,
        due=When("2021-06-01", "2021-06-30", "month", None, span_in(text, "June"), "relative"),
        condition=None,
        firmness="firm",
        event=accord.id,
        state="open",
        evidence=(span_in(text, "agreed to reopen the joint fisheries committee by June"),),
        confidence=0.7,
        origin=origin("commit", "agree-to"),
    )
    expectation = Expectation(
        id=make_id("exp", article.id, 1),
        holder=holm.id,
        hedge=span_in(text, "expects"),
        content=span_in(text, "further talks in the comming weeks"),
        event=more.id,
        likelihood="probable",
        evidence=(span_in(text, "She expects further talks in the comming weeks"),),
        confidence=0.7,
        origin=origin("expect", "verb:expect"),
    )
    position = Position(
        id=make_id("pos", article.id, 1),
        holder=chile.id,
        issue=Topic(None, span_in(text, "unlicensed trawlers")),
        stance="concerned",
        basis="reported",
        as_of="2021-03-04",
        evidence=(span_in(text, "Chile is worried about unlicensed trawlers"),),
        confidence=0.6,
        origin=origin("position", "adjective:worried"),
    )
    process = Process(
        id=make_id("pro", article.id, 1),
        name="joint fisheries committee",
        kind="negotiation",
        owner=None,
        state="upcoming",
        dates=None,
        instrument=None,
        instrument_basis=None,
        evidence=(span_in(text, "joint fisheries committee"),),
        confidence=0.6,
        origin=origin("process", "noun:committee"),
    )
    boilerplate = Boilerplate(
        span_in(text, "Copyright Example News Agency"), "copyright", origin("segment", "copyright")
    )
    repair = Repair(
        id=make_id("rep", article.id, 1),
        span=span_in(text, "comming"),
        kind="name",
        reading="coming",
        why="no such word",
        confidence=0.9,
        used=False,
        origin=origin("repair", "spelling"),
    )
    record = Record(
        article=article,
        actors=(norway, chile, holm, reyes, both),
        events=(call, accord, more),
        statements=(statement,),
        commitments=(commitment,),
        expectations=(expectation,),
        positions=(position,),
        processes=(process,),
        boilerplate=(boilerplate,),
        repairs=(repair,),
    )
    return replace(record, **changes)
