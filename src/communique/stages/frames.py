"""Frames: who does what to whom in a clause, read off the dependencies."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from communique.draft import Cast

if TYPE_CHECKING:
    from spacy.tokens import Token

_SUBJECT = frozenset({"nsubj", "csubj"})
_RELATIVE = frozenset({"who", "which", "that", "whom"})
OBJECT_CONTROL = frozenset(
    "urge ask call tell order press want invite encourage allow force push persuade compel warn request get help "
    "require pressure bring expect".split()
)
# By whom a thing is: never at whom. "Sanctions against Russia" are not Russia's.
_LINKS = ("by", "from", "of", "in")


def subjects(verb: Token) -> list[Token]:
    """The heads of the phrases that do what `verb` says, looking through control, coordination and relatives.

    "Seoul agreed to *send* aid" gives Seoul; "Moscow urged Kyiv to *withdraw*" gives Kyiv; "officials who *met*" gives
    officials; in the passive only a by-phrase does anything.
    """
    if is_passive(verb):
        return agents(verb)
    own = [c for c in verb.children if c.dep_ in _SUBJECT]
    if own:
        return [_antecedent(own[0]) or own[0]]
    head = verb.head
    if head.i == verb.i:
        return []
    if verb.dep_ == "conj" and head.pos_ in {"VERB", "AUX"}:
        return surface_subjects(head)
    if verb.dep_ == "xcomp":
        if head.lemma_ in OBJECT_CONTROL and (controlled := objects(head)):
            return controlled
        return surface_subjects(head)
    if verb.dep_ in {"ccomp", "advcl", "pcomp", "prep", "dep"}:
        if verb.dep_ == "ccomp" and verb.tag_ not in {"VB", "VBG"}:
            return []
        if verb.dep_ == "ccomp" and head.lemma_ in OBJECT_CONTROL and (controlled := objects(head)):
            return controlled
        above = _governing_verb(head)
        return surface_subjects(above) if above is not None and above.i != verb.i else []
    if verb.dep_ == "relcl":
        return [head]
    if verb.dep_ == "acl":
        if verb.tag_ == "VBG":
            return [head]
        owner = next((c for c in head.children if c.dep_ == "poss"), None)
        return [owner] if owner is not None else surface_subjects(v) if (v := _governing_verb(head)) else []
    return []


def surface_subjects(verb: Token) -> list[Token]:
    """The grammatical subject, active or passive: who an embedded infinitive or participle is understood of."""
    own = [c for c in verb.children if c.dep_ in {"nsubj", "nsubjpass", "csubj"}]
    if own:
        return [_antecedent(own[0]) or own[0]]
    return [] if verb.dep_ == "ROOT" else subjects(verb)


def _antecedent(token: Token) -> Token | None:
    """The noun that a relative pronoun stands for."""
    if token.lower_ in _RELATIVE and token.head.dep_ == "relcl":
        return token.head.head
    return None


def _governing_verb(token: Token) -> Token | None:
    for ancestor in (token, *token.ancestors):
        if ancestor.pos_ in {"VERB", "AUX"}:
            return ancestor
    return None


def is_passive(verb: Token) -> bool:
    """Whether the verb is passive: "was accused", or the reduced "officials *accused* of"."""
    if any(c.dep_ in {"nsubjpass", "auxpass", "agent"} for c in verb.children):
        return True
    return verb.dep_ == "acl" and verb.tag_ == "VBN"


def agents(verb: Token) -> list[Token]:
    """Who acts in a passive: the object of "by"."""
    return [p for c in verb.children if c.dep_ == "agent" for p in c.children if p.dep_ == "pobj"]


def objects(verb: Token) -> list[Token]:
    """What the verb acts upon: the object, or the subject of a passive."""
    if is_passive(verb):
        found = [c for c in verb.children if c.dep_ == "nsubjpass"]
        if found:
            return [_antecedent(found[0]) or found[0]]
        if verb.dep_ == "acl":
            return [verb.head]
        if verb.dep_ == "conj" and is_passive(verb.head):
            return objects(verb.head)
        return []
    found = [c for c in verb.children if c.dep_ in {"dobj", "dative", "obj"} and c.pos_ != "ADP"]
    if found:
        direct = [c for c in found if c.dep_ != "dative"]
        chosen = (direct or found)[0]
        return [_antecedent(chosen) or chosen]
    # "called on Qatar to end": the parser makes Qatar the subject of the complement
    for clause in verb.children:
        if clause.dep_ == "ccomp" and verb.lemma_ in OBJECT_CONTROL and any(t.tag_ == "TO" for t in clause.children):
            inner = [c for c in clause.children if c.dep_ in _SUBJECT]
            if inner:
                return inner
    return []


def complements(head: Token, prepositions: frozenset[str] | set[str]) -> list[Token]:
    """The nouns after these prepositions: of the word itself, of its particle, or of its object."""
    found: list[Token] = []
    for child in head.children:
        if child.dep_ in {"prep", "dative", "agent", "prt"} and child.lower_ in prepositions:
            found += [p for p in child.children if p.dep_ in {"pobj", "pcomp"}]
            # "along with", "together with": a preposition on a preposition
            found += [q for p in child.children if p.dep_ == "prep" for q in p.children if q.dep_ == "pobj"]
    return found


def negated(verb: Token) -> bool:
    """Whether the clause denies what the verb says: "did not take part", "never met", "refused to attend"."""
    if any(c.dep_ == "neg" or c.lower_ in {"never", "neither", "nor"} for c in verb.children):
        return True
    if any(c.dep_ in {"nsubj", "dobj"} and any(d.lower_ == "no" for d in c.children) for c in verb.children):
        return True
    return verb.dep_ == "xcomp" and verb.head.lemma_ in {"refuse", "decline", "fail"}


def owners(noun: Token, cast: Cast) -> tuple[str, ...]:
    """Whose thing a noun is: "*the DPRK's* launch", "*Russian* aggression", "sanctions *by the EU*"."""
    for child in noun.lefts:
        if child.dep_ in {"poss", "amod", "compound", "nmod"} and (found := cast.among(child)):
            return found
    for child in noun.lefts:  # "the DPRK's ballistic missile launch" hung on "missile"
        if child.dep_ in {"compound", "amod", "nmod"}:
            for inner in child.lefts:
                if inner.dep_ in {"poss", "compound", "amod", "nmod"} and (found := cast.among(inner)):
                    return found
    for target in complements(noun, {"by"}):
        if found := cast.among(target):
            return found
    for child in noun.rights:  # "the sanctions that Obama imposed"
        if child.dep_ == "relcl":
            for subject in child.children:
                if subject.dep_ == "nsubj" and subject.lower_ not in _RELATIVE and (found := cast.among(subject)):
                    return found
    if noun.dep_ == "conj" and noun.head.pos_ == "NOUN":
        return owners(noun.head, cast)  # "Pyongyang's nuclear test and a missile test"
    for child in noun.rights:  # "the attack carried out by X"
        if child.dep_ == "acl":
            for target in agents(child):
                if found := cast.among(target):
                    return found
    return ()


def targets(noun: Token, cast: Cast, prepositions: frozenset[str]) -> tuple[str, ...]:
    """At whom a noun is aimed: "sanctions *on Russia*", "support *for Ukraine's sovereignty*"."""
    for target in complements(noun, prepositions):
        if found := party(target, cast) or cast.where.get(target.i, ()):
            return found
    return ()


def party(token: Token, cast: Cast) -> tuple[str, ...]:
    """The actors that a phrase names, or else whose thing it is: "Colombia", "Colombia's extension of the offices"."""
    found = cast.among(token)
    if found and cast.codes(found):
        return found
    if owned := owners(token, cast):
        return owned
    if token.dep_ == "pobj" and token.head.lower_ == "of" and (owned := owners(token.head.head, cast)):
        return owned  # "the new round of sanctions that Obama imposed"
    for link in _LINKS:
        for target in complements(token, {link}):
            if named := cast.among(target) or owners(target, cast):
                return named
    for verb in token.children:
        if verb.dep_ == "pcomp":
            return next((p for o in objects(verb) if (p := party(o, cast))), ())
    if token.pos_ == "VERB":
        return next((p for o in objects(token) if (p := party(o, cast))), ())
    return found


def clauses(verb: Token) -> Iterator[Token]:
    """The verbs of the clauses that complete a verb: "said that it *would retaliate*"."""
    for child in verb.children:
        if child.dep_ in {"ccomp", "xcomp"}:
            yield child
            yield from (c for c in child.children if c.dep_ == "conj" and c.pos_ in {"VERB", "AUX"})
