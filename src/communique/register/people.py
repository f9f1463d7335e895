"""Persons and their dated terms of office: look-ups by name, by surname, by office and date."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import cast

from communique.record import Level
from communique.register import korean
from communique.register.abjad import reads_as
from communique.register.characters import hangul, in_pinyin, is_han, simplified
from communique.register.letters import in_latin
from communique.register.names import name_words, spelling, stands_for
from communique.register.office import Office, Offices
from communique.register.roll import (
    ALIASES,
    AS_OF,
    CANONICAL,
    END,
    ISO3,
    LEVEL,
    MARKS,
    NAME,
    NATIVE,
    OFFICE,
    SOURCE,
    START,
    SURNAMES,
    WORDS,
    Roll,
    Row,
    canonical_of,
    packed,
)  # fmt: skip
from communique.register.same_name import same_name
from communique.register.sounds import Script, sounds_like

SOURCES = {  # letter in terms.tsv.gz -> what to cite, licence
    "W": ("Wikidata, through every-politician-scrapers", "CC0-1.0"),
    "F": ("CIA World Factbook, 2015-2026", "public domain"),
    "U": ("UN General Debate Corpus v13, list of speakers", "CC0-1.0"),
}
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


class People:
    """An index of persons. Rows become `Person` objects only when they are asked for."""

    def __init__(self, roll: Roll, offices: Offices) -> None:
        self._roll = roll
        self._offices = offices
        self._built: dict[int, Person] = {}

    def __len__(self) -> int:
        return len(self._roll)

    def __iter__(self) -> Iterator[Person]:
        return (self._person(number) for number in range(len(self._roll)))

    @property
    def terms(self) -> int:
        """How many terms of office there are."""
        return sum(len(self._roll.terms_of(number)) for number in range(len(self._roll)))

    # Look-ups

    def find(
        self, name: str, *, iso3: str | None = None, on: str | None = None, surname_only: bool = False
    ) -> tuple[Person, ...]:
        """Persons of this name, best first: the very words in any order; else a spelling, nickname or part of it."""
        name = in_latin(name) or name
        words = name_words(name)
        if not words or len(words) > _MOST_WORDS:
            return ()
        if is_han(name) and not surname_only and not self._roll.named(words):
            return self._of_characters(name, iso3, on)
        if surname_only:
            scored = [(1.0, n) for n in self._surnamed(words)]
        else:
            scored = [(1.0, n) for n in self._roll.named(words) if self._roll.initials_agree(name, n)]
            if not scored and (len(words) > 1 or not name.isascii()):
                scored = self._near(name, words)
        people = [(score, self._person(n)) for score, n in scored]
        if iso3 is not None:
            people = [(s, p) for s, p in people if any(t.iso3 == iso3 for t in p.terms) or p.key.startswith(f"{iso3}:")]
        people.sort(key=lambda found: (-found[0], _relevance(found[1], on)))
        return tuple(person for _, person in people)

    def _of_characters(self, name: str, iso3: str | None, on: str | None) -> tuple[Person, ...]:
        """Persons of a name in Chinese characters: Koreans by its reading, others by other forms of the characters."""
        for reading in hangul(name):
            if found := self.find(reading, iso3=iso3, on=on):
                return found
        alike = (p for reading in in_pinyin(name) for p in self.find(reading, iso3=iso3, on=on))
        return tuple(p for p in alike if p.native_name and simplified(p.native_name) == simplified(name))

    def exact(self, name: str) -> tuple[Person, ...]:
        """Persons one of whose spellings has the very words of `name`, in any order."""
        found = self._roll.named(name_words(name))
        return tuple(self._person(n) for n in found if self._roll.initials_agree(name, n))

    def is_surname(self, word: str) -> bool:
        """Whether anybody of the register is called so."""
        return bool(self._surnamed(name_words(word)))

    def holders(self, office: Office, iso3: str, on: str) -> tuple[tuple[Person, Term], ...]:
        """Who held an office of a state or body on a date, by what a source shows; whoever began last comes first."""
        return tuple(held for held in self.ever(office, iso3) if held[1].holds_on(on))

    def ever(self, office: Office, iso3: str) -> tuple[tuple[Person, Term], ...]:
        """Everybody who held an office of a state (or of a body, by its code), the latest first."""
        posts = self._roll.posts.get(iso3, {})
        same = self._roll.same_office
        numbers = {n for canonical, held in posts.items() if same(canonical, office) for n in held}
        found = [
            (person, t)
            for person in map(self._person, sorted(numbers))
            for t in person.terms
            if t.canonical and (t.iso3 or self._body(t.canonical)) == iso3 and same(t.canonical, office)
        ]
        return tuple(sorted(found, key=lambda held: (_later_first(held[1]), held[0].key)))

    def is_office(self, term: Term, office: Office) -> bool:
        """Whether a term is one of this office: a secretary of state is a foreign minister."""
        return term.canonical is not None and self._roll.same_office(term.canonical, office)

    def ambassadors(self) -> Iterator[tuple[Person, Term]]:
        """Every term of an ambassador, whose office names where to."""
        for posts in self._roll.posts.values():
            for number in dict.fromkeys([*posts.get("ambassador", ()), *posts.get("chargé d'affaires", ())]):
                person = self._person(number)
                yield from ((person, t) for t in person.terms if t.level == "ambassador")

    def with_word(self, word: str) -> tuple[Person, ...]:
        """Persons with this word anywhere in the name: "Mahathir" is no surname, and yet what he is called."""
        words = name_words(in_latin(word) or word)
        if len(words) != 1:
            return ()
        numbers = self._roll.sounding(spelling(words[0]))
        return tuple(self._person(n) for n in numbers if self._has(n, words))

    def read_as(self, name: str) -> tuple[Person, ...]:
        """Persons whose name an Arabic, Persian or Hebrew one can be read as: a search through everybody."""
        return self._search(name, partial(reads_as, name))

    def sounding_so(self, name: str, *, script: Script) -> tuple[Person, ...]:
        """Persons whose name is written so, by its sound, in Cyrillic or Hangul: a search through everybody."""
        return self._search(name, partial(sounds_like, name, script=script))

    def _search(self, name: str, fits: Callable[[str], bool]) -> tuple[Person, ...]:
        """Everybody one of whose spellings fits; a single word is looked for among surnames."""
        single = len(name.split()) == 1
        found = [
            n
            for n, row in enumerate(self._roll.rows)
            if any(fits(s) for s in (row[NAME], *row[ALIASES].split("|")) if s)
            or (single and any(fits(s) for s in row[SURNAMES].split()))
        ]
        return tuple(sorted(map(self._person, found), key=lambda person: _relevance(person, None)))

    def sounding_like(self, word: str, *, most: int) -> tuple[Person, ...]:
        """Persons with a surname nearly spelt as this word, the nearest first: to ask "did you mean" with."""
        from rapidfuzz import process
        from rapidfuzz.distance import JaroWinkler

        sound = spelling(word)
        near = process.extract(sound, self._roll.sounds, scorer=JaroWinkler.similarity, limit=3, score_cutoff=0.88)
        found: list[Person] = []
        for each, _, _ in near:
            bearers = [n for n in self._roll.sounding(each) if self._is_surname_of(each, n)]
            people = sorted((self._person(n) for n in bearers[:200]), key=lambda p: _relevance(p, None))
            found += people[:most]
        return tuple(found[:most])

    # How

    def _is_surname_of(self, sound: str, number: int) -> bool:
        return any(spelling(s) == sound for s in self._roll.rows[number][SURNAMES].split())

    def _surnamed(self, words: tuple[str, ...]) -> list[int]:
        if not words:
            return []
        rows, sound = self._roll.rows, spelling(words[-1])
        numbers = self._roll.sounding(sound)
        exact = [n for n in numbers if words[-1] in rows[n][SURNAMES].split() and self._has(n, words)]
        if exact or len(words) > 1:
            return exact
        return [n for n in numbers if self._is_surname_of(sound, n)]

    def _has(self, number: int, words: tuple[str, ...]) -> bool:
        return set(words) <= set(self._roll.rows[number][WORDS].replace("|", " ").split())

    def _near(self, name: str, words: tuple[str, ...]) -> list[tuple[float, int]]:
        """Candidates that share a word by sound, or a Korean reading, kept when the names can be one."""
        counts = Counter(n for sound in {spelling(w) for w in words} for n in self._roll.sounding(sound))
        enough = min(max(counts.values(), default=0), 2)
        candidates = {n for n, shared in counts.items() if shared >= enough and self._may_be(n, words, shared)}
        if korean.readings(name):
            candidates = self._roll.read_alike(name)
        scored = [(self._likeness(name, n), n) for n in sorted(candidates)]
        return [(score, n) for score, n in scored if score >= _SURE]

    def _may_be(self, number: int, words: tuple[str, ...], shared: int) -> bool:
        """A quick look before names are compared in full: words not shared by sound must be nicknames of some word."""
        if shared >= min(len(words), 2):
            return True
        own = self._roll.rows[number][WORDS].replace("|", " ").split()
        sounds = {spelling(word) for word in own}
        return all(spelling(w) in sounds or any(stands_for(w, other) for other in own) for w in words)

    def _likeness(self, name: str, number: int) -> float:
        row = self._roll.rows[number]
        spellings = [row[NAME], *(a for a in row[ALIASES].split("|") if a), *([row[NATIVE]] if row[NATIVE] else [])]
        matches = [same_name(name, s) for s in spellings]
        return max((m.confidence for m in matches if m.same), default=0.0)

    def _body(self, canonical: str) -> str:
        office = self._offices.office(canonical)
        return (office.body or "") if office else ""

    def _person(self, number: int) -> Person:
        if number not in self._built:
            key, name, native, wikidata, aliases = self._roll.rows[number][:5]
            rows = sorted(self._roll.terms_of(number), key=lambda row: (row[START], row[END], row[OFFICE]))
            terms = tuple(self._term(key, row) for row in rows)
            self._built[number] = Person(
                key, name, native or None, wikidata or None, terms, tuple(a for a in aliases.split("|") if a)
            )
        return self._built[number]

    def _term(self, key: str, row: Row) -> Term:
        letters, *written = row[SOURCE].split("\n")
        named = [*(SOURCES[letter] for letter in letters), *(tuple(line.split("\t")) for line in written)]
        canonical = canonical_of(row)
        return Term(
            person=key,
            office=row[OFFICE],
            level=cast(Level, row[LEVEL]) if row[LEVEL] else None,
            iso3=row[ISO3] or None,
            start=row[START] or None,
            end=row[END] or None,
            end_known="e" in row[MARKS],
            source="; ".join(source for source, _ in named),
            licence="; ".join(dict.fromkeys(licence for _, licence in named)),
            canonical=(self._canonical(canonical) if row[CANONICAL] == "=" else canonical) or None,
            as_of=row[AS_OF] or None,
            start_known="s" not in row[MARKS],
        )

    def _canonical(self, office: str) -> str:
        found = self._offices.office(office)
        return found.name if found else office


def read_people(offices: Offices, own: Iterable[Mapping[str, str]] = ()) -> People:
    """The persons of the package with hand-written rows laid over them."""
    roll = Roll(packed("persons.tsv.gz"), packed("terms.tsv.gz"), offices)
    for row in own:
        roll.lay(row)
    return People(roll, offices)


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
