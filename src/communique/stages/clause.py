"""The clause of a cue: who speaks in it, to whom, and whether it reports real speech."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from communique.cues.reporting import Cue, Reporting

if TYPE_CHECKING:
    from spacy.tokens import Token

_NAMED = frozenset({"PERSON", "ORG", "GPE", "NORP"})
_VERBAL = ("VERB", "AUX")
_FINITE = ("VBD", "VBZ", "VBP")
_DEEPEST = 20  # words climbed from one: nobody writes deeper, but a list without full stops may be parsed so
_PRONOUNS = frozenset(
    {"he", "she", "they", "we", "i", "it", "who", "you", "both", "each", "him", "her", "them", "us", "me", "all"}
)


def can_speak(token: Token, words: Reporting, depth: int = 0) -> bool:
    """Whether the phrase headed by `token` is of a kind that speaks: a person, a body, a state, a document."""
    equals = (c for c in token.children if c.dep_ == "conj" and c.pos_ == "NOUN" and depth < _DEEPEST)
    if any(not can_speak(c, words, depth + 1) for c in equals):
        return False  # "the envoy and deputy envoy's travel underscores …"
    if token.ent_type_ in _NAMED or token.pos_ == "PROPN":
        return True
    lemma = token.lemma_.lower()
    of = next((c for c in token.rights if c.lower_ == "of"), None) if lemma in words.amounts else None
    if of is not None:  # "a number of governments"
        return any(can_speak(c, words) for c in of.children if c.dep_ == "pobj")
    if token.pos_ == "PRON" or token.tag_ in ("DT", "CD"):
        return token.lower_ in _PRONOUNS or lemma in words.speakers
    return lemma in words.speakers or lemma in words.documents


def subject(verb: Token, depth: int = 0) -> Token | None:
    """The head of the phrase that does what `verb` says: its own subject, or the one it shares."""
    for child in verb.children:
        if child.dep_ == "nsubj":
            return verb.head if is_relative(child) and verb.dep_ == "relcl" else child
    if depth > 5:
        return None
    head = verb.head
    if verb.dep_ == "conj" and head.pos_ in _VERBAL:
        return passive_subject(head) or subject(head, depth + 1)
    if verb.dep_ in ("xcomp", "advcl", "dep") and head.pos_ in _VERBAL and verb.tag_ in ("VBG", "VB", "VBN"):
        return passive_subject(head) or subject(head, depth + 1)
    if verb.dep_ == "pcomp" and head.head.pos_ in _VERBAL:
        return passive_subject(head.head) or subject(head.head, depth + 1)
    if verb.dep_ in ("acl", "relcl") and head.pos_ not in _VERBAL and verb.tag_ == "VBG":
        return head
    if verb.dep_ == "acl" and verb.tag_ == "VB":
        return subject(verb.sent.root, depth + 1)
    if depth == 0 and verb.tag_ in _FINITE and verb.dep_ in ("ROOT", "ccomp", "conj", "parataxis"):
        return _nearest(verb)
    return None


def _nearest(verb: Token) -> Token | None:
    """The noun just before a finite verb that the parser left without a subject."""
    for token in _lefts(verb):
        if token.pos_ in ("NOUN", "PROPN", "PRON"):
            return token
        if token.pos_ not in ("ADV", "AUX", "PART"):
            return None
    return None


def passive_subject(verb: Token) -> Token | None:
    """The head of the subject of a passive verb."""
    return next((c for c in verb.children if c.dep_ == "nsubjpass"), None)


def agent(verb: Token) -> Token | None:
    """The head of the "by" phrase of a passive verb or participle."""
    for child in verb.children:
        if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by" and verb.tag_ == "VBN"):
            return next((c for c in child.children if c.dep_ == "pobj"), None)
    return None


def is_passive(verb: Token) -> bool:
    """Whether `verb` is passive: "was told", or a bare participle as in "a plan confirmed by Oslo"."""
    if any(c.dep_ in ("auxpass", "nsubjpass") for c in verb.children):
        return True
    return verb.tag_ == "VBN" and not any(c.dep_ == "aux" for c in verb.children)


def is_realis(verb: Token, words: Reporting, depth: int = 0) -> bool:
    """Whether the clause reports speech that took place: not to come, not denied, not supposed."""
    if depth > _DEEPEST:
        return True
    for child in verb.children:
        if child.dep_ == "neg" or (child.dep_ == "preconj" and child.lower_ == "neither"):
            return False
        if child.dep_ in ("aux", "auxpass") and child.lower_ in words.modals:
            return False
        if child.dep_ == "mark" and child.lower_ in ("if", "unless", "whether", "until", "lest"):
            return False
    head = verb.head
    if any(c.dep_ == "aux" and c.tag_ == "TO" for c in verb.children):
        if verb.dep_ == "xcomp":
            return head.lemma_ in (words.performing | words.talking) and is_realis(head, words, depth + 1)
        if verb.dep_ == "advcl":
            return head.lemma_ in words.talking and head.tag_ != "VB" and is_realis(head, words, depth + 1)
        if verb.dep_ == "acl" and (head.ent_type_ in ("GPE", "PERSON", "LOC") or head.pos_ == "PROPN"):
            root = verb.sent.root  # "met with survivors from Xinjiang to express support": no name has an infinitive
            return root.lemma_ in words.talking and root.tag_ == "VBD" and is_realis(root, words, depth + 1)
        return verb.dep_ == "conj" and head.lemma_ in words.talking
    if verb.dep_ == "conj" and head.pos_ in _VERBAL and verb.tag_ == head.tag_ == "VB":
        return is_realis(head, words, depth + 1)
    if verb.dep_ == "xcomp" and verb.tag_ == "VB":
        return False
    return not (verb.dep_ == "pcomp" and head.lower_ in ("without", "than", "before", "against"))


def hearer(verb: Token, cue: Cue) -> Token | None:
    """The head of the phrase for those spoken to."""
    if cue.hearer == "object":
        direct = next((c for c in verb.children if c.dep_ in ("dobj", "dative")), None)
        if direct is not None and direct.pos_ != "ADP":
            return direct
        clause = next((c for c in verb.rights if c.dep_ == "ccomp" and is_infinitive(c)), None)
        return subject(clause) if clause is not None else None
    prep = cue.hearer or "to"
    for child in verb.rights:
        if child.dep_ in ("prep", "dative") and child.lower_ == prep:
            return next((c for c in child.children if c.dep_ == "pobj"), None)
    return None


def told(verb: Token) -> Token | None:
    """The head of the phrase after "to": "underscored *to the minister* their resolve"."""
    for child in verb.rights:
        if child.dep_ in ("prep", "dative") and child.lower_ in ("to", "with"):
            return next((c for c in child.children if c.dep_ == "pobj"), None)
    return None


def is_infinitive(verb: Token) -> bool:
    """Whether a verb has its "to"."""
    return any(c.tag_ == "TO" and c.dep_ == "aux" for c in verb.children)


def is_relative(token: Token) -> bool:
    """Whether a pronoun stands for what a relative clause is about."""
    if token.lower_ == "that":
        return token.tag_ == "WDT" or (token.pos_ == "PRON" and token.head.dep_ == "relcl")
    return token.tag_ in ("WP", "WDT")


def _lefts(token: Token) -> Iterator[Token]:
    """The tokens of the sentence before `token`, nearest first."""
    for i in range(token.i - 1, token.sent.start - 1, -1):
        yield token.doc[i]
