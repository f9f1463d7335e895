"""The people under construction: their rows, who is who among them, and which rows tell of one term."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from communique.register.names import initials_agree, name_words, spelling
from communique.register.phrase import normalise
from communique.register.roll import MANY_AT_ONCE
from communique.register.same_name import PATRONYMIC, same_name

LONGEST_UNSEEN = 800  # days between two sights of a holder of an office for them to be one term


@dataclass(slots=True)
class Term:
    """A term of office as a source states it."""

    office: str
    canonical: str
    level: str
    iso3: str
    start: str
    end: str
    source: str
    as_of: str
    start_seen: bool = False  # the start is the first time the holder was seen, not the first day in office
    end_known: bool = False
    seen: str = ""  # the last day on which a source saw the holder in office, and not only knew of no end


@dataclass(slots=True)
class Person:
    """A person under construction."""

    key: str
    name: str
    iso3: str
    native_name: str = ""
    wikidata: str = ""
    family: str = ""
    aliases: list[str] = field(default_factory=list)
    terms: list[Term] = field(default_factory=list)


class Roll:
    """Everyone found so far, by state and by the words of the name."""

    def __init__(self) -> None:
        self.people: dict[str, Person] = {}
        self._by_words: dict[tuple[str, tuple[str, ...]], Person] = {}
        self._by_word: dict[tuple[str, str], list[Person]] = defaultdict(list)

    def add(self, person: Person) -> Person:
        """Enter a new person."""
        self.people[person.key] = person
        self.index(person, person.name)
        return person

    def index(self, person: Person, name: str) -> None:
        """Make `person` findable by another spelling."""
        words = name_words(name)
        self._by_words.setdefault((person.iso3, tuple(sorted(words))), person)
        for word in words:
            self._by_word[person.iso3, spelling(word)].append(person)

    def find(self, name: str, iso3: str) -> Person | None:
        """The one person of a state whose name this can be; None when nobody, or when several can be."""
        words = name_words(name)
        if not words:
            return None
        exact = self._by_words.get((iso3, tuple(sorted(words))))
        if exact is not None and not (initials_agree(name, exact.name) and _in_order(words, exact)):
            exact = None
        if exact is not None or len(words) < 2:
            return exact
        near = {p.key: p for w in words for p in self._by_word.get((iso3, spelling(w)), ())}
        fitting = [p for p in near.values() if (m := same_name(name, p.name)).same and m.confidence >= 0.85]
        return fitting[0] if len(fitting) == 1 else None


def enter(person: Person, term: Term) -> None:
    """Add a term, unless a source before told of the same one: then only learn from it."""
    for known in person.terms:
        if _same_office(known, term) and known.iso3 == term.iso3 and _touch(known, term):
            if term.as_of > known.as_of and not known.end:
                known.as_of = term.as_of
                if term.end:
                    known.end, known.end_known = term.end, term.end_known
            if known.start_seen and term.start < known.start:
                known.start, known.start_seen = term.start, term.start_seen
            known.seen = max(known.seen, term.seen)
            known.source = "".join(sorted({*known.source, *term.source}))
            return
    person.terms.append(term)


def _in_order(words: Sequence[str], person: Person) -> bool:
    """Whether fathers stay fathers: "Salman bin Hamad" is not "Hamad bin Salman", though the words are the same."""
    return not PATRONYMIC & set(words) or tuple(words) in {name_words(n) for n in (person.name, *person.aliases)}


def _same_office(a: Term, b: Term) -> bool:
    plain = [normalise(t.office).replace(" the ", " ") for t in (a, b)]
    one = bool(a.canonical) and a.canonical == b.canonical and a.canonical not in MANY_AT_ONCE
    return plain[0] == plain[1] or one


def _touch(known: Term, term: Term) -> bool:
    """Whether two rows tell of one stretch of office."""
    if known.source == term.source == "W":
        return known.start == term.start and known.end == term.end
    end = known.end or known.as_of or "9999"
    if term.start_seen and not known.end and day(term.start) - day(known.as_of) > LONGEST_UNSEEN:
        return False  # he may have left and come back: nobody saw him between
    if term.start_seen:
        return known.start[:7] <= term.start[:7] and (term.start[: len(end)] <= end or not known.end)
    again = not known.end and known.start <= term.start <= known.as_of  # sworn in again, never having left
    return again or abs(day(known.start) - day(term.start)) <= 75 or (known.start_seen and known.start >= term.start)


def day(iso: str) -> int:
    parts = [int(p) for p in iso.split("-")] if iso else [1]
    return date(parts[0], parts[1] if len(parts) > 1 else 1, parts[2] if len(parts) > 2 else 1).toordinal()
