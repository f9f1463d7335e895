"""Runs: which stretches of capitalised words are personal names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from communique.cues.nouns import nouns
from communique.draft import Mention

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from communique.register import Register, Term

_SUFFIXES = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"})
_PARTICLES = frozenset("al el bin ibn bint abu de da do dos del della di la le van von der den ter ul y e af".split())
_LONGEST_NAME = 12  # tokens looked up as one name; a heading in capitals can run on for pages
MOST_BEARERS = 6  # people of the register with one surname; of more, a bare surname says nobody
_NEAR = 7  # tokens from a surname to the person it is named with
_EXCELLENCY = re.compile(r"^HE(?=[A-Z][a-z])")
HONORIFICS = frozenset(
    "mr mrs ms miss dr sir lord lady madam dame excellency he prof general gen col lt assistant".split()
)


def runs(doc: Doc, register: Register, known: set[int], offices: list[Mention]) -> Iterator[tuple[int, int]]:
    """Token ranges that are personal names: what the tagger calls a person, a titled name, or one we know."""
    titled = {m.last + 1 for m in offices} | {i for m in offices if (i := _after_nation(doc, m, known)) is not None}
    persons = {i for e in doc.ents if e.label_ == "PERSON" for i in range(e.start, e.end)}
    others = {i for e in doc.ents if e.label_ not in {"PERSON", "NORP"} for i in range(e.start, e.end)}
    office_words = {i for m in offices for i in range(m.first, m.last + 1)}
    i = 0
    seen: set[str] = set()
    surnames: set[str] = set()
    maybe: list[tuple[int, int, str, bool]] = []  # what may be a person named elsewhere, by the last word
    found: list[tuple[int, int]] = []
    famous, things = nouns().surnames, nouns().things
    while i < len(doc):
        if not _name_word(doc[i]) or i in known or i in office_words or _is_honorific(doc[i]) or _is_day(doc, i):
            i += 1
            continue
        j = i
        while j + 1 < len(doc) and _continues(doc, j + 1, known, office_words):
            j += 1
        while j > i and not _name_word(doc[j]) and doc[j].lower_ not in _SUFFIXES and doc[j - 1].text != "-":
            j -= 1
        if j > i and doc[i].is_upper and doc[i].is_alpha and len(doc[i]) > 2 and not doc[i + 1].is_upper:
            i += 1  # an abbreviated title: "DFM Morgan"
        i = max((k + 1 for k in range(i, j) if doc[k].text in things), default=i)  # "Technology Policy Ann Lee"
        words = [doc[k].text for k in range(i, j + 1) if doc[k].is_alpha]
        after_title = skip_honorifics(doc, i - 1) + 1 in titled or (i > 0 and _is_honorific(doc[i - 1]))
        share = sum(k in persons for k in range(i, j + 1)) / (j - i + 1)
        other = any(k in others for k in range(i, j + 1))
        of_title = len(words) == 1 and i > 1 and doc[i - 1].lower_ == "of" and i - 1 in titled  # "mayor of Kharkiv"
        thing = any(w in things for w in words) and not (after_title and len(words) > 1)
        if (
            not of_title
            and not thing
            and (
                (after_title and not doc[i].is_lower and words)
                or (share >= 0.5 and not (len(words) == 1 and doc[i].pos_ not in {"PROPN", "NOUN", "X"}))
                or (len(words) >= 2 and _may_be_known(doc, i, j, register))
                or (len(words) == 1 and words[0] in famous)
            )
        ):
            seen.update(w for w in words if len(w) > 2)
            if len(words) > 1:
                surnames.add(words[-1])
            found.append((i, j))
        elif 0 < len(words) < 4:
            maybe.append((i, j, words[-1], other))
        i = j + 1
    single = {doc[i].text for i, j in found if i == j}
    sure = {k for run in found for k in run}
    for i, j, word, other in maybe:
        named = word in (single if j > i else surnames if other else seen)
        if named or (i == j and doc[i].pos_ == "PROPN" and _beside(doc, i, sure) and _leads(word, register)):
            found.append((i, j))
    yield from sorted(found)


def _is_day(doc: Doc, i: int) -> bool:
    """Whether a word is a month or a day of the week and no first name: "In *November* Joe Biden spoke"."""
    table = nouns()
    return doc[i].text in table.days and i > 0 and doc[i - 1].lower_ in table.before_days


def _beside(doc: Doc, i: int, persons: set[int]) -> bool:
    """Whether only a verb and its words stand between a token and a person: "Blinken met *Kuleba*"."""
    for step in (1, -1):
        verb = False
        for k in range(i + step, i + step * _NEAR, step):
            if not 0 <= k < len(doc) or doc[k].is_punct or doc[k].is_space:
                break
            if k in persons and verb:
                return True
            verb |= doc[k].pos_ == "VERB"
    return False


def _leads(word: str, register: Register) -> bool:
    """Whether a rare surname is that of somebody who led a state or its diplomacy."""
    bearers = register.persons(word, surname_only=True)
    return len(bearers) <= MOST_BEARERS and any(leads(t) for p in bearers for t in p.terms)


def leads(term: Term) -> bool:
    """Whether a term is that of the head of a state or government, or of a foreign minister."""
    minister = term.level == "minister" and term.canonical in {"foreign minister", "secretary of state"}
    return term.level == "head" or minister


def _may_be_known(doc: Doc, first: int, last: int, register: Register) -> bool:
    return last - first < _LONGEST_NAME and bool(register.persons(printed(doc, first, last)))


def _after_nation(doc: Doc, office: Mention, known: set[int]) -> int | None:
    """Where a name may begin after "President of the Republic of Korea, *Han Ji-u*": two capitalised words at least."""
    i = office.last + 1
    if i >= len(doc) or doc[i].lower_ != "of":
        return None
    i += 1 + (i + 1 < len(doc) and doc[i + 1].lower_ == "the")
    start = i
    while i in known:
        i += 1
    i += i < len(doc) and doc[i].text == ","
    capitals = i + 1 < len(doc) and doc[i].text[:1].isupper() and doc[i + 1].text[:1].isupper()
    return i if i > start and capitals and doc[i].ent_type_ not in {"DATE", "TIME"} else None


def _is_honorific(token: Token) -> bool:
    return token.lower_.rstrip(".") in HONORIFICS and token.text[:1].isupper()


def _name_word(token: Token) -> bool:
    if not token.text[:1].isupper() or not any(c.isalpha() for c in token.text):
        return False
    proper = (
        token.text in nouns().surnames
        or token.pos_ in {"PROPN", "X"}
        or token.ent_type_ == "PERSON"
        or token.tag_ in {"NNP", "NNPS"}
    )
    return proper or _joined(token)  # "Do-hoon": the tagger sees the verb


def _joined(token: Token) -> bool:
    """Whether a word is the first half of a hyphenated given name."""
    doc, i = token.doc, token.i
    if i + 2 >= len(doc) or doc[i + 1].text != "-" or token.whitespace_ or doc[i + 1].whitespace_:
        return False
    return doc[i + 2].is_alpha and len(doc[i + 2]) <= 6 and len(token) <= 6


def _continues(doc: Doc, i: int, known: set[int], office_words: set[int]) -> bool:
    """Whether token `i` carries a personal name on: another name word, a particle, an initial's dot, a suffix."""
    token = doc[i]
    if i in known and doc[i].ent_type_ != "PERSON":
        return False
    if i in office_words and doc[i].ent_type_ != "PERSON":
        return False
    if token.lower_ in _SUFFIXES:
        return True
    if token.text == "," and i + 1 < len(doc) and doc[i + 1].lower_ in _SUFFIXES:
        return True
    if _name_word(token):
        return doc[i - 1].text != "," or token.lower_ in _SUFFIXES
    if token.lower_ in _PARTICLES and i + 2 < len(doc) and doc[i + 1].text == "-":  # "Bashar *al*-Assad"
        return not (token.whitespace_ or doc[i + 1].whitespace_) and _name_word(doc[i + 2])
    joins = token.lower_ in _PARTICLES or token.text == "-"
    tight = token.text == "-" and not doc[i - 1].whitespace_ and not token.whitespace_
    following = i + 1 < len(doc) and doc[i + 1].text[:1].isalpha()
    return (
        (tight and following)
        or (
            joins
            and token.text != "-"
            and i + 1 < len(doc)
            and (_name_word(doc[i + 1]) or doc[i + 1].lower_ in _PARTICLES)
        )
        or (doc[i - 1].text == "-" and not doc[i - 1].whitespace_ and token.is_alpha)
    )


def printed(doc: Doc, first: int, last: int) -> str:
    """The words of a stretch as printed, with single spaces, without an "H.E." run into them: "HEKim Jong Un"."""
    return _EXCELLENCY.sub("", " ".join(doc[first : last + 1].text.split()))


def skip_honorifics(doc: Doc, i: int) -> int:
    """The last token up to one that is no honorific."""
    while i >= 0 and doc[i].lower_.rstrip(".") in HONORIFICS and not (i and doc[i - 1].text == "-"):
        i -= 1
    return i
