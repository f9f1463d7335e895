"""Extent: how far the words go that a cue points at, so that evidence is a clause or a phrase and not the sentence."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from communique.stages import complement

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_VERBAL = ("VERB", "AUX")
_MARKS = frozenset({",", ";", ":", "-", "--", "–", "—", '"', "''", "``", "“", "”", "and", "or", "but"})
_EDGE = _MARKS | {".", "!", "?", "("}
_LEADING = _MARKS | {"that", "to"}
_PAUSES = frozenset({",", "-", "--", "–", "—", ";"})
_OWNED = 6  # tokens after a gloss within which the thing owned stands
_LONGEST = 120  # tokens on either side of a head: no phrase of a diplomat's is longer, but a list may be
_ASIDE = frozenset({"relcl", "appos", "npadvmod", "parataxis"})
_TURN = frozenset({"while", "as", "after", "before", "when", "although", "though", "because", "since"})

_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_BORNE = frozenset({"support", "commitment", "pledge", "promise"})  # what "and" adds to a commitment as its equal

Extent = tuple[int, int]  # first and last token, both included


def phrase(head: Token, *, stops: Collection[str] = ()) -> Extent:
    """First and last token of the phrase of a noun: without asides, and without a coordinated phrase headed by a stop.

    "his support for the plan, which drew protests, and his commitment to talks" gives *his support for the plan*.
    """
    return trim(head.doc, max(head.left_edge.i, head.i - _LONGEST), _last(head, stops))


def action(verb: Token, *, stops: Collection[str] = ()) -> Extent:
    """First and last token of what a verb in a complement says: "agreed to *jointly monitor the border*".

    Subject, auxiliaries and the word "to" are left out; so is a second undertaking with a "to" of its own.
    """
    before = max((c.i + 1 for c in verb.lefts if c.dep_ in {"aux", "neg", *complement.SUBJECTS}), default=0)
    inside = (c.left_edge.i for c in verb.lefts if c.dep_ in {"advmod", "prt", "auxpass"})
    first = min([verb.i, *(edge for edge in inside if edge >= before)])
    last = _last(verb, stops)
    for child in verb.conjuncts:
        mark = complement.to_mark(child)
        if mark is not None and verb.i < mark.i <= last:
            last = mark.i - 1
    return trim(verb.doc, first, last)


def clause(verb: Token, *, stops: Collection[str] = ()) -> Extent:
    """First and last token of the clause of a verb, its subject included: "*the plan may prompt a reply*"."""
    first = max(verb.left_edge.i, verb.i - _LONGEST)
    for child in verb.lefts:
        if child.dep_ in {"mark", "advcl", "cc", "punct", "ccomp", "prep", "npadvmod"} and child.right_edge.i < verb.i:
            after = child.right_edge.i + 1
            if not any(c.dep_ in complement.SUBJECTS and c.left_edge.i < after for c in verb.lefts):
                first = max(first, after)
    return trim(verb.doc, first, _last(verb, stops))


def predicate(verb: Token, *, stops: Collection[str] = ()) -> Extent:
    """First and last token of a verb and what follows it, its subject left out: "*condemned the launch*"."""
    return trim(verb.doc, verb.i, _last(verb, stops))


def brought(word: Token) -> list[tuple[Token, Extent]]:
    """What stands after "to" behind a noun or participle, and what a second "to" adds, each with its extent.

    "the commitment to *opening the border* and to *freeing the crew*": two undertakings, wherever the parser hung them.
    """
    doc, end = word.doc, min(word.sent.end, word.i + _LONGEST)
    at = next((t for t in doc[word.i + 1 : min(word.i + 4, end)] if t.lower_ == "to"), None)
    if at is None or any(t.pos_ in {"VERB", "NOUN", "PROPN"} for t in doc[word.i + 1 : at.i]):
        return []
    marks = [at]
    for token in doc[at.i + 1 : end]:
        if token.lower_ != "to":
            continue
        before = doc[token.i - 1].lower_
        if token.dep_ == "aux":
            joined = token.head in _brought_by(at).conjuncts
        else:
            joined = token.dep_ in {"prep", "conj"} and not any(t.tag_ in _FINITE for t in doc[at.i : token.i])
        if (joined and before == "and") or (before == "as" and doc[token.i - 2].lower_ == "well"):
            marks.append(token)
    found: list[tuple[Token, Extent]] = []
    for mark, following in zip(marks, [*marks[1:], None], strict=True):
        head = _brought_by(mark)
        if head.i <= mark.i or head in {h for h, _ in found}:
            continue
        first, last = action(head) if head.pos_ in _VERBAL else phrase(head, stops=_BORNE)
        if following is not None and last >= following.i:
            first, last = trim(doc, first, following.i - 1)
        found.append((head, (first, last)))
    return found


def _brought_by(to: Token) -> Token:
    """The word that "to" brings: its object, or the verb whose infinitive it marks."""
    if to.tag_ == "TO" and to.dep_ == "aux":
        return to.head
    return next((c for c in to.rights if c.dep_ in {"pobj", "pcomp"}), to)


def trim(doc: Doc, first: int, last: int) -> Extent:
    """The same stretch without punctuation and conjunctions at its edges."""
    while first < last and (doc[first].is_space or doc[first].lower_ in _LEADING):
        first += 1
    while last > first and (doc[last].is_space or doc[last].lower_ in _EDGE) and not _abbreviates(doc[last]):
        last -= 1
    return first, past_gloss(doc, last)


def past_gloss(doc: Doc, last: int) -> int:
    """Move `last` to the noun that is owned, where a phrase ends in "Korea's (DPRK)" and the parser stopped there."""
    if last < 3 or doc[last].text != ")" or doc[last - 2].text != "(" or doc[last - 3].tag_ != "POS":
        return last
    for token in doc[last + 1 : last + _OWNED]:
        if token.pos_ == "NOUN" and (token.i + 1 == len(doc) or doc[token.i + 1].pos_ != "NOUN"):
            return token.i
        if token.pos_ not in {"ADJ", "ADV", "VERB", "NOUN"}:
            break
    return last


def _last(head: Token, stops: Collection[str]) -> int:
    """The last token below `head` before it says something else: an aside, a clause joined on, a reporting clause."""
    doc = head.doc
    last = end = min(head.right_edge.i, head.i + _LONGEST)
    for token in doc[head.i + 1 : end + 1]:
        edge = max(token.left_edge.i, head.i + 1)
        before = doc[edge - 1].text
        if (
            (token.dep_ in _ASIDE and before in _PAUSES and edge > head.i + 1)
            or (token.dep_ in {"conj", "parataxis"} and token.pos_ in _VERBAL and complement.subject(token) is not None)
            or (token.dep_ in {"conj", "appos"} and token.lemma_.lower() in stops)
            or (token.dep_ == "conj" and token.tag_ == "VBD" and token.head.tag_ in {"VBG", "VB"})
            or (token.dep_ == "advcl" and (_turns(token) or (token.tag_ == "VBG" and before == ",")))
            or (token.dep_ == "prep" and _adds(doc, edge))
            or (token.lower_ == "according" and before == ",")
            or (token.text in {"(", "["} and _gloss(doc, token.i))
        ):
            last = min(last, edge - 1)
    return last


def _turns(clause_verb: Token) -> bool:
    """Whether an adverbial clause leaves the matter: ", while …", ", after …"; "as soon as" and "if" stay."""
    mark = clause_verb.left_edge
    if mark.dep_ not in {"mark", "advmod"} or mark.head.i != clause_verb.i or mark.lower_ not in _TURN:
        return False
    return not (mark.i and mark.nbor(-1).lower_ in {"soon", "long", "far"})


def _adds(doc: Doc, edge: int) -> bool:
    """Whether a prepositional phrase is a further item: ", as well as to our values"."""
    return doc[edge].lower_ == "as" and edge + 1 < len(doc) and doc[edge + 1].lower_ == "well"


def _gloss(doc: Doc, i: int) -> bool:
    """Whether a bracket holds more than an abbreviation: "(ROK)" stays."""
    close = next((j for j in range(i + 1, min(i + 40, len(doc))) if doc[j].text in {")", "]"}), None)
    return close is None or close - i > 3


def _abbreviates(token: Token) -> bool:
    return token.text == "." and token.i > 0 and "." in token.nbor(-1).text
