"""Phrase: attributions that no verb makes: "according to the ministry", "in her view", "Seoul's claim that …"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from communique.cues.reporting import Reporting
from communique.stages.attribution import Attribution, Offsets, Reading
from communique.stages.content import that_clause, trim_end, trim_start, without_gloss

if TYPE_CHECKING:
    from spacy.tokens import Token

_FINITE = ("VBD", "VBZ", "VBP", "MD")
_APPOSITION = 8  # tokens of a name that the parser did not hang on its head: "according to data from the bureau, …"


def by_phrase(reading: Reading) -> Iterator[Attribution]:
    """The attributions of the article whose cue is a preposition or a noun."""
    yield from _nominal(reading)
    yield from _according(reading)


def _tokens(reading: Reading) -> Iterator[Token]:
    """The tokens of the article outside headlines and quotations."""
    for para in reading.paras:
        for i in reading.tokens(para) if not para.headline else ():
            if i not in reading.quoted:
                yield reading.syntax.doc[i]


def _nominal(reading: Reading) -> Iterator[Attribution]:
    """ "Seoul's claim that …": a noun of speaking that names its speaker."""
    words, doc = reading.words, reading.syntax.doc
    for noun in _tokens(reading):
        if noun.pos_ != "NOUN" or noun.lemma_ not in words.nouns:
            continue
        that = that_clause(noun)
        source = next((c for c in noun.lefts if c.dep_ == "poss"), None) or _maker(noun)
        if that is None or source is None or source.lower_ in ("my", "our", "your"):
            continue
        last = trim_end(doc, that.left_edge.i, that.right_edge.i)
        content = reading.whole(trim_start(doc, that.left_edge.i, last), last)
        yield Attribution(noun, reading.chars(noun.i, noun.i), source, None, content, words.nouns[noun.lemma_], "noun")


def _maker(noun: Token) -> Token | None:
    for child in noun.rights:
        if child.dep_ == "prep" and child.lower_ in ("by", "from"):
            return next((c for c in child.children if c.dep_ == "pobj"), None)
    return None


def _according(reading: Reading) -> Iterator[Attribution]:
    """ "According to the ministry, …", "…, according to the ministry", "in the ministry's opinion, …"."""
    for token in _tokens(reading):
        phrase = _names_source(token, reading.words)
        if phrase is None:
            continue
        last, edge, source = phrase
        content = _beside(token, edge, reading)
        if content:
            cue = reading.chars(token.i, last)
            yield Attribution(token, cue, source, None, content, "assert", "according")


def _names_source(token: Token, words: Reporting) -> tuple[int, Token, Token] | None:
    """Of a phrase that begins with `token` and names a source: the last token of the cue, the head, and the source."""
    noun = next((c for c in token.rights if c.dep_ == "pobj"), None)
    if token.lower_ == "according":
        to = next((c for c in token.rights if c.lower_ == "to"), None)
        noun = noun or next((c for c in to.children if c.dep_ == "pobj"), None) if to is not None else noun
        if to is None or noun is None or noun.lemma_.lower() in words.silent:
            return None
        return to.i, noun, noun
    if token.lower_ != "in" or noun is None or noun.lemma_ not in words.opinions:
        return None
    of = next((c for c in noun.rights if c.lower_ == "of"), None)
    owner = next((c for c in noun.lefts if c.dep_ == "poss"), None)
    owner = owner or (next(of.rights, None) if of is not None else None)
    return (noun.i, noun, owner) if owner is not None else None


def _beside(according: Token, source: Token, reading: Reading) -> tuple[Offsets, ...]:
    """The clause that an "according to" phrase stands before or after."""
    doc, sentence = reading.syntax.doc, according.sent
    i, start, before = according.i, sentence.start, according.i - 1
    opens = doc[before].text in ("-", "--", "—", ";", ":") or any(
        t.lower_ in ("that", "which", "who") and t.tag_ in ("IN", "WDT", "WP") for t in doc[max(before - 1, 0) : i]
    )
    if before > start and not opens and any(t.tag_ in _FINITE for t in doc[start:before]):
        before = trim_end(doc, start, before)
        return reading.whole(trim_start(doc, start, before), before)
    after = source.right_edge.i + 1
    after = next((i + 1 for i in range(after, min(after + _APPOSITION, sentence.end)) if doc[i].text == ","), after)
    if after >= sentence.end - 1:
        return ()
    last = trim_end(doc, after, sentence.end - 1)
    last = without_gloss(doc, after, last)
    said = reading.whole(trim_start(doc, after, last), last)
    split = any(t.dep_ in ("nsubj", "nsubjpass") and t.head.i >= after for t in doc[start : according.i])
    if split and not opens:  # "The plan, according to Oslo, is dead"
        return (reading.chars(start, trim_end(doc, start, before)), *said)
    return said
