"""Cities, venues and regions, and where they are. What stands for a government is in the gazetteer."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from communique.register.phrase import normalise
from communique.register.tables import data, provenance, rows


@dataclass(frozen=True, slots=True)
class City:
    """A place inside a state; `iso3` is None where several states have one of the name, or where it is disputed."""

    name: str
    kind: str  # capital, city, venue, site, region
    iso3: str | None
    source: str
    licence: str


def city(name: str) -> City | None:
    """The place of this name: "Geneva" is a city in Switzerland."""
    return cities().get(normalise(name))


@cache
def cities() -> dict[str, City]:
    """Every place by each of its names, normalised; our own rows win."""
    known: dict[str, City] = {}
    for table in ("cities.csv", "cities_own.csv"):
        file = data(table)
        source, licence = provenance(file)
        for _, row in rows(file):
            place = City(row["name"], row["kind"], row["iso3"] or None, source, licence)
            for form in (row["name"], *row.get("forms", "").split("|")):
                if form:
                    known[normalise(form)] = place
    return known
