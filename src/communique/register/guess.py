"""Guess: what is spelt nearly as a question that has no answer; always shown as a guess, never taken for one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from communique.register import abjad
from communique.register.characters import in_pinyin, is_han
from communique.register.city import City, cities
from communique.register.cyrillic import is_cyrillic
from communique.register.korean import is_hangul
from communique.register.letters import in_latin
from communique.register.names import name_words
from communique.register.phrase import normalise
from communique.register.same_name import same_name

if TYPE_CHECKING:
    from communique.register.gazetteer import Entry
    from communique.register.people import Person
    from communique.register.register import Register

_MOST = 5
_NEAR = 0.88  # Jaro-Winkler: "soeul" and "seoul" have 0.94, "pyongyan" and "pyongyang" 0.98
_NEAR_NAME = 0.93  # of whole names: "jhon kerry" and "john kerry" have 0.95
_MOST_WORDS = 6
_SHORTEST = 4  # letters: any shorter word is near to everything


def guesses(register: Register, query: str) -> list[Person | Entry | City]:
    """Persons, things and places whose names are spelt nearly so, the nearest kind first, five at most."""
    spelt = normalise(in_latin(query) or query)
    words = name_words(spelt)
    if abjad.is_abjad(query) and abjad.says_enough(query):
        return list(register.people.read_as(query)[:_MOST])
    if read := _written_by_sound(register, query):
        return [*read]
    if len(spelt) < _SHORTEST or not words or len(words) > _MOST_WORDS or any(c.isdigit() for c in spelt):
        return []
    return [*_things(register, spelt), *_persons(register, query, words)][:_MOST]


def _written_by_sound(register: Register, query: str) -> list[Person]:
    """Those whose name this is in characters, in Hangul or in Cyrillic, where nobody's own spelling is so."""
    people = register.people
    if is_han(query):
        alike = (p for reading in in_pinyin(query) for p in people.find(reading))
        return [*(p for p in alike if not (p.native_name and is_han(p.native_name)))][:_MOST]
    if is_hangul(query):
        return [*people.sounding_so(query, script="hangul")[:_MOST]]
    return [*people.sounding_so(query, script="cyrillic")[:_MOST]] if is_cyrillic(query) else []


def _persons(register: Register, query: str, words: tuple[str, ...]) -> list[Person]:
    """Those of a near surname; of several words those whose whole name is near."""
    if len(words) == 1:
        return list(register.people.sounding_like(words[0], most=_MOST))
    near = {p.key: p for word in words for p in register.people.sounding_like(word, most=200)}
    likeness = {p.key: _likeness(query, p) for p in near.values()}
    fitting = [p for p in near.values() if likeness[p.key] >= _NEAR_NAME]
    return sorted(fitting, key=lambda p: (-likeness[p.key], p.key))[:_MOST]


def _likeness(query: str, person: Person) -> float:
    from rapidfuzz.distance import JaroWinkler

    names = (person.name, *person.aliases)
    if any(same_name(query, name).same for name in names):
        return 1.0
    asked = " ".join(sorted(name_words(query)))
    return max(JaroWinkler.similarity(asked, " ".join(sorted(name_words(name)))) for name in names)


def _things(register: Register, spelt: str) -> list[Entry | City]:
    from rapidfuzz import process
    from rapidfuzz.distance import JaroWinkler

    names: dict[str, Entry | City] = dict(cities())
    names |= {normalise(entry.name): entry for entry in register.entries()}
    near = process.extract(spelt, names.keys(), scorer=JaroWinkler.similarity, limit=3, score_cutoff=_NEAR)
    found = {id(names[name]): names[name] for name, _, _ in near}
    return [thing for thing in found.values() if _is_called_so(register, thing)]


def _is_called_so(register: Register, thing: Entry | City) -> bool:
    """Whether a thing still has its name: a user's row may have taken it away."""
    return isinstance(thing, City) or any(entry.key == thing.key for entry in register.lookup(thing.name))
