"""Spot: the words of an article that say that something happened, each with its two sides."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from communique.cues.lexicon import Lexicon, Rule, lexicon
from communique.draft import Cast, Syntax
from communique.stages.frames import (
    clauses,
    complements,
    objects,
    owners,
    party,
    subjects,
    surface_subjects,
)
from communique.stages.happening import (
    Happening,
    actors_of,
    doers_of,
    issuer,
    kind_asked,
    political,
    request_mode,
    things_of,
    word,
)
from communique.stages.nominal import described, nominal
from communique.stages.scope import out_of_scope, played, sporting
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
            if token.pos_ == "VERB" and token.lemma_ in table.misread:
                token.lemma_ = table.misread[token.lemma_]
            if token.pos_ in {"VERB", "AUX"} or (token.tag_.startswith("VB") and token.dep_ in {"ROOT", "conj"}):
                found += next((h for read in (express, _verb, judge) if (h := list(read(token, cast, table)))), [])
            elif token.pos_ in {"NOUN", "PROPN"}:
                found += nominal(token, cast, table)
        if not any(h.trigger.i == sentence.root.i for h in found[before:]):
            found += _pointed(sentence.root, found[:before], cast, table)
        if own is not None and all(h.nominal for h in found[before:]):
            found += judge_plain(sentence.root, own, cast, table)
    denied = {h.trigger.head.i for h in found if h.status == "denied" and h.trigger.dep_ == "xcomp"}
    found = [h for h in found if h.type != "REJECT" or h.trigger.i not in denied]  # "refused to meet" is one event
    return [h for h in found if not played(h, cast)] if sporting(syntax) else found


# ---- verbs


def _pointed(verb: Token, before: list[Happening], cast: Cast, table: Lexicon) -> Iterator[Happening]:
    """Whom "we condemn this" condemns: who did what the sentence before tells."""
    rule = next((r for r in table.verbs.get(word(verb), ()) if r.type == "ACCUSE" and r.mode == "disapprove"), None)
    if rule is None or not before or not any(o.lower_ in {"this", "that"} for o in objects(verb)):
        return
    last, actors, state = before[-1], doers_of(verb, cast), status_of(verb)
    if state is None or last.trigger.sent.end != verb.sent.start or not any(political(a, cast) for a in actors):
        return
    own = cast.codes(actors)
    others = tuple(a for a in last.actors if cast.codes((a,)) and not cast.codes((a,)) <= own)
    if others:
        yield Happening(rule.type, rule.mode, verb, actors, others, *state, rule, f"{rule.name}:this", 0.5)


def _verb(verb: Token, cast: Cast, table: Lexicon) -> Iterator[Happening]:
    for rule in table.verbs.get(verb.lemma_.lower(), ()):
        found = _read_verb(verb, rule, cast, table)
        if found is not None:
            yield found
            if found.type == "REQUEST":
                yield from _asked_besides(found, table)
            return


def _asked_besides(first: Happening, table: Lexicon) -> Iterator[Happening]:
    """A second thing asked, of another kind: "called on Togo to release them *and return* to the table"."""
    asked = [c for c in clauses(first.trigger) if c.dep_ in {"xcomp", "ccomp"}]
    if first.trigger.lemma_ == "call" and not asked:
        asked = [c for c in first.trigger.subtree if c.tag_ == "VB" and any(t.tag_ == "TO" for t in c.lefts)][:1]
    for verb in (*asked, first.trigger):
        for other in verb.children:
            if verb is first.trigger and (first.trigger.tag_ == "VB" or _has_subject(other)):
                continue
            if other.dep_ == "conj" and other.tag_ == "VB" and (mode := kind_asked({other}, table)) != first.mode:
                yield replace(first, trigger=other, mode=mode, also=[])
                return


def _has_subject(verb: Token) -> bool:
    return any(c.dep_ in {"nsubj", "nsubjpass", "aux"} for c in verb.children)


def _read_verb(verb: Token, rule: Rule, cast: Cast, table: Lexicon) -> Happening | None:
    things = things_of(verb)
    if rule.particles and not any(c.lower_ in rule.particles for c in verb.children):
        return None
    if rule.objects and not _has_object(verb, things, rule):
        return None
    if rule.with_ and not any(described(o, rule.with_) for o in (*things, *complements(verb, {"in", "to", "on"}))):
        return None
    if rule.type == "CONSULT" and any(word(o) in table.words["not_met"] for o in things):
        return None
    if rule.bare and any(c.dep_ in {"oprd", "attr", "ccomp", "xcomp"} for c in verb.children):
        return None
    if rule.bare and not any(cast.among(thing) for thing in things):
        return None  # "called Togo's reply a disgrace"
    if rule.type == "ASSAULT" and any(c.dep_ == "prep" and c.lower_ == "as" for c in verb.children):
        return None  # "attacked the plan as foolish"
    if rule.type == "REJECT" and any(word(c) in table.words["said_nothing"] for c in clauses(verb)):
        return None  # "declined to comment"
    if rule.type == "AGREE" and not rule.infinitive and not _undertakes(verb):
        return None
    if rule.infinitive and not _promises(verb, things, rule, table):
        return None
    state = status_of(verb)
    if state is None or asked_only(verb) or _only_named(verb):
        return None
    decided = verb.dep_ == "acl" and verb.tag_ == "VB"  # "Peru's decision to launch"
    actors = (owners(verb.head, cast) if decided else ()) or doers_of(verb, cast) or issuer(verb, cast)
    if rule.symmetric and rule.needs == "actor" and not actors:
        return None
    recipients = _recipients(verb, things, rule, cast)
    if rule.host and not actors:
        actors = tuple(a for thing in things for t in complements(thing, {"to"}) for a in cast.among(t))
    if out_of_scope(verb, things, rule, actors, recipients, cast):
        return None
    if rule.things and any((a := cast.at(o)) and cast.actor(a).kind == "person" for o in things):
        return None
    if rule.mode == "visit" and not any(political(a, cast) for a in recipients):
        return None  # "visited a web page", "travelled to the coast"
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
    if rule.type == "CONSULT" and len(cast.codes((*actors, *recipients))) < 2 and _at_home(verb, things, table):
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
    if rule.type == "AGREE" and any(word(c) in table.words["conceded"] for c in clauses(verb)):
        return Happening("CONCEDE", None, verb, actors, recipients, status, hedge, rule, f"{rule.name}:concede", 0.6)
    if rule.type == "REQUEST" and (greeted := _greetings(verb, cast, table)) is not None:
        to = greeted or recipients
        return Happening("SUPPORT", None, verb, actors, to, status, hedge, rule, f"{rule.name}:greet", 0.6)
    return Happening(rule.type, mode, verb, actors, recipients, status, hedge, rule, rule.name, 0.7)


def _has_object(verb: Token, things: list[Token], rule: Rule) -> bool:
    heads = [*things, *complements(verb, {"in", "to", "into", "on", "out", "of", "with", "from"})]
    return any(word(t) in rule.objects or any(word(c) in rule.objects for c in t.conjuncts) for t in heads)


def _only_named(verb: Token) -> bool:
    """Whether a gerund names an activity and tells no deed: "computer hacking", "a role in ratifying treaties"."""
    if verb.tag_ != "VBG":
        return False
    if verb.dep_ in {"compound", "pobj", "dobj", "nsubj", "amod"}:
        return True
    preposition = verb.head
    while preposition.dep_ == "conj" and preposition.head.pos_ == "ADP":
        preposition = preposition.head
    return verb.dep_ == "pcomp" and preposition.dep_ == "prep" and preposition.head.pos_ in {"NOUN", "PROPN"}


def _promises(verb: Token, things: list[Token], rule: Rule, table: Lexicon) -> bool:
    """Whether a promise, or a threat, has a content of its kind: "pledged to send aid", "threatened to strike"."""
    inner = [c for c in clauses(verb) if c.dep_ in {"xcomp", "ccomp", "conj"}]
    inner += [c for c in complements(verb, {"to"}) if c.dep_ == "pcomp"]  # "committed to continuing"
    harmful = any(word(c) in table.harm or _countermeasure(c, table) for c in inner)
    if rule.harm:
        return harmful
    harmful = harmful and not any(word(c) in table.words["conceded"] for c in inner)
    offered = rule.type == "AGREE" and any(word(thing) in table.words["offered"] for thing in things)
    return (bool(inner) and not harmful) or offered


def _at_home(verb: Token, things: list[Token], table: Lexicon) -> bool:
    """Whether what one side alone holds is only its own business: "the senate held a session"."""
    return bool(things) and all(word(t) in table.words["at_home"] for t in things) and word(verb) != "participate"


def _undertakes(verb: Token) -> bool:
    """Whether what is agreed is something to do: "agreed that they would meet", not "that the pact is strong"."""
    that = next((c for c in verb.children if c.dep_ == "ccomp" and c.tag_ in {"VBZ", "VBP", "VBD"}), None)
    return that is None or any(c.dep_ == "aux" and c.tag_ == "MD" for c in that.children)


def _countermeasure(verb: Token, table: Lexicon) -> bool:
    """Whether something is taken against somebody: "to take countermeasures", "to take decisive action against"."""
    if word(verb) == "act" and any(c.lower_ == "against" for c in verb.children):
        return True
    for thing in objects(verb):
        if word(thing) in table.consequences:
            return True
        if word(thing) in {"action", "measure", "step"}:
            words = {t.lower_ for t in thing.subtree} | {c.lower_ for c in verb.children}
            return bool(words & (table.stern | {"against"}))
    return False


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
    elif side == "aim":  # "held calls to discuss the launch with Peru"
        for aim in (c for holder in (verb, *things) for c in holder.children if c.tag_ == "VB"):
            for thing in (aim, *objects(aim)):
                for target in complements(thing, {"with"}):
                    for each in (target, *target.conjuncts):
                        yield from party(each, cast)
    elif side == "purpose":
        for aim in (c for holder in (verb, *things) for c in holder.children if c.dep_ in {"advcl", "xcomp", "acl"}):
            if word(aim) in lexicon().words["combat"]:
                for target in objects(aim):
                    yield from party(target, cast)
    elif side == "inner":
        for clause in clauses(verb):
            for target in (*objects(clause), *complements(clause, {"to", "with"})):
                yield from party(target, cast)
    elif side.startswith("object:"):
        preposition = side.removeprefix("object:")
        for thing in things:
            for holder in (thing, *complements(thing, {"of"})):  # "a message of thanks *to Togo*"
                for target in complements(holder, {preposition}):
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
    kinds = {cast.actor(a).kind for a in actors_of(heads, cast)}
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
            if rule.symmetric:
                return len(actors) > 1 or _several(actors, cast) or (rule.type == "CONSULT" and _sits(actors, cast))
            return bool(actors) and bool(cast.codes(recipients))
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


def _greetings(verb: Token, cast: Cast, table: Lexicon) -> tuple[str, ...] | None:
    """Who is greeted through somebody who is asked to: "asked the envoy to convey his greetings *to the king*"."""
    for clause in clauses(verb):
        for thing in objects(clause):
            if any(rule.counterpart for rule in table.speech_nouns.get(word(thing), ())):
                targets_ = (*complements(thing, {"to"}), *complements(clause, {"to"}))
                return next((found for target in targets_ if (found := party(target, cast))), ())
    return None


def _sits(actors: tuple[str, ...], cast: Cast) -> bool:
    """Whether a body of several states meets: "the Security Council met on Thursday"."""
    return any(a.kind == "body" and a.iso3 is None and a.code not in {None, "NSA"} for a in map(cast.actor, actors))


def _several(actors: tuple[str, ...], cast: Cast) -> bool:
    return any(len(cast.actor(a).members) > 1 for a in actors)
