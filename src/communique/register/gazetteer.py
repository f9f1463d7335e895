"""Which states, bodies, ministries, media and groups a phrase can name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, cast, get_args

from communique.record import ActorKind
from communique.register.phrase import plain
from communique.register.tables import Row

Form = Literal["name", "acronym", "demonym", "adjective", "capital", "seat"]
_FORMS: tuple[tuple[str, Form], ...] = (
    ("names", "name"), ("acronyms", "acronym"), ("demonyms", "demonym"), ("adjectives", "adjective"),
    ("capitals", "capital"), ("seats", "seat"),
)  # fmt: skip
KINDS: frozenset[str] = frozenset(get_args(ActorKind))
_WORD = re.compile(r"\w+|[^\w\s]")
_SPARE = 3  # tokens by which a printed name may be longer: "the", hyphens, a stop after each letter
_ACRONYM = re.compile(r"[A-Z][A-Z0-9]{1,4}")


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing a phrase can name, and how this phrase names it."""

    key: str
    kind: ActorKind
    name: str
    iso3: str | None
    code: str | None
    sector: str | None
    wikidata: str | None
    native_name: str | None
    form: Form
    caution: str | None = None  # what else the phrase often means: "also a given name"
    valid_from: str | None = None
    valid_to: str | None = None

    def valid_on(self, day: str | None) -> bool:
        """Whether the thing existed on an ISO date; without a date, always."""
        if day is None:
            return True
        return (self.valid_from or "") <= day <= (self.valid_to or "9999")


class Gazetteer:
    """An index of phrases: exact after normalising, with case where case is all that tells "US" from "us"."""

    def __init__(self, table: Iterable[Row]) -> None:
        self._by_phrase: dict[str, list[tuple[str, bool, Entry]]] = {}
        self._by_key: dict[str, Entry] = {}
        self.longest = 0
        self.reach: dict[str, int] = {}  # first word, as a tokeniser may see it -> tokens of the longest such name
        for row in table:
            for surface, entry in _entries(row):
                cased = plain(surface)
                held = self._by_phrase.setdefault(cased.casefold(), [])
                if not any(e.key == entry.key and c == cased and e.form == entry.form for c, _, e in held):
                    held.append((cased, entry.form == "acronym", entry))
                self._by_key.setdefault(entry.key, entry)
                length = len(_WORD.findall(surface)) + _SPARE
                self.longest = max(self.longest, length)
                for word in _beginnings(surface, cased):
                    self.reach[word] = max(self.reach.get(word, 0), length)
        self.first_words: frozenset[str] = frozenset(self.reach)

    def __len__(self) -> int:
        return len(self._by_key)

    def __iter__(self) -> Iterator[Entry]:
        return iter(self._by_key.values())

    def lookup(self, phrase: str, *, on: str | None = None) -> tuple[Entry, ...]:
        """What `phrase` can name, best first; on a date, only what existed then if anything did."""
        cased = plain(phrase)
        held = self._by_phrase.get(cased.casefold())
        if not held:
            return ()
        found: dict[str, Entry] = {}
        for surface, exact, entry in held:
            if _matches(cased, surface, exact=exact):
                found.setdefault(entry.key, entry)
        entries = tuple(found.values())
        alive = tuple(e for e in entries if e.valid_on(on))
        return tuple(sorted(alive or entries, key=lambda e: bool(e.caution and e.caution.startswith("usually"))))

    def get(self, key: str) -> Entry | None:
        """The entry of a key, in the form of its name."""
        return self._by_key.get(key)


def _matches(cased: str, surface: str, *, exact: bool) -> bool:
    """Acronyms match letter by letter; a single lower-case word ("turkey", "polish") names nothing proper."""
    if exact:
        return cased == surface
    return not cased.islower() or " " in cased or surface.islower()


def _entries(row: Row) -> Iterator[tuple[str, Entry]]:
    values, lists = row.values, row.lists
    name = values.get("name", "")
    kind = values.get("kind", "")
    if not name or kind not in KINDS:
        return
    code = values.get("code") or values.get("iso3") or None
    cautions = dict(item.partition("=")[::2] for item in lists.get("caution", ()))
    removed = set(lists.get("not", ()))
    native = values.get("native_name", "")
    named = [("names", "name", s) for s in (name, native) if s and not (s is native and s[0] < "\u0250")]
    named += [(column, form, s) for column, form in _FORMS for s in lists.get(column, ())]
    for column, form, surface in named:
        if surface in removed:
            continue
        if column == "names" and _ACRONYM.fullmatch(surface):
            form = "acronym"
        yield (
            surface,
            Entry(
                key=row.key,
                kind=cast(ActorKind, kind),
                name=name,
                iso3=values.get("iso3") or None,
                code=code,
                sector=values.get("sector") or None,
                wikidata=values.get("wikidata") or None,
                native_name=values.get("native_name") or None,
                form=cast(Form, form),
                caution=cautions.get(surface),
                valid_from=values.get("valid_from") or None,
                valid_to=values.get("valid_to") or None,
            ),
        )


def _beginnings(surface: str, cased: str) -> set[str]:
    """The first words that a tokeniser may see: "u.s." and "us", "al-qaeda" and "al", "people's" and "people"."""
    folded = cased.casefold()
    words = surface.split()
    chunk = (words[1] if len(words) > 1 and words[0].casefold() == "the" else words[0]).casefold()
    head = folded.split()[0]
    found = {head, chunk, re.split(r"['’.,-]", chunk)[0], head.split("'")[0]}
    if head.isalpha() and len(head) <= 4 and cased.split()[0].isupper():
        found.add("".join(f"{letter}." for letter in head))
    return found - {""}
