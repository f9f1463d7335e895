"""The roll: the rows of persons and terms of office, by which words each person is found, and rows laid over them.

Rows stay as they are read, and terms stay text, until somebody asks: an article needs some dozens of 20,000 persons.
"""

from __future__ import annotations

import gzip
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property
from itertools import islice

from communique.register import korean
from communique.register.names import initials, name_words, spelling
from communique.register.office import Office, Offices
from communique.register.same_name import PATRONYMIC
from communique.register.tables import data

# The columns of persons.tsv.gz and terms.tsv.gz.
KEY, NAME, NATIVE, WIKIDATA, ALIASES, WORDS, SURNAMES, SOUNDS, READINGS, FIRST, COUNT = range(11)
PERSON, OFFICE, CANONICAL, LEVEL, ISO3, START, END, MARKS, SOURCE, AS_OF = range(10)

OWN = "own compilation, not checked against a source"
YOURS, YOUR_LICENCE = "your own register", "yours"
MANY_AT_ONCE = frozenset({"ambassador", "minister", "deputy minister"})  # one can hold several such side by side
KOREAS = frozenset({"KOR", "PRK"})
_FAMILY_FIRST = frozenset({"KOR", "PRK", "CHN", "TWN", "HKG", "VNM", "KHM"})
_MOST_LAID = 200  # hand-written terms of one person that a new one is compared with
_MOST_NAMESAKES = 20  # of one word in the package; the hand-written ones have an index of their own
_SAME_START = 75  # days by which sources differ over the beginning of one term: nominated, confirmed, sworn in

Row = list[str]


class Roll:
    """Everyone by number: the rows of the package, with hand-written ones laid over them."""

    def __init__(self, persons: Sequence[str], terms: Sequence[str], offices: Offices) -> None:
        self._offices = offices
        self._lines = terms  # in the order of the persons, each of whom knows his first and his number
        self._told: dict[int, list[Row]] = {}  # of persons with hand-written terms, what the package still says
        self._laid: dict[int, dict[tuple[str, ...], Row]] = {}
        self._by_bare: dict[str, list[int]] = defaultdict(list)  # of hand-written persons of one word
        self._respelt: set[int] = set()  # who got another name by a hand-written row
        self._known: dict[str, Office | None] = {}  # canonical office -> what it is
        self._by_name: dict[str, int] = {}
        self._namesakes: dict[str, list[int]] = defaultdict(list)
        self._by_sound: dict[str, list[int]] = defaultdict(list)
        self.rows: list[Row] = [line.split("\t") for line in persons]
        by_name, by_sound = self._by_name, self._by_sound
        for number, row in enumerate(self.rows):
            for spelt in row[WORDS].split("|"):
                if by_name.setdefault(spelt, number) != number:
                    self._namesakes[spelt].append(number)
            for sound in row[SOUNDS].split():
                by_sound[sound].append(number)
        self._first_laid = len(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def named(self, words: Sequence[str]) -> list[int]:
        """Who has a spelling of just these words, in any order."""
        key = " ".join(sorted(words))
        first = self._by_name.get(key)
        found = [] if first is None else [first, *self._namesakes.get(key, ())]
        return [n for n in found if self._in_order(words, n)] if PATRONYMIC & set(words) else found

    def _in_order(self, words: Sequence[str], number: int) -> bool:
        """Whether fathers stay fathers: "Salman bin Hamad" is not "Hamad bin Salman", though the words are the same."""
        row = self.rows[number]
        return tuple(words) in {name_words(spelt) for spelt in (row[NAME], row[NATIVE], *row[ALIASES].split("|"))}

    def sounding(self, sound: str) -> Sequence[int]:
        """Who has a word in the name that is spelt so in every romanisation."""
        return self._by_sound.get(sound, ())

    @property
    def sounds(self) -> Iterable[str]:
        """Every word of every name, as `sounding` takes it."""
        return self._by_sound.keys()

    def initials_agree(self, name: str, number: int) -> bool:
        """Whether the initials in `name` are those of a spelling of the person, or one of the two has none."""
        asked = initials(name)
        if not asked:
            return True
        row = self.rows[number]
        known = [found for spelt in (row[NAME], *row[ALIASES].split("|")) if (found := initials(spelt))]
        return not known or asked in known

    def terms_of(self, number: int) -> list[Row]:
        """The rows of a person's terms."""
        if number in self._laid:
            return [*self._told[number], *self._laid[number].values()]
        row = self.rows[number]
        first = int(row[FIRST])
        return [line.split("\t") for line in self._lines[first : first + int(row[COUNT])]]

    def read_alike(self, name: str) -> set[int]:
        """Whose Korean name may be this one: the same surname, and consonants that romanisations do not tell apart."""
        return {number for key in korean.keys(name) for number in self._by_reading.get(key, ())}

    @cached_property
    def _by_reading(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = defaultdict(list)
        for number, row in enumerate(self.rows):
            if number in self._respelt and (self._is_korean(number) or korean.is_hangul(row[NATIVE])):
                row[READINGS] = readings_of((row[NAME], row[NATIVE], *row[ALIASES].split("|")))
            if row[READINGS]:
                for key in row[READINGS].split(" "):
                    found[key].append(number)
        return found

    def _is_korean(self, number: int) -> bool:
        return any(term[ISO3] in KOREAS for term in self.terms_of(number))

    @cached_property
    def posts(self) -> dict[str, dict[str, list[int]]]:
        """State, or code of a body, and canonical office -> who has held it."""
        found: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
        for line in self._lines:
            term = line.split("\t", ISO3 + 1)
            if term[CANONICAL]:
                held = found[term[ISO3] or self._body(canonical_of(term))][canonical_of(term)]
                number = int(term[PERSON])
                if not held or held[-1] != number:
                    held.append(number)
        for number, laid in self._laid.items():
            for term in laid.values():
                if term[CANONICAL]:
                    held = found[term[ISO3] or self._body(canonical_of(term))][canonical_of(term)]
                    if number not in held[-1:]:
                        held.append(number)
        return found

    def same_office(self, canonical: str, office: Office) -> bool:
        """One office: the same name, or both the minister of one function: "secretary of state", "foreign minister"."""
        if canonical not in self._known:
            self._known[canonical] = self._offices.office(canonical)
        known = self._known[canonical]
        if known is None:
            return False
        return known.name == office.name or (
            known.function is not None
            and (known.function, known.level) == (office.function, office.level) == (office.function, "minister")
        )

    def _body(self, canonical: str) -> str:
        office = self._offices.office(canonical)
        return (office.body or "") if office else ""

    # Hand-written rows

    def lay(self, row: Mapping[str, str]) -> None:
        """Lay a hand-written row over what the sources say: a known person, a known term, or new ones."""
        name, iso3 = row.get("name", ""), row.get("iso3", "")
        words = name_words(name)
        number = self._meant(row, words)
        if number is None:
            number = len(self.rows)
            key = row.get("wikidata") or f"{iso3 or 'INT'}:{'-'.join(words)}"
            if _says_little(name, words):
                self._by_bare[_bare(name)].append(number)
            self.rows.append([key, name, "", "", "", "", last_word(words, iso3), "", "", "0", "0"])
        held = self.rows[number]
        if held[NAME] != name:  # the hand-written spelling is the usual one
            held[NAME], held[ALIASES] = name, "|".join(s for s in (held[ALIASES], held[NAME]) if s)
        held[NATIVE] = row.get("native_name") or held[NATIVE]
        held[WIKIDATA] = row.get("wikidata") or held[WIKIDATA]
        held[SURNAMES] = row.get("surname", "").casefold() or held[SURNAMES]
        known = [a for a in held[ALIASES].split("|") if a]
        aliases = [a.strip() for a in row.get("aliases", "").split("|")]
        fresh = list(dict.fromkeys(a for a in (name, *aliases) if a and a != held[NAME] and a not in known))
        held[ALIASES] = "|".join([*known, *fresh])
        for spelt in (name, row.get("native_name", ""), *fresh):
            if spelt:
                self._index(number, name_words(spelt))
        if row.get("office"):
            self._lay_term(number, row, iso3)

    def _meant(self, row: Mapping[str, str], words: Sequence[str]) -> int | None:
        """Whom a row is about: of several namesakes of a state the one who is known in that office."""
        name, iso3 = row.get("name", ""), row.get("iso3", "")
        alike = self._spelt_so(_bare(name), words) if _says_little(name, words) else self.named(words)
        found = [n for n in alike if self._is_meant(n, name, iso3)]
        if wikidata := row.get("wikidata", ""):
            found = [n for n in found if self.rows[n][WIKIDATA] in ("", wikidata)]
        if len(found) > 1 and (office := self._offices.of_position(row.get("office", ""), iso3)):
            known = (
                n for n in found for t in self.terms_of(n) if t[CANONICAL] and self.same_office(canonical_of(t), office)
            )
            return next(known, found[0])
        return found[0] if found else None

    def _is_meant(self, number: int, name: str, iso3: str) -> bool:
        """Whether a row of this name and state is about a known person; without a state, a former minister may be."""
        if not self.initials_agree(name, number):
            return False
        row = self.rows[number]
        terms = self.terms_of(number) if number not in self._laid else [*self._told[number], *self._states_of(number)]
        if not iso3:
            return any(not t[ISO3] or t[LEVEL] in ("head", "minister") for t in terms)
        return row[KEY].startswith(f"{iso3}:") or any(t[ISO3] == iso3 for t in terms)

    def _spelt_so(self, bare: str, words: Sequence[str]) -> list[int]:
        """Who is called just so, letter by letter: a single word or a number says too little for any other likeness."""
        key = " ".join(sorted(words))
        alike = (self._by_name.get(key, len(self)), *self._namesakes.get(key, ())[:_MOST_NAMESAKES])
        ours = [n for n in alike if n < self._first_laid]
        known = [
            n for n in ours if any(_bare(s) == bare for s in (self.rows[n][NAME], *self.rows[n][ALIASES].split("|")))
        ]
        return known + self._by_bare.get(bare, [])

    def _states_of(self, number: int) -> list[Row]:
        """One hand-written term for each state served: there may be very many terms."""
        return list({term[ISO3]: term for term in islice(self._laid[number].values(), 200)}.values())

    def _index(self, number: int, words: Sequence[str]) -> None:
        spelt = " ".join(sorted(words))
        held = self.rows[number]
        if not spelt or spelt in held[WORDS].split("|"):
            return
        held[WORDS] = "|".join(s for s in (held[WORDS], spelt) if s)
        if self._by_name.setdefault(spelt, number) != number:
            self._namesakes[spelt].append(number)
        self._respelt.add(number)
        for word in words:
            numbers = self._by_sound[spelling(word)]
            at = bisect_left(numbers, number)
            if at == len(numbers) or numbers[at] != number:
                numbers.insert(at, number)

    def _lay_term(self, number: int, row: Mapping[str, str], iso3: str) -> None:
        office = self._offices.of_position(row["office"], iso3)
        canonical, level = (office.name, office.level or "") if office else ("", "")
        licence = row.get("licence", YOUR_LICENCE)
        label = " ".join(row.get("source", "").split()) or (YOURS if licence == YOUR_LICENCE else OWN)
        end = row.get("end", "")
        term = [str(number), row["office"], canonical, level, iso3, row.get("start", ""), end, "e" * bool(end),
                f"\n{label}\t{licence}", row.get("as_of", "")]  # fmt: skip
        if number not in self._laid:
            self._told[number], self._laid[number] = self.terms_of(number), {}
        told, laid = self._told[number], self._laid[number]
        key: tuple[str, ...] = (
            _post(term) if canonical in MANY_AT_ONCE else canonical or _post(term),
            iso3,
            term[START][:7],
        )
        known = [t for t in told if self._is_same_term(t, term, office)]
        told[:] = [t for t in told if t not in known]
        again = [key] if key in laid else []
        if licence == YOUR_LICENCE and len(laid) <= _MOST_LAID:
            again = [k for k, t in laid.items() if self._is_same_term(t, term, office)]
        laid[key] = _learned(term, [*known, *(laid.pop(k) for k in again)])

    def _is_same_term(self, known: Row, term: Row, office: Office | None) -> bool:
        """Whether a hand-written row tells of a known term: one state and office, begun about then or only seen."""
        same = _post(known) == _post(term) or (
            office is not None
            and office.name not in MANY_AT_ONCE
            and bool(known[CANONICAL])
            and self.same_office(canonical_of(known), office)
        )
        if not same or known[ISO3] != term[ISO3]:
            return False
        seen = "s" in known[MARKS] or (office is not None and office.name not in MANY_AT_ONCE)
        if seen and term[START] <= known[START] < (term[END] or term[AS_OF] or "9999"):
            return True  # Wikidata has a term for each cabinet of one tenure
        if not known[START] or not term[START]:
            return known[START] == term[START]
        short = min(len(known[START]), len(term[START]))
        begun_together = known[START][:short] == term[START][:short]
        return begun_together or (short >= 7 and abs(_day(known[START]) - _day(term[START])) <= _SAME_START)


def _post(term: Row) -> str:
    """What tells a term's office from others: for an ambassador and a permanent representative, where to."""
    office = term[OFFICE].casefold()
    return office.partition(" to ")[2] or office if term[LEVEL] == "ambassador" else office


def _says_little(name: str, words: Sequence[str]) -> bool:
    return len(words) < 2 or any(c.isdigit() for c in name)


def _bare(name: str) -> str:
    """The letters and digits of a name: "H.R. McMaster" and "H. R. McMaster" have the same."""
    return "".join(c for c in name.casefold() if c.isalnum())


def _learned(term: Row, known: Sequence[Row]) -> Row:
    """A hand-written term with what the sources add to it: a more precise day, an end; and who says what.

    Where the two contradict each other, the hand-written row holds.
    """
    if not known:
        return term
    says = []
    starts = [k[START] for k in known if "s" not in k[MARKS] and k[START].startswith(term[START])]
    if starts:
        term[START] = max(starts, key=len)
    elif term[START]:
        says.append("start")
    if term[END]:
        ends = [k[END] for k in known if "e" in k[MARKS] and k[END].startswith(term[END])]
        term[END] = max(ends, key=len, default=term[END])
        if not ends:
            says.append("end")
    else:
        ends = [k[END] for k in known if k[END] and term[AS_OF] and k[END] >= term[AS_OF][: len(k[END])]]
        seen = max((k[AS_OF] for k in known), default="")
        if ends:
            term[END] = max(ends)
            term[MARKS] = "e" * any("e" in k[MARKS] for k in known if k[END] == term[END])
        elif not term[AS_OF] or seen < term[AS_OF] or any(k[END] for k in known):
            says.append("no end")
        else:
            term[AS_OF] = seen
    letters, others = "", []
    for k in known:
        first, *rest = k[SOURCE].split("\n")
        letters += "".join(c for c in first if c not in letters)
        others += rest
    if says:
        others.append(f"{', '.join(says)}: {term[SOURCE].lstrip()}")
    term[SOURCE] = "\n".join([letters, *others])
    return term


def readings_of(spellings: Iterable[str]) -> str:
    """The keys by which a Korean name is found whatever the romanisation, for the column READINGS."""
    return " ".join(sorted({key for spelt in spellings if spelt for key in korean.keys(spelt)}))


def canonical_of(term: Row) -> str:
    """The canonical office of a term; "=" says that the office is worded so."""
    return term[OFFICE] if term[CANONICAL] == "=" else term[CANONICAL]


def packed(name: str) -> list[str]:
    """The lines of a packed table, without its head."""
    return gzip.decompress(data(name).read_bytes()).decode("utf-8").split("\n")[1:-1]


def last_word(words: Sequence[str], iso3: str) -> str:
    """The surname, where nobody says which it is."""
    return (words[0] if iso3 in _FAMILY_FIRST else words[-1]) if words else ""


def _day(iso: str) -> int:
    year, month, day = (int(part) for part in f"{iso}-01-01".split("-")[:3])
    try:
        return date(year, month, day).toordinal()
    except ValueError:  # 31 June: only a hand-written row has such a day
        return date(year, month, 28).toordinal()
