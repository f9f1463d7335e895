"""Persons and their terms of office, from Wikidata extracts, the Factbook's history and the UN General Debate.

One row a person, one row a term. Sources are laid over one another: Wikidata first, because it has identifiers; a row
of another source joins a person only when state and name agree, and a term only when the office agrees too. An end that
no source states is left open, with the day on which the source last looked.
"""

from __future__ import annotations

import csv
import gzip
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from communique.register.gazetteer import Gazetteer
from communique.register.korean import is_hangul, is_surname
from communique.register.names import name_words, spelling, transliterate
from communique.register.office import Office, Offices
from communique.register.roll import KOREAS, readings_of
from training.register_corrections import Corrections, close_superseded, unite_doubles
from training.register_rows import Person, Roll, Term, day, enter

PERSON_FIELDS = (
    "key", "name", "native_name", "wikidata", "aliases", "words", "surnames", "sounds", "readings", "first_term",
    "terms",
)  # fmt: skip
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


def build_persons(
    kb: Path, data: Path, gazetteer: Gazetteer, offices: Offices, sovereign: Collection[str]
) -> tuple[int, int]:
    """Write `persons.tsv.gz` and `terms.tsv.gz`; how many of each."""
    roll, corrections = Roll(), Corrections(Path(__file__).with_name("corrections.csv"))
    for person, term in _wikidata(kb, gazetteer, offices):
        corrections.reword(person.name, term, offices)
        known = roll.people.get(person.key) or roll.add(person)
        if not corrections.drops(known, term):
            enter(known, term)
    for name, family, iso3, term in _factbook(kb, offices, sovereign):
        _join(roll, corrections, name, family, iso3, term)
    for name, iso3, term in _general_debate(kb, gazetteer, offices):
        corrections.reword(name, term, offices)
        _join(roll, corrections, name, "", iso3, term)
    corrections.unite(roll)
    unite_doubles(roll.people)
    close_superseded(roll.people.values())
    people = sorted((p for p in roll.people.values() if p.terms), key=lambda p: p.key)
    _write(data, people)
    return len(people), sum(len(p.terms) for p in people)


def _join(roll: Roll, corrections: Corrections, name: str, family: str, iso3: str, term: Term) -> None:
    apart = corrections.apart(iso3, name, term)
    person = (
        roll.people.get(apart)
        if apart
        else roll.find(name, iso3) or (roll.find(name, "GBR") if re.search(r" [IVX]+$", name) else None)
    )
    if person is None:
        key = apart or f"{iso3}:{'-'.join(name_words(name))}"
        person = Person(key, name, iso3, family=family)
        if corrections.drops(person, term):
            return
        person = roll.add(person)
    elif tuple(sorted(name_words(name))) != tuple(sorted(name_words(person.name))) and name not in person.aliases:
        person.aliases.append(name)
        roll.index(person, name)
    person.family = person.family or family
    if not corrections.drops(person, term):
        enter(person, term)


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
        if row["end_flag"] == "conflict" or not end or day(end) - day(row["last_seen"]) > LONGEST_GAP:
            end = ""
        family = row["family_name_caps"].strip(" ,").casefold()
        known = offices.of_position(office, iso3)
        term = _term(office, known, iso3, row["start"], end, "F", row["last_seen"])
        if not row["start"] or _is_predecessors(row, rows):
            term.start, term.start_seen = row["first_seen"], True
        yield name, family, iso3, term


def _is_predecessors(row: Mapping[str, str], rows: Sequence[Mapping[str, str]]) -> bool:
    """Whether "since" was left standing from before: another was seen in the office long after, before this one was."""
    return row["role"] in ("chief of state", "head of government") and any(
        other["iso3"] == row["iso3"]
        and (other["role"], other["title"]) == (row["role"], row["title"])
        and other["family_name_caps"] != row["family_name_caps"]
        and day(other["last_seen"]) - day(row["start"]) > LONGEST_GAP
        and other["first_seen"] < row["first_seen"]
        and other["last_seen"] <= row["first_seen"]
        for other in rows
    )


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
            if post in ("UN Representative", "Permanent Representative"):
                post = "Permanent Representative to the United Nations"
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
    return Term(position, canonical, level, iso3, start, end, source, as_of, seen="" if source == "W" else as_of)


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
        korean = is_hangul(person.native_name) or any(term.iso3 in KOREAS for term in person.terms)
        readings = readings_of((person.name, person.native_name, *person.aliases)) if korean else ""
        row = (
            person.key, person.name, person.native_name, person.wikidata, "|".join(person.aliases), spelt,
            " ".join(_surnames(person)), sounds, readings, str(len(terms)), str(len(person.terms)),
        )  # fmt: skip
        persons.append(row)
        for t in sorted(person.terms, key=lambda t: (t.start, t.end, t.office)):
            marks = ("s" if t.start_seen else "") + ("e" if t.end_known else "")
            canonical = "" if t.canonical.casefold() == t.office.casefold() else t.canonical
            canonical = canonical or "=" * bool(t.canonical)
            terms.append((str(number), t.office, canonical, t.level, t.iso3, t.start, t.end, marks,
                          "".join(sorted(t.source)), t.as_of))  # fmt: skip
    write_packed(data / "persons.tsv.gz", PERSON_FIELDS, persons)
    write_packed(data / "terms.tsv.gz", TERM_FIELDS, terms)


def write_packed(path: Path, fields: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Write a packed table that is the same, byte for byte, whenever it is built."""
    lines = ["\t".join(fields), *("\t".join(" ".join(cell.split()) for cell in row) for row in rows)]
    with path.open("wb") as raw, gzip.GzipFile("", "wb", 9, raw, mtime=0) as packed:
        packed.write("".join(f"{line}\n" for line in lines).encode("utf-8"))
