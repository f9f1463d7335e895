"""Meeting: the consultation that a text reports, who came to it, and what was done in it."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from communique.cues.lexicon import lexicon
from communique.draft import Cast, Syntax
from communique.stages.circumstance import flat
from communique.stages.frames import objects, subjects
from communique.stages.happening import Happening, Told, is_trip, word

if TYPE_CHECKING:
    from communique.register import Register

_LEAD = 3  # sentences in which the meeting of a readout is told
_SAID_INSIDE = frozenset({"SUPPORT", "ACCUSE", "REQUEST", "AGREE", "REJECT", "THREATEN", "CONCEDE", "CONSULT"})
_DURING = frozenset({"during", "on", "while", "as"})


def meeting_of(told: list[Told], syntax: Syntax, cast: Cast) -> Told | None:
    """What a text is about that tells of it in its first sentences: a consultation of two sides that took place."""
    verbal = (s.start for s in syntax.sentences if any(t.pos_ == "VERB" for t in s))
    early = frozenset(islice(verbal, _LEAD + 1))
    return next((t for t in told if t.happening.trigger.sent.start in early and _is_meeting(t.happening, cast)), None)


def _is_meeting(h: Happening, cast: Cast) -> bool:
    held = h.type == "CONSULT" and h.status in {"occurred", "scheduled", "ongoing"}
    return held and len(cast.codes((*h.actors, *h.recipients))) > 1


def attend(meeting: Told, syntax: Syntax, cast: Cast) -> None:
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


def apart(told: list[Told], syntax: Syntax, cast: Cast) -> list[Told]:
    """Consultations told as one and held one by one: "spoke with his Thai and Lao counterparts. In both calls, …"."""
    found: list[Told] = []
    for t in told:
        h = t.happening
        sides = flat((*h.actors, *h.recipients), cast)
        doers = cast.codes(tuple(a for s in subjects(h.trigger) for a in cast.among(s)))
        codes = {cast.actor(a).code: a for a in sides}
        others = [c for c in codes if c is not None and c not in doers]
        if h.type != "CONSULT" or is_trip(h) or len(doers) != 1 or len(others) < 2 or not _one_by_one(h, syntax):
            found.append(t)
            continue
        for code in others:
            one = tuple(a for a in sides if cast.actor(a).code in {code, *doers})
            found.append(Told(replace(h, actors=one, recipients=(), also=list(h.also)), t.when, t.place))
    return found


def _one_by_one(h: Happening, syntax: Syntax) -> bool:
    words = lexicon().words
    if any(word(o) in {"call", "phone call"} and o.tag_ == "NNS" for o in objects(h.trigger)):
        return True  # "held calls with"
    if any(t.lower_ in words["one_by_one"] for t in h.trigger.children):
        return True
    if any(c.dep_ == "det" and c.lower_ == "each" for p in h.trigger.lefts for t in p.children for c in t.children):
        return True  # "in each country he will meet his counterpart"
    after = [s for s in syntax.sentences if s.start >= h.trigger.sent.start][:4]
    return any(
        word(t) in words["calls"] and any(c.lower_ in {"both", "each", "separate"} for c in t.lefts)
        for s in after
        for t in s
    )


def set_visit(t: Told, told: list[Told], cast: Cast, register: Register) -> None:
    """Host and visitor, when two sides meet in a capital of one of them or on a visit; record.md rule 13."""
    h = t.happening
    everyone = flat((*h.actors, *h.recipients), cast)
    codes = cast.codes(everyone)
    if h.mode == "visit" and not is_trip(h) and resident(h.actors, cast, register):
        h.mode = None  # the ambassador to a court is no visitor there
    elif len(codes) > 2 or (h.mode is None and _of_many(h)):
        h.mode = h.mode or "multilateral"
    elif h.mode is None and not h.recipients and len(codes) == 2 and not resident(everyone, cast, register):
        host = t.place.iso3 if t.place is not None else _hosted(h, told, cast)
        if host in codes:
            h.mode = "visit"
            h.recipients = tuple(a for a in everyone if cast.codes((a,)) == {host})
            h.actors = tuple(a for a in everyone if a not in h.recipients)
        elif host is not None and t.place is not None:
            h.mode = "third-party"


def _of_many(h: Happening) -> bool:
    """Whether somebody takes part in a meeting of many: "will participate in meetings at the review conference"."""
    words = lexicon().words
    part = h.rule is not None and word(h.trigger) in {"participate", "attend", "join", "take"}
    return part and any(word(t) in words["assembly"] for t in h.trigger.subtree)


def resident(actor_ids: tuple[str, ...], cast: Cast, register: Register) -> bool:
    """Whether an ambassador is among these, who meets where he lives."""
    offices = (register.office(o) for a in actor_ids if (o := cast.actor(a).office) is not None)
    return any(office is not None and office.level == "ambassador" for office in offices)


def _hosted(h: Happening, told: list[Told], cast: Cast) -> str | None:
    """Whose guest one side is when they meet "during his visit": the host of the journey told before."""
    on_tour = any(
        c.lower_ in _DURING and any(word(p) in lexicon().words["journey"] for p in c.children)
        for c in h.trigger.children
        if c.dep_ in {"prep", "mark"}
    )
    codes = cast.codes(h.actors)
    for t in told:
        trip = t.happening
        if not is_trip(trip) or not trip.recipients or trip.trigger.i > h.trigger.i:
            continue
        host = cast.codes(trip.recipients) & codes
        near = on_tour or h.trigger.sent.start == trip.trigger.sent.start
        if near and len(host) == 1 and cast.codes(trip.actors) & codes - host:
            return next(iter(host))
    return None


def is_inside(t: Told, meeting: Told, cast: Cast) -> bool:
    """Whether something was done in the meeting: by those who met, after it was told, at no other time."""
    h, m = t.happening, meeting.happening
    if h.trigger.i < m.trigger.i or h.nominal or h.type not in _SAID_INSIDE:
        return False
    if h.status not in {"occurred", "intended"} and h.status != m.status:
        return False
    if h.trigger.dep_ == "ROOT" and h.trigger.tag_ in {"VBZ", "VBP"} and m.trigger.tag_ == "VBD":
        return False  # "met on Monday. Peru opposes any change": what it always does
    if t.when is not None and meeting.when is not None and t.when.start != meeting.when.start:
        return False
    met = flat((*m.actors, *m.recipients), cast)
    who = flat(h.actors, cast)
    return bool(who) and all(any(_one_person(a, b, cast) for b in met) for a in who)


def _one_person(one: str, other: str, cast: Cast) -> bool:
    """Whether two actors can be one: the same, or an office and the person who holds it ("the Togolese ambassador")."""
    a, b = cast.actor(one), cast.actor(other)
    unnamed = a.name is None or b.name is None
    return one == other or (
        a.kind == b.kind == "person" and unnamed and a.office is not None and (a.office, a.code) == (b.office, b.code)
    )


def other_side(h: Happening, meeting: Happening, cast: Cast) -> tuple[str, ...]:
    """To whom thanks or condolences go when nobody is named: those met."""
    own = cast.codes(h.actors)
    everyone = flat((*meeting.actors, *meeting.recipients), cast)
    return tuple(a for a in everyone if cast.codes((a,)) and not cast.codes((a,)) <= own)
