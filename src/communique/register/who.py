"""Who: the register's answer to a question in plain words, with terms and sources."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from communique.register.city import City, city
from communique.register.names import name_words
from communique.register.people import Person, Term
from communique.register.phrase import normalise
from communique.register.session import Presidency, Resolution, Session

if TYPE_CHECKING:
    from communique.register.gazetteer import Entry
    from communique.register.office import Office
    from communique.register.register import Register

_LONGEST = 200  # characters; the longest name of a ministry has about 120
_SHORTEST_ACRONYM = 2
_HEADS = frozenset({"head", "chief", "the head", "the chief", "boss"})
_OF = re.compile(r"\s+(?:of|for|in|to)\s+(?:the\s+)?", re.I)
_AMBASSADOR = re.compile(r"(?:(?P<sender>.+?)(?:'s|’s)?\s+)?ambassador\s+to\s+(?P<post>.+)", re.I)
_SYMBOL = re.compile(r"(?:(?P<body>.*?)\s*\bresolution\s+)?(?P<symbol>(?:A/(?:HRC/)?RES/)?\d{1,2}/\d{1,3})", re.I)
_SESSION = re.compile(
    r"(?:the\s+)?(?P<ordinal>\d{1,3})(?:st|nd|rd|th)\s+(?:regular\s+)?session\s+of\s+(?:the\s+)?(?P<body>.+)"
    r"|(?P<body_first>.+?)(?:'s|’s)?\s+(?:session\s+)?(?P<number>\d{1,3})(?:(?:st|nd|rd|th)\s+(?:regular\s+)?session)?",
    re.I,
)
_PRESIDENCY = re.compile(r"(?:president|presidency|presidents)\s+of\s+(?:the\s+)?(?P<body>.+)", re.I)
_OUR_NAMES = {"HRC": "UNHRC", "GA": "UNGA", "UN": "UNGA", "SC": "UNSC"}  # how sessions are cited
_FORMS = {
    "name": "another name of it", "acronym": "its acronym", "demonym": "its people", "adjective": "its adjective",
    "capital": "its capital, which may stand for its government", "seat": "a seat that stands for it",
}  # fmt: skip
_RANKS = ("head", "minister", "vice_minister", "director", "ambassador", "envoy", "parliament", "working")
_CHIEFS = frozenset(
    ("president", "prime minister", "chancellor", "supreme leader", "leader", "king", "general secretary", "emir",
     "pope", "UN Secretary-General", "NATO Secretary General", "EU High Representative")
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Answer:
    """One thing the question can mean (a person with the terms that answer it, a named thing, …); and why."""

    why: str
    person: Person | None = None
    terms: tuple[Term, ...] = ()
    entry: Entry | None = None
    city: City | None = None
    session: Session | None = None
    resolution: Resolution | None = None
    presidency: Presidency | None = None
    guess: bool = False  # nothing is called so; this is only spelt nearly so
    cited: tuple[tuple[str, str], ...] = ()  # source and licence, where no term carries them

    @property
    def sources(self) -> tuple[str, ...]:
        """What to cite, with licences."""
        named = [*((term.source, term.licence) for term in self.terms), *self.cited]
        return tuple(dict.fromkeys(f"{source} ({licence})" for source, licence in named))


def who(query: str, on: str | None = None, *, register: Register | None = None) -> list[Answer]:
    """Who is meant by an office ("foreign minister of South Korea"), a name ("Blinken", "노규덕"), a thing ("Kremlin").

    With `on`, an ISO date, month or year, only who held the office then, and for a person what was held then; without,
    everybody in the order of their terms, the latest first. Where nothing is called so, the nearest spellings, each
    marked as a `guess`.
    """
    register = register or _register()
    asked = " ".join(query.split())
    if not any(c.isalnum() for c in asked) or len(asked) > _LONGEST:
        return []
    for look in _LOOKS:
        if found := look(register, asked, on):
            return found
    if register.office(asked) or any(True for _ in _questions(asked, register)):
        return []  # an office that nobody is shown in; `unanswered` says so
    return _guesses(register, asked)


def unanswered(query: str, on: str | None = None, *, register: Register | None = None) -> str:
    """Why there is no answer, and what to try."""
    register = register or _register()
    asked = " ".join(query.split())
    if not asked:
        return "Ask for a name, an office or a place, such as: foreign minister of Norway."
    if len(asked) > _LONGEST:
        return f"A question has {_LONGEST} characters at most; this one has {len(asked):,}."
    questions = [(o, s, register.people.ever(o, s.iso3 or s.code or "")) for o, s in _questions(asked, register)]
    for office, state, ever in sorted(questions, key=lambda question: not question[2]):
        if not ever:
            return f"The register knows no {_of(office, state)}."
        names = "; ".join(f"{person.name}, {span(term)}" for person, term in _nearest(ever, on))
        return f"No source shows who was {_of(office, state)}{_when(on)}. Nearest: {names}."
    if register.office(asked):
        return f'"{asked}" is an office. Of which state or body? Ask for: {asked} of …'
    return f"The register knows nobody and nothing called {asked}."


def span(term: Term) -> str:
    """When a term was, claiming no more than its source: an open end is not "still in office"."""
    start = term.start and (f"from {term.start}" if term.start_known else f"seen first in {term.start}")
    if term.end:
        end = f"to {term.end}" if term.end_known else f"to {term.end}, when the next one began"
    elif term.as_of:
        end = f"not ended by {term.as_of}, when the source was made"
    else:
        end = "end not known"
    return " ".join(part for part in (start or "from an unknown day", end) if part)


def _register() -> Register:
    from communique.register.register import load

    return load()


def _nearest(ever: tuple[tuple[Person, Term], ...], on: str | None) -> list[tuple[Person, Term]]:
    if on is None:
        return list(ever[:2])
    before = [held for held in ever if (held[1].start or "") <= on]
    after = [held for held in ever if (held[1].start or "") > on]
    return [*before[:1], *after[-1:]]


def _within(start: str | None, end: str | None, on: str) -> bool:
    """Whether a stretch touches a day, month or year."""
    begun = not start or start[: len(on)] <= on[: len(start)]
    return begun and (not end or end[: len(on)] >= on[: len(end)])


def _holds(term: Term, on: str | None) -> bool:
    return on is None or _within(term.start, term.end or term.as_of, on)


# Offices


def _questions(query: str, register: Register) -> Iterator[tuple[Office, Entry]]:
    """Every way to read the query as an office and a state or body, the longest state first."""
    for phrase, name in _cuts(query):
        office = register.office(phrase)
        if office is not None:
            named = [entry for entry in register.lookup(name) if entry.kind in ("state", "body")]
            yield from ((register.office_there(phrase, entry.iso3) or office, entry) for entry in named)
        elif phrase.casefold() in _HEADS:
            bodies = (entry for entry in _entries(register, name) if entry.kind == "body")
            yield from ((head, body) for body in bodies if (head := register.head_of(body.code or "")))
    office = register.office(query)
    if office is not None and (implied := register.state(office.iso3) or register.entry(f"body:{office.body}")):
        yield office, implied


def _cuts(query: str) -> list[tuple[str, str]]:
    """What is asked for and of whom: "South Korea's foreign minister", "foreign minister of South Korea"."""
    words = query.split()
    before = [(words[n:], " ".join(words[:n])) for n in range(len(words) - 1, 0, -1)]
    cuts = [(" ".join(rest), name.removesuffix("'s").removesuffix("’s")) for rest, name in before]
    return cuts + [(query[: m.start()], query[m.end() :]) for m in _OF.finditer(query)]


def _of(office: Office, state: Entry) -> str:
    """An office with its state; "UN Secretary-General" says it already."""
    return office.name if office.body else f"{office.name} of {state.name}"


def _when(on: str | None) -> str:
    return "" if on is None else f" on {on}" if len(on) == 10 else f" in {on}"


def _holders(register: Register, query: str, on: str | None) -> list[Answer]:
    for office, state in _questions(query, register):
        why = _of(office, state) + _when(on)
        ever = register.people.ever(office, state.iso3 or state.code or "")
        held = [(person, term) for person, term in ever if _holds(term, on)]
        just_so = [
            each for each in held if normalise(each[1].office) == normalise(query)
        ]  # "UN Special Envoy for Yemen"
        if held:
            return [Answer(why, person, (term,)) for person, term in just_so or held]
    return []


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
        if there and (senders is None or term.iso3 in senders) and _holds(term, on):
            found.append((person, term))
    found.sort(key=lambda held: (held[1].start or "", held[0].key), reverse=True)
    return [Answer(f"ambassador to {asked['post']}{_when(on)}", p, (t,)) for p, t in found]


def _administrations(register: Register, query: str, on: str | None) -> list[Answer]:
    return [
        Answer(f"the government{_when(on)}", entry=entry, terms=terms)
        for entry in register.administration(query, on=on)
        if (terms := tuple(t for t in register.reigns(entry.name, iso3=entry.iso3) if _holds(t, on)))
    ]


def _organs(register: Register, query: str, on: str | None) -> list[Answer]:
    """Answer "Russian foreign ministry", "parliament of Chad": organs that every state has."""
    found: dict[str, Answer] = {}
    for phrase, name in _cuts(query):
        for state in register.lookup(name, on=on):
            organ = register.organ_of(phrase, state.iso3) if state.kind == "state" and state.iso3 else None
            if organ is not None:
                found.setdefault(organ.key, Answer("an organ of state", entry=organ, cited=register.sources(organ.key)))
    return list(found.values())


# Sessions, resolutions, presidencies


def _body_code(register: Register, name: str) -> str | None:
    name = name.strip()
    entries = register.lookup(_OUR_NAMES.get(name, name))
    return next((entry.key.removeprefix("body:") for entry in entries if entry.kind == "body"), None)


def _resolutions(register: Register, query: str, on: str | None) -> list[Answer]:
    asked = _SYMBOL.fullmatch(query)
    if asked is None:
        return []
    body = _body_code(register, asked["body"]) if asked["body"] else None
    found = register.resolutions(symbol=asked["symbol"], body=body)
    exact = [r for r in found if r.symbol.casefold() == asked["symbol"].casefold()]
    return [
        Answer(f"resolution {asked['symbol']}", resolution=r, cited=((r.source, r.licence),)) for r in exact or found
    ]


def _sessions(register: Register, query: str, on: str | None) -> list[Answer]:
    asked = _SESSION.fullmatch(query)
    if asked is None:
        return []
    body = _body_code(register, asked["body"] or asked["body_first"])
    session = register.session(body, int(asked["ordinal"] or asked["number"])) if body else None
    if session is None:
        return []
    return [Answer(f"a session of the {register.body_name(session.body)}", session=session,
                   cited=(register.source_of_table("sessions.csv"),))]  # fmt: skip


def _presidencies(register: Register, query: str, on: str | None) -> list[Answer]:
    asked = _PRESIDENCY.fullmatch(query)
    body = _body_code(register, asked["body"]) if asked else None
    found = [p for p in register.presidencies_of(body) if _within(p.month, p.month, on or p.month)] if body else []
    _, licence = register.source_of_table("sessions_presidencies.csv")
    return [
        Answer(f"president of the {register.body_name(p.body)} in {p.month}", entry=register.state(p.iso3),
               presidency=p, cited=((p.source, licence),))
        for p in sorted(found, key=lambda p: p.month, reverse=True)
    ]  # fmt: skip


# Names


def _named(register: Register, query: str, on: str | None) -> list[Answer]:
    entries = [_entry(register, entry, query) for entry in _entries(register, query, on)]
    place = city(query)
    if place is not None and not any(a.entry and a.entry.form == "capital" for a in entries):
        state = register.state(place.iso3)
        home = f" in {state.name}" if state else "; several states have one, or its state is disputed"
        where = f"a {place.kind}{home}"
        entries.append(Answer(where, city=place, cited=((place.source, place.licence),)))
    full = [_person(person, "this name", on) for person in register.persons(query, on=on)]
    if full or (entries and query.isupper()):  # "UN" is no surname
        return full + entries
    if any(c.isdigit() for c in query):
        return entries
    surnamed = sorted(register.persons(query, on=on, surname_only=True), key=lambda person: _standing(person, on))
    if not surnamed and not entries:
        partly = sorted(register.people.with_word(query), key=lambda person: _standing(person, on))
        return [_person(person, "a part of the name", on) for person in partly]
    return entries + [_person(person, _surname(query, person), on) for person in surnamed]


def _titled(register: Register, query: str, on: str | None) -> list[Answer]:
    """Answer "Foreign Minister Lavrov": those of the name who have held the office."""
    words = query.split()
    for n in range(len(words) - 1, 0, -1):
        office, name = register.office(" ".join(words[:n])), " ".join(words[n:])
        if office is None:
            continue
        people = register.persons(name, on=on) or register.persons(name, on=on, surname_only=True)
        held = [(p, tuple(t for t in p.terms if _is_called(register, t, office) and _holds(t, on))) for p in people]
        if found := [Answer(f"this name, as {office.name}", person, terms) for person, terms in held if terms]:
            return sorted(found, key=lambda a: _standing(a.person, on) if a.person else ())
    return []


def _is_called(register: Register, term: Term, title: Office) -> bool:
    """Whether a term gives a title: "Secretary" is what a secretary of state is called."""
    office = register.office(term.canonical) if term.canonical else None
    return office is not None and (register.is_office(term, title) or office.rank(title.name))


def _entries(register: Register, query: str, on: str | None = None) -> tuple[Entry, ...]:
    """What is called so; in a question, unlike in a text, "asean" is ASEAN."""
    shouted = query.upper() if query.islower() and len(query) >= _SHORTEST_ACRONYM else ""
    return register.lookup(query, on=on) or (register.lookup(shouted, on=on) if shouted else ())


def _entry(register: Register, entry: Entry, query: str) -> Answer:
    why = "its name" if normalise(query) == normalise(entry.name) else _FORMS[entry.form]
    return Answer(why, entry=entry, cited=register.sources(entry.key))


def _person(person: Person, why: str, on: str | None) -> Answer:
    held = tuple(t for t in person.terms if _holds(t, on))
    doubt = "" if held else f"; no office shown{_when(on)}"
    return Answer(f"{why}{doubt}", person, held or person.terms)


def _surname(query: str, person: Person) -> str:
    last = name_words(query)[-1:]
    spelt = {word for name in (person.name, person.native_name or "", *person.aliases) for word in name_words(name)}
    return "this surname" if set(last) <= spelt or not query.isascii() else "a surname spelt much like this"


def _standing(person: Person, on: str | None) -> tuple[bool, int, bool, str, int, str]:
    """Serving on the date, high, chief, recent, long: in this order people come to mind by their surname."""
    terms = [t for t in person.terms if _holds(t, on)] or list(person.terms)
    ranks = (0 if t.canonical in _CHIEFS else _RANKS.index(t.level) if t.level in _RANKS else 99 for t in terms)
    rank = min(ranks, default=99)
    chief = any(t.canonical in _CHIEFS for t in terms)
    latest = max((t.end or t.as_of or t.start or "" for t in terms), default="")
    recent = "".join(chr(ord("9") - int(c)) if c.isdigit() else c for c in latest[:4])
    serving = on is None or any(_holds(t, on) for t in person.terms)
    return (not serving, rank, not chief, recent or "~", -len(terms), person.key)


def _guesses(register: Register, query: str) -> list[Answer]:
    from communique.register.guess import guesses

    return [
        Answer("spelt nearly so", guessed, guessed.terms, guess=True)
        if isinstance(guessed, Person)
        else Answer("spelt nearly so", city=guessed, cited=((guessed.source, guessed.licence),), guess=True)
        if isinstance(guessed, City)
        else Answer("spelt nearly so", entry=guessed, cited=register.sources(guessed.key), guess=True)
        for guessed in guesses(register, query)
    ]


_LOOKS = (_ambassadors, _resolutions, _sessions, _presidencies, _holders, _administrations, _named, _titled, _organs)
