"""Persons: which personal names of an article are one person, and who that is in the register."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from communique.draft import Mention
from communique.ids import make_id
from communique.origin import origin
from communique.record import Repair
from communique.stages.company import Draft
from communique.stages.troupe import Troupe

if TYPE_CHECKING:
    from communique.register import Office, Person, Term

_NOT_A_NAME_WORD = re.compile(r"[^\w'-]|\b[A-Z]\.?(?=\s|$)|\b(?:Jr|Sr|II|III|IV)\b\.?")
_SAME_BY_SPELLING = 0.7  # below it `same_name` asks for a role or a country on its side


@dataclass(slots=True, eq=False)
class _Person:
    """Mentions that are one person."""

    mentions: list[Mention] = field(default_factory=list)
    names: list[tuple[str, ...]] = field(default_factory=list)  # folded words of each spelling
    nations: tuple[str, ...] = ()
    office: Office | None = None
    title: str | None = None
    variants: list[tuple[Mention, str, float]] = field(default_factory=list)  # mention, why, confidence

    def add(self, m: Mention, words: tuple[str, ...]) -> None:
        self.mentions.append(m)
        if words not in self.names:
            self.names.append(words)
        self.nations = self.nations or m.nations
        if self.office is None and m.office is not None:
            self.office, self.title = m.office, m.title
        self.title = self.title or m.title

    @property
    def fullest(self) -> str:
        """The spelling with most words; the first printed of those."""
        best = max(self.mentions, key=lambda m: len(_words(m.name or "")))
        return best.name or ""


def cluster(mentions: tuple[Mention, ...], troupe: Troupe) -> dict[int, Draft]:
    """The actor of each person mention, by `id(mention)`: one per real person, canonical where the register knows."""
    people: list[_Person] = []
    named = [(m, _words(m.name or "")) for m in mentions if m.kind == "person"]
    for m, words in sorted(named, key=lambda pair: (len(pair[1]) < 2, pair[0].first)):
        if not words:
            continue
        person = _find(people, m, words, troupe)
        if person is None:
            person = _Person()
            people.append(person)
        person.add(m, words)
    _adopt_nations(
        [p for p in people if _known(p, troupe) is None],
        mentions,
        taken={(n, p.office.name) for p in people if p.office is not None for n in p.nations},
    )
    settled: dict[int, Draft] = {}
    for person in people:
        actor = _actor(person, troupe)
        for m in person.mentions:
            settled[id(m)] = actor
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


def _find(people: list[_Person], m: Mention, words: tuple[str, ...], troupe: Troupe) -> _Person | None:
    """The person whom a mention means: a shared full name, then a surname, then two spellings of one name."""
    fitting = [p for p in people if _agree(p, m)]
    for person in fitting:
        if any(_pieces(words) == _pieces(n) for n in person.names):
            return person
    if len(words) == 1:
        near = [p for p in fitting if any(words[0] in (n[-1], n[0]) for n in p.names)]
        titled = [p for p in near if m.office is not None and p.office is not None and p.office.name == m.office.name]
        pool = titled or near
        before = [p for p in pool if any(o.first < m.first for o in p.mentions)]
        return max(before or pool, key=lambda p: _last_before(p, m), default=None)
    for person in fitting:
        if any(len(n) > 1 and (_pieces(words) <= _pieces(n) or _pieces(n) <= _pieces(words)) for n in person.names):
            return person
    for person in fitting:
        match = troupe.register.same_name(m.name or "", person.fullest)
        backed = _backed(person, m)
        if match.same and (match.confidence >= _SAME_BY_SPELLING or backed):
            person.variants.append((m, match.why, match.confidence))
            return person
    return None


def _last_before(person: _Person, m: Mention) -> int:
    return max((o.first for o in person.mentions if o.first < m.first), default=-1)


def _agree(person: _Person, m: Mention) -> bool:
    return not (person.nations and m.nations and not set(person.nations) & set(m.nations))


def _backed(person: _Person, m: Mention) -> bool:
    """Whether role or country speak for two spellings being one person."""
    same_nation = bool(person.nations and set(person.nations) & set(m.nations))
    same_office = person.office is not None and m.office is not None and person.office.name == m.office.name
    return same_nation or same_office


def _adopt_nations(people: list[_Person], mentions: tuple[Mention, ...], *, taken: set[tuple[str, str]]) -> None:
    """Give "King Maha Vajiralongkorn" the nation of "the king of Thailand" when the article has just one such king."""
    for person in people:
        if person.nations or person.office is None:
            continue
        same = {
            m.nations
            for m in mentions
            if m.kind == "office"
            and m.nations
            and m.office is not None
            and m.office.name == person.office.name
            and (m.nations[0], m.office.name) not in taken
        }
        if len(same) == 1:
            person.nations = next(iter(same))


def _actor(person: _Person, troupe: Troupe) -> Draft:
    known = _known(person, troupe) or _by_role(person, troupe)
    name = person.fullest
    key = f"person:{'-'.join(sorted(_pieces(_words(name))))}"
    actor = troupe.company.person(key, name, known)
    iso3, code = troupe.company.stands_for(person.nations)
    if code is None and person.office is not None:
        iso3, code = person.office.iso3, person.office.iso3 or person.office.body
    on = troupe.article.published
    term = _term(known, on, person.nations) if known is not None else None
    if code is None and term is not None:
        iso3 = code = term
    actor.iso3, actor.code = iso3, code
    actor.office, actor.title = person.office, person.title
    if person.office is not None:
        actor.office_name, actor.office_basis = person.office.name, "text"
        actor.sector = person.office.sector
    elif known is not None:
        held = [t for t in known.terms if on and t.holds_on(on)]
        if len({t.office for t in held}) == 1:
            actor.office_name, actor.office_basis = held[0].office, "register"
        actor.sector = "GOV"
    _report(person, actor, troupe)
    return actor


def _known(person: _Person, troupe: Troupe) -> Person | None:
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
    if len(found) == 1 and not (single and iso3 is None and not (person.office and person.office.iso3)):
        return found[0]
    if len(found) > 1 and not single and on:
        serving = [p for p in found if any(t.may_hold_on(on) for t in p.terms)]
        return serving[0] if len(serving) == 1 else None
    return None


def _by_role(person: _Person, troupe: Troupe) -> Person | None:
    """Who held the printed office under a name that sounds alike: "Secretary of State Tony Blincoln".

    Role and country speak for it, so a spelling that could be the name is enough; it is written down as a repair.
    """
    office, on = person.office, troupe.article.published
    if office is None:
        return None
    iso3 = next((n for n in person.nations if troupe.register.state(n)), office.iso3)
    if iso3 is None:
        return None
    m = person.mentions[0]
    for known, term in troupe.register.people.ever(office, iso3):
        if on is not None and not term.may_hold_on(on):
            continue
        match = troupe.register.same_name(person.fullest, known.name)
        if match.same:
            if match.confidence < _SAME_BY_SPELLING:
                why = f"{match.why}; {known.name} held the office of {office.name} that the text gives"
                person.variants.append((m, why, match.confidence))
            return known
    return None


def _serves(term: Term, office: Office, on: str) -> bool:
    """Whether a term is of this level, and ran on the date."""
    return term.level == office.level and term.may_hold_on(on)


def _term(known: Person, on: str | None, nations: tuple[str, ...]) -> str | None:
    """The one state a person has served, or served on the date."""
    if nations:
        return None
    states = {t.iso3 for t in known.terms if t.iso3}
    if len(states) > 1 and on:
        states = {t.iso3 for t in known.terms if t.iso3 and t.may_hold_on(on)}
    return states.pop() if len(states) == 1 else None


def _report(person: _Person, actor: Draft, troupe: Troupe) -> None:
    """Write down each spelling that was read as another."""
    for m, why, confidence in person.variants:
        span = troupe.syntax.span(m.first, m.last)
        actor.confidence = min(actor.confidence, confidence)
        troupe.repairs.append(
            Repair(
                make_id("rep", troupe.article.id, span.start, span.end, "name"),
                span,
                "name",
                actor.name,
                why,
                confidence,
                used=True,
                origin=origin("resolve", "name:variant"),
            )
        )
