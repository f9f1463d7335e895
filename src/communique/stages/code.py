"""Code: who did what to whom, as PLOVER events with their evidence and circumstances."""

from __future__ import annotations

from collections.abc import Iterator
from copy import copy
from dataclasses import replace
from datetime import date as Day  # noqa: N812 - a stage is named date
from functools import cache
from typing import TYPE_CHECKING

from communique.codebook import intensity, quad_code
from communique.cues.lexicon import lexicon
from communique.draft import Cast, Syntax, Timeline
from communique.ids import make_id
from communique.origin import origin
from communique.record import Article, Channel, Event, Participant, Place, Span, Status, When
from communique.stages.circumstance import contexts_of, flat, level_of, topics_of
from communique.stages.date import date_for
from communique.stages.frames import complements, objects, subjects
from communique.stages.happening import Happening, Told, represented, word
from communique.stages.medium import consulted_through, said_through
from communique.stages.meeting import apart, attend, is_inside, meeting_of, other_side, resident, set_visit
from communique.stages.merge import everyone, merge
from communique.stages.place import place_for
from communique.stages.spot import spot

if TYPE_CHECKING:
    from spacy.tokens import Token

    from communique.register import Register

_AND_AGAIN = frozenset({"and", "and in", "and again in", "and on"})
_BACKGROUND_DAYS = 3  # record.md rule 10: "even some days old"
_OFFICIAL = frozenset({"readout", "statement", "joint_statement"})
_LONG = frozenset({"year", "quarter", "interval"})
_LEAD = 3  # sentences of the news before its background
_MATERIAL = frozenset({2, 4})  # quad codes of deeds
_LONGEST = 150  # words between a trigger and the ends of its clause
# What was done or fixed in a meeting is of its day (43 of 43 in the gold); what is meant or recalled there is not.
_OF_THE_DAY = frozenset({"occurred", "scheduled"})


def code(
    article: Article,
    syntax: Syntax,
    cast: Cast,
    timeline: Timeline,
    places: tuple[Place, ...],
    register: Register,
) -> tuple[Event, ...]:
    """The events of the article, each real happening once, in the order of the text."""
    cast = _without_namesakes(syntax, cast)
    own = _own_voice(article, cast)
    # Both sides of a meeting are its actors: of "Japan met Japan" one would be left, who met nobody.
    both_sides = (r.span for r in cast.repairs if r.kind == "self_dyad" and not r.used)
    doubled = frozenset(at for span in both_sides for at in range(span.start, span.end))
    found = [h for h in spot(syntax, cast, own=own) if not _self_dyad(h, cast, doubled)]
    _name_targets(found, article, cast)
    told = [
        Told(copy(h), when, place_for(h.trigger, places, syntax))
        for h in found
        for when in _occasions(h, syntax, timeline)
    ]
    told = apart(merge(told, syntax, cast), syntax, cast)
    meeting = meeting_of(told, syntax, cast)
    if meeting is not None:
        attend(meeting, syntax, cast)
    for t in told:
        if t.happening.type == "CONSULT" and (t is meeting or t.happening.status != "denied"):
            set_visit(t, told, cast, register)
    events: list[Event] = []
    main: Event | None = None
    for t in sorted(told, key=lambda t: t.happening.trigger.i):
        inside = meeting is not None and t is not meeting and is_inside(t, meeting, cast)
        if not t.happening.recipients and t.happening.rule is not None and t.happening.rule.counterpart:
            if not inside or meeting is None:
                continue
            t.happening.recipients = other_side(t.happening, meeting.happening, cast)
        event = _event(article, t, main if inside else None, syntax, cast, register)
        if t is meeting:
            main = event
        events.append(_backgrounded(event, events, t, syntax))
    return tuple(events)


def _backgrounded(event: Event, before: list[Event], t: Told, syntax: Syntax) -> Event:
    """What follows a piece of background by the same doers, undated, in the same or next sentence, is background."""
    if event.status != "occurred" or event.date is not None or not before:
        return event
    last = before[-1]
    here = syntax.sentence_at(t.happening.trigger)
    near = syntax.sentences[max(0, here - 1) : here + 1]
    close = any(s.start_char <= last.trigger.start < s.end_char for s in near)
    if last.status == "past_reference" and close and set(last.actors) & set(event.actors):
        return replace(event, status="past_reference")
    return event


def _own_voice(article: Article, cast: Cast) -> str | None:
    """The state that an official statement speaks for."""
    if article.kind not in {"statement", "readout"} or cast.home is None:
        return None
    return next((a.id for a in cast.actors if a.kind == "state" and a.iso3 == cast.home), None)


def _occasions(h: Happening, syntax: Syntax, timeline: Timeline) -> list[When | None]:
    """The dates on which something happened: "in 2019 and 2020" is twice.

    Whoever takes no part in "the resolutions adopted in 2019 and 2020" did so when they were adopted.
    """
    when = date_for(h.trigger, syntax, timeline)
    if when is None and h.rule is not None and "resolution" in h.rule.objects:
        things = [*objects(h.trigger), *complements(h.trigger, {"in"})]
        inside = [w for t in things for w in timeline.within(t.left_edge.i, t.right_edge.i)]
        when = inside[0] if inside else None
    if when is None or when.span is None:
        return [when]
    whens = [when]
    for _, _, other in timeline.whens:
        last = whens[-1].span
        if last is None or other.span is None or other.precision != when.precision or other.span.start < last.end:
            continue
        if syntax.text[last.end : other.span.start].strip(" ,").lower() not in _AND_AGAIN:
            break
        whens.append(other)
    return list(whens)


def _without_namesakes(syntax: Syntax, cast: Cast) -> Cast:
    """The cast without the states that are only part of another name: "Real *Madrid*", "Daily Mail *Australia*"."""
    states = {a.id for a in cast.actors if a.kind == "state"}
    partial = {i for i, actor in cast.meant.items() if actor in states and _named_further(syntax.doc[i], cast)}
    return replace(cast, meant={i: a for i, a in cast.meant.items() if i not in partial}) if partial else cast


def _named_further(token: Token, cast: Cast) -> bool:
    before = [c for c in token.lefts if c.dep_ == "compound" and c.pos_ == "PROPN" and c.i == token.i - 1]
    epithets = lexicon().words["epithets"]
    apart = (c for c in before if c.lower_ not in epithets and c.text.istitle())
    return any(c.i not in cast.meant or cast.actor(cast.meant[c.i]).kind == "organisation" for c in apart)


def _name_targets(found: list[Happening], article: Article, cast: Cast) -> None:
    """Give the wars that are named by one side alone their other side, where the text speaks of it at all."""
    for doer, target, since in lexicon().wars:
        state = next((a.id for a in cast.actors if a.kind == "state" and a.code == target), None)
        if state is None or (article.published or since) < since:
            continue
        for h in found:
            if h.type == "ASSAULT" and h.nominal and not h.recipients and cast.codes(h.actors) == {doer}:
                h.recipients = (state,) if h.trigger.lemma_.lower() in lexicon().words["lasting"] else ()


def _self_dyad(h: Happening, cast: Cast, doubled: frozenset[int]) -> bool:
    """Whether a state would act on itself: a translation fault or a misreading, and never an event."""
    if h.trigger.idx in doubled:
        return True
    if not h.recipients:
        return False
    if set(h.actors) == set(h.recipients):
        return True
    kinds = {cast.actor(a).kind for a in (*h.actors, *h.recipients)}
    return kinds == {"state"} and cast.codes(h.actors) == cast.codes(h.recipients)


# ---- the event


def _event(article: Article, t: Told, main: Event | None, syntax: Syntax, cast: Cast, register: Register) -> Event:
    h = t.happening
    clauses = [_clause(trigger) for trigger in (h.trigger, *h.also)]
    tokens = [syntax.doc[i] for first, last in clauses for i in range(first, last + 1)]
    words = [token.i for token in (*tokens, *subjects(h.trigger))]
    evidence = _spans(clauses, syntax)
    trigger = syntax.span(h.trigger.i, h.trigger.i)
    when = t.when
    if when is None and main is not None and main.date is not None and h.status in _OF_THE_DAY:
        when = replace(main.date, basis="inherited", span=None)
    visit = h.mode == "visit"
    mode = _mode(h, cast)
    reporter = _reporter(h, cast)
    if h.type == "CONSULT":
        channel = consulted_through(h, tokens, t.place, len(everyone(h, cast)) > 1)
        if channel is None and resident((*h.actors, *h.recipients), cast, register):
            channel = "in_person"  # an ambassador is at hand
    else:
        channel = _inherited(main, h) or said_through(h, article, syntax, cast, reporter, apart=main is None)
    when = when or _own_day(article, h, cast, by_text=channel == "written_statement" and main is None)
    if h.type == "CONSULT" and mode is None and channel in {"phone", "video"}:
        mode = "phone"
    return Event(
        id=make_id(
            "evt", article.id, h.type, trigger.start, trigger.end, sorted(cast.codes(h.actors)), when and when.start
        ),
        type=h.type,
        mode=mode,
        contexts=contexts_of(tokens),
        quad_code=quad_code(h.type),
        intensity=intensity(h.type, mode),
        actors=_listed(h.actors, cast),
        recipients=_listed(h.recipients, cast),
        participants=_participants(h, visit, cast),
        channel=channel,
        level=level_of(h, cast, register),
        date=when,
        place=t.place,
        topics=topics_of(h, syntax),
        status=_status(article, t, syntax, cast),
        reported_by=reporter,
        hedge=syntax.span(h.hedge.i, h.hedge.i) if h.hedge is not None and h.status != "denied" else None,
        part_of=main.id if main else None,
        trigger=trigger,
        evidence=evidence,
        confidence=min(h.confidence, cast.ceiling(words)),
        origin=origin("code", h.name),
        repairs=cast.rests_on(words),
    )


def _inherited(main: Event | None, h: Happening) -> Channel | None:
    """What is said in a meeting is said as the meeting is held; what is said on a journey, in any way."""
    if main is None or h.status not in {"occurred", main.status}:
        return None
    on_journey = main.channel == "visit" and main.origin.rule in _journeys()
    return None if on_journey else "in_person" if main.channel == "visit" else main.channel


@cache
def _journeys() -> frozenset[str]:
    return frozenset(r.name for r in lexicon().rules if r.mode == "visit" and not r.swap)


def _listed(actor_ids: tuple[str, ...], cast: Cast) -> tuple[str, ...]:
    """The actors of an event: a group whose members are known is given by its members."""
    return tuple(a for a in flat(actor_ids, cast) if cast.actor(a).name or cast.actor(a).code) or tuple(actor_ids)


def _mode(h: Happening, cast: Cast) -> str | None:
    if h.type == "CONSULT" and h.mode is None and len(cast.codes((*h.actors, *h.recipients))) > 2:
        return "multilateral"
    return h.mode


def _participants(h: Happening, visit: bool, cast: Cast) -> tuple[Participant, ...]:
    sent = () if h.nominal else (Participant(a, "on_behalf_of") for a in represented(h.trigger, cast))
    if h.type != "CONSULT" or not visit:
        return tuple(p for p in sent if p.actor not in h.actors)
    return (*(Participant(a, "visitor") for a in h.actors), *(Participant(a, "host") for a in h.recipients))


def _clause(trigger: Token) -> tuple[int, int]:
    """First and last token of what a trigger says: its subtree without the clauses joined to it."""
    own = [i for i, blank in _under(trigger) if not blank]
    if trigger.pos_ in {"VERB", "AUX"}:
        for subject in subjects(trigger):
            if subject.sent.start == trigger.sent.start and not subject.is_ancestor(trigger):
                own += [i for i, _ in _under(subject) if i < trigger.i]
    first, last = min(own, default=trigger.i), max(own, default=trigger.i)
    while last > trigger.i and trigger.doc[last].text in {",", ";", "-", "and", "."}:
        last -= 1
    return first, last


def _under(head: Token) -> Iterator[tuple[int, bool]]:
    """The words of a phrase or clause without the clauses joined to it: index, and whether it is only space."""
    waiting = [head]
    while waiting:
        token = waiting.pop()
        yield token.i, token.is_space
        joined = token is head and token.pos_ in {"VERB", "AUX", "NOUN", "PROPN", "PRON"}
        waiting += (
            c
            for c in token.children
            if abs(c.i - head.i) < _LONGEST
            and not (joined and c.dep_ in {"conj", "parataxis"} and c.pos_ in {"VERB", "AUX"})
        )


def _spans(clauses: list[tuple[int, int]], syntax: Syntax) -> tuple[Span, ...]:
    spans = {(s.start, s.end): s for first, last in clauses if (s := syntax.span(first, last)).exact}
    return tuple(s for _, s in sorted(spans.items()))


def _own_day(article: Article, h: Happening, cast: Cast, *, by_text: bool) -> When | None:
    """The day of publication, for what an official text does by being published."""
    official = article.kind in {"statement", "joint_statement"} and not h.nominal
    if article.published is None or not (official or (by_text and article.kind == "readout") or _predicated(h)):
        return None
    verbal = h.type in {"SUPPORT", "ACCUSE", "REQUEST", "REJECT", "THREATEN", "CONCEDE"}
    own = article.kind in _OFFICIAL and cast.home in cast.codes(h.actors)
    if not verbal or h.status != "occurred" or not own:
        return None
    day = article.published[:10]
    return When(day, day, "day", None, None, "published", "said by the text itself on the day it was published")


def _predicated(h: Happening) -> bool:
    """Whether a noun is what its sentence says something of: "our *commitment* remains ironclad"."""
    return h.nominal and h.rule is not None and h.rule.subject


def _status(article: Article, t: Told, syntax: Syntax, cast: Cast) -> Status:
    h = t.happening
    if h.status != "occurred":
        return h.status
    published = article.published[:10] if article.published else None
    if h.nominal and t.when is not None and t.when.precision in _LONG:
        return "past_reference"  # "the launches of this year"
    if t.when is not None and t.when.start is None and t.when.span and t.when.span.exact.lower().endswith(" ago"):
        return "past_reference"
    if h.type == "CONSULT" and h.nominal and _planned(h, t.when, published):
        return "scheduled"
    if t.when is not None and t.when.end and published:
        age = (Day.fromisoformat(published) - Day.fromisoformat(t.when.end[:10])).days
        if age > _BACKGROUND_DAYS:
            return "past_reference"
        return "occurred"
    if any(c.dep_ == "aux" and c.lower_ == "had" for c in h.trigger.children) and not _reported(h.trigger):
        return "past_reference"
    told = min(syntax.sentence_at(token) for token in (h.trigger, *h.also))
    if h.nominal and h.type != "CONSULT" and not _predicated(h):
        if any(token.lemma_.lower() in lexicon().words["lasting"] for token in (h.trigger, *h.also)):
            return "ongoing"
        if any(c.lower_ in lexicon().words["going_on"] for c in h.trigger.lefts):
            return "ongoing"
        if (
            h.type == "ASSAULT"
            and article.kind in _OFFICIAL
            and any(cast.actor(a).kind == "state" for a in h.recipients)
        ):
            return "ongoing"  # "Togo's attack on Benin", as a chancery writes of a war
        return "occurred" if told < 2 and article.kind not in _OFFICIAL else "past_reference"
    if h.type == "CONSULT" and h.nominal and any(c.lower_ in lexicon().words["earlier"] for c in h.trigger.lefts):
        return "past_reference"
    return "past_reference" if article.kind not in _OFFICIAL and t.when is None and _aside(h, told) else "occurred"


def _planned(h: Happening, when: When | None, published: str | None) -> bool:
    """Whether the noun of a meeting names one to come: "the summit on June 3", "the talks planned for June"."""
    ahead = when is not None and when.start is not None and published is not None and when.start[:10] > published
    said = any(c.dep_ in {"acl", "amod"} and word(c) in lexicon().words["planned"] for c in h.trigger.children)
    return ahead or said


def _reported(verb: Token) -> bool:
    """Whether a past perfect only follows the tense of who tells it: "said that Togo had fired a missile"."""
    above = verb.head
    return verb.dep_ == "ccomp" and above.tag_ in {"VBD", "VBN"} and above.lemma_ in lexicon().words["said"]


def _aside(h: Happening, told: int) -> bool:
    """Whether news tells something undated only in passing: who somebody is, what has been so far, what led here.

    "Togo, which has expelled the envoy, …"; a deed, not words, first told after the lead.
    """
    verb = h.trigger
    if verb.pos_ not in {"VERB", "AUX"}:
        return False
    done = verb.tag_ in {"VBD", "VBN"}
    perfect = any(c.dep_ == "aux" and c.lower_ in {"has", "have", "'ve"} for c in verb.children)
    if verb.dep_ == "relcl" and done:
        return h.type != "CONSULT" or told >= _LEAD
    if (
        told
        and {verb.sent[0].lower_, *(c.lower_ for c in verb.lefts if c.dep_ == "advmod")} & lexicon().words["before"]
    ):
        return done
    return done and told >= _LEAD and (perfect or quad_code(h.type) in _MATERIAL)


def _reporter(h: Happening, cast: Cast) -> str | None:
    """Whose account an event is: the speaker of the clause it stands in, else the voice of the whole text."""
    token = h.trigger
    while token.dep_ in {"ccomp", "conj", "xcomp", "dobj", "advcl", "relcl", "pobj", "prep", "nsubj"}:
        token = token.head
        if token.lemma_ in lexicon().words["reports"]:
            speaker = next((cast.speaker(s) for s in subjects(token)), None)
            if speaker is not None and speaker not in h.actors:
                return speaker
    return cast.voice
