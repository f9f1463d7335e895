"""Spot: the words of an article that say that something happened, each with its two sides."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from communique.cues.lexicon import Lexicon, Rule, lexicon
from communique.draft import Cast, Syntax
from communique.record import EventType, Status
from communique.stages.frames import (
    agents,
    clauses,
    complements,
    negated,
    objects,
    owners,
    party,
    subjects,
    surface_subjects,
    targets,
)
from communique.stages.status import asked_only, status_of

if TYPE_CHECKING:
    from spacy.tokens import Token

_POLITICAL = frozenset({"state", "government", "ministry", "body", "person", "group"})
_SAID = frozenset(
    "say add note state declare stress warn emphasize emphasise claim argue insist write tell reiterate affirm assert "
    "maintain underscore believe think describe call allege announce comment remark point hint reaffirm".split()
)
_NOT_MET = frozenset("challenge need goal target demand requirement deadline condition standard criterion expectation".split())
_MEASURES = frozenset("round set package series raft batch wave number range slew host couple string salvo".split())
_DESCRIBES = frozenset({"describe", "call", "characterize", "characterise", "regard", "brand", "label", "denounce"})
_PARTITIVE = frozenset(
    "thousand hundred dozen score number majority group series member part one some many most several all each both "
    "crowd million head team".split()
)


@dataclass(slots=True, eq=False)
class Happening:
    """An event being coded: its trigger and its sides, before circumstances are known."""

    type: EventType
    mode: str | None
    trigger: Token
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    status: Status
    hedge: Token | None
    rule: Rule | None
    name: str
    confidence: float
    also: list[Token] = field(default_factory=list)  # triggers of other mentions of the same happening
    nominal: bool = False


def spot(syntax: Syntax, cast: Cast) -> list[Happening]:
    """Every happening the words of the lexicon tell, in the order of their triggers."""
    table = lexicon()
    found: list[Happening] = []
    for i, lemma in cast.reads.items():  # "evaluated", read as "praised": the words stay, the reading is a repair's
        syntax.doc[i].lemma_ = lemma
    for sentence in syntax.sentences:
        for token in sentence:
            if token.pos_ in {"VERB", "AUX"} or (token.tag_.startswith("VB") and token.dep_ in {"ROOT", "conj"}):
                found += next((h for read in (_speech, _verb, _content) if (h := list(read(token, cast, table)))), [])
            elif token.pos_ in {"NOUN", "PROPN"}:
                found += _noun(token, cast, table)
    return found


# ---- verbs


def _verb(verb: Token, cast: Cast, table: Lexicon) -> Iterator[Happening]:
    for rule in table.verbs.get(verb.lemma_.lower(), ()):
        found = _read_verb(verb, rule, cast, table)
        if found is not None:
            yield found
            return


def _read_verb(verb: Token, rule: Rule, cast: Cast, table: Lexicon) -> Happening | None:
    things = _things(verb)
    if rule.particles and not any(c.lower_ in rule.particles for c in verb.children):
        return None
    if rule.objects and not _has_object(verb, things, rule):
        return None
    if rule.with_ and not any(_described(o, rule.with_) for o in things):
        return None
    if rule.type == "CONSULT" and any(_word(o) in _NOT_MET for o in things):
        return None
    if rule.bare and any(c.dep_ in {"oprd", "attr", "ccomp", "xcomp"} for c in verb.children):
        return None
    if rule.infinitive and not _promises(verb, things, rule, table):
        return None
    state = status_of(verb)
    if state is None or asked_only(verb):
        return None
    actors = _all(subjects(verb), cast)
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
    mode = rule.mode
    if rule.type in {"REQUEST", "REJECT"} and mode is None:
        mode = _asked(verb, table)
    if rule.type == "AGREE" and (consult := _agreed_meeting(verb)):
        return Happening(
            "CONSULT", None, verb, tuple(dict.fromkeys((*actors, *recipients))), (), "intended", None, rule,
            f"{rule.name}:{consult}", 0.6,
        )  # fmt: skip
    status, hedge = state
    return Happening(rule.type, mode, verb, actors, recipients, status, hedge, rule, rule.name, 0.7)


def _things(verb: Token) -> list[Token]:
    """What a verb acts upon, looking through measures: "a new round of *sanctions*"."""
    found: list[Token] = []
    for thing in objects(verb):
        inner = complements(thing, {"of"}) if _word(thing) in _MEASURES else []
        found += inner or [thing]
    return found


def _has_object(verb: Token, things: list[Token], rule: Rule) -> bool:
    heads = [*things, *complements(verb, {"in", "to", "into", "on", "out", "of"})]
    return any(_word(t) in rule.objects or any(_word(c) in rule.objects for c in t.conjuncts) for t in heads)


def _word(token: Token) -> str:
    """The lemma, also of a noun that stands in capitals: "Annual *Consultations*"."""
    lemma: str = token.lemma_.lower()
    if token.tag_ in {"NNPS", "NNP"} and len(lemma) > 4 and lemma.endswith("s") and not lemma.endswith("ss"):
        return lemma[:-1]
    return lemma


def _described(noun: Token, words: frozenset[str]) -> bool:
    near = [*noun.subtree, *noun.head.lefts]
    return any(t.lower_ in words or _word(t) in words for t in near)


def _promises(verb: Token, things: list[Token], rule: Rule, table: Lexicon) -> bool:
    """Whether a promise, or a threat, has a content of its kind: "pledged to send aid", "threatened to strike"."""
    inner = [c for c in clauses(verb) if c.dep_ in {"xcomp", "ccomp", "conj"}]
    harmful = any(_word(c) in table.harm for c in inner)
    if rule.harm:
        return harmful
    return (bool(inner) and not harmful) or (bool(things) and rule.type == "AGREE")


def _all(heads: list[Token], cast: Cast) -> tuple[str, ...]:
    found: list[str] = []
    for head in heads:
        found += [a for a in _acting(head, cast) if a not in found]
    return tuple(found)


def _acting(head: Token, cast: Cast) -> tuple[str, ...]:
    """Who acts when a phrase is a subject: its actors, with those "along with" them."""
    found = cast.among(head)
    if not found and head.lemma_.lower() in _PARTITIVE:
        return tuple(a for t in complements(head, {"of"}) for a in cast.among(t))
    if not found:
        return owners(head, cast) if head.pos_ in {"NOUN", "PROPN"} and head.dep_ in {"nsubj", "pobj"} else ()
    along = tuple(a for t in complements(head, {"along", "with", "alongside"}) for a in cast.among(t))
    return (*found, *along)


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
            if clause.dep_ == "advcl" and any(c.dep_ == "mark" and c.lower_ in {"if", "unless"} for c in clause.children):
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
    if not any(_political(a, cast) for a in sides):
        return False
    if rule.political and recipients and not any(_political(a, cast) for a in actors or recipients):
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


def _several(actors: tuple[str, ...], cast: Cast) -> bool:
    return any(len(cast.actor(a).members) > 1 for a in actors)


def _political(actor_id: str, cast: Cast) -> bool:
    actor = cast.actor(actor_id)
    if actor.members:
        return any(_political(m, cast) for m in actor.members if m != actor_id)
    known_group = actor.kind == "organisation" and (actor.origin.rule or "").startswith("register:")
    return known_group or (actor.kind in _POLITICAL and actor.code not in {None, "NSA"})


def _asked(verb: Token, table: Lexicon) -> str:
    """What kind of thing is asked: a meeting, help, yielding, or else change."""
    words = {_word(t) for c in verb.children if c.dep_ in {"xcomp", "ccomp", "dobj", "prep"} for t in c.subtree}
    for mode in ("meet", "yield", "assist"):
        if words & table.request[mode]:
            return mode
    return "change"


def _agreed_meeting(verb: Token) -> str | None:
    """The word of an agreement to meet, which is a consultation to come and no agreement."""
    for clause in clauses(verb):
        if _word(clause) in {"meet", "visit"}:
            return _word(clause)
        if _word(clause) in {"hold", "have"}:
            nouns = {_word(o) for o in objects(clause)}
            if nouns & {"talk", "meeting", "consultation", "summit", "dialogue", "round", "session", "negotiation"}:
                return "hold"
        if _word(clause) in {"stay", "remain", "keep"} and any(c.lower_ in {"in"} for c in clause.children):
            return _word(clause)
    return None


# ---- what is expressed and what is said


def _speech(verb: Token, cast: Cast, table: Lexicon) -> Iterator[Happening]:
    """"Expressed concern about", "reaffirmed its support for": a speech verb and the noun that it utters."""
    if _word(verb) not in table.speech_verbs:
        return
    state = status_of(verb)
    if state is None or asked_only(verb):
        return
    subject = _all(subjects(verb), cast)
    heads = [n for o in _things(verb) for n in (o, *(c for c in o.children if c.dep_ == "conj"))]
    for noun in heads:
        for rule in table.speech_nouns.get(_word(noun), ()):
            actors = subject if cast.codes(subject) else owners(noun, cast)
            if not any(_political(a, cast) for a in actors):
                continue
            found = _uttered(verb, noun, rule, actors, cast, table)
            if found is None:
                continue
            yield Happening(
                rule.type, rule.mode, verb, actors, found, state[0], state[1], rule, rule.name, 0.65
            )
            return


def _uttered(
    verb: Token, noun: Token, rule: Rule, actors: tuple[str, ...], cast: Cast, table: Lexicon
) -> tuple[str, ...] | None:
    """The recipient of an uttered noun; () when it is the speakers' own bond; None when nobody is addressed."""
    found: tuple[str, ...] = ()
    for side in rule.sides:
        where = noun if side.startswith("object:") else verb
        for target in complements(where, {side.removeprefix("object:")}):
            found = found or party(target, cast)
    joint = len(cast.codes(actors)) > 1
    if rule.relation and joint and _word(verb) in table.praising:
        return ()  # both sides praise what they do together
    if rule.relation:
        return _bond(noun, found, actors, joint, cast)
    if not found:
        found = owners(noun, cast) if rule.type == "ACCUSE" else ()
    others = tuple(a for a in found if not cast.codes((a,)) <= cast.codes(actors))
    if others or rule.counterpart:
        return others
    return () if rule.type == "AGREE" or (joint and rule.type == "SUPPORT") else None


def _bond(
    noun: Token, found: tuple[str, ...], actors: tuple[str, ...], joint: bool, cast: Cast
) -> tuple[str, ...] | None:
    """Whom "the U.S.-Japan alliance", "our commitment to Fiji's defence" supports besides the speakers themselves."""
    words = {_word(t) for t in noun.subtree}
    if not words & {"alliance", "partnership", "relationship", "tie", "friendship", "relation", "defense", "defence",
                    "security", "sovereignty", "independence", "bond"}:
        return None  # fmt: skip
    named = [*found]
    for token in noun.subtree:
        actor = cast.at(token)
        if actor and actor not in named:
            named.append(actor)
    own = cast.codes(actors)
    others = tuple(a for a in named if cast.codes((a,)) and not cast.codes((a,)) <= own)
    if joint:
        return ()
    return others or None


def _content(verb: Token, cast: Cast, table: Lexicon) -> Iterator[Happening]:
    """What a verb of saying reports, when the words themselves blame, oblige or threaten."""
    if _word(verb) not in _SAID:
        return
    actors = _all(subjects(verb), cast)
    if not any(_political(a, cast) for a in actors) or status_of(verb) not in {("occurred", None)}:
        return
    own = cast.codes(actors)
    if (found := _described_as(verb, actors, own, cast, table)) is not None:
        yield found
        return
    for clause in verb.children:
        if clause.dep_ != "ccomp":
            continue
        for said in (clause, *(c for c in clause.children if c.dep_ == "conj" and c.pos_ in {"VERB", "AUX"})):
            found = _judged(said, actors, own, verb, cast, table)
            if found is not None:
                yield found
                return


def _described_as(
    verb: Token, actors: tuple[str, ...], own: frozenset[str], cast: Cast, table: Lexicon
) -> Happening | None:
    """"Described the reforms as a positive step", "called the raid an act of aggression"."""
    if _word(verb) not in _DESCRIBES:
        return None
    things = objects(verb) or [s for c in verb.children if c.dep_ in {"ccomp", "xcomp"} for s in surface_subjects(c)]
    about = tuple(a for t in things for a in party(t, cast) if not cast.codes((a,)) <= own)
    terms = [*complements(verb, {"as"}), *(c for c in verb.children if c.dep_ in {"oprd", "xcomp", "ccomp", "attr"})]
    words = {_word(t) for term in terms for t in term.subtree}
    if not about or not cast.codes(about):
        return None
    if words & table.blame:
        return Happening("ACCUSE", "disapprove", verb, actors, about, "occurred", None, None, "content:called", 0.55)
    if words & table.praise:
        return Happening("SUPPORT", None, verb, actors, about, "occurred", None, None, "content:called", 0.55)
    return None


def _judged(
    said: Token, actors: tuple[str, ...], own: frozenset[str], verb: Token, cast: Cast, table: Lexicon
) -> Happening | None:
    if negated(said):
        return None
    about = next((c for c in said.children if c.dep_ in {"nsubj", "nsubjpass"}), None)
    about_ids = party(about, cast) if about is not None else ()
    others = tuple(a for a in about_ids if cast.codes((a,)) and not cast.codes((a,)) <= own)
    words = {_word(t) for t in said.subtree if t.pos_ in {"NOUN", "VERB", "ADJ", "ADV"}}
    obliged = any(c.dep_ == "aux" and c.lower_ in table.oblige for c in said.children) or (
        _word(said) in table.oblige_verbs and any(c.dep_ == "xcomp" for c in said.children)
    )
    if others and obliged:
        return Happening(
            "REQUEST", _asked(verb, table), verb, actors, others, "occurred", None, None, "content:oblige", 0.55
        )
    if others and words & table.blame and any(_political(o, cast) or cast.codes((o,)) for o in others):
        return Happening(
            "ACCUSE", "disapprove", verb, actors, others, "occurred", None, None, "content:blame", 0.55
        )
    future = any(c.dep_ == "aux" and c.lower_ in {"will", "would", "'ll", "shall"} for c in said.children)
    if others and future and words & table.consequences:
        return Happening("THREATEN", None, verb, actors, others, "occurred", None, None, "content:consequence", 0.5)
    own_act = about is not None and bool(set(about_ids) & set(actors) or cast.codes(about_ids) & own)
    ready = _word(said) == "prepare" or any(c.dep_ == "acomp" and _word(c) in {"ready", "prepared"} for c in said.children)
    if own_act and ready and any(_word(t) in table.harm for t in said.subtree if t.pos_ == "VERB" and t.i > said.i):
        return Happening("THREATEN", None, verb, actors, _against(said, own, cast), "occurred", None, None,
                         "content:ready", 0.5)  # fmt: skip
    if own_act and future and _word(said) in table.threat | table.harm:
        return Happening("THREATEN", None, verb, actors, _against(said, own, cast), "occurred", None, None,
                         "content:threat", 0.5)  # fmt: skip
    return None


def _against(said: Token, own: frozenset[str], cast: Cast) -> tuple[str, ...]:
    """Against whom a threat is: who stands after "against", or is the subject of its "if"."""
    for token in said.subtree:
        if token.lower_ == "against":
            for target in token.children:
                if target.dep_ == "pobj" and (found := party(target, cast)) and not cast.codes(found) <= own:
                    return found
        if token.dep_ == "mark" and token.lower_ in {"if", "unless"}:
            for subject in surface_subjects(token.head):
                if (found := party(subject, cast)) and cast.codes(found) and not cast.codes(found) <= own:
                    return found
    return ()


# ---- nouns


def _noun(noun: Token, cast: Cast, table: Lexicon) -> Iterator[Happening]:
    for rule in table.nouns.get(_word(noun), ()):
        if rule.with_ and not _described(noun, rule.with_):
            continue
        found = _read_noun(noun, rule, cast)
        if found is not None:
            yield found
            return


def _read_noun(noun: Token, rule: Rule, cast: Cast) -> Happening | None:
    if noun.dep_ in {"compound", "amod"} or asked_only(noun.head):
        return None
    if rule.subject and noun.dep_ not in {"nsubj", "nsubjpass"}:
        return None
    doers = owners(noun, cast) or targets(noun, cast, rule.by)
    at = targets(noun, cast, rule.on) if rule.on else ()
    if rule.type == "SANCTION" and not at:
        at = _imposed(noun, cast)
    if rule.symmetric:
        actors, recipients = tuple(dict.fromkeys((*doers, *at))), ()
    else:
        actors, recipients = doers, tuple(a for a in at if a not in doers)
    codes = cast.codes((*actors, *recipients))
    if rule.needs == "two" and len(codes) < 2:
        return None
    if rule.needs == "doer" and not cast.codes(actors):
        return None
    if rule.needs == "target" and not cast.codes(recipients):
        return None
    if not codes or not any(_political(a, cast) for a in (*actors, *recipients)):
        return None
    state = status_of(noun) if rule.type == "CONSULT" else ("occurred", None)
    if state is None:
        return None
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
