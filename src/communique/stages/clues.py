"""Clues: what a text says, without a date line, of the days on which it can have been published.

"US Secretary of State Antony Blinken" is from his term of office, "the former Trump administration" from after it, what
"will be addressed by the 46th session" from before that session's end, and "in 2020" is not from before 2020.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from datetime import date as Date  # noqa: N812 — `date` is the name of a stage
from datetime import timedelta
from typing import TYPE_CHECKING

from communique.cues.anchors import anchor_words
from communique.draft import Cast, Mention, Syntax
from communique.record import Actor, Span
from communique.stages.calendar import Window, days_of_iso
from communique.stages.extent import phrase
from communique.stages.instrument import session_of, symbol_of
from communique.stages.tense import Tense, tense_of
from communique.stages.told import Clue, datings

if TYPE_CHECKING:
    from spacy.tokens import Token

    from communique.register import Office, Register, Session, Term

_BEFORE = 6  # words before a name that can say whether its bearer is still in office
_COMPANY = frozenset(("with", "between", "and", "by"))
_LEAD = 3  # sentences in which whoever holds an office holds it now
_AFTERWARDS = timedelta(days=3)  # news of the last day of a term may be some days late
_A_DAY = timedelta(days=1)  # it may be tomorrow there
_APART = frozenset(("VERB", "AUX", "CCONJ", "SCONJ", "PRON", "ADV"))
_NUMBERED = re.compile(r"\b\d{1,3}/\d{1,4}\b")
_COMMON = frozenset(("administration", "government", "regime", "cabinet", "presidency", "junta"))
_OF = frozenset(("of", "for"))


def clues(syntax: Syntax, mentions: Iterable[Mention], cast: Cast, register: Register) -> list[Clue]:
    """Every clue of the text, in the order of the text."""
    found = [
        *_offices(syntax, mentions, cast, register),
        *_administrations(syntax, cast, register),
        *_sessions(syntax, cast, register),
        *_presidencies(syntax, cast, register),
        *_resolutions(syntax, cast, register),
        *datings(syntax),
    ]
    return sorted(found, key=lambda clue: (clue.span.start, clue.span.end, clue.why))


# Who holds which office


def _offices(syntax: Syntax, mentions: Iterable[Mention], cast: Cast, register: Register) -> Iterator[Clue]:
    heads, starts = _heads(cast), [token.idx for token in syntax.doc]
    printed: dict[str, list[Mention]] = {}
    for m in mentions:
        if m.kind == "person" and m.office is not None and m.head in cast.meant:
            printed.setdefault(cast.meant[m.head], []).append(m)
    for actor in cast.actors:
        if actor.kind != "person" or actor.office is None or actor.office_basis != "text" or actor.name is None:
            continue
        terms = _terms(actor, register)
        modifiers = {m.office.modifier for m in printed.get(actor.id, ()) if m.office}
        below = any(
            _is_below(m.title or "", actor.office)
            for m in printed.get(actor.id, ())
            if m.office and m.office.name == actor.office  # not where a repair has read the title otherwise
        )
        if terms and not below and "designate" not in modifiers:
            tokens = [syntax.doc[i] for i in heads.get(actor.id, ())]
            yield from _clue_of(actor, tokens, terms, actor.name, syntax, starts, former="former" in modifiers)


def _is_below(title: str, office: str) -> bool:
    """Whether a title is of a lower office than the one that was read: "deputy press secretary", "press secretary"."""
    extra = set(re.findall(r"[a-z]+", title.lower())) - set(re.findall(r"[a-z]+", office.lower()))
    return bool(extra & anchor_words("offices", "below"))


def _terms(actor: Actor, register: Register) -> tuple[Term, ...]:
    """The terms of a person in the very office that the text gives; by its words, else by what it is."""
    assert actor.name
    assert actor.office
    office = register.office(actor.office)
    if office is not None and office.name.lower() == actor.office.lower() and _is_generic(office):
        return ()
    for person in register.people.exact(actor.name):
        if actor.wikidata and person.wikidata and actor.wikidata != person.wikidata:
            continue
        own = [t for t in person.terms if actor.iso3 is None or t.iso3 in (actor.iso3, None)]
        long = len(actor.office.split()) > 2
        same = [t for t in own if long and t.office.casefold().startswith(actor.office.casefold())]
        if not same and office is not None and not _is_generic(office):
            same = [t for t in own if _is_same(t, office.name, office.function, office.level, register)]
        if same:
            return tuple(same)
    return ()


def _is_generic(office: Office) -> bool:
    return office.name in anchor_words("offices", "generic") or office.level not in anchor_words("offices", "levels")


def _is_same(term: Term, name: str, function: str | None, level: str | None, register: Register) -> bool:
    if term.canonical == name:
        return True
    known = register.office(term.canonical) if term.canonical and function and level == "minister" else None
    return known is not None and (known.function, known.level) == (function, level)


def _administrations(syntax: Syntax, cast: Cast, register: Register) -> Iterator[Clue]:
    heads, starts = _heads(cast), [token.idx for token in syntax.doc]
    for actor in cast.actors:
        if actor.kind == "government" and actor.name:
            reigns = register.reigns(actor.name, iso3=actor.iso3)
            tokens = [syntax.doc[i] for i in heads.get(actor.id, ())]
            if reigns:
                yield from _clue_of(actor, tokens, reigns, f"the {actor.name.split(' (')[0]}", syntax, starts)


def _heads(cast: Cast) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for token, actor in sorted(cast.meant.items()):
        found.setdefault(actor, []).append(token)
    return found


def _clue_of(
    actor: Actor,
    tokens: list[Token],
    terms: tuple[Term, ...],
    held: str,
    syntax: Syntax,
    starts: list[int],
    *,
    former: bool = False,
) -> Iterator[Clue]:
    """What the terms of a holder say of the day of publication, by how he is spoken of."""
    if not actor.mentions:
        return
    standings = {_standing(syntax, starts, span) for span in _by_name(actor)} | ({"former"} if former else set())
    named = "; ".join(dict.fromkeys(_term_in_words(t) for t in terms))
    if "coming" in standings:
        return
    if "former" in standings:
        left = _after(terms)
        if left:
            yield Clue(actor.mentions[0], left, f"{held} has left office ({named})")
    elif any(_is_now(syntax, token) for token in tokens if token.pos_ != "PRON" or _goes_on(syntax, token, tokens)):
        held_now = Window.of(_days(t, late=_AFTERWARDS) for t in terms)
        yield Clue(actor.mentions[0], held_now, f"{held} is in office ({named})")
    else:
        first = min((_days(t)[0] for t in terms), key=lambda day: day or Date.min)
        if first:
            yield Clue(actor.mentions[0], Window.of([(first, None)]), f"{held} has taken office ({named})")


def _by_name(actor: Actor) -> list[Span]:
    """The mentions that have a word of the name, if any: "the previous administration" may have been read wrong."""
    name = set(re.findall(r"\w+", (actor.name or "").lower())) - _COMMON
    named = [span for span in actor.mentions if name & set(re.findall(r"\w+", span.exact.lower()))]
    return named or list(actor.mentions)


def _standing(syntax: Syntax, starts: list[int], span: Span) -> str:
    """Whether a mention says that the holder has left, or has not come: "the *former* US administration"."""
    doc = syntax.doc
    at = max(0, bisect_right(starts, span.start) - 1)
    if "/" in span.exact or (at and doc[at - 1].text in ("/", "-")):
        return "coming"  # "the Obama/Biden administration": one of them only
    left: list[str] = []
    for token in reversed(list(doc[max(0, at - _BEFORE) : at])):
        # "A former diplomat called Pompeo's words", "the former envoy and President Lind": former is somebody else.
        if (
            token.is_space
            or token.is_punct
            or token.pos_ in _APART
            or (token.pos_ == "ADP" and token.lower_ not in _OF)
        ):
            break
        left.insert(0, token.lower_)
    own = [w.lower() for w in re.findall(r"[A-Za-z]+", span.exact)]
    near, far = {*left[-1:], *own}, {w for w in left if w not in anchor_words("standing", "near")}
    after = re.match(r"[- ](?:elect|designate)\b", syntax.text[span.end : span.end + 12])
    unreal = {*left, *own[:1]} & anchor_words("standing", "hypothetical")
    if after or unreal or (near | far) & anchor_words("standing", "coming"):
        return "coming"
    return "former" if (near | far) & anchor_words("standing", "former") else "now"


def _goes_on(syntax: Syntax, pronoun: Token, tokens: Iterable[Token]) -> bool:
    """Whether "it" is the subject of the sentence after one of which its holder, by name, is the subject."""
    at = syntax.sentence_at(pronoun)
    if pronoun.lower_ != "it" or pronoun.dep_ != "nsubj" or at < 1:
        return False
    before = syntax.sentences[at - 1]
    named = (t for t in tokens if before.start <= t.i < before.end and t.pos_ != "PRON")
    return any(t.dep_ == "nsubj" and t.head == before.root for t in named)


def _is_now(syntax: Syntax, token: Token) -> bool:
    """Whether somebody acts as of publication: in the lead, or as the subject of a present, a perfect or a future."""
    at = syntax.sentence_at(token)
    while token.dep_ in ("conj", "appos"):
        token = token.head
    verb = token.head
    if at < _LEAD:
        with_him = token.dep_ == "pobj" and verb.lower_ in _COMPANY
        return token.dep_ in ("nsubj", "nsubjpass", "ROOT") or with_him
    if token.dep_ not in ("nsubj", "nsubjpass") or verb.pos_ not in ("VERB", "AUX"):
        return False
    perfect = any(c.dep_ == "aux" and c.lower_ in ("has", "have") for c in verb.children)
    plain = verb.dep_ == "ROOT" or (verb.dep_ == "conj" and verb.head.dep_ == "ROOT")
    return plain and (perfect or tense_of(verb) in ("present", "future"))


def _days(term: Term, *, late: timedelta = timedelta(0)) -> tuple[Date | None, Date | None]:
    first = days_of_iso(term.start) if term.start and term.start_known else None
    last = days_of_iso(term.end) if term.end else None
    return first[0] if first else None, last[1] + late if last else None


def _after(terms: Iterable[Term]) -> Window | None:
    """The days on which a holder is a former one: after a term, and in none. None where no end is known."""
    shown = [(first, last) for t in terms for first, last in [_days(t)]]
    ends = [last for _, last in shown if last]
    if not ends:
        return None
    in_office = Window.of(
        (first, last or _last_shown(t)) for t, (first, last) in zip(terms, shown, strict=True) if first or last
    )
    return Window.of([(min(ends), None)]).without(in_office)


def _last_shown(term: Term) -> Date | None:
    """The last day on which the source shows an open term."""
    seen = days_of_iso(term.as_of) if term.as_of else None
    return seen[0] if seen else None


def _term_in_words(term: Term) -> str:
    start = (term.start or "?") if term.start_known else "?"
    return f"{term.office}, {start} to {term.end}" if term.end else f"{term.office}, from {start}"


# Sessions and presidencies


def _sessions(syntax: Syntax, cast: Cast, register: Register) -> Iterator[Clue]:
    for token in syntax.doc:
        if token.lemma_.lower() not in anchor_words("sessions", "nouns"):
            continue
        session = session_of(token, cast, register)
        if session is None:
            continue
        now = any(c.lower_ in anchor_words("sessions", "ongoing") for c in token.lefts)
        clue = _clue_of_session(session, syntax.span(token.left_edge.i, token.i), "present" if now else tense_of(token))
        if clue:
            yield clue


def _clue_of_session(session: Session, span: Span, tense: Tense | None) -> Clue | None:
    start, end = days_of_iso(session.start), days_of_iso(session.end)
    if start is None or end is None or tense is None:
        return None
    name = f"session {session.ordinal} of {session.body} ({session.start} to {session.end})"
    if tense == "past":
        return Clue(span, Window.of([(start[0], None)]), f"{name} has begun")
    if tense == "future":
        return Clue(span, Window.of([(None, end[1])]), f"{name} is not over")
    return Clue(span, Window.of([(start[0] - _A_DAY, end[1] + _AFTERWARDS)]), f"{name} is in progress")


def _presidencies(syntax: Syntax, cast: Cast, register: Register) -> Iterator[Clue]:
    """ "Malta, which holds the presidency of the Security Council this month": a month in which it did."""
    for token in syntax.doc:
        if token.lemma_.lower() not in anchor_words("presidency", "nouns") or tense_of(token) != "present":
            continue
        around = cast.codes(tuple(dict.fromkeys(cast.meant[t.i] for t in token.sent if t.i in cast.meant)))
        states = [code for code in sorted(around) if register.state(code)]
        bodies = sorted(around & anchor_words("presidency", "bodies"))
        of_it = any(cast.at(t) and cast.codes((cast.meant[t.i],)) & set(bodies) for t in token.subtree)
        if len(states) != 1 or len(bodies) != 1 or not of_it:
            continue
        table = register.presidencies_of(bodies[0])
        months = [p.month for p in table if p.iso3 == states[0]]
        days: list[tuple[Date | None, Date | None]] = [found for month in months if (found := days_of_iso(month))]
        if days:
            known = days_of_iso(max(p.month for p in table))
            unknown = [(known[1] + _A_DAY, None)] if known else []
            why = f"{states[0]} presides over {bodies[0]} ({', '.join(months)})"
            yield Clue(syntax.span(token.i, token.i), Window.of([*days, *unknown]), why)


def _resolutions(syntax: Syntax, cast: Cast, register: Register) -> Iterator[Clue]:
    """ "Human Rights Council resolution 46/17" is not named so before it is adopted."""
    for token in syntax.doc:
        if token.lemma_.lower() not in anchor_words("sessions", "documents") or tense_of(token) == "future":
            continue
        span = syntax.span(*phrase(token))
        if not _NUMBERED.search(span.exact):
            continue  # "the resolution of the 46th session" may be spoken of beforehand
        symbol, _ = symbol_of(token, span.exact, cast, register)
        adopted = register.resolutions(symbol=symbol) if symbol else ()
        days = days_of_iso(adopted[0].date or str(adopted[0].year)) if len(adopted) == 1 else None
        if days:
            why = f"{symbol} is adopted ({adopted[0].date or adopted[0].year})"
            yield Clue(span, Window.of([(days[0] - _A_DAY, None)]), why)
