"""Position: where an actor stands on an issue, by own words, by acts, or as others report it."""

from __future__ import annotations

from collections.abc import Iterator

from communique.cues.stances import stances
from communique.draft import Cast, Syntax
from communique.ids import make_id
from communique.origin import origin
from communique.record import Article, Event, Position, Span, Statement, Topic
from communique.stages.bearer import echoes
from communique.stages.judgement import by_case, by_doubt, by_epithet, by_judgement, by_modal
from communique.stages.stance import Hall, View, by_noun, by_state, by_verb, hall

_SIDE = {"supports": 1, "favours": 1, "opposes": -1, "averse": -1, "concerned": -1}
_JUDGED = 2  # judgements kept of one holder
_SAME = 0.6  # share of the words of the shorter issue that makes two issues one


def position(
    article: Article,
    syntax: Syntax,
    cast: Cast,
    events: tuple[Event, ...],
    statements: tuple[Statement, ...],
) -> tuple[Position, ...]:
    """The positions of the article, each holder once on each issue, in the order of the text.

    "Chile condemned *the bombing*" opposes it, "the importance of *a ceasefire*", stressed by an envoy, supports it;
    words that ask for support, doubt it or foresee it hold no position.
    """
    kept: list[View] = []
    for view in sorted(_views(hall(article, syntax, cast, statements)), key=lambda v: _rank(v, syntax)):
        if not any(_same(view, other, cast) for other in kept) and not _repeats(view, kept):
            kept.append(view)
    kept.sort(key=lambda v: (v.evidence, v.issue))
    return tuple(_position(article, view, syntax, cast, events, statements) for view in kept)


def _views(here: Hall) -> Iterator[View]:
    """Every stance that some words of the article tell, in the order of the text; the same one may come twice."""
    words = stances()
    for sentence in here.syntax.sentences:
        for token in sentence:
            lemma = token.lemma_.lower()
            if token.pos_ in ("VERB", "AUX"):
                for attitude in words.verbs.get(lemma, ()):
                    yield from by_verb(token, attitude, here)
                yield from by_case(token, here)
                yield from by_doubt(token, here)
                yield from by_modal(token, here)
            elif token.pos_ in {"NOUN", "PROPN"}:
                for attitude in words.nouns.get(lemma, ()):
                    yield from by_noun(token, attitude, here)
            for attitude in words.states.get(token.lower_, ()):
                yield from by_state(token, attitude, here)
            for attitude in words.judged.get(lemma, ()):
                yield from by_judgement(token, attitude, here)
            for attitude in words.epithets.get(token.lower_, ()):
                yield from by_epithet(token, attitude, here)


def _rank(view: View, syntax: Syntax) -> tuple[bool, float, int, int]:
    """A headline last, which only echoes; surest first; of equals the longer words, then the earlier."""
    return echoes(syntax, view.cue), -view.attitude.confidence, view.evidence[0] - view.evidence[1], view.evidence[0]


def _same(a: View, b: View, cast: Cast) -> bool:
    if a.evidence[0] <= b.evidence[1] and b.evidence[0] <= a.evidence[1]:
        passing = a.attitude.name.startswith("epithet")  # "condemned the unlawful launch" says it once
        apart = passing and _SIDE.get(a.stance, 0) != _SIDE.get(b.stance, 0)  # "support after the unlawful launch"
        if not apart and (a.holder == b.holder or passing):
            return True
    ours, theirs = sorted((a.words, b.words), key=len)
    if cast.codes((a.holder,)) != cast.codes((b.holder,)) or _SIDE.get(a.stance, 0) != _SIDE.get(b.stance, 0):
        return False
    if not ours or not {a.head, b.head} & ours & theirs:
        return False
    return len(ours & theirs) >= _SAME * len(ours)


def _repeats(view: View, kept: list[View]) -> bool:
    """Whether the holder has judged enough: a diatribe calls one thing by many names."""
    if not view.attitude.name.startswith("judged"):
        return False
    return sum(v.holder == view.holder and v.attitude.name.startswith("judged") for v in kept) >= _JUDGED


def _position(
    article: Article,
    view: View,
    syntax: Syntax,
    cast: Cast,
    events: tuple[Event, ...],
    statements: tuple[Statement, ...],
) -> Position:
    evidence = syntax.span(*view.evidence)
    issue = syntax.span(*view.issue)
    return Position(
        id=make_id("pos", article.id, evidence.start, evidence.end, view.stance, *sorted(cast.codes((view.holder,)))),
        holder=view.holder,
        issue=Topic(None, issue),
        stance=view.stance,
        basis=view.basis,
        as_of=_as_of(article, evidence, events, statements),
        evidence=(evidence,),
        confidence=min(view.attitude.confidence, cast.ceiling(range(view.evidence[0], view.evidence[1] + 1))),
        origin=origin("position", view.attitude.name),
        repairs=cast.rests_on(range(view.evidence[0], view.evidence[1] + 1)),
    )


def _as_of(
    article: Article, evidence: Span, events: tuple[Event, ...], statements: tuple[Statement, ...]
) -> str | None:
    """The day on which the view was held: that of the words or the deed, else of the article."""
    for statement in statements:
        if statement.date and statement.date.start and any(s.overlaps(evidence) for s in statement.content):
            return statement.date.start[:10]
    for event in events:
        told = event.date and event.date.start and event.status in {"occurred", "ongoing", "past_reference"}
        if told and event.trigger in evidence and event.date is not None and event.date.start is not None:
            return event.date.start[:10]
    return article.published[:10] if article.published else None
