"""Place: where the things of an article happened."""

from __future__ import annotations

import tomllib
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import islice
from typing import TYPE_CHECKING, Any

from communique.cues.dates import words
from communique.draft import Cast, Syntax
from communique.record import Place, Span
from communique.register.phrase import normalise
from communique.register.tables import data, rows
from communique.stages.attach import belongs, reach, root_of, site_of, sits_on

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from communique.register import Register

_LONGEST = 6  # words of a name


@dataclass(frozen=True, slots=True)
class _Known:
    """A place of our tables: its state, None where several share the name, and what it is."""

    iso3: str | None
    kind: str


def place(syntax: Syntax, cast: Cast, register: Register) -> tuple[Place, ...]:
    """The places where the article puts something, in order: "in Tokyo", "at the White House", "visited Seoul".

    A name that several places share has a state only where the text names it beside ("Paris, Texas") or is about it.
    """
    doc = syntax.doc
    at_home = {actor.iso3 for actor in cast.actors if actor.iso3}
    found: list[Place] = []
    i = 0
    while i < len(doc):
        match = _match(doc, i, register) if doc[i].text[:1].isupper() else None
        if match is None:
            i += 1
            continue
        last, known = match
        head = root_of(syntax, i, last)
        if _is_where(head, i, last):
            end, iso3 = _with_state(doc, last, known, register)
            if iso3 is None and known.kind == "state":
                told_of = _named(doc[i : last + 1].text, register) & at_home
                iso3 = next(iter(told_of)) if len(told_of) == 1 else None
            found.append(_place(syntax, i, end, iso3))
            last = end
        i = last + 1
    return tuple(found)


def place_for(trigger: Token, places: tuple[Place, ...], syntax: Syntax) -> Place | None:
    """The place of the happening that `trigger` names; None where there is none, or several of one kind.

    In "the ambassador in Kabul met the minister in Doha", *met* is in Doha.
    """
    low, high = reach(syntax, trigger)
    start, end = syntax.doc[low].idx, syntax.doc[high - 1].idx
    found: list[tuple[bool, int, Place]] = []
    for each in islice(places, bisect_left(places, start, key=lambda p: p.span.start), None):
        if each.span.start > end:
            break
        tokens = syntax.doc.char_span(each.span.start, each.span.end, alignment_mode="expand")
        if tokens is None:
            continue
        first, last = tokens.start, tokens.end - 1
        if _takes(syntax, first, last, trigger):
            joined = [c.idx for c in root_of(syntax, first, last).children if c.dep_ == "conj"]
            if any(other.span.start <= at < other.span.end for other in places for at in joined):
                return None  # "in Japan, South Korea and Mongolia"
            found.append((not sits_on(syntax, first, last, trigger), first, each))
    return min(found, key=lambda f: f[:2])[2] if found else None


def _takes(syntax: Syntax, first: int, last: int, trigger: Token) -> bool:
    root = root_of(syntax, first, last)
    if root.dep_ in ("dobj", "obj"):
        return root.head == trigger
    site = site_of(syntax, first, last)
    if site.pos_ in ("NOUN", "PROPN") and site != trigger:
        keeps = site.lemma_.lower() in _cues()["holders"] or site.dep_ in ("nsubj", "poss")
        person = site.ent_type_ == "PERSON"
        happening = belongs(syntax, first, last, trigger) and site.lemma_.lower() in words("clauses", "happenings")
        if keeps or not (person or happening or (site.pos_ == "NOUN" and trigger.pos_ == "NOUN")):
            return False
    return belongs(syntax, first, last, trigger)


@cache
def _cues() -> dict[str, Any]:
    """The word lists of `places.toml`, read once."""
    table: dict[str, Any] = tomllib.loads(files("communique.cues").joinpath("places.toml").read_text("utf-8"))["place"]
    return table


@cache
def _tables() -> dict[str, _Known]:
    """The places of `cities.csv` and `cities_own.csv` by normalised name; our own rows win."""
    known: dict[str, _Known] = {}
    for name in ("cities.csv", "cities_own.csv"):
        for _, row in rows(data(name)):
            place = _Known(row["iso3"] or None, row["kind"])
            for form in (row["name"], *row.get("forms", "").split("|")):
                if form:
                    known[normalise(form)] = place
    return known


def is_city(name: str) -> bool:
    """Whether a word is the name of a city of our tables, whatever else it may be."""
    known = _tables().get(normalise(name))
    return known is not None and known.kind in {"city", "capital"}


@cache
def _beginnings() -> frozenset[str]:
    return frozenset(name.split()[0] for name in _tables())


def _match(doc: Doc, first: int, register: Register) -> tuple[int, _Known] | None:
    """The longest place name that begins at a token: its last token and what we know of it."""
    head = doc[first]
    begins = normalise(head.text).split()[:1]
    if not begins or not (begins[0] in _beginnings() or register.may_start(head.text)):
        return None
    end = next((t.i for t in doc[first + 1 : first + _LONGEST] if t.is_sent_start), min(first + _LONGEST, len(doc)))
    for last in range(end - 1, first - 1, -1):
        if doc[last].is_punct or doc[last].is_space:
            continue
        phrase = doc[first].text_with_ws + "".join(t.text_with_ws for t in doc[first + 1 : last + 1])
        known = _tables().get(normalise(phrase)) or _state(phrase, register)
        if known:
            return last, known
    return None


def _state(phrase: str, register: Register) -> _Known | None:
    """A state by its name ("Japan", "the ROK"); without iso3 where another place has the name too ("Georgia")."""
    named = _named(phrase, register)
    if not named:
        return None
    sure = len(named) == 1 and normalise(phrase) not in _cues()["shared"]
    return _Known(next(iter(named)) if sure else None, "state")


def _named(phrase: str, register: Register) -> set[str]:
    """The states that a phrase is the name of."""
    entries = [e for e in register.lookup(phrase) if e.kind == "state" and e.form in ("name", "acronym")]
    return {e.iso3 for e in entries if e.iso3 and e.iso3 not in _cues()["no_states"]}


def _is_where(head: Token, first: int, last: int) -> bool:
    """Whether the syntax makes a name a place: the object of "in" or "at", of a visit, the goal of a journey."""
    cues, doc = _cues(), head.doc
    after = doc[last + 1] if last + 1 < len(doc) else None
    if after is not None and (after.lower_ in cues["not_before"] or after.text == "'s"):
        return False
    before = doc[first - 1] if first else head
    if before.lower_ in ("in", "at") and after is not None and after.text == "," and head.head.i > last:
        return True  # "In Seoul, U.S. envoy Ann Lee met reporters", whatever the parser makes of the comma
    if head.ent_type_ == "PERSON" or head.dep_ in ("compound", "poss", "amod", "nmod"):
        return False
    governor = head
    while governor.dep_ == "conj" and governor.head != governor:
        governor = governor.head
    if governor.dep_ in ("dobj", "obj"):
        return governor.head.lemma_.lower() in cues["visit_verbs"]
    if governor.dep_ != "pobj" or governor.head.pos_ not in ("ADP", "SCONJ", "PART"):
        return False
    preposition, owner = governor.head, governor.head.head
    if preposition.lower_ in cues["where"]:
        return owner.lemma_.lower() not in cues["inward_nouns"]
    goes = owner.lemma_.lower() in cues["motion_verbs"] or owner.lemma_.lower() in ("visit", "trip", "tour", "travel")
    return preposition.lower_ in cues["goal"] and goes


def _with_state(doc: Doc, last: int, known: _Known, register: Register) -> tuple[int, str | None]:
    """The end of the name with a state printed after it ("Paris, Texas"), and the state that follows."""
    if known.kind == "state" or last + 2 >= len(doc) or doc[last + 1].text != ",":
        return last, known.iso3
    beside = _match(doc, last + 2, register) if doc[last + 2].text[:1].isupper() else None
    if beside and beside[0] + 1 < len(doc) and doc[beside[0] + 1].pos_ in ("PROPN", "NOUN", "ADJ", "PART"):
        return last, known.iso3  # "in Seoul, U.S. envoy Ann Lee said"
    if beside and beside[1].kind in ("state", "region") and beside[1].iso3 and known.kind != "region":
        return beside[0], beside[1].iso3
    return last, known.iso3


def _place(syntax: Syntax, first: int, last: int, iso3: str | None) -> Place:
    span: Span = syntax.span(first, last)
    return Place(name=" ".join(span.exact.split()), iso3=iso3, span=span)
