"""Persons and their dated terms of office: look-ups by name, by surname, by office and date."""

from __future__ import annotations

import csv
import gzip
import io
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import cast

from communique.record import Level
from communique.register import korean
from communique.register.names import initials, name_words, spelling, stands_for, transliterate
from communique.register.office import Office, Offices
from communique.register.same_name import same_name
from communique.register.tables import data

Rows = Iterable[list[str]]
SOURCES = {  # letter in terms.csv.gz -> what to cite, licence
    "W": ("Wikidata, through every-politician-scrapers", "CC0-1.0"),
    "F": ("CIA World Factbook, 2015-2026", "public domain"),
    "U": ("UN General Debate Corpus v13, list of speakers", "CC0-1.0"),
}
OWN = "own compilation, not checked against a source"
_SURE = 0.8  # a spelling or a nickname; what is nearer to a guess is left to the resolver
_MOST_WORDS = 12
_LEVELS = ("head", "minister", "vice_minister", "director", "ambassador", "envoy", "parliament", "working")


@dataclass(frozen=True, slots=True)
class Term:
    """A stretch of office. An open end is "not ended when the source was made" (`as_of`), never "still in office"."""

    person: str
    office: str  # as the source words it
    level: Level | None
    iso3: str | None
    start: str | None
    end: str | None
    end_known: bool  # False: the end is the successor's start, or there is none
    source: str
    licence: str
    canonical: str | None = None  # the office of offices.toml, where it is one of them
    as_of: str | None = None  # when the source last looked
    start_known: bool = True  # False: first seen in office then

    def holds_on(self, day: str) -> bool:
        """Whether the source shows the term on an ISO date; past `as_of` an open term shows nothing."""
        if self.start and day[: len(self.start)] < self.start:
            return False
        last = self.end or self.as_of
        return last is None or day[: len(last)] <= last

    def may_hold_on(self, day: str) -> bool:
        """Whether nothing the source says excludes the date: an open term may have gone on."""
        if self.start and day[: len(self.start)] < self.start:
            return False
        return self.end is None or day[: len(self.end)] <= self.end


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who held office, with every name we know and every term."""

    key: str
    name: str
    native_name: str | None
    wikidata: str | None
    terms: tuple[Term, ...]
    aliases: tuple[str, ...]

    def office_on(self, day: str) -> Term | None:
        """The highest term held on a date; of equals the one begun last."""
        held = [t for t in self.terms if t.holds_on(day)]
        return min(held, key=lambda t: (_rank(t), _later_first(t)), default=None)


class People:
    """An index of persons. Rows become `Person` objects only when they are asked for."""

    def __init__(self, persons: Rows, terms: Rows, own: Iterable[Mapping[str, str]], offices: Offices) -> None:
        self._offices = offices
        self._known: dict[str, Office | None] = {}  # canonical office -> what it is
        self._rows = list(persons)
        self._all_terms = list(terms)  # in the order of the persons, each of whom knows his first and his number
        self._own_terms: dict[int, list[list[str]]] = {}
        self._by_sound: dict[str, list[int]] = defaultdict(list)
        self._by_name: dict[str, int] = {}
        self._namesakes: dict[str, list[int]] = defaultdict(list)
        self._built: dict[int, Person] = {}
        for number, row in enumerate(self._rows):
            for spelt in row[5].split("|"):
                if self._by_name.setdefault(spelt, number) != number:
                    self._namesakes[spelt].append(number)
            for sound in row[7].split():
                self._by_sound[sound].append(number)
        for correction in own:
            self._lay(correction)

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[Person]:
        return (self._person(number) for number in range(len(self._rows)))

    @property
    def terms(self) -> int:
        """How many terms of office there are."""
        return sum(len(self._terms_of(number)) for number in range(len(self._rows)))

    # Look-ups

    def find(
        self, name: str, *, iso3: str | None = None, on: str | None = None, surname_only: bool = False
    ) -> tuple[Person, ...]:
        """Persons of this name, best first: the very words in any order; else a spelling, nickname or part of it."""
        name = transliterate(name) or name
        words = name_words(name)
        if not words or len(words) > _MOST_WORDS:
            return ()
        if surname_only:
            scored = [(1.0, n) for n in self._surnamed(words)]
        else:
            scored = [(1.0, n) for n in self._exact(words) if self._initials_agree(name, n)]
            if not scored and (len(words) > 1 or not name.isascii()):
                scored = self._near(name, words)
        people = [(score, self._person(n)) for score, n in scored]
        if iso3 is not None:
            people = [(s, p) for s, p in people if any(t.iso3 == iso3 for t in p.terms) or p.key.startswith(f"{iso3}:")]
        people.sort(key=lambda found: (-found[0], _relevance(found[1], on)))
        return tuple(person for _, person in people)

    def exact(self, name: str) -> tuple[Person, ...]:
        """Persons one of whose spellings has the very words of `name`, in any order."""
        return tuple(self._person(n) for n in self._exact(name_words(name)) if self._initials_agree(name, n))

    def is_surname(self, word: str) -> bool:
        """Whether anybody of the register is called so."""
        return bool(self._surnamed(name_words(word)))

    def holders(self, office: Office, iso3: str, on: str) -> tuple[tuple[Person, Term], ...]:
        """Who held an office of a state or body on a date, by what a source shows; whoever began last comes first."""
        return tuple(held for held in self.ever(office, iso3) if held[1].holds_on(on))

    def ever(self, office: Office, iso3: str) -> tuple[tuple[Person, Term], ...]:
        """Everybody who held an office of a state (or of a body, by its code), the latest first."""
        posts = self._by_post.get(iso3, {})
        numbers = {n for canonical, held in posts.items() if self._same(canonical, office) for n in held}
        found = [
            (person, t)
            for person in map(self._person, sorted(numbers))
            for t in person.terms
            if t.canonical and (t.iso3 or self._body(t.canonical)) == iso3 and self._same(t.canonical, office)
        ]
        return tuple(sorted(found, key=lambda held: (_later_first(held[1]), held[0].key)))

    def ambassadors(self) -> Iterator[tuple[Person, Term]]:
        """Every term of an ambassador, whose office names where to."""
        for posts in self._by_post.values():
            for number in dict.fromkeys([*posts.get("ambassador", ()), *posts.get("chargé d'affaires", ())]):
                person = self._person(number)
                yield from ((person, t) for t in person.terms if t.level == "ambassador")

    # How

    def _exact(self, words: tuple[str, ...]) -> list[int]:
        key = " ".join(sorted(words))
        first = self._by_name.get(key)
        return [] if first is None else [first, *self._namesakes.get(key, ())]

    def _terms_of(self, number: int) -> list[list[str]]:
        if number in self._own_terms:
            return self._own_terms[number]
        row = self._rows[number]
        return self._all_terms[int(row[8]) : int(row[8]) + int(row[9])]

    def _surnamed(self, words: tuple[str, ...]) -> list[int]:
        if not words:
            return []
        numbers = self._by_sound.get(spelling(words[-1]), ())
        exact = [n for n in numbers if words[-1] in self._rows[n][6].split() and self._has(n, words)]
        if exact or len(words) > 1:
            return exact
        sound = spelling(words[-1])
        return [n for n in numbers if any(spelling(s) == sound for s in self._rows[n][6].split())]

    def _has(self, number: int, words: tuple[str, ...]) -> bool:
        return set(words) <= set(self._rows[number][5].replace("|", " ").split())

    def _near(self, name: str, words: tuple[str, ...]) -> list[tuple[float, int]]:
        """Candidates that share a word by sound, or a Korean reading, kept when the names can be one."""
        counts = Counter(n for sound in {spelling(w) for w in words} for n in self._by_sound.get(sound, ()))
        enough = min(max(counts.values(), default=0), 2)
        candidates = {n for n, shared in counts.items() if shared >= enough and self._may_be(n, words, shared)}
        if korean.readings(name):
            candidates = {n for key in korean.keys(name) for n in self._by_reading.get(key, ())}
        scored = [(self._likeness(name, n), n) for n in sorted(candidates)]
        return [(score, n) for score, n in scored if score >= _SURE]

    def _may_be(self, number: int, words: tuple[str, ...], shared: int) -> bool:
        """A quick look before names are compared in full: words not shared by sound must be nicknames of some word."""
        if shared >= min(len(words), 2):
            return True
        own = self._rows[number][5].replace("|", " ").split()
        sounds = {spelling(word) for word in own}
        return all(spelling(w) in sounds or any(stands_for(w, other) for other in own) for w in words)

    def _initials_agree(self, name: str, number: int) -> bool:
        asked = initials(name)
        row = self._rows[number]
        known = [found for spelt in (row[1], *row[4].split("|")) if (found := initials(spelt))]
        return not asked or not known or asked in known

    def _likeness(self, name: str, number: int) -> float:
        row = self._rows[number]
        spellings = [row[1], *(a for a in row[4].split("|") if a), *([row[2]] if row[2] else [])]
        matches = [same_name(name, s) for s in spellings]
        return max((m.confidence for m in matches if m.same), default=0.0)

    @cached_property
    def _by_post(self) -> dict[str, dict[str, list[int]]]:
        """State -> canonical office -> persons."""
        found: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
        for number in range(len(self._rows)):
            for term in self._terms_of(number):
                if term[2]:
                    canonical = term[1] if term[2] == "=" else term[2]
                    found[term[4] or self._body(canonical)][canonical].append(number)
        return found

    def _body(self, canonical: str) -> str:
        office = self._offices.office(canonical)
        return (office.body or "") if office else ""

    @cached_property
    def _by_reading(self) -> dict[str, list[int]]:
        """Persons with Korean names by the consonants of the given name: found whatever the romanisation."""
        found: dict[str, list[int]] = defaultdict(list)
        for number, row in enumerate(self._rows):
            korean_state = any(term[4] in ("KOR", "PRK") for term in self._terms_of(number))
            if korean_state or korean.is_hangul(row[2]):
                for spelt in (row[1], *row[4].split("|"), row[2]):
                    for key in korean.keys(spelt):
                        if number not in found[key]:
                            found[key].append(number)
        return found

    def _is_office(self, row: list[str], office: Office) -> bool:
        canonical = row[1] if row[2] == "=" else row[2]
        return bool(canonical) and self._same(canonical, office)

    def _same(self, canonical: str, office: Office) -> bool:
        """One office: the same name, or both the minister of one function: "secretary of state", "foreign minister"."""
        if canonical not in self._known:
            self._known[canonical] = self._offices.office(canonical)
        known = self._known[canonical]
        if known is None:
            return False
        return known.name == office.name or (
            known.function is not None
            and (known.function, known.level) == (office.function, office.level) == (office.function, "minister")
        )

    def _person(self, number: int) -> Person:
        if number not in self._built:
            key, name, native, wikidata, aliases = self._rows[number][:5]
            rows = sorted(self._terms_of(number), key=lambda row: (row[5], row[6], row[1]))
            terms = tuple(self._term(key, row) for row in rows)
            self._built[number] = Person(
                key, name, native or None, wikidata or None, terms, tuple(a for a in aliases.split("|") if a)
            )
        return self._built[number]

    def _term(self, key: str, row: list[str]) -> Term:
        _, office, canonical, level, iso3, start, end, marks, source, as_of = row
        named = [tuple(source[1:].split("\t"))] if source.startswith("=") else [SOURCES[letter] for letter in source]
        return Term(
            person=key,
            office=office,
            level=cast(Level, level) if level else None,
            iso3=iso3 or None,
            start=start or None,
            end=end or None,
            end_known="e" in marks,
            source="; ".join(n for n, _ in named),
            licence="; ".join(dict.fromkeys(licence for _, licence in named)),
            canonical=(self._canonical(office) if canonical == "=" else canonical) or None,
            as_of=as_of or None,
            start_known="s" not in marks,
        )

    def _canonical(self, office: str) -> str:
        found = self._offices.office(office)
        return found.name if found else office

    def _index(self, number: int, words: tuple[str, ...]) -> None:
        spelt = " ".join(sorted(words))
        if self._by_name.setdefault(spelt, number) != number and number not in self._namesakes[spelt]:
            self._namesakes[spelt].append(number)
        for word in words:
            held = self._by_sound[spelling(word)]
            if number not in held:
                held.append(number)

    def _lay(self, row: Mapping[str, str]) -> None:
        """Lay a row of a hand-written table over what the sources say: a known person, a known term, or new ones."""
        name, iso3 = row.get("name", ""), row.get("iso3", "")
        words = name_words(name)
        namesakes = (n for n in self._exact(words) if self._initials_agree(name, n))
        number = next((n for n in namesakes if self._of_state(n, iso3)), None)
        if number is None:
            number = len(self._rows)
            key = row.get("wikidata") or f"{iso3 or 'INT'}:{'-'.join(words)}"
            surname = row.get("surname", "").casefold() or _last(words, iso3)
            self._rows.append([key, name, "", "", "", "", surname, "", "0", "0"])
        held = self._rows[number]
        if not held[3] and held[1] != name:  # our spelling is the usual one where no source has an identifier
            held[1], held[4] = name, "|".join(s for s in (held[4], held[1]) if s)
        held[2] = row.get("native_name") or held[2]
        held[3] = row.get("wikidata") or held[3]
        known = [a for a in held[4].split("|") if a]
        fresh = [a for a in [name, *row.get("aliases", "").split("|")] if a and a != held[1] and a not in known]
        held[4] = "|".join([*known, *fresh])
        for spelt in (name, held[2], *fresh):
            folded = name_words(spelt)
            if folded:
                held[5] = "|".join(s for s in (held[5], " ".join(sorted(folded))) if s)
                self._index(number, folded)
        if row.get("office"):
            self._lay_term(number, row, iso3)

    def _of_state(self, number: int, iso3: str) -> bool:
        """Whether a person has served a state; without a state, a body: then a former minister is meant by his name."""
        if not iso3:
            return any(not t[4] or t[3] in ("head", "minister") for t in self._terms_of(number))
        return self._rows[number][0].startswith(f"{iso3}:") or any(t[4] == iso3 for t in self._terms_of(number))

    def _lay_term(self, number: int, row: Mapping[str, str], iso3: str) -> None:
        office = self._offices.of_position(row["office"], iso3)
        canonical = office.name if office else ""
        start, end = row.get("start", ""), row.get("end", "")
        marks = "e" if end else ""
        term = [str(number), row["office"], canonical, (office.level or "") if office else "", iso3, start, end, marks,
                f"={row.get('source') or OWN}\t{row.get('licence', 'yours')}", row.get("as_of", "")]  # fmt: skip
        told = [t for t in self._terms_of(number) if not self._is_same_term(t, term, office)]
        self._own_terms[number] = [*told, term]

    def _is_same_term(self, known: list[str], term: list[str], office: Office | None) -> bool:
        """Whether a hand-written row corrects a known term: same state and office, begun in that month or only seen."""
        same = known[1].casefold() == term[1].casefold() or (office is not None and self._is_office(known, office))
        if not same or known[4] != term[4]:
            return False
        seen_within = "s" in known[7] and term[5] <= known[5] <= (term[6] or term[9] or "9999")
        return seen_within or known[5][:7] == term[5][:7]


def read_people(offices: Offices, own: Iterable[Mapping[str, str]] = ()) -> People:
    """The persons of the package with hand-written rows laid over them."""
    return People(_packed("persons.csv.gz"), _packed("terms.csv.gz"), own, offices)


def _packed(name: str) -> Iterator[list[str]]:
    text = gzip.decompress(data(name).read_bytes()).decode("utf-8")
    rows = csv.reader(io.StringIO(text))
    next(rows)
    return rows


def _last(words: tuple[str, ...], iso3: str) -> str:
    first = iso3 in {"KOR", "PRK", "CHN", "TWN", "HKG", "VNM", "KHM"}
    return (words[0] if first else words[-1]) if words else ""


def _rank(term: Term) -> int:
    return _LEVELS.index(term.level) if term.level in _LEVELS else len(_LEVELS)


def _later_first(term: Term) -> tuple[int, ...]:
    digits = (term.start or "0000").replace("-", "").ljust(8, "0")
    return (-int(digits),)


def _relevance(person: Person, on: str | None) -> tuple[int, int, int, str]:
    """Serving on the date first, then high office, then many terms."""
    if on is None:
        serving, terms = 0, person.terms
    else:
        held = [t for t in person.terms if t.holds_on(on)]
        may = [t for t in person.terms if t.may_hold_on(on)]
        serving, terms = (0, tuple(held)) if held else (1, tuple(may)) if may else (2, person.terms)
    return (serving, min((_rank(t) for t in terms), default=99), -len(person.terms), person.key)
