"""Utter: what is done by saying it. "Expressed concern about", "said that Russia should", "called it a crime"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from communique.cues.lexicon import Lexicon, Rule, lexicon
from communique.draft import Cast
from communique.stages.frames import complements, negated, objects, owners, party, subjects, surface_subjects
from communique.stages.happening import Happening, actors_of, doers_of, issuer, political, request_mode, things_of, word
from communique.stages.status import asked_only, status_of

if TYPE_CHECKING:
    from spacy.tokens import Token


def express(verb: Token, cast: Cast, table: Lexicon) -> Iterator[Happening]:
    """ "Expressed concern about", "reaffirmed its support for": a speech verb and the noun that it utters."""
    if word(verb) not in table.speech_verbs:
        return
    state = status_of(verb)
    if state is None or asked_only(verb):
        return
    subject = doers_of(verb, cast)
    heads = [n for o in things_of(verb) for n in (o, *(c for c in o.children if c.dep_ == "conj"))]
    for noun in heads:
        for rule in table.speech_nouns.get(word(noun), ()):
            actors = subject if cast.codes(subject) else owners(noun, cast)
            if not any(political(a, cast) for a in actors):
                continue
            theirs = cast.codes(owners(noun, cast))
            if rule.type == "AGREE" and theirs and theirs != cast.codes(actors):
                continue  # "welcomed Chile's decision": the will is the other's
            found = _uttered(verb, noun, rule, actors, cast, table)
            if found is None:
                continue
            yield Happening(rule.type, rule.mode, verb, actors, found, state[0], state[1], rule, rule.name, 0.65)
            return


def _uttered(
    verb: Token, noun: Token, rule: Rule, actors: tuple[str, ...], cast: Cast, table: Lexicon
) -> tuple[str, ...] | None:
    """The recipient of an uttered noun; () when it is the speakers' own bond; None when nobody is addressed."""
    found: tuple[str, ...] = ()
    for side in rule.sides:
        where = noun if side.startswith("object:") else verb
        for target in complements(where, {side.removeprefix("object:")}) if not found else ():
            whole = (a for each in (target, *target.conjuncts) for a in party(each, cast))
            found = found or tuple(dict.fromkeys(whole))
    joint = len(cast.codes(actors)) > 1
    if rule.relation and joint and word(verb) in table.praising:
        return ()  # both sides praise what they do together
    if rule.relation:
        return _bond(verb, noun, found, actors, joint, cast)
    if not found:
        found = owners(noun, cast) if rule.type == "ACCUSE" else ()
    others = tuple(a for a in found if not cast.codes((a,)) <= cast.codes(actors))
    if others or rule.counterpart:
        return others
    return () if rule.type == "AGREE" or (joint and rule.type == "SUPPORT") else None


def _bond(
    verb: Token, noun: Token, found: tuple[str, ...], actors: tuple[str, ...], joint: bool, cast: Cast
) -> tuple[str, ...] | None:
    """Whom "the U.S.-Japan alliance", "our commitment to Fiji's defence" supports besides the speakers themselves."""
    own = cast.codes(actors)
    direct = [a for t in complements(noun, {"to"}) or complements(verb, {"to"}) for a in cast.among(t)]
    if (
        direct
        and not joint
        and (others := tuple(a for a in direct if political(a, cast) and not cast.codes((a,)) <= own))
    ):
        return others  # "its commitment to Fiji"
    words = {word(t) for each in (noun, *complements(verb, {"to"})) for t in each.subtree}
    if not words & lexicon().words["bond"]:
        return None
    first = next((t for t in noun.subtree if cast.codes(cast.among(t)) - own), None)
    named = found if cast.codes(found) - own else cast.among(first) if first is not None else ()
    others = tuple(a for a in named if cast.codes((a,)) and not cast.codes((a,)) <= own)
    if joint:
        return ()
    return others or None


def judge(verb: Token, cast: Cast, table: Lexicon) -> Iterator[Happening]:
    """What a verb of saying reports, when the words themselves blame, oblige or threaten."""
    if word(verb) not in table.words["said"]:
        return
    actors = actors_of(subjects(verb), cast) or issuer(verb, cast)
    if not any(political(a, cast) for a in actors) or status_of(verb) not in {("occurred", None)}:
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
            if found is None and _bound(said, verb, actors, cast, table):
                found = Happening("SUPPORT", None, verb, actors, (), "occurred", None, None, "content:bond", 0.5)
            if found is not None:
                yield found
                return


def _described_as(
    verb: Token, actors: tuple[str, ...], own: frozenset[str], cast: Cast, table: Lexicon
) -> Happening | None:
    """ "Described the reforms as a positive step", "called the raid an act of aggression"."""
    if word(verb) not in table.words["described"]:
        return None
    things = objects(verb) or [s for c in verb.children if c.dep_ in {"ccomp", "xcomp"} for s in surface_subjects(c)]
    about = tuple(a for t in things for a in party(t, cast) if not cast.codes((a,)) <= own)
    terms = [*complements(verb, {"as"}), *(c for c in verb.children if c.dep_ in {"oprd", "xcomp", "ccomp", "attr"})]
    words = {word(t) for term in terms for t in term.subtree}
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
    words = {word(t) for t in said.subtree if t.pos_ in {"NOUN", "VERB", "ADJ", "ADV"}}
    obliged = any(c.dep_ == "aux" and c.lower_ in table.oblige for c in said.children) or (
        word(said) in table.oblige_verbs and any(c.dep_ == "xcomp" for c in said.children)
    )
    mode = "allege" if words & table.allege else "disapprove"
    if others and obliged:
        return Happening(
            "REQUEST", request_mode(verb, table), verb, actors, others, "occurred", None, None, "content:oblige", 0.55
        )
    if others and words & table.blame and any(political(o, cast) or cast.codes((o,)) for o in others):
        return Happening("ACCUSE", mode, verb, actors, others, "occurred", None, None, "content:blame", 0.55)
    future = any(c.dep_ == "aux" and c.lower_ in {"will", "would", "'ll", "shall"} for c in said.children)
    future = future or (word(said) in table.words["weighs"] and said.tag_ == "VBG")
    if future and "response" in words and words & table.stern and not set(about_ids) & set(actors):
        return Happening("THREATEN", None, verb, actors, others, "occurred", None, None, "content:response", 0.5)
    if others and future and words & table.consequences:
        return Happening("THREATEN", None, verb, actors, others, "occurred", None, None, "content:consequence", 0.5)
    if any(political(o, cast) for o in others) and word(verb) == "warn" and not future and not obliged:
        return Happening("ACCUSE", mode, verb, actors, others, "occurred", None, None, "content:warn", 0.5)
    own_act = about is not None and bool(set(about_ids) & set(actors) or cast.codes(about_ids) & own)
    ready = word(said) == "prepare" or any(
        c.dep_ == "acomp" and word(c) in {"ready", "prepared"} for c in said.children
    )
    if own_act and ready and any(word(t) in table.harm for t in said.subtree if t.pos_ == "VERB" and t.i > said.i):
        return Happening(
            "THREATEN", None, verb, actors, _against(said, own, cast), "occurred", None, None, "content:ready", 0.5
        )
    if own_act and ready and any(word(c) in table.words["cooperative"] for c in said.subtree if c.dep_ == "xcomp"):
        return Happening("AGREE", None, verb, actors, (), "occurred", None, None, "content:willing", 0.5)
    menace = word(said) in table.threat or word(verb) == "warn" or any(_conditional(c) for c in said.children)
    if own_act and future and (menace or _against(said, own, cast)) and word(said) in table.threat | table.harm:
        return Happening(
            "THREATEN", None, verb, actors, _against(said, own, cast), "occurred", None, None, "content:threat", 0.5
        )
    return None


def _bound(said: Token, verb: Token, actors: tuple[str, ...], cast: Cast, table: Lexicon) -> bool:
    """Whether both sides say how firm they stand together: "agreed that the alliance is strong"."""
    about = next((c for c in said.children if c.dep_ == "nsubj"), None)
    if about is None or word(verb) not in table.words["avows"] or len(cast.codes(actors)) < 2 or negated(said):
        return False
    bond = word(about) in table.words["bond"] and about.pos_ in {"NOUN", "PROPN"}
    both = cast.codes(party(about, cast)) == cast.codes(actors)
    return bond or (both and bool({word(t) for t in said.subtree} & table.words["bond"]))


def _conditional(clause: Token) -> bool:
    return clause.dep_ == "advcl" and any(c.dep_ == "mark" and c.lower_ in {"if", "unless"} for c in clause.children)


def judge_plain(root: Token, own: str, cast: Cast, table: Lexicon) -> Iterator[Happening]:
    """What a statement says in its own voice, without a verb of saying: "This launch is a clear violation"."""
    if word(root) in table.words["said"] or status_of(root) != ("occurred", None):
        return
    found = _judged(root, (own,), cast.codes((own,)), root, cast, table)
    if found is not None and found.type in {"ACCUSE", "THREATEN"}:
        found.name = found.name.replace("content", "own")
        yield found


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
