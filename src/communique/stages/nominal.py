"""Nominal: the nouns of an article that say that something happened, each with its two sides."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from communique.cues.lexicon import Lexicon, Rule, lexicon
from communique.draft import Cast
from communique.stages.frames import agents, complements, owners, party, subjects, targets
from communique.stages.happening import Happening, actors_of, political, word
from communique.stages.place import is_city
from communique.stages.status import asked_only, status_of

if TYPE_CHECKING:
    from spacy.tokens import Token

_PHRASE = 60  # words of a noun's phrase on either side of it
_NEAR = 15  # words between two nouns of one deed


def nominal(noun: Token, cast: Cast, table: Lexicon) -> Iterator[Happening]:
    """The happening that a noun names: "the *meeting* between Peru and Chile", "Togo's *launch*"."""
    for rule in table.nouns.get(word(noun), ()):
        if rule.with_ and not described(noun, rule.with_):
            continue
        found = _read_noun(noun, rule, cast, table)
        if found is not None:
            yield found
            return


def _read_noun(noun: Token, rule: Rule, cast: Cast, table: Lexicon) -> Happening | None:
    if noun.dep_ in {"compound", "amod"} or asked_only(noun.head):
        return None
    if rule.type == "ASSAULT" and any(t.lower_ in table.words["figurative"] for t in noun.lefts):
        return None
    if rule.subject and noun.dep_ not in {"nsubj", "nsubjpass"}:
        return None
    thing = complements(noun, {"of"})[:1]  # "the launch of a missile by Togo" may be parsed as a missile by Togo
    doers = () if _suffered(noun, rule) else _parties(noun, cast) if rule.symmetric else owners(noun, cast)
    if not doers and rule.needs == "doer":
        doers = _as_before(noun, rule, cast)
    doers = doers or _first_named((noun, *thing), rule.by, cast)
    at = _first_named((noun, *thing), rule.on, cast)
    if rule.mode == "visit" and not doers and noun.head.lower_ == "on" and noun.dep_ == "pobj":
        doers = cast.among(noun.head.head) or actors_of(subjects(noun.head.head), cast)  # "the minister on a visit to"
    if rule.type == "SANCTION" and not at:
        at = _imposed(noun, cast)
    if rule.symmetric:
        actors: tuple[str, ...] = tuple(dict.fromkeys((*doers, *at)))
        recipients: tuple[str, ...] = ()
    else:
        actors, recipients = doers, tuple(a for a in at if a not in doers)
    if rule.symmetric and rule.type == "CONSULT" and at and len(cast.codes(actors)) == 1:
        actors = tuple(dict.fromkeys((*_present(noun, cast), *actors)))
    by_persons = bool(actors) and all(cast.actor(a).kind == "person" for a in actors)
    if rule.type == "ASSAULT" and by_persons and not recipients and word(noun) in table.words["rebuked"]:
        return None  # "his frequent attacks at rallies": with words
    codes = cast.codes((*actors, *recipients))
    if rule.needs == "two" and len(codes) < 2 and not (len(actors) > 1 and complements(noun, {"between"})):
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
    if rule.mode == "visit" and noun.head.lower_ == "on" and state == ("occurred", None):
        state = ("ongoing", None)  # "on a visit to Peru": he is there
    if not actors and noun.dep_ == "dobj" and noun.head.lemma_ in table.words["weighs"]:
        actors, state = actors_of(subjects(noun.head), cast), ("intended", None)
    return Happening(
        rule.type, rule.mode, noun, actors, recipients, state[0], state[1], rule, rule.name, 0.55, nominal=True
    )


def _before(noun: Token) -> list[Token]:
    """The words of a noun's phrase before it."""
    return list(noun.doc[max(noun.left_edge.i, noun.i - _PHRASE) : noun.i])


def _parties(noun: Token, cast: Cast) -> tuple[str, ...]:
    """All that stand before the noun of something mutual: "*Kyrgyz and Tajik* clashes", "the *Peru-Chile* talks"."""
    before = [t for t in _before(noun) if t.dep_ in {"poss", "amod", "compound", "nmod", "conj"}]
    named = tuple(dict.fromkeys(a for t in before for a in cast.among(t) if cast.codes((a,))))
    return named if len(cast.codes(named)) > 1 else owners(noun, cast)


def _as_before(noun: Token, rule: Rule, cast: Cast) -> tuple[str, ...]:
    """Whose deed a noun is when its sentence tells another before: "Togo's launches, including the May *launch*"."""
    start = max(noun.sent.start, noun.i - _NEAR)
    for token in reversed(noun.doc[start : noun.i]):
        if token.pos_ == "NOUN" and rule in lexicon().nouns.get(word(token), ()) and (found := owners(token, cast)):
            return found
    return ()


def _first_named(nouns: Iterable[Token], prepositions: frozenset[str], cast: Cast) -> tuple[str, ...]:
    for noun in nouns if prepositions else ():
        made = (t for c in noun.children if c.dep_ == "acl" and "by" in prepositions for t in agents(c))
        found = targets(noun, cast, prepositions) or next((f for t in made if (f := cast.among(t))), ())
        if found:
            return found
    return ()


def _suffered(noun: Token, rule: Rule) -> bool:
    """Whether who stands before a noun is where it happened: "the *Lima* attack", "*Peru's* deadliest attack"."""
    if rule.type != "ASSAULT":
        return False
    before = _before(noun)
    if any(t.lower_ in lexicon().words["suffered"] for t in before):
        return True
    return any(t.dep_ in {"compound", "nmod"} and is_city(t.text) for t in before)


def _present(noun: Token, cast: Cast) -> tuple[str, ...]:
    """Who was there besides whom it was with: "during a call with Diaz, *Sapa* thanked Chile"."""
    prep = noun.head
    while prep.dep_ in {"prep", "pobj"} and prep.head.pos_ not in {"VERB", "AUX"} and prep.head.i != prep.i:
        prep = prep.head
    if (
        noun.dep_ != "pobj"
        or noun.head.lower_ not in lexicon().words["occasion"]
        or prep.head.pos_ not in {"VERB", "AUX"}
    ):
        return ()
    return actors_of(subjects(prep.head), cast)


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


def described(noun: Token, words: frozenset[str]) -> bool:
    """Whether one of these words stands in the phrase of a noun, or before the verb it is the object of."""
    last = min(noun.right_edge.i, noun.i + _PHRASE)
    near = [*_before(noun), noun, *noun.doc[noun.i + 1 : last + 1], *noun.head.lefts]
    return any(t.lower_ in words or word(t) in words for t in near)
