"""Tense: whether the clause around a word tells of the past, the present or the future."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from communique.cues.dates import words

if TYPE_CHECKING:
    from spacy.tokens import Token

Tense = Literal["past", "present", "future"]

_VERBAL = ("VERB", "AUX")


def tense_of(token: Token) -> Tense | None:
    """The tense of the clause that holds `token`, None where the syntax does not tell.

    "They *met* on Friday" is past, "will meet", "agreed to meet" and "the talks planned for Friday" are future.
    """
    at = token
    for _ in range(12):  # a parse is a tree, but a deep one says little about the tense of its leaf
        found = _of_noun(at) if at.pos_ in ("NOUN", "PROPN") else _of_verb(at) if at.pos_ in _VERBAL else None
        if found or at.head == at:
            return found
        at = at.head
    return None


def _of_noun(noun: Token) -> Tense | None:
    """A noun has no tense, but "the upcoming summit" and "the recent launch" say when they are."""
    for child in noun.children:
        if child.dep_ == "amod":
            if child.lower_ in words("tense", "forward_adjectives"):
                return "future"
            if child.lower_ in words("tense", "backward_adjectives"):
                return "past"
    return None


def _of_verb(verb: Token) -> Tense | None:
    helpers = {c.lower_ for c in verb.children if c.dep_ in ("aux", "auxpass")}
    if helpers & words("tense", "future_auxiliaries") or verb.lower_ in ("will", "'ll"):
        return "past" if "have" in helpers and "would" in helpers else "future"
    if "could" in helpers and any(c.dep_ == "neg" for c in verb.children):
        return "past"  # "could not be reached on Friday"
    if helpers & words("tense", "modal_auxiliaries"):
        return "past" if "have" in helpers else "future"
    if any(c.tag_ == "TO" and c.dep_ == "aux" for c in verb.children):
        return "past" if "have" in helpers else _of_infinitive(verb)
    if verb.lemma_ in words("tense", "fixing_verbs") and verb.tag_ == "VBN":
        if "had" in helpers:
            return "past"  # "had been scheduled for Friday"
        return None if _is_fulfilled(verb) else "future"  # "is scheduled", "the summit planned for May"
    return _of_form(verb, helpers)


def _of_infinitive(verb: Token) -> Tense | None:
    """What is agreed, planned or urged is to come; a purpose ("went there to meet") has the tense of its clause."""
    governor = verb.head
    if governor == verb:
        return "future"  # a headline: "Ministers to meet on Friday"
    if verb.dep_ in ("xcomp", "ccomp", "acl", "relcl", "oprd") and governor.lemma_.lower() in (
        words("tense", "forward_verbs") | words("tense", "forward_nouns")
    ):
        return None if _is_fulfilled(governor) else "future"
    return "future" if verb.dep_ == "ROOT" else None


def _is_fulfilled(verb: Token) -> bool:
    """Whether what was planned has come true, or was overtaken: "as previously planned", "had been due to"."""
    return any(c.lower_ in words("tense", "fulfilled") for c in verb.children)


def _of_form(verb: Token, helpers: set[str]) -> Tense | None:
    if helpers & {"was", "were", "had", "has", "have", "did", "'ve", "been"}:
        return "past"
    if helpers & {"is", "are", "am", "'re", "does", "do", "be", "being"} and verb.dep_ != "ROOT" and "be" in helpers:
        return None  # "that sanctions be lifted": the wish has no tense
    if helpers & {"is", "are", "am", "'re", "does", "do"}:
        return "present"
    if verb.tag_ == "VBD":
        return "past"
    if verb.tag_ in ("VBZ", "VBP"):
        return "future" if verb.lemma_ in words("tense", "fixing_verbs") else "present"
    if verb.tag_ == "VBN":
        return "past"  # "talks held on Friday"
    return None  # participles, bare infinitives: ask the clause above
