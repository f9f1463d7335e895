"""Code: who did what to whom, as PLOVER events with their evidence and circumstances."""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass, replace
from datetime import date as Day  # noqa: N812 - a stage is named date
from typing import TYPE_CHECKING

from communique.codebook import intensity, quad_code
from communique.cues.lexicon import lexicon
from communique.draft import Cast, Syntax, Timeline
from communique.ids import make_id
from communique.origin import origin
from communique.record import Article, Event, Participant, Place, Span, Status, When
from communique.stages.circumstance import channel_of, contexts_of, flat, level_of, topics_of
from communique.stages.date import date_for
from communique.stages.frames import complements, objects, subjects
from communique.stages.happening import Happening
from communique.stages.place import place_for
from communique.stages.spot import spot

if TYPE_CHECKING:
    from spacy.tokens import Token

    from communique.register import Register

_AND_AGAIN = frozenset({"and", "and in", "and again in", "and on"})
_DONE = frozenset({"occurred", "ongoing", "past_reference"})
_BACKGROUND_DAYS = 3  # record.md rule 10: "even some days old"
_LEAD = 3  # sentences in which the meeting of a readout is told


def code(
    article: Article,
    syntax: Syntax,
    cast: Cast,
    timeline: Timeline,
    places: tuple[Place, ...],
    register: Register,
) -> tuple[Event, ...]:
    """The events of the article, each real happening once, in the order of the text."""
    own = _own_voice(article, cast)
    found = [h for h in spot(syntax, cast, own=own) if not _self_dyad(h, cast)]
    told = [
        _Told(copy(h), when, place_for(h.trigger, places, syntax))
        for h in found
        for when in _occasions(h, syntax, timeline)
    ]
    told = _merge(told, syntax, cast)
    meeting = next((t for t in told if _is_meeting(t, syntax, cast)), None)
    if meeting is not None:
        _attend(meeting, syntax, cast)
        _set_visit(meeting, cast)
    events: list[Event] = []
    main: Event | None = None
    for t in sorted(told, key=lambda t: t.happening.trigger.i):
        inside = meeting is not None and t is not meeting and _inside(t, meeting, syntax, cast)
        if not t.happening.recipients and t.happening.rule is not None and t.happening.rule.counterpart:
            if not inside or meeting is None:
                continue
            t.happening.recipients = _other_side(t.happening, meeting.happening, cast)
        event = _event(article, t, main if inside else None, syntax, cast, register)
        if t is meeting:
            main = event
        events.append(_backgrounded(event, events, t, syntax))
    return tuple(events)


def _other_side(h: Happening, meeting: Happening, cast: Cast) -> tuple[str, ...]:
    """To whom thanks or condolences go when nobody is named: those met."""
    own = cast.codes(h.actors)
    everyone = flat((*meeting.actors, *meeting.recipients), cast)
    return tuple(a for a in everyone if cast.codes((a,)) and not cast.codes((a,)) <= own)


def _backgrounded(event: Event, before: list[Event], t: _Told, syntax: Syntax) -> Event:
    """What follows a piece of background by the same doers, undated, in the same or next sentence, is background."""
    if event.status != "occurred" or event.date is not None or not before:
        return event
    last = before[-1]
    sentences = [s.start for s in syntax.sentences]
    here = sentences.index(t.happening.trigger.sent.start)
    near = sentences[max(0, here - 1) : here + 1]
    close = any(syntax.doc[s].idx <= last.trigger.start < syntax.doc[s].sent.end_char for s in near)
    if last.status == "past_reference" and close and set(last.actors) & set(event.actors):
        return replace(event, status="past_reference")
    return event


def _own_voice(article: Article, cast: Cast) -> str | None:
    """The state that an official statement speaks for."""
    if article.kind != "statement" or cast.home is None:
        return None
    return next((a.id for a in cast.actors if a.kind == "state" and a.iso3 == cast.home), None)


@dataclass(slots=True, eq=False)
class _Told:
    """A happening with when and where it was told to be."""

    happening: Happening
    when: When | None
    place: Place | None


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


def _self_dyad(h: Happening, cast: Cast) -> bool:
    """Whether a state would act on itself: a translation fault or a misreading, and never an event."""
    if not h.recipients:
        return False
    if set(h.actors) == set(h.recipients):
        return True
    kinds = {cast.actor(a).kind for a in (*h.actors, *h.recipients)}
    return kinds == {"state"} and cast.codes(h.actors) == cast.codes(h.recipients)


# ---- one happening, many mentions


def _merge(told: list[_Told], syntax: Syntax, cast: Cast) -> list[_Told]:
    """One happening is one event: mentions of the same affair, and two readings of one sentence, are joined."""
    kept: list[_Told] = []
    for t in told:
        twin = next((k for k in kept if _same(k, t, syntax, cast)), None)
        if twin is None:
            kept.append(t)
            continue
        h, other = twin.happening, t.happening
        if h.nominal and not other.nominal:
            twin.happening, h, other = other, other, h
            h.also = [*other.also, *h.also]
        h.also.append(other.trigger)
        if h.rule is None or not h.rule.symmetric or len(cast.codes(other.actors)) > len(cast.codes(h.actors)):
            h.actors = h.actors or other.actors
            h.recipients = h.recipients or other.recipients
        twin.when = twin.when or t.when
        twin.place = twin.place or t.place
    return kept


def _same(a: _Told, b: _Told, syntax: Syntax, cast: Cast) -> bool:
    x, y = a.happening, b.happening
    if x.type != y.type or (x.status != y.status and not (x.nominal or y.nominal)):
        return False
    if x.nominal != y.nominal and (y if x.nominal else x).status not in _DONE:
        return False  # "is preparing a fifth test" is not the fourth
    if a.when and b.when and a.when.start and b.when.start and a.when.start != b.when.start:
        return False
    ours, theirs = _sides(x, cast), _sides(y, cast)
    one_sentence = x.trigger.sent.start == y.trigger.sent.start
    if x.type in lexicon().words["one_affair"]:
        if x.type == "CONSULT":
            if _is_trip(x) != _is_trip(y):
                return False
            if y.trigger.dep_ in {"acl", "relcl"} and y.trigger.head in _meetings(x.trigger):
                x.actors = tuple(dict.fromkeys((*x.actors, *y.actors)))  # "took part in a meeting hosted by Riga"
                return True
            here, there = ours[0] | ours[1], theirs[0] | theirs[1]
            return here == there or (there < here and _only_topics(y))
        compatible = all(not o or not t or o == t for o, t in zip(ours, theirs, strict=True))
        return compatible and (x.nominal or y.nominal or ours == theirs)
    if y.name.startswith("own:"):
        return ours == theirs  # the sentences of one denunciation
    return ours == theirs and (one_sentence or (syntax.blocks[:1] != () and _in_headline(x.trigger, syntax)))


def _meetings(trigger: Token) -> list[Token]:
    return [*objects(trigger), *complements(trigger, {"in", "at", "to"})]


def _is_trip(h: Happening) -> bool:
    """A journey is one thing, a meeting on it another: "will travel to Seoul", "will meet the minister"."""
    return h.rule is not None and h.rule.mode == "visit" and not h.rule.swap


def _only_topics(h: Happening) -> bool:
    """Whether a mention only says what was talked about: "they discussed trade"."""
    return h.rule is not None and h.rule.name == "verb:consult:discuss"


def _sides(h: Happening, cast: Cast) -> tuple[frozenset[str], frozenset[str]]:
    return cast.codes(h.actors), cast.codes(h.recipients)


def _in_headline(token: Token, syntax: Syntax) -> bool:
    block = syntax.block_of(token.idx)
    return block >= 0 and syntax.blocks[block].kind == "headline"


# ---- the meeting that a text reports, and what was done in it


def _is_meeting(t: _Told, syntax: Syntax, cast: Cast) -> bool:
    h = t.happening
    told = [s.start for s in syntax.sentences if any(t.pos_ == "VERB" for t in s)]
    early = h.trigger.sent.start in told[: _LEAD + 1]
    return (
        h.type == "CONSULT"
        and early
        and h.status in {"occurred", "scheduled", "ongoing"}
        and len(cast.codes((*h.actors, *h.recipients))) > 1
    )


def _attend(meeting: _Told, syntax: Syntax, cast: Cast) -> None:
    """Add who "joined" or "accompanied" those who met: "They were joined by the foreign minister of Ukraine"."""
    h = meeting.happening
    for sentence in syntax.sentences:
        for verb in sentence:
            if verb.lemma_ not in lexicon().words["attend"] or verb.i < h.trigger.i or verb.pos_ != "VERB":
                continue
            doing = [a for s in subjects(verb) for a in flat(cast.among(s), cast)]
            joined = [a for o in objects(verb) for a in flat(cast.among(o), cast)]
            present = set(flat((*h.actors, *h.recipients), cast))
            if not joined or not doing or not present & {*doing, *joined}:
                continue
            new = tuple(a for a in (*doing, *joined) if a not in present)
            guests = cast.codes(h.recipients)
            h.recipients += tuple(a for a in new if h.recipients and cast.codes((a,)) <= guests)
            h.actors += tuple(a for a in new if a not in h.recipients)
            h.also.append(verb)


def _set_visit(t: _Told, cast: Cast) -> None:
    """Host and visitor, when two sides meet in a capital of one of them; record.md rule 13."""
    h = t.happening
    everyone = flat((*h.actors, *h.recipients), cast)
    codes = cast.codes(everyone)
    if len(codes) > 2:
        h.mode = h.mode or "multilateral"
    elif t.place is not None and t.place.iso3 and h.mode is None and not h.recipients:
        if t.place.iso3 in codes:
            h.mode = "visit"
            h.recipients = tuple(a for a in everyone if cast.codes((a,)) == {t.place.iso3})
            h.actors = tuple(a for a in everyone if a not in h.recipients)
        else:
            h.mode = "third-party"


def _inside(t: _Told, meeting: _Told, syntax: Syntax, cast: Cast) -> bool:
    """Whether something was done in the meeting: by those who met, after it was told, at no other time."""
    h, m = t.happening, meeting.happening
    if (
        h.trigger.i < m.trigger.i
        or h.nominal
        or h.type
        not in {
            "SUPPORT",
            "ACCUSE",
            "REQUEST",
            "AGREE",
            "REJECT",
            "THREATEN",
            "CONCEDE",
            "CONSULT",
        }
    ):
        return False
    if h.status not in {"occurred", "intended"} and h.status != m.status:
        return False
    if t.when is not None and meeting.when is not None and t.when.start != meeting.when.start:
        return False
    who = flat(h.actors, cast)
    return bool(who) and set(who) <= set(flat((*m.actors, *m.recipients), cast))


# ---- the event


def _event(article: Article, t: _Told, main: Event | None, syntax: Syntax, cast: Cast, register: Register) -> Event:
    h = t.happening
    clauses = [_clause(trigger) for trigger in (h.trigger, *h.also)]
    tokens = [syntax.doc[i] for first, last in clauses for i in range(first, last + 1)]
    evidence = _spans(clauses, syntax)
    trigger = syntax.span(h.trigger.i, h.trigger.i)
    when = t.when or (replace(main.date, basis="inherited", span=None) if main and main.date else None)
    when = when or _own_day(article, h, cast)
    visit = h.mode == "visit"
    mode = _mode(h, cast)
    channel = channel_of(h, tokens)
    if channel == "in_person" and visit:
        channel = "visit"
    if main is not None and channel is None and main.channel is not None and h.status == "occurred":
        channel = "in_person" if main.channel == "visit" else main.channel
    if h.type == "CONSULT" and mode is None and channel in {"phone", "video"}:
        mode = "phone"
    repaired = any(token.i in cast.repaired for token in tokens)
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
        participants=_participants(h, visit),
        channel=channel,
        level=level_of(h, cast, register),
        date=when,
        place=t.place,
        topics=topics_of(h, syntax),
        status=_status(article, t, syntax),
        reported_by=_reporter(h, cast),
        hedge=syntax.span(h.hedge.i, h.hedge.i) if h.hedge is not None and h.status != "denied" else None,
        part_of=main.id if main else None,
        trigger=trigger,
        evidence=evidence,
        confidence=min(h.confidence, _REPAIRED) if repaired else h.confidence,
        origin=origin("code", h.name),
    )


_REPAIRED = 0.5  # the ceiling of what rests on a repaired reading


def _listed(actor_ids: tuple[str, ...], cast: Cast) -> tuple[str, ...]:
    """The actors of an event: a group whose members are known is given by its members."""
    return tuple(a for a in flat(actor_ids, cast) if cast.actor(a).name or cast.actor(a).code) or tuple(actor_ids)


def _mode(h: Happening, cast: Cast) -> str | None:
    if h.type == "CONSULT" and h.mode is None and len(cast.codes((*h.actors, *h.recipients))) > 2:
        return "multilateral"
    return h.mode


def _participants(h: Happening, visit: bool) -> tuple[Participant, ...]:
    if h.type != "CONSULT" or not visit:
        return ()
    return (*(Participant(a, "visitor") for a in h.actors), *(Participant(a, "host") for a in h.recipients))


def _clause(trigger: Token) -> tuple[int, int]:
    """First and last token of what a trigger says: its subtree without the clauses joined to it."""
    outside: set[int] = set()
    for child in trigger.children:
        if child.dep_ in {"conj", "parataxis"} and child.pos_ in {"VERB", "AUX"}:
            outside |= {t.i for t in child.subtree}
    own = [t.i for t in trigger.subtree if t.i not in outside and not t.is_space]
    if trigger.pos_ in {"VERB", "AUX"}:
        own += [
            t.i
            for s in subjects(trigger)
            if s.sent.start == trigger.sent.start
            for t in s.subtree
            if t.i < trigger.i and t.i not in outside and trigger.i not in {x.i for x in s.subtree}
        ]
    first, last = min(own, default=trigger.i), max(own, default=trigger.i)
    while last > trigger.i and trigger.doc[last].text in {",", ";", "-", "and", "."}:
        last -= 1
    return first, last


def _spans(clauses: list[tuple[int, int]], syntax: Syntax) -> tuple[Span, ...]:
    spans = {(s.start, s.end): s for first, last in clauses if (s := syntax.span(first, last)).exact}
    return tuple(s for _, s in sorted(spans.items()))


def _own_day(article: Article, h: Happening, cast: Cast) -> When | None:
    """The day of publication, for what an official text does by being published."""
    if article.kind not in {"statement", "joint_statement"} or article.published is None or h.nominal:
        return None
    verbal = h.type in {"SUPPORT", "ACCUSE", "REQUEST", "REJECT", "THREATEN", "CONCEDE"}
    if not verbal or h.status != "occurred" or cast.home not in cast.codes(h.actors):
        return None
    day = article.published[:10]
    return When(day, day, "day", None, None, "published", "said by the text itself on the day it was published")


def _status(article: Article, t: _Told, syntax: Syntax) -> Status:
    h = t.happening
    if h.status != "occurred":
        return h.status
    published = article.published[:10] if article.published else None
    if t.when is not None and t.when.start is None and t.when.span and t.when.span.exact.lower().endswith(" ago"):
        return "past_reference"
    if t.when is not None and t.when.end and published:
        age = (Day.fromisoformat(published) - Day.fromisoformat(t.when.end[:10])).days
        if age > _BACKGROUND_DAYS:
            return "past_reference"
        return "occurred"
    if any(c.dep_ == "aux" and c.lower_ == "had" for c in h.trigger.children):
        return "past_reference"
    if h.nominal and h.type != "CONSULT":
        if any(token.lemma_.lower() in lexicon().words["lasting"] for token in (h.trigger, *h.also)):
            return "ongoing"
        early = h.trigger.sent.start in {s.start for s in syntax.sentences[:2]}
        return "occurred" if early and article.kind == "news" else "past_reference"
    return "occurred"


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
