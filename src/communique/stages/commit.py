"""Commit: who undertook what, by when, on which condition, how firmly."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from communique.cues.pledges import Pledge, pledges
from communique.draft import Cast, Syntax, Timeline
from communique.ids import make_id
from communique.origin import origin
from communique.record import Article, Commitment, Event, Firmness, Span, Topic, When
from communique.stages import complement, extent
from communique.stages.bearer import asked, bearers, copula, doers, echoes, governor, qualified, quoted
from communique.stages.extent import Extent
from communique.stages.frames import negated, surface_subjects
from communique.stages.status import status_of

if TYPE_CHECKING:
    from spacy.tokens import Token

_REAL = frozenset({"occurred", "ongoing", "past_reference"})
_WILL = frozenset({"will", "shall", "'ll"})
_WOULD = _WILL | {"would"}
_SUPPOSING = frozenset({"if", "unless", "whether", "when", "how", "where"})
_PUBLIC = frozenset({"state", "government", "ministry", "body", "group"})
_OFFICIAL = frozenset({"statement", "joint_statement", "readout", "transcript"})
_REACH = 14  # tokens between "agreed" and its "to": "agreed in Geneva on April 17 to …"
_SIBLINGS = frozenset({"support", "commitment", "pledge", "promise"})
_SAME = 0.6  # share of the words of the shorter action that makes two undertakings one


@dataclass(frozen=True, slots=True)
class _Undertaking:
    """A commitment as the syntax shows it."""

    cue: Token
    first: Token  # the first word that tells of it
    verb: Token  # the head of what is undertaken
    action: Extent
    parties: tuple[str, ...]
    pledge: Pledge
    condition: Extent | None = None


def commit(
    article: Article, syntax: Syntax, cast: Cast, timeline: Timeline, events: tuple[Event, ...]
) -> tuple[Commitment, ...]:
    """The undertakings of the article, in the order of the text.

    "Norway and Chile agreed to *reopen the joint committee by June*" is one of both; what was denied, asked for or
    merely foreseen is none.
    """
    spoken = quoted(syntax)
    found: list[_Undertaking] = []
    for sentence in sorted(syntax.sentences, key=lambda s: echoes(syntax, s[0])):
        for token in sentence:
            for undertaking in _undertakings(token, article, cast, timeline, spoken):
                if _political(undertaking.parties, cast) and not _told(undertaking, found, cast):
                    found.append(undertaking)
    found.sort(key=lambda u: u.action)
    return tuple(_commitment(article, u, syntax, cast, timeline, events) for u in found)


def _undertakings(
    token: Token, article: Article, cast: Cast, timeline: Timeline, spoken: frozenset[int]
) -> Iterator[_Undertaking]:
    words = pledges()
    lemma = token.lemma_.lower()
    if lemma in words.verbs and (token.pos_ in {"VERB", "ADJ", "AUX"} or _mistaken(token)):
        voice = article.kind in _OFFICIAL or token.i in spoken
        for pledge in words.verbs[lemma]:
            if pledge.voice and not voice:
                continue
            found = list(_by_verb(token, pledge, cast, timeline))
            if found:
                yield from found
                return
    if token.pos_ == "VERB" and lemma in words.cases:
        yield from _by_case(token, words.cases[lemma][0], cast)
    if token.pos_ in {"NOUN", "PROPN"} and lemma in words.nouns:
        yield from _by_noun(token, words.nouns[lemma][0], cast)


def _mistaken(token: Token) -> bool:
    """Whether a verb was tagged as a noun: "the two ministers *plan* to stay in touch"."""
    return token.tag_ == "NN" and token.dep_ == "ROOT" and complement.infinitive(token) is not None


# ---- verbs: "agreed to", "is committed to", "will continue to"


def _by_verb(verb: Token, pledge: Pledge, cast: Cast, timeline: Timeline) -> Iterator[_Undertaking]:
    if not _made(verb, pledge):
        return
    parties = _doers(verb, cast)
    if pledge.own and not _speaks_for_a_state(verb, parties, cast):
        return
    joint = cast.home is None and len(cast.codes(parties)) > 1
    if pledge.voice and not joint and cast.home not in cast.codes(parties) and not _first_person(verb):
        return  # what an official text says of others is no promise
    for first, head, action in _actions(verb, pledge, parties, cast):
        if not _undertakes(head, pledge):
            continue
        if pledge.dated and not timeline.within(*action):
            continue
        yield _Undertaking(verb, first, head, action, parties, pledge)


def _made(verb: Token, pledge: Pledge) -> bool:
    """Whether the words were really given: not denied, asked for, foreseen or conditional."""
    if pledge.future:
        will = any(c.dep_ == "aux" and c.lower_ in _WILL for c in verb.children)
        return will and not negated(verb) and not complement.marked(verb, _SUPPOSING)
    said = (copula(verb) if verb.lower_ == "committed" else None) or verb
    return not negated(said) and not asked(said, pledges().veto_verbs) and _real(said)


def _real(verb: Token) -> bool:
    state = status_of(verb)
    return state is not None and state[0] in _REAL


def _doers(verb: Token, cast: Cast) -> tuple[str, ...]:
    """Who undertakes."""
    if verb.lower_ == "committed" and (found := qualified(verb, cast)):
        return found
    found = doers(verb, cast)
    if found or not _mistaken(verb):
        return found
    subject = next((c for c in verb.lefts if c.dep_ in {"nsubj", "compound"}), None)
    return cast.among(subject) if subject is not None else ()


def _actions(
    verb: Token, pledge: Pledge, parties: tuple[str, ...], cast: Cast
) -> Iterator[tuple[Token, Token, Extent]]:
    """The first word, the head and the extent of everything that `verb` undertakes."""
    if pledge.future:
        if "self" in pledge.frames:
            heads = [verb]
        else:
            heads = [h for h in (_gerund(verb), _infinitive(verb), _thing(verb, pledge)) if h is not None][:1]
        will = next(c for c in verb.children if c.dep_ == "aux" and c.lower_ in _WILL)
        for head in heads:
            yield will, head, (will.i, max(extent.action(head)[1], head.i))
        return
    for frame in pledge.frames:
        heads = list(_heads(verb, frame, pledge, parties, cast))
        for head in heads:
            yield verb, head, _extent(head)
        if heads:
            return


def _extent(head: Token) -> Extent:
    if head.pos_ == "VERB" and negated(head):
        return extent.clause(head)  # "would *not* retaliate"
    return extent.action(head) if head.pos_ in {"VERB", "AUX"} else extent.phrase(head, stops=_SIBLINGS)


def _heads(verb: Token, frame: str, pledge: Pledge, parties: tuple[str, ...], cast: Cast) -> Iterator[Token]:
    if frame == "to":
        head = _infinitive(verb)
        if head is not None:
            yield head
            yield from (c for c in head.conjuncts if c.i > head.i and any(t.tag_ == "TO" for t in c.lefts))
    elif frame == "that":
        for child in verb.rights:
            if child.dep_ == "ccomp" and any(c.dep_ == "aux" and c.lower_ in _WOULD for c in child.children):
                who = doers(child, cast)
                of_others = (
                    (pledge.own or pledge.oneself) and not who and not _of_pronoun(child)
                )  # "to ensure that momentum will continue"
                if (not who and not of_others) or cast.codes(who) & cast.codes(parties):
                    yield child
    elif frame == "gerund":
        yield from (head for head, _ in extent.brought(verb))
    elif frame == "object":
        thing = _thing(verb, pledge)
        if thing is not None:
            yield thing


def _of_pronoun(verb: Token) -> bool:
    subject = complement.subject(verb)
    return subject is not None and subject.pos_ == "PRON"


def _infinitive(verb: Token) -> Token | None:
    """The verb of the infinitive that completes `verb`, with other words between: "agreed in Geneva to *reduce*"."""
    if (found := complement.infinitive(verb)) is not None:
        return found
    for token in verb.doc[verb.i + 1 : min(verb.i + _REACH, verb.sent.end)]:
        if token.tag_ == "TO" and token.dep_ == "aux" and token.head.i > token.i:
            found = token.head
            of_noun = found.dep_ == "acl" and found.head.pos_ == "NOUN" and not found.head.ent_type_
            return found if verb in found.ancestors and found.dep_ != "relcl" and not of_noun else None
        if token.pos_ in {"VERB", "AUX"} or token.text in {";", ":"}:
            return None
    return None


def _gerund(verb: Token) -> Token | None:
    """The gerund of "will continue *working* with our partners"."""
    return next((c for c in verb.rights if c.dep_ == "xcomp" and c.tag_ == "VBG"), None)


def _thing(verb: Token, pledge: Pledge) -> Token | None:
    """The sum or the help that is pledged."""
    things = pledges().things
    for child in verb.rights:
        if child.dep_ == "dobj":
            numbered = any(c.dep_ in {"nummod", "quantmod"} for c in child.children) or child.ent_type_ == "MONEY"
            if numbered or child.lemma_.lower() in things:
                return child
    return None


def _undertakes(head: Token, pledge: Pledge) -> bool:
    words = pledges()
    lemma = head.lemma_.lower()
    if pledge.only and lemma not in pledge.only:
        return False
    harms = head.pos_ == "VERB" and lemma in words.harm
    return lemma not in words.idle and harms == (pledge.oneself and negated(head))


def _first_person(verb: Token) -> bool:
    return any(s.lower_ in pledges().pronouns for s in surface_subjects(verb))


def _speaks_for_a_state(verb: Token, parties: tuple[str, ...], cast: Cast) -> bool:
    if _first_person(verb):
        return True
    return bool(parties) and all(cast.actor(p).kind in _PUBLIC for p in parties)


# ---- nouns: "their commitment to"


def _by_noun(noun: Token, pledge: Pledge, cast: Cast) -> Iterator[_Undertaking]:
    if _vetoed(noun):
        return
    if pledge.said and not _is_said(noun):
        return
    parties = bearers(noun, cast, _SIBLINGS)
    if not parties:
        verb = governor(noun)
        parties = doers(verb, cast) if verb is not None and noun.dep_ in {"dobj", "conj"} else ()
    for head, span in extent.brought(noun):
        if head.pos_ == "VERB" and head.lemma_.lower() in pledges().harm:
            continue
        if pledge.said and (head.pos_ != "VERB" or head.lemma_.lower() in pledges().idle):
            continue
        first = noun.doc[min([noun.left_edge.i, *(c.left_edge.i for c in noun.lefts)])]
        if head.pos_ == "PROPN":  # "their commitment to Latvia": the name alone says nothing of what is undertaken
            span = (first.i, span[1])
        yield _Undertaking(noun, first, head, span, parties, pledge)


def _is_said(noun: Token) -> bool:
    """Whether somebody says that he has this: "*reaffirmed* the will to"."""
    verb = governor(noun)
    return verb is not None and verb.lemma_.lower() in pledges().said and _real(verb)


def _vetoed(noun: Token) -> bool:
    words = pledges()
    if any(c.lower_ in words.veto_words for c in noun.lefts):
        return True
    verb = governor(noun)
    if verb is None:
        return False
    return verb.lemma_.lower() in words.veto_verbs or negated(verb) or asked(verb, words.veto_verbs)


# ---- in case of something: "further incursions would be met with severe costs"


def _by_case(verb: Token, pledge: Pledge, cast: Cast) -> Iterator[_Undertaking]:
    if not any(c.dep_ == "aux" and c.lower_ in _WOULD for c in verb.children) or negated(verb):
        return
    subject = next((c for c in verb.lefts if c.dep_ == "nsubjpass"), None)
    said = verb.head
    if subject is None or verb.dep_ != "ccomp" or said.pos_ != "VERB":
        return
    for child in verb.rights:
        if child.lower_ not in pledge.prepositions:
            continue
        if any(t.lemma_.lower() in pledge.nouns for t in child.subtree):
            span = (subject.left_edge.i, extent.clause(verb)[1])
            condition = (subject.left_edge.i, subject.right_edge.i)
            yield _Undertaking(said, subject.left_edge, verb, span, doers(said, cast), pledge, condition)
            return


# ---- the commitment


def _commitment(
    article: Article, u: _Undertaking, syntax: Syntax, cast: Cast, timeline: Timeline, events: tuple[Event, ...]
) -> Commitment:
    action = syntax.span(*u.action)
    start = min(u.cue.i, u.first.i, u.action[0])
    evidence = syntax.span(start, max(u.action[1], u.cue.i))
    condition = u.condition or _condition(u.action, syntax)
    return Commitment(
        id=make_id("cmt", article.id, action.start, action.end, *sorted(cast.codes(u.parties))),
        parties=u.parties,
        action=action,
        about=_about(u, syntax),
        due=_due(u.action, article, timeline),
        condition=syntax.span(*condition) if condition else None,
        firmness=_firmness(u),
        event=_event(u, evidence, cast, events),
        state="open",
        evidence=(evidence,),
        confidence=min(u.pledge.confidence, cast.ceiling(range(start, u.action[1] + 1))),
        origin=origin("commit", u.pledge.name),
        repairs=cast.rests_on(range(start, u.action[1] + 1)),
    )


def _political(parties: tuple[str, ...], cast: Cast) -> bool:
    return bool(cast.codes(parties) - {"NSA"})


def _told(u: _Undertaking, found: list[_Undertaking], cast: Cast) -> bool:
    """Whether the same words, or the same undertaking of the same parties in other words, are there already."""
    content = _content(u)
    for other in found:
        if u.action[0] <= other.action[1] and other.action[0] <= u.action[1]:
            return True
        theirs = _content(other)
        fewer = min(len(content), len(theirs))
        if cast.codes(u.parties) == cast.codes(other.parties) and fewer > 1 and len(content & theirs) > _SAME * fewer:
            return True
    return False


def _content(u: _Undertaking) -> set[str]:
    first, last = u.action
    return {t.lemma_.lower() for t in u.cue.doc[first : last + 1] if t.pos_ in {"NOUN", "PROPN", "VERB", "ADJ"}}


def _firmness(u: _Undertaking) -> Firmness:
    words = pledges()
    if any(t.lower_ in words.binding for t in u.cue.sent):
        near = u.cue.doc[max(u.cue.sent.start, u.first.i - 4) : u.action[1] + 1]
        if any(t.lower_ in words.binding for t in near):
            return "binding"
    if u.pledge.firmness == "firm" and u.verb.lemma_.lower() in words.soft and u.pledge.name != "case:meet":
        return "soft"
    return u.pledge.firmness


def _condition(action: Extent, syntax: Syntax) -> Extent | None:
    """The first "if …", "as soon as …" inside what is undertaken, to its end or the next comma."""
    doc = syntax.doc
    first, last = action
    for i in range(first + 1, last + 1):
        for opener in pledges().openers:
            if tuple(t.lower_ for t in doc[i : i + len(opener)]) == opener:
                end = next((j - 1 for j in range(i + 1, last + 1) if doc[j].text in {",", ";"}), last)
                return i, end
    return None


def _due(action: Extent, article: Article, timeline: Timeline) -> When | None:
    """The first date inside what is undertaken that is not over when the article appears."""
    published = article.published[:10] if article.published else None
    for when in timeline.within(*action):
        if published is None or when.end is None or when.end[:10] >= published:
            return when
    return None


def _about(u: _Undertaking, syntax: Syntax) -> Topic | None:
    """The thing that the action is done to or on; None where the action has no object."""
    head = u.verb
    if head.pos_ not in {"VERB", "AUX"}:
        return Topic(None, syntax.span(*extent.phrase(head)))
    thing = next((c for c in head.rights if c.dep_ in {"dobj", "attr"}), None)
    if thing is None:
        thing = complement.after(head, {"on", "in", "against", "for", "about"})
    if thing is None or thing.pos_ in {"PRON", "VERB"}:
        return None
    return Topic(None, syntax.span(*extent.phrase(thing)))


def _event(u: _Undertaking, evidence: Span, cast: Cast, events: tuple[Event, ...]) -> str | None:
    """The agreement or promise that it came from, else the meeting in which it was given."""
    cue = Span(u.cue.idx, u.cue.idx + len(u.cue), u.cue.text)
    for event in events:
        if event.trigger.overlaps(cue) and event.type in {"AGREE", "SUPPORT", "CONCEDE", "COOPERATE", "AID"}:
            return event.id
    for event in events:
        if event.type == "AGREE" and event.trigger.overlaps(evidence):
            return event.id
    codes = cast.codes(u.parties)
    for event in events:
        present = cast.codes((*event.actors, *event.recipients))
        if event.type == "CONSULT" and event.status != "denied" and codes <= present:
            return event.id
    return None
