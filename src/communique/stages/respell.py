"""Respell: write down each printed spelling of a person's name that was read as another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from communique.draft import Segments
from communique.ids import make_id
from communique.origin import origin
from communique.record import Repair, Span
from communique.register import korean
from communique.register.names import name_words

if TYPE_CHECKING:
    from communique.record import Article
    from communique.register import Register
    from communique.stages.company import Draft
    from communique.stages.persons import Someone

_CAPTIONED = frozenset({"caption", "ui"})
_CAPITALISED = re.compile(r"[A-Z][a-z]+(?:-[A-Za-z][a-z]+)?(?: [A-Z][a-z]+(?:-[A-Za-z][a-z]+)?){1,2}")
_SURE = 0.7  # a reading below it is a guess that role or country had to back


def respell(
    article: Article, segments: Segments, people: list[tuple[Someone, Draft]], register: Register
) -> Iterator[tuple[Draft, Repair]]:
    """The repairs of names, each with the actor it is about, in the order of the text.

    Two kinds: a spelling that is only near the name ("Tony Blincoln"), wherever it stands, on which the actor rests;
    and, in an article that looks translated, a Korean name in other letters than its bearer's own ("Seong Kim" for
    Sung Kim). The syllables of those are read for certain, so nothing rests on the repair.
    """
    found: dict[tuple[int, int], tuple[Draft, Repair]] = {}
    for span, actor, why, confidence in _spellings(article, segments, people, register):
        repair = Repair(
            make_id("rep", article.id, span.start, span.end, "name"), span, "name", actor.name, why, confidence,
            used=confidence < _SURE, origin=origin("resolve", "name:variant" if confidence < _SURE else "name:korean"),
        )  # fmt: skip
        found.setdefault((span.start, span.end), (actor, repair))
    yield from (found[at] for at in sorted(found))


def _spellings(
    article: Article, segments: Segments, people: list[tuple[Someone, Draft]], register: Register
) -> Iterator[tuple[Span, Draft, str, float]]:
    translated = article.original_language is not None
    captioned = _captioned(segments) if translated else {}
    for person, actor in people:
        for variant in person.variants:
            if variant.confidence < _SURE and variant.span is not None:
                yield variant.span, actor, variant.why, variant.confidence
        own = actor.name
        if not translated or own is None or not korean.readings(own):
            continue
        printed = [span for span in person.spans if len(span.exact.split()) > 1]
        also = {s.start: s for word in name_words(own) for s in captioned.get(word, ())}
        for span in (*printed, *also.values()):
            if _folded(span.exact) != _folded(own) and korean.compare(span.exact, own) is not None:
                confidence = register.same_name(span.exact, own).confidence
                yield span, actor, _why(span.exact, actor), max(confidence, _SURE)


def _folded(name: str) -> str:
    """The words of a name in its order, hyphens and case apart: "Noh Kyu-duk" and "Kyu-Duk Noh" are two."""
    return " ".join(re.split(r"[\s-]+", name.casefold().strip()))


def _captioned(segments: Segments) -> dict[str, list[Span]]:
    """By each of its words, what looks like a name in a caption, which nobody parses."""
    found: dict[str, list[Span]] = {}
    for piece in segments.boilerplate:
        if piece.kind not in _CAPTIONED:
            continue
        start = piece.span.start
        for match in _CAPITALISED.finditer(piece.span.exact):
            span = Span(start + match.start(), start + match.end(), match[0])
            for word in name_words(match[0]):
                found.setdefault(word, []).append(span)
    return found


def _why(printed: str, actor: Draft) -> str:
    native = f" ({actor.native_name})" if actor.native_name else ""
    return (
        f"{printed} and {actor.name}{native} can be the same Hangul. The article looks translated, and {actor.name} is "
        "how the name is written otherwise; this is its sound spelt anew."
    )
