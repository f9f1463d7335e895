"""Status: did it happen, is it to happen, is it wanted, or was it denied?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from communique.cues.lexicon import lexicon
from communique.record import Status
from communique.stages.frames import OBJECT_CONTROL, negated

if TYPE_CHECKING:
    from spacy.tokens import Token


def status_of(trigger: Token) -> tuple[Status, Token | None] | None:
    """The status of what a verb says, and the word that hedges it; None when it is only asked for or alleged.

    "will meet" is scheduled, "is expected to meet" expected, "plans to meet" intended, "did not meet" denied.
    """
    if trigger.pos_ not in {"VERB", "AUX"}:
        verb = next((a for a in trigger.ancestors if a.pos_ in {"VERB", "AUX"}), None)
        if verb is None or trigger.dep_ not in {"dobj", "nsubj", "nsubjpass", "attr"}:
            return "occurred", None
        if verb.lemma_ == "be" and trigger.dep_ == "nsubj":
            return "occurred", None
        return status_of(verb)
    if negated(trigger):
        return "denied", next((c for c in trigger.children if c.dep_ == "neg"), None)
    governed = _governed(trigger)
    if governed is not None:
        return governed if governed[0] != "occurred" or governed[1] is not None else _own(trigger)
    return _own(trigger)


def _governed(trigger: Token) -> tuple[Status, Token | None] | None:
    """What the verb above an infinitive makes of it; ("occurred", None) leaves it to the verb itself."""
    head = trigger.head
    if trigger.dep_ == "pcomp" and head.head.pos_ == "VERB":
        return status_of(head.head)  # "will focus on reaffirming"
    if trigger.dep_ == "conj" and head.pos_ in {"VERB", "AUX"} and not _has_own_subject(trigger):
        if any(c.dep_ == "aux" and c.tag_ == "MD" for c in trigger.children):
            return None
        if trigger.tag_ in {"VB", "VBG", "VBN"} and trigger.tag_ == head.tag_:
            return status_of(head)
        return None
    if head.i == trigger.i or trigger.dep_ not in {"xcomp", "advcl", "acl", "ccomp", "pcomp"}:
        return None
    lemma = head.lemma_.lower()
    infinitive = any(c.tag_ == "TO" for c in trigger.children)
    if trigger.dep_ == "ccomp" and lemma in lexicon().status["expected"]:
        return "expected", head
    if not infinitive:
        return None
    if trigger.dep_ == "acl":
        return ("occurred" if lemma == "decision" else "intended"), None
    if lemma in lexicon().status["expected"]:
        return "expected", head
    if lemma in lexicon().status["scheduled"]:
        return "scheduled", None
    if lemma in lexicon().status["intended"]:
        return "intended", None
    if lemma in lexicon().status["desired"]:
        return "desired", None
    if lemma in lexicon().status["ongoing"]:
        above = status_of(head)
        return above if above is None or above[0] != "occurred" else ("ongoing", None)
    if trigger.dep_ == "advcl" and head.pos_ in {"VERB", "AUX"}:
        return status_of(head)
    return None


def _has_own_subject(verb: Token) -> bool:
    return any(c.dep_ in {"nsubj", "nsubjpass"} for c in verb.children)


def _own(verb: Token) -> tuple[Status, Token | None]:
    auxiliaries = [c for c in verb.children if c.dep_ in {"aux", "auxpass"}]
    words = {a.lower_ for a in auxiliaries}
    if words & {"will", "shall", "'ll", "wo"}:
        return "scheduled", None
    if any(c.dep_ == "mark" and c.lower_ in lexicon().status["if"] for c in verb.children):
        return "conditional", next(c for c in verb.children if c.dep_ == "mark" and c.lower_ in lexicon().status["if"])
    if "would" in words and verb.dep_ == "ccomp" and verb.head.tag_ in {"VBD", "VBN"}:
        return "intended", None  # "said it would send": the future, as told in the past
    if verb.dep_ == "advcl" and any(c.dep_ == "mark" and c.lower_ in {"after", "since"} for c in verb.children):
        return "past_reference", None  # "a day after Seoul pledged"
    modal = next((a for a in auxiliaries if a.lower_ in lexicon().status["conditional"]), None)
    if modal is not None:
        return "conditional", modal
    if any(a.lower_ in {"should", "must", "ought"} for a in auxiliaries):
        return "desired", None
    if verb.tag_ == "VBG" and any(a.lower_ in {"is", "are", "am", "'s", "'re", "been"} for a in auxiliaries):
        return "ongoing", None
    return "occurred", None


def asked_only(trigger: Token) -> bool:
    """Whether something is only asked for, threatened or promised by the verb above it, whose event that is."""
    head = trigger.head
    if trigger.dep_ == "conj" and head.pos_ in {"VERB", "AUX"}:
        return asked_only(head)
    infinitive = any(c.tag_ == "TO" for c in trigger.children)
    if infinitive and trigger.dep_ in {"acl", "relcl"} and head.lemma_ not in lexicon().status["plans"]:
        return True  # "efforts to urge", "the right to attack": nothing is said to be done
    purpose = trigger.dep_ == "advcl" or (
        trigger.dep_ == "xcomp" and head.lemma_ not in OBJECT_CONTROL and any(c.dep_ == "dobj" for c in head.children)
    )
    if (
        infinitive
        and purpose
        and head.lemma_ not in lexicon().status["meeting"]
        and trigger.lemma_ in lexicon().status["material"]
    ):
        return True  # "sent troops to fight": a purpose is not a second event
    if trigger.dep_ in {"xcomp", "ccomp", "advcl", "acl"} and head.lemma_ in lexicon().status["unreal"]:
        return trigger.dep_ != "advcl" or any(c.tag_ == "TO" for c in trigger.children)
    return trigger.dep_ == "pcomp" and head.head.lemma_ in lexicon().status["alleged"]
