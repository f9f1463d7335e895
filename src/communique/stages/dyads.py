"""Dyads: two states printed as one, and one party printed on both sides."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from communique.cues.faults import Rule, faults
from communique.stages.faults import Fault, Matter
from communique.stages.frames import complements, objects, subjects

if TYPE_CHECKING:
    from spacy.tokens import Token

    from communique.record import Actor

_WORDS = re.compile(r"[\w’'-]+,?")
_PARTIES = frozenset({"state", "government"})
_NAMES = frozenset({"state", "government", "person"})
_GAP = 3  # words between "North American" and the talks it is said of: "working-level nuclear"
_REACH = 400  # words of the paragraph in which a missing party is looked for
_AUXILIARIES = 4  # words between "North America" and its verb: "will soon have to"
_MODIFIERS = frozenset({"amod", "compound", "nummod", "poss", "nmod"})
_TOPICAL = frozenset({"about", "concerning", "on", "over", "regarding"})  # of the act, though it stands by a name
_NEVER_A_PARTY = frozenset({"amod", "compound", "poss", "nmod"})
# How sure the reading is, by where the missing party was found.
_HERE_AND_AT_HOME, _HERE, _AT_HOME = 0.6, 0.5, 0.5


def dyad(rule: Rule, matter: Matter) -> Iterator[Fault]:
    """ "North America collides": a compound of two states, beside a word that takes two sides."""
    for match in matter.matches(rule):
        if not _takes_two(matter, match):
            continue
        states = rule.compounds.get(match[0], rule.means)
        adjective = rule.reading is None or match[0].endswith("American")
        reading = "–".join(_state_name(matter, code) for code in states) if adjective else rule.reading
        target = matter.tokens(match.start(), match.end())
        yield Fault(rule, match.start(), match.end(), reading, rule.confidence, target, states)


def _takes_two(matter: Matter, match: re.Match[str]) -> bool:
    """Whether the compound is subject of a verb, or modifier or complement of a noun, that takes two sides."""
    lists = faults().lists["dyadic"]
    first, last = matter.sentence(match.start(), match.end())
    before = [w.lower() for w in _WORDS.findall(matter.plain[first : match.start()])]
    rest = matter.plain[match.end() : last]
    after = [w.lower() for w in _WORDS.findall(re.split(r"[;:()\"“”]", rest)[0])[: _GAP + _AUXILIARIES]]
    for gap, word in enumerate(after[: _GAP + 1]):
        pair = " ".join(after[gap : gap + 2])
        if word.rstrip(",") in lists["nouns"] or pair.rstrip(",") in lists["nouns"]:
            return True
        if word in lists["stops"] or word.endswith(","):
            break
    if before and before[-1] in lists["places"] and "between" not in before[-3:]:
        return False
    for gap, word in enumerate(after[: _AUXILIARIES + 1]):
        if word.rstrip(",") in lists["verbs"] or " ".join(after[gap : gap + 2]) in lists["verbs"]:
            return True
        if word not in lists["between"] and not word.endswith("ly"):
            break
    return len(before) > 1 and before[-1] in {"between", "the"} and any(w in lists["nouns"] for w in before[-3:])


def self_dyad(rule: Rule, matter: Matter) -> Iterator[Fault]:
    """ "The US will consult with the US": who is missing is said only where one party stands out."""
    translated = "any" not in rule.languages
    for one, other in _both_sides(matter):
        span = matter.syntax.span(min(t.i for t in one.subtree if t.i <= one.i), other.i)
        if not translated:
            yield Fault(rule, span.start, span.end, None, rule.confidence)
            continue
        two_of_a_name = one.lower_ in faults().lists["self_dyad"]["ambiguous"]
        missing = None if two_of_a_name else _missing(matter, one)
        if missing is None:
            continue
        actor, confidence = missing
        target = (one.left_edge.i, one.i)
        after = matter.article.text[one.idx + len(one) : span.end]
        if isinstance(actor, str):
            reading = " ".join(f"{_state_name(matter, actor)}{after}".split())
            yield Fault(rule, span.start, span.end, reading, confidence, target, states=(actor,))
        else:
            name = _state_name(matter, actor.iso3 or "") if actor.kind != "ministry" else actor.name
            reading = " ".join(f"{name}{after}".split())
            yield Fault(rule, span.start, span.end, reading, confidence, target, actor=actor.id)


def _state_name(matter: Matter, code: str) -> str:
    entry = matter.register.state(code)
    return entry.name if entry else code


def _both_sides(matter: Matter) -> Iterator[tuple[Token, Token]]:
    """The subject and the other side of every act that has the same bare name on both."""
    lists = faults().lists["self_dyad"]
    for verb in matter.syntax.doc:
        lemma = verb.lemma_.lower()
        if verb.pos_ != "VERB":
            continue
        others: list[Token] = []
        if lemma in lists["with"]:
            others += complements(verb, {"with"})
        if lemma in lists["light"]:
            acts = [o for o in objects(verb) if o.lemma_.lower() in lists["nouns"]]
            others += [c for o in acts for c in (*complements(o, {"with"}), *complements(verb, {"with"}))]
        if lemma in lists["to"]:
            others += objects(verb) + (complements(verb, {"on"}) if lemma == "call" else [])
        for one in subjects(verb):
            same = next((o for o in others if o.i > one.i and _same(matter, one, o)), None)
            if same is not None:
                yield one, same


def _same(matter: Matter, one: Token, other: Token) -> bool:
    """Whether two tokens are bare names of one party: "the US" and "the US", never "Sudan" and "Sudanese rebels"."""
    cast = matter.cast
    actor = cast.at(one)
    if actor is None or cast.at(other) != actor or cast.actor(actor).kind not in _NAMES:
        return False
    if not all(t.pos_ == "PROPN" and _bare(matter, t, actor) for t in (one, other)):
        return False
    return one.lower_ == other.lower_ or (
        cast.actor(actor).kind in _PARTIES and matter.article.original_language is not None
    )


def _bare(matter: Matter, token: Token, actor: str) -> bool:
    """Whether nothing is said of a name and nothing joined to it: "East Sudan" is not Sudan."""
    said = (c for c in token.children if c.dep_ in {"relcl", "appos", "prep", "acl"} and c.lower_ not in _TOPICAL)
    if token.conjuncts or next(said, None) is not None:
        return False
    return all(matter.cast.at(c) == actor for c in token.children if c.dep_ in _MODIFIERS)


def _missing(matter: Matter, one: Token) -> tuple[Actor | str, float] | None:
    """Who is meant by the first of two equal names: the one party of the paragraph so far, backed by the home state."""
    cast, article = matter.cast, matter.article
    own = cast.actor(cast.meant[one.i]).code
    home = cast.home or faults().homes.get(article.original_language or "")
    home = None if home == own else home
    here: dict[str, Actor] = {}
    block = next(((s, e) for s, e in matter.bounds if s <= one.idx < e), None)
    stretch = matter.tokens(*block) if block else None
    for token in matter.syntax.doc[max(stretch[0], one.i - _REACH) if stretch else one.i : one.i]:
        actor = cast.by_id.get(cast.meant.get(token.i, ""))
        if actor is None or actor.code in {None, own} or actor.kind not in {"state", "government", "ministry"}:
            continue
        if actor.iso3 and actor.code and token.dep_ not in _NEVER_A_PARTY:
            here.setdefault(actor.code, actor)
    if home in here:
        return here[home], _HERE_AND_AT_HOME if len(here) == 1 else _AT_HOME
    if len(here) == 1 and home is None:
        return next(iter(here.values())), _HERE
    if not here and home is not None and (cast.home == home or any(a.code == home for a in cast.actors)):
        return home, _AT_HOME
    return None
