"""Stance: the words that tell where somebody stands, found one by one before they become positions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from communique.cues.pledges import pledges
from communique.cues.stances import Attitude, stances
from communique.draft import Cast, Syntax
from communique.record import Article, PositionBasis, Stance, Statement
from communique.stages import extent
from communique.stages.bearer import asked, bearers, doers, one, quoted, speaker_of
from communique.stages.extent import Extent
from communique.stages.frames import negated, objects, owners, subjects
from communique.stages.status import status_of

if TYPE_CHECKING:
    from spacy.tokens import Token

_OFFICIAL = frozenset({"statement", "joint_statement", "readout", "transcript"})
_TOLD = frozenset({"occurred", "ongoing", "past_reference", "scheduled", "intended"})
_PEOPLE = frozenset({"person", "group"})
_VERBAL = ("VERB", "AUX")
_TURNED: dict[Stance, Stance] = {"supports": "opposes", "favours": "averse"}


@dataclass(frozen=True, slots=True)
class View:
    """A stance as the syntax shows it: whose, on what, in which words."""

    cue: Token
    holder: str
    issue: Extent
    evidence: Extent
    stance: Stance
    basis: PositionBasis
    attitude: Attitude


@dataclass(frozen=True, slots=True)
class Hall:
    """The article as the search for stances needs it."""

    article: Article
    syntax: Syntax
    cast: Cast
    statements: tuple[Statement, ...]
    spoken: frozenset[int]  # tokens inside quotation marks
    home: str | None  # the actor in whose name an official text speaks

    @property
    def official(self) -> bool:
        """Whether the text speaks for its author."""
        return self.article.kind in _OFFICIAL

    def speaker(self, token: Token) -> str | None:
        """Who says the clause around `token`: the source of the statement, else the voice of an official text."""
        inside = [
            (span.end - span.start, s.source) for s in self.statements for span in s.content
            if span.start <= token.idx < span.end
        ]  # fmt: skip
        if inside:
            return min(inside, key=lambda pair: pair[0])[1]
        told = speaker_of(token, self.cast, stances().speech)
        if told is not None:
            return told[1]
        return self.home if self.official else None

    def holder(self, actor_ids: tuple[str, ...]) -> str | None:
        """The one actor who holds a view, where it is of the political world."""
        found = one(actor_ids, self.cast)
        if found is None or self.cast.codes((found,)) - {"NSA"}:
            return found
        actor = self.cast.actor(found)
        return found if actor.kind == "person" and actor.office is not None and actor.code is None else None

    def basis(self, token: Token, attitude: Attitude) -> PositionBasis:
        """How the stance is known: from the holder's own words, or as somebody tells it."""
        if attitude.basis is not None:
            return attitude.basis
        own = token.i in self.spoken or self.article.kind in {"statement", "joint_statement"}
        return "own_words" if own else "reported"


def hall(article: Article, syntax: Syntax, cast: Cast, statements: tuple[Statement, ...]) -> Hall:
    """The article made ready for `views`."""
    home = cast.voice
    if home is None and cast.home is not None:
        home = next((a.id for a in cast.actors if a.kind == "state" and a.code == cast.home), None)
    return Hall(article, syntax, cast, statements, quoted(syntax), home)


def views(here: Hall) -> Iterator[View]:
    """Every stance that some words of the article tell, in the order of the text; the same one may come twice."""
    words = stances()
    for sentence in here.syntax.sentences:
        for token in sentence:
            lemma = token.lemma_.lower()
            if token.pos_ in _VERBAL:
                for attitude in words.verbs.get(lemma, ()):
                    yield from _by_verb(token, attitude, here)
                yield from _by_case(token, here)
                yield from _by_doubt(token, here)
                yield from _by_modal(token, here)
            elif token.pos_ in {"NOUN", "PROPN"}:
                for attitude in words.nouns.get(lemma, ()):
                    yield from _by_noun(token, attitude, here)
            for attitude in words.judged.get(lemma, ()):
                yield from _by_judgement(token, attitude, here)
            for attitude in words.epithets.get(token.lower_, ()):
                yield from _by_epithet(token, attitude, here)


def _view(
    cue: Token, who: tuple[str, ...], issue: Extent, evidence: Extent, attitude: Attitude, here: Hall,
    stance: Stance | None = None,
) -> Iterator[View]:  # fmt: skip
    holder = here.holder(who)
    if holder is None or (issue[0] == issue[1] and cue.doc[issue[0]].lower_ in stances().idle):
        return
    yield View(cue, holder, issue, evidence, stance or attitude.stance, here.basis(cue, attitude), attitude)


# ---- nouns: "the United States' support for"


def _by_noun(noun: Token, attitude: Attitude, here: Hall) -> Iterator[View]:
    if noun.dep_ in {"compound", "nmod"} or not _worded(noun, attitude):
        return
    about = list(_complements(noun, attitude))
    if not about:
        return
    verb = _above(noun)
    if verb is not None and (verb.lemma_.lower() in stances().veto_verbs and "said" not in attitude.flags):
        return
    if verb is not None and not _told(verb):
        return
    who = () if "said" in attitude.flags else bearers(noun, here.cast, stances().nouns)
    first = noun.left_edge.i
    if not who:
        said = next((a for a in noun.ancestors if a.lemma_.lower() in stances().speech and a.pos_ in _VERBAL), None)
        if said is None or not _told(said):
            return
        who = doers(said, here.cast)
        if not who and said.i and (speaker := here.speaker(noun)):
            who = (speaker,)
    for number, issue in enumerate(about):
        evidence = (min(first, issue[0]), max(issue[1], noun.i)) if number == 0 else issue
        yield from _view(noun, who, issue, evidence, attitude, here)


def _worded(noun: Token, attitude: Attitude) -> bool:
    lefts = {t.lower_ for t in noun.lefts} | {t.lemma_.lower() for t in noun.lefts}
    if attitude.words("with") and not lefts & attitude.words("with"):
        return False
    return not lefts & attitude.words("without")


def _complements(noun: Token, attitude: Attitude) -> Iterator[Extent]:
    """What the noun is about: one stretch for each "to", else the object of its preposition."""
    prepositions = attitude.words("prepositions")
    if "infinitive" in attitude.flags:
        found = next((c for c in noun.rights if c.dep_ == "acl" and any(t.lower_ == "to" for t in c.lefts)), None)
        if found is not None and found.lemma_.lower() in attitude.words("only"):
            yield extent.action(found)
        return
    if "that" in prepositions:
        found = next((c for c in noun.rights if c.dep_ in {"acl", "ccomp", "relcl"} and c.left_edge.lower_ == "that"), None)
        if found is not None:
            yield extent.clause(found)
            return
    after = noun.doc[noun.i + 1 : noun.sent.end]
    if "to" in prepositions and after.end > after.start and after[0].lower_ == "to":
        yield from (span for head, span in extent.brought(noun) if _headed(head, attitude))
        return
    near = after[:1] if after.end > after.start else ()  # the parser may hang what follows on the verb
    for child in (*noun.rights, *near):
        if child.lower_ in prepositions and child.dep_ in {"prep", "dative"}:
            found = next((c for c in child.children if c.dep_ in {"pobj", "pcomp"}), None)
            if found is not None and _headed(found, attitude):
                yield _extent(found)
                return


def _headed(word: Token, attitude: Attitude) -> bool:
    heads = attitude.words("heads")
    if not heads or word.lemma_.lower() in heads:
        return True
    if word.lemma_.lower() in stances().containers:  # "a new round of sanctions"
        inner = (c for p in word.rights if p.lower_ == "of" for c in p.children if c.dep_ == "pobj")
        return any(c.lemma_.lower() in heads for c in inner)
    return False


# ---- verbs: "condemned the launch"


def _by_verb(verb: Token, attitude: Attitude, here: Hall) -> Iterator[View]:
    stance = attitude.stance
    if negated(verb):
        if stance not in _TURNED or attitude.basis == "act":
            return
        stance = _TURNED[stance]
    elif not _told(verb) or asked(verb, stances().askers):
        return
    if verb.dep_ in {"amod", "pcomp"} or _supposed(verb):
        return
    if attitude.words("particles") and not any(c.lower_ in attitude.words("particles") for c in verb.rights):
        return
    who = doers(verb, here.cast)
    if not who or ("wanted" not in attitude.flags and _wished(verb)):
        return
    for frame in attitude.frames:
        found = _object(verb, frame, attitude, here.cast)
        if found is None:
            continue
        what, issue = found
        if (attitude.words("bad") or attitude.words("good")) and (judged := _cast_as(verb, attitude)) is not None:
            stance = judged
        elif attitude.words("bad"):
            continue
        evidence = extent.predicate(verb, stops=_joined())
        evidence = (min(evidence[0], issue[0]) if verb.dep_ == "relcl" else evidence[0], max(evidence[1], verb.i))
        yield from _view(verb, who, issue, evidence, attitude, here, stance)
        return


def _object(verb: Token, frame: str, attitude: Attitude, cast: Cast) -> tuple[Token, Extent] | None:
    """The head and the extent of what a verb takes a stance on."""
    what: Token | None = None
    if frame == "object":
        what = next(iter(objects(verb)), None)
        if what is not None and not _thing(what, attitude, cast):
            return None
    elif frame == "clause":
        what = next((c for c in verb.rights if c.dep_ in {"xcomp", "ccomp", "advcl"}
                     and any(t.lower_ == "to" for t in c.lefts)), None)  # fmt: skip
        if what is not None and not _of_somebody(verb, what):
            return None  # "wanted to say": nobody else is to do it
    elif frame == "to":
        what = next((c for c in verb.rights if c.dep_ in {"xcomp", "ccomp"} and any(t.lower_ == "to" for t in c.lefts)), None)
        if what is not None and attitude.words("only") and what.lemma_.lower() not in attitude.words("only"):
            return None
        what = what or _after(verb, "to")
    elif frame == "that":
        what = next((c for c in verb.rights if c.dep_ == "ccomp" and any(t.dep_ in {"nsubj", "nsubjpass"}
                     for t in c.lefts)), None)  # fmt: skip
    elif frame == "as" and _after(verb, "as") is not None:
        what = next(iter(objects(verb)), None)
        if what is None and verb.dep_ == "relcl":
            what = verb.head
    else:
        what = _after(verb, frame)
        if what is not None and not _thing(what, attitude, cast):
            return None
    if what is None or not _headed(what, attitude):
        return None
    return what, _extent(what)


def _of_somebody(verb: Token, what: Token) -> bool:
    """Whether an infinitive says what somebody else is to do: "wants *Lagos* to reopen", "called *on Lagos* to reopen"."""
    asked_of = any(c.dep_ in {"dobj", "dative"} or (c.dep_ == "prep" and c.lower_ in {"on", "upon", "for", "to"}) for c in verb.rights)
    return asked_of or any(c.dep_ in {"nsubj", "nsubjpass"} for c in what.lefts)


def _thing(what: Token, attitude: Attitude, cast: Cast) -> bool:
    """Whether the object is of the kind that the group of verbs takes."""
    if what.pos_ == "PRON" and what.lower_ in stances().idle:
        return False
    if "doing" in attitude.flags and what.pos_ in {"PROPN", "NUM"}:
        return False
    if not attitude.flags & {"things", "doing"}:
        return True
    meant = cast.at(what)
    if meant is None:
        return what.ent_type_ != "PERSON"
    return "things" in attitude.flags and cast.actor(meant).kind not in _PEOPLE | {"state", "government", "ministry", "body"}


def _after(verb: Token, preposition: str) -> Token | None:
    for child in verb.rights:
        if child.lower_ == preposition and child.dep_ in {"prep", "dative", "prt"}:
            found = next((c for c in child.children if c.dep_ in {"pobj", "pcomp"}), None)
            if found is not None:
                return found
            if verb.dep_ == "relcl" and verb.head.pos_ in {"NOUN", "PROPN"}:  # "the policy that Oslo adheres to"
                return verb.head
    return None


def _cast_as(verb: Token, attitude: Attitude) -> Stance | None:
    """What "sees X as a threat" or "describes X as a positive step" makes of X."""
    what = _after(verb, "as")
    if what is None:
        return None
    lemmas = {what.lemma_.lower()}
    if lemmas & attitude.words("good"):
        return "supports"
    return attitude.stance if lemmas & attitude.words("bad") else None


def _by_case(verb: Token, here: Hall) -> Iterator[View]:
    """"Further attacks would be met with severe costs": whoever says so is against the attacks."""
    for attitude in stances().cases.get(verb.lemma_.lower(), ()):
        subject = next((c for c in verb.lefts if c.dep_ == "nsubjpass"), None)
        would = any(c.dep_ == "aux" and c.lower_ in {"would", "will", "shall"} for c in verb.lefts)
        if subject is None or not would or negated(verb):
            continue
        cost = (t for c in verb.rights if c.lower_ in attitude.words("prepositions") for t in c.subtree)
        speaker = here.speaker(verb)
        if speaker is not None and any(t.lemma_.lower() in attitude.words("nouns") for t in cost):
            yield from _view(verb, (speaker,), extent.phrase(subject), extent.clause(verb), attitude, here)


# ---- judgements: "the attack is illegal", "Russia's unprovoked attack"


def _by_judgement(word: Token, attitude: Attitude, here: Hall) -> Iterator[View]:
    copula = word
    while copula.dep_ in {"acomp", "attr", "conj", "pobj", "prep", "amod", "dobj"} and copula.pos_ not in _VERBAL:
        copula = copula.head
    if copula.lemma_ not in {"be", "constitute", "remain", "represent"} or negated(copula) or copula is word:
        return
    subject = next((c for c in copula.lefts if c.dep_ in {"nsubj", "csubj"}), None)
    if subject is None or word.i < copula.i or not _told(copula):
        return
    speaker = here.speaker(copula)
    if speaker is None:
        return
    if "infinitive" in attitude.flags:
        aim = next((c for c in (*copula.rights, *word.rights) if any(t.lower_ == "to" for t in c.lefts)), None)
        if subject.lower_ != "it" or aim is None:
            return
        issue = extent.action(aim)
    elif subject.pos_ == "PRON" and subject.lower_ in stances().idle:
        return
    else:
        issue = _extent(subject)
    evidence = extent.clause(copula, stops=_joined())
    yield from _view(word, (speaker,), issue, (min(evidence[0], issue[0]), evidence[1]), attitude, here)


def _by_epithet(word: Token, attitude: Attitude, here: Hall) -> Iterator[View]:
    """Whoever writes "its unprovoked attack" is against it; a news text that writes so speaks for nobody."""
    noun = word.head if word.dep_ == "amod" else word.head.head if word.dep_ == "conj" else word
    if noun.pos_ not in {"NOUN", "PROPN"} or not here.official:
        return
    culprit = owners(noun, here.cast)
    if not culprit or here.home is None or here.cast.codes(culprit) & here.cast.codes((here.home,)):
        return
    span = extent.phrase(noun)
    yield from _view(word, (here.home,), span, span, attitude, here)


def _by_modal(verb: Token, here: Hall) -> Iterator[View]:
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
    yield from _view(modal, (speaker,), extent.action(verb), span, attitude, here, stance)


def _passive(verb: Token) -> bool:
    return any(c.dep_ == "auxpass" for c in verb.lefts)


# ---- silence and doubt


def _by_doubt(verb: Token, here: Hall) -> Iterator[View]:
    words, lemma = stances(), verb.lemma_.lower()
    silent = words.silent
    if lemma in silent.words("verbs") and (negated(verb) or _refused(verb, silent)):
        asked = _after(verb, "to") or next(iter(objects(verb)), None)
        if lemma == "comment" or (asked is not None and asked.lemma_.lower() in silent.words("objects")):
            above = verb.head if _refused(verb, silent) else verb
            about = next((t for t in verb.subtree if t.dep_ == "pobj" and t.head.lower_ in {"on", "about", "regarding"}), None)
            first = min([above.i, *(c.i for c in above.lefts if c.dep_ in {"aux", "neg"})])
            span = (first, extent.predicate(verb, stops=_joined())[1])
            issue = _extent(about) if about is not None else span
            yield from _view(verb, doers(above, here.cast), issue, span, silent, here)
        return
    weighed = words.undecided
    if lemma in weighed.words("verbs") and verb.tag_ in {"VBG", "VBZ", "VBP"} and _told(verb) and not negated(verb):
        what = next(iter(objects(verb)), None)
        if what is not None and what.lemma_.lower() in weighed.words("heads"):
            span = extent.predicate(verb, stops=_joined())
            yield from _view(verb, doers(verb, here.cast), _extent(what), span, weighed, here)
        return
    yield from _by_ignorance(verb, here)


def _by_ignorance(verb: Token, here: Hall) -> Iterator[View]:
    """"Has no evidence that the fires were linked", "does not know whether"."""
    unsure = stances().unsure
    what: Token | None = None
    if verb.lemma_ == "have":
        thing = next((c for c in verb.rights if c.dep_ == "dobj" and c.lemma_.lower() in unsure.words("nouns")), None)
        if thing is None or not any(c.lower_ == "no" for c in thing.lefts):
            return
        what = next((c for c in (*thing.rights, *verb.rights) if c.dep_ in {"acl", "ccomp", "xcomp", "relcl"}), None)
    elif verb.lemma_ == "know" and negated(verb):
        what = next((c for c in verb.rights if c.dep_ == "ccomp" and any(
            t.lower_ in {"if", "whether"} for t in c.lefts)), None)  # fmt: skip
    if what is not None:
        span = extent.predicate(verb, stops=_joined())
        yield from _view(verb, doers(verb, here.cast), extent.clause(what), span, unsure, here)


def _refused(verb: Token, silent: Attitude) -> bool:
    return verb.dep_ == "xcomp" and verb.head.lemma_.lower() in silent.words("refusing")


# ---- shared


def _extent(what: Token) -> Extent:
    if what.pos_ in _VERBAL:
        return extent.clause(what) if any(c.dep_ in {"nsubj", "nsubjpass"} for c in what.lefts) else extent.action(what)
    return extent.phrase(what, stops=tuple(stances().nouns))


def _joined() -> tuple[str, ...]:
    """The verbs that begin a stance, a speech or a promise of their own after "and"."""
    return (*stances().verbs, *stances().speech, *pledges().verbs)


def _above(noun: Token) -> Token | None:
    return next((a for a in noun.ancestors if a.pos_ in _VERBAL), None)


def _told(verb: Token) -> bool:
    """Whether the clause tells what is or will be so, and not what might, should or did not."""
    state = status_of(verb)
    return state is not None and state[0] in _TOLD


def _supposed(verb: Token) -> bool:
    """Whether the clause, or one above it, only asks "whether" or supposes "if"."""
    at = verb
    while at.dep_ in {"ccomp", "xcomp", "advcl", "conj"} and at.head.i != at.i:
        if any(c.dep_ in {"mark", "advmod"} and c.lower_ in {"whether", "if", "unless"} for c in at.lefts):
            return True
        at = at.head
    return False


def _wished(verb: Token) -> bool:
    """Whether the stance is somebody's aim for others: "wants Oslo *to back* the plan"."""
    return verb.dep_ in {"xcomp", "ccomp", "acl", "advcl"} and any(c.tag_ == "TO" for c in verb.lefts) and not subjects(verb)
