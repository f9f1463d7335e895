"""Medium: through what a consultation was held, or something was said."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from communique.cues.lexicon import lexicon
from communique.draft import Cast, Syntax
from communique.record import Article, Channel, Place
from communique.stages.circumstance import cues
from communique.stages.frames import subjects
from communique.stages.happening import Happening, is_trip, word

if TYPE_CHECKING:
    from spacy.tokens import Token

_SAID = frozenset({"SUPPORT", "ACCUSE", "REQUEST", "REJECT", "THREATEN", "CONCEDE", "AGREE"})
_OWN_VOICE = frozenset({"statement", "joint_statement", "readout"})
_VERBAL = frozenset({"VERB", "AUX"})
_NOMINAL = frozenset({"NOUN", "PROPN"})
_IN = frozenset({"in", "at", "during", "through", "via", "on", "by"})
_PAPERS = frozenset({"written_statement", "letter", "speech"})
_ABOVE = frozenset({"ccomp", "xcomp", "conj", "advcl", "acl", "relcl", "parataxis", "pobj", "agent", "prep", "appos"})
_CLIMB = 8  # words between a deed and the verb that says through what it was done
_BACK = 12  # words between a medium and whose it is
_AFTER = 2  # sentences after a deed in which its medium may be told


def consulted_through(h: Happening, tokens: Iterable[Token], place: Place | None, several: bool) -> Channel | None:
    """How a consultation was held: what its clause says, else what its verb, its noun or its place imply."""
    tokens = list(tokens)
    visits = h.mode == "visit" or is_trip(h)
    called = _named(tokens, cues()["channel"], skip=("phone", "letter") if visits or _is_courtesy(h) else ())
    if called is not None:
        return called
    if visits:
        return "visit"
    if h.rule is not None and h.rule.channel is not None:
        return "in_person" if h.rule.channel == "visit" else h.rule.channel
    presence = cues()["presence"]
    words = {word(t) for t in tokens if t.i == h.trigger.i or t.head.i == h.trigger.i or t.head.head.i == h.trigger.i}
    if words & set(presence["at"]) and (several or word(h.trigger) in presence["together"]):
        return "in_person"
    if place is not None and several and words & set(presence["held_in"]):
        return "in_person"
    return None


def said_through(
    h: Happening, article: Article, syntax: Syntax, cast: Cast, reporter: str | None, *, apart: bool
) -> Channel | None:
    """The medium of what is done by saying it: named beside it, or the text itself where that speaks for its state.

    "We condemn the launch" is done by the statement that says so; "the minister condemned the launch" is told by it.
    """
    if h.type not in _SAID:
        return None
    own = h.rule.channel if h.rule is not None else None
    named = _beside(h.trigger) or own or _told_after(h, syntax, cast)
    if named is not None:
        return named
    speaks = apart and article.kind in _OWN_VOICE and reporter in {None, cast.voice} and h.status == "occurred"
    ours = article.kind == "joint_statement" or (cast.home is not None and cast.home in cast.codes(h.actors))
    if not speaks or not ours or any(cast.actor(a).kind == "person" for a in h.actors):
        return None
    return "written_statement" if not h.nominal or (h.rule is not None and h.rule.subject) else None


def _beside(trigger: Token) -> Channel | None:
    """The medium that the clause of a deed names, or one of those above it: "said *in a statement* that it rejects"."""
    at = trigger
    for _ in range(_CLIMB):
        found = _of(at) if at.pos_ in _VERBAL else (_medium(at) or _made_by(at)) if at.pos_ in _NOMINAL else None
        if found is not None:
            return found
        if at.dep_ not in _ABOVE or at.head.i == at.i or (at.pos_ not in _VERBAL and at.head.pos_ in _VERBAL):
            return None  # "angered by a speech of the man who warned": the anger has no medium
        at = at.head
    return None


def _made_by(maker: Token) -> Channel | None:
    """The medium that somebody made: "*a speech* to parliament by the minister", wherever the parser hung the "by"."""
    by = maker.head
    if maker.dep_ != "pobj" or by.lower_ != "by":
        return None
    for token in reversed(maker.doc[max(by.sent.start, by.i - _BACK) : by.i]):
        if token.pos_ in _VERBAL:
            return None
        if token.pos_ in _NOMINAL and (found := _medium(token)) and any(c.lower_ in {"a", "an"} for c in token.lefts):
            return found
    return None


def _of(verb: Token) -> Channel | None:
    """The medium that the clause of a verb names: as its object, its subject, or beside it."""
    if word(verb) in cues()["made"]["tweet"]:
        return "social_media"
    if word(verb) == "tell" and any(word(o) in {"reporter", "journalist"} for o in verb.children):
        return "press_conference"
    made = word(verb) in cues()["made"]["verbs"]
    for child in verb.children:
        if (child.dep_ in {"dobj", "dative"} and made) or child.dep_ == "nsubj":
            within = (t for t in child.subtree if t.dep_ == "prep" and t.lower_ == "in" and _new(t))
            found = _medium(child) or next((m for t in within if (m := _after(t))), None)
        elif child.dep_ in {"prep", "agent"}:
            found = _after(child)
        elif child.dep_ in {"advcl", "conj"} and child.tag_ == "VBG":
            found = _saying(child)
        elif child.dep_ in {"dobj", "ccomp", "pobj"}:  # "condemned the raid in a speech", hung on the raid
            found = next((m for t in child.subtree if t.dep_ == "prep" and _new(t) and (m := _after(t))), None)
        else:
            continue
        if found is not None:
            return found
    return None


def _saying(verb: Token) -> Channel | None:
    """The medium of a clause that says how: "…, saying *in a statement* that", "…, addressing *a briefing*"."""
    made = word(verb) in cues()["made"]["verbs"]
    named = (_medium(c) if made and c.dep_ == "dobj" else _after(c) for c in verb.children)
    return next((m for m in named if m), None)


def _after(preposition: Token) -> Channel | None:
    """The medium after "in", "at" or "during"; after "on" only what is no paper, after "by" only a bare one."""
    if preposition.lower_ not in _IN:
        return None
    for noun in preposition.children:
        found = _medium(noun) if noun.dep_ == "pobj" else None
        if found is None or (preposition.lower_ == "by" and any(c.dep_ in {"det", "poss"} for c in noun.lefts)):
            continue
        if preposition.lower_ != "on" or found not in _PAPERS or word(noun) in {"website", "site"}:
            return found
    return None


def _new(preposition: Token) -> bool:
    """Whether what follows is named first here, "in *a* letter", "in *her* speech", and not one known before."""
    return any(
        not any(d.lower_ in {"the", "this", "that"} for d in c.lefts) for c in preposition.children if c.dep_ == "pobj"
    )


def _medium(noun: Token) -> Channel | None:
    """The channel that a noun names, with the words before it: "news *conference*"."""
    before = [c.lemma_.lower() for c in noun.lefts if c.dep_ in {"compound", "amod"}]
    names = [f"{before[-1]} {word(noun)}"] if before else []
    for name in (*names, word(noun), noun.lower_):
        for channel, nouns in cues()["said_through"].items():
            if name in nouns:
                return channel  # type: ignore[return-value]  # the data file's keys are channels; a test holds it to that
    return None


def _told_after(h: Happening, syntax: Syntax, cast: Cast) -> Channel | None:
    """The medium of the same speaker's words just after: "hailed Putin. 'Great move,' tweeted Mr. Trump"."""
    if h.trigger.pos_ not in {"VERB", "AUX"} or not h.actors:
        return None
    for verb in _next_speech(h.trigger, syntax):
        speakers = subjects(verb) or [c for c in verb.rights if c.dep_ == "dobj"]  # "…," tweeted Mr. Trump
        if set(h.actors) & {a for s in speakers for a in cast.among(s)}:
            return _of(verb)
    return None


def _next_speech(trigger: Token, syntax: Syntax) -> Iterator[Token]:
    said = lexicon().words["said"] | set(cues()["made"]["tweet"])
    at = syntax.sentence_at(trigger) + 1
    for sentence in syntax.sentences[at : at + _AFTER]:
        yield from (t for t in sentence if t.pos_ == "VERB" and word(t) in said)


def _named(tokens: list[Token], family: Mapping[str, tuple[str, ...]], *, skip: Iterable[str] = ()) -> Channel | None:
    nouns = [t for t in tokens if word(t) != "call" or t.pos_ in {"NOUN", "PROPN"}]
    text = f" {' '.join(t.lower_ for t in nouns)} {' '.join(word(t) for t in nouns)} "
    for channel, names in family.items():
        if channel not in skip and any(f" {name} " in text for name in names):
            return channel  # type: ignore[return-value]  # the data file's keys are channels; a test holds it to that
    return None


def _is_courtesy(h: Happening) -> bool:
    """Whether a call is paid in person: "paid a farewell call on the king"."""
    return h.rule is not None and h.rule.channel == "in_person" and "call" in h.rule.objects
