"""Complement: the word that completes another: its subject, infinitive or clause, or what its preposition brings."""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})


def lemma(word: Token, known: Container[str]) -> str:
    """The lemma in lower case; of a word taken for a name ("*Fears* grew", "the *Consultations*") the singular."""
    found = word.lemma_.lower()
    return found[:-1] if word.pos_ == "PROPN" and found.endswith("s") and found not in known else found


def subject(verb: Token) -> Token | None:
    """The head of the phrase before a verb that is its grammatical subject, of whichever voice."""
    return next((c for c in verb.lefts if c.dep_ in SUBJECTS), None)


def to_mark(verb: Token) -> Token | None:
    """The "to" of an infinitive, whatever the parser made of it."""
    return next((c for c in verb.lefts if c.lower_ == "to"), None)


def infinitive(*words: Token, kinds: Collection[str] = ("xcomp", "ccomp")) -> Token | None:
    """The first verb after these words that completes one of them with "to": "plans to *visit*"."""
    return _first(words, kinds, with_subject=None, to=True)


def finite(*words: Token, kinds: Collection[str] = ("ccomp",)) -> Token | None:
    """The first verb with a subject of its own that completes one of these words: "said that Oslo *agreed*"."""
    return _first(words, kinds, with_subject=True, to=None)


def after(word: Token, prepositions: Collection[str]) -> Token | None:
    """The noun or gerund after one of these prepositions; for "the policy that Oslo adheres to" the policy."""
    for child in word.rights:
        if child.lower_ in prepositions and child.dep_ in {"prep", "dative", "prt"}:
            found = next((c for c in child.children if c.dep_ in {"pobj", "pcomp"}), None)
            if found is not None:
                return found
            if word.dep_ == "relcl" and word.head.pos_ in {"NOUN", "PROPN"}:
                return word.head
    return None


def marked(verb: Token, words: Collection[str]) -> bool:
    """Whether a conjunction or adverb of these opens the clause: "*if* it fails", "*whether* it will"."""
    return any(c.dep_ in {"mark", "advmod"} and c.lower_ in words for c in verb.lefts)


def with_auxiliaries(verb: Token) -> int:
    """The index of the first word of a verb phrase: "*has* not been asked"."""
    return min([verb.i, *(c.i for c in verb.lefts if c.dep_ in {"aux", "auxpass", "neg"})])


def _first(
    words: Iterable[Token], kinds: Collection[str], *, with_subject: bool | None, to: bool | None
) -> Token | None:
    for word in words:
        for child in word.rights:
            if child.dep_ not in kinds or (to and to_mark(child) is None):
                continue
            if with_subject and subject(child) is None:
                continue
            return child
    return None
