"""The content of a cue: in which frame it stands beside its verb, and where it begins and ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from communique.cues.reporting import Cue, Reporting
from communique.stages.clause import can_speak, is_infinitive, is_relative, subject
from communique.stages.extent import past_gloss

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_VERBAL = ("VERB", "AUX")
_FINITE = ("VBD", "VBZ", "VBP")
_PERSONAL = frozenset({"he", "she", "they"})
_SEEMING = frozenset({"appear", "seem"})
_OPENERS = frozenset({",", ":", "-", "--", "—", ";", '"', "''", "``", "'", "that", "and", "but"})
_CLOSERS = frozenset({",", ":", "-", "--", "—", ";", ".", "and", "but", "!", "?", "(", "or", "which", "who"})


def right_edge(verb: Token, start: int, words: Reporting) -> int:
    """The index of the last token of what `verb` reports, when that begins at token `start`.

    Parsers hang the second half of a coordination on the verb, so everything to the right belongs to the content until
    the next verb of the same subject, or an adjunct that says where or when it was said.
    """
    doc = verb.doc
    last = verb.right_edge.i
    for child in verb.rights:
        if child.left_edge.i <= start:
            continue
        edge = child.left_edge.i
        joined = child.dep_ in ("conj", "parataxis") and _same_form(child, verb)
        added = _subjectless(child) and (child.lemma_ in words.verbs or child.lemma_ in words.expressing)
        if (joined and not _goes_on(child, verb, start, words)) or (
            child.dep_ == "advcl" and (added or _cuts(child, verb))
        ):
            last = min(last, edge - 1)
    last = _without_occasion(verb, start, last, words)
    for token in doc[start + 1 : last + 1]:
        if token.pos_ in _VERBAL and token.dep_ in ("conj", "advcl") and resumes(token, verb, words):
            last = min(last, token.left_edge.i - 1, token.i - 1)
            break
        if token.lower_ in ("while", "according") and doc[token.i - 1].text in (",", "-", "--"):
            last = min(last, token.i - 1)
            break
        if token.lower_ == "with" and doc[token.i - 1].text == "," and _another_speaks(token, last, words):
            last = min(last, token.i - 1)
            break
    return trim_end(doc, start, last)


def _another_speaks(with_: Token, last: int, words: Reporting) -> bool:
    """Whether a "with" brings on somebody else: "…, *with* Oslo *calling* it a mistake"."""
    doc = with_.doc
    return any(t.tag_ == "VBG" and t.lemma_ in words.verbs for t in doc[with_.i : min(with_.i + 10, last)])


def _without_occasion(verb: Token, start: int, last: int, words: Reporting) -> int:
    """Move `last` before adjuncts of `verb` that say when or on what occasion it was said."""
    for child in reversed(list(verb.rights)):
        if child.left_edge.i <= start or child.left_edge.i > last:
            continue
        noun = next((c for c in child.children if c.dep_ == "pobj"), None) if child.dep_ == "prep" else None
        when = child.dep_ == "npadvmod" and child.ent_type_ in ("DATE", "TIME")
        if noun is not None and (noun.ent_type_ in ("DATE", "TIME") or noun.lemma_.lower() in words.occasions):
            when = child.lower_ in ("in", "at", "on", "during", "after", "before", "following", "ahead", "via")
        if not when or child.right_edge.i < last - 1:
            break
        last = child.left_edge.i - 1
    # "praised the crew at a news conference": wherever it is hung, an indefinite occasion is that of the speech.
    for token in reversed(verb.doc[start + 1 : last + 1]):
        if token.dep_ == "pobj" and token.lemma_.lower() in words.occasions and token.right_edge.i >= last - 1:
            prep = token.head
            if prep.i > start and prep.lower_ in ("at", "in", "during") and token.left_edge.lower_ in ("a", "an"):
                return prep.i - 1
    return last


def _same_form(verb: Token, other: Token) -> bool:
    """Whether two conjoined verbs can share a subject: a bare form does not follow a past tense."""
    if verb.pos_ not in _VERBAL or verb.tag_ == "VBG" != other.tag_:
        return False
    return not (verb.tag_ == "VB" and other.tag_ != "VB" and not any(c.dep_ == "aux" for c in verb.children))


def _goes_on(other: Token, verb: Token, start: int, words: Reporting) -> bool:
    """Whether a clause with a subject of its own, hung on the reporting verb, goes on with what was said.

    "He said he would stay, *but beyond that he does not want to be involved*": the tense is not that of "said". "She
    said she considered it, *but she wanted to be plain*": the content is about her, and so is this. The writer goes on
    in "He said talks had failed, but the envoys met again".
    """
    said = next((c for c in other.children if c.dep_ in ("nsubj", "nsubjpass", "expl")), None)
    if said is None or other.lemma_ in words.verbs or other.lemma_ in words.particles:
        return False
    tense, past = _tense(other), _tense(verb) == "VBD"
    if past and tense in ("VBZ", "VBP", "MD") and said.i < other.i:
        return True
    if said.lower_ == "it" and other.lemma_ in _SEEMING:
        return True
    inner = (c for c in verb.rights if c.dep_ == "ccomp" and c.i >= start)
    about = next((c for clause in inner for c in clause.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    return said.lower_ in _PERSONAL and about is not None and about.lower_ == said.lower_


def resumes(token: Token, verb: Token, words: Reporting) -> bool:
    """Whether a verb hung on the content is really the next thing its speaker did.

    "She noted that the launches broke the resolution, *and reiterated* …, *adding* that …": launches do not reiterate.
    "He said they would pray but *did not say* when": the tense is that of "said".
    """
    if verb.i >= token.i or any(c.dep_ in ("nsubj", "nsubjpass") for c in token.children):
        return False
    if token.dep_ == "advcl" and (token.tag_ != "VBG" or token.lemma_ not in words.verbs):
        return False
    tense, above = _tense(token), _tense(token.head)
    if token.dep_ == "conj" and tense == _tense(verb) and token.head.i > verb.i and above not in (tense, "VBN"):
        return True
    if tense not in (*_FINITE, "VBG") or (token.lemma_ not in words.verbs and token.lemma_ not in words.expressing):
        return False
    said = subject(token)
    return said is not None and said.i > verb.i and not can_speak(said, words)


def _tense(verb: Token) -> str:
    """The tag of the finite part of a verb phrase: "did not say" is past, "would say" is modal."""
    for child in verb.lefts:
        if child.dep_ in ("aux", "auxpass"):
            return child.tag_
    return verb.tag_


def trim_end(doc: Doc, start: int, last: int) -> int:
    """Move `last` left over commas, conjunctions and the full stop."""
    while last > start and (doc[last].lower_ in _CLOSERS or doc[last].is_space):
        if doc[last].text == "." and _abbreviates(doc[last - 1].text):
            break
        last -= 1
    return past_gloss(doc, last)


def trim_start(doc: Doc, start: int, last: int) -> int:
    """Move `start` right over commas, colons, marks and the word "that"."""
    while start < last and (doc[start].lower_ in _OPENERS or doc[start].is_space):
        if doc[start].lower_ == "that" and doc[start].dep_ not in ("mark", "dobj", "nsubj", "dep"):
            break
        if doc[start].lower_ == "that" and doc[start].dep_ == "nsubj":
            break
        start += 1
    return start


def without_gloss(doc: Doc, start: int, last: int) -> int:
    """Move `last` before a closing gloss of the writer's: ", which is …", ", an initiative that …"."""
    for token in doc[start : last + 1]:
        if token.dep_ == "relcl" and token.head.i >= start and token.right_edge.i >= last - 1:
            edge = token.left_edge.i
            if doc[edge - 1].text == "," and doc[edge].lower_ in ("which", "who", "whose", "where"):
                return trim_end(doc, start, edge - 1)
            if token.head.dep_ == "appos" and doc[token.head.left_edge.i - 1].text == ",":
                return trim_end(doc, start, token.head.left_edge.i - 1)
    return last


def complement(verb: Token, cue: Cue, words: Reporting) -> tuple[int, int, str] | None:
    """First and last token of what an active `verb` reports, and the frame it stands in."""
    for frame in cue.frames:
        start = _start(verb, frame, cue, words)
        if start is None:
            continue
        last = right_edge(verb, start, words)
        start = _after_date(verb.doc, trim_start(verb.doc, start, last), last)
        if frame not in ("that", "to"):
            if last == start and verb.doc[start].pos_ in ("PRON", "DET"):
                return None
            last = without_gloss(verb.doc, start, last)
        return start, last, frame
    return None


def _after_date(doc: Doc, start: int, last: int) -> int:
    """Move `start` over the day in "told the paper *on Thursday* the talks had failed"."""
    at = start + 1 if doc[start].lower_ == "on" else start
    day = at
    while at < last and doc[at].ent_type_ in ("DATE", "TIME") and not doc[at].is_digit:
        at += 1
    # "said Monday's talks", "said Monday would": there the day is of what was said.
    return start if at == day or doc[at].pos_ in (*_VERBAL, "PART", "NUM", "CCONJ") else trim_start(doc, at, last)


def that_clause(noun: Token) -> Token | None:
    """The "that" clause of a noun: "the claim *that talks had failed*"."""
    for child in noun.rights:
        clausal = child.dep_ in ("acl", "ccomp", "relcl") and child.tag_ not in ("VBN", "VBG")
        if clausal and any(c.lower_ == "that" and c.dep_ == "mark" for c in child.children):
            return child
    return None


def _start(verb: Token, frame: str, cue: Cue, words: Reporting) -> int | None:
    """Where the content begins to the right of `verb`, if the clause has this frame."""
    if frame == "quote":
        return None
    if frame == "that":
        return _that(verb, skip_objects="object" in cue.frames)
    if frame == "to":
        return None if verb.dep_ == "relcl" and any(is_relative(c) for c in verb.lefts) else _to(verb)
    objects = [c for c in verb.rights if c.dep_ in ("dobj", "attr") and not is_relative(c)]
    if frame.startswith("whom "):
        prep = _preposition(verb, objects, frame[5:]) if objects and can_speak(objects[0], words) else None
        return prep.i + 1 if prep is not None else None
    if frame == "to doing":
        prep = _preposition(verb, [], "to")
        what = next((c for c in prep.children if c.dep_ in ("pcomp", "pobj")), None) if prep is not None else None
        return prep.i + 1 if prep is not None and what is not None and what.tag_ == "VBG" else None
    if frame.startswith("report "):
        prep = _preposition(verb, [], frame[7:])
        what = next((c for c in prep.children if c.dep_ == "pobj"), None) if prep is not None else None
        return prep.i + 1 if prep is not None and what is not None and what.lemma_ in words.reports else None
    if frame == "object":
        if verb.lemma_ in words.greeting and objects and _guest(objects[0], words):
            return None
        gerund = next((c for c in verb.rights if c.dep_ in ("xcomp", "ccomp") and _gerund(c)), None)
        edges = [c.left_edge.i for c in [*objects, *([gerund] if gerund is not None else [])]]
        # "announced the intention of Oslo to join": the parser reads the infinitive as a clause.
        edges += [c.left_edge.i for c in verb.rights if c.dep_ == "ccomp" and is_infinitive(c)]
        return min((e for e in edges if e > verb.i), default=None) or _delayed(verb)
    if frame == "report":
        return next((c.left_edge.i for c in objects if c.lemma_ in words.reports), None)
    if frame == "threat":
        return next((c.left_edge.i for c in objects if c.lemma_ in words.threats), None)
    if frame == "small":
        if any(is_relative(c) for c in verb.lefts):
            return None  # "what they call a drill" is a name
        named = any(c.dep_ == "oprd" for c in verb.rights) or any(
            c.dep_ == "ccomp" and c.pos_ in ("NOUN", "ADJ", "PROPN") for c in verb.rights
        )
        return verb.i + 1 if named else None
    if frame == "as":
        prep = _preposition(verb, objects, "as")
        if prep is None:
            return None
        named = bool(objects) and objects[0].i < prep.i and objects[0].pos_ != "PRON"  # "views *it* as" names nothing
        return objects[0].left_edge.i if named else prep.i + 1
    prep = _preposition(verb, objects if len(objects) == 1 else [], frame)
    if prep is None or prep.doc[prep.i + 1].ent_type_ in ("DATE", "TIME"):
        return None
    return prep.i + 1


def _preposition(verb: Token, objects: list[Token], word: str) -> Token | None:
    for head in [verb, *objects]:
        for child in head.rights:
            if child.lower_ == word and child.pos_ in ("ADP", "SCONJ") and child.n_rights:
                return child
    return None


def _that(verb: Token, *, skip_objects: bool) -> int | None:
    for child in verb.rights:
        if child.dep_ == "dobj" and skip_objects and child.ent_type_ not in ("DATE", "TIME"):
            return None  # "noted the steps taken so that athletes could compete" reports the steps
        if child.dep_ == "ccomp" and child.pos_ in _VERBAL and not _gerund(child) and not is_infinitive(child):
            return max(child.left_edge.i, verb.i + 1)
    for token in verb.doc[verb.i + 1 : min(verb.i + 12, verb.right_edge.i)]:
        if token.lower_ == "that" and token.dep_ == "mark":
            return token.i + 1
        if token.pos_ in _VERBAL:
            return None
    return None


def _to(verb: Token) -> int | None:
    for token in verb.doc[verb.i + 1 : verb.right_edge.i]:
        if token.tag_ == "TO" and token.dep_ == "aux":
            head = token.head
            above = head.head
            return token.i if above == verb or (above.head == verb or above.head.head == verb) else None
        if token.pos_ == "VERB" and token.dep_ not in ("relcl", "amod", "acl"):
            return None
    return None


def _guest(who: Token, words: Reporting) -> bool:
    """Whether somebody is received: "welcomed *President Bongo*" says nothing of what was said."""
    return who.ent_type_ == "PERSON" or (who.pos_ == "NOUN" and who.lemma_.lower() in words.speakers)


def _delayed(verb: Token) -> int | None:
    """The object in "underscored to the minister their resolve", which parsers take for an apposition."""
    to = next((c for c in verb.rights if c.lower_ == "to" and c.dep_ in ("prep", "dative")), None)
    whom = next((c for c in to.children if c.dep_ == "pobj"), None) if to is not None else None
    late = next((c for c in whom.rights if c.dep_ in ("appos", "dobj")), None) if whom is not None else None
    if late is None or late.left_edge.tag_ not in ("DT", "PRP$") or verb.doc[late.left_edge.i - 1].text == ",":
        return None
    return late.left_edge.i


def _gerund(verb: Token) -> bool:
    return verb.tag_ == "VBG" and not any(c.dep_ == "aux" for c in verb.children)


def _subjectless(clause: Token) -> bool:
    """Whether a clause has the subject of the one above it: "…, *urging* restraint"."""
    return not any(c.dep_ in ("nsubj", "nsubjpass") for c in clause.children)


def _cuts(clause: Token, verb: Token) -> bool:
    """Whether an adverbial clause says on what occasion something was said.

    "Stressed unity as troops massed" does; in "stressed unity as we face this threat" the tense is that of the content.
    """
    if _tense(verb) == "VBD" and _tense(clause) in ("VBZ", "VBP"):
        return False
    return any(c.lower_ in ("as", "after", "while", "when") for c in clause.children if c.dep_ in ("mark", "advmod"))


def _abbreviates(word: str) -> bool:
    return "." in word or word in ("Mr", "Inc", "Co")
