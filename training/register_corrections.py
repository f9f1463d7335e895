"""What the sources of persons say wrongly or leave apart: known faults, one person under two spellings, ends unsaid."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from communique.register.names import name_words, spelling
from communique.register.office import Offices
from communique.register.phrase import normalise
from training.register_rows import Person, Roll, Term, day, enter

ONE_AT_A_TIME = frozenset({"president", "prime minister", "foreign minister", "king", "chancellor", "supreme leader"})
TWO_GOVERNMENTS = frozenset({"YEM", "LBY", "SOM", "SYR", "VEN", "MMR", "AFG", "BIH", "CHE", "SMR", "AND", "CYP", "PSE"})
SAME_DAY = 10  # days by which two sources differ over one inauguration


class Corrections:
    """The rows of `corrections.csv`."""

    def __init__(self, path: Path) -> None:
        lines = [line for line in path.read_text("utf-8").splitlines() if not line.startswith("#")]
        self._rows: dict[str, list[dict[str, str]]] = defaultdict(list)
        for row in csv.DictReader(lines):
            self._rows[row["action"]].append(row)

    def drops(self, person: Person, term: Term) -> bool:
        """Whether a source is known to be wrong about this term."""
        return any(
            (row["iso3"], row["office"], row["source"]) == (term.iso3, term.canonical, term.source)
            and row["name"].casefold() == person.name.casefold()
            and term.start.startswith(row["start"])
            for row in self._rows["drop"]
        )

    def reword(self, name: str, term: Term, offices: Offices) -> None:
        """Give a term the office that it was, where a source files it under another."""
        for row in self._rows["office"]:
            worded = (row["iso3"], normalise(row["office"])) == (term.iso3, normalise(term.office))
            if worded and row["source"] == term.source and row["name"].casefold() in ("", name.casefold()):
                office = offices.of_position(row["also"], term.iso3)
                term.office = row["also"]
                term.canonical, term.level = (office.name, office.level or "") if office else ("", "")

    def apart(self, iso3: str, name: str, term: Term) -> str | None:
        """The key of the person meant, where the usual joining by name would take him for a namesake."""
        for row in self._rows["apart"]:
            if (row["iso3"], row["name"].casefold(), row["source"]) == (iso3, name.casefold(), term.source):
                return row["also"]
        return None

    def unite(self, roll: Roll) -> None:
        """Join the persons that are known to be one; what nobody is called yet becomes another spelling."""
        for row in self._rows["same"]:
            person = roll.find(row["name"], row["iso3"])
            if person is None:
                print(f"corrections.csv: nobody of {row['iso3']} is called {row['name']}")
                continue
            for also in row["also"].split("|"):
                other = _called(roll, also, row["iso3"])
                if other is not None and other is not person:
                    _unite(roll.people, person, other)
                if also not in (person.name, *person.aliases):
                    person.aliases.append(also)
                    roll.index(person, also)


def unite_doubles(people: dict[str, Person]) -> None:
    """Join persons who began in one office of a state on one day under names that can be one."""
    while (pair := next(_doubles(people.values()), None)) is not None:
        first, second = sorted(pair, key=lambda p: (not p.wikidata, -len(p.terms), p.key))
        _unite(people, first, second)


def close_superseded(people: Iterable[Person]) -> None:
    """End what Wikidata left open where a successor has begun: an office of one holder has no two."""
    posts: dict[tuple[str, str], list[tuple[Term, Person]]] = defaultdict(list)
    for person in people:
        for term in person.terms:
            if term.canonical in ONE_AT_A_TIME and term.iso3 not in TWO_GOVERNMENTS and len(term.start) >= 7:
                posts[term.iso3, term.canonical].append((term, person))
    for held in posts.values():
        held.sort(key=lambda each: (each[0].start, each[1].key))
        for term, person in held:
            if term.end or "W" not in term.source:
                continue
            later = [
                t for t, p in held
                if p is not person and t.start > term.start and t.start <= term.as_of and not t.start_seen
            ]  # fmt: skip
            if later and term.seen[:7] <= later[0].start[:7]:
                term.end = later[0].start


def _called(roll: Roll, name: str, iso3: str) -> Person | None:
    words = sorted(name_words(name))
    found = (p for p in roll.people.values() if p.iso3 == iso3 and p.name == name)
    alike = (p for p in roll.people.values() if p.iso3 == iso3 and sorted(name_words(p.name)) == words)
    return next(found, None) or next(alike, None)


def _unite(people: dict[str, Person], person: Person, other: Person) -> None:
    for name in (other.name, *other.aliases):
        if name not in (person.name, *person.aliases):
            person.aliases.append(name)
    person.native_name = person.native_name or other.native_name
    person.family = person.family or other.family
    for term in sorted(other.terms, key=lambda t: (t.start, t.office)):
        enter(person, term)
    people.pop(other.key, None)


def _doubles(people: Iterable[Person]) -> Iterator[tuple[Person, Person]]:
    posts: dict[tuple[str, str], list[tuple[Term, Person]]] = defaultdict(list)
    for person in people:
        for term in person.terms:
            if term.canonical in ONE_AT_A_TIME and len(term.start) == 10 and not term.start_seen:
                posts[term.iso3, term.canonical].append((term, person))
    for held in posts.values():
        for at, (term, person) in enumerate(held):
            for other_term, other in held[at + 1 :]:
                together = other is not person and abs(day(term.start) - day(other_term.start)) <= SAME_DAY
                if together and not (person.wikidata and other.wikidata) and _alike(person, other):
                    yield person, other


def _alike(a: Person, b: Person) -> bool:
    """Whether a word of one name, not a particle, is a word of the other or nearly so: the day says the rest."""
    from rapidfuzz.distance import JaroWinkler

    first, second = ([spelling(w) for w in name_words(p.name) if len(w) > 3] for p in (a, b))
    ends = [(first[-1:], second), (second[-1:], first)]
    return all(any(JaroWinkler.similarity(x, y) >= 0.88 for y in others) for last, others in ends for x in last)
