"""Status: did it happen, is it to happen, is it wanted, or was it denied?"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from communique.cues.lexicon import lexicon
from communique.record import Status
from communique.stages.frames import OBJECT_CONTROL, negated

if TYPE_CHECKING:
    from spacy.tokens import Token

    _Status = tuple[Status, Token | None]

_VERBAL = frozenset({"VERB", "AUX"})
_OCCURRED: _Status = ("occurred", None)
_PLAIN: tuple[Status, ...] = ("scheduled", "intended", "desired")
_DEEPEST = 20  # clauses climbed from one word: nobody writes deeper, but a list without full stops may be parsed so


def status_of(trigger: Token) -> tuple[Status, Token | None] | None:
    """The status of what a verb says, and the word that hedges it; None when it is only asked for or alleged.

    "will meet" is scheduled, "is expected to meet" expected, "plans to meet" intended, "did not meet" denied.
    """
    passed: list[tuple[Token, bool]] = []  # the verbs climbed from, each with whether it only goes on
    found: _Status | None = _OCCURRED
    for _ in range(_DEEPEST):
        if trigger.pos_ not in _VERBAL:
            verb = next((a for a in trigger.ancestors if a.pos_ in _VERBAL), None)
            told = trigger.dep_ in {"dobj", "nsubj", "nsubjpass", "attr"}
            if verb is None or not told or (verb.lemma_ == "be" and trigger.dep_ == "nsubj"):
                found = _OCCURRED
                break
            trigger = verb
        if negated(trigger):
            found = "denied", next((c for c in trigger.children if c.dep_ == "neg"), None)
            break
        above = _governed(trigger)
        if not isinstance(above, _Above):
            found = _own(trigger) if above is None or above == _OCCURRED else above
            break
        passed.append((trigger, above.ongoing))
        trigger = above.verb
    for verb, ongoing in reversed(passed):
        if found == _OCCURRED:
            found = ("ongoing", None) if ongoing else _own(verb)
    return found


class _Above(NamedTuple):
    """The verb whose status decides, and whether the verb below it only goes on."""

    verb: Token
    ongoing: bool = False


def _governed(trigger: Token) -> _Status | _Above | None:
    """What the verb above an infinitive makes of it, or whom to ask; None leaves it to the verb itself."""
    head = trigger.head
    if trigger.dep_ == "pcomp" and head.head.pos_ == "VERB":
        return _Above(head.head)  # "will focus on reaffirming"
    if trigger.dep_ == "pcomp" and head.head.dep_ == "acomp":
        return _Above(head.head.head)  # "will be open to negotiating"
    if trigger.dep_ == "conj" and head.pos_ in _VERBAL and not _has_own_subject(trigger):
        if any(c.dep_ == "aux" and c.tag_ == "MD" for c in trigger.children):
            return None
        return _Above(head) if trigger.tag_ in {"VB", "VBG", "VBN"} and trigger.tag_ == head.tag_ else None
    if head.i == trigger.i or trigger.dep_ not in {"xcomp", "advcl", "acl", "ccomp", "pcomp"}:
        return None
    lemma = head.lemma_.lower()
    words = lexicon().status
    infinitive = any(c.tag_ == "TO" for c in trigger.children)
    if trigger.dep_ in {"ccomp", "xcomp"} and lemma in words["denied"]:
        return "denied", head
    if trigger.dep_ == "xcomp" and trigger.tag_ == "VBG" and lemma in words["weighed"]:
        modal = next((c for c in head.children if c.dep_ == "aux" and c.lower_ in words["conditional"]), None)
        return ("conditional", modal) if modal is not None else ("intended", None)
    if trigger.dep_ == "ccomp" and (lemma in words["expected"] or (lemma in words["foreseen"] and _future(trigger))):
        return "expected", head
    if not infinitive:
        return None
    if trigger.dep_ == "acl":
        return ("occurred" if lemma == "decision" else "intended"), None
    if lemma in words["expected"]:
        return "expected", head
    plain: Status | None = next((s for s in _PLAIN if lemma in words[s]), None)
    if plain == "intended" and lemma in words["attempted"] and head.tag_ in {"VBD", "VBN"}:
        return _Above(head)  # who tried to kill has done so, as far as it went
    if plain is not None:
        return plain, None
    if lemma in words["ongoing"]:
        return _Above(head, ongoing=True)
    if trigger.dep_ == "advcl" and head.pos_ in _VERBAL:
        return _Above(head)
    return None


def _future(verb: Token) -> bool:
    return any(c.dep_ == "aux" and c.lower_ in {"will", "would", "'ll"} for c in verb.children)


def _has_own_subject(verb: Token) -> bool:
    return any(c.dep_ in {"nsubj", "nsubjpass"} for c in verb.children)


def _own(verb: Token) -> _Status | None:
    auxiliaries = [c for c in verb.children if c.dep_ in {"aux", "auxpass"}]
    words = {a.lower_ for a in auxiliaries}
    if words & {"will", "shall", "'ll", "wo"} or ("to" in words and verb.dep_ == "ROOT"):
        return "scheduled", None  # "Togo to sign the pact", a headline says
    if any(c.dep_ == "mark" and c.lower_ in lexicon().status["if"] for c in verb.children):
        return "conditional", next(c for c in verb.children if c.dep_ == "mark" and c.lower_ in lexicon().status["if"])
    if "would" in words and verb.dep_ == "ccomp" and verb.head.tag_ in {"VBD", "VBN"}:
        return "intended", None  # "said it would send": the future, as told in the past
    if verb.dep_ == "advcl" and any(c.dep_ == "mark" and c.lower_ in {"after", "since"} for c in verb.children):
        return "past_reference", None  # "a day after Seoul pledged"
    if "can" in words:
        return None  # an ability is no deed
    modal = next((a for a in auxiliaries if a.lower_ in lexicon().status["conditional"]), None)
    if modal is not None:
        return "conditional", modal
    subject = next((c for c in verb.children if c.dep_ in {"nsubj", "nsubjpass"}), None)
    if subject is not None and any(a.lower_ == "should" and a.i < subject.i for a in auxiliaries):
        return "conditional", None  # "should Togo withdraw"
    if any(a.lower_ in {"should", "must", "ought"} for a in auxiliaries):
        return "desired", None
    if verb.tag_ == "VBG" and words & {"is", "are", "am", "'s", "'re", "been", "was", "were"}:
        return "ongoing", None
    return "occurred", None


def asked_only(trigger: Token) -> bool:
    """Whether something is only asked for, threatened or promised by the verb above it, whose event that is."""
    for _ in range(_DEEPEST):
        if trigger.dep_ != "conj" or trigger.head.pos_ not in _VERBAL:
            break
        trigger = trigger.head
    head = trigger.head
    words = lexicon().status
    if _uncommented(trigger):
        return True
    infinitive = any(c.tag_ == "TO" for c in trigger.children)
    if infinitive and trigger.dep_ in {"acl", "relcl"} and head.lemma_ not in words["plans"]:
        return True  # "efforts to urge", "the right to attack": nothing is said to be done
    purpose = trigger.dep_ == "advcl" or (
        trigger.dep_ == "xcomp" and head.lemma_ not in OBJECT_CONTROL and any(c.dep_ == "dobj" for c in head.children)
    )
    if infinitive and purpose and head.lemma_ not in words["meeting"] and trigger.lemma_ in words["material"]:
        return True  # "sent troops to fight": a purpose is not a second event
    if trigger.dep_ in {"xcomp", "ccomp", "advcl", "acl"} and head.lemma_ in words["unreal"]:
        return trigger.dep_ != "advcl" or infinitive
    return trigger.dep_ == "pcomp" and head.head.lemma_ in words["alleged"]


def _uncommented(trigger: Token) -> bool:
    """Whether a verb is told in a report that nobody comments on: "neither side commented on a report that …"."""
    words = lexicon().status
    for _ in range(_DEEPEST):
        if trigger.dep_ in {"acl", "relcl"} and trigger.head.lemma_ in words["rumoured"]:
            above = next((a for a in trigger.head.ancestors if a.pos_ in _VERBAL), None)
            silent = above is not None and above.lemma_ == "comment"
            return silent or (above is not None and any(c.lemma_ == "comment" for c in above.children))
        if trigger.dep_ not in {"xcomp", "ccomp"} or trigger.head.pos_ not in _VERBAL:
            return False
        trigger = trigger.head
    return False
