"""Mention: find every phrase that refers to somebody, without deciding to whom."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from communique.cues.nouns import nouns
from communique.draft import Mention, Noun, Syntax
from communique.stages.name import nations

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from communique.register import Register

_PRONOUNS = frozenset("he she him her it they them we us i you his its their our my both".split())
_ALONE = frozenset({"two", "three", "four", "pair", "duo", "trio"})  # with "the" they stand for the parties on stage


def mention(syntax: Syntax, register: Register) -> tuple[Mention, ...]:
    """Names, persons, offices, collective nouns and pronouns, in the order of the text, with their syntactic heads."""
    doc = syntax.doc
    found = [replace(m, head=_head(doc, m.first, m.last)) for m in syntax.named]
    at = {i: m for m in found if m.kind == "name" for i in range(m.first, m.last + 1)}
    covered = {i for m in found for i in range(m.left, m.last + 1)}
    common = [nations(doc, m, at) for m in _nouns(doc, covered, register)]
    covered |= {m.head for m in common}
    unknown = [nations(doc, m, at) for m in _organisations(doc, covered)]
    covered |= {i for m in unknown for i in range(m.first, m.last + 1)}
    found += [*common, *unknown, *_pronouns(doc, covered)]
    return tuple(sorted(found, key=lambda m: (m.first, m.last)))


def _head(doc: Doc, first: int, last: int) -> int:
    """The token of a range whose syntactic head lies outside it."""
    for i in range(last, first - 1, -1):
        head = doc[i].head.i
        if head == i or not first <= head <= last:
            return i
    return last


def _nouns(doc: Doc, covered: set[int], register: Register) -> Iterator[Mention]:
    """Collective and role nouns that can act: "officials", "the government", "the two sides"."""
    table, pairs = nouns().by_lemma, nouns().pairs
    for token in doc:
        if token.text in pairs and token.i not in covered:
            pair = Noun(token.text, "group", "GOV", nonstate=False, plural=True)
            yield Mention("noun", token.i, token.i, token.i, token.left_edge.i, noun=pair, nations=pairs[token.text])
            continue
        if token.i in covered or token.pos_ not in {"NOUN", "PROPN"} or token.dep_ == "compound":
            continue
        lemma = token.lemma_.lower()
        two = f"{doc[token.i - 1].lower_} {lemma}" if token.i else lemma
        noun = table.get(two) or table.get(lemma) or _kin(token, lemma)
        if noun is None or (noun.kind == "body" and noun.sector is None and _is_named(token)):
            continue
        plural = token.tag_ in {"NNS", "NNPS"}
        first, last = _organ(doc, token, register) if noun.kind == "ministry" else (token.i, token.i)
        yield Mention(
            "noun",
            first,
            last,
            token.i,
            token.left_edge.i,
            noun=Noun(lemma, noun.kind, noun.sector, noun.nonstate, plural),
        )


def _kin(token: Token, lemma: str) -> Noun | None:
    """The noun of a relation of somebody's: "Lind's *sister*", "the *wife* of the president"."""
    owned = any(c.dep_ == "poss" or (c.dep_ == "prep" and c.lower_ == "of") for c in token.children)
    return Noun(lemma, "person", None, nonstate=False, plural=False) if owned and lemma in nouns().kin else None


def _is_named(token: Token) -> bool:
    """Whether a word is the last of a name that the tagger sees: "the Civil Contingencies *Agency*"."""
    return token.ent_iob_ == "I" and token.text[:1].isupper()


def _organ(doc: Doc, token: Token, register: Register) -> tuple[int, int]:
    """The whole name of a ministry around its noun: "*Foreign* Ministry", "Ministry *of Foreign Affairs*"."""
    longest = (token.i, token.i)
    for first in range(max(token.sent.start, token.i - 3), token.i + 1):
        for last in range(token.i, min(token.sent.end, token.i + 7)):
            edge = doc[last].is_punct or doc[last].is_space or doc[first].is_punct
            if not edge and last - first > longest[1] - longest[0] and register.organ(doc[first : last + 1].text):
                longest = (first + (doc[first].lower_ == "the"), last)
    return longest


def _organisations(doc: Doc, covered: set[int]) -> Iterator[Mention]:
    """Organisations the tagger sees and the register does not know."""
    for entity in doc.ents:
        if entity.label_ != "ORG" or any(t.i in covered for t in entity):
            continue
        first = entity.start + (entity[0].lower_ == "the" and len(entity) > 1)
        last = entity.end - 1 - (entity[-1].text == "'s")
        if first > last or not doc[first].text[:1].isupper() or (first == last and _is_plain(doc[first])):
            continue
        printed = " ".join(doc[first : last + 1].text.split())
        yield Mention("name", first, last, _head(doc, first, last), first, name=printed)


def _is_plain(token: Token) -> bool:
    """Whether one capitalised word is only the first of its sentence: "*Videos* showed", "*Coveted* by many"."""
    verbal = token.pos_ in {"VERB", "ADJ", "ADV"} or token.tag_ in {"NNS", "VBN", "VBG", "JJ"}
    opens = token.is_sent_start or token.nbor(-1).is_space or token.nbor(-1).text == '"'
    return verbal and opens and not token.is_upper


def _pronouns(doc: Doc, covered: set[int]) -> Iterator[Mention]:
    for token in doc:
        if token.i in covered:
            continue
        if token.lower_ in _ALONE and _is_alone(token):
            yield Mention("pronoun", token.i, token.i, token.i, token.i)
        if token.lower_ not in _PRONOUNS:
            continue
        if token.lower_ == "both" and token.dep_ not in {"nsubj", "nsubjpass", "dobj", "pobj"}:
            continue
        if token.pos_ == "PRON" or token.tag_ in {"PRP", "PRP$"} or token.lower_ == "both":
            yield Mention("pronoun", token.i, token.i, token.i, token.i)


def _is_alone(token: Token) -> bool:
    """Whether a number has no noun: "*The two* discussed trade", but not "the two of them" or "the two main roads"."""
    determined = token.i > 0 and token.nbor(-1).lower_ in {"the", "these", "those"}
    complement = any(c.dep_ in {"prep", "relcl", "acl", "compound", "amod"} for c in token.children)
    return determined and not complement and token.dep_ in {"nsubj", "nsubjpass", "dobj", "pobj"}
