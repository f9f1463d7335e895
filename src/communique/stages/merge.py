"""Merge: the mentions of one happening, joined into one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from communique.cues.lexicon import lexicon
from communique.draft import Cast, Syntax
from communique.stages.frames import complements, objects
from communique.stages.happening import Happening, Told, is_trip, things_of

if TYPE_CHECKING:
    from spacy.tokens import Token

_DONE = frozenset({"occurred", "ongoing", "past_reference"})
_LEAD = 3  # sentences of the news before its background
# A mention is compared with the first happenings of the text and with the latest: with all of them the time grew with
# the square of the length (16 s for 1,250 sentences of one name). No text of the dev gold has as many.
_FIRST, _LATEST = 20, 60


def merge(told: list[Told], syntax: Syntax, cast: Cast) -> list[Told]:
    """One happening is one event: mentions of the same affair, and two readings of one sentence, are joined."""
    kept: list[Told] = []
    for t in told:
        near = kept if len(kept) <= _FIRST + _LATEST else [*kept[:_FIRST], *kept[-_LATEST:]]
        twin = next((k for k in near if _same(k, t, syntax, cast)), None)
        if twin is None:
            kept.append(t)
            continue
        h, other = twin.happening, t.happening
        if (h.nominal and not other.nominal) or (is_trip(h) and not is_trip(other)):
            twin.happening, h, other = other, other, h
            h.also = [*other.also, *h.also]
        h.also.append(other.trigger)
        if h.rule is None or not h.rule.symmetric or len(cast.codes(other.actors)) > len(cast.codes(h.actors)):
            h.actors = h.actors or other.actors
            h.recipients = h.recipients or other.recipients
        if not other.name.startswith("own:"):
            twin.when = twin.when or t.when
        twin.place = twin.place or t.place
    return kept


def _same(a: Told, b: Told, syntax: Syntax, cast: Cast) -> bool:
    x, y = a.happening, b.happening
    trips = [h for h in (x, y) if is_trip(h)]
    if x.type == y.type == "CONSULT" and len(trips) == 1 and trips[0].trigger.dep_ in {"pcomp", "advcl"}:
        return everyone(x, cast) == everyone(y, cast)  # "met her after arriving in Rome"
    if x.type != y.type or (x.status != y.status and not (x.nominal or y.nominal)):
        return False
    if x.nominal != y.nominal and (y if x.nominal else x).status not in _DONE:
        return False  # "is preparing a fifth test" is not the fourth
    if a.when and b.when and a.when.start and b.when.start and a.when.start != b.when.start:
        return False
    ours, theirs = _sides(x, cast), _sides(y, cast)
    one_sentence = x.trigger.sent.start == y.trigger.sent.start
    if x.type in lexicon().words["one_affair"]:
        if x.type == "CONSULT":
            if is_trip(x) != is_trip(y):
                return False
            if y.trigger.dep_ in {"acl", "relcl"} and y.trigger.head in _meetings(x.trigger):
                x.actors = tuple(dict.fromkeys((*x.actors, *y.actors)))  # "took part in a meeting hosted by Riga"
                return True
            here, there = ours[0] | ours[1], theirs[0] | theirs[1]
            if _only_topics(y) and y.trigger.dep_ == "ROOT" and here < there and syntax.sentence_at(x.trigger) < _LEAD:
                x.actors, x.recipients = tuple(dict.fromkeys((*x.actors, *x.recipients, *y.actors))), ()
                return True  # "met the presidents of Peru, Chile and Togo. The leaders discussed"
            return here == there or (there < here and _only_topics(y))
        if one_sentence and y.trigger.dep_ == "advcl" and y.trigger.tag_ == "VBG" and x.type == "ASSAULT":
            return ours[0] == theirs[0]  # "hit the town, killing three"
        if x.nominal and y.nominal and one_sentence and b.when is not None and a.when is None:
            return False  # "the launches, including the one of May 24"
        if _kinds_of_attack(x) and _kinds_of_attack(y) and not _kinds_of_attack(x) & _kinds_of_attack(y):
            return False
        compatible = all(not o or not t or o == t for o, t in zip(ours, theirs, strict=True))
        return compatible and (x.nominal or y.nominal or ours == theirs)
    if one_sentence and x.type == "REQUEST" and x.mode != y.mode and x.name == y.name:
        return False  # "to withdraw its troops and return to the table"
    places = [syntax.sentence_at(h.trigger) for h in (x, y)]
    if x.rule is not None and x.rule is y.rule and ours == theirs and places[0] == 0 and places[1] < _LEAD:
        return not any(c.lower_ == "also" for c in y.trigger.children)  # the lead and its elaboration
    if y.name.startswith("own:"):
        return ours == theirs  # the sentences of one denunciation
    if y.name.endswith(":greet") and not x.name.endswith(":greet") and x.trigger.i != y.trigger.i:
        return False  # "expressed thanks and asked the envoy to convey his greetings" are two
    return ours == theirs and (one_sentence or (syntax.blocks[:1] != () and _in_headline(x.trigger, syntax)))


def _kinds_of_attack(h: Happening) -> frozenset[str]:
    """With what an assault was made, or force shown, in words that keep two apart: a gas attack is no airstrike."""
    if h.type not in {"ASSAULT", "MOBILIZE"}:
        return frozenset()
    near = {t.lower_ for t in (h.trigger, *h.trigger.lefts)} | {h.trigger.lemma_.lower()}
    if not h.nominal:
        near |= {t.lower_ for thing in things_of(h.trigger) for t in (thing, *thing.lefts)}
    return frozenset(kind for kind, words in lexicon().attacks.items() if near & words)


def everyone(h: Happening, cast: Cast) -> frozenset[str]:
    """The states and bodies on both sides."""
    return cast.codes((*h.actors, *h.recipients))


def _meetings(trigger: Token) -> list[Token]:
    return [*objects(trigger), *complements(trigger, {"in", "at", "to"})]


def _only_topics(h: Happening) -> bool:
    """Whether a mention only says what was talked about: "they discussed trade"."""
    return h.rule is not None and h.rule.name == "verb:consult:discuss"


def _sides(h: Happening, cast: Cast) -> tuple[frozenset[str], frozenset[str]]:
    return cast.codes(h.actors), cast.codes(h.recipients)


def _in_headline(token: Token, syntax: Syntax) -> bool:
    block = syntax.block_of(token.idx)
    return block >= 0 and syntax.blocks[block].kind == "headline"
