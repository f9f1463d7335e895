"""Spot: the words of an article that say that something happened, each with its two sides."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from communique.cues.lexicon import Lexicon, Rule, lexicon
from communique.draft import Cast, Syntax
from communique.stages.frames import (
    agents,
    clauses,
    complements,
    objects,
    owners,
    party,
    subjects,
    surface_subjects,
    targets,
)
from communique.stages.happening import Happening, actors_of, political, request_mode, things_of, word
from communique.stages.status import asked_only, status_of
from communique.stages.utter import express, judge, judge_plain

if TYPE_CHECKING:
    from spacy.tokens import Token


def spot(syntax: Syntax, cast: Cast, *, own: str | None = None) -> list[Happening]:
    """Every happening the words of the lexicon tell, in the order of their triggers.

    `own` is the actor in whose voice the whole text speaks: what its plain sentences blame, it accuses.
    """
    table = lexicon()
    found: list[Happening] = []
    for i, lemma in cast.reads.items():  # "evaluated", read as "praised": the words stay, the reading is a repair's
        syntax.doc[i].lemma_ = lemma
    for sentence in syntax.sentences:
        before = len(found)
        for token in sentence:
            if token.pos_ in {"VERB", "AUX"} or (token.tag_.startswith("VB") and token.dep_ in {"ROOT", "conj"}):
                found += next((h for read in (express, _verb, judge) if (h := list(read(token, cast, table)))), [])
            elif token.pos_ in {"NOUN", "PROPN"}:
                found += _noun(token, cast, table)
        if own is not None and all(h.nominal for h in found[before:]):
            found += judge_plain(sentence.root, own, cast, table)
    denied = {h.trigger.head.i for h in found if h.status == "denied" and h.trigger.dep_ == "xcomp"}
    return [h for h in found if h.type != "REJECT" or h.trigger.i not in denied]  # "refused to meet" is one event


# ---- verbs


def _verb(verb: Token, cast: Cast, table: Lexicon) -> Iterator[Happening]:
    for rule in table.verbs.get(verb.lemma_.lower(), ()):
        found = _read_verb(verb, rule, cast, table)
        if found is not None:
            yield found
            return


def _read_verb(verb: Token, rule: Rule, cast: Cast, table: Lexicon) -> Happening | None:
    things = things_of(verb)
    if rule.particles and not any(c.lower_ in rule.particles for c in verb.children):
        return None
    if rule.objects and not _has_object(verb, things, rule):
        return None
    if rule.with_ and not any(_described(o, rule.with_) for o in (*things, *complements(verb, {"in"}))):
        return None
    if rule.type == "CONSULT" and any(word(o) in table.words["not_met"] for o in things):
        return None
    if rule.bare and any(c.dep_ in {"oprd", "attr", "ccomp", "xcomp"} for c in verb.children):
        return None
    if rule.infinitive and not _promises(verb, things, rule, table):
        return None
    state = status_of(verb)
    if state is None or asked_only(verb) or _only_named(verb):
        return None
    decided = verb.dep_ == "acl" and verb.tag_ == "VB"  # "Peru's decision to launch"
    actors = (owners(verb.head, cast) if decided else ()) or actors_of(subjects(verb), cast)
    if rule.symmetric and rule.needs == "actor" and not actors:
        return None
    recipients = _recipients(verb, things, rule, cast)
    if rule.things and any((a := cast.at(o)) and cast.actor(a).kind == "person" for o in things):
        return None
    if rule.people and not _people(verb, things, rule, cast):
        return None
    if rule.swap:
        actors, recipients = recipients, actors
    if rule.symmetric:
        actors = tuple(dict.fromkeys((*actors, *recipients)))
        recipients = ()
    else:
        recipients = tuple(r for r in recipients if r not in actors)
    if not _enough(rule, actors, recipients, cast):
        return None
    if rule.infinitive and not recipients and not rule.harm:
        given = [o for c in clauses(verb) for o in objects(c)]
        recipients = tuple(a for o in given for a in owners(o, cast) if a not in actors)
    mode = rule.mode
    if rule.type in {"REQUEST", "REJECT"} and mode is None:
        mode = request_mode(verb, table)
    if rule.type == "AGREE" and (consult := _agreed_meeting(verb)):
        return Happening(
            "CONSULT",
            None,
            verb,
            tuple(dict.fromkeys((*actors, *recipients))),
            (),
            "intended",
            None,
            rule,
            f"{rule.name}:{consult}",
            0.6,
        )
    status, hedge = state
    return Happening(rule.type, mode, verb, actors, recipients, status, hedge, rule, rule.name, 0.7)


def _has_object(verb: Token, things: list[Token], rule: Rule) -> bool:
    heads = [*things, *complements(verb, {"in", "to", "into", "on", "out", "of", "with"})]
    return any(word(t) in rule.objects or any(word(c) in rule.objects for c in t.conjuncts) for t in heads)


def _described(noun: Token, words: frozenset[str]) -> bool:
    near = [*noun.subtree, *noun.head.lefts]
    return any(t.lower_ in words or word(t) in words for t in near)


def _only_named(verb: Token) -> bool:
    """Whether a gerund names an activity and tells no deed: "computer hacking", "a role in ratifying treaties"."""
    if verb.tag_ != "VBG":
        return False
    if verb.dep_ in {"compound", "pobj", "dobj", "nsubj", "amod"}:
        return True
    return verb.dep_ == "pcomp" and verb.head.dep_ == "prep" and verb.head.head.pos_ in {"NOUN", "PROPN"}


def _promises(verb: Token, things: list[Token], rule: Rule, table: Lexicon) -> bool:
    """Whether a promise, or a threat, has a content of its kind: "pledged to send aid", "threatened to strike"."""
    inner = [c for c in clauses(verb) if c.dep_ in {"xcomp", "ccomp", "conj"}]
    inner += [c for c in complements(verb, {"to"}) if c.dep_ == "pcomp"]  # "committed to continuing"
    harmful = any(word(c) in table.harm for c in inner)
    if rule.harm:
        return harmful
    return (bool(inner) and not harmful) or (bool(things) and rule.type == "AGREE")


def _recipients(verb: Token, things: list[Token], rule: Rule, cast: Cast) -> tuple[str, ...]:
    for side in rule.sides:
        found = tuple(dict.fromkeys(_side(verb, things, side, cast)))
        if found:
            return found
    return ()


def _side(verb: Token, things: list[Token], side: str, cast: Cast) -> Iterator[str]:
    if side == "object":
        for thing in things:
            for each in (thing, *thing.conjuncts) if thing.dep_ != "conj" else (thing,):
                yield from party(each, cast)
    elif side == "dative":
        for child in verb.children:
            if child.dep_ == "dative" and child.pos_ != "ADP":
                yield from cast.among(child)
    elif side == "clause":
        for clause in clauses(verb):
            for subject in subjects(clause) or objects(clause):
                yield from party(subject, cast)
    elif side.startswith("object:"):
        preposition = side.removeprefix("object:")
        for thing in things:
            for target in complements(thing, {preposition}):
                yield from party(target, cast)
    elif side == "if":
        for clause in verb.children:
            if clause.dep_ == "advcl" and any(
                c.dep_ == "mark" and c.lower_ in {"if", "unless"} for c in clause.children
            ):
                for subject in surface_subjects(clause):
                    yield from party(subject, cast)
    elif side.startswith("place:"):
        for target in complements(verb, {side.removeprefix("place:")}):
            for each in (target, *target.conjuncts):
                yield from cast.where.get(each.i, ()) or cast.among(each)
    else:
        for target in complements(verb, {side}):
            yield from party(target, cast)


def _people(verb: Token, things: list[Token], rule: Rule, cast: Cast) -> bool:
    heads = things if rule.swap else subjects(verb)
    kinds = {cast.actor(a).kind for head in heads for a in cast.among(head)}
    return bool(kinds & {"person", "group"})


def _enough(rule: Rule, actors: tuple[str, ...], recipients: tuple[str, ...], cast: Cast) -> bool:
    """Whether the sides that a rule needs are there and of the political world."""
    sides = (*actors, *recipients)
    if not any(political(a, cast) for a in sides):
        return False
    if rule.political and recipients and not any(political(a, cast) for a in actors or recipients):
        return False
    match rule.needs:
        case "recipient":
            return bool(actors and recipients)
        case "actor":
            return bool(actors)
        case "two":
            return len(actors if rule.symmetric else sides) > 1 or (rule.symmetric and _several(actors, cast))
        case _:
            return True


def _agreed_meeting(verb: Token) -> str | None:
    """The word of an agreement to meet, which is a consultation to come and no agreement."""
    for clause in clauses(verb):
        if word(clause) in {"meet", "visit"}:
            return word(clause)
        if word(clause) in {"hold", "have"}:
            nouns = {word(o) for o in objects(clause)}
            if nouns & {"talk", "meeting", "consultation", "summit", "dialogue", "round", "session", "negotiation"}:
                return "hold"
        if word(clause) in {"stay", "remain", "keep"} and any(c.lower_ in {"in"} for c in clause.children):
            return word(clause)
    return None


def _several(actors: tuple[str, ...], cast: Cast) -> bool:
    return any(len(cast.actor(a).members) > 1 for a in actors)


# ---- nouns


def _noun(noun: Token, cast: Cast, table: Lexicon) -> Iterator[Happening]:
    for rule in table.nouns.get(word(noun), ()):
        if rule.with_ and not _described(noun, rule.with_):
            continue
        found = _read_noun(noun, rule, cast, table)
        if found is not None:
            yield found
            return


def _read_noun(noun: Token, rule: Rule, cast: Cast, table: Lexicon) -> Happening | None:
    if noun.dep_ in {"compound", "amod"} or asked_only(noun.head):
        return None
    if rule.subject and noun.dep_ not in {"nsubj", "nsubjpass"}:
        return None
    doers = owners(noun, cast) or targets(noun, cast, rule.by)
    at = targets(noun, cast, rule.on) if rule.on else ()
    if rule.type == "SANCTION" and not at:
        at = _imposed(noun, cast)
    if rule.symmetric:
        actors: tuple[str, ...] = tuple(dict.fromkeys((*doers, *at)))
        recipients: tuple[str, ...] = ()
    else:
        actors, recipients = doers, tuple(a for a in at if a not in doers)
    codes = cast.codes((*actors, *recipients))
    if rule.needs == "two" and len(codes) < 2:
        return None
    if rule.needs == "doer" and not cast.codes(actors):
        return None
    if rule.needs == "target" and not cast.codes(recipients):
        return None
    if not codes or not any(political(a, cast) for a in (*actors, *recipients)):
        return None
    state = status_of(noun) if rule.type == "CONSULT" else ("occurred", None)
    if state is None:
        return None
    if not actors and noun.dep_ == "dobj" and noun.head.lemma_ in table.words["weighs"]:
        actors, state = actors_of(subjects(noun.head), cast), ("intended", None)
    return Happening(
        rule.type, rule.mode, noun, actors, recipients, state[0], state[1], rule, rule.name, 0.55, nominal=True
    )


def _imposed(noun: Token, cast: Cast) -> tuple[str, ...]:
    """The target of "the sanctions *imposed on Russia*"."""
    for child in noun.children:
        if child.dep_ in {"acl", "relcl"}:
            for target in complements(child, {"on", "against", "upon"}):
                if found := party(target, cast):
                    return found
            if found := tuple(a for t in agents(child) for a in cast.among(t)):
                return ()
    return ()
