"""Persons: which personal names of an article are one person, and who that is in the register."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from communique.cues.nouns import nouns
from communique.draft import Mention, Segments
from communique.record import Span
from communique.register import korean
from communique.register.names import name_words, spelling
from communique.stages.company import Draft
from communique.stages.respell import respell
from communique.stages.runs import MOST_BEARERS, leads
from communique.stages.troupe import Troupe

if TYPE_CHECKING:
    from spacy.tokens import Span as Tokens

    from communique.register import Match, Office, Person, Term

_NOT_A_NAME_WORD = re.compile(r"[^\w'-]|\b[A-Z]\.?(?=\s|$)|\b(?:Jr|Sr|II|III|IV)\b\.?")
_SAME_BY_SPELLING = 0.7  # below it `same_name` asks for a role or a country on its side
_MOST_COMPARED = 40  # people of one article that a new spelling is compared with, the last named first
_MOST_HOLDERS = 60  # holders of one office that a spelling is compared with
_BY_SURNAME = 0.75  # "Putin", never introduced, in an article about Russia
_MOST_CANDIDATES = 5  # more say nothing
_MOST_TOGETHER = 40  # people of one sentence who are looked at together; more is a list
_LAST_DECADES = "1990"  # a text without a date is taken to be of these
_BONES = 3  # consonants that two spellings of a name share at the least: "Blincoln" and "Blinken" begin alike


@dataclass(slots=True, eq=False)
class Variant:
    """A mention whose spelling is not the one its person is known by, and why it is the same name."""

    mention: Mention
    why: str
    confidence: float
    span: Span | None = None


@dataclass(slots=True, eq=False)
class Someone:
    """Mentions that are one person."""

    mentions: list[Mention] = field(default_factory=list)
    names: list[tuple[str, ...]] = field(default_factory=list)  # folded words of each spelling
    nations: tuple[str, ...] = ()
    office: Office | None = None
    title: str | None = None
    variants: list[Variant] = field(default_factory=list)
    fullest: str = ""  # the spelling with most words; the first printed of those
    seen: list[int] = field(default_factory=list)  # where, in order
    spans: list[Span] = field(default_factory=list)
    known: Person | None = None
    rule: str | None = None

    def add(self, m: Mention, words: tuple[str, ...]) -> None:
        """Take a mention in."""
        if not self.mentions or len(words) > len(_words(self.fullest)):
            self.fullest = m.name or ""
        self.mentions.append(m)
        insort(self.seen, m.first)
        if words not in self.names:
            self.names.append(words)
        self.nations = self.nations or m.nations
        if self.office is None and m.office is not None:
            self.office, self.title = m.office, m.title
        self.title = self.title or m.title

    def last_before(self, first: int) -> int:
        """Where this person was named last before a token; -1 where not yet."""
        at = bisect_left(self.seen, first)
        return self.seen[at - 1] if at else -1


class _Index:
    """The people of an article by what their names share, so that a new name is compared with few."""

    def __init__(self) -> None:
        self._by_word: dict[str, list[Someone]] = defaultdict(list)
        self._by_edge: dict[str, list[Someone]] = defaultdict(list)
        self._by_sound: dict[str, list[Someone]] = defaultdict(list)

    def add(self, person: Someone, m: Mention, words: tuple[str, ...]) -> None:
        pieces = _pieces(words)
        for table, keys in (
            (self._by_word, pieces),
            (self._by_edge, {words[0], words[-1], *words[0].split("-")[:1], *words[-1].split("-")[-1:]}),
            (self._by_sound, _sounds(m.name or "")),
        ):
            for key in keys:
                if person not in table[key][-1:]:
                    table[key].append(person)

    def sharing(self, words: tuple[str, ...]) -> list[Someone]:
        """Those who share a word with these."""
        return self._few(self._by_word, sorted(_pieces(words)))

    def called(self, word: str) -> list[Someone]:
        """Those whose name begins or ends with this word."""
        return self._few(self._by_edge, [word])

    def sounding(self, name: str) -> list[Someone]:
        """Those whose name has a word that may be spelt as one of this name."""
        return self._few(self._by_sound, sorted(_sounds(name)))

    def _few(self, table: dict[str, list[Someone]], keys: list[str]) -> list[Someone]:
        found: dict[int, Someone] = {}
        for key in keys:
            for person in table.get(key, ())[-_MOST_COMPARED:]:
                found.setdefault(id(person), person)
        return sorted(found.values(), key=lambda p: p.seen[0])


def cluster(mentions: tuple[Mention, ...], troupe: Troupe, segments: Segments) -> dict[int, Draft]:
    """The actor of each person mention, by `id(mention)`: one per real person, canonical where the register knows."""
    people: list[Someone] = []
    index = _Index()
    named = [(m, _words(m.name or "")) for m in mentions if m.kind == "person"]
    for m, words in sorted(named, key=lambda pair: (len(pair[1]) < 2, pair[0].first)):
        if not words:
            continue
        person = _find(index, m, words, troupe)
        if person is None:
            person = Someone()
            people.append(person)
        person.add(m, words)
        index.add(person, m, words)
    for person in people:
        person.known = _known(person, troupe)
    _adopt_nations(people, mentions)
    states = _states_named(mentions)
    _introduce(people, troupe)
    settled: dict[int, Draft] = {}
    actors: list[tuple[Someone, Draft]] = []
    for person in people:
        actor = _actor(person, states, troupe)
        actors.append((person, actor))
        for m in person.mentions:
            settled[id(m)] = actor
        person.spans = [troupe.syntax.span(m.first, m.last) for m in person.mentions]
        for variant in person.variants:
            variant.span = troupe.syntax.span(variant.mention.first, variant.mention.last)
    for actor, repair in respell(troupe.article, segments, actors, troupe.register):
        troupe.repairs.append(repair)
        if repair.used:
            actor.confidence = min(actor.confidence, repair.confidence)
        actor.spans.append(repair.span)
    return settled


def _words(name: str) -> tuple[str, ...]:
    """The words by which a name is compared: folded, without initials, suffixes and possessives.

    >>> _words("Joseph R. Biden, Jr.")
    ('joseph', 'biden')
    """
    bare = _NOT_A_NAME_WORD.sub(" ", name.removesuffix("'s").removesuffix("’s"))
    folded = unicodedata.normalize("NFKD", bare.casefold())
    plain = "".join(c for c in folded if not unicodedata.combining(c))
    return tuple(w for w in plain.split() if w)


def _pieces(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(p for w in words for p in w.split("-") if p)


def _sounds(name: str) -> set[str]:
    """Keys of which two spellings of one name share at least one."""
    words = name_words(name)
    return {spelling(w) for w in words} | {f"~{w[0]}{_bones(w)}" for w in words if len(w) > 4} | korean.keys(name)


def _bones(word: str) -> str:
    return "".join(c for c in spelling(word) if c not in "aeiouy")[:_BONES]


def _find(index: _Index, m: Mention, words: tuple[str, ...], troupe: Troupe) -> Someone | None:
    """The person whom a mention means: a shared full name, then a surname, then two spellings of one name."""
    if len(words) == 1:
        near = [p for p in index.called(words[0]) if _agree(p, m)]
        titled = [p for p in near if m.office is not None and p.office is not None and p.office.name == m.office.name]
        pool = titled or near
        before = [p for p in pool if p.seen[0] < m.first]
        return max(before or pool, key=lambda p: p.last_before(m.first), default=None)
    fitting = [p for p in index.sharing(words) if _agree(p, m)]
    for person in fitting:
        if any(_pieces(words) == _pieces(n) for n in person.names):
            return person
    for person in fitting:
        if any(len(n) > 1 and (_pieces(words) <= _pieces(n) or _pieces(n) <= _pieces(words)) for n in person.names):
            return person
    for person in index.sounding(m.name or ""):
        if _agree(person, m) and (match := _same(person, m, troupe)) is not None:
            person.variants.append(Variant(m, match.why, match.confidence))
            return person
    return None


def _same(person: Someone, m: Mention, troupe: Troupe) -> Match | None:
    """Why two spellings can be one person's; one that is only near needs role or country on its side."""
    match = troupe.register.same_name(m.name or "", person.fullest)
    return match if match.same and (match.confidence >= _SAME_BY_SPELLING or _backed(person, m)) else None


def _agree(person: Someone, m: Mention) -> bool:
    return not (person.nations and m.nations and not set(person.nations) & set(m.nations))


def _backed(person: Someone, m: Mention) -> bool:
    """Whether role or country speak for two spellings being one person."""
    same_nation = bool(person.nations and set(person.nations) & set(m.nations))
    same_office = person.office is not None and m.office is not None and person.office.name == m.office.name
    return same_nation or same_office


def _adopt_nations(people: list[Someone], mentions: tuple[Mention, ...]) -> None:
    """Give "King Maha Vajiralongkorn" the nation of "the king of Thailand" when the article has just one such king."""
    taken = {(n, p.office.name) for p in people if p.office is not None for n in p.nations}
    offices: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for m in mentions:
        if m.kind == "office" and m.nations and m.office is not None and (m.nations[0], m.office.name) not in taken:
            offices[m.office.name].add(m.nations)
    for person in people:
        if person.known is None and not person.nations and person.office is not None:
            same = offices.get(person.office.name, set())
            person.nations = next(iter(same)) if len(same) == 1 else ()


def _states_named(mentions: tuple[Mention, ...]) -> frozenset[str]:
    """The states that an article names plainly, or says of somebody."""
    plain = {e.iso3 for m in mentions for e in m.entries if e.iso3 and len({o.iso3 for o in m.entries}) == 1}
    return frozenset(plain | {n for m in mentions for n in m.nations})


def _actor(person: Someone, states: frozenset[str], troupe: Troupe) -> Draft:
    known = person.known or _by_role(person, troupe) or _by_surname(person, states, troupe)
    person.known = known
    name = person.fullest
    key = f"person:{'-'.join(sorted(_pieces(_words(name))))}"
    actor = troupe.company.person(key, name, known)
    if person.rule is not None:
        actor.rule, actor.confidence = person.rule, min(actor.confidence, _BY_SURNAME)
    iso3, code = troupe.company.stands_for(person.nations)
    if code is None and person.office is not None:
        iso3, code = person.office.iso3, person.office.iso3 or person.office.body
    on = troupe.article.published
    if code is None and known is not None:
        code = _body_served(known, on, troupe)
    term = _term(known, on, person.nations) if known is not None else None
    if code is None and term is not None:
        iso3 = code = term
    actor.iso3, actor.code = iso3 or actor.iso3, code or actor.code
    actor.office, actor.title = person.office or actor.office, person.title or actor.title
    if person.office is not None:
        past = "former " if person.office.modifier == "former" else ""
        actor.office_name, actor.office_basis = past + person.office.name, "text"
        actor.sector = person.office.sector
    elif known is not None:
        held = [t for t in known.terms if on and t.holds_on(on)]
        if len({t.office for t in held}) == 1:
            actor.office_name, actor.office_basis = held[0].office, "register"
            actor.office = actor.office or troupe.register.office(held[0].canonical or held[0].office)
        actor.sector = "GOV"
    if known is None and code is None:
        actor.candidates = _candidates(person, troupe)
    return actor


def _known(person: Someone, troupe: Troupe) -> Person | None:
    """The one person of the register who can be meant, on the article's date; None when several can."""
    register, on = troupe.register, troupe.article.published
    name = person.fullest
    iso3 = next((n for n in person.nations if register.state(n)), None)
    single = len(_words(name)) == 1
    if single and person.office is None:
        return None
    found = register.persons(name, iso3=iso3, on=on, surname_only=single)
    if len(found) > 1 and person.office is not None and person.office.iso3:
        found = tuple(p for p in found if any(t.iso3 == person.office.iso3 for t in p.terms)) or found
    if single and iso3 is None and person.office is not None and on:
        # The very office first: in 2016 two heads were called Obama, and one of them was a president.
        same = [p for p in found if any(t.canonical == person.office.name and t.may_hold_on(on) for t in p.terms)]
        rank = [p for p in found if any(_serves(t, person.office, on) for t in p.terms)]
        fitting = same or rank
        return fitting[0] if len(fitting) == 1 else None
    if single and iso3 is None and person.office is not None and not on and person.office.level == "head":
        recent = [p for p in found if any(_held_lately(t, person.office) for t in p.terms)]
        if len(recent) == 1 and (len(found) <= MOST_BEARERS or name in nouns().surnames):
            person.rule = "person:surname"
            return recent[0]
        return None
    if len(found) == 1 and not (single and iso3 is None and not (person.office and person.office.iso3)):
        bare = person.office is None and not person.title and iso3 is None
        local = all(term.level is None for term in found[0].terms)
        return None if bare and local else found[0]  # a David Miller need not be the one who was mayor of Toronto
    if len(found) > 1 and not single and on:
        serving = [p for p in found if any(t.may_hold_on(on) for t in p.terms)]
        return serving[0] if len(serving) == 1 else None
    return None


def _by_role(person: Someone, troupe: Troupe) -> Person | None:
    """Who held the printed office under a name that sounds alike: "Secretary of State Tony Blincoln".

    Role and country speak for it, so a spelling that could be the name is enough; it is written down as a repair.
    """
    office, on = person.office, troupe.article.published
    if office is None:
        return None
    iso3 = next((n for n in person.nations if troupe.register.state(n)), office.iso3)
    if iso3 is None and office.name in nouns().heads_of_bodies and person.nations:
        iso3 = person.nations[0]  # "UN Secretary-General Lind"
        office = troupe.register.office(f"{iso3} {office.name}") or office
    if iso3 is None:
        return None
    for known, term in _holders(office, iso3, on, troupe):
        match = troupe.register.same_name(person.fullest, known.name)
        if match.same:
            if match.confidence < _SAME_BY_SPELLING:
                why = (
                    f"{match.why}; {known.name} held the office of {term.canonical or office.name} that the text gives"
                )
                person.variants.append(Variant(person.mentions[0], why, match.confidence))
            return known
    return None


def _holders(office: Office, iso3: str, on: str | None, troupe: Troupe) -> Iterator[tuple[Person, Term]]:
    """Who may have held an office on the article's date, the latest first."""
    fitting = (held for held in troupe.register.people.ever(office, iso3) if on is None or held[1].may_hold_on(on))
    for count, held in enumerate(fitting):
        if count == _MOST_HOLDERS:
            return
        yield held


def _by_surname(person: Someone, states: frozenset[str], troupe: Troupe) -> Person | None:
    """The head of a state, or its foreign minister, whom the text never introduces: "Putin" in news of Russia.

    The state must be named too, and nobody else in such an office on the date may have the name.
    """
    on = troupe.article.published
    if person.office is not None or person.nations or person.title or len(_words(person.fullest)) != 1:
        return None
    word = person.fullest.removesuffix("'s").removesuffix("’s")
    if on is None and word not in nouns().surnames:
        return None
    found = troupe.register.persons(word, on=on, surname_only=True)
    days = (on, None) if word in nouns().surnames else (on,)  # a former president keeps his name
    for day in days:
        for rank in (_is_head, _is_foreign_minister):
            serving = [p for p in found if any(_in_office(t, states, day) and rank(t) for t in p.terms)]
            if serving:
                person.rule = "person:surname"
                return serving[0] if len(serving) == 1 else None
    return None


def _introduce(people: list[Someone], troupe: Troupe) -> None:
    """Read the bare surnames of two leaders who meet: "Blinken met Kuleba", "Trump called Xi Jinping".

    Each must be the one leader of the day with a rare surname, and they must be of two states.
    """
    doc = troupe.syntax.doc
    by_sentence: dict[int, list[Someone]] = defaultdict(list)
    for person in people:
        for i in person.seen:
            if person not in (there := by_sentence[doc[i].sent.start]) and len(there) < _MOST_TOGETHER:
                there.append(person)
    for start, there in by_sentence.items():
        bare = [p for p in there if p.known is None and not (p.office or p.nations or p.title)]
        if len(there) < 2 or not bare or not _is_diplomacy(doc[start].sent):
            continue
        led = {id(p): found for p in there if (found := p.known or _leader(p, troupe)) and _leading(found, troupe)}
        for person in bare:
            states = {t for p in there if p is not person and id(p) in led for t in _leading(led[id(p)], troupe)}
            if id(person) in led and states - _leading(led[id(person)], troupe):
                person.known, person.rule = led[id(person)], "person:together"


def _is_diplomacy(sentence: Tokens) -> bool:
    """Whether somebody meets, calls or warns somebody in a sentence."""
    verbs = (t for t in sentence if t.pos_ == "VERB" and t.lemma_.lower() in nouns().diplomacy)
    return any(c.dep_ in {"nsubj", "nsubjpass"} for verb in verbs for c in verb.children)


def _leader(person: Someone, troupe: Troupe) -> Person | None:
    """The one leader of the article's day, or with no date of the last decades, who has a bare and rare surname."""
    if len(_words(person.fullest)) != 1 or person.office is not None or person.nations or person.title:
        return None
    word = person.fullest.removesuffix("'s").removesuffix("’s")
    bearers = troupe.register.persons(word, surname_only=True)
    if len(bearers) > MOST_BEARERS and word not in nouns().surnames:
        return None
    on = troupe.article.published
    if any(t.iso3 is None and on and t.start and t.holds_on(on) for p in bearers for t in p.terms):
        return None  # the head of a body, whom an old list may have in his former office still
    leading = [p for p in bearers if _leading(p, troupe)]
    if len(leading) > 1 and on:  # an open term of long ago is no rival of one that a source shows
        leading = [p for p in leading if any(leads(t) and t.holds_on(on) for t in p.terms)]
    return leading[0] if len(leading) == 1 else None


def _leading(known: Person, troupe: Troupe) -> frozenset[str]:
    """The states that a person leads on the article's date, or with no date has led in the last decades."""
    on = troupe.article.published
    return frozenset(
        t.iso3
        for t in known.terms
        if t.iso3 and leads(t) and (t.may_hold_on(on) if on else (t.start or "") >= _LAST_DECADES)
    )


def _in_office(term: Term, states: frozenset[str], on: str | None) -> bool:
    return term.iso3 in states and (on is None or term.may_hold_on(on))


def _is_head(term: Term) -> bool:
    return term.level == "head"


def _is_foreign_minister(term: Term) -> bool:
    return term.level == "minister" and term.canonical in {"foreign minister", "secretary of state"}


def _candidates(person: Someone, troupe: Troupe) -> tuple[str, ...]:
    """Whom a surname can mean where several serve: kept for a reader who knows better."""
    on = troupe.article.published
    if on is None:
        return ()
    single = len(_words(person.fullest)) == 1
    found = troupe.register.persons(person.fullest, on=on, surname_only=single)
    serving = [p.name for p in found if any(t.holds_on(on) for t in p.terms)]
    return tuple(dict.fromkeys(serving)) if 1 < len(serving) <= _MOST_CANDIDATES else ()


def _held_lately(term: Term, office: Office) -> bool:
    """Whether a term of this very office began in the last decades."""
    return term.canonical == office.name and (term.start or "") >= _LAST_DECADES


def _serves(term: Term, office: Office, on: str) -> bool:
    """Whether a term is of this level, and ran on the date."""
    return term.level == office.level and term.may_hold_on(on)


def _body_served(known: Person, on: str | None, troupe: Troupe) -> str | None:
    """The international body whose office a person held on the date, and no state's; with no date, held last."""
    if on is None:
        terms = sorted(known.terms, key=lambda t: t.start or "")[-1:]
    else:
        terms = [t for t in known.terms if (t.holds_on(on) if t.iso3 else t.may_hold_on(on))]
    if any(t.iso3 for t in terms):
        return None
    offices = [troupe.register.office(t.canonical) for t in terms if t.canonical]
    bodies = {office.body for office in offices if office is not None}
    return bodies.pop() if len(bodies) == 1 else None


def _term(known: Person, on: str | None, nations: tuple[str, ...]) -> str | None:
    """The one state a person has served, or served on the date."""
    if nations:
        return None
    states = {t.iso3 for t in known.terms if t.iso3}
    if len(states) > 1 and on:
        states = {t.iso3 for t in known.terms if t.iso3 and t.may_hold_on(on)}
    return states.pop() if len(states) == 1 else None
