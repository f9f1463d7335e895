"""Resolve: decide who is meant by each mention: one real-world actor is one actor, and the undecided has no name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from communique.cues.nouns import nouns
from communique.draft import Cast, Mention, Segments, Syntax, coordination
from communique.record import Article, Span
from communique.stages.company import Draft
from communique.stages.frames import objects, subjects
from communique.stages.persons import cluster
from communique.stages.troupe import Troupe

if TYPE_CHECKING:
    from spacy.tokens import Token

    from communique.register import Entry, Register

_SUBJECTS = frozenset({"nsubj", "nsubjpass", "agent", "poss"})
_PLACE_PREPOSITIONS = frozenset("in at near outside around from across inside into via through within to".split())
_HE = frozenset({"he", "him", "his", "she", "her"})
_IT = frozenset({"it", "its"})
_THEY = frozenset({"they", "them", "their", "both"})
_WE = frozenset({"we", "us", "our", "i", "my"})
_COUNTRY_NOUNS = frozenset({"country", "nation", "state", "kingdom", "emirate", "island", "republic"})
_NUMBERS = frozenset({"both", "two", "three", "four"})
_REACH = 3  # sentences a pronoun looks back
_ATTRIBUTED = re.compile(r"attributable to (?:the )?(?P<who>[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){1,5})")


def resolve(
    article: Article, segments: Segments, syntax: Syntax, mentions: tuple[Mention, ...], register: Register
) -> Cast:
    """The actors of the article and which tokens mean them.

    Names and persons are settled first, over the whole article, because the fullest spelling may come last; offices,
    common nouns and pronouns follow in the order of the text, each looking back.
    """
    troupe = Troupe(article, syntax, register)
    settled: dict[int, Draft] = {}
    for m in mentions:
        if m.kind == "name" and (actor := _named(m, syntax, troupe, mentions)) is not None:
            settled[id(m)] = actor
    settled |= cluster(mentions, troupe)
    troupe.home = (
        _home(article, mentions, settled, register)
        or _letterhead(syntax, mentions)
        or _acting_state(article, syntax, mentions, settled)
    )
    troupe.settle_nations()
    if troupe.home is None and article.kind == "readout":
        # A readout names its own side first: "U.S. Special Representative Kim met ...".
        own = next((m.nations for m in mentions if m.kind == "person"), ())
        troupe.home = own[0] if own and register.state(own[0]) else None
    troupe.voice = _voice(article, segments, troupe)
    for m in mentions:
        actor = settled.get(id(m))
        if actor is None:
            actor = _reference(m, syntax, troupe)
        if actor is not None:
            troupe.note(m, actor)
    _join(syntax, troupe)
    _first_person(syntax, mentions, troupe)
    return troupe.cast()


def _named(m: Mention, syntax: Syntax, troupe: Troupe, mentions: tuple[Mention, ...]) -> Draft | None:
    if not m.entries:
        return troupe.company.organisation(m)
    head = syntax.doc[m.head]
    entry = _reading(m, mentions)
    if entry and all(e.form == "capital" for e in m.entries) and _is_place(head):
        troupe.where[m.head] = troupe.company.entry(entry)
        return None
    return troupe.company.entry(entry) if entry else None


def _is_place(head: Token) -> bool:
    """Whether a capital is only where something happens: "in Seoul", but not "talks with Seoul"."""
    if head.dep_ == "pobj":
        return head.head.lower_ in _PLACE_PREPOSITIONS
    if head.dep_ == "conj":
        return _is_place(head.head)
    return head.dep_ in {"appos", "npadvmod", "ROOT", "nmod"}


def _reading(m: Mention, mentions: tuple[Mention, ...]) -> Entry | None:
    """The one thing a name means here; an ambiguous name means what the article names plainly elsewhere."""
    keys = {e.code or e.key for e in m.entries}
    if len(keys) == 1:
        return m.entries[0]
    plain = {o.entries[0].key for o in mentions if o.entries and len({e.key for e in o.entries}) == 1}
    agreed = [e for e in m.entries if e.key in plain]
    return agreed[0] if len({e.key for e in agreed}) == 1 else None


def _home(article: Article, mentions: tuple[Mention, ...], settled: dict[int, Draft], register: Register) -> str | None:
    """The state in whose voice the article speaks: its agency's or publisher's, else its first untitled office's."""
    for name in (article.agency, article.publisher):
        for entry in register.lookup(name) if name else ():
            if entry.iso3 and (entry.kind != "agency" or entry.name in nouns().home_agencies):
                return entry.iso3
    if article.kind not in {"readout", "statement", "joint_statement"}:
        return None
    foreign = {settled[id(m)].key for m in mentions if m.kind == "person" and m.nations and id(m) in settled}
    for m in mentions:
        actor = settled.get(id(m))
        official = m.kind == "person" and m.office is not None and actor is not None
        if official and actor is not None and actor.iso3 and actor.key not in foreign:
            return actor.iso3
    seats = {
        a.iso3 for m in mentions if (a := settled.get(id(m))) and a.rule == "register:name" and a.key[:5] == "seat:"
    }
    return seats.pop() if len(seats) == 1 else None


def _letterhead(syntax: Syntax, mentions: tuple[Mention, ...]) -> str | None:
    """The state whose ministry stands in a line of its own above the text: "Ministry for Foreign Affairs of Oman"."""
    for m in mentions:
        head = syntax.doc[m.head]
        block = syntax.block_of(head.idx)
        if block > 1 or any(t.pos_ in {"VERB", "AUX"} for t in head.sent):
            return None
        if m.noun is not None and m.noun.kind == "ministry" and len(m.nations) == 1:
            return m.nations[0]
        if m.entries and m.entries[0].kind == "ministry":
            return m.entries[0].iso3
    return None


def _acting_state(
    article: Article, syntax: Syntax, mentions: tuple[Mention, ...], settled: dict[int, Draft]
) -> str | None:
    """The state that a statement opens with as the one who acts: "The United States condemns ..."."""
    if article.kind != "statement" or not syntax.sentences:
        return None
    opening = next((s for s in syntax.sentences if any(t.dep_ == "nsubj" for t in s)), None)
    for m in mentions:
        actor = settled.get(id(m))
        head = syntax.doc[m.head]
        if actor is not None and actor.kind == "state" and head.dep_ == "nsubj" and head.head.dep_ == "ROOT":
            return actor.iso3 if opening is not None and head.sent.start == opening.start else None
    return None


def _voice(article: Article, segments: Segments, troupe: Troupe) -> Draft | None:
    """The official to whom the whole text is attributed: "The below is attributable to Spokesperson Ned Price:"."""
    for piece in segments.boilerplate:
        found = _ATTRIBUTED.search(piece.span.exact)
        if found is None:
            continue
        words = found["who"].split(" ")
        cut = next((k for k in range(len(words) - 1, 0, -1) if troupe.register.office(" ".join(words[:k]))), 0)
        title, name = " ".join(words[:cut]), " ".join(words[cut:])
        actor = troupe.company.person(f"person:{name.casefold()}", name, None)
        start = piece.span.start + found.end("who") - len(name)
        actor.spans.append(Span(start, start + len(name), name))
        actor.office = troupe.register.office(title)
        actor.title = title
        actor.office_name, actor.office_basis = (actor.office.name if actor.office else title), "text"
        actor.iso3 = actor.code = troupe.home
        actor.sector = "GOV"
        return actor
    return None


def _reference(m: Mention, syntax: Syntax, troupe: Troupe) -> Draft | None:
    if m.kind == "office":
        return troupe.office_holder(m)
    if m.kind == "noun":
        return _noun(m, syntax, troupe)
    if m.kind == "pronoun":
        return _pronoun(m, syntax, troupe)
    return None


def _noun(m: Mention, syntax: Syntax, troupe: Troupe) -> Draft | None:
    assert m.noun is not None
    table = nouns()
    head = syntax.doc[m.head]
    words = {t.lower_ for t in head.lefts}
    if m.noun.plural and not m.nations and _is_sides(head, words, m.noun.lemma):
        states = m.noun.lemma in table.sides_of_states
        return troupe.sides(m, as_states=states)
    if m.noun.lemma in table.vague and not m.nations:
        return troupe.company.nobody(m, "group")
    if m.noun.kind == "government" and (known := troupe.company.known_administration(m)) is not None:
        return known
    if m.nations:
        return troupe.company.national(m)
    party = next((table.parties[t.text] for t in head.lefts if t.text in table.parties), None)
    if party is not None and m.noun.sector in {"LEG", "GOV"}:
        return troupe.company.national(m, party)
    person = next((t for t in head.lefts if t.dep_ in {"compound", "poss", "nmod"} and troupe.person_at(t.i)), None)
    if person is not None and m.noun.kind in {"government", "group", "body"}:
        return troupe.company.administration(m, troupe.person_at(person.i))
    if m.noun.lemma in table.others:
        return troupe.company.nobody(m, "group")
    owner = next(
        (t for t in head.lefts if t.dep_ in {"compound", "poss", "nmod", "amod"} and t.i in troupe.meant), None
    )
    if owner is not None and not troupe.meant[owner.i].members:
        return troupe.company.belonging(m, troupe.meant[owner.i])
    definite = bool(words & {"the", "this", "that", "its", "their", "his", "her"}) and not m.noun.plural
    if definite and m.noun.lemma in _COUNTRY_NOUNS:
        return troupe.antecedent(head, lambda a: a.kind == "state", 2)
    if definite and (earlier := troupe.same_noun(m)) is not None:
        return earlier
    if m.noun.plural and "the" in words and (earlier := troupe.same_noun(m)) is not None:
        return earlier
    if m.noun.kind in {"ministry", "government"} and definite and troupe.home:
        return troupe.company.national(m, troupe.home)
    return troupe.company.group(m) if m.noun.nonstate else troupe.company.nobody(m, m.noun.kind)


def _is_sides(head: Token, words: set[str], lemma: str) -> bool:
    """ "The two sides", "both leaders", "the delegations", "the two South American presidents" is not."""
    table = nouns()
    if lemma not in table.sides_of_persons and lemma not in table.sides_of_states:
        return False
    plain = all(t.dep_ in {"det", "nummod", "predet", "punct"} or t.lower_ in _NUMBERS for t in head.lefts)
    complement = any(t.dep_ in {"prep", "relcl", "acl"} for t in head.rights)
    return plain and not complement and bool(words & {"the", *_NUMBERS})


def _pronoun(m: Mention, syntax: Syntax, troupe: Troupe) -> Draft | None:
    token = syntax.doc[m.head]
    word = token.lower_
    bound = _bound(token, troupe) if token.dep_ == "poss" else _continued(token, troupe)
    if bound is not None:
        return bound
    if word in _HE:
        return troupe.antecedent(token, lambda a: a.kind == "person", _REACH)
    if word in _IT:
        if any(c.dep_ in {"acomp", "ccomp", "csubj"} for c in token.head.children) and token.dep_ == "nsubj":
            expletive = token.head.lemma_ in {"be", "seem", "appear", "remain"}
            if expletive:
                return None
        return troupe.antecedent(
            token, lambda a: a.kind in {"state", "government", "ministry", "body", "organisation", "agency"}, 1
        )
    if word in _THEY:
        if word == "both" and token.dep_ == "det":
            return None
        found = troupe.plural_antecedent(token)
        return found or troupe.sides(m, as_states=False)
    return None


def _bound(token: Token, troupe: Troupe) -> Draft | None:
    """Whose "his" or "its" is, by its own clause: "thanked Lind for *her* help", "Lind stressed *her* commitment"."""
    persons = token.lower_ in {"his", "her"}
    if not persons and token.lower_ != "its":
        return None
    noun = token.head
    behind_for = False
    for above in noun.ancestors:
        if above.sent.start != token.sent.start:
            return None
        behind_for |= above.dep_ == "prep" and above.lower_ in {"for", "of", "over"}
        heads = [c for c in above.children if c.dep_ == "nsubj"] if above.pos_ == "ADJ" else []
        if above.pos_ == "VERB":
            things = [o for o in objects(above) if token.i not in {t.i for t in o.subtree}]
            heads = [*(things if behind_for else []), *subjects(above)]
        for head in heads:
            actor = troupe.meant.get(head.i)
            if actor is not None and head.i < token.i and not actor.members and (actor.kind == "person") == persons:
                return actor
        if above.pos_ == "VERB":
            return None
    return None


def _continued(token: Token, troupe: Troupe) -> Draft | None:
    """Who "it" is when its clause hangs on another: "Lima warned that *it* would respond" goes on with Lima."""
    verb = token.head
    person = token.lower_ in _HE
    if token.dep_ != "nsubj" or not (person or token.lower_ in _IT) or verb.dep_ not in {"ccomp", "advcl"}:
        return None
    if verb.head.pos_ not in {"VERB", "AUX"}:
        return None
    for head in subjects(verb.head):
        actor = troupe.meant.get(head.i)
        if actor is not None and head.i < token.i and not actor.members and (actor.kind == "person") == person:
            return actor
    return None


def _join(syntax: Syntax, troupe: Troupe) -> None:
    """One actor for a coordination that speaks or acts as one: "Mr. Sullivan and Mr. Suh reaffirmed"."""
    for token in syntax.doc:
        if token.dep_ in {"conj", "compound"} or token.i not in troupe.meant:
            continue
        parts = [t for t in coordination(token, troupe.differ) if t.i in troupe.meant]
        if len(parts) < 2:
            continue
        actors = [troupe.meant[t.i] for t in parts]
        members = list(dict.fromkeys(a.key for a in actors))
        if len(members) > 1 and all(a.name or a.code for a in actors):
            troupe.join(token.i, parts, members)


def _first_person(syntax: Syntax, mentions: tuple[Mention, ...], troupe: Troupe) -> None:
    """ "We" is the speaker: of the quotation it stands in, else the office whose text this is."""
    doc = syntax.doc
    inside: set[int] = set()
    ends = {b.end for b in syntax.blocks}
    quoted = False
    for token in doc:
        mark = syntax.text[token.idx]
        if mark in '“”"«»„':
            quoted = mark in "“«„" or (mark == '"' and not quoted)
        if quoted:
            inside.add(token.i)
        if token.idx + len(token) in ends:
            quoted = False
    for m in mentions:
        token = doc[m.head]
        if m.kind != "pronoun" or token.lower_ not in _WE:
            continue
        if m.head not in inside:
            speaker = troupe.own_state()
        else:
            speaker = troupe.speaker_near(token, plural=token.lower_ in {"we", "us", "our"})
        if speaker is not None:
            troupe.note(m, speaker)
