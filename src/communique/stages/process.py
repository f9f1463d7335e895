"""Process: the running affairs that a text presupposes: a negotiation, a session, a dispute, a resolution."""

from __future__ import annotations

from typing import TYPE_CHECKING

from communique.cues.processes import Affair, affairs
from communique.draft import Cast, Syntax, Timeline
from communique.ids import make_id
from communique.origin import origin
from communique.record import Article, Process, ProcessState, When
from communique.stages import complement, extent
from communique.stages.bearer import one
from communique.stages.date import date_for
from communique.stages.extent import Extent
from communique.stages.frames import complements, negated, owners
from communique.stages.instrument import session_of, symbol_of
from communique.stages.tense import tense_of

if TYPE_CHECKING:
    from spacy.tokens import Token

    from communique.register import Register
    from communique.register.session import Session

_LINKS = frozenset({"of", "on", "over", "between", "with", "in", "about", "against", "for"})
_OF_STATES = frozenset({"sanctions_regime", "dispute"})  # told apart by whose they are, not by their words
_WORDS = 4  # content words that tell one affair from another
_TENSES: dict[str, ProcessState] = {"past": "concluded", "present": "ongoing", "future": "upcoming"}


def process(
    article: Article, syntax: Syntax, cast: Cast, timeline: Timeline, register: Register
) -> tuple[Process, ...]:
    """The running affairs of the article, each once, in the order of the text.

    "The 51st session of the Human Rights Council will open" is a session to come, "the border dispute" a dispute that
    goes on.
    """
    found: list[tuple[Affair, Token, Extent, frozenset[str]]] = []
    nouns = affairs().nouns
    for sentence in syntax.sentences:
        for token in sentence:
            affair = next((a for a in nouns.get(complement.lemma(token, nouns), ()) if _names(token, a)), None)
            if affair is None:
                continue
            span = _extent(token)
            marks = _parties(span, cast) if affair.kind in _OF_STATES else _words(token, span)
            if not any(a.kind == affair.kind and (m <= marks or marks <= m) for a, _, _, m in found):
                found.append((affair, token, span, marks))
    return tuple(
        _process(article, affair, noun, span, syntax, cast, timeline, register) for affair, noun, span, _ in found
    )


def _parties(span: Extent, cast: Cast) -> frozenset[str]:
    """The states and bodies named in a phrase."""
    return cast.codes(tuple({cast.meant[i] for i in range(span[0], span[1] + 1) if i in cast.meant}))


def _names(noun: Token, affair: Affair) -> bool:
    """Whether the noun is the head of a phrase that names an affair of this kind."""
    if noun.pos_ not in {"NOUN", "PROPN"}:
        return False
    if noun.dep_ in {"compound", "amod", "nmod"} and not noun.head.text[0].isdigit():
        return False
    if affair.plural and noun.tag_ not in {"NNS", "NNPS"}:
        return False
    before = list(noun.lefts)
    inner = [c for c in before if c.dep_ in {"compound", "amod", "nmod", "poss"}]
    near = {t.lemma_.lower() for c in before for t in (c, *c.lefts)} | {t.lower_ for c in before for t in (c, *c.lefts)}
    after = [t for c in noun.rights if c.lower_ in _LINKS for p in c.children for t in (p, *p.lefts)]
    if near & (affairs().veto | affair.without) or (any(c.lower_ == "no" for c in before)):
        return False
    name = noun.text[0].isupper() and any(t.text[:1].isupper() for t in (*inner, *after))
    if affair.kind in {"dispute", "sanctions_regime"} and not affair.with_:
        return name or bool(after) or bool(inner) or any(c.dep_ in {"acl", "relcl"} for c in noun.rights)
    if affair.proper and name:
        return True
    if not affair.with_:
        return bool(after) or noun.dep_ in {"dobj", "pobj"}
    words = near | {t.lower_ for t in after} | {t.lemma_.lower() for t in after}
    if any(t.ent_type_ == "ORDINAL" or t.text[:1].isdigit() for t in before):
        words.add("ordinal")
    follows = noun.doc[noun.i + 1] if noun.i + 1 < noun.sent.end else None
    if follows is not None and follows.like_num and follows.text[0].isdigit():
        words.add("number")
    return bool(words & affair.with_)


def _extent(noun: Token) -> Extent:
    first, last = extent.phrase(noun)
    follows = noun.doc[noun.i + 1] if noun.i + 1 < noun.sent.end else None
    if follows is not None and follows.text[0].isdigit() and last == noun.i:
        last = follows.i
    return first, last


def _words(noun: Token, span: Extent) -> frozenset[str]:
    """The content words near the head, which tell one affair from another."""
    inside = [t for t in noun.doc[span[0] : span[1] + 1] if t.pos_ in {"NOUN", "PROPN", "NUM"} and not t.is_stop]
    numbers = frozenset(t.text for t in inside if t.text[0].isdigit())
    if numbers and noun.lemma_.lower() in {"resolution", "unscr"}:
        return numbers  # "Security Council Resolution 1718" and "UNSCR 1718" are one
    inside.sort(key=lambda t: abs(t.i - noun.i))
    return frozenset(t.lemma_.lower() for t in inside[:_WORDS])


def _process(
    article: Article,
    affair: Affair,
    noun: Token,
    span: Extent,
    syntax: Syntax,
    cast: Cast,
    timeline: Timeline,
    register: Register,
) -> Process:
    evidence = syntax.span(*span)
    session = session_of(noun, cast, register) if affair.kind == "session" else None
    instrument, basis = symbol_of(noun, evidence.exact, cast, register) if affair.kind == "resolution" else (None, None)
    dates = _dates(affair, noun, span, syntax, timeline) if session is None else _days(session)
    return Process(
        id=make_id("prc", article.id, affair.kind, evidence.start, evidence.end),
        name=_name(evidence.exact),
        kind=affair.kind,
        owner=_owner(affair, noun, cast),
        state=(session and _on(article, session)) or _state(affair, noun),
        dates=dates,
        instrument=instrument,
        instrument_basis=basis,
        evidence=(evidence,),
        confidence=affair.confidence,
        origin=origin("process", f"noun:{affair.lemma}"),
    )


def _days(session: Session) -> When:
    """The days of a numbered session, which the text need not give."""
    days = len(session.start) == len(session.end) == 10
    why = f"the register dates session {session.ordinal} of {session.body}"
    return When(session.start, session.end, "interval" if days else "open", None, None, "inferred", why)


def _on(article: Article, session: Session) -> ProcessState | None:
    """The state of a numbered session on the day of the article."""
    day = article.published
    if day is None:
        return None
    if day[: len(session.start)] < session.start:
        return "upcoming"
    return "concluded" if day[: len(session.end)] > session.end else "ongoing"


def _name(exact: str) -> str:
    """The printed words without line breaks, and without an article before them."""
    words = exact.split()
    return " ".join(words[1:] if len(words) > 1 and words[0].lower() in {"the", "a", "an"} else words)


def _owner(affair: Affair, noun: Token, cast: Cast) -> str | None:
    """Whose affair it is; a treaty, a dispute and a negotiation belong to nobody alone."""
    if affair.kind in {"treaty", "dispute", "negotiation"}:
        return None
    if affair.kind == "policy_review":  # "the North Korea policy review" is not North Korea's
        return one(next((f for c in noun.lefts if c.dep_ == "poss" and (f := cast.among(c))), ()), cast)
    found = owners(noun, cast)
    if not found and affair.kind in {"session", "resolution"}:
        found = next((f for c in complements(noun, {"of"}) if (f := cast.among(c))), ())
    return one(found, cast)


def _state(affair: Affair, noun: Token) -> ProcessState:
    words = affairs()
    for child in noun.children:
        if child.dep_ in {"amod", "acl", "relcl"} and child.lower_ in words.states:
            return words.states[child.lower_]
    verb = noun.head
    if verb.pos_ == "VERB" and verb.lemma_ in words.ending and noun.dep_ in {"nsubj", "nsubjpass", "dobj"}:
        done = verb.tag_ in {"VBD", "VBN"} and not negated(verb)
        return "concluded" if done and tense_of(verb) == "past" else "ongoing"
    if affair.kind in {"session", "exercise"}:
        tense = tense_of(noun)
        return _TENSES[tense] if tense else affair.state
    return affair.state


def _dates(affair: Affair, noun: Token, span: Extent, syntax: Syntax, timeline: Timeline) -> When | None:
    inside = timeline.within(*span)
    if inside:
        return inside[0]
    return date_for(noun, syntax, timeline) if affair.kind in {"session", "exercise"} else None
