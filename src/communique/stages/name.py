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
from communique.stages.runs import printed, runs, skip_honorifics

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from communique.register import Entry, Office, Register

_LEFT_OF_NATION = frozenset({"JJ", "NN", "NNP", "NNPS", "POS", "VBN", "VBG", "CD", "JJS"})
_DETERMINERS = frozenset({"the", "a", "an", "his", "her", "their", "its", "'s", "’s", "of"})
_NEVER_IN_OFFICE = frozenset({"VBD", "VBZ", "VBP", "MD", "PRP", "WDT", "WP", "EX"})
_CONTINENTAL = frozenset({"American", "Americans", "America"})
_POINTS = frozenset({"North", "South", "Central", "Latin"})  # "the North American bureau" is not the United States'
_DATED = frozenset({"DATE", "TIME"})
_INSIDE = frozenset({"-", "(", ")", "'"})
_LONGEST_BUREAU = 9  # tokens: "European and Eurasian Affairs"
_LONGEST_ORGAN = 10  # tokens between a spokesperson and the state of his organ
_PROPER = frozenset({"NNP", "NNPS", "JJ"})
_TITLE_GAP = 14  # tokens between "Special Representative" and the name it introduces; longest seen: 9


def name(doc: Doc, register: Register, *, on: str | None = None) -> tuple[Mention, ...]:
    """Names the register knows, persons with their titles, and offices, in the order of the text.

    "Russian Foreign Minister Sergey Lavrov" is two mentions: the name *Russian* (a state) and the person, whose
    `nations` say Russia and whose office is *Foreign Minister*. On a date `on`, "Moscow" in 1987 is the Soviet
    Union's. Needs tags and entities, no dependencies: each `head`
    is for now the last token.
    """
    offices = list(_offices(doc, register))
    names = list(_names(doc, register, on))
    bureaus = list(_bureaus(doc, offices, register))
    persons = list(_persons(doc, register, names, offices))
    taken = {i for m in persons for i in range(m.first, m.last + 1)}
    names = [m for m in names if taken.isdisjoint(range(m.first, m.last + 1))]
    at = {i: m for m in names for i in range(m.first, m.last + 1)}
    covered = {i for m in persons for i in range(m.left, m.last + 1)} | set(at)
    surnames = {doc[m.last].text for m in persons if m.last > m.first}
    bearers = [m for m in names if _is_bearer(doc, m, names, surnames)]
    names = [m for m in names if m not in bearers]
    persons += [Mention("person", m.first, m.last, m.last, m.first, name=doc[m.first].text) for m in bearers]
    offices = [m for m in offices if m.last not in covered]
    also = [replace(m, kind="person", name=m.title, office=None, title=None) for m in offices
            if _is_surname(doc, m, surnames)]  # fmt: skip
    taken = {m.first for m in also}
    offices = [m for m in offices if m.first not in taken]
    headed = {i: m for m in bureaus for i in range(m.first, m.last + 1)}
    found = [*names, *bureaus, *(_of_bureau(nations(doc, m, at), headed) for m in (*persons, *also, *offices))]
    return tuple(sorted(found, key=lambda m: (m.first, m.last)))


def _is_surname(doc: Doc, m: Mention, surnames: set[str]) -> bool:
    """Whether an office is somebody's name: "*King* said" where "Peter King" has been named."""
    alone = m.first == m.last and (m.first == 0 or doc[m.first - 1].lower_ not in _DETERMINERS)
    return alone and doc[m.first].text in surnames


def _is_bearer(doc: Doc, m: Mention, names: list[Mention], surnames: set[str]) -> bool:
    """Whether a state's name is somebody's: "*Jordan* scored" after "Michael Jordan", in a text without Amman."""
    if m.first != m.last or doc[m.first].text not in surnames or any(e.kind != "state" for e in m.entries):
        return False
    if m.first > 0 and doc[m.first - 1].tag_ in {"IN", "TO"}:
        return False
    return all(doc[o.first].text == doc[m.first].text for o in names if o.entries[:1] == m.entries[:1])


def _names(doc: Doc, register: Register, on: str | None) -> Iterator[Mention]:
    """States, bodies, seats, agencies: the longest phrase the register knows, from left to right."""
    text, ends = doc.text, _barriers(doc)
    halves = {half for half in ("North", "South") if f"{half} Korea" in text}
    i = 0
    while i < len(doc):
        token = doc[i]
        if token.is_space or token.is_punct or not register.may_start(token.text):
            i += 1
            continue
        if (half := _half(doc, i, register) or _korea(doc, i, register, halves)) is not None:
            yield half
            i += 1
            continue
        for j in range(min(ends[i], len(doc) - 1, i + register.reach(token.text) - 1), i - 1, -1):
            if doc[j].is_space or doc[j].is_punct:
                continue
            entries = register.lookup(text[token.idx : doc[j].idx + len(doc[j])], on=on)
            if entries:
                first_name = i == j and _is_given_name(token, entries, register)
                if _geographic(doc, i, j) or first_name or _is_namesake(doc, i, j):
                    i = j
                    break
                yield Mention("name", i, j, j, i, entries=entries)
                i = j
                break
        i += 1


def _bureaus(doc: Doc, offices: list[Mention], register: Register) -> Iterator[Mention]:
    """The bureau that a title is the head of: "Assistant Secretary of State for *European and Eurasian Affairs*"."""
    for m in offices:
        first = next((i + 1 for i in range(m.first, min(len(doc), m.last + 2)) if doc[i].lower_ == "for"), len(doc))
        if m.office is None or m.office.level != "director":
            continue
        for last in range(min(len(doc), first + _LONGEST_BUREAU) - 1, first, -1):
            entries = () if doc[last].is_punct else register.lookup(f"Bureau of {doc[first : last + 1].text}")
            if entries:
                yield Mention("name", first, last, last, first, entries=entries)
                break


def _korea(doc: Doc, i: int, register: Register, halves: set[str]) -> Mention | None:
    """A Korea by its half of the peninsula, where the article names it in full: "the *North* test-fired a missile"."""
    if doc[i].text not in halves or i == 0 or doc[i - 1].lower_ != "the" or i + 1 >= len(doc):
        return None
    following = doc[i + 1]
    hyphened = i + 2 < len(doc) and doc[i + 2].text == "-"  # "test-fired"
    apart = following.tag_[:2] not in {"NN", "JJ", "HY", "CD"} or hyphened
    if not apart or following.lower_ in {"of", "and", "or", "-"}:
        return None
    entries = register.lookup(f"{doc[i].text} Korea")
    return Mention("name", i, i, i, i, entries=entries) if entries else None


def _of_bureau(m: Mention, headed: dict[int, Mention]) -> Mention:
    """An official of whom no state is said, with that of the bureau in the title."""
    bureau = next((headed[i] for i in range(m.left, m.last + 3) if i in headed), None)
    if m.nations or bureau is None:
        return m
    codes: list[str] = []
    _add_codes(codes, bureau.entries)
    return replace(m, nations=tuple(codes))


def _half(doc: Doc, i: int, register: Register) -> Mention | None:
    """The first of two names that share their last word: "*North* and South Korea"."""
    points = {"north", "south", "east", "west"}
    if doc[i].lower_ not in points or i + 3 >= len(doc) or doc[i + 1].lower_ not in {"and", "or", "&"}:
        return None
    if doc[i + 2].lower_ not in points or doc[i + 2].lower_ == doc[i].lower_:
        return None
    entries = register.lookup(f"{doc[i].text} {doc[i + 3].text}")
    return Mention("name", i, i, i, i, entries=entries) if entries else None


def _barriers(doc: Doc) -> list[int]:
    """For each token the first, from it on, over which no name runs."""
    found = [len(doc)] * len(doc)
    barrier = len(doc)
    for i in range(len(doc) - 1, -1, -1):
        barrier = i if _ends(doc[i]) else barrier
        found[i] = barrier
    return found


def _ends(token: Token) -> bool:
    """Whether no name runs over a token: the end of a sentence or of a line that was cut out."""
    return token.text in {".", ";", ":", "!", "?"} or (token.is_space and len(token) > 1)


def _geographic(doc: Doc, first: int, last: int) -> bool:
    """Whether a name is only part of a place's: "the *Korean* Peninsula", "the Sea of *Japan*"."""
    words = nouns().geography
    if first > 0 and doc[first].text in _CONTINENTAL and doc[first - 1].text in _POINTS:
        return True
    if last + 1 < len(doc) and doc[last + 1].text in words:
        return True
    return first >= 2 and doc[first - 1].lower_ == "of" and doc[first - 2].text in words


def _is_namesake(doc: Doc, first: int, last: int) -> bool:
    """Whether a name is that of a part of another state: "*Georgia* governor", "the governor of *Georgia*"."""
    words = nouns().namesakes.get(doc[first].text, frozenset())
    if not words:
        return False
    after = doc[last + 1 : last + 4]
    owned = after and (after[0].lower_ in words or (after[0].tag_ == "POS" and any(t.lower_ in words for t in after)))
    return bool(owned) or (first > 1 and doc[first - 1].lower_ == "of" and doc[first - 2].lower_ in words)


def _is_given_name(token: Token, entries: tuple[Entry, ...], register: Register) -> bool:
    """Whether a place is somebody's first name: "*Sofia* Donets", "*Israel* Adesanya"."""
    if any(e.form not in {"capital", "name"} for e in entries) or token.i + 1 >= len(token.doc):
        return False
    following = token.nbor()
    if not following.text[:1].isupper() or following.is_upper or following.pos_ != "PROPN":
        return False
    if token.ent_type_ == following.ent_type_ == "PERSON" and following.ent_iob_ == "I":
        return all(e.form == "capital" for e in entries) or not register.may_start(following.text)
    names = register.lookup(following.text) or register.office(following.text) or following.ent_type_ in _DATED
    table = nouns()
    common = following.lower_ in table.by_lemma or register.organ(following.text) is not None
    if names or common or following.text in table.generic | table.things | table.surnames or not token.is_alpha:
        return False
    if register.people.exact(f"{token.text} {following.text}"):
        return True
    acts = following.i + 1 < len(token.doc) and following.nbor().tag_ == "VBD"
    return acts and not token.is_upper and (token.i == 0 or token.nbor(-1).tag_ not in {"IN", "TO"})


def _persons(doc: Doc, register: Register, names: list[Mention], offices: list[Mention]) -> Iterator[Mention]:
    """Personal names, with the office printed before or after them."""
    known = {i: m for m in names for i in range(m.first, m.last + 1)}
    found_runs = dict(runs(doc, register, set(known), offices))
    ends = set(found_runs.values())
    titles = {m.last: m for m in offices}
    held_last: Office | None = None
    for first, last in found_runs.items():
        left, office, title = first, None, None
        own: tuple[str, ...] = ()
        before = skip_honorifics(doc, first - 1)
        peer = _peer(doc, first)
        if peer is not None:
            left, office = peer, held_last
        elif before in titles:
            found = titles[before]
            left, office, title = found.first, found.office, doc[found.first : found.last + 1].text
            while (earlier := titles.get(skip_honorifics(doc, left - 1))) is not None and earlier.last == left - 1:
                left, office = earlier.first, earlier.office  # "Acting Foreign Minister", "President and Chairman"
                title = doc[earlier.first : before + 1].text
        elif doc[first - 1].text == "," and first - 2 in titles:  # "Peru's foreign minister, Luis Vega"
            found = titles[first - 2]
            left, office, title = found.first, found.office, found.title
        elif (of := _title_of_nation(doc, before, titles, known)) is not None:
            found, own = of
            left, office, title = found.first, found.office, found.title
        else:
            held = _title_with_complement(doc, first, titles, ends)
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
            name=printed(doc, first, last),
            office=office,
            title=title,
            nations=own,
        )


def _title_of_nation(
    doc: Doc, before: int, titles: dict[int, Mention], known: dict[int, Mention]
) -> tuple[Mention, tuple[str, ...]] | None:
    """The office and the nation of "President of the Republic of Korea, *Lee Myung-bak*"."""
    i = before - 1 if before > 0 and doc[before].text == "," else before
    codes: list[str] = []
    while i in known:
        _add_codes(codes, known[i].entries)
        i = known[i].first - 1
        i -= doc[i].lower_ == "the"
    if not codes or i < 1 or doc[i].lower_ != "of":
        return None
    # The words "President of the Republic" are an office too, and run into "the Republic of Korea".
    title = next((titles[k] for k in (i - 1, i + 2) if k in titles and titles[k].first < i), None)
    return (title, tuple(codes)) if title is not None else None


def _peer(doc: Doc, first: int) -> int | None:
    """Where "his Greek *counterpart*, Nikos Vlachos" says "counterpart": somebody of the office named last."""
    at = first - 2 if doc[first - 1].text == "," else first - 1
    return at if at > 0 and doc[at].lower_ in nouns().peers else None


def _title_with_complement(doc: Doc, first: int, titles: dict[int, Mention], ends: set[int]) -> Mention | None:
    """The office of "Special Representative for Korean Peninsula Affairs *Liu Xiaoming*"."""
    for j in range(first - 1, max(0, first - _TITLE_GAP) - 1, -1):
        token = doc[j]
        if (token.is_punct and token.text not in "-,&'()") or token.pos_ in {"VERB", "AUX"} or j in ends:
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


def _offices(doc: Doc, register: Register) -> Iterator[Mention]:
    """Office phrases, the longest from left to right: "Deputy Secretary of State", "foreign ministers"."""
    text, ends = doc.text, _barriers(doc)
    i = 0
    while i < len(doc):
        token = doc[i]
        word = token.lower_
        if token.text[:-1].isupper() and token.text[-1] == "s":  # "the three NSAs"
            word = word[:-1]
        if word not in register.office_starts or word == "the":
            i += 1
            continue
        furthest = min(ends[i], len(doc) - 1, i + register.longest_office - 1)
        stop = next((k for k in range(i + 1, furthest) if doc[k].tag_ in _NEVER_IN_OFFICE), furthest)
        for j in range(stop, i - 1, -1):
            office = register.office(text[token.idx : doc[j].idx + len(doc[j])])
            nominal = doc[j].pos_ == "NOUN" or (doc[j].text[0].isupper() and doc[j].pos_ != "VERB")
            nominal |= j > i + 1 and doc[j - 1].text == "-" and doc[j].lower_ == "general"  # "secretary-*general*"
            if office is not None and nominal and not _is_other_s(doc, i, j):
                yield Mention("office", i, j, j, i, office=office, title=printed(doc, i, j))
                i = j
                break
        i += 1


def _is_other_s(doc: Doc, first: int, last: int) -> bool:
    """Whether an office is only whom somebody serves, or a word that means an officer only before his name.

    "Assistant to the *President*" is no president, and the "*captain*" of a team is no officer.
    """
    table = nouns()
    served = first > 2 and doc[first - 1].lower_ == "the" and doc[first - 2].lower_ == "to"
    if served and doc[first - 3].lower_ in table.servants:
        return True
    named = last + 1 < len(doc) and doc[last + 1].text[:1].isupper() and doc[last + 1].is_alpha
    if first == last and doc[first].lower_ == "deputy" and named and doc[last + 1].lower_ in table.servants:
        return True  # "*Deputy* Assistant" sits in no parliament
    return first == last and doc[first].text in table.ranks and not named


def nations(doc: Doc, m: Mention, at: dict[int, Mention]) -> Mention:
    """The mention with the states it names as its own: "*Japanese* officials", "*Russia's* envoy", "king *of Spain*".

    `at` gives the name at each token. `left` moves to the first word of the phrase so found.
    """
    if m.nations:
        return m
    found: list[str] = []
    left = m.left
    stately = False  # whether a state was named, and not only a body: "the EU ambassador of Peru"
    for k in range(m.first, m.last + 1 if m.kind == "office" else m.first):  # "*White House* official"
        if k in at:
            stately |= _add_codes(found, at[k].entries)
    i = (m.left if m.kind in {"person", "office"} else m.first) - 1
    about = _is_sent(doc, m)
    for _ in range(10):
        if i < 0:
            break
        token = doc[i]
        if i in at:
            over = doc[i].text[-1] == "." and all(e.form == "capital" for e in at[i].entries)
            if over:  # "... met in Washington, D.C. Secretary Lind ..." is two sentences
                break
            if not (about and _is_subject(doc, at[i])):
                stately |= _add_codes(found, at[i].entries)
            i = at[i].first - 1
            left = i + 1
        elif token.tag_ in _LEFT_OF_NATION or token.text in _INSIDE or (token.lower_ == "and" and i - 1 in at):
            i -= 1
        else:
            break
    if not stately:
        found = _complement(doc, m, at) or found
    return replace(m, nations=tuple(found), left=left if m.kind == "person" else m.left)


def _is_sent(doc: Doc, m: Mention) -> bool:
    """Whether a name before the title may be what it is about: "*Syria* envoy" is nobody's of Syria."""
    word = m.title.split()[-1] if m.title and m.kind != "noun" else doc[m.last].text
    return word.lower().removesuffix("s") in nouns().sent


def _is_subject(doc: Doc, name: Mention) -> bool:
    """Whether a state's plain name is what a word is about: "Syria envoy", not "Syria's", "Syrian" or "US"."""
    owner = name.last + 1 < len(doc) and doc[name.last + 1].tag_ == "POS"
    return not owner and all(e.kind == "state" and e.form == "name" for e in name.entries)


def _complement(doc: Doc, m: Mention, at: dict[int, Mention]) -> list[str]:
    """The states named after a mention: "king *of Spain*", "a spokesman *for the Foreign Ministry of Peru*"."""
    i = m.last + 1
    if i >= len(doc):
        return []
    joint = doc[i].lower_
    found: list[str] = []
    table = nouns()
    speaks = m.office is not None and m.office.name in table.speakers
    seated = m.noun is not None and m.noun.kind in {"ministry", "government"} and m.noun.lemma not in table.abroad
    if not (joint == "of" or (speaks and joint in {"for", "at"}) or (seated and joint == "in")):
        return []
    i += 1
    last = min(len(doc), i + _LONGEST_ORGAN)
    while i < last and i not in at and (doc[i].lower_ in table.organ_words or (speaks and doc[i].tag_ in _PROPER)):
        i += 1  # "of *the Foreign Ministry of* Peru"
    while i < len(doc) and (i in at or (doc[i].lower_ in {"the", "and", ","} and joint != "in")):
        if i in at:
            _add_codes(found, at[i].entries)
            i = at[i].last
        i += 1
    return found


def _add_codes(found: list[str], entries: tuple[Entry, ...]) -> bool:
    """Add the state or body that a name stands for, where it stands for one only; whether it is a state's."""
    standing = [e for e in entries if e.valid_to is None] or entries  # without a date, Moscow is Russia's
    codes = {e.iso3 if e.kind == "ministry" else e.code for e in standing if e.kind in {"state", "body", "ministry"}}
    if len(codes) != 1 or not (code := codes.pop()):
        return False
    if code not in found:
        found.append(code)
    return any(e.iso3 == code for e in entries)
