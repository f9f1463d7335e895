"""Persons and their terms of office, from Wikidata extracts, the Factbook's history and the UN General Debate.

One row a person, one row a term. Sources are laid over one another: Wikidata first, because it has identifiers; a row
of another source joins a person only when state and name agree, and a term only when the office agrees too. An end that
no source states is left open, with the day on which the source last looked.
"""

from __future__ import annotations

import csv
import gzip
import io
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from communique.register.gazetteer import Gazetteer
from communique.register.korean import is_surname
from communique.register.names import initials_agree, name_words, spelling, transliterate
from communique.register.office import Office, Offices
from communique.register.phrase import normalise
from communique.register.same_name import same_name

PERSON_FIELDS = (
    "key", "name", "native_name", "wikidata", "aliases", "words", "surnames", "sounds", "first_term", "terms",
)  # fmt: skip
MANY_AT_ONCE = {"ambassador", "minister", "deputy minister"}  # one person can hold several such offices side by side
TERM_FIELDS = ("person", "office", "canonical", "level", "iso3", "start", "end", "marks", "source", "as_of")
FAMILY_NAME_FIRST = {"KOR", "PRK", "CHN", "TWN", "HKG", "MAC", "VNM", "KHM", "SGP", "HUN", "MNG"}
TWO_SURNAMES = {"ESP", "MEX", "ARG", "CHL", "COL", "PER", "VEN", "ECU", "BOL", "PRY", "URY", "CUB", "CRI", "NIC", "HND",
                "SLV", "GTM", "PAN", "DOM", "PRT", "BRA", "PHL"}  # fmt: skip
_ADDRESS = re.compile(
    r"^(?:(?:The (?:Right )?Honou?rable|H\.?E\.?|M(?:r|rs|s)\.?|Dr\.?|"
    r"H(?:is|er) (?:\w+ )?(?:Excellency|Highness|Majesty))\s+)+",
    re.I,
)
_DAMAGED = re.compile(r"[?\"˙¡<>]|^[a-z]+\s")
LONGEST_GAP = 120  # days between the last sight of a holder and his successor for the latter to end the former's term


@dataclass(slots=True)
class Term:
    """A term of office as a source states it."""

    office: str
    canonical: str
    level: str
    iso3: str
    start: str
    end: str
    source: str
    as_of: str
    start_seen: bool = False  # the start is the first time the holder was seen, not the first day in office
    end_known: bool = False


@dataclass(slots=True)
class Person:
    """A person under construction."""

    key: str
    name: str
    iso3: str
    native_name: str = ""
    wikidata: str = ""
    family: str = ""
    aliases: list[str] = field(default_factory=list)
    terms: list[Term] = field(default_factory=list)


class Roll:
    """Everyone found so far, by state and by the words of the name."""

    def __init__(self) -> None:
        self.people: dict[str, Person] = {}
        self._by_words: dict[tuple[str, tuple[str, ...]], Person] = {}
        self._by_word: dict[tuple[str, str], list[Person]] = defaultdict(list)

    def add(self, person: Person) -> Person:
        """Enter a new person."""
        self.people[person.key] = person
        self.index(person, person.name)
        return person

    def index(self, person: Person, name: str) -> None:
        """Make `person` findable by another spelling."""
        words = name_words(name)
        self._by_words.setdefault((person.iso3, tuple(sorted(words))), person)
        for word in words:
            self._by_word[person.iso3, spelling(word)].append(person)

    def find(self, name: str, iso3: str) -> Person | None:
        """The one person of a state whose name this can be; None when nobody, or when several can be."""
        words = name_words(name)
        if not words:
            return None
        exact = self._by_words.get((iso3, tuple(sorted(words))))
        if exact is not None and not initials_agree(name, exact.name):
            exact = None
        if exact is not None or len(words) < 2:
            return exact
        near = {p.key: p for w in words for p in self._by_word.get((iso3, spelling(w)), ())}
        fitting = [p for p in near.values() if (m := same_name(name, p.name)).same and m.confidence >= 0.85]
        return fitting[0] if len(fitting) == 1 else None


def build_persons(
    kb: Path, data: Path, gazetteer: Gazetteer, offices: Offices, sovereign: Collection[str]
) -> tuple[int, int]:
    """Write `persons.csv.gz` and `terms.csv.gz`; how many of each."""
    roll = Roll()
    for person, term in _wikidata(kb, gazetteer, offices):
        known = roll.people.get(person.key) or roll.add(person)
        _enter(known, term)
    for name, family, iso3, term in _factbook(kb, offices, sovereign):
        _join(roll, name, family, iso3, term)
    for name, iso3, term in _general_debate(kb, gazetteer, offices):
        _join(roll, name, "", iso3, term)
    people = sorted((p for p in roll.people.values() if p.terms), key=lambda p: p.key)
    _write(data, people)
    return len(people), sum(len(p.terms) for p in people)


def _join(roll: Roll, name: str, family: str, iso3: str, term: Term) -> None:
    person = roll.find(name, iso3) or (roll.find(name, "GBR") if re.search(r" [IVX]+$", name) else None)
    if person is None:
        slug = "-".join(name_words(name))
        person = roll.add(Person(f"{iso3}:{slug}", name, iso3, family=family))
    elif tuple(sorted(name_words(name))) != tuple(sorted(name_words(person.name))) and name not in person.aliases:
        person.aliases.append(name)
        roll.index(person, name)
    person.family = person.family or family
    _enter(person, term)


def _enter(person: Person, term: Term) -> None:
    """Add a term, unless a source before told of the same one: then only learn from it."""
    for known in person.terms:
        if _same_office(known, term) and known.iso3 == term.iso3 and _touch(known, term):
            if term.as_of > known.as_of and not known.end:
                known.as_of = term.as_of
                if term.end:
                    known.end, known.end_known = term.end, term.end_known
            if known.start_seen and term.start < known.start:
                known.start, known.start_seen = term.start, term.start_seen
            if term.source not in known.source:
                known.source += term.source
            return
    person.terms.append(term)


def _same_office(a: Term, b: Term) -> bool:
    plain = [normalise(t.office).replace(" the ", " ") for t in (a, b)]
    one = bool(a.canonical) and a.canonical == b.canonical and a.canonical not in MANY_AT_ONCE
    return plain[0] == plain[1] or one


def _touch(known: Term, term: Term) -> bool:
    """Whether two rows tell of one stretch of office."""
    if known.source == term.source == "W":
        return known.start == term.start and known.end == term.end
    end = known.end or known.as_of or "9999"
    if term.start_seen:
        return known.start[:7] <= term.start[:7] and (term.start[: len(end)] <= end or not known.end)
    again = not known.end and known.start <= term.start <= known.as_of  # sworn in again, never having left
    return again or abs(_day(known.start) - _day(term.start)) <= 75 or (known.start_seen and known.start >= term.start)


def _day(iso: str) -> int:
    parts = [int(p) for p in iso.split("-")] if iso else [1]
    return date(parts[0], parts[1] if len(parts) > 1 else 1, parts[2] if len(parts) > 2 else 1).toordinal()


def _wikidata(kb: Path, gazetteer: Gazetteer, offices: Offices) -> Iterator[tuple[Person, Term]]:
    with (kb / "officeholders_wikidata_2005_2022.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            states = gazetteer.lookup(row["jurisdiction"])
            iso3 = (states[0].iso3 or "") if states and row["jurisdiction"] != "world" else ""
            latin = re.sub(r"\s*\([^)]*\)|[\u200b-\u200f]", "", row["person"]).strip()
            native = ""
            if not re.search("[A-Za-z]", latin):
                native, latin = latin, _latin(latin)
            office = offices.of_position(row["position"], iso3)
            term = _term(row["position"], office, iso3, row["start"], row["end"], "W", row["snapshot_date"])
            term.end_known = bool(row["end"])
            yield Person(row["wikidata"], latin, iso3, native_name=native, wikidata=row["wikidata"]), term


def _latin(name: str) -> str:
    """A name in another alphabet as "Given Patronymic Surname" in Latin letters; other scripts stay as they are."""
    if "," in name:
        surname, _, given = name.partition(",")
        name = f"{given.strip()} {surname.strip()}"
    latin = transliterate(name) or name
    return latin.title() if latin.islower() else latin  # Georgian has no capitals


def _factbook(kb: Path, offices: Offices, sovereign: Collection[str]) -> Iterator[tuple[str, str, str, Term]]:
    with (kb / "officeholders_factbook.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        title, name = _factbook_name(row["title"], row["name"], offices)
        if row["iso3"] not in sovereign or not name:
            continue
        iso3 = row["iso3"]
        if row["role"] == "US ambassador to":
            iso3, office = "USA", f"{_envoy(title)} to {row['country']}"
        elif row["role"] == "ambassador to US":
            office = f"{_envoy(title)} to the United States"
        else:
            office = title
            known = offices.office(title)
            if known is None or known.level is None:
                continue
        end = row["end_inferred"]
        if row["end_flag"] == "conflict" or not end or _day(end) - _day(row["last_seen"]) > LONGEST_GAP:
            end = ""
        family = row["family_name_caps"].strip(" ,").casefold()
        known = offices.of_position(office, iso3)
        yield name, family, iso3, _term(office, known, iso3, row["start"], end, "F", row["last_seen"])


def _envoy(title: str) -> str:
    return "Chargé d'affaires" if title.casefold().startswith("charg") else "Ambassador"


def _factbook_name(title: str, name: str, offices: Offices) -> tuple[str, str]:
    """Title and name apart: the source prints "of China XI Jinping", "Executive Vice President Delcy RODRIGUEZ"."""
    title = title.replace("’", "'").strip()
    if charge := re.match(r"(?:Charg\S*\s+)?d\W{1,2}Aff\w+\s+", name, re.I):
        title, name = title or "Chargé d'affaires", name[charge.end() :]
    name = re.sub(r"[“\"][^”\"]*[”\"]|\([^)]*\)", " ", name)
    name = re.split(r",\s*(?!Jr|Sr)", name)[0]
    words = name.split()
    while words and (words[0].islower() or words[0] in {"China", "CEO"}):
        del words[0]
    for length in range(min(5, len(words) - 1), 0, -1):
        if offices.office(" ".join(words[:length])) is not None and not words[0].isupper():
            title = title or " ".join(words[:length])
            del words[:length]
            break
    if len(words) > 2 and words[-1].casefold() == words[-2].casefold():
        del words[-1]
    monarch = bool(words) and re.fullmatch(r"[IVX]+", words[-1]) is not None
    if (len(words) < 2 and not monarch) or not any(w.isupper() for w in words) or len(words) > 7:
        return title, ""
    return title, " ".join(w if monarch and w == words[-1] else _cased(w) for w in words)


def _cased(word: str) -> str:
    if not word.isupper() or len(word) < 2 or re.fullmatch(r"(?:[A-Z]\.)+|[IVX]{2,}", word):
        return word
    if word in {"BIN", "BINT", "IBN", "DE", "DEL", "VAN", "VON", "DER", "DI", "DA", "DOS", "DU"}:
        return word.lower()
    return re.sub(r"[^\W\d_]+", lambda m: m[0].capitalize(), word)


def _general_debate(kb: Path, gazetteer: Gazetteer, offices: Offices) -> Iterator[tuple[str, str, Term]]:
    """Speakers by post, sessions in a row joined: seen in the post from the first September to the last."""
    seen: dict[tuple[str, tuple[str, ...], str], list[tuple[int, str, str]]] = defaultdict(list)
    with (kb / "ungd_speakers_2000_2024.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            post = row["post"].replace("Foregn", "Foreign").strip()
            post = "Permanent Representative to the United Nations" if post == "UN Representative" else post
            name = " ".join(_cased(w) for w in _repaired(row["speaker"]).split())
            words = name_words(name)
            first = re.split(r",| and (?=Minister|Head|Commander)", post)[0].strip()
            iso3 = row["iso3"] if gazetteer.get(f"state:{row['iso3']}") else _state(row["country"], gazetteer)
            office = offices.of_position(first, iso3)
            if not office or not iso3 or len(words) < 2 or len(words) > 7 or _DAMAGED.search(name):
                continue
            key = (iso3, tuple(sorted(words)), office.name)
            seen[key].append((int(row["year"]), name, first))
    for (iso3, _, _), sights in sorted(seen.items()):
        stretch: list[tuple[int, str, str]] = []
        for sight in sorted(sights):
            if stretch and sight[0] - stretch[-1][0] > 2:
                yield _sighting(stretch, iso3, offices)
                stretch = []
            stretch.append(sight)
        yield _sighting(stretch, iso3, offices)


def _state(country: str, gazetteer: Gazetteer) -> str:
    found = gazetteer.lookup(country)
    return (found[0].iso3 or "") if found else ""


def _repaired(name: str) -> str:
    """A speaker's name without notes and forms of address, its Windows characters put right."""
    name = "".join(c.encode("latin-1").decode("cp1252", "ignore") if "\x80" <= c <= "\x9f" else c for c in name)
    name = re.sub(r"\([^)]*\)|[\u200b-\u200f]", " ", name)
    return _ADDRESS.sub("", name.strip(" ,.")).strip(" ,.")


def _sighting(stretch: Sequence[tuple[int, str, str]], iso3: str, offices: Offices) -> tuple[str, str, Term]:
    (first, name, office), last = stretch[0], stretch[-1][0]
    term = _term(office, offices.of_position(office, iso3), iso3, f"{first}-09", "", "U", f"{last}-09-30")
    term.start_seen = True
    return name, iso3, term


def _term(position: str, office: Office | None, iso3: str, start: str, end: str, source: str, as_of: str) -> Term:
    canonical, level = (office.name, office.level or "") if office else ("", "")
    return Term(position, canonical, level, iso3, start, end, source, as_of)


def _surnames(person: Person) -> list[str]:
    """The words by which a person alone may be called."""
    words = name_words(person.name)
    if not words:
        return []
    found = list(name_words(person.family))
    if person.iso3 in FAMILY_NAME_FIRST and not found:
        found = [words[0]] if person.iso3 in {"KOR", "PRK"} and is_surname(words[0]) else [words[0], words[-1]]
    elif not found:
        found = [words[-1]]
    if person.iso3 in TWO_SURNAMES and len(words) > 2:
        found.append(words[-2])
    return list(dict.fromkeys(found))


def _write(data: Path, people: Sequence[Person]) -> None:
    persons: list[tuple[str, ...]] = []
    terms: list[tuple[str, ...]] = []
    for number, person in enumerate(people):
        words = [name_words(person.name)]
        words += [w for w in (name_words(a) for a in person.aliases) if sorted(w) != sorted(words[0])]
        words += [w] if (w := name_words(person.native_name)) else []
        spelt = "|".join(dict.fromkeys(" ".join(sorted(w)) for w in words))
        sounds = " ".join(sorted({spelling(word) for spelt_words in words for word in spelt_words}))
        persons.append((person.key, person.name, person.native_name, person.wikidata, "|".join(person.aliases), spelt,
                        " ".join(_surnames(person)), sounds, str(len(terms)), str(len(person.terms))))  # fmt: skip
        for t in sorted(person.terms, key=lambda t: (t.start, t.end, t.office)):
            marks = ("s" if t.start_seen else "") + ("e" if t.end_known else "")
            canonical = "" if t.canonical.casefold() == t.office.casefold() else t.canonical
            canonical = canonical or "=" * bool(t.canonical)
            terms.append((str(number), t.office, canonical, t.level, t.iso3, t.start, t.end, marks,
                          "".join(sorted(t.source)), t.as_of))  # fmt: skip
    write_packed(data / "persons.csv.gz", PERSON_FIELDS, persons)
    write_packed(data / "terms.csv.gz", TERM_FIELDS, terms)


def write_packed(path: Path, fields: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Write a packed table that is the same, byte for byte, whenever it is built."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(fields)
    writer.writerows(rows)
    with path.open("wb") as raw, gzip.GzipFile("", "wb", 9, raw, mtime=0) as packed:
        packed.write(out.getvalue().encode("utf-8"))


def packed_rows(path: Path) -> list[Mapping[str, str]]:
    """The rows of a packed table."""
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
