"""The register: one object that answers who a phrase can mean."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from communique.record import ActorKind
from communique.register.gazetteer import Entry, Gazetteer
from communique.register.office import Office, Offices, Organ
from communique.register.tables import data, overlay, rows

_TABLES = (
    "states.csv", "states_own.csv", "bodies.csv", "bodies_supraverden.CC-BY-SA.csv", "seats.csv", "media.csv",
    "groups.csv",
)  # fmt: skip


class Register:
    """Names, offices and persons, read once; every look-up is exact after normalising.

    >>> load().lookup("the U.S.")[0].code
    'USA'
    """

    def __init__(self, gazetteer: Gazetteer, offices: Offices) -> None:
        self._gazetteer = gazetteer
        self._offices = offices
        self.longest = gazetteer.longest
        self.first_words = gazetteer.first_words
        self.longest_office = offices.longest
        self.office_starts = offices.first_words
        self.office_words = offices.first_words

    # Names of states, bodies, seats, media and groups

    def may_start(self, word: str) -> bool:
        """Whether a name of the gazetteer can begin with this token."""
        return word.casefold() in self.first_words

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

    # Offices and organs

    def office(self, phrase: str) -> Office | None:
        """The office a phrase names: "first vice foreign ministers", "acting Assistant Secretary of State"."""
        return self._offices.office(phrase)

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


def _organ_entry(key: str, kind: ActorKind, organ: Organ, state: Entry) -> Entry:
    name = f"{organ.name} of {state.name}"
    return Entry(key, kind, name, state.iso3, state.code, organ.sector, None, None, "name")


def load_gazetteer(extra: Path | None = None) -> Gazetteer:
    """The names alone, without offices and persons."""
    files = [data(name) for name in _TABLES]
    tables = [(row for _, row in rows(file)) for file in files if file.is_file()]
    if extra is not None:
        tables.append(row for _, row in rows(extra))
    return Gazetteer(overlay(tables))


@cache
def load(extra: Path | None = None) -> Register:
    """The register, read once a process; `extra` is the user's own table, laid over ours."""
    return Register(load_gazetteer(extra), Offices())
