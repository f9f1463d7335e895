"""The register: one object that answers who a phrase can mean."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property
from pathlib import Path

from communique.record import ActorKind
from communique.register.administration import administrations, reigns
from communique.register.gazetteer import Entry, Gazetteer
from communique.register.names import name_words
from communique.register.office import Office, Offices, Organ
from communique.register.own import read_own
from communique.register.people import People, Person, Term, read_people
from communique.register.roll import YOUR_LICENCE, YOURS
from communique.register.same_name import NEEDS_BACKING, Match, same_name
from communique.register.session import Presidency, Resolution, Session, matching
from communique.register.tables import data, overlay, provenance, rows, uncollected

_TABLES = (
    "states.csv", "states_own.csv", "bodies.csv", "bodies_supraverden.CC-BY-SA.csv", "seats.csv", "media.csv",
    "groups.csv",
)  # fmt: skip
_ORGANS = ("own compilation (the organs that every state has)", "Apache-2.0")


class Register:
    """Names, offices and persons, read once; every look-up is exact after normalising.

    >>> load().lookup("the U.S.")[0].code
    'USA'
    """

    def __init__(
        self,
        gazetteer: Gazetteer,
        offices: Offices,
        own_persons: Sequence[Mapping[str, str]] = (),
        own_names: Sequence[Mapping[str, str]] = (),
        problems: tuple[str, ...] = (),
    ) -> None:
        self.problems = problems  # what is wrong with the user's own rows, with file and line
        self._gazetteer = gazetteer
        self._offices = offices
        self._own_persons = own_persons
        self._own_names = own_names
        self.longest = gazetteer.longest
        self.first_words = gazetteer.first_words
        self.longest_office = offices.longest
        self.office_starts = offices.first_words
        self.office_words = offices.first_words

    # Names of states, bodies, seats, media and groups

    def may_start(self, word: str) -> bool:
        """Whether a name of the gazetteer can begin with this token."""
        return word.casefold() in self.first_words

    def reach(self, word: str) -> int:
        """How many tokens a name of the gazetteer that begins with this one can have; 0: none does."""
        return self._gazetteer.reach.get(word.casefold(), 0)

    def lookup(self, phrase: str, *, on: str | None = None) -> tuple[Entry, ...]:
        """What `phrase` can name, best first: "Brussels" is Belgium, the EU and NATO; "us" and "who" are nothing."""
        return self._gazetteer.lookup(phrase, on=on)

    def entry(self, key: str) -> Entry | None:
        """The entry with this key, such as `state:KOR` or `body:UNHRC`."""
        return self._gazetteer.get(key)

    def state(self, iso3: str | None) -> Entry | None:
        """The state or territory with this ISO 3166 alpha-3 code (SUN, DDR, CSK, YUG for former ones)."""
        return self._gazetteer.get(f"state:{iso3}") if iso3 else None

    def body_name(self, code: str) -> str:
        """The name of the body that a code stands for; the code itself where we know none."""
        entry = self._gazetteer.get(f"body:{code}")
        return entry.name if entry else code

    def entries(self) -> Iterator[Entry]:
        """Everything that has a name: states, bodies, seats, media and groups."""
        return iter(self._gazetteer)

    def source_of_table(self, name: str) -> tuple[str, str]:
        """The source and licence of a table of the package, such as `sessions.csv`."""
        return provenance(data(name))

    def sources(self, key: str) -> tuple[tuple[str, str], ...]:
        """Where the names of an entry come from, each source with its licence; of an organ, the list of organs."""
        return self._sources_by_key.get(key) or (_ORGANS,)

    @cached_property
    def _sources_by_key(self) -> dict[str, tuple[tuple[str, str], ...]]:
        found: dict[str, dict[tuple[str, str], None]] = {}
        for file in (data(name) for name in _TABLES):
            if file.is_file():
                told = provenance(file)
                for _, row in rows(file):
                    named = (row["source"], row["licence"]) if row.get("licence") else told
                    found.setdefault(row.get("key", ""), {})[named] = None
        for yours in self._own_names:
            found.setdefault(yours["key"], {})[yours.get("source") or YOURS, YOUR_LICENCE] = None
        return {key: tuple(named) for key, named in found.items()}

    # Offices and organs

    def office(self, phrase: str) -> Office | None:
        """The office a phrase names: "first vice foreign ministers", "acting Assistant Secretary of State"."""
        return self._offices.office(phrase)

    def office_there(self, phrase: str, iso3: str | None) -> Office | None:
        """The office a phrase names in one state and no other: in India the foreign secretary is a civil servant."""
        return self._offices.office_there(phrase, iso3)

    def head_of(self, body: str) -> Office | None:
        """The office at the head of an international body, by its code: of IAEA the IAEA Director General."""
        return self._offices.head_of(body)

    def organ(self, phrase: str) -> Organ | None:
        """The organ a generic phrase names: "Defence Ministry", "parliament", "armed forces"."""
        return self._offices.organ(phrase)

    def ministry(self, phrase: str) -> str | None:
        """The canonical name of a ministry's function: "foreign ministry" -> "Ministry of Foreign Affairs"."""
        organ = self._offices.organ(phrase)
        return organ.name if organ and organ.kind == "ministry" else None

    def organ_of(self, phrase: str, iso3: str) -> Entry | None:
        """The organ of one state: ("Foreign Ministry", "RUS") -> "Ministry of Foreign Affairs of Russia"."""
        organ, state = self._offices.organ(phrase), self.state(iso3)
        if organ is None or state is None:
            return None
        key = f"{organ.kind}:{iso3}:{organ.function or organ.name.casefold().replace(' ', '_')}"
        return self._gazetteer.get(key) or _organ_entry(key, organ.kind, organ, state)

    # Persons

    @cached_property
    def people(self) -> People:
        """Everyone in the register; read at the first question about a person."""
        with uncollected():
            return read_people(self._offices, self._own_persons)

    def persons(
        self, name: str, *, iso3: str | None = None, on: str | None = None, surname_only: bool = False
    ) -> tuple[Person, ...]:
        """Who can be called so, best first: "Tony Blinken", "노규덕", with `surname_only` "Lavrov"."""
        return self.people.find(name, iso3=iso3, on=on, surname_only=surname_only)

    def administration(self, phrase: str, *, iso3: str | None = None, on: str | None = None) -> tuple[Entry, ...]:
        """Whose government "the Bush administration" is: the one in office on the date first."""
        return administrations(self.people, phrase, iso3=iso3, on=on)

    def reigns(self, phrase: str, *, iso3: str | None = None) -> tuple[Term, ...]:
        """When the administration that a phrase names was in office: "the Trump administration" was, twice."""
        return reigns(self.people, phrase, iso3=iso3)

    def holders(self, office: str, iso3: str, on: str) -> tuple[tuple[Person, Term], ...]:
        """Who held an office on a date: ("foreign minister", "KOR", "2022-06-01") -> Park Jin."""
        known = self._offices.office(office)
        return self.people.holders(known, iso3, on) if known else ()

    def is_office(self, term: Term, office: Office) -> bool:
        """Whether a term is one of this office: a secretary of state is a foreign minister."""
        return self.people.is_office(term, office)

    def same_name(self, a: str, b: str) -> Match:
        """Whether two spellings can be one name, by sound and custom, and by whom the register knows under each."""
        match = same_name(a, b)
        if match.confidence >= 0.95:
            return match
        first, second = self.people.exact(a), self.people.exact(b)
        if first and second:
            shared = {p.key for p in first} & {p.key for p in second}
            if shared:
                known = next(p for p in first if p.key in shared)
                return Match(True, f"both are names of {known.name} in the register", 0.95)
            if match.same and match.confidence < 0.95:
                return Match(False, f"the register knows {first[0].name} and {second[0].name} as two people", 0.9)
        if match.same and match.confidence < NEEDS_BACKING and self._two_surnames(a, b):
            return Match(False, f"{a} and {b} are surnames of different people", 0.8)
        return match

    def _two_surnames(self, a: str, b: str) -> bool:
        last = [words[-1] for name in (a, b) if (words := name_words(name))]
        return len(last) == 2 and last[0] != last[1] and all(self.people.is_surname(word) for word in last)

    # Sessions and resolutions

    @cached_property
    def _sessions(self) -> dict[tuple[str, int], Session]:
        found = (Session.of(row) for _, row in rows(data("sessions.csv")))
        return {(session.body, session.ordinal): session for session in found}

    @cached_property
    def _resolutions(self) -> tuple[Resolution, ...]:
        return tuple(Resolution.of(row) for _, row in rows(data("resolutions.csv")))

    def session(self, body: str, ordinal: int) -> Session | None:
        """A regular session by its number: ("UNHRC", 46) is 22 February to 24 March 2021."""
        return self._sessions.get((body, ordinal))

    def presidencies_of(self, body: str) -> tuple[Presidency, ...]:
        """Who presided over a body, month by month."""
        found = (Presidency.of(row) for _, row in rows(data("sessions_presidencies.csv")))
        return tuple(p for p in found if p.body == body)

    def resolutions(
        self, topic: str | None = None, *, year: int | None = None, body: str | None = None, symbol: str | None = None
    ) -> tuple[Resolution, ...]:
        """Resolutions by words of the title, year, body or symbol, the newest first."""
        return matching(self._resolutions, topic=topic, year=year, body=body, symbol=symbol)


def _organ_entry(key: str, kind: ActorKind, organ: Organ, state: Entry) -> Entry:
    name = f"{organ.name} of {state.name}"
    return Entry(key, kind, name, state.iso3, state.code, organ.sector, None, None, "name")


def load_gazetteer(own_names: Iterable[dict[str, str]] = ()) -> Gazetteer:
    """The names alone, without offices and persons."""
    return Gazetteer(overlay([_own_tables(), own_names]))


def _own_tables() -> Iterator[dict[str, str]]:
    """The rows of the package's tables of names; one that was deleted for its licence is left out."""
    files = (data(name) for name in _TABLES)
    return (row for file in files if file.is_file() for _, row in rows(file))


@cache
def load(extra: Path | None = None) -> Register:
    """The register, read once a process; `extra` is a file or folder of the user's own rows, laid over ours.

    What is wrong with those rows stands in `problems`. Raises RegisterError when there is no such file or folder.
    """
    with uncollected():
        persons = [row | {"licence": "Apache-2.0"} for _, row in rows(data("persons_own.csv"))]
        if extra is None:
            return Register(load_gazetteer(), Offices(), persons)
        tables = list(_own_tables())
        states, keys = (frozenset(row.get(column, "") for row in tables) - {""} for column in ("iso3", "key"))
        own = read_own(extra, states, keys)
        gazetteer = Gazetteer(overlay([tables, own.names]))
        return Register(gazetteer, Offices(), [*persons, *own.persons], own.names, tuple(own.problems))
