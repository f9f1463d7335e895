"""Stance: the words that tell where somebody stands, found one by one before they become positions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from communique.cues.pledges import pledges
from communique.cues.stances import Attitude, stances
from communique.draft import Cast, Syntax
from communique.record import Article, PositionBasis, Stance, Statement
from communique.stages import complement, extent
from communique.stages.bearer import asked, author, bearers, copula, doers, one, qualified, quoted, speaker_of
from communique.stages.extent import Extent
from communique.stages.frames import agents, is_passive, negated, objects, subjects
from communique.stages.status import status_of

if TYPE_CHECKING:
    from spacy.tokens import Token

_OFFICIAL = frozenset({"statement", "joint_statement", "readout", "transcript"})
_TOLD = frozenset({"occurred", "ongoing", "past_reference", "scheduled", "intended"})
_SOMEBODY = frozenset({"person", "group", "state", "government", "ministry", "body"})
_OF_WHOM = frozenset({"on", "upon", "for", "to"})
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
    words: frozenset[str]  # the content words of the issue, and the one it hangs by: what makes two issues one
    head: str


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
    """The article made ready for the search; a joint statement speaks for nobody alone."""
    home = author(cast) if article.kind != "joint_statement" else None
    return Hall(article, syntax, cast, statements, quoted(syntax), home)


def view(
    cue: Token, who: tuple[str, ...], issue: Extent, evidence: Extent, attitude: Attitude, here: Hall,
    stance: Stance | None = None,
) -> Iterator[View]:  # fmt: skip
    holder = here.holder(who)
    if holder is None or (issue[0] == issue[1] and cue.doc[issue[0]].lower_ in stances().idle):
        return
    basis = here.basis(cue, attitude)
    tokens = cue.doc[issue[0] : issue[1] + 1]
    words = frozenset(t.lemma_.lower() for t in tokens if t.pos_ in {"NOUN", "PROPN", "VERB"} and not t.is_stop)
    yield View(
        cue, holder, issue, evidence, stance or attitude.stance, basis, attitude, words, tokens.root.lemma_.lower()
    )


# ---- nouns: "the United States' support for"


def by_noun(noun: Token, attitude: Attitude, here: Hall) -> Iterator[View]:
    if noun.dep_ in {"compound", "nmod"} or not _worded(noun, attitude):
        return
    about = list(_complements(noun, attitude))
    if not about:
        return
    verb = _above(noun)
    if verb is not None and (verb.lemma_.lower() in stances().veto_verbs and "said" not in attitude.flags):
        return
    if verb is not None and not told(verb):
        return
    who = () if "said" in attitude.flags else bearers(noun, here.cast, stances().nouns)
    first = noun.left_edge.i
    said = next((a for a in noun.ancestors if a.lemma_.lower() in stances().speech and a.pos_ in _VERBAL), None)
    if attitude.words("with") and said is not None and here.article.kind == "readout":
        both = doers(said, here.cast)  # "our shared goal", in a readout of two who met, is theirs
        who = both if len(here.cast.codes(both)) > 1 else who
    if not who:
        if said is None or not told(said):
            return
        who = doers(said, here.cast)
        if not who and said.i and (speaker := here.speaker(noun)):
            who = (speaker,)
    for number, issue in enumerate(about):
        evidence = (min(first, issue[0]), max(issue[1], noun.i)) if number == 0 else issue
        yield from view(noun, who, issue, evidence, attitude, here)


def _worded(noun: Token, attitude: Attitude) -> bool:
    lefts = {t.lower_ for t in noun.lefts} | {t.lemma_.lower() for t in noun.lefts}
    if attitude.words("with") and not lefts & attitude.words("with"):
        return False
    return not lefts & attitude.words("without")


def _complements(noun: Token, attitude: Attitude) -> Iterator[Extent]:
    """What the noun is about: one stretch for each "to", else the object of its preposition."""
    prepositions = attitude.words("prepositions")
    if "infinitive" in attitude.flags:
        found = complement.infinitive(noun, kinds=("acl",))
        found = found or next((head for head, _ in extent.brought(noun) if head.pos_ == "VERB"), None)
        if found is not None and found.lemma_.lower() in attitude.words("only"):
            yield extent.action(found)
        return
    if "that" in prepositions:
        found = complement.finite(noun, kinds=("acl", "ccomp", "relcl"))
        if found is not None and found.left_edge.lower_ == "that":
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
                yield extent_of(found)
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


def by_verb(verb: Token, attitude: Attitude, here: Hall) -> Iterator[View]:
    stance = attitude.stance
    if negated(verb):
        if stance not in _TURNED or attitude.basis == "act":
            return
        stance = _TURNED[stance]
    elif not told(verb) or asked(verb, stances().askers):
        return
    if verb.dep_ in {"amod", "pcomp"} or _supposed(verb) or _hearsay(verb):
        return
    if is_passive(verb) and not agents(verb):
        return  # "Mr Lee, who was accused of bribery": whoever has it done to him holds nothing
    if attitude.words("particles") and not any(c.lower_ in attitude.words("particles") for c in verb.rights):
        return
    who = doers(verb, here.cast)
    if not who or ("wanted" not in attitude.flags and _wished(verb)):
        return
    for frame in attitude.frames:
        found = _object(verb, frame, attitude, here.cast)
        if found is None:
            continue
        issue = found
        if (attitude.words("bad") or attitude.words("good")) and (judged := _cast_as(verb, attitude)) is not None:
            stance = judged
        elif attitude.words("bad"):
            continue
        evidence = extent.predicate(verb, stops=joined())
        if frame == "object":
            evidence = evidence[0], max(verb.i, min(evidence[1], issue[1]))
        evidence = (min(evidence[0], issue[0]) if verb.dep_ == "relcl" else evidence[0], max(evidence[1], verb.i))
        yield from view(verb, who, issue, evidence, attitude, here, stance)
        return


def _object(verb: Token, frame: str, attitude: Attitude, cast: Cast) -> Extent | None:
    """What a verb takes a stance on."""
    what: Token | None = None
    if frame == "object":
        what = next(iter(objects(verb)), None)
        if what is not None and not _thing(what, attitude, cast):
            return None
    elif frame == "clause":
        what = complement.infinitive(verb, kinds=("xcomp", "ccomp", "advcl"))
        if what is not None and not _of_somebody(verb, what):
            return None  # "wanted to say": nobody else is to do it
    elif frame == "to":
        what = complement.infinitive(verb)
        if what is not None and attitude.words("only") and what.lemma_.lower() not in attitude.words("only"):
            return None
        what = what or complement.after(verb, {"to"})
    elif frame == "that":
        what = complement.finite(verb)
    elif frame == "as" and verb.dep_ == "relcl" and verb.left_edge.i and verb.left_edge.nbor(-1).text != ",":
        return None  # "the island which Oslo regards as its own" only says which island
    elif frame == "as" and complement.after(verb, {"as"}) is not None:
        what = next(iter(objects(verb)), None)
        if what is None and verb.dep_ == "relcl":
            what = verb.head
    else:
        what = complement.after(verb, {frame})
        if what is not None and not _thing(what, attitude, cast):
            return None
    if what is None or not _headed(what, attitude):
        return None
    return extent_of(what)


def _of_somebody(verb: Token, what: Token) -> bool:
    """Whether an infinitive says what somebody else is to do: "wants *Lagos* to reopen the border"."""
    whom = any(c.dep_ in {"dobj", "dative"} for c in verb.rights) or complement.after(verb, _OF_WHOM) is not None
    return whom or complement.subject(what) is not None


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
    return "things" in attitude.flags and cast.actor(meant).kind not in _SOMEBODY


def _cast_as(verb: Token, attitude: Attitude) -> Stance | None:
    """What "sees X as a threat" or "describes X as a positive step" makes of X."""
    what = complement.after(verb, {"as"})
    if what is None:
        return None
    lemmas = {what.lemma_.lower()}
    if lemmas & attitude.words("good"):
        return "supports"
    return attitude.stance if lemmas & attitude.words("bad") else None


def by_state(word: Token, attitude: Attitude, here: Hall) -> Iterator[View]:
    """ "Is opposed to the tariff", "remains concerned about the arrests": a stance said as a quality."""
    verb = copula(word)
    if verb is None or _supposed(verb) or asked(verb, stances().askers):
        return
    stance = attitude.stance
    if negated(verb):
        if stance not in _TURNED:
            return
        stance = _TURNED[stance]
    elif not told(verb):
        return
    who = qualified(word, here.cast)
    abouts = [span for _, span in extent.brought(word)] if "to" in attitude.words("prepositions") else []
    if not abouts:
        what = complement.after(word, attitude.words("prepositions"))
        what = what or (complement.finite(word, verb) if "that" in attitude.words("prepositions") else None)
        abouts = [extent_of(what)] if what is not None else []
    for number, issue in enumerate(abouts):
        yield from view(word, who, issue, (word.i if number == 0 else issue[0], issue[1]), attitude, here, stance)


# ---- shared


def extent_of(what: Token) -> Extent:
    if what.pos_ in _VERBAL:
        return extent.clause(what) if complement.subject(what) is not None else extent.action(what)
    return extent.phrase(what, stops=tuple(stances().nouns))


def joined() -> tuple[str, ...]:
    """The verbs that begin a stance, a speech or a promise of their own after "and"."""
    return (*stances().verbs, *stances().speech, *pledges().verbs)


def _above(noun: Token) -> Token | None:
    return next((a for a in noun.ancestors if a.pos_ in _VERBAL), None)


def told(verb: Token) -> bool:
    """Whether the clause tells what is or will be so, and not what might, should or did not."""
    state = status_of(verb)
    return state is not None and state[0] in _TOLD


def _supposed(verb: Token) -> bool:
    """Whether the clause, or one above it, only asks "whether" or supposes "if"."""
    at = verb
    while at.dep_ in {"ccomp", "xcomp", "advcl", "conj"} and at.head.i != at.i:
        if complement.marked(at, {"whether", "if", "unless"}):
            return True
        at = at.head
    return False


def _hearsay(verb: Token) -> bool:
    """Whether the clause only says what a report is of: "a rumour that *Oslo had refused the terms*"."""
    at = verb
    while at.dep_ in {"ccomp", "xcomp", "conj"} and at.head.pos_ in _VERBAL and at.head.i != at.i:
        at = at.head
    of_noun = at.dep_ in {"acl", "ccomp", "relcl"} and at.head.lemma_.lower() in stances().hearsay
    return of_noun and any(c.lower_ == "that" for c in at.lefts)


def _wished(verb: Token) -> bool:
    """Whether the stance is somebody's aim for others: "wants Oslo *to back* the plan"."""
    embedded = verb.dep_ in {"xcomp", "ccomp", "acl", "advcl"} and complement.to_mark(verb) is not None
    return embedded and not subjects(verb)
