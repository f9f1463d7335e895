"""Attach: whether a phrase of time or place belongs to the happening that a word names.

In "Kim said on Monday that Pyongyang had launched a missile on Friday", *said* has Monday and *launched* Friday.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from communique.cues.dates import words
from communique.draft import Syntax

if TYPE_CHECKING:
    from spacy.tokens import Token

_VERBAL = ("VERB", "AUX")
_BEFORE_A_NOUN = ("compound", "nummod", "nmod", "poss", "amod")
_DOWN_A_NOUN = (
    "pobj", "dobj", "obj", "attr", "dative", "prep", "conj", "appos", "compound", "nmod", "npadvmod", "oprd", "pcomp",
    "agent", "nsubjpass", "advmod",
)  # fmt: skip
_SUBJECTS = ("nsubj", "nsubjpass", "expl", "csubj")
_MEASURES = ("round", "series", "session", "set", "day", "kind", "couple", "part", "spate", "number", "wave", "string")
_PARTS_OF_DAY = ("morning", "afternoon", "evening", "night")

_FAR = 80  # tokens


def root_of(syntax: Syntax, first: int, last: int) -> Token:
    """The head of the tokens from `first` to `last`: the one that hangs on a word outside."""
    doc = syntax.doc
    first = _with_part_of_day(syntax, first)
    outside = [t for t in doc[first : last + 1] if not t.is_space and not t.is_punct and not first <= t.head.i <= last]
    return outside[0] if outside else next((t for t in doc[first : last + 1] if t.head == t), doc[last])


def site_of(syntax: Syntax, first: int, last: int) -> Token:
    """The verb or noun that a phrase hangs on, through its preposition: "met in Tokyo on *Friday*" hangs on *met*."""
    at = root_of(syntax, first, last)
    first = _with_part_of_day(syntax, first)
    before = syntax.doc[first - 1] if first else at
    if at.dep_ in _BEFORE_A_NOUN and at.head.i > last:
        # "On April 5 Envoy Kim met …" is no April 5 Kim, but "last week's failure" is a failure of last week.
        astray = before.lower_ in ("on", "in", "at") and at.dep_ not in ("poss", "amod")
        return before.head if astray else at.head
    left = before if before.lower_ in ("on", "in", "at") else syntax.doc[first]
    if left.i and not left.is_sent_start and left.nbor(-1).pos_ == "VERB" and left.nbor(-1).dep_ != "amod":
        return left.nbor(-1)  # "said on Friday he believed …": a phrase right after a verb is the verb's
    seen = 0
    while seen < 6 and at.head != at:
        at, seen = at.head, seen + 1
        if at.pos_ not in ("ADP", "ADV", "SCONJ", "PART") and not first <= at.i <= last:
            break
    return at


def _with_part_of_day(syntax: Syntax, first: int) -> int:
    """Where a phrase begins with the part of the day before it: "on *the afternoon of* the afternoon of the 19th"."""
    doc = syntax.doc
    while first > 1 and doc[first - 1].lower_ == "of" and doc[first - 2].lower_ in _PARTS_OF_DAY:
        first -= 3 if first > 2 and doc[first - 3].lower_ == "the" else 2
    return first


def sits_on(syntax: Syntax, first: int, last: int, trigger: Token) -> bool:
    """Whether a phrase hangs on the trigger itself or on one of its auxiliaries."""
    site = site_of(syntax, first, last)
    return site == trigger or (site.dep_ in ("aux", "auxpass") and site.head == trigger)


def reach(syntax: Syntax, trigger: Token) -> tuple[int, int]:
    """The tokens among which a phrase of `trigger` can stand: of its sentence, and not too far in a monstrous one."""
    at = syntax.sentence_at(trigger)  # token.sent walks to the sentence's edge
    sentence = syntax.sentences[at] if at >= 0 else trigger.sent
    return max(sentence.start, trigger.i - _FAR), min(sentence.end, trigger.i + _FAR)


def opens_sentence(syntax: Syntax, first: int) -> bool:
    """Whether a phrase stands at the head of its sentence, with no more than a preposition and an article before it."""
    return any(token.is_sent_start for token in syntax.doc[max(0, first - 2) : first + 1])


def belongs(syntax: Syntax, first: int, last: int, trigger: Token) -> bool:
    """Whether the phrase from token `first` to `last` dates or places the happening that `trigger` names.

    It does where it hangs on the trigger, on its auxiliary, on a name in its complement, or on the light verb that
    carries a nominal trigger ("*talks* were held on Friday"). It does not where another clause verb, another happening
    ("condemned the March 24 launch") or a quotation mark stands between.
    """
    inside = first <= trigger.i <= last
    return not inside and _hangs_on(syntax, first, last, trigger) and not _quoted_apart(trigger, first)


def _hangs_on(syntax: Syntax, first: int, last: int, trigger: Token) -> bool:
    root, site = root_of(syntax, first, last), site_of(syntax, first, last)
    if _in_what_is_said(trigger, site, root):
        return False
    if _may_be_a_nouns(root) and trigger.i < root.i and trigger.lemma_.lower() in words("clauses", "reacting_verbs"):
        return False  # "thanked them for the help in May", "condemned the launch on Friday"
    if root.i < trigger.i and _after_a_participle(trigger, root):
        return False  # "Recalling the resolutions adopted, on March 2, by the council, they reaffirmed …"
    if _awaited_between(trigger, root):
        return False  # "discussed the upcoming visit of the king on April 26"
    if root.head.lower_ == "for" and root.dep_ == "pobj" and (thing := _object(site)):
        return trigger == thing or _through_measure(trigger) == thing  # "called an election for April 13"
    premodifies = root.dep_ in _BEFORE_A_NOUN and root.head == site and site.i > last  # "the March 24 launch"
    nominal = trigger.pos_ not in _VERBAL
    at, common = site, 0
    for _ in range(16):
        if at == trigger or (at.dep_ in ("aux", "auxpass") and at.head == trigger):
            return not (premodifies and at != trigger)
        if at.pos_ in _VERBAL:
            return _carries(at, trigger, root)
        if at.dep_ not in _DOWN_A_NOUN and not (at.dep_ == "nsubj" and _is_name(at)):
            return False
        common += at.pos_ == "NOUN"
        if common > 1 and not nominal:
            return False  # "pledged an inquiry into the actions in 2016"
        if at.pos_ in ("NOUN", "PROPN") and not _lets_through(at, trigger, premodifies=premodifies, nominal=nominal):
            return False
        premodifies = premodifies and at.dep_ in ("compound", "nmod")
        at = at.head
    return False


def _lets_through(noun: Token, trigger: Token, *, premodifies: bool, nominal: bool) -> bool:
    """Whether a phrase that hangs on `noun` can belong to what governs the noun."""
    if noun.dep_ == "pobj" and noun.head.lower_ in words("clauses", "simultaneous") and noun.head.head.pos_ in _VERBAL:
        return True  # "spoke at Monday's session", "were killed in the attack on Friday"
    if premodifies and noun.dep_ not in ("compound", "nmod"):
        return _is_light(trigger)  # "attended Monday's meeting", but not "condemned Monday's launch"
    if noun.lemma_.lower() not in words("clauses", "happenings"):
        return True
    if noun.lemma_.lower() in words("clauses", "made_things") and trigger.lemma_ in words("clauses", "making_verbs"):
        return True  # "announced an agreement on Friday", but not "condemned the agreement on Friday"
    return _is_light(trigger) or (nominal and noun.dep_ in ("compound", "conj"))


def _carries(verb: Token, trigger: Token, root: Token) -> bool:
    """Whether the date or place of `verb` is that of `trigger` too."""
    if trigger.pos_ in _VERBAL:
        return _shares_clause(verb, trigger, root)
    if verb.dep_ == "acl" and verb.head == trigger and verb.tag_ == "VBN":
        return True  # "sanctions imposed in 2017"
    if verb.dep_ == "relcl" and verb.head == trigger:
        return _is_light(verb)  # "talks that were held on Friday"
    if not _is_light(verb) or (trigger.dep_ == "nsubj" and _acts_on_something(verb)):
        return False
    return verb in (trigger.head, _through_measure(trigger).head) or _held(verb, trigger)


def _acts_on_something(verb: Token) -> bool:
    """Whether a verb has an object of its own: the date of "the envoys held talks" is the talks', not the envoys'."""
    return any(c.dep_ in ("dobj", "obj") and c.lemma_ not in ("part", "place") for c in verb.children)


def _held(verb: Token, noun: Token) -> bool:
    """Whether a light verb carries the noun through one preposition: "took part in the talks"."""
    noun = _through_measure(noun)
    return noun.dep_ == "pobj" and noun.head.dep_ == "prep" and noun.head.head in (verb, *_objects(verb))


def _objects(verb: Token) -> list[Token]:
    return [c for c in verb.children if c.dep_ in ("dobj", "obj") and c.lemma_ in ("part", "place")]


def _through_measure(noun: Token) -> Token:
    """The noun that counts this one: "a second *round* of talks"."""
    of = noun.head
    if noun.dep_ == "pobj" and of.lower_ == "of" and of.head.lemma_.lower() in _MEASURES:
        return of.head
    return noun


def _shares_clause(verb: Token, trigger: Token, root: Token) -> bool:
    """Whether two verbs share a date or place that stands before the first: "On Friday, they met and agreed to …"."""
    fronted = _fronted(root, verb)
    if verb.dep_ in ("advcl", "ccomp", "dep") and verb.head == trigger:  # "Speaking on Monday, he said …"
        speaking = verb.tag_ == "VBG" and verb.lemma_ in words("clauses", "speaking_verbs")
        return speaking and verb.i < trigger.i and not any(c.dep_ in _SUBJECTS for c in verb.children)
    if verb.lemma_ in words("clauses", "motion_verbs") and root.i < trigger.i and _is_purpose(trigger, verb):
        return True  # "will travel to Oslo on Friday to meet the minister"
    joined = trigger.dep_ == "conj" and verb in (trigger.head, *trigger.conjuncts)
    if joined and not any(c.dep_ in _SUBJECTS for c in trigger.children):
        met = verb.lemma_ in words("clauses", "meeting_verbs") and verb.i < trigger.i and verb.tag_ == trigger.tag_
        return fronted or met  # "met in Oslo on Friday and condemned the raid"
    if not fronted:
        return False
    if trigger.dep_ in ("xcomp", "oprd") and trigger.head == verb:
        return verb.lemma_.lower() in words("tense", "fixing_verbs") | words("clauses", "light_verbs")
    return False


def _after_a_participle(trigger: Token, root: Token) -> bool:
    """Whether the phrase stands in a participle's clause before the trigger, whatever the parser hangs it on."""
    for child in trigger.children:
        if child.dep_ == "advcl" and child.tag_ in ("VBG", "VBN") and child.i < root.i:
            return child.lemma_ not in words("clauses", "speaking_verbs")
    return False


def _awaited_between(trigger: Token, root: Token) -> bool:
    """Whether something said to lie ahead stands before the phrase, whose it then may be: "the upcoming summit"."""
    for token in trigger.doc[trigger.i + 1 : root.i]:
        if token.lower_ in words("tense", "lying_ahead") and token.dep_ == "amod" and token.head.i < root.i:
            return token.head.lemma_.lower() in words("clauses", "happenings") | words("tense", "awaited_nouns")
    return False


def _is_purpose(trigger: Token, verb: Token) -> bool:
    """Whether something is what a journey is made for: "to meet" and "consult" of "will travel to meet and consult"."""
    first = trigger
    while first.dep_ == "conj" and not any(c.dep_ in _SUBJECTS for c in first.children):
        first = first.head
    return first.head == verb and first.dep_ in ("advcl", "xcomp") and any(c.tag_ == "TO" for c in first.children)


def _fronted(root: Token, verb: Token) -> bool:
    subject = next((c.i for c in verb.children if c.dep_ in _SUBJECTS), verb.i)
    return root.i < min(subject, verb.i)


def _may_be_a_nouns(root: Token) -> bool:
    """Whether a prepositional phrase follows a common noun, whose it may be whatever the parser says."""
    preposition = root.head
    return root.dep_ == "pobj" and preposition.i > 0 and preposition.nbor(-1).pos_ == "NOUN"


def _object(verb: Token) -> Token | None:
    return next((c for c in verb.children if c.dep_ in ("dobj", "obj")), None) if verb.pos_ in _VERBAL else None


def _in_what_is_said(trigger: Token, site: Token, root: Token) -> bool:
    """Whether the phrase stands inside the complement of a verb of saying: "said it would meet on Friday"."""
    if trigger.pos_ not in _VERBAL or root.i < trigger.i or (site == trigger and root.i <= trigger.i + 3):
        return False
    return any(c.dep_ == "ccomp" and c.i > trigger.i and c.left_edge.i <= root.i for c in trigger.children)


def _quoted_apart(trigger: Token, at: int) -> bool:
    """Whether an odd number of quotation marks stands between: one is inside a quotation, the other is not."""
    low, high = sorted((trigger.i, at))
    return sum(token.text.count('"') for token in trigger.doc[low:high]) % 2 == 1


def _is_light(token: Token) -> bool:
    return token.pos_ in _VERBAL and token.lemma_.lower() in words("clauses", "light_verbs")


def _is_name(token: Token) -> bool:
    return token.pos_ == "PROPN"
