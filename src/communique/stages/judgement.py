"""Judgement: a stance that nobody calls one: "is illegal", "should withdraw", "declined to comment"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from communique.cues.stances import Attitude, stances
from communique.record import Stance
from communique.stages import complement, extent
from communique.stages.bearer import doers
from communique.stages.frames import negated, objects, owners
from communique.stages.stance import Hall, View, extent_of, joined, told, view

if TYPE_CHECKING:
    from spacy.tokens import Token

_VERBAL = ("VERB", "AUX")
_ABOUT = frozenset({"on", "about", "regarding"})
_COPULAS = frozenset({"be", "constitute", "remain", "represent"})
_WITHIN = frozenset({"acomp", "attr", "conj", "pobj", "prep", "amod", "dobj"})


def by_case(verb: Token, here: Hall) -> Iterator[View]:
    """ "Further attacks would be met with severe costs": whoever says so is against the attacks."""
    for attitude in stances().cases.get(verb.lemma_.lower(), ()):
        subject = next((c for c in verb.lefts if c.dep_ == "nsubjpass"), None)
        would = any(c.dep_ == "aux" and c.lower_ in {"would", "will", "shall"} for c in verb.lefts)
        if subject is None or not would or negated(verb):
            continue
        cost = (t for c in verb.rights if c.lower_ in attitude.words("prepositions") for t in c.subtree)
        speaker = here.speaker(verb)
        if speaker is not None and any(t.lemma_.lower() in attitude.words("nouns") for t in cost):
            yield from view(verb, (speaker,), extent.phrase(subject), extent.clause(verb), attitude, here)


# ---- judgements: "the attack is illegal", "Russia's unprovoked attack"


def by_judgement(word: Token, attitude: Attitude, here: Hall) -> Iterator[View]:
    copula = word
    while copula.dep_ in _WITHIN and copula.pos_ not in _VERBAL:
        copula = copula.head
    if copula.lemma_ not in _COPULAS or negated(copula) or copula is word:
        return
    subject = next((c for c in copula.lefts if c.dep_ in {"nsubj", "csubj"}), None)
    if subject is None or word.i < copula.i or not told(copula):
        return
    speaker = here.speaker(copula)
    if speaker is None:
        return
    if "infinitive" in attitude.flags:
        aim = next((c for c in (*copula.rights, *word.rights) if any(t.lower_ == "to" for t in c.lefts)), None)
        if subject.lower_ == "it" and aim is not None:
            issue = extent.action(aim)
        elif (what := _wished(word, copula)) is not None and subject.lower_ == "it":
            issue = extent.clause(what)
        else:
            return
    elif subject.pos_ == "PRON" and subject.lower_ in stances().idle:
        return
    else:
        issue = extent_of(subject)
    equals = [c.lemma_.lower() for c in copula.conjuncts if c.pos_ in _VERBAL]
    evidence = extent.clause(copula, stops=[*joined(), *equals])
    yield from view(word, (speaker,), issue, (min(evidence[0], issue[0]), evidence[1]), attitude, here)


def _wished(word: Token, copula: Token) -> Token | None:
    """The clause of "it is critical that *all sides hold their fire*"."""
    clauses = (c for c in (*word.rights, *copula.rights) if c.dep_ in {"ccomp", "csubj"} and c.i > word.i)
    return next((c for c in clauses if c.left_edge.lower_ == "that"), None)


def by_epithet(word: Token, attitude: Attitude, here: Hall) -> Iterator[View]:
    """Whoever writes "its unprovoked attack" is against it; a news text that writes so speaks for nobody."""
    noun = word.head if word.dep_ == "amod" else word.head.head if word.dep_ == "conj" else word
    if noun.pos_ not in {"NOUN", "PROPN"} or not here.official:
        return
    culprit = owners(noun, here.cast)
    if not culprit or here.home is None or here.cast.codes(culprit) & here.cast.codes((here.home,)):
        return
    span = extent.phrase(noun)
    yield from view(word, (here.home,), span, span, attitude, here)


def by_modal(verb: Token, here: Hall) -> Iterator[View]:
    """What the speaker says that somebody else should do."""
    modal = next((c for c in verb.lefts if c.dep_ == "aux" and c.lower_ in stances().modals), None)
    if modal is None or any(c.dep_ == "aux" and c.lower_ == "have" for c in verb.lefts):
        return
    subject = next((c for c in verb.lefts if c.dep_ in {"nsubj", "nsubjpass"}), None)
    if subject is None or modal.i < subject.i or subject.lower_ in {"it", "there", "this", "that"}:
        return
    speaker = here.speaker(verb)
    attitude = stances().modals[modal.lower_][0]
    if speaker is None or (verb.lemma_.lower() in attitude.words("without") and not _passive(verb)):
        return
    theirs = here.cast.codes(here.cast.among(subject))
    if not theirs or theirs == here.cast.codes((speaker,)):
        return
    stance: Stance = "averse" if negated(verb) else "favours"
    span = extent.clause(verb)
    yield from view(modal, (speaker,), extent.action(verb), span, attitude, here, stance)


def _passive(verb: Token) -> bool:
    return any(c.dep_ == "auxpass" for c in verb.lefts)


# ---- silence and doubt


def by_doubt(verb: Token, here: Hall) -> Iterator[View]:
    words, lemma = stances(), verb.lemma_.lower()
    silent = words.silent
    if lemma in silent.words("verbs") and (negated(verb) or _refused(verb, silent)):
        asked = complement.after(verb, {"to"}) or next(iter(objects(verb)), None)
        if lemma == "comment" or (asked is not None and asked.lemma_.lower() in silent.words("objects")):
            above = verb.head if _refused(verb, silent) else verb
            about = next((t for t in verb.subtree if t.dep_ == "pobj" and t.head.lower_ in _ABOUT), None)
            span = (complement.with_auxiliaries(above), extent.predicate(verb, stops=joined())[1])
            issue = extent_of(about) if about is not None else span
            yield from view(verb, doers(above, here.cast), issue, span, silent, here)
        return
    weighed = words.undecided
    if lemma in weighed.words("verbs") and verb.tag_ in {"VBG", "VBZ", "VBP"} and told(verb) and not negated(verb):
        what = next(iter(objects(verb)), None)
        if what is not None and what.lemma_.lower() in weighed.words("heads"):
            span = extent.predicate(verb, stops=joined())
            yield from view(verb, doers(verb, here.cast), extent_of(what), span, weighed, here)
        return
    yield from _by_ignorance(verb, here)


def _by_ignorance(verb: Token, here: Hall) -> Iterator[View]:
    """ "Has no evidence that the fires were linked"."""
    unsure = stances().unsure
    what: Token | None = None
    if verb.lemma_ == "have":
        thing = next((c for c in verb.rights if c.dep_ == "dobj" and c.lemma_.lower() in unsure.words("nouns")), None)
        if thing is None or not any(c.lower_ == "no" for c in thing.lefts):
            return
        what = next((c for c in (*thing.rights, *verb.rights) if c.dep_ in {"acl", "ccomp", "xcomp", "relcl"}), None)
    if what is not None:
        span = extent.predicate(verb, stops=joined())
        yield from view(verb, doers(verb, here.cast), extent.clause(what), span, unsure, here)


def _refused(verb: Token, silent: Attitude) -> bool:
    return verb.dep_ == "xcomp" and verb.head.lemma_.lower() in silent.words("refusing")
