"""Expect: what is foreseen, by whom and how surely."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from communique.cues.hedges import Hedge, hedges
from communique.draft import Cast, Syntax, Timeline
from communique.ids import make_id
from communique.origin import origin
from communique.record import Article, Event, Expectation, Likelihood, Span
from communique.stages import complement, extent
from communique.stages.bearer import author, bearers, doers, echoes, one, quoted, speaker_of
from communique.stages.extent import Extent
from communique.stages.frames import negated

if TYPE_CHECKING:
    from spacy.tokens import Token

_OFFICIAL = frozenset({"statement", "joint_statement", "readout", "transcript"})
_SUPPOSING = frozenset({"if", "whether", "when", "how", "why", "where", "until", "unless", "so"})
_VERBAL = ("VERB", "AUX")
_COPULAS = frozenset({"be", "seem", "appear", "look", "remain"})
_SHORT = 8  # tokens of a subject that stays with its forecast


@dataclass(frozen=True, slots=True)
class _Forecast:
    """An expectation as the syntax shows it. `holder` None is the reporter."""

    hedge: Extent
    content: Extent
    holder: str | None
    likelihood: Likelihood
    rule: Hedge


@dataclass(frozen=True, slots=True)
class _Scene:
    """What the search needs of the article."""

    article: Article
    syntax: Syntax
    cast: Cast
    spoken: frozenset[int]  # tokens inside quotation marks


def expect(
    article: Article, syntax: Syntax, cast: Cast, timeline: Timeline, events: tuple[Event, ...]
) -> tuple[Expectation, ...]:
    """The forecasts of the article, in the order of the text.

    "The president is expected to *sign the accord*" is the reporter's; "experts said the test *may prompt a reply*" is
    the experts'. What somebody announces of himself is a plan, and no forecast.
    """
    scene = _Scene(article, syntax, cast, quoted(syntax))
    found: list[_Forecast] = []
    told: set[tuple[str | None, frozenset[str]]] = set()
    for sentence in sorted(syntax.sentences, key=lambda s: echoes(syntax, s[0])):
        for token in sentence:
            for forecast in _forecasts(token, scene):
                first, last = forecast.content
                key = forecast.holder, frozenset(t.lemma_.lower() for t in syntax.doc[first : last + 1])
                if last == first or key in told or any(f.content[0] <= last and first <= f.content[1] for f in found):
                    continue
                told.add(key)
                found.append(forecast)
    found.sort(key=lambda f: f.content)
    return tuple(_expectation(article, f, syntax, cast, events) for f in found)


def _forecasts(token: Token, scene: _Scene) -> Iterator[_Forecast]:
    words = hedges()
    lemma = token.lemma_.lower()
    if token.lower_ in words.fates and token.pos_ in {"VERB", "ADJ", "ADV"}:
        yield from _by_fate(token, words.fates[token.lower_], scene)
    if token.pos_ in _VERBAL:
        if lemma in words.minds:
            yield from _by_mind(token, words.minds[lemma], scene)
        if lemma in words.aims:
            yield from _by_aim(token, words.aims[lemma], scene)
        if lemma in words.know_verbs:
            yield from _by_ignorance(token, words.know, scene)
        if token.dep_ == "aux" and token.lower_ in words.modals:
            yield from _by_modal(token, words.modals[token.lower_], scene)
    elif token.pos_ in {"NOUN", "PROPN"}:
        if lemma in words.courses:
            yield from _by_course(token, words.courses[lemma], scene)
        noun = words.nouns.get(complement.lemma(token, words.nouns))
        if noun is not None:
            yield from _by_noun(token, noun, scene)


# ---- "is expected to", "it is likely that"


def _by_fate(word: Token, hedge: Hedge, scene: _Scene) -> Iterator[_Forecast]:
    copula = next((c for c in word.children if c.dep_ == "auxpass"), None)
    if copula is None and word.head.lemma_ in _COPULAS and word.dep_ in {"acomp", "attr", "oprd", "xcomp"}:
        copula = word.head
    if copula is None or word.dep_ == "amod":
        return
    finite = copula if copula.pos_ == "AUX" and copula.head.i == word.i else word
    doubted = negated(word) or (copula is not word and copula.dep_ != "auxpass" and negated(copula))
    top = word if finite is copula and copula.dep_ == "auxpass" else copula
    told = _holder(top, scene)
    if told is None:
        return
    infinitive = complement.infinitive(word, copula)
    likelihood = _turned(hedge.likelihood, doubted=doubted)
    first = min(copula.i, complement.with_auxiliaries(top))
    subject = complement.subject(top)
    it = subject is not None and subject.lower_ == "it"
    if infinitive is not None and infinitive.i > word.i and not (it and complement.subject(infinitive) is not None):
        if word.lower_ == "believed" and not _ahead(infinitive):
            return
        yield _Forecast((first, _to(infinitive)), extent.action(infinitive), told[0], likelihood, hedge)
        return
    clause = complement.finite(top, word, kinds=("ccomp", "csubj", "advcl"))
    if clause is None or clause.i < word.i or subject is None or not it:
        return
    if word.lower_ in {"expected", "likely", "unlikely"} or _ahead(clause):
        yield _Forecast((subject.i, word.i), extent.clause(clause), told[0], likelihood, hedge)


def _by_course(noun: Token, hedge: Hedge, scene: _Scene) -> Iterator[_Forecast]:
    """ "Is on *track* to meet the goal"."""
    on, verb = noun.head, noun.head.head
    to = noun.doc[noun.i + 1] if noun.i + 1 < noun.sent.end else noun
    if on.lower_ != "on" or on.i != noun.i - 1 or verb.lemma_ not in _COPULAS or to.tag_ != "TO" or negated(verb):
        return
    told = _holder(verb, scene)
    if told is not None and to.head.i > to.i:
        first = complement.with_auxiliaries(verb)
        yield _Forecast((first, to.i), extent.action(to.head), told[0], hedge.likelihood, hedge)


def _to(infinitive: Token) -> int:
    """The index of the "to" of an infinitive."""
    mark = complement.to_mark(infinitive)
    return infinitive.i if mark is None else mark.i


# ---- "Seoul said Pyongyang is preparing to"


def _by_aim(verb: Token, hedge: Hedge, scene: _Scene) -> Iterator[_Forecast]:
    infinitive = complement.infinitive(verb, kinds=("xcomp", "advcl"))
    told = speaker_of(verb, scene.cast, hedges().speech)
    if infinitive is None or told is None or told[1] is None or negated(verb):
        return
    whose = doers(verb, scene.cast)
    if not whose or scene.cast.codes(whose) & scene.cast.codes((told[1],)):
        return
    first = complement.with_auxiliaries(verb)
    yield _Forecast((first, _to(infinitive)), extent.action(infinitive), told[1], hedge.likelihood, hedge)


# ---- "analysts expect the talks to fail"


def _by_mind(verb: Token, hedge: Hedge, scene: _Scene) -> Iterator[_Forecast]:
    if any(c.dep_ == "auxpass" for c in verb.children) or complement.subject(verb) is None:
        return
    if any(c.dep_ == "aux" and c.tag_ == "MD" for c in verb.lefts):
        return  # "should not expect", "would hope"
    clause = complement.finite(verb)
    if clause is None:
        if hedge.sure:
            yield from _by_thing(verb, hedge, scene)
        return
    holder = one(doers(verb, scene.cast), scene.cast)
    if holder is None or not (hedge.sure or _ahead(clause)):
        return
    if _of_oneself(clause, holder, scene):
        return  # a plan
    likelihood = _turned(hedge.likelihood, doubted=negated(verb) or verb.lemma_ == "doubt")
    modal = next((c for c in clause.lefts if c.dep_ == "aux" and c.lower_ in hedges().modals), None)
    if modal is not None and any(c.dep_ in {"aux", "auxpass"} and c.lemma_ in {"be", "have"} for c in clause.lefts):
        return  # "may be carrying": a guess about now
    if modal is not None and likelihood != "unlikely" and modal.lower_ in {"may", "might", "could"}:
        yield _Forecast((modal.i, modal.i), _content(clause, modal), holder, "possible", hedge)
        return
    first = complement.with_auxiliaries(verb)
    yield _Forecast((first, verb.i), extent.clause(clause), holder, likelihood, hedge)


def _by_thing(verb: Token, hedge: Hedge, scene: _Scene) -> Iterator[_Forecast]:
    """ "Both sides expect *further talks in May*": a thing that happens, and not somebody who is expected."""
    thing = next((c for c in verb.rights if c.dep_ == "dobj" and c.pos_ == "NOUN"), None)
    holder = one(doers(verb, scene.cast), scene.cast)
    if thing is None or holder is None or scene.cast.at(thing) is not None:
        return
    if thing.lemma_.lower() not in hedges().things:
        return
    first = complement.with_auxiliaries(verb)
    likelihood = _turned(hedge.likelihood, doubted=negated(verb))
    yield _Forecast((first, verb.i), extent.phrase(thing), holder, likelihood, hedge)


# ---- "fears that war will break out"


def _by_noun(noun: Token, hedge: Hedge, scene: _Scene) -> Iterator[_Forecast]:
    clause = next((c for c in noun.rights if c.dep_ in {"acl", "ccomp", "relcl"} and c.pos_ in _VERBAL), None)
    if clause is None and noun.dep_ in {"dobj", "attr", "nsubj"}:
        clause = next((c for c in noun.head.rights if c.dep_ == "ccomp" and c.i > noun.i), None)
    subject = complement.subject(clause) if clause is not None else None
    if clause is None or subject is None or subject.lower_ in {"that", "which"}:
        return
    none = any(c.lower_ == "no" for c in noun.lefts) or negated(noun.head)
    if hedge.negated != none and (hedge.negated or none):
        return
    if not _ahead(clause):
        return
    owned = bearers(noun, scene.cast)
    if not owned and noun.head.pos_ in _VERBAL and noun.dep_ == "dobj":
        owned = doers(noun.head, scene.cast)
        if not owned and any(c.dep_ == "nsubj" and c.lower_ != "there" for c in noun.head.lefts):
            return  # somebody has it, and we do not know who
    if owned:
        holder = one(owned, scene.cast)
        if holder is None:
            return
    else:
        told = _holder(noun, scene)
        if told is None:
            return
        holder = told[0]
    first = noun.left_edge.i
    verb = noun.head
    if verb.pos_ in _VERBAL and noun.dep_ in {"dobj", "attr"} and first - verb.i < 3:
        first = verb.i
    mark = clause.left_edge.i if clause.left_edge.lower_ == "that" else noun.i
    yield _Forecast((first, mark), extent.clause(clause), holder, _turned(hedge.likelihood, doubted=none), hedge)


# ---- "did not know if the ban will work"


def _by_ignorance(verb: Token, hedge: Hedge, scene: _Scene) -> Iterator[_Forecast]:
    words = hedges()
    clause = complement.finite(verb)
    mark = next((t for t in clause.lefts if t.lower_ in words.know_marks), None) if clause is not None else None
    if clause is None or mark is None or not negated(verb) or not _ahead(clause):
        return
    holder = one(doers(verb, scene.cast), scene.cast)
    if holder is None or _of_oneself(clause, holder, scene):
        return  # "would not say whether it will attend": silence about one's own plans
    first = complement.with_auxiliaries(verb)
    yield _Forecast((first, mark.i), extent.clause(clause), holder, hedge.likelihood, hedge)


# ---- "will", "may", "could"


def _by_modal(modal: Token, hedge: Hedge, scene: _Scene) -> Iterator[_Forecast]:
    verb = modal.head
    words = hedges()
    subject = complement.subject(verb)
    if verb.tag_ != "VB" or subject is None or negated(verb) or verb.lemma_ in words.still:
        return
    if complement.marked(verb, _SUPPOSING) or (hedge.other and _scheduled(verb, subject)):
        return
    if hedge.only and verb.lemma_.lower() not in hedge.only:
        return
    if any(c.dep_ in {"aux", "auxpass"} and c.lemma_ in {"be", "have"} for c in verb.lefts):
        return
    told = _holder(verb, scene)
    if told is None:
        return
    holder = told[0]
    relative = verb.dep_ == "relcl" and subject.lower_ in {"that", "which"}
    meant = scene.cast.among(verb.head if relative else subject)
    if holder is None and not _reporter_foresees(verb, hedge, meant, scene):
        return
    if holder is not None:
        own = scene.cast.codes((holder,)) & scene.cast.codes(meant) or set(meant) & {holder}
        if own or (not meant and subject.pos_ == "PRON" and not relative):
            return
        if hedge.other and meant:
            return  # "said that Minsk will pay": a threat, a promise or a report, not yet a forecast
    content = _relative(verb) if relative else _content(verb, modal)
    yield _Forecast((modal.i, modal.i), content, holder, hedge.likelihood, hedge)


def _scheduled(verb: Token, subject: Token) -> bool:
    """Whether "will" tells of what is fixed: "the talks will begin", "will take place", "this visit will serve"."""
    words = hedges()
    place = verb.lemma_ == "take" and any(c.dep_ == "dobj" and c.lower_ == "place" for c in verb.rights)
    own = subject.left_edge.lower_ in {"this", "these"} and subject.lemma_.lower() in words.doings
    return place or own or verb.lemma_.lower() in words.scheduled


def _reporter_foresees(verb: Token, hedge: Hedge, meant: tuple[str, ...], scene: _Scene) -> bool:
    """Whether a news text says in its own voice what a political actor will do."""
    if scene.article.kind in _OFFICIAL or verb.i in scene.spoken:
        return False
    political = bool(scene.cast.codes(meant) - {"NSA"})
    if hedge.other:
        main = verb.dep_ in {"ROOT", "conj"} and verb.lemma_.lower() in hedges().plain
        return political and main and not any(t.text == '"' for t in verb.sent)
    return verb.dep_ in {"ROOT", "conj", "ccomp"} or verb.lemma_.lower() in hedge.only


def _relative(verb: Token) -> Extent:
    """ "Its actions that will bring a loss": the noun stays with what it brings."""
    return verb.head.left_edge.i, extent.predicate(verb)[1]


def _content(verb: Token, modal: Token) -> Extent:
    """The clause with its subject, or without where the subject is long."""
    subject = complement.subject(verb)
    first, last = extent.clause(verb)
    if subject is None or modal.i - subject.left_edge.i > _SHORT:
        return extent.trim(verb.doc, modal.i if modal.lower_ in {"will", "'ll"} else extent.action(verb)[0], last)
    return max(first, subject.left_edge.i), last


# ---- shared


def _holder(token: Token, scene: _Scene) -> tuple[str | None] | None:
    """Who foresees what `token` says, in a tuple; (None,) is the reporter, and None somebody whom we do not know."""
    told = speaker_of(token, scene.cast, hedges().speech)
    if told is not None:
        return (told[1],) if told[1] is not None else None
    if token.i in scene.spoken:
        carried = _carried(token, scene)
        return (carried,) if carried is not None else None
    if scene.article.kind in _OFFICIAL:
        voice = author(scene.cast)
        return (voice,) if voice is not None else None
    return (None,)


def _carried(token: Token, scene: _Scene) -> str | None:
    """The speaker of a quotation without a verb of its own: whoever was quoted last, here or a paragraph ago."""
    speech = hedges().speech
    block = scene.syntax.block_of(token.idx)
    for i in range(token.i - 1, -1, -1):
        verb = token.doc[i]
        if scene.syntax.block_of(verb.idx) < block - 1:
            return None
        if i not in scene.spoken and verb.pos_ == "VERB" and verb.lemma_.lower() in speech:
            return one(doers(verb, scene.cast), scene.cast)
    return None


def _ahead(clause: Token) -> bool:
    """Whether a clause tells of what is still to come."""
    words = hedges()
    if any(c.dep_ == "aux" and c.lower_ in words.ahead_modals for c in clause.lefts):
        return not any(c.dep_ == "aux" and c.lower_ == "have" for c in clause.lefts)
    inside = [clause, *clause.rights]
    return any(t.lower_ in words.ahead_phrases for t in inside) and any(
        t.lower_ == "to" for t in clause.doc[clause.i : min(clause.i + 4, clause.sent.end)]
    )


def _of_oneself(clause: Token, holder: str, scene: _Scene) -> bool:
    """Whether the clause is about its holder or the holder's own side."""
    subject = complement.subject(clause)
    theirs = scene.cast.codes(scene.cast.among(subject)) if subject is not None else frozenset()
    return bool(theirs) and theirs == scene.cast.codes((holder,))


def _turned(likelihood: Likelihood, *, doubted: bool) -> Likelihood:
    return "unlikely" if doubted and likelihood in {"probable", "possible", "certain"} else likelihood


# ---- the expectation


def _expectation(article: Article, f: _Forecast, syntax: Syntax, cast: Cast, events: tuple[Event, ...]) -> Expectation:
    content = syntax.span(*f.content)
    evidence = (min(f.hedge[0], f.content[0]), max(f.hedge[1], f.content[1]))
    return Expectation(
        id=make_id("exp", article.id, content.start, content.end, f.likelihood),
        holder=f.holder,
        hedge=syntax.span(*f.hedge),
        content=content,
        event=_event(content, events),
        likelihood=f.likelihood,
        evidence=(syntax.span(*evidence),),
        confidence=min(f.rule.confidence, cast.ceiling(range(evidence[0], evidence[1] + 1))),
        origin=origin("expect", f.rule.name),
        repairs=cast.rests_on(range(evidence[0], evidence[1] + 1)),
    )


def _event(content: Span, events: tuple[Event, ...]) -> str | None:
    """The event that is foreseen: one whose trigger stands in the forecast and that has not happened."""
    inside = [e for e in events if e.trigger in content]
    ahead = [e for e in inside if e.status not in {"occurred", "past_reference", "denied"}]
    return next((e.id for e in (*ahead, *inside)), None)
