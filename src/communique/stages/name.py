"""Name: find names, titled persons and offices by their words alone, before anything is parsed.

It comes first because the parser needs it: a phrase such as "Republic of Korea (ROK) First Vice Foreign Minister Choi
Jong Kun" leads the small English model astray, and is read as one word once we know that it is one name.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from communique.cues.nouns import nouns
from communique.draft import Mention

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from communique.register import Entry, Office, Register

_HONORIFICS = frozenset("mr mrs ms miss dr sir lord lady madam dame excellency he prof general gen col lt".split())
_SUFFIXES = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"})
_PARTICLES = frozenset("al el bin ibn bint abu de da do dos del della di la le van von der den ter ul y e af".split())
_LEFT_OF_NATION = frozenset({"JJ", "NN", "NNP", "NNPS", "POS", "VBN", "VBG", "CD", "JJS"})
_INSIDE = frozenset({"-", "(", ")", "'"})
_TITLE_GAP = 14  # tokens between "Special Representative" and the name it introduces; longest seen: 9


def name(doc: Doc, register: Register) -> tuple[Mention, ...]:
    """Names the register knows, persons with their titles, and offices, in the order of the text.

    "Russian Foreign Minister Sergey Lavrov" is two mentions: the name *Russian* (a state) and the person, whose
    `nations` say Russia and whose office is *Foreign Minister*. Needs tags and entities, no dependencies: each `head`
    is for now the last token.
    """
    offices = list(_offices(doc, register))
    names = list(_names(doc, register))
    persons = list(_persons(doc, register, names, offices))
    taken = {i for m in persons for i in range(m.first, m.last + 1)}
    names = [m for m in names if taken.isdisjoint(range(m.first, m.last + 1))]
    at = {i: m for m in names for i in range(m.first, m.last + 1)}
    covered = {i for m in persons for i in range(m.left, m.last + 1)} | set(at)
    offices = [m for m in offices if m.last not in covered]
    found = [*names, *(nations(doc, m, at) for m in persons), *(nations(doc, m, at) for m in offices)]
    return tuple(sorted(found, key=lambda m: (m.first, m.last)))


def _names(doc: Doc, register: Register) -> Iterator[Mention]:
    """States, bodies, seats, agencies: the longest phrase the register knows, from left to right."""
    i = 0
    while i < len(doc):
        token = doc[i]
        if token.is_space or token.is_punct or not register.may_start(token.text):
            i += 1
            continue
        for j in range(min(len(doc), i + register.longest) - 1, i - 1, -1):
            if doc[j].is_space or doc[j].is_punct or any(_ends(doc[k]) for k in range(i, j)):
                continue
            entries = register.lookup(doc[i : j + 1].text)
            if entries:
                if _geographic(doc, i, j):
                    i = j
                    break
                yield Mention("name", i, j, j, i, entries=entries)
                i = j
                break
        i += 1


def _ends(token: Token) -> bool:
    """Whether no name runs over a token: the end of a sentence or of a line that was cut out."""
    return token.text in {".", ";", ":", "!", "?"} or (token.is_space and len(token) > 1)


def _geographic(doc: Doc, first: int, last: int) -> bool:
    """Whether a name is only part of a place's: "the *Korean* Peninsula", "the Sea of *Japan*"."""
    words = nouns().geography
    if last + 1 < len(doc) and doc[last + 1].text in words:
        return True
    return first >= 2 and doc[first - 1].lower_ == "of" and doc[first - 2].text in words


def _persons(doc: Doc, register: Register, names: list[Mention], offices: list[Mention]) -> Iterator[Mention]:
    """Personal names, with the office printed before or after them."""
    known = {i for m in names for i in range(m.first, m.last + 1)}
    runs = dict(_runs(doc, register, known, offices))
    titles = {m.last: m for m in offices}
    held_last: Office | None = None
    for first, last in runs.items():
        left, office, title = first, None, None
        before = _skip_honorifics(doc, first - 1)
        peer = _peer(doc, first)
        if peer is not None:
            left, office = peer, held_last
        elif before in titles:
            found = titles[before]
            left, office, title = found.first, found.office, doc[found.first : found.last + 1].text
            while (earlier := titles.get(_skip_honorifics(doc, left - 1))) is not None and earlier.last == left - 1:
                left, office = earlier.first, earlier.office  # "Acting Foreign Minister", "President and Chairman"
                title = doc[earlier.first : before + 1].text
        elif doc[first - 1].text == "," and first - 2 in titles:  # "Peru's foreign minister, Luis Vega"
            found = titles[first - 2]
            left, office, title = found.first, found.office, found.title
        else:
            held = _title_with_complement(doc, first, titles, runs)
            if held is not None:
                left, office, title = held.first, held.office, doc[held.first : first].text.strip()
            elif before != first - 1:
                left = before + 1
        if office is None:
            after = _apposition(doc, last, titles)
            if after is not None:
                office, title = after.office, doc[after.first : after.last + 1].text
        if office is None and title is None and last + 2 < len(doc) and doc[last + 1].text == ",":
            after_comma = doc[last + 2 + (doc[last + 2].lower_ in {"the", "a"})]
            title = after_comma.text if after_comma.lower_ in nouns().titles else None
        held_last = office or held_last
        yield Mention(
            "person",
            first,
            last,
            last,
            left,
            name=_printed(doc, first, last),
            office=office,
            title=title,
        )


def _peer(doc: Doc, first: int) -> int | None:
    """Where "his Greek *counterpart*, Nikos Vlachos" says "counterpart": somebody of the office named last."""
    at = first - 2 if doc[first - 1].text == "," else first - 1
    return at if at > 0 and doc[at].lower_ in nouns().peers else None


def _printed(doc: Doc, first: int, last: int) -> str:
    return " ".join(doc[first : last + 1].text.split())


def _skip_honorifics(doc: Doc, i: int) -> int:
    while i >= 0 and doc[i].lower_.rstrip(".") in _HONORIFICS:
        i -= 1
    return i


def _title_with_complement(doc: Doc, first: int, titles: dict[int, Mention], runs: dict[int, int]) -> Mention | None:
    """The office of "Special Representative for Korean Peninsula Affairs *Liu Xiaoming*"."""
    for j in range(first - 1, max(0, first - _TITLE_GAP) - 1, -1):
        token = doc[j]
        if (token.is_punct and token.text not in "-,&'()") or token.pos_ in {"VERB", "AUX"} or j in runs.values():
            return None
        if j in titles and j + 1 < first and doc[j + 1].lower_ in {"for", "of", "to", "on"}:
            return titles[j]
    return None


def _apposition(doc: Doc, last: int, titles: dict[int, Mention]) -> Mention | None:
    """The office of "*Noh Kyu-duk*, head of the peace office" or "Lavrov, the Russian foreign minister"."""
    if last + 2 >= len(doc) or doc[last + 1].text != ",":
        return None
    for j in range(last + 2, min(len(doc), last + 12)):
        if doc[j].text in ",.;:" or doc[j].pos_ in {"VERB", "AUX", "PRON", "SCONJ"}:
            return None
        if j in titles and titles[j].first > last:
            return titles[j]
        if doc[j].lower_ in {"of", "and"}:
            return None
    return None


def _runs(doc: Doc, register: Register, known: set[int], offices: list[Mention]) -> Iterator[tuple[int, int]]:
    """Token ranges that are personal names: what the tagger calls a person, a titled name, or one we know."""
    titled = {m.last + 1 for m in offices}
    persons = {i for e in doc.ents if e.label_ == "PERSON" for i in range(e.start, e.end)}
    others = {i for e in doc.ents if e.label_ not in {"PERSON", "NORP"} for i in range(e.start, e.end)}
    office_words = {i for m in offices for i in range(m.first, m.last + 1)}
    i = 0
    seen: set[str] = set()
    while i < len(doc):
        if not _name_word(doc[i]) or i in known or i in office_words or _is_honorific(doc[i]):
            i += 1
            continue
        j = i
        while j + 1 < len(doc) and _continues(doc, j + 1, known, office_words):
            j += 1
        while j > i and not _name_word(doc[j]) and doc[j].lower_ not in _SUFFIXES and doc[j - 1].text != "-":
            j -= 1
        if j > i and doc[i].is_upper and doc[i].is_alpha and len(doc[i]) > 2 and not doc[i + 1].is_upper:
            i += 1  # an abbreviated title: "DFM Morgan"
        words = [doc[k].text for k in range(i, j + 1) if doc[k].is_alpha]
        after_title = _skip_honorifics(doc, i - 1) + 1 in titled or (i > 0 and _is_honorific(doc[i - 1]))
        share = sum(k in persons for k in range(i, j + 1)) / (j - i + 1)
        other = any(k in others for k in range(i, j + 1))
        if (
            (after_title and not doc[i].is_lower and words)
            or (share >= 0.5 and not (len(words) == 1 and doc[i].pos_ not in {"PROPN", "NOUN", "X"}))
            or (len(words) >= 2 and bool(register.persons(_printed(doc, i, j))))
            or (len(words) == 1 and not other and words[0] in seen)
        ):
            seen.update(w for w in words if len(w) > 2)
            yield i, j
        i = j + 1


def _is_honorific(token: Token) -> bool:
    return token.lower_.rstrip(".") in _HONORIFICS and token.text[:1].isupper()


def _name_word(token: Token) -> bool:
    if not token.text[:1].isupper() or not any(c.isalpha() for c in token.text):
        return False
    proper = token.pos_ in {"PROPN", "X"} or token.ent_type_ == "PERSON" or token.tag_ in {"NNP", "NNPS"}
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


def _offices(doc: Doc, register: Register) -> Iterator[Mention]:
    """Office phrases, the longest from left to right: "Deputy Secretary of State", "foreign ministers"."""
    i = 0
    while i < len(doc):
        token = doc[i]
        if token.lower_ not in register.office_starts or token.lower_ == "the":
            i += 1
            continue
        for j in range(min(len(doc), i + register.longest_office) - 1, i - 1, -1):
            if any(_ends(doc[k]) for k in range(i, j)):
                continue
            office = register.office(doc[i : j + 1].text)
            if office is not None and (doc[j].pos_ == "NOUN" or (doc[j].text[0].isupper() and doc[j].pos_ != "VERB")):
                yield Mention("office", i, j, j, i, office=office, title=_printed(doc, i, j))
                i = j
                break
        i += 1


def nations(doc: Doc, m: Mention, at: dict[int, Mention]) -> Mention:
    """The mention with the states it names as its own: "*Japanese* officials", "*Russia's* envoy", "king *of Spain*".

    `at` gives the name at each token. `left` moves to the first word of the phrase so found.
    """
    found: list[str] = []
    left = m.left
    i = (m.left if m.kind in {"person", "office"} else m.first) - 1
    for _ in range(10):
        if i < 0:
            break
        token = doc[i]
        if i in at:
            _add_codes(found, at[i].entries)
            i = at[i].first - 1
            left = i + 1
        elif token.tag_ in _LEFT_OF_NATION or token.text in _INSIDE or (token.lower_ == "and" and i - 1 in at):
            i -= 1
        else:
            break
    after = m.last + 1
    if all(code not in _states_in(at) for code in found) and after < len(doc) and doc[after].lower_ == "of":
        i = after + 1
        own: list[str] = []
        while i < len(doc) and (i in at or doc[i].lower_ in {"the", "and", ","}):
            if i in at:
                _add_codes(own, at[i].entries)
                i = at[i].last
            i += 1
        found = own or found
    return replace(m, nations=tuple(found), left=left if m.kind == "person" else m.left)


def _states_in(at: dict[int, Mention]) -> set[str]:
    return {e.iso3 for m in at.values() for e in m.entries if e.kind == "state" and e.iso3}


def _add_codes(found: list[str], entries: tuple[Entry, ...]) -> None:
    """Add the state or body that a name stands for, where it stands for one only."""
    codes = {e.iso3 if e.kind == "ministry" else e.code for e in entries if e.kind in {"state", "body", "ministry"}}
    if len(codes) == 1 and (code := codes.pop()) and code not in found:
        found.append(code)
