"""Offices and organs of state as news prints them: what they are called, and what level they sit at."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from communique.record import ActorKind, Level
from communique.register.phrase import normalise, plain
from communique.register.tables import data

Modifier = Literal["acting", "former", "designate"]
_JOINTS = re.compile(r" (?:of|for|to|on|in|at|d'affaires|general|ad|elect|designate)\b")
_RANKED_HEADS = frozenset({"deputy", "vice", "assistant", "under", "first", "second", "principal", "special", "chief"})
_ENVOYS = re.compile(r"(?:Ambassador|Chargé d'affaires|High Commissioner|Special (?:Envoy|Representative))\b", re.I)
_GRADED = frozenset({"minister", "vice_minister", "director"})
_NOT_BY_BEGINNING = frozenset({"secretary", "commissioner", "secretary of state", "counselor", "director"})
# What may follow a function without changing it: a Minister for Defence Materiel is no defence minister.
_GOES_ON = frozenset("and & of for in to at with on without responsible affairs policy cooperation resources".split())
_MINISTER_OF = frozenset({"of", "for", "in", "responsible", "without"})
_SINGULARS = (
    ("women", "woman"), ("men", "man"), ("ies", "y"), ("sses", "ss"), ("people", "person"), ("ches", "ch"), ("s", ""),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Office:
    """An office as a phrase names it: "acting deputy foreign ministers" is deputy foreign minister, acting, plural."""

    name: str
    level: Level | None
    sector: str | None
    function: str | None
    iso3: str | None
    body: str | None = None  # the international body that the phrase implies: "EU foreign policy chief"
    plural: bool = False
    modifier: Modifier | None = None

    def rank(self, words: str) -> bool:
        """Whether `words` alone is how a later mention shortens this office: "the secretary", "the vice minister"."""
        short = normalise(words)
        head = _JOINTS.split(normalise(self.name), maxsplit=1)[0].split()
        if not head or normalise(self.name).endswith(("general", "rapporteur")):
            return short == normalise(self.name)
        forms = {" ".join(head), head[-1]}
        if head[0] in _RANKED_HEADS:
            forms.add(f"{head[0]} {head[-1]}")
        return short in forms


@dataclass(frozen=True, slots=True)
class Organ:
    """A ministry or another organ that every state has, under its generic name."""

    name: str
    kind: ActorKind
    sector: str
    function: str | None


class Offices:
    """An index of office and organ phrases, exact after normalising; titles' abbreviations keep their case."""

    def __init__(self) -> None:
        organs = tomllib.loads(data("organs.toml").read_text("utf-8"))
        offices = tomllib.loads(data("offices.toml").read_text("utf-8"))
        self._organs: dict[str, Organ] = dict(_organ_phrases(organs))
        self._offices: dict[str, Office] = {}
        self._acronyms: dict[str, Office] = {}
        for phrase, office in _office_phrases(offices, organs):
            self._offices.setdefault(phrase, office)
        for entry in offices["office"]:
            for acronym in entry.get("acronyms", ()):
                self._acronyms.setdefault(plain(acronym), _office(entry))
        self._heads: Mapping[str, str] = offices["heads"]
        self._there = {
            (normalise(phrase), iso3): _office(entry)
            for entry in offices["office"]
            for phrase in entry.get("there", ())
            for iso3 in entry["states"]
        }
        self._before = {normalise(w): m for m, words in offices["modifiers"].items() for w in words}
        self._after = {normalise(w): m for m, words in offices["modifiers_after"].items() for w in words}
        openings = {tuple(p.split(" ", 2)[:2]) for p in (*self._offices, *self._acronyms, *self._before)}
        self.first_words = frozenset(form for words in openings for form in _beginnings(words))
        self.longest = max(p.count(" ") for p in self._offices) + 6  # hyphens and a modifier are tokens too

    def office(self, phrase: str) -> Office | None:
        """The office a phrase names, with what "acting", "former" or "-elect" says of it."""
        cased = plain(phrase)
        folded = cased.casefold()
        found = self._offices.get(folded) or self._acronyms.get(cased)
        if found is not None:
            return found
        singular = _singular(folded)
        found = self._offices.get(singular or "") or self._acronyms.get(
            cased if cased.endswith("ss") else cased.removesuffix("s")
        )
        if found is not None:
            return replace(found, plural=True)
        for words in (1, 2):
            parts = folded.split(" ", words)
            if len(parts) > words and " ".join(parts[:words]) in self._before:
                rest = self.office(cased.split(" ", words)[words])
                return rest and replace(rest, modifier=self._before[" ".join(parts[:words])])
            parts = folded.rsplit(" ", words)
            if len(parts) > words and " ".join(parts[1:]) in self._after:
                rest = self.office(cased.rsplit(" ", words)[0])
                return rest and replace(rest, modifier=self._after[" ".join(parts[1:])])
        return None

    def head_of(self, body: str) -> Office | None:
        """The office at the head of an international body; None where there is none, or several can be meant."""
        return self.office(self._heads[body]) if body in self._heads else None

    def office_there(self, phrase: str, iso3: str | None) -> Office | None:
        """The office a phrase names in one state and no other: in India the foreign secretary is a civil servant."""
        return self._there.get((normalise(phrase), iso3)) if iso3 else None

    def of_position(self, position: str, iso3: str | None) -> Office | None:
        """The office that a source's wording of a position names: "Minister of Labour, Family and Social Affairs".

        Only ministers and ambassadors may be known by how the wording begins: a "President of the Senate" is none.
        """
        found = self.office_there(position, iso3) or self.office(position)
        words = position.split()
        if found is None and (start := _ENVOYS.match(position)):
            found = self.office(start[0])
        for length in range(len(words) - 1, 0, -1):
            if found is not None:
                break
            shorter = self.office(" ".join(words[:length]).rstrip(","))
            if shorter and shorter.level in _GRADED and shorter.name not in _NOT_BY_BEGINNING:
                whole = words[length - 1].endswith(",") or words[length].strip("(").casefold() in _GOES_ON
                found = shorter if whole and (shorter.name != "minister" or words[length] in _MINISTER_OF) else None
        if found is None or found.modifier == "former" or (found.iso3 and iso3 and found.iso3 != iso3):
            return None
        return found

    def organ(self, phrase: str) -> Organ | None:
        """The organ of state that a generic phrase names: "Foreign Ministry", "parliament", "the military"."""
        return self._organs.get(normalise(phrase))


def _office(entry: Mapping[str, Any]) -> Office:
    return Office(
        name=entry["name"],
        level=entry.get("level"),
        sector=entry.get("sector", "GOV"),
        function=entry.get("function"),
        iso3=entry.get("iso3"),
        body=entry.get("body"),
        modifier=entry.get("modifier"),
    )


def _office_phrases(offices: Mapping[str, Any], organs: Mapping[str, Any]) -> Iterator[tuple[str, Office]]:
    """Every singular phrase with its office; what is written out comes before what the patterns make."""
    written: dict[str, str] = {}
    for entry in offices["office"]:
        office = _office(entry)
        for phrase in (entry["name"], *entry["phrases"]):
            spelt = normalise(phrase)
            written[spelt] = entry["name"]
            yield spelt, office
    shapes = [[_shape(p) for p in pattern["phrases"]] for pattern in offices["pattern"]]
    for function in organs["function"]:
        words = [_inner(word) for word in function["words"]]
        for pattern, halves in zip(offices["pattern"], shapes, strict=True):
            name = pattern["name"].replace("{minister}", function["minister"])
            name = written.get(normalise(name), name)
            office = Office(name, pattern.get("level"), "GOV", function["id"], None)
            if "{" in pattern["name"]:
                yield normalise(name), office
            for before, after in halves:
                for word in words:
                    yield f"{before}{word}{after}", office


def _shape(pattern: str) -> tuple[str, str]:
    """The parts of a pattern before and after its word, as `normalise` would leave them."""
    before, after = pattern.split("{w}")
    return before.casefold(), after.casefold()


def _inner(word: str) -> str:
    """A function's word as it stands inside a phrase, where `normalise` leaves "the" alone."""
    return normalise(f"of {word}").removeprefix("of ")


def _organ_phrases(organs: Mapping[str, Any]) -> Iterator[tuple[str, Organ]]:
    shapes = [_shape(p) for p in organs["ministry_patterns"]]
    for entry in organs["organ"]:
        for phrase in (entry["name"], *entry["phrases"]):
            yield normalise(phrase), Organ(entry["name"], entry["kind"], entry["sector"], None)
    for function in organs["function"]:
        organ = Organ(function["ministry"], "ministry", "GOV", function["id"])
        for phrase in function.get("also", ()):
            yield normalise(phrase), organ
        words = [_inner(word) for word in function["words"]]
        for before, after in shapes:
            for word in words:
                yield f"{before}{word}{after}", organ


def _singular(phrase: str) -> str | None:
    """The phrase with its head in the singular: "ministers of defence", "secretaries general", "chargés d'affaires"."""
    joint = _JOINTS.search(phrase)
    head, tail = (phrase[: joint.start()], phrase[joint.start() :]) if joint else (phrase, "")
    if phrase.endswith(" generals"):
        return phrase[:-1]
    for ending, singular in _SINGULARS:
        if head.endswith(ending) and len(head) > len(ending) + 1:
            return head.removesuffix(ending) + singular + tail
    return None


def _beginnings(words: Sequence[str]) -> set[str]:
    """First words as a tokeniser may see them: "vice", but also "vice-president", "gen." and "u.n."."""
    first = words[0].casefold()
    found = {first, f"{first}.", first.split("'")[0]}
    if len(words) > 1:
        found.add(f"{first}-{words[1].casefold()}")
    if first.isalpha() and len(first) <= 3:
        found.add("".join(f"{letter}." for letter in first))
    return found
