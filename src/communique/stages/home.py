"""Home: the state in whose voice an article speaks."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from communique.cues.nouns import nouns
from communique.draft import Mention, Segments, Syntax
from communique.record import Article
from communique.stages.company import Draft

if TYPE_CHECKING:
    from spacy.tokens import Token

    from communique.register import Register

_OPENING = 4  # sentences in which a statement says who speaks
_NOBODY: list[tuple[str | None, int]] = [(None, 0), (None, 0)]


def home_of(
    article: Article,
    segments: Segments,
    syntax: Syntax,
    mentions: tuple[Mention, ...],
    settled: dict[int, Draft],
    register: Register,
) -> str | None:
    """The state in whose voice the article speaks, by the surest sign that it gives; None where nothing tells.

    `settled` has the actors of the names and persons, by the `id` of their mention.
    """
    return (
        _outlet(article, register)
        or _signed(segments, register)
        or _letterhead(syntax, mentions)
        or _acting_state(article, syntax, mentions, settled)
        or _official(article, mentions, settled)
        or _seated(article, mentions, settled)
    )


def _outlet(article: Article, register: Register) -> str | None:
    """The state in whose voice the article speaks by its agency or publisher."""
    for name in (article.agency, article.publisher):
        for entry in register.lookup(name) if name else ():
            if entry.iso3 and (entry.kind != "agency" or entry.name in nouns().home_agencies):
                return entry.iso3
    return None


def _signed(segments: Segments, register: Register) -> str | None:
    """The state of the official who signs above the text: "Anna Lind, Secretary of State"."""
    for piece in segments.boilerplate:
        _, _, title = piece.span.exact.partition(", ") if piece.kind == "byline" else ("", "", "")
        office = register.office(title.strip()) if title else None
        if office is not None and office.iso3 is not None:
            return office.iso3
    return None


def _letterhead(syntax: Syntax, mentions: tuple[Mention, ...]) -> str | None:
    """The state whose ministry stands in a line of its own above the text: "Ministry for Foreign Affairs of Oman"."""
    for m in mentions:
        head = syntax.doc[m.head]
        block = syntax.block_of(head.idx)
        if block > 1 or any(t.pos_ in {"VERB", "AUX"} for t in head.sent):
            return None
        if m.noun is not None and m.noun.kind == "ministry" and len(m.nations) == 1:
            return m.nations[0]
        if m.entries and m.entries[0].kind == "ministry":
            return m.entries[0].iso3
    return None


def _acting_state(
    article: Article, syntax: Syntax, mentions: tuple[Mention, ...], settled: dict[int, Draft]
) -> str | None:
    """The state that a statement opens with as the one who acts: "The United States condemns ..."."""
    if article.kind != "statement" or not syntax.sentences:
        return None
    opening = next((s for s in syntax.sentences if any(t.dep_ == "nsubj" for t in s)), None)
    doing = [
        (actor, head)
        for m in mentions
        if (actor := settled.get(id(m))) is not None and actor.kind == "state"
        if (head := syntax.doc[m.head]).dep_ == "nsubj" and head.head.dep_ == "ROOT"
    ]
    # "North Korea launched a missile today. Australia condemns …": whoever condemns now is the one who speaks.
    early = syntax.sentences[min(_OPENING, len(syntax.sentences)) - 1].end
    saying = [actor for actor, head in doing if head.i < early and _performs(head.head)]
    if saying:
        return saying[0].iso3
    acting = [actor for actor, head in doing[:1] if opening is not None and head.sent.start == opening.start]
    return acting[0].iso3 if acting else None


def _performs(verb: Token) -> bool:
    """Whether a verb does something by saying it: "condemns", "welcomes", "calls on"."""
    return verb.tag_ in {"VBZ", "VBP"} and verb.lemma_ in nouns().performing


def _official(article: Article, mentions: tuple[Mention, ...], settled: dict[int, Draft]) -> str | None:
    """The state in whose voice the article speaks by the first of its officials whose nation needs no saying."""
    if article.kind == "transcript":
        return _briefing_state(mentions, settled)
    if article.kind not in {"readout", "statement"}:
        return None
    foreign = {settled[id(m)].key for m in mentions if m.kind == "person" and m.nations and id(m) in settled}
    for m in mentions:
        actor = settled.get(id(m))
        official = m.kind == "person" and m.office is not None and actor is not None
        if official and actor is not None and actor.iso3 and actor.key not in foreign:
            return actor.iso3
    return None


def _briefing_state(mentions: tuple[Mention, ...], settled: dict[int, Draft]) -> str | None:
    """The state whose officials and seats a briefing names far more often than any other's."""
    official = (a for m in mentions if (a := settled.get(id(m))) and (a.kind in {"body", "ministry"} or a.office))
    (first, most), (_, second) = [*Counter(a.iso3 for a in official if a.iso3).most_common(2), *_NOBODY][:2]
    return first if most > 2 and most >= 2 * second else None


def _seated(article: Article, mentions: tuple[Mention, ...], settled: dict[int, Draft]) -> str | None:
    """The state of the one seat of government that a short official text names: "the White House"."""
    if article.kind not in {"readout", "statement"}:
        return None
    seats = {
        a.iso3 for m in mentions if (a := settled.get(id(m))) and a.rule == "register:name" and a.key[:5] == "seat:"
    }
    return seats.pop() if len(seats) == 1 else None
