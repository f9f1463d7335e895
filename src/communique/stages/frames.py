"""Frames: who does what to whom in a clause, read off the dependencies."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from communique.draft import Cast

if TYPE_CHECKING:
    from spacy.tokens import Token

_SUBJECT = frozenset({"nsubj", "csubj"})
_GRAMMATICAL = frozenset({"nsubj", "nsubjpass", "csubj"})
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_DEEPEST = 20  # clauses climbed from one word: nobody writes deeper, but a list without full stops may be parsed so
_POSSESSING = frozenset({"poss", "amod", "compound", "nmod"})
_MADE_BY = _POSSESSING | {"npadvmod"}  # "a *US*-drafted resolution"
_TOLD = 120  # words over which a deed is still "the" deed
_NESTED = 6  # gerunds looked into: "of allowing the arming of …"
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
    return _understood(verb, _SUBJECT)


def surface_subjects(verb: Token) -> list[Token]:
    """The grammatical subject, active or passive: who an embedded infinitive or participle is understood of."""
    return _understood(verb, _GRAMMATICAL)


def _understood(verb: Token, kinds: frozenset[str]) -> list[Token]:
    """The subject of a verb, or of the verb it is understood with, however far above in a chain of clauses."""
    for _ in range(_DEEPEST):
        if kinds is _SUBJECT and is_passive(verb):
            return agents(verb)
        own = next((c for c in verb.children if c.dep_ in kinds), None)
        if own is None:  # "Togo *is* mediating": a subject hung on the auxiliary
            own = next((c for a in verb.lefts if a.dep_ == "aux" for c in a.lefts if c.dep_ in kinds), None)
        if own is not None:
            # "Envoys of *Peru*, *Chile* and Togo met": of a list cut in two the parser makes two subjects
            torn = [c for c in verb.lefts if c.dep_ == "nsubj" and c.i > own.i and c.pos_ == "PROPN"]
            return [_antecedent(own) or own, *torn]
        if kinds is not _SUBJECT:
            if verb.dep_ == "ROOT":
                return _stranded(verb)
            if is_passive(verb):
                return agents(verb)
        above = _above(verb)
        if isinstance(above, list):
            return above or _stranded(verb)
        verb, kinds = above, _GRAMMATICAL
    return []


def _above(verb: Token) -> Token | list[Token]:
    """Whose subject a verb without one shares: a verb above it, or outright the heads of a phrase."""
    head = verb.head
    if head.i == verb.i:
        return []
    if verb.dep_ == "conj" and head.pos_ in {"VERB", "AUX"}:
        return head
    if verb.dep_ in {"acomp", "oprd"}:
        return head  # "is due to attend"
    if verb.dep_ == "xcomp":
        return (objects(head) if head.lemma_ in OBJECT_CONTROL else []) or head
    if verb.dep_ in {"ccomp", "advcl", "pcomp", "prep", "dep"}:
        if verb.dep_ == "ccomp" and verb.tag_ not in {"VB", "VBG"}:
            return []
        if verb.dep_ == "ccomp" and head.lemma_ in OBJECT_CONTROL and (controlled := objects(head)):
            return controlled
        above = _governing_verb(head)
        return above if above is not None and above.i != verb.i else []
    if verb.dep_ == "relcl":
        return [head]
    if verb.dep_ == "acl":
        if verb.tag_ == "VBG":
            return [head]
        owner = next((c for c in head.children if c.dep_ == "poss"), None)
        return [owner] if owner is not None else _governing_verb(head) or []
    return []


def _stranded(verb: Token) -> list[Token]:
    """A subject that the parser joined to the place before it: "Today in Rome, *Envoy Sapa* and Minister Diaz met"."""
    if verb.tag_ not in _FINITE:
        return []
    for child in verb.lefts:
        for day in child.children if child.lower_ == "on" else ():
            if day.dep_ == "pobj" and any(c.dep_ == "compound" and c.lower_.endswith("day") for c in day.lefts):
                return [day]  # "On Friday Diaz is due to meet"
        for place in child.subtree if child.dep_ in {"prep", "npadvmod"} else ():
            if place.dep_ == "pobj" and place.head.lower_ in {"in", "at"}:
                found = next((c for c in place.rights if c.dep_ in {"conj", "appos"}), None)
                if found is not None and any(t.text == "," for t in verb.doc[place.i : found.i]):
                    return [found, *(c for c in found.subtree if c.dep_ == "conj" and c.head.i == found.i)]
    return []


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
    """Who acts in a passive: the object of "by", also where it hangs on what follows: "accused *of lying* by Peru"."""
    found = [p for c in verb.children if c.dep_ == "agent" for p in c.children if p.dep_ == "pobj"]
    if found or not any(c.dep_ == "auxpass" for c in verb.children):
        return found
    deeds = (p for c in verb.children if c.lower_ == "of" for p in c.children if p.dep_ == "pcomp")
    by = (c for deed in deeds for c in deed.children if c.lower_ == "by" and c.dep_ in {"prep", "agent"})
    return [p for c in by for p in c.children if p.dep_ == "pobj"]


def objects(verb: Token) -> list[Token]:
    """What the verb acts upon: the object, or the subject of a passive."""
    if is_passive(verb):
        return _borne(verb)
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


def _borne(verb: Token) -> list[Token]:
    """Who bears what a passive says: "Peru was *warned* and then *accused*" says both of Peru."""
    for _ in range(_DEEPEST):
        found = next((c for c in verb.children if c.dep_ == "nsubjpass"), None)
        if found is not None:
            return [_antecedent(found) or found]
        if verb.dep_ == "acl":
            return [verb.head]
        if verb.dep_ != "conj" or not is_passive(verb.head):
            return []
        verb = verb.head
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


def possessors(noun: Token, cast: Cast) -> tuple[str, ...]:
    """Whose thing a noun is by its own phrase: "*the DPRK's* launch", "*Russian* aggression", "sanctions *by the EU*".

    In "the DPRK's ballistic missile launch" the possessor may hang on "missile".
    """
    before = [c for c in noun.lefts if c.dep_ in _POSSESSING]
    inner = [c for b in before if b.dep_ != "poss" for c in b.lefts if c.dep_ in _MADE_BY]
    return next((found for t in (*before, *inner, *complements(noun, {"by"})) if (found := cast.among(t))), ())


def owners(noun: Token, cast: Cast) -> tuple[str, ...]:
    """Whose thing or deed a noun is: its possessor, or whom a clause about it names.

    "the sanctions that *Obama* imposed", "the attack carried out by *Togo*", "*Togo's* raid and a second raid".
    """
    for _ in range(_DEEPEST):
        if found := possessors(noun, cast):
            return found
        for clause in noun.rights:
            if clause.dep_ == "relcl":
                for subject in clause.children:
                    if subject.dep_ == "nsubj" and subject.lower_ not in _RELATIVE and (found := cast.among(subject)):
                        return found
        if noun.dep_ != "conj" or noun.head.pos_ != "NOUN":
            break
        noun = noun.head
    doing = (t for c in noun.rights if c.dep_ == "acl" for t in agents(c))
    return next((found for t in doing if (found := cast.among(t))), ())


def targets(noun: Token, cast: Cast, prepositions: frozenset[str]) -> tuple[str, ...]:
    """At whom a noun is aimed: "sanctions *on Russia*", "support *for Ukraine's sovereignty*"."""
    for target in complements(noun, prepositions):
        if target.lower_ == "own":
            continue  # "sanctions on our own"
        if found := party(target, cast) or cast.where.get(target.i, ()):
            return found
    return ()


def party(token: Token, cast: Cast) -> tuple[str, ...]:
    """The actors that a phrase names, or else whose thing it is: "Colombia", "Colombia's extension of the offices"."""
    return _party(token, cast, _NESTED)


def _party(token: Token, cast: Cast, reach: int) -> tuple[str, ...]:
    found = cast.among(token)
    if found and cast.codes(found):
        return found
    for same in token.children:  # "his counterparts: Ana Diaz of Peru and Luis Sapa of Chile"
        if same.dep_ == "appos" and (named := cast.among(same)) and cast.codes(named):
            return tuple(dict.fromkeys(named + tuple(a for c in same.conjuncts for a in cast.among(c))))
    if owned := owners(token, cast):
        return owned
    if token.dep_ == "pobj" and token.head.lower_ == "of" and (owned := owners(token.head.head, cast)):
        return owned  # "the new round of sanctions that Obama imposed"
    for link in _LINKS:
        for target in complements(token, {link}):
            if named := cast.among(target) or owners(target, cast) or cast.where.get(target.i, ()):
                return named
    verb = next((c for c in token.children if c.dep_ == "pcomp"), token if token.pos_ == "VERB" else None)
    if verb is not None and reach:
        return next((p for o in objects(verb) if (p := _party(o, cast, reach - 1))), ())
    return found or _as_told(token, cast)


def _as_told(noun: Token, cast: Cast) -> tuple[str, ...]:
    """Whose deed "the launch" is, when it was told before: "Togo's *launch* … condemned *the launch*"."""
    if noun.pos_ != "NOUN" or not any(c.lower_ in {"the", "this", "that"} for c in noun.lefts):
        return ()
    for earlier in reversed(noun.doc[max(0, noun.i - _TOLD) : noun.i]):
        if earlier.lemma_ == noun.lemma_ and earlier.pos_ == "NOUN" and (found := possessors(earlier, cast)):
            return found
    return ()


def clauses(verb: Token) -> Iterator[Token]:
    """The verbs of the clauses that complete a verb: "said that it *would retaliate*"."""
    for child in verb.children:
        if child.dep_ in {"ccomp", "xcomp"}:
            yield child
            yield from (c for c in child.children if c.dep_ == "conj" and c.pos_ in {"VERB", "AUX"})
