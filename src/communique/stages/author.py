"""Author: whose words a document speaks, when a text says "the statement said"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from communique.cues.reporting import reporting
from communique.draft import Cast
from communique.stages.clause import subject

if TYPE_CHECKING:
    from spacy.tokens import Token

_VERBAL = ("VERB", "AUX")
_OF = frozenset({"from", "by", "of"})
_PLACES = frozenset({"website", "site", "page", "channel", "account", "portal"})


def author(document: Token, cast: Cast) -> str | None:
    """The actor for whom a document speaks: the one it names, else the one who was said before to have made it.

    "The ministry said in a statement … *The statement* added …" makes it the ministry's; so does "the ministry issued a
    statement". A document that another kind of thing was said of ("the statement drew protests") stays nobody's.
    """
    lemma = document.lemma_.lower()
    own = next(_named(document, cast), None)
    if own is not None or document.left_edge.lower_ in ("a", "an", "another"):
        return own  # "a report said" is a new one
    if any(c.like_num for c in document.rights):
        return None  # "Resolution 12" is the one of that number, whichever was spoken of before
    for earlier in reversed(document.doc[: document.left_edge.i]):
        if earlier.lemma_.lower() == lemma and earlier.pos_ in ("NOUN", "PROPN"):
            found = next(_named(earlier, cast), None) or _maker(earlier, cast)
            if found is not None:
                return found
    return None


def _named(document: Token, cast: Cast) -> Iterator[str]:
    """The actors a document's own phrase names: "*Oslo's* letter", "a letter *from Oslo*", "on *Oslo's* website"."""
    for child in document.children:
        if child.dep_ in ("poss", "compound", "nmod") and (actor := cast.speaker(child)) is not None:
            yield actor
        for noun in (c for c in child.children if c.dep_ == "pobj" and child.dep_ == "prep"):
            if child.lower_ in _OF and (actor := cast.speaker(noun)) is not None:
                yield actor
            elif child.lower_ == "on" and noun.lemma_.lower() in _PLACES:
                yield from _named(noun, cast)


def _maker(document: Token, cast: Cast) -> str | None:
    """Who said something in, or sent, signed or issued the document: the subject of the verb it stands under."""
    if document.dep_ not in ("dobj", "pobj", "nsubjpass"):
        return None
    verb = next((t for t in document.ancestors if t.pos_ in _VERBAL), None)
    if verb is None or (document.dep_ == "pobj" and document.head.head != verb):
        return None
    if document.dep_ != "pobj" and verb.lemma_.lower() not in reporting().making:
        return None  # "Oslo vetoed the resolution" does not make it Oslo's
    if document.dep_ == "pobj" and document.head.lower_ not in ("in", "via", "through"):
        return None
    doer = subject(verb)
    return cast.speaker(doer) if doer is not None else None
