"""Pair: the status of what one marked participant of a sentence does to the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from communique.record import EventType, Status
from communique.stages.status import status_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

# What is said is done once it is said: of "Oslo said it would send aid", an AGREE, the word that tells it is "said".
# Of the others it is the verb nearest to the recipient.
_SAID: frozenset[EventType] = frozenset({"AGREE", "SUPPORT", "CONCEDE", "REQUEST", "ACCUSE", "REJECT", "THREATEN"})
# These have the will and the refusal in their meaning: "we will not go", a REJECT, is neither to come nor denied.
_WILLED: frozenset[EventType] = frozenset({"AGREE", "REJECT", "THREATEN"})
_DOWN = frozenset({"xcomp", "ccomp", "conj"})  # not a purpose: "sent troops to fight" tells of the sending
_SUBJECT = frozenset({"nsubj", "nsubjpass", "csubj"})

Span = tuple[int, int]


def pair_status(doc: Doc, *, source: Span | None, target: Span | None, event_type: EventType) -> Status | None:
    """The status of the event of a pair, each given by its characters; None where syntax does not tell.

    >>> pair_status(nlp("Oslo will meet Riga."), source=(0, 4), target=(15, 19), event_type="CONSULT")
    'scheduled'
    """
    trigger = _trigger(_head(doc, source), _head(doc, target), event_type)
    found = status_of(trigger) if trigger is not None else None
    if found is None:
        return None
    return "occurred" if event_type in _WILLED and found[0] not in {"ongoing", "past_reference"} else found[0]


def _head(doc: Doc, span: Span | None) -> Token | None:
    found = doc.char_span(*span, alignment_mode="expand") if span is not None else None
    return found.root if found is not None else None


def _trigger(source: Token | None, target: Token | None, event_type: EventType) -> Token | None:
    if source is None or target is None:
        return next(iter(_verbs(source if source is not None else target)), None)
    above_source, above_target = _verbs(source), _verbs(target)
    shared = next((verb for verb in above_source if verb in above_target), None)
    if shared is None:
        return next(iter(above_source), None)
    if event_type in _SAID:
        return shared
    trigger = shared
    for verb in reversed(above_target[: above_target.index(shared)]):
        if verb.dep_ not in _DOWN or _another_does(verb):
            break
        trigger = verb
    return trigger


def _verbs(token: Token | None) -> list[Token]:
    """The verbs that a word depends on, the nearest first."""
    return [a for a in token.ancestors if a.pos_ in {"VERB", "AUX"}] if token is not None else []


def _another_does(verb: Token) -> bool:
    """Whether a verb has a subject of its own other than a pronoun: then it is not the source that does it."""
    return any(c.dep_ in _SUBJECT and c.pos_ != "PRON" for c in verb.children)
