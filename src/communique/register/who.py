"""Who: the register's answer to a question in plain words, with terms and sources."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from communique.register.people import Person, Term

if TYPE_CHECKING:
    from communique.register.gazetteer import Entry
    from communique.register.office import Office
    from communique.register.register import Register

_OF = re.compile(r"\s+(?:of|for|in)\s+(?:the\s+)?", re.I)
_AMBASSADOR = re.compile(r"(?:(?P<sender>.+?)(?:'s|’s)?\s+)?ambassador\s+to\s+(?P<post>.+)", re.I)


@dataclass(frozen=True, slots=True)
class Answer:
    """One thing the question can mean: a person with the terms that answer it, or a named thing; and why."""

    why: str
    person: Person | None = None
    terms: tuple[Term, ...] = ()
    entry: Entry | None = None

    @property
    def sources(self) -> tuple[str, ...]:
        """What to cite, with licences."""
        return tuple(dict.fromkeys(f"{term.source} ({term.licence})" for term in self.terms))


def who(query: str, on: str | None = None, *, register: Register | None = None) -> list[Answer]:
    """Who is meant by an office ("foreign minister of South Korea"), a name ("Blinken", "노규덕"), a thing ("Kremlin").

    With `on`, an ISO date, only who held the office then, and for a person what was held then first; without, everybody
    in the order of their terms, the latest first.
    """
    if register is None:
        from communique.register.register import load

        register = load()
    if found := _ambassadors(register, query.strip(), on):
        return found
    for office, state in _questions(query.strip(), register):
        if found := _holders(register, office, state, on):
            return found
    return _named(register, query.strip(), on)


def _questions(query: str, register: Register) -> Iterator[tuple[Office, Entry]]:
    """Every way to read the query as an office and a state or body, the longest state first."""
    words = query.split()
    before = [(words[n:], " ".join(words[:n])) for n in range(len(words) - 1, 0, -1)]
    cuts = [(" ".join(rest), name.removesuffix("'s").removesuffix("’s")) for rest, name in before]
    cuts += [(query[: m.start()], query[m.end() :]) for m in _OF.finditer(query)]
    for phrase, name in cuts:
        office = register.office(phrase)
        if office is not None:
            yield from ((office, entry) for entry in register.lookup(name) if entry.kind in ("state", "body"))
    office = register.office(query)
    if office is not None and (implied := register.state(office.iso3) or register.entry(f"body:{office.body}")):
        yield office, implied


def _holders(register: Register, office: Office, state: Entry, on: str | None) -> list[Answer]:
    code = state.iso3 or state.code or ""
    if on is not None:
        held = register.people.holders(office, code, on)
        return [Answer(f"{office.name} of {state.name} on {on}", person, (term,)) for person, term in held]
    return [
        Answer(f"{office.name} of {state.name}", person, (term,)) for person, term in register.people.ever(office, code)
    ]


def _ambassadors(register: Register, query: str, on: str | None) -> list[Answer]:
    """Answer "US ambassador to South Korea", with or without the sender."""
    asked = _AMBASSADOR.fullmatch(query)
    if asked is None:
        return []
    post = {entry.key for entry in register.lookup(asked["post"])}
    senders = {entry.iso3 for entry in register.lookup(asked["sender"])} if asked["sender"] else None
    found = []
    for person, term in register.people.ambassadors():
        _, _, where = term.office.partition(" to ")
        there = post & {entry.key for entry in register.lookup(where)}
        if there and (senders is None or term.iso3 in senders) and (on is None or term.holds_on(on)):
            found.append((person, term))
    found.sort(key=lambda held: (held[1].start or "", held[0].key), reverse=True)
    return [Answer(f"ambassador to {asked['post']}" + (f" on {on}" if on else ""), p, (t,)) for p, t in found]


def _named(register: Register, query: str, on: str | None) -> list[Answer]:
    people, why = register.persons(query, on=on), "this name"
    if not people:
        people, why = register.persons(query, on=on, surname_only=True), "this surname"
    answers = []
    for person in people:
        held = tuple(t for t in person.terms if on is None or t.holds_on(on))
        doubt = "" if held or on is None else f"; no office shown on {on}"
        answers.append(Answer(f"{why}{doubt}", person, held or person.terms))
    answers += [Answer(f"{entry.form} of {entry.name}", entry=entry) for entry in register.lookup(query, on=on)]
    return answers
