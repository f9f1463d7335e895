"""Administrations: "the Obama administration", "the Biden-Harris Administration", by head of government and date."""

from __future__ import annotations

import re

from communique.register.gazetteer import Entry
from communique.register.names import name_words
from communique.register.people import People, Person, Term

_PHRASE = re.compile(
    r"(?:the\s+)?(?:former\s+|previous\s+|outgoing\s+|incoming\s+|current\s+)?(?P<name>\S.*?)(?:['’]s)?\s+"
    r"(?P<noun>administration|government|regime|cabinet|presidency|junta)",
    re.I,
)
_HEADS = frozenset(
    ("president", "prime minister", "chancellor", "supreme leader", "leader", "king", "general secretary", "emir")
)


def reigns(people: People, phrase: str, *, iso3: str | None = None) -> tuple[Term, ...]:
    """The terms at the head of government of the one person whose administration a phrase names, the first first."""
    read = _PHRASE.match(phrase.strip())
    if read is None:
        return ()
    full = re.search(r"\(([^()\d]+)\)$", phrase)  # "Bush administration (George W. Bush)", not "(2001-2009)"
    name = full[1] if full else read["name"]
    held = [
        terms
        for person in people.find(name, iso3=iso3) or people.find(name, iso3=iso3, surname_only=True)
        if (terms := tuple(t for t in person.terms if t.canonical in _HEADS and t.iso3 and iso3 in (None, t.iso3)))
    ]
    return held[0] if len(held) == 1 else ()


def administrations(
    people: People, phrase: str, *, iso3: str | None = None, on: str | None = None
) -> tuple[Entry, ...]:
    """The governments that a phrase with a head's name can mean: of a date the one then in office, else the last."""
    read = _PHRASE.fullmatch(phrase.strip())
    if read is None:
        return ()
    name, known = read["name"], people.find(read["name"], iso3=iso3)
    if not known:
        name = re.split(r"[-–/]", name)[0].strip()  # "Biden-Harris" is Biden's
        known = people.find(name, iso3=iso3, surname_only=True)
    found: dict[str, tuple[tuple[int, int], Entry]] = {}
    for person in known:
        for term in person.terms:
            if term.canonical in _HEADS and term.iso3 and (on is None or not term.start or term.start <= on):
                key = f"government:{term.iso3}:{'-'.join(name_words(person.name))}"
                rank = (0 if on is None or term.holds_on(on) else 1, -int((term.start or "0000")[:4]))
                if key not in found or rank < found[key][0]:
                    found[key] = (rank, _entry(key, person, term, read["noun"].lower(), name))
    return tuple(entry for _, entry in sorted(found.values(), key=lambda pair: (pair[0], pair[1].key)))


def _entry(key: str, person: Person, term: Term, noun: str, name: str) -> Entry:
    return Entry(
        key=key,
        kind="government",
        name=f"{name} {noun} ({person.name})" if name != person.name else f"{name} {noun}",
        iso3=term.iso3,
        code=term.iso3,
        sector="GOV",
        wikidata=None,
        native_name=None,
        form="name",
        valid_from=term.start,
        valid_to=term.end,
    )
