"""Say: who said what, to whom, through what, and what kind of act that was."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from communique.cues.reporting import Reporting, reporting
from communique.draft import Cast, Segments, Syntax, Timeline
from communique.ids import make_id
from communique.origin import origin
from communique.record import Act, Article, Channel, Directness, Event, Span, Statement
from communique.stages.attribute import attribute
from communique.stages.attribution import Attribution
from communique.stages.author import author
from communique.stages.date import date_for
from communique.stages.quotation import Quotation, paragraphs, quotations

if TYPE_CHECKING:
    from spacy.tokens import Token

# Contents that assert something; the others are noun phrases, which only mention it.
_CLAUSES = frozenset({"that", "quote", "own_voice", "turn", "after", "according", "carried", "this", "noun"})
# Of a quotation in the middle of a sentence, a capital says that it is a name: the "Summit for Democracy".
_WORDS_OF_A_NAME = 6
_NEAR = 200  # words around a cue among which its medium is named


def say(
    article: Article,
    segments: Segments,
    syntax: Syntax,
    cast: Cast,
    timeline: Timeline,
    events: tuple[Event, ...],
) -> tuple[Statement, ...]:
    """The statements of the article, in the order of their content.

    "Norway will stay, the minister told reporters" is one statement: source the minister, cue *told*, content *Norway
    will stay*. Pieces of one quotation that the cue splits are one statement with several content spans; a cue with a
    noun for its object reports speech too ("condemned the launch").
    """
    words = reporting()
    quotes = quotations(syntax.text, paragraphs(syntax.text, syntax.blocks))
    statements = (
        _statement(item, article, syntax, cast, timeline, events, quotes, words)
        for item in attribute(syntax, segments, kind=article.kind)
        if not _performed(item, article, cast, words)
    )
    return tuple(
        sorted((s for s in statements if s.content), key=lambda s: (s.content[0].start, s.content[-1].end, s.id))
    )


def _statement(
    item: Attribution,
    article: Article,
    syntax: Syntax,
    cast: Cast,
    timeline: Timeline,
    events: tuple[Event, ...],
    quotes: tuple[Quotation, ...],
    words: Reporting,
) -> Statement:
    spans = (Span.of(syntax.text, start, end) for start, end in item.content)
    content = tuple(span for span in spans if span.exact)
    cue = Span.of(syntax.text, *item.cue) if item.cue is not None else None
    by = [t.i for t in (item.source, item.anchor) if t is not None]
    source = _source(item, cast, words)
    act = _act(item, content, source, cast, words)
    directness = "direct" if item.rule in ("own_voice", "turn") else _directness(content, quotes, syntax.text)
    return Statement(
        id=make_id("sta", article.id, cue.start if cue else -1, *((s.start, s.end) for s in content)),
        source=source,
        cue=cue,
        content=content,
        directness=directness,
        act=act,
        addressees=_addressees(item, act, source, cast, events),
        channel=_channel(item, syntax, words),
        date=date_for(item.anchor, syntax, timeline),
        event=_event(item, cue, content, source, cast, events),
        verbatim=directness != "indirect" and article.original_language is None,
        confidence=min(
            words.confidence.get(item.rule, words.confidence["other"]),
            cast.ceiling(by),
        ),
        origin=origin("say", item.rule),
        repairs=cast.rests_on(by),
    )


def _performed(item: Attribution, article: Article, cast: Cast, words: Reporting) -> bool:
    """Whether a statement does, in the name of its author's state, what the verb says: "Norway condemns the raid".

    That is the deed itself; nobody reports it.
    """
    if article.kind != "statement" or item.anchor.tag_ not in ("VBZ", "VBP") or item.rule in _CLAUSES:
        return False
    source = _source(item, cast, words) if item.source is not None else None
    if source is None or item.source is None or item.source.pos_ == "PRON" or cast.home is None:
        return False
    return cast.actor(source).kind in ("state", "government") and cast.codes((source,)) == {cast.home}


def _source(item: Attribution, cast: Cast, words: Reporting) -> str | None:
    """The actor who speaks: what the phrase for the speaker means, a group where several speak as one.

    "One of the envoys" is one of that group; a document speaks for whoever it belongs to.
    """
    head = item.source
    if head is None:
        return cast.voice if item.rule == "own_voice" else None
    found = cast.speaker(head)
    if found is None and item.rule == "own_voice":
        return cast.voice
    if found is None and head.pos_ in ("NUM", "PRON", "DET", "ADJ"):
        of = next((c for c in head.rights if c.lower_ == "of"), None)
        whom = next((c for c in of.children if c.dep_ == "pobj"), None) if of is not None else None
        return cast.speaker(whom) if whom is not None else None
    if found is None and head.lemma_.lower() in words.documents:
        return author(head, cast)
    return found


def _directness(content: tuple[Span, ...], quotes: tuple[Quotation, ...], text: str) -> Directness:
    """Direct where all the words stand in quotation marks, mixed where some do; a name in marks is not speech."""
    bare = quoted = False
    for span in content:
        at = span.start
        for quote in quotes:
            if quote.start < span.end and span.start < quote.end:
                bare |= _has_words(text[at : max(quote.outer_start, at)])
                words = text[quote.start : quote.end]
                quoted |= not _is_name(words) or span.exact.strip("\"'“”‘’,.") in words
                at = max(at, quote.outer_end)
        bare |= _has_words(text[at : span.end])
    if not quoted:
        return "indirect"
    return "mixed" if bare else "direct"


def _has_words(text: str) -> bool:
    return any(c.isalnum() for c in text)


def _is_name(words: str) -> bool:
    """Whether words in quotation marks name something: "Summit for Democracy"."""
    parts = words.split()
    return len(parts) <= _WORDS_OF_A_NAME and all(p[0].isupper() or len(p) <= 3 for p in parts)


def _act(item: Attribution, content: tuple[Span, ...], source: str | None, cast: Cast, words: Reporting) -> Act:
    """What the cue does; where it only asserts, what the content does."""
    if item.act != "assert":
        return item.act
    text = _lowered(s.exact for s in content)
    judging = _lowered(_judging(item.anchor, span, words) for span in content)
    for rule in words.contents:
        if rule.clause and item.rule not in _CLAUSES:
            continue
        if rule.act == "urge" and _of_ones_own(item, source, cast):
            continue
        if rule.fits(judging if rule.act == "criticise" else text, own=item.rule in ("own_voice", "turn")):
            return rule.act
    return "assert"


def _lowered(pieces: Iterable[str]) -> str:
    return " ".join(" ".join(piece.split()) for piece in pieces).lower().replace("’", "'")


def _judging(anchor: Token, span: Span, words: Reporting) -> str:
    """The words of a content without those that judge nothing.

    "Those who crossed *illegally* are minors" only says which people, and whoever "will discuss *crime*" blames nobody.
    """
    tokens = anchor.doc.char_span(span.start, span.end, alignment_mode="expand")
    return "".join(t.text_with_ws for t in tokens if not _idle(t, words)) if tokens is not None else span.exact


def _idle(token: Token, words: Reporting) -> bool:
    if token.pos_ == "ADV":
        return token.head.dep_ in ("relcl", "acl")
    if token.pos_ not in ("NOUN", "ADJ"):
        return False
    verb = next((a for a in token.ancestors if a.pos_ == "VERB"), None)
    return verb is not None and token.i > verb.i and verb.lemma_ in words.dealing


def _of_ones_own(item: Attribution, source: str | None, cast: Cast) -> bool:
    """Whether the one who "should" act is of the speaker's own state: "said *Americans* should sleep well"."""
    bidden = _bidden(item.anchor)
    if bidden is None or source is None or bidden.pos_ == "PRON":
        return False
    theirs = cast.codes(cast.among(bidden)) - {"NSA"}
    return bool(theirs) and theirs == cast.codes((source,))


def _addressees(
    item: Attribution, act: Act, source: str | None, cast: Cast, events: tuple[Event, ...]
) -> tuple[str, ...]:
    """Those spoken to: the hearer the clause names, whoever "should" act, else the other side of the meeting."""
    if item.hearer is not None:
        return tuple(a for a in cast.among(item.hearer) if a != source)
    if act in ("urge", "demand") and (bidden := _bidden(item.anchor)) is not None:
        return tuple(a for a in cast.among(bidden) if a != source)
    meeting = _meeting(item.anchor, source, cast, events) if item.rule != "own_voice" else None
    if meeting is None or source is None:
        return ()
    present = _persons((*meeting.actors, *meeting.recipients), cast)
    others = tuple(a for a in present if a != source)
    return others if len(others) == 1 and source in present else ()


def _bidden(anchor: Token) -> Token | None:
    """Who is to act in "said that *Oslo* should ratify the treaty"."""
    that = next((c for c in anchor.rights if c.dep_ == "ccomp"), None)
    return next((c for c in that.children if c.dep_ == "nsubj"), None) if that is not None else None


def _persons(actor_ids: tuple[str, ...], cast: Cast) -> tuple[str, ...]:
    found: list[str] = []
    for actor_id in actor_ids:
        members = tuple(m for m in cast.actor(actor_id).members if m != actor_id)
        found += _persons(members, cast) if members else (actor_id,)
    return tuple(dict.fromkeys(a for a in found if cast.actor(a).kind == "person"))


def _meeting(anchor: Token, source: str | None, cast: Cast, events: tuple[Event, ...]) -> Event | None:
    """The last meeting told of before `anchor` in which the source took part."""
    if source is None:
        return None
    members = set(cast.actor(source).members) | {source}
    for event in sorted(events, key=lambda e: e.trigger.start, reverse=True):
        if event.type != "CONSULT" or event.status != "occurred" or event.trigger.start > anchor.idx:
            continue
        if members & set(_persons((*event.actors, *event.recipients), cast)):
            return event
    return None


def _channel(item: Attribution, syntax: Syntax, words: Reporting) -> Channel | None:
    """The medium that the sentence names outside of what was said: "said in a statement"."""
    if item.rule == "carried":
        return None
    if item.rule == "own_voice":
        told = syntax.text[slice(*item.cue)].lower() if item.cue is not None else ""
    else:
        sentence, at = item.anchor.sent, item.anchor.i
        near = syntax.doc[max(sentence.start, at - _NEAR) : min(sentence.end, at + _NEAR)]
        outside = (t for t in near if not any(start <= t.idx < end for start, end in item.content))
        told = "".join(t.lower_ + t.whitespace_ for t in outside)
    return next((channel for channel, pattern in words.channels if pattern.search(told)), None)


def _event(
    item: Attribution,
    cue: Span | None,
    content: tuple[Span, ...],
    source: str | None,
    cast: Cast,
    events: tuple[Event, ...],
) -> str | None:
    """The event that the speech is or is about: the cue's own, else one told in the content, else the meeting."""
    if cue is not None and item.rule != "own_voice":
        for event in events:
            if event.trigger.overlaps(cue):
                return event.id
        for event in events:
            if event.type != "CONSULT" and any(cue in span for span in event.evidence):
                return event.id
    for event in events:
        if any(event.trigger.overlaps(span) for span in content):
            return event.id
    for event in events:
        if any(piece.overlaps(span) for piece in event.evidence for span in content):
            return event.id
    meeting = _meeting(item.anchor, source, cast, events)
    return meeting.id if meeting is not None else None
